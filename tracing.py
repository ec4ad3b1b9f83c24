"""Traces of OpenTelemetry: needs the extra ``tracing``, so only ``telemetry`` imports it, and only where they are on.

A trace says which steps a request took and how long each was, never what was in it.
"""

import logging
from collections.abc import Sequence

from opentelemetry import propagate, trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.trace import Status
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from opentelemetry.util.types import AttributeValue
from temporalio.contrib.opentelemetry import OpenTelemetryPlugin, ReplaySafeTracerProvider, create_tracer_provider

_EXPORT_SECONDS = 5.0
"""How long one batch may try to reach its collector; a process that stops waits for the last one."""

_TOLD = (
    "http.request.method",
    "http.route",
    "http.response.status_code",
    "error.type",
    "temporalWorkflowID",
    "temporalRunID",
    "temporalActivityID",
)
"""The attributes that leave this process; the framework and the SDK have more, the query of a request among them."""


def start(endpoint: str, service: str) -> None:
    """Send the spans of this process to a collector, in the background; one that is away loses them, nothing else."""
    # Spans of workflows are made again in every replay: this provider gives them the same ids and ends them once.
    provider = create_tracer_provider(resource=Resource.create({SERVICE_NAME: service}))
    exporter = OTLPSpanExporter(endpoint, timeout=_EXPORT_SECONDS)
    provider.add_span_processor(BatchSpanProcessor(WithoutWords(exporter)))
    trace.set_tracer_provider(provider)
    # Not the baggage that a client may send as well: it would be written into the histories of workflows.
    propagate.set_global_textmap(TraceContextTextMapPropagator())
    # Whenever a waiting workflow leaves the cache, its spans are left in another context than they were entered in.
    # Nothing is lost by that, but it would be told with a traceback each time.
    logging.getLogger("opentelemetry.context").setLevel(logging.CRITICAL)


def flush() -> None:
    """Send the spans that wait for a full batch."""
    provider = trace.get_tracer_provider()
    if isinstance(provider, ReplaySafeTracerProvider):
        provider.force_flush()


def plugin() -> OpenTelemetryPlugin:
    """What carries a trace through Temporal, with a span for each step there."""
    return OpenTelemetryPlugin(add_temporal_spans=True)


class WithoutWords(SpanExporter):
    """Passes on of each span only what names no value of anybody's: of an error its kind, without its message."""

    def __init__(self, exporter: SpanExporter) -> None:
        """``exporter`` sends what is left."""
        self._exporter = exporter

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """Send spans."""
        return self._exporter.export([_without_words(span) for span in spans])

    def shutdown(self) -> None:
        """Send nothing any more."""
        self._exporter.shutdown()


def _without_words(span: ReadableSpan) -> ReadableSpan:
    found = {**_error(span), **(span.attributes or {})}
    return ReadableSpan(
        name=span.name,
        context=span.context,
        parent=span.parent,
        resource=span.resource,
        attributes={name: found[name] for name in _TOLD if name in found},
        links=span.links,
        kind=span.kind,
        status=Status(span.status.status_code),
        start_time=span.start_time,
        end_time=span.end_time,
        instrumentation_scope=span.instrumentation_scope,
    )


def _error(span: ReadableSpan) -> dict[str, AttributeValue]:
    """The kind of the last error that was noted beside a span."""
    noted = [
        event.attributes["exception.type"] for event in span.events if event.name == "exception" and event.attributes
    ]
    return {"error.type": noted[-1]} if noted else {}
