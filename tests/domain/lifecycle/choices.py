"""What a command may say in the stories of whole lives: one of the right payloads where the life stands."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from domain.lifecycle.view import NextView
from tests.domain.lifecycle.notebook import IN_TURN, OUTSIDE, SIDE_BY_SIDE, Notebook
from tests.domain.lifecycle.people import BODIES, acting_bodies

Pick = Callable[[Sequence[Any]], Any]
"""Draws one of several."""

KINDS = {
    "providensky-2020-main": ("final", "final", "interim", "clarification"),
    "volchikha-2020-main": ("final", "final", "interim", "clarification"),
    "luga-2020-main": ("final", "final", "interim", "clarification"),
    "gulkevichi-draft-pages": ("final", "interim", "clarification", "clarification", "clarification", "explanation"),
    "gulkevichi-draft-incident": ("final", "final", "interim", "explanation"),
    "stavropol-2023-main": ("final", "final", "interim"),
}
EXPLAINED = ("outside-competence", "abuse-of-right", "judicial-acts", "answered-repeatedly")
EXCLUDED = {"gulkevichi-draft-pages": ("threats", "illegible", "unclear-meaning")}
SHORTER = (
    {"answer_within": {"amount": 8, "unit": "working_hours"}, "reason": "Важность"},
    {
        "answer_within": {"amount": 4, "unit": "working_hours"},
        "draft_within": {"amount": 3, "unit": "working_hours"},
        "reason": "Тема",
        "because": ["theme"],
    },
)


def kinds_now(notes: Notebook) -> tuple[str, ...]:
    """The kinds of draft that may be submitted: before the last body's turn no answer for good."""
    turn = notes.team.get(notes.holder or "")
    before_the_last = turn is not None and turn.role == "part"
    return tuple(kind for kind in KINDS[notes.procedure] if not (before_the_last and kind in {"final", "explanation"}))


TICKS: tuple[dict[str, Any], ...] = (
    {},
    {"checklist": [{"item": "form", "verdict": "yes"}]},
    {"checklist": [{"item": "form", "verdict": "no", "reason": "Длинно"}, {"item": "personal-data", "verdict": "yes"}]},
)
"""What a stage may say by the checklist: of items that every shipped regulation asks of every draft."""


def choose(offer: NextView, notes: Notebook, pick: Pick) -> dict[str, Any]:
    """The fields of a right command besides those that every payload has."""
    make = _CHOICES.get(offer.command)
    fields: dict[str, Any] = {} if make is None else make(notes, pick)
    if offer.command == "hand_over":
        fields = _handed_over(notes, pick)
    if offer.part is not None:
        fields["part"] = offer.part
    elif offer.command == "approve":
        fields |= pick(TICKS)
    elif offer.command == "return":
        fields |= pick(({}, {"items": ["form"]}))
    return fields


def _routing(notes: Notebook, pick: Pick) -> dict[str, Any]:
    if notes.holder is not None:
        free = [body for body in BODIES if notes.team.get(body) is None or notes.team[body].state == "declined"]
        return _to([pick(free)])
    free = [body for body in BODIES if body not in notes.team or notes.team[body].state == "working"]
    first = notes.resolved or pick(free)
    others = [body for body in free if body != first]
    joint = notes.procedure in {IN_TURN, SIDE_BY_SIDE}
    more = pick((0, 0, 1, 1, 2)) if joint else 0
    named = [first, *others[:more]]
    fields = _to(named)
    if notes.procedure == SIDE_BY_SIDE and len(named) > 1:
        fields["lead"] = pick(named)
    if notes.procedure == IN_TURN:
        fields |= pick(({}, {}, {}, *SHORTER, {"significant": True}))
    if notes.procedure.startswith("gulkevichi"):
        fields |= pick(({}, {}, {}, {"days_off": True}))
    return fields


def _to(bodies: Sequence[str]) -> dict[str, Any]:
    return {"assignments": [{"authority": body, "executor": f"executor of {body}"} for body in bodies]}


def _submitted(notes: Notebook, pick: Pick) -> dict[str, Any]:
    return draft_of(pick(kinds_now(notes)), pick)


def draft_of(kind: str, pick: Pick) -> dict[str, Any]:
    """The fields of a draft of that kind."""
    return {"kind": kind} | ({"ground": pick(EXPLAINED)} if kind == "explanation" else {})


def _handed_over(notes: Notebook, pick: Pick) -> dict[str, Any]:
    to_body = notes.procedure.endswith("incident") and notes.where == "approved" and notes.kind in {"final", "interim"}
    if to_body and pick((True, True, True, False)):
        return {}
    appeal = {"ground": "formal-appeal", "registration_number": "12-А", "registered_on": notes.acts[0].at.date()}
    return {"to": None, "appeal": appeal}


def _moved(notes: Notebook, pick: Pick) -> dict[str, Any]:
    if notes.procedure.startswith("volchikha"):
        return {"authority": pick(BODIES)}
    return {"authority": pick(list(notes.team))} if len(notes.team) > 1 else {}


_CHOICES: Mapping[str, Callable[[Notebook, Pick], dict[str, Any]]] = {
    "resolve": lambda _notes, pick: {"authority": pick(BODIES)},
    "route": _routing,
    "submit_draft": _submitted,
    "exclude": lambda notes, pick: {"ground": pick(EXCLUDED.get(notes.procedure, ("threats", "obscene-or-insulting")))},
    "reassign": _moved,
}


def claimed(offer: NextView, notes: Notebook, body: str | None, *, admin: bool) -> dict[str, Any]:
    """The actor of a tool that names no person, or of an administrator: which body's act it is."""
    if offer.command not in {"contribute", "decline"} or body is None:
        return {}
    assert body in acting_bodies(offer, notes)
    return {"actor": {"role": "admin" if admin else "executor", "authority": body}}


def outside_actor(offer: NextView, *, by_coordinator: bool) -> dict[str, Any]:
    """A coordinator enters the decision of somebody outside for them."""
    return {"actor": {"role": offer.stage}} if offer.stage in OUTSIDE and by_coordinator else {}
