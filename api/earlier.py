"""The earlier answers at hand: what a repeated message repeats, and what was answered then (R18)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Self

from fastapi import APIRouter
from pydantic import BaseModel

from api.cases import MessageId, find
from api.context import Ctx
from api.documentation import problems
from api.security import AnyPerson
from db.queries import case_of
from domain.lifecycle import CaseView, sees
from domain.lifecycle.case import Publication
from domain.roles import Principal
from domain.terms import DraftKind, Outcome, State, Visibility

MOST = 10
"""How far back the chain of repeats is followed."""

router = APIRouter(prefix="/messages/{message_id}", tags=["Сообщения"])


class EarlierAnswer(BaseModel):
    """An earlier message: how it ended, and the last that was placed or handed over for its author.

    ``text``, ``url`` and ``at`` are null where nothing was answered yet; ``text`` also where the answer was a private
    one of another body, whose messages do not exist for this person.
    """

    id: str
    state: State
    outcome: Outcome | None
    kind: DraftKind | None = None
    text: str | None = None
    url: str | None = None
    at: datetime | None = None
    handed_to: str | None = None

    @classmethod
    def of(cls, case: CaseView, reader: Principal) -> Self:
        """Tell of a case as much as this person may read."""
        told = cls(id=case.id, state=case.state, outcome=case.outcome)
        placed = _answer(case.publications)
        if placed is None:
            return told
        shown = {name: getattr(placed, name) for name in ("kind", "url", "at", "handed_to")}
        readable = placed.visibility is Visibility.PUBLIC or sees(reader, case.regulation, case.authorities)
        return told.model_copy(update=shown | {"text": placed.text if readable else None})


class EarlierAnswers(BaseModel):
    """The chain of repeats, the nearest first."""

    items: tuple[EarlierAnswer, ...]


@router.get(
    "/earlier",
    summary="Прежние ответы по тому же вопросу",
    response_description="Прежние сообщения, от ближайшего",
    description=(
        f"Сообщение, которое повторяет это (repeat_of), и те, что перед ним; не больше {MOST}, того же регламента. "
        "Из базы чтения."
    ),
    responses=problems(401, 404, 503),
)
async def show_earlier(principal: AnyPerson, message_id: MessageId, context: Ctx) -> EarlierAnswers:
    """Follow the links back and show what was answered."""
    case = (await find(context, message_id, principal)).case
    first = case.message.get("repeat_of")
    if first is None:
        return EarlierAnswers(items=())
    rows = await context.read_model.chain(case.regulation, first, MOST)
    # Two messages may have been said to repeat each other.
    return EarlierAnswers(items=tuple(EarlierAnswer.of(case_of(row), principal) for row in rows if row.id != case.id))


def _answer(publications: Sequence[Publication]) -> Publication | None:
    """The last that was placed and is no question to the author."""
    return next((item for item in reversed(publications) if item.kind is not DraftKind.CLARIFICATION), None)
