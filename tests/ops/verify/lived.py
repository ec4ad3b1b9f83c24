"""Messages that live under the shipped regulations, drawn from a seed: whatever the core lets them do, at any time."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from domain.errors import Refusal
from domain.lifecycle import Explanation, explain_all
from tests.domain.lifecycle.builders import OTHER, OWN, PRO, PROCEDURES, VOL, Life, assigned, life, sixth

_ACTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("resolve", {}),
    ("route", {}),
    ("route", {}),
    ("route", {"days_off": True}),
    ("route", {"answer_within": {"amount": 5, "unit": "working_hours"}, "reason": "Поручение"}),
    ("route", {"assignments": assigned(OWN, OTHER)}),
    ("route", {"assignments": assigned(OWN, OTHER), "lead": OWN}),
    ("decline", {}),
    ("submit_draft", {}),
    ("submit_draft", {"kind": "clarification"}),
    ("submit_draft", {"kind": "interim"}),
    ("submit_draft", {"kind": "explanation", "ground": "judicial-acts"}),
    ("contribute", {}),
    ("approve", {}),
    ("approve", {}),
    ("return", {}),
    ("publish", {}),
    ("publish", {}),
    ("clarified", {}),
    ("hand_over", {}),
    ("close", {}),
)
_PAUSES = (1, 7, 20, 45, 130, 600, 1500, 4400)
_TRIES = 40


def lived(seed: int) -> Iterator[Explanation]:
    """Every limit of one message."""
    draw = random.Random(seed)  # noqa: S311 -- a test's own examples
    given = _begun(draw)
    for _ in range(draw.randrange(4, _TRIES)):
        name, fields = draw.choice(_ACTS)
        if given.case.closed:
            break
        try:
            given.every(name, **fields)
        except Refusal:
            continue
        given.now += timedelta(minutes=draw.choice(_PAUSES), microseconds=draw.choice((0, 0, 123_456)))
    yield from explain_all(given.case, given.rules)


def _begun(draw: random.Random) -> Life:
    procedure = draw.choice((*PROCEDURES, None))
    at = datetime(draw.randrange(2018, 2030), draw.randrange(1, 13), draw.randrange(1, 29), draw.randrange(24))  # noqa: DTZ001 -- a text of local time
    at += timedelta(minutes=draw.randrange(60), seconds=draw.choice((0, 0, 17)))
    if procedure is None:
        # The invented one: classes of importance with units of their own, duty on days off, an author who is awaited.
        importance = draw.choice(("обычное", "срочное", "аварийное"))
        return Life(sixth(draw.choice(("2025", "2026"))), at.isoformat(" "), importance=importance)
    fields: dict[str, Any] = {}
    if procedure.regulation in {VOL, PRO} and draw.random() < 0.5:
        fields["external_due_at"] = (at + timedelta(hours=draw.uniform(1, 100))).isoformat(" ")
    if draw.random() < 0.3:
        fields["received_at"] = fields["known"] = (at + timedelta(minutes=draw.choice(_PAUSES))).isoformat(" ")
    return life(procedure, at.isoformat(" "), **fields)
