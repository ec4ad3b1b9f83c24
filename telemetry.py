"""What a process tells of itself besides its log: the SDK's metrics and messages, and traces where they are turned on.

``start`` is called once, before the first client of Temporal is made.
"""

import asyncio
import logging
from contextlib import suppress
from types import ModuleType

from temporalio.plugin import SimplePlugin
from temporalio.runtime import (
    LogForwardingConfig,
    LoggingConfig,
    PrometheusConfig,
    Runtime,
    TelemetryConfig,
    TelemetryFilter,
)

from activities.registry import RECORDING_AGE
from domain.errors import OtklikError
from settings import PREFIX, Settings

_CORE = logging.getLogger("temporalio.core")
_AGES = (0.1, 1.0, 10.0, 60.0, 300.0, 1800.0, 3600.0, 21600.0, 86400.0)
"""Seconds: from a recording at once to a database that is away for a day."""


_FLUSH_SECONDS = 3.0


class TelemetryError(OtklikError):
    """What the settings ask for cannot be started."""


def start(settings: Settings, service: str, metrics_address: str | None = None) -> None:
    """Prepare this process: ``service`` is its name in traces, at ``metrics_address`` it shows the SDK's metrics.

    Raises:
        TelemetryError: the address cannot be listened on, or traces are on and what they need is not installed.

    """
    try:
        runtime = Runtime(telemetry=_telemetry(metrics_address))
    except ValueError as error:
        raise TelemetryError(f"Метрики на {metrics_address} не открываются: {error}") from error
    Runtime.set_default(runtime, error_if_already_set=False)
    if settings.tracing_endpoint is not None:
        _tracing().start(str(settings.tracing_endpoint), service)


def plugins(settings: Settings) -> list[SimplePlugin]:
    """What a client of Temporal needs, so that traces go on through it; its workers take it over."""
    return [] if settings.tracing_endpoint is None else [_tracing().plugin()]


async def flush(settings: Settings) -> None:
    """Send the last spans before this process ends; a collector that is away holds nobody up for long."""
    if settings.tracing_endpoint is not None:
        with suppress(TimeoutError):
            async with asyncio.timeout(_FLUSH_SECONDS):
                await asyncio.to_thread(_tracing().flush)


def _telemetry(metrics_address: str | None) -> TelemetryConfig:
    # The core would write to the error stream itself, in a form of its own, and with the texts of failures.
    forwarding = LogForwardingConfig(
        _CORE, append_target_to_name=False, prepend_target_on_message=False, append_log_fields_to_message=False
    )
    return TelemetryConfig(
        logging=LoggingConfig(TelemetryFilter(core_level="WARN", other_level="ERROR"), forwarding),
        metrics=None if metrics_address is None else _prometheus(metrics_address),
        attach_service_name=False,
    )


def _prometheus(address: str) -> PrometheusConfig:
    return PrometheusConfig(
        bind_address=address,
        counters_total_suffix=True,
        unit_suffix=True,
        durations_as_seconds=True,
        histogram_bucket_overrides={RECORDING_AGE: _AGES},
    )


def _tracing() -> ModuleType:
    """The module that needs the extra; imported only where traces are on."""
    try:
        import tracing  # noqa: PLC0415 -- its libraries may not be there
    except ModuleNotFoundError as error:
        raise TelemetryError(
            f"{PREFIX}TRACING_ENDPOINT включает трассировку, но её библиотек нет: pip install 'otklik[tracing]'"
        ) from error
    return tracing
