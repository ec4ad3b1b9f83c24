"""What happened to a message and why its limits are what they are: the journal and «расчёт срока»."""

import re
from collections.abc import Iterable
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.cases import Found, MessageId, find
from api.context import Context, Ctx
from api.documentation import problems, query_parameters
from api.errors import NotFoundError, UnavailableError
from api.proof.negotiation import JSON, PAGE, TEXT, Form, FormQuery, wanted_form
from api.proof.page import HEADERS, page
from api.proof.text import text
from api.query import query_of
from api.security import AnyPerson
from db.queries import LONGEST_PAGE, explanations_of
from domain.journal import Entry
from domain.lifecycle import Explanation
from domain.regulation import UnknownRegulationError

router = APIRouter(prefix="/messages/{message_id}", tags=["Журнал и сроки"])

_LAST_SEQ = 2**31 - 1
_NAME = re.compile(r"[a-z0-9-]{1,80}")


class JournalQuery(BaseModel):
    """The part of a journal: ``limit`` entries after a number, which is the ``cursor`` of the page before."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cursor: int = Field(default=0, ge=0, le=_LAST_SEQ)
    after: int = Field(default=0, ge=0, le=_LAST_SEQ)
    limit: int = Field(default=LONGEST_PAGE, ge=1, le=LONGEST_PAGE)

    @property
    def start(self) -> int:
        """The number after which the page begins."""
        return max(self.cursor, self.after)


class JournalPage(BaseModel):
    """A part of a journal; ``next_cursor`` is the next ``cursor``, null when nothing follows yet."""

    items: tuple[Entry, ...]
    next_cursor: int | None


@router.get(
    "/journal",
    summary="Журнал сообщения",
    response_description="Страница журнала",
    description="Все записи по порядку, отклонённые сигналы тоже; next_cursor передаётся как after.",
    responses=problems(401, 404, 422, 503),
    openapi_extra=query_parameters(JournalQuery),
)
async def show_journal(
    principal: AnyPerson,
    message_id: MessageId,
    context: Ctx,
    wanted: Annotated[JournalQuery, Depends(query_of(JournalQuery))],
) -> JournalPage:
    """Show a page of the journal: what is recorded, and what the workflow has not recorded yet."""
    found = await find(context, message_id, principal)
    entries = await _entries(context, message_id, wanted, found)
    page = entries[: wanted.limit]
    more = len(entries) > len(page)
    return JournalPage(items=_local(page, found, context), next_cursor=page[-1].seq if more else None)


@router.get(
    "/deadlines/{name}/explain",
    summary="Расчёт срока",
    response_model=Explanation,
    response_description="Расчёт",
    description=(
        "JSON, текст или страница для печати: по параметру format, иначе по заголовку Accept, иначе JSON. "
        "В JSON есть всё, из чего срок пересчитывает otklik verify."
    ),
    responses={
        200: {"content": {media: {"schema": {"type": "string"}} for media in (TEXT, PAGE)}},
        **problems(401, 404, 422, 503),
    },
    openapi_extra=query_parameters(FormQuery),
)
async def explain(  # noqa: PLR0913, PLR0917 -- FastAPI gives every part of a request by an argument of its own
    principal: AnyPerson,
    message_id: MessageId,
    name: Annotated[str, Path(description="Имя срока из дела, например overall или rework-2.")],
    request: Request,
    context: Ctx,
    query: Annotated[FormQuery, Depends(query_of(FormQuery))],
) -> Response:
    """Show every interval that a limit was counted from."""
    found = await find(context, message_id, principal)
    explanation = await _explanation(context, message_id, name, found) if _NAME.fullmatch(name) else None
    if explanation is None:
        msg = "Такого срока у сообщения нет, или он ещё не начался"
        raise NotFoundError(msg)
    return _written(explanation, wanted_form(request, query))


def _written(explanation: Explanation, form: Form) -> Response:
    """In the form that is wanted; which one that is depends on a header too, as caches have to know."""
    vary = {"Vary": "Accept"}
    if form is Form.TEXT:
        return Response(text(explanation), media_type=TEXT, headers=vary)
    if form is Form.PAGE:
        return Response(page(explanation), media_type=PAGE, headers=vary | HEADERS)
    return Response(explanation.model_dump_json(), media_type=JSON, headers=vary)


async def _entries(context: Context, message_id: str, wanted: JournalQuery, found: Found) -> list[Entry]:
    """One entry more than asked for, where there are as many."""
    if found.closed is not None:
        return list(await context.read_model.journal(message_id, wanted.start, wanted.limit + 1))
    newest = await _kept_by_workflow(context, message_id)
    try:
        recorded = await context.read_model.journal(message_id, wanted.start, wanted.limit + 1)
    except UnavailableError:
        # The workflow keeps the newest entries only: without the database they are all there is, if none is missing.
        if not newest or newest[0].seq > wanted.start + 1:
            raise
        recorded = ()
    # The recorded copy wins: the one in the workflow is shortened.
    by_seq = {entry.seq: entry for entry in (*newest, *recorded) if entry.seq > wanted.start}
    return [by_seq[seq] for seq in sorted(by_seq)][: wanted.limit + 1]


async def _kept_by_workflow(context: Context, message_id: str) -> list[Entry]:
    """The entries that may not be recorded yet; none where nobody can be asked."""
    try:
        return await context.gateway.journal(message_id)
    except (NotFoundError, UnavailableError):
        return []


async def _explanation(context: Context, message_id: str, name: str, found: Found) -> Explanation | None:
    if found.closed is None:
        return await context.gateway.explain(message_id, name)
    return next((item for item in explanations_of(found.closed) if item.name == name), None)


def _local(entries: Iterable[Entry], found: Found, context: Context) -> tuple[Entry, ...]:
    """Write times on the municipality's clock, as the workflow does; the database gives them back in UTC."""
    try:
        library = context.rulebook.library
        calendar = library.version(found.case.regulation, found.case.regulation_version).calendar
    except UnknownRegulationError:
        return tuple(entries)
    zone = ZoneInfo(calendar.timezone)
    return tuple(
        entry.model_copy(update={"at": entry.at.astimezone(zone), "recorded_at": entry.recorded_at.astimezone(zone)})
        for entry in entries
    )
