"""What takes a draft to its author or ends the life: placed, handed over, converted, excluded, closed."""

from typing import Any, cast

from domain.errors import ForbiddenByRegulation, wrong_field
from domain.lifecycle import commands
from domain.lifecycle.acts.act import Act, Fact, Given, details_of, working_state
from domain.lifecycle.acts.drafts import ground_of
from domain.lifecycle.acts.promised import watched
from domain.lifecycle.case import Publication
from domain.lifecycle.commands import Command
from domain.lifecycle.silence import check_silence
from domain.networks import known_network, network_of
from domain.regulation import Ground
from domain.terms import ANSWERS, DraftKind, EventKind, Outcome, State, Visibility
from domain.text import shortened
from domain.validation import FieldError

KEPT_PUBLICATIONS = 10
"""How many of the newest publications travel with a case; only the last one whole."""

_EXCERPT = 500


def publish(command: Command, given: Given) -> Act:
    """What was approved has been placed where the message was; what happens then depends on what it was."""
    command = cast("commands.Publish", command)
    _check_place(command, given)
    visibility = command.visibility or given.case.message.visibility
    placed = Publication(
        kind=_kind(given),
        at=given.at,
        by=given.actor,
        url=command.url,
        evidence=command.evidence,
        text=command.text or (given.case.draft.text if given.case.draft else None),
        visibility=visibility,
        also_at=command.also_at,
    )
    details = details_of(command) | {"visibility": visibility}
    return _completed(placed, EventKind.PUBLISHED, details, given, watched(command.follow_ups, given))


def hand_over(command: Command, given: Given) -> Act:
    """The answer was handed to the body that places it, or the message goes on as a formal appeal."""
    command = cast("commands.HandOver", command)
    if command.appeal is not None:
        return _converted(command, given)
    kind = _kind(given)
    if kind not in ANSWERS:
        raise ForbiddenByRegulation("Это направляется автору: дайте команду publish", clause=_clause_of(kind, given))
    placed = Publication(
        kind=kind,
        at=given.at,
        by=given.actor,
        text=given.case.draft.text if given.case.draft else None,
        visibility=given.case.message.visibility,
        handed_to=command.to,
    )
    return _completed(placed, EventKind.HANDED_OVER, details_of(command), given, watched(command.follow_ups, given))


def clarified(command: Command, given: Given) -> Act:
    """The author has replied; work goes on, and so do the limits that stood still."""
    command = cast("commands.Clarified", command)
    asked = given.rules.flow(given.case).clarification
    waiting = given.case.state is State.AWAITING_AUTHOR
    return Act(
        clause=asked.clause if asked else None,
        details=details_of(command),
        changes={"awaiting_reply": False} | ({"state": working_state(given.case)} if waiting else {}),
        facts=(Fact(EventKind.CLARIFIED),),
    )


def exclude(command: Command, given: Given) -> Act:
    """The message is not processed or not answered."""
    command = cast("commands.Exclude", command)
    fitting = [item for item in given.rules.regulation.grounds if item.outcome in _EXCLUDING]
    ground = next((item for item in fitting if item.id == command.ground), None)
    if ground is None:
        raise wrong_field("ground", f"такого основания нет; допустимо: {', '.join(item.id for item in fitting)}")
    if ground.outcome is Outcome.AUTHOR_SILENT:
        check_silence(ground, given.case, given.rules, given.at)
    return _ended(ground, EventKind.EXCLUDED, details_of(command))


def close(command: Command, _given: Given) -> Act:
    """Closed for a cause that the regulation does not provide for (R20)."""
    return Act(
        clause=None,
        details=details_of(command),
        changes={"state": State.CLOSED, "outcome": Outcome.OTHER},
        facts=(Fact(EventKind.CLOSED),),
    )


_EXCLUDING = frozenset({Outcome.REFUSED, Outcome.NO_ANSWER, Outcome.AUTHOR_SILENT})


