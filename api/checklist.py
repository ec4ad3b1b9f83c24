"""The checklist of the answer: what is asked of a draft, what machine checks advise, what the stages have said."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Self
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict
from starlette.concurrency import run_in_threadpool

from api.body import read_object
from api.calculator import read_question
from api.cases import MessageId, find
from api.context import Context, Ctx
from api.documentation import body_of, problems
from api.errors import NotFoundError, UnavailableError
from api.examples import CHECKLIST
from api.security import AnyPerson
from db.answers import Lately
from domain.checklist import WINDOW, AdvisedItem, Answer, Promise, advise, promises
from domain.lifecycle import CaseView, Rules
from domain.lifecycle.case import Ticked
from domain.lifecycle.payloads import Attachments
from domain.regulation import Checklist, UnknownRegulationError
from domain.terms import Advised, AnswerCheck, AsksOf, DraftKind, Network
from domain.text import Text

router = APIRouter(prefix="/messages/{message_id}", tags=["Контрольный список"])


class Rehearsal(BaseModel):
    """A draft that is not submitted yet."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Text
    kind: DraftKind = DraftKind.FINAL
    attachments: Attachments = ()


class FragmentView(BaseModel):
    """A place of the text: offsets in characters and its words, personal data made unreadable."""

    start: int
    end: int
    words: str


class ItemView(BaseModel):
    """An item, what its machine check advises, and what the stages have said of it.

    ``check`` is null where no machine checks it; ``advised`` and ``explanation`` are also null where there is no draft.
    """

    id: str
    clause: str
    title: str
    reading: str
    when: AsksOf
    check: AnswerCheck | None
    advised: Advised | None
    explanation: str | None
    seen: tuple[FragmentView, ...]
    ticks: tuple[Ticked, ...]

    @classmethod
    def of(cls, advised: AdvisedItem, ticks: tuple[Ticked, ...]) -> Self:
        """Show an item."""
        item, advice = advised.item, advised.advice
        return cls(
            id=item.id,
            clause=item.clause,
            title=item.title,
            reading=item.reading,
            when=item.when,
            check=item.check,
            advised=advice.advised if advice else None,
            explanation=advice.explanation if advice else None,
            seen=tuple(FragmentView(start=at.start, end=at.end, words=at.words) for at in advice.seen)
            if advice
            else (),
            ticks=tuple(tick for tick in ticks if tick.item == item.id),
        )


class PromiseView(BaseModel):
    """A promise with its day, as it was read in the text."""

    start: int
    end: int
    words: str
    on: date

    @classmethod
    def of(cls, promise: Promise) -> Self:
        """Show a promise."""
        return cls(start=promise.seen.start, end=promise.seen.end, words=promise.seen.words, on=promise.on)


class ChecklistView(BaseModel):
    """The checklist of one draft; ``submitted_at`` is null for one that is not submitted."""

    id: str
    kind: DraftKind
    submitted_at: datetime | None
    items: tuple[ItemView, ...]
    promises: tuple[PromiseView, ...]


@dataclass(frozen=True)
class _Looked:
    """A draft under a checklist; without a text only what will be asked of it is told."""

    checklist: Checklist
    answer: Answer | None
    kind: DraftKind
    repeat: bool
    ticks: tuple[Ticked, ...] = ()


@router.get(
    "/checklist",
    summary="Контрольный список ответа",
    response_description="Пункты с советами",
    description=(
        "Чего регламент требует от проекта, что видят машинные проверки в представленном проекте и что о нём сказали "
        "согласующие. Проверки советуют, решают люди. Пока проекта нет, показаны пункты окончательного ответа."
    ),
    responses=problems(401, 404, 503),
)
async def show_checklist(principal: AnyPerson, message_id: MessageId, context: Ctx) -> ChecklistView:
    """Show what is asked of the current draft."""
    case = (await find(context, message_id, principal)).case
    draft = case.draft
    if draft is None:
        return await _shown(context, case, None, ())
    # What was accepted once is not judged again by what is accepted today.
    submitted = Rehearsal.model_construct(text=draft.text, kind=draft.kind, attachments=draft.attachments)
    view = await _shown(context, case, submitted, draft.checklist)
    return view.model_copy(update={"submitted_at": draft.submitted_at})


