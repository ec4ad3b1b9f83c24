"""Whether this process lives, and whether it can do its work; open to everybody, so it says nothing else."""

from collections.abc import Awaitable
from datetime import date, timedelta
from enum import StrEnum
from http import HTTPStatus

from fastapi import APIRouter, Response
from pydantic import BaseModel

from api.context import Context, Ctx
from api.errors import UnavailableError

router = APIRouter(tags=["Состояние"])


class Health(StrEnum):
    """How a part stands; ``warning`` still works."""

    OK = "ok"
    WARNING = "warning"
    AWAY = "away"


class Part(BaseModel):
    """One thing that the API depends on."""

    status: Health
    detail: str | None = None


class Readiness(BaseModel):
    """All of them; ``ready`` when none is away."""

    ready: bool
    temporal: Part
    database: Part
    calendar: Part


class Liveness(BaseModel):
    """This process answers."""

    status: Health = Health.OK


@router.get("/healthz", summary="Процесс жив", response_description="Жив")
async def live() -> Liveness:
    """Say that this process answers."""
    return Liveness()


@router.get(
    "/readyz",
    summary="Готовность к работе",
    response_description="Готов",
    responses={503: {"model": Readiness, "description": "Не готов"}},
)
async def ready(response: Response, context: Ctx) -> Readiness:
    """Ask everything that the API depends on; 503 where something is away."""
    parts = {
        "temporal": await _asked(context.gateway.check()),
        "database": await _asked(context.read_model.check()),
        "calendar": _calendar(context),
    }
    is_ready = all(part.status is not Health.AWAY for part in parts.values())
    if not is_ready:
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    return Readiness(ready=is_ready, **parts)


async def _asked(check: Awaitable[None]) -> Part:
    try:
        await check
    except UnavailableError as error:
        return Part(status=Health.AWAY, detail=error.detail)
    return Part(status=Health.OK)


def calendar_known_until(context: Context) -> date | None:
    """The last known day of the production calendars, of that which ends first; None where none is used."""
    ends = (rules.time.snapshot.known_until for rules in context.rulebook.all_rules)
    return min((end for end in ends if end is not None), default=None)


def _calendar(context: Context) -> Part:
    """Beyond its end work goes on with the law's own days off, so that is a warning, not an end."""
    known_until = calendar_known_until(context)
    if known_until is None:
        return Part(status=Health.OK, detail="производственный календарь не используется")
    left = known_until - context.clock().date()
    status = Health.WARNING if left < timedelta(days=context.settings.calendar_warning_days) else Health.OK
    return Part(status=status, detail=f"производственный календарь известен по {known_until.isoformat()}")
