"""What a stage says of a draft by the checklist: kept with the draft, and journalled with the decision."""

from collections.abc import Iterable
from typing import Any

from domain.errors import wrong_field
from domain.lifecycle.acts.act import Given
from domain.lifecycle.case import Draft, Ticked
from domain.lifecycle.commands import Approve, Return
from domain.terms import Verdict


def ticked(command: Approve, stage: str, given: Given) -> tuple[dict[str, Any], dict[str, Any]]:
    """Take over the ticks of an approval; items that no stage has spoken of are journalled as unticked.

    Answers what the journal says besides, and the changes of the case.
    """
    asked = _asked(given)
    _check_known(((f"checklist[{number}].item", tick.item) for number, tick in enumerate(command.checklist)), asked)
    said = [
        Ticked(item=tick.item, verdict=tick.verdict, reason=tick.reason, stage=stage, by=given.actor, at=given.at)
        for tick in command.checklist
    ]
    draft = _draft(given)
    spoken_of = {item.item for item in (*draft.checklist, *said)}
    unticked = [item for item in asked if item not in spoken_of]
    return ({"unticked": unticked} if unticked else {}), _with(draft, said)


def found_wanting(command: Return, stage: str, given: Given) -> dict[str, Any]:
    """Take over the items that a return names; answers the changes of the case."""
    _check_known(((f"items[{number}]", item) for number, item in enumerate(command.items)), _asked(given))
    said = [
        Ticked(item=item, verdict=Verdict.NO, stage=stage, by=given.actor, at=given.at)
        for item in dict.fromkeys(command.items)
    ]
    return _with(_draft(given), said)


def refuse_for_part(command: Approve | Return) -> None:
    """Raise InvalidInput where a decision on a part of joint work speaks of the checklist, which is the answer's."""
    for field in ("checklist", "items"):
        if getattr(command, field, ()):
            raise wrong_field(field, "контрольный список — у общего ответа, а не у части")


def _asked(given: Given) -> tuple[str, ...]:
    checklist = given.rules.regulation.checklist
    if checklist is None:
        return ()
    repeat = given.case.message.repeat_of is not None
    return tuple(item.id for item in checklist.asked_of(_draft(given).kind, repeat=repeat))


def _draft(given: Given) -> Draft:
    draft = given.case.draft
    assert draft is not None  # noqa: S101 -- narrows the type: what is in review was submitted
    return draft


def _check_known(named: Iterable[tuple[str, str]], asked: tuple[str, ...]) -> None:
    for path, item in named:
        if item not in asked:
            allowed = ", ".join(asked) or "ни одного"
            raise wrong_field(path, f"такого пункта контрольный список у этого проекта не спрашивает; есть: {allowed}")


def _with(draft: Draft, said: Iterable[Ticked]) -> dict[str, Any]:
    """The draft with what was said; nothing changes where nothing was."""
    added = tuple(said)
    return {"draft": draft.model_copy(update={"checklist": (*draft.checklist, *added)})} if added else {}
