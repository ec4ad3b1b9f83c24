"""The turns of each scenario, made from what a procedure provides for; None where it knows nothing of the kind."""

from datetime import timedelta
from typing import Any

from domain.regulation import Flow, Ground, Regulation
from domain.regulation.events import EventRef
from domain.terms import CommandName, DraftKind, EventKind, Outcome, Role, State
from ops.demo_scenario import Casting, Turn, Turns

_HOUR = timedelta(hours=1)
_UNTIL_FINAL = timedelta(hours=16)
"""Working time between an interim answer and the final draft."""

_RETURN = Turn(CommandName.RETURN, State.IN_REVIEW)
_DECLINE = Turn(CommandName.DECLINE, State.DRAFTING)
_INTERIM = Turn(CommandName.INTERIM_ANSWER, State.DRAFTING, after=_HOUR)
_QUESTION = Turn(
    CommandName.SUBMIT_DRAFT,
    State.DRAFTING,
    {"kind": "clarification", "text": "Назовите, пожалуйста, номер дома."},
    after=_HOUR,
)
_PART = Turn(CommandName.CONTRIBUTE, State.AWAITING_PARTS)


def returned(times: int) -> Casting:
    """So many returns by the first stage."""
    return lambda _regulation, flow: (_RETURN,) * times if flow.stages else None


def returned_at_the_end(_regulation: Regulation, flow: Flow) -> Turns | None:
    """The last of several stages has remarks."""
    if len(flow.stages) == 1 or not flow.stages:
        return None
    return (*[Turn(CommandName.APPROVE, State.IN_REVIEW)] * (len(flow.stages) - 1), _RETURN)


def declined(_regulation: Regulation, flow: Flow) -> Turns | None:
    """A return for competence, soon after the receipt."""
    return None if flow.decline is None else (_DECLINE,)


def declined_in_its_time(_regulation: Regulation, flow: Flow) -> Turns | None:
    """The same where the act sets a time for it."""
    limited = any(end.kind is EventKind.DECLINED for rule in flow.limits for end in rule.ends)
    return (_DECLINE,) if limited else None


def placed_in_its_time(_regulation: Regulation, flow: Flow) -> Turns | None:
    """An ordinary life, where the act sets a time for the answer to go out."""
    out = {EventKind.PUBLISHED, EventKind.HANDED_OVER}
    return () if any(end.kind in out and _answers(end) for end in _obliging_ends(flow)) else None


def repeated_and_reassigned(regulation: Regulation, flow: Flow) -> Turns | None:
    """A repeated question, where the act knows them; another person goes on, and all limits are read again.

    That person is of another body where the act lets a message move.
    """
    repeat = {} if regulation.repeats is None else {"repeat_of": "message-of-last-month"}
    other = {"authority": regulation.authorities[1].id} if _moves(regulation, flow) else {}
    return (
        Turn(CommandName.ROUTE, State.AWAITING_ROUTING, repeat),
        Turn(
            CommandName.REASSIGN, State.DRAFTING, {"executor": "executor-2", "reason": "Отпуск исполнителя.", **other}
        ),
        Turn(CommandName.RECALCULATE, State.DRAFTING, {"reason": "Календарь сверен."}),
    )


def reported(regulation: Regulation, _flow: Flow) -> Turns | None:
    """The head hears of a significant message at once, and later of a shortcoming in the work on it."""
    report = regulation.significant
    if report is None or regulation.shortcomings is None:
        return None
    signed = {"signatory": "Руководитель центра управления"} if report.signed else {}
    return (
        Turn(CommandName.SIGNIFICANT, State.AWAITING_ROUTING, {"summary": "Без тепла целый квартал.", **signed}),
        Turn(
            CommandName.SHORTCOMING,
            State.APPROVED,
            {"clause": regulation.shortcomings.clause, "evidence": "В ответе нет срока работ."},
        ),
    )


def interim(_regulation: Regulation, flow: Flow) -> Turns | None:
    """An interim answer, and days later the final one."""
    return None if flow.interim is None else (_INTERIM, _final(late=False))


def interims_and_late_final(_regulation: Regulation, flow: Flow) -> Turns | None:
    """Two interim answers; the second moves no clock, and the final one is late."""
    if flow.interim is None:
        return None
    further = Turn(CommandName.INTERIM_ANSWER, State.INTERIM_PUBLISHED, after=_UNTIL_FINAL)
    return (_INTERIM, further, _final(late=True))


def question(until_reply: timedelta) -> Casting:
    """A question to the author, who replies after so much working time."""

    def asked(_regulation: Regulation, flow: Flow) -> Turns | None:
        replied = Turn(CommandName.CLARIFIED, State.AWAITING_AUTHOR, after=until_reply)
        return None if flow.clarification is None else (_QUESTION, replied)

    return asked


def late_question(_regulation: Regulation, flow: Flow) -> Turns | None:
    """The question is placed too late, where the act sets a time for it; clocks stand still all the same."""
    asked = any(
        end.kind is EventKind.PUBLISHED and end.draft == DraftKind.CLARIFICATION for end in _obliging_ends(flow)
    )
    placed = Turn(CommandName.PUBLISH, State.APPROVED, late=True)
    replied = Turn(CommandName.CLARIFIED, State.AWAITING_AUTHOR, after=4 * _HOUR)
    return (_QUESTION, placed, replied) if asked else None


def in_turn(regulation: Regulation, flow: Flow) -> Turns | None:
    """Three bodies one after another."""
    return () if _works_jointly(regulation, flow, "sequential") else None


def in_turn_declined(regulation: Regulation, flow: Flow) -> Turns | None:
    """The first part is late, the second body declines, and a third one goes on with what was given."""
    if not _works_jointly(regulation, flow, "sequential"):
        return None
    late = Turn(CommandName.CONTRIBUTE, State.AWAITING_PARTS, late=True)
    return (late, _DECLINE)