def _converted(command: commands.HandOver, given: Given) -> Act:
    appeal = command.appeal
    assert appeal is not None  # noqa: S101 -- narrows the type; the caller has just asked
    ground = ground_of(appeal.ground, "appeal.ground", Outcome.CONVERTED, given)
    if ground.needs_published_answer and appeal.published_answer_url is None:
        raise wrong_field("appeal.published_answer_url", "укажите, где размещён ответ", clause=ground.clause)
    if appeal.registered_on > given.rules.local(given.at).date():
        raise wrong_field("appeal.registered_on", "дата регистрации в будущем")
    return _ended(ground, EventKind.CONVERTED, details_of(command))


def _ended(ground: Ground, event: EventKind, details: dict[str, Any]) -> Act:
    return Act(
        clause=ground.clause,
        details=details | {"title": ground.title},
        changes={"state": State.CLOSED, "outcome": ground.outcome},
        facts=(Fact(event),),
    )


def _completed(
    placed: Publication, event: EventKind, details: dict[str, Any], given: Given, promised: dict[str, Any]
) -> Act:
    """An answer or an explanation ends the life; an interim answer and a question to the author leave it open."""
    case, kind = given.case, placed.kind
    changes: dict[str, Any] = promised | {"publications": _kept((*case.publications, placed))}
    if kind is DraftKind.INTERIM:
        further = case.interims > 0
        interims = case.interims + 1
        changes |= {"state": working_state(case.changed(interims=interims)), "interims": interims}
        details = details | {"kind": kind} | ({"further": True} if further else {})
    elif kind is DraftKind.CLARIFICATION:
        changes |= {"state": State.AWAITING_AUTHOR, "awaiting_reply": True}
        details = details | {"kind": kind}
    else:
        answered = Outcome.HANDED_OVER if event is EventKind.HANDED_OVER else Outcome.ANSWERED
        outcome = Outcome.EXPLAINED if kind is DraftKind.EXPLANATION else answered
        changes |= {"state": State.CLOSED, "outcome": outcome}
    return Act(_clause_of(kind, given), details, changes, (Fact(event, draft=kind),))


def _kept(publications: tuple[Publication, ...]) -> tuple[Publication, ...]:
    *earlier, last = publications
    cut = [item.model_copy(update={"text": item.text and shortened(item.text, _EXCERPT)}) for item in earlier]
    return (*cut[1 - KEPT_PUBLICATIONS :], last)


def _clause_of(kind: DraftKind, given: Given) -> str:
    flow = given.rules.flow(given.case)
    if kind is DraftKind.CLARIFICATION and flow.clarification is not None:
        return flow.clarification.clause
    if kind is DraftKind.EXPLANATION and given.case.draft is not None and given.case.draft.ground is not None:
        return given.rules.regulation.ground(given.case.draft.ground).clause
    return flow.completion.clause


def _check_place(command: commands.Publish, given: Given) -> None:
    """The answer stands where the message was, and is as open or as private as that (R14, GUL-3.5)."""
    message, completion = given.case.message, given.rules.flow(given.case).completion
    differs = command.visibility not in {None, message.visibility}
    if completion.visibility_clause is not None and differs:
        asked = (
            "личное сообщение: ответ даётся лично"
            if message.visibility is Visibility.DIRECT
            else "открытая запись: ответ открыт"
        )
        raise wrong_place("visibility", f"{asked} ({message.visibility})", completion.visibility_clause)
    placed_on, asked_on = network_of(command.url or ""), known_network(message.network, message.url)
    if placed_on is not None and asked_on not in {None, placed_on}:
        raise wrong_place("url", f"ответ размещается там, где сообщение: {asked_on}", completion.clause)


def wrong_place(field: str, message: str, clause: str) -> ForbiddenByRegulation:
    """Refuse a publication that does not match the message; names the field as well as the clause."""
    return ForbiddenByRegulation(f"Поле {field}: {message}", clause=clause, errors=(FieldError(field, message),))


def _kind(given: Given) -> DraftKind:
    return given.case.draft.kind if given.case.draft else DraftKind.FINAL
