"""What is counted over a month: the breaches of each body, for whoever the regulation has told of them."""

import re
from datetime import datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from api.context import Ctx
from api.documentation import problems, query_parameters
from api.errors import NotFoundError
from api.query import query_of
from api.security import AnyPerson
from db.queries import visible_to
from domain.breaches import BreachReport, breach_report
from domain.errors import wrong_field
from domain.regulation import UnknownRegulationError
from domain.text import Identifier

_MONTHS = 12
_MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")

router = APIRouter(prefix="/reports", tags=["Отчёты"])


def _a_month(value: str) -> str:
    if not _MONTH.fullmatch(value):
        msg = "ожидается месяц ГГГГ-ММ, например 2026-03"
        raise ValueError(msg)
    return value


class BreachesQuery(BaseModel):
    """Which regulation's messages, and which calendar month of its municipality: ``2026-03``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    regulation: Identifier
    month: Annotated[str, Field(pattern=f"^{_MONTH.pattern}$", examples=["2026-03"]), BeforeValidator(_a_month)]

    def bounds(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """The first moments of the month and of the next one."""
        year, month = map(int, self.month.split("-"))
        start = datetime(year, month, 1, tzinfo=zone)
        return start, start.replace(year=year + month // _MONTHS, month=month % _MONTHS + 1)


@router.get(
    "/breaches",
    summary="Нарушения сроков за месяц",
    response_description="Нарушения по органам",
    description=(
        "Сколько раз каждый орган нарушил срок за месяц; reported — больше, чем допускает регламент, и об этом "
        "сообщают тому, кто назван в to. Считаются объявленные нарушения, которые не сняты. Исполнитель видит свой "
        "орган. Из базы чтения."
    ),
    responses=problems(401, 404, 422, 503),
    openapi_extra=query_parameters(BreachesQuery),
)
async def show_breaches(
    principal: AnyPerson, context: Ctx, wanted: Annotated[BreachesQuery, Depends(query_of(BreachesQuery))]
) -> BreachReport:
    """Count them; the rule is that of the version in force on the last day of the month."""
    library = context.rulebook.library
    visible = visible_to(principal)
    if visible.regulation not in {None, wanted.regulation}:
        msg = "Такого регламента нет"
        raise NotFoundError(msg)
    try:
        newest = library.versions(wanted.regulation)[-1]
    except UnknownRegulationError as error:
        raise wrong_field("regulation", str(error)) from error
    start, end = wanted.bounds(ZoneInfo(newest.calendar.timezone))
    journals = await context.read_model.announced(wanted.regulation, start, end)
    regulation = library.on(wanted.regulation, (end - timedelta(days=1)).date())
    report = breach_report(regulation, wanted.month, journals, start, end)
    own = tuple(item for item in report.items if visible.authority in {None, item.authority})
    return report.model_copy(update={"items": own})
