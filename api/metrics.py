"""``GET /metrics``: the domain's figures, the requests and this process, as Prometheus reads them.

Open to everybody like the health checks, so no label names a message, a person or a text. The figures are kept for a
few seconds, so that many scrapes cost what one does; whatever is away, the answer comes and says so.
"""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from fastapi import APIRouter, Request, Response
from prometheus_client import (
    CONTENT_TYPE_PLAIN_0_0_4,
    CollectorRegistry,
    GCCollector,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from api.context import Context
from api.errors import UnavailableError
from api.health import calendar_known_until
from api.request_metrics import RequestMetrics
from db.figures import Figures
from domain.terms import State

KEPT = timedelta(seconds=5)
"""How long figures are shown before they are counted anew."""

_Labels = TypeVar("_Labels", bound=tuple[str, ...])

router = APIRouter(tags=["Состояние"])


@dataclass(frozen=True)
class Reading(Collector):
    """The domain's figures as they were found at one moment; no figures: the database did not answer."""

    at: datetime
    temporal: bool
    figures: Figures | None
    regulations: tuple[str, ...]
    calendar_known_until: date | None

    def collect(self) -> Iterator[Metric]:
        """Show them."""
        yield _gauge(
            "otklik_up",
            "Whether a part that the API depends on answers: 1 or 0.",
            ("part",),
            {("database",): self.figures is not None, ("temporal",): self.temporal},
        )
        if self.calendar_known_until is not None:
            left = self.calendar_known_until - self.at.date()
            yield GaugeMetricFamily(
                "otklik_calendar_known_days", "Days until the known production calendar ends.", left.days
            )
        if self.figures is not None:
            yield from _families(self.figures, self.at, self.regulations)


class Metrics:
    """Everything that one API process shows."""

    def __init__(self, context: Context) -> None:
        """Ask nothing yet."""
        self._registry = CollectorRegistry()
        self.requests = RequestMetrics(self._registry)
        self._context = context
        self._reading: Reading | None = None
        self._one_at_a_time = asyncio.Lock()
        ProcessCollector(registry=self._registry)
        PlatformCollector(registry=self._registry)
        GCCollector(registry=self._registry)

    async def written(self) -> bytes:
        """Everything as text."""
        return generate_latest(await self._newest()) + generate_latest(self._registry)

    async def _newest(self) -> Reading:
        async with self._one_at_a_time:
            now = self._context.clock()
            if self._reading is None or not timedelta(0) <= now - self._reading.at < KEPT:
                self._reading = await self._read(now)
            return self._reading

    async def _read(self, now: datetime) -> Reading:
        temporal, figures = await asyncio.gather(self._temporal(), self._figures(now))
        regulations = self._context.rulebook.library.ids
        return Reading(now, temporal, figures, regulations, calendar_known_until(self._context))

    async def _temporal(self) -> bool:
        try:
            await self._context.gateway.check()
        except UnavailableError:
            return False
        return True

    async def _figures(self, now: datetime) -> Figures | None:
        try:
            return await self._context.read_model.figures(now)
        except UnavailableError:
            return None


@router.get(
    "/metrics",
    response_class=Response,
    summary="Показатели для Prometheus",
    responses={200: {"description": "Показатели", "content": {"text/plain": {"schema": {"type": "string"}}}}},
)
async def show(request: Request) -> Response:
    """Show everything that is measured."""
    metrics: Metrics = request.app.state.metrics
    return Response(await metrics.written(), media_type=CONTENT_TYPE_PLAIN_0_0_4)


def _families(figures: Figures, at: datetime, regulations: tuple[str, ...]) -> Iterator[Metric]:
    """A regulation that is loaded shows its zeros, so that a series does not vanish when its last message ends."""
    states = [state for state in State if state is not State.CLOSED]
    known = sorted({*regulations, *figures.overdue})
    yield _gauge(
        "otklik_messages_open",
        "Messages whose life has not ended, by regulation and state.",
        ("regulation", "state"),
        {(name, state): figures.open.get((name, state), 0) for name in known for state in states},
    )
    yield _gauge(
        "otklik_messages_overdue",
        "Open messages with an act that is owed and late, by regulation.",
        ("regulation",),
        {(name,): figures.overdue.get(name, 0) for name in known},
    )
    yield _gauge(
        "otklik_limits_missed_last_day",
        "Limits announced as missed within the last 24 hours, by regulation and clause.",
        ("regulation", "clause"),
        figures.missed,
    )
    lag = timedelta(0) if figures.unheard_since is None else at - figures.unheard_since
    yield GaugeMetricFamily(
        "otklik_read_model_lag_seconds",
        "How long ago the earliest limit was due that nothing has been recorded of since; 0 where there is none.",
        lag.total_seconds(),
    )


def _gauge(name: str, text: str, labels: tuple[str, ...], values: Mapping[_Labels, float]) -> Metric:
    family = GaugeMetricFamily(name, text, labels=labels)
    for key, value in values.items():
        family.add_metric(key, value)
    return family