def side_by_side(regulation: Regulation, flow: Flow) -> Turns | None:
    """A main body with two co-executors, of whom one declines and is replaced."""
    if not _works_jointly(regulation, flow, "lead"):
        return None
    actor = {"role": Role.EXECUTOR, "authority": regulation.authorities[2].id}
    return (Turn(CommandName.DECLINE, State.AWAITING_PARTS, {"actor": actor}),)


def side_by_side_late(regulation: Regulation, flow: Flow) -> Turns | None:
    """The second part is late, and the main body's clock does not wait."""
    if not _works_jointly(regulation, flow, "lead"):
        return None
    return (_PART, Turn(CommandName.CONTRIBUTE, State.AWAITING_PARTS, late=True))


def shortened(_regulation: Regulation, flow: Flow) -> Turns | None:
    """The coordinator sets a shorter term for this message, and that of its draft."""
    if flow.routing.shortening is None:
        return None
    terms: dict[str, Any] = {
        "answer_within": {"amount": 6, "unit": "working_hours"},
        "draft_within": {"amount": 3, "unit": "working_hours"},
        "reason": "Опасно для школьников.",
        "because": ["location"],
    }
    return (Turn(CommandName.ROUTE, State.AWAITING_ROUTING, terms),)


def shortened_and_late(regulation: Regulation, flow: Flow) -> Turns | None:
    """The same; the answer would be in time by the ordinary term."""
    routed = shortened(regulation, flow)
    return None if routed is None else (*routed, Turn(CommandName.PUBLISH, State.APPROVED, after=5 * _HOUR))


def on_days_off(_regulation: Regulation, flow: Flow) -> Turns | None:
    """The coordinator has the message answered on Saturday and Sunday."""
    if flow.routing.days_off is None:
        return None
    return (
        Turn(CommandName.ROUTE, State.AWAITING_ROUTING, {"days_off": True}),
        Turn(CommandName.SUBMIT_DRAFT, State.DRAFTING, after=3 * _HOUR),
    )


def arrived_on_day_off(_regulation: Regulation, flow: Flow) -> Turns | None:
    """The message comes on a day off, where the act says what then."""
    return () if any(rule.starts_on_day_off for rule in flow.limits) else None


def under_outside_term(_regulation: Regulation, flow: Flow) -> Turns | None:
    """Another system's term is binding."""
    return () if any(rule.external_due for rule in flow.limits) else None


def explained(regulation: Regulation, flow: Flow) -> Turns | None:
    """An explanation instead of an answer."""
    ground = _ground(regulation, Outcome.EXPLAINED)
    if flow.explaining is None or ground is None:
        return None
    fields = {"kind": "explanation", "text": "; ".join(ground.must_contain) or ground.title, "ground": ground.id}
    return (Turn(CommandName.SUBMIT_DRAFT, State.DRAFTING, fields, after=_HOUR),)


def refused(regulation: Regulation, _flow: Flow) -> Turns | None:
    """The message is not processed."""
    return _excluded(regulation, Outcome.REFUSED)


def unanswered(regulation: Regulation, _flow: Flow) -> Turns | None:
    """The message is taken in, but nothing is said to the author."""
    return _excluded(regulation, Outcome.NO_ANSWER)


def converted(regulation: Regulation, _flow: Flow) -> Turns | None:
    """The message has signs of a formal appeal."""
    return _converted(regulation, published=False)


def converted_to_published(regulation: Regulation, _flow: Flow) -> Turns | None:
    """The answer to the question is published already, so that it becomes a formal appeal."""
    return _converted(regulation, published=True)


def closed(_regulation: Regulation, _flow: Flow) -> Turns | None:
    """Closed for a cause that no act provides for."""
    return (Turn(CommandName.CLOSE, State.DRAFTING, {"reason": "Запись удалена автором до ответа."}),)


def _final(*, late: bool) -> Turn:
    return Turn(CommandName.SUBMIT_DRAFT, State.INTERIM_PUBLISHED, after=_UNTIL_FINAL, late=late)


def _moves(regulation: Regulation, flow: Flow) -> bool:
    return flow.routing.moves_freely and len(regulation.authorities) > 1


def _obliging_ends(flow: Flow) -> list[EventRef]:
    return [end for rule in flow.limits if not rule.by_analogy for end in rule.ends]


def _answers(end: EventRef) -> bool:
    return DraftKind.FINAL in end.drafts


def _works_jointly(regulation: Regulation, flow: Flow, mode: str) -> bool:
    """Whether the act has this kind of joint work, and bodies enough for it and for one replacement."""
    return flow.joint is not None and flow.joint.mode == mode and len(regulation.authorities) >= BODIES


BODIES = 4
"""How many bodies joint work with a replacement needs."""


def _ground(regulation: Regulation, outcome: Outcome, *, published: bool = False) -> Ground | None:
    fitting = (item for item in regulation.grounds if item.outcome is outcome)
    return next((item for item in fitting if item.needs_published_answer == published), None)


def _excluded(regulation: Regulation, outcome: Outcome) -> Turns | None:
    ground = _ground(regulation, outcome)
    return None if ground is None else (Turn(CommandName.EXCLUDE, State.DRAFTING, {"ground": ground.id}),)


def _converted(regulation: Regulation, *, published: bool) -> Turns | None:
    ground = _ground(regulation, Outcome.CONVERTED, published=published)
    if ground is None:
        return None
    where = {"published_answer_url": "https://example.org/answers/5"} if published else {}
    appeal = {"ground": ground.id, "registration_number": "О-117", **where}
    return (Turn(CommandName.HAND_OVER, State.DRAFTING, {"appeal": appeal}),)