@router.post(
    "/checklist",
    summary="Проверить текст до представления",
    response_description="Пункты с советами",
    description="То же для текста, который ещё не представлен; ничего не сохраняется.",
    responses=problems(400, 401, 404, 413, 422, 503),
    openapi_extra=body_of(Rehearsal, CHECKLIST),
)
async def rehearse_checklist(
    request: Request, principal: AnyPerson, message_id: MessageId, context: Ctx
) -> ChecklistView:
    """Advise on a text, and store nothing."""
    rehearsal = read_question(Rehearsal, await read_object(request))
    case = (await find(context, message_id, principal)).case
    return await _shown(context, case, rehearsal, ())


async def _shown(
    context: Context, case: CaseView, rehearsal: Rehearsal | None, ticks: tuple[Ticked, ...]
) -> ChecklistView:
    rules = _rules(context, case)
    checklist = rules.regulation.checklist
    kind = rehearsal.kind if rehearsal else DraftKind.FINAL
    if checklist is None:
        return ChecklistView(id=case.id, kind=kind, submitted_at=None, items=(), promises=())
    answer = None
    if rehearsal is not None:
        answer = _answer(case, rehearsal, rules, context.clock(), await _others(context, case, checklist))
    looked = _Looked(checklist, answer, kind, case.message.get("repeat_of") is not None, ticks)
    # A long text takes a good part of a second, and the loop has others to serve.
    return await run_in_threadpool(_advised, looked, case.id)


def _advised(looked: _Looked, message_id: str) -> ChecklistView:
    if looked.answer is None:
        asked = looked.checklist.asked_of(looked.kind, repeat=looked.repeat)
        items = tuple(AdvisedItem(item, None) for item in asked)
    else:
        items = advise(looked.checklist, looked.answer, repeat=looked.repeat)
    promised = () if looked.answer is None else promises(looked.answer)
    return ChecklistView(
        id=message_id,
        kind=looked.kind,
        submitted_at=None,
        items=tuple(ItemView.of(item, looked.ticks) for item in items),
        promises=tuple(PromiseView.of(promise) for promise in promised),
    )


def _rules(context: Context, case: CaseView) -> Rules:
    try:
        return context.rulebook.rules(case.regulation, case.regulation_version)
    except UnknownRegulationError:
        msg = "Версия регламента этого сообщения сейчас не загружена"
        raise NotFoundError(msg) from None


def _answer(
    case: CaseView, rehearsal: Rehearsal, rules: Rules, now: datetime, others: tuple[str, ...] | None
) -> Answer:
    checklist, network = rules.regulation.checklist, Network(case.message["network"])
    lengths = {item.network: item.letters for item in checklist.lengths} if checklist else {}
    return Answer(
        text=rehearsal.text,
        question=case.message["text"],
        network=network,
        on=rules.local(now).date(),
        kind=rehearsal.kind,
        attachments=len(rehearsal.attachments),
        others=others,
        longest=lengths.get(network),
        working_days=_working_days(rules),
    )


def _working_days(rules: Rules) -> Callable[[date, int], date]:
    """Count days by the municipality's own calendar."""
    zone = ZoneInfo(rules.time.timezone)
    return lambda day, days: rules.time.add_days(datetime.combine(day, time.min, zone), days).date()


async def _others(context: Context, case: CaseView, checklist: Checklist) -> tuple[str, ...] | None:
    """The answers of the last hour, where an item asks for them; None where nobody can tell them."""
    if not any(item.check is AnswerCheck.OWN_WORDS for item in checklist.items):
        return ()
    now = context.clock()
    try:
        return await context.read_model.answers(Lately(case.regulation, now - WINDOW, now, case.id))
    except UnavailableError:
        return None
