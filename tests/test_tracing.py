"""What of a trace leaves the process."""

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import Status, StatusCode

import tracing
from tracing import WithoutWords

SECRET = "личное-слово-zqxw"


@pytest.fixture
def sent() -> InMemorySpanExporter:
    """What is sent."""
    return InMemorySpanExporter()


@pytest.fixture
def tracer(sent: InMemorySpanExporter) -> trace.Tracer:
    """A tracer of its own that sends through ours."""
    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(WithoutWords(sent)))
    return provider.get_tracer("tests")


def only(sent: InMemorySpanExporter) -> ReadableSpan:
    """The one span that was sent."""
    (span,) = sent.get_finished_spans()
    return span


def test_step_keeps_its_place(tracer: trace.Tracer, sent: InMemorySpanExporter) -> None:
    """Name, kind, times, parent and the attributes of the list are sent as they are; other attributes are not."""
    attributes = {"http.route": "/messages", "url.query": f"q={SECRET}", "url.path": SECRET, "temporalWorkflowID": "m"}
    parent = trace.SpanContext(1, 2, is_remote=True, trace_flags=trace.TraceFlags(trace.TraceFlags.SAMPLED))
    context = trace.set_span_in_context(trace.NonRecordingSpan(parent))
    made = tracer.start_span("GET", context, trace.SpanKind.SERVER, attributes, start_time=10)
    made.add_event("read", {"text": SECRET})
    made.end(20)

    span = only(sent)

    assert (span.name, span.kind, span.start_time, span.end_time) == ("GET", trace.SpanKind.SERVER, 10, 20)
    assert span.parent == parent
    assert span.context == made.get_span_context()
    assert dict(span.attributes or {}) == {"http.route": "/messages", "temporalWorkflowID": "m"}
    assert SECRET not in span.to_json()


def test_error_is_its_kind(tracer: trace.Tracer, sent: InMemorySpanExporter) -> None:
    """A step that failed says so and with which kind of error; what the error says stays here."""
    with tracer.start_as_current_span("HandleUpdate") as made:
        made.record_exception(KeyError(SECRET))
        made.record_exception(ValueError(SECRET))
        made.set_status(Status(StatusCode.ERROR, SECRET))

    span = only(sent)

    assert span.status.status_code is StatusCode.ERROR
    assert dict(span.attributes or {}) == {"error.type": "ValueError"}
    assert SECRET not in span.to_json()


def test_nothing_is_sent_after_the_end(sent: InMemorySpanExporter) -> None:
    """The end is passed on to what sends."""
    exporter = WithoutWords(sent)
    exporter.shutdown()
    exporter.export([])

    assert sent._stopped  # noqa: SLF001 -- it has no other way to tell


def test_without_a_tracer_nothing_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """An app whose process never started its traces has nothing to send at its end."""
    monkeypatch.setattr(trace, "get_tracer_provider", trace.ProxyTracerProvider)

    tracing.flush()

    assert isinstance(trace.get_tracer_provider(), trace.ProxyTracerProvider)
