"""Whole lives on the real server that end without an ordinary answer: explained, excluded, converted."""

from typing import NamedTuple

import pytest

from domain.regulation import Library
from domain.terms import LimitState, Outcome
from tests.workflows.conftest import Live
from tests.workflows.scripts import endings
from tests.workflows.towns import GUL, LUZ, PRO, STA, VOL


class Excluding(NamedTuple):
    """A ground on which a message gets no answer: where, by which clause, with which outcome."""

    regulation: str
    flow: str
    ground: str
    clause: str
    outcome: Outcome


EXCLUDING = (
    Excluding(PRO, "main", "intent-to-harm", "18", Outcome.REFUSED),
    Excluding(PRO, "main", "obscene-or-insulting", "18", Outcome.REFUSED),
    Excluding(PRO, "main", "threats", "18", Outcome.REFUSED),
    Excluding(VOL, "main", "intent-to-harm", "12", Outcome.REFUSED),
    Excluding(VOL, "main", "obscene-or-insulting", "12", Outcome.REFUSED),
    Excluding(VOL, "main", "threats", "12", Outcome.REFUSED),
    Excluding(LUZ, "main", "intent-to-harm", "12", Outcome.REFUSED),
    Excluding(LUZ, "main", "obscene-or-insulting", "12", Outcome.REFUSED),
    Excluding(LUZ, "main", "threats", "12", Outcome.REFUSED),
    Excluding(GUL, "pages", "intent-to-harm", "3.7", Outcome.REFUSED),
    Excluding(GUL, "pages", "obscene-or-insulting", "3.7", Outcome.REFUSED),
    Excluding(GUL, "incident", "threats", "3.7", Outcome.REFUSED),
    Excluding(GUL, "pages", "illegible", "3.7", Outcome.NO_ANSWER),
    Excluding(GUL, "incident", "unclear-meaning", "3.7", Outcome.NO_ANSWER),
    Excluding(STA, "main", "obscene-or-insulting", "22", Outcome.REFUSED),
    Excluding(STA, "main", "threats", "22", Outcome.REFUSED),
)

CONVERTING = [
    (PRO, "main", "59-ФЗ"),
    (VOL, "main", "59-ФЗ"),
    (LUZ, "main", "2"),
    (GUL, "incident", "1.2"),
    (STA, "main", "2"),
]
"""Where signs of a formal appeal are met, and the clause about them."""


async def test_an_explanation_is_sent_instead_of_an_answer(live: Live) -> None:
    """Gulkevichi's pages: an explanation goes through both stages to the author within its eight hours (3.8)."""
    told = await live(endings.EXPLAINED)
    assert told.case.outcome is Outcome.EXPLAINED
    assert [clause for action, clause in told.acts if action in {"submit_draft", "publish"}] == ["3.8", "3.8"]
    assert [entry.details["stage"] for entry in told.entries if entry.action == "approve"] == ["curator", "head"]
    assert told.entry("submit_draft").details["must_contain"]
    # The window becomes an obligation when an explanation is submitted.
    before, after = (
        next(limit for limit in told.after(command).deadlines if limit.name == "explain")
        for command in ("route", "submit_draft")
    )
    assert (before.alternative, after.alternative) == (True, False)
    assert told.due("explain") == "+1 10:30"
    assert told.states("explain", "draft1", "overall1") == {"explain": "met", "draft1": "met", "overall1": "met"}


async def test_an_explained_incident_keeps_both_clocks(live: Live) -> None:
    """Gulkevichi's incidents: the explanation may be in time while the hand-over's own limit is missed (3.2.6, 3.8)."""
    told = await live(endings.EXPLAINED_LATE)
    assert told.case.outcome is Outcome.EXPLAINED
    assert told.states("explain", "handover") == {"explain": "met", "handover": "missed"}
    assert told.missed == ["handover"]
    wrong_ground, handed_over = told.played.refusals
    assert wrong_ground["errors"][0]["field"] == "ground"
    assert handed_over["clause"] == "3.8"
    assert told.entry("submit_draft").details["warning"]


@pytest.mark.parametrize("case", EXCLUDING, ids=lambda case: f"{case.regulation}-{case.ground}")
async def test_a_ground_ends_the_life_without_an_answer(case: Excluding, live: Live) -> None:
    """Each ground is cited with its clause and gives its outcome; every clock falls away without a breach."""
    told = await live(endings.excluded(case.regulation, case.flow, case.ground))
    assert told.acts == [("exclude", case.clause)]
    assert told.case.outcome is case.outcome
    assert {limit.state for limit in told.case.deadlines} <= {LimitState.CANCELLED}


def test_every_excluding_ground_is_played(library: Library) -> None:
    """No ground of a regulation is left out."""
    known = {
        (regulation, ground.id)
        for regulation in (PRO, VOL, LUZ, GUL, STA)
        for ground in library.versions(regulation)[-1].grounds
        if ground.outcome in {Outcome.REFUSED, Outcome.NO_ANSWER}
    }
    assert {(case.regulation, case.ground) for case in EXCLUDING} == known


@pytest.mark.parametrize(("regulation", "flow", "clause"), CONVERTING)
async def test_signs_of_an_appeal_take_a_message_out(regulation: str, flow: str, clause: str, live: Live) -> None:
    """A message that is a formal appeal is registered by the law and ends here, with number and date (R19)."""
    told = await live(endings.converted(regulation, flow, "formal-appeal"))
    assert told.acts == [("hand_over", clause)]
    assert told.case.outcome is Outcome.CONVERTED
    appeal = told.entry("hand_over").details["appeal"]
    assert (appeal["registration_number"], appeal["registered_on"]) == ("О-17", endings.REGISTERED_ON)
    assert {limit.state for limit in told.case.deadlines} <= {LimitState.CANCELLED}


async def test_an_answer_that_is_published_already_is_named(live: Live) -> None:
    """Gulkevichi: whose answer is on the site is registered as a formal appeal, with the link to it (3.9)."""
    told = await live(endings.PUBLISHED_ANSWER)
    assert told.acts == [("hand_over", "3.9")]
    assert told.entry("hand_over").details["appeal"]["published_answer_url"] == "https://example.org/answers/5"
    assert told.case.outcome is Outcome.CONVERTED
