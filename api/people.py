"""People: the roster of a regulation, who acts today, and the journal of its changes."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from api.body import read_object
from api.context import Context, Ctx
from api.documentation import body_of, problems, query_parameters
from api.examples import PEOPLE
from api.query import query_of
from api.security import require
from db.queries import LONGEST_PAGE
from domain.errors import WrongRole, wrong_field
from domain.people import OfficeChange, Offices, OnDuty, Roster, check_roster, concerning, on_duty, parse_roster
from domain.regulation import Regulation, UnknownRegulationError
from domain.roles import Principal
from domain.terms import Role
from domain.text import Identifier

router = APIRouter(prefix="/people", tags=["Люди"])

_LAST_VERSION = 2**31 - 1

Colleague = Annotated[Principal, Depends(require(Role.COORDINATOR, Role.EXECUTOR, Role.HEAD, Role.AUDITOR))]
Administrator = Annotated[Principal, Depends(require(Role.ADMIN))]
Inspector = Annotated[Principal, Depends(require(Role.AUDITOR))]


class PeopleQuery(BaseModel):
    """Whose people."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    regulation: Identifier


class PeopleJournalQuery(PeopleQuery):
    """The part of a roster's journal: ``limit`` changes after a version, which is the ``cursor`` of the page before."""

    cursor: int = Field(default=0, ge=0, le=_LAST_VERSION)
    limit: int = Field(default=LONGEST_PAGE, ge=1, le=LONGEST_PAGE)


class RosterView(BaseModel):
    """A roster as a person may see it; ``acting``: who works in each office today; ``contacts``: for administrators."""

    regulation: str
    version: int
    people: Offices
    acting: tuple[OnDuty, ...]
    contacts: dict[str, str] | None = None


class RosterChangeView(BaseModel):
    """A change of a roster: the version that it made, when, by whom, and what differs from the version before."""

    version: int
    at: datetime
    person: str
    changes: tuple[OfficeChange, ...]


class PeopleJournalPage(BaseModel):
    """A part of the journal; ``next_cursor`` is the next ``cursor``, null when nothing follows yet."""

    items: tuple[RosterChangeView, ...]
    next_cursor: int | None


@router.get(
    "",
    summary="Люди регламента",
    response_description="Список людей",
    description=(
        "Должности, сроки полномочий, отсутствия, замещающие; acting — кто сегодня работает на каждой должности. "
        "Администратор, координатор, глава и аудитор видят весь список, исполнитель — свой орган и тех, кто "
        "координирует работу. contacts — только администратору."
    ),
    responses=problems(401, 403, 422, 503),
    openapi_extra=query_parameters(PeopleQuery),
)
async def show(
    request: Request,
    principal: Colleague,
    context: Ctx,
    wanted: Annotated[PeopleQuery, Depends(query_of(PeopleQuery))],
) -> RosterView:
    """Show what this person may see of a roster."""
    _regulation(context, principal, wanted.regulation)
    return _view(request, context, principal, await context.read_model.roster(wanted.regulation))


@router.put(
    "",
    summary="Заменить список людей",
    response_description="Новый список",
    description=(
        "Список одного регламента заменяется целиком или не меняется. version — версия, которую вы прочитали "
        "(0, если списка ещё нет); если список уже изменили — 409. Повтор того же списка ничего не меняет."
    ),
    responses=problems(400, 401, 403, 409, 413, 422, 503),
    openapi_extra=body_of(Roster, PEOPLE),
)
async def replace(request: Request, principal: Administrator, context: Ctx) -> RosterView:
    """Check a roster, put it in the place of the one before, and journal what has changed."""
    wanted = parse_roster(await read_object(request))
    check_roster(wanted.people, _regulation(context, principal, wanted.regulation))
    roster = await context.read_model.replace_roster(wanted, principal.person, context.clock())
    context.rosters.forget()
    return _view(request, context, principal, roster)


@router.get(
    "/journal",
    summary="Журнал списка людей",
    response_description="Страница журнала",
    description="Кто, когда и что изменил, по порядку; next_cursor передаётся как cursor.",
    responses=problems(401, 403, 422, 503),
    openapi_extra=query_parameters(PeopleJournalQuery),
)
async def show_journal(
    principal: Inspector, context: Ctx, wanted: Annotated[PeopleJournalQuery, Depends(query_of(PeopleJournalQuery))]
) -> PeopleJournalPage:
    """Show a page of a roster's journal, times on the municipality's clock."""
    _regulation(context, principal, wanted.regulation)
    made = await context.read_model.roster_changes(wanted.regulation, wanted.cursor, wanted.limit + 1)
    zone = context.rulebook.library.zone(wanted.regulation)
    page = tuple(
        RosterChangeView(version=item.version, at=item.at.astimezone(zone), person=item.person, changes=item.changes)
        for item in made[: wanted.limit]
    )
    return PeopleJournalPage(items=page, next_cursor=page[-1].version if len(made) > len(page) else None)


def _regulation(context: Context, principal: Principal, regulation: str) -> Regulation:
    """The version of today; raises InvalidInput for an unknown regulation, WrongRole for another than the token's."""
    try:
        found = context.rulebook.on(regulation, context.clock())
    except UnknownRegulationError as error:
        raise wrong_field("regulation", str(error)) from error
    if principal.regulation not in {None, regulation}:
        raise WrongRole(f"Токен выдан для регламента {principal.regulation}")
    return found


def _view(request: Request, context: Context, principal: Principal, roster: Roster) -> RosterView:
    day = context.rulebook.library.day(roster.regulation, context.clock())
    return RosterView(
        regulation=roster.regulation,
        version=roster.version,
        people=concerning(roster.people, principal),
        acting=concerning(on_duty(roster.people, day), principal),
        contacts=dict(request.app.state.contacts) if principal.has(Role.ADMIN) else None,
    )
