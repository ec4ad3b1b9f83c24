"""Whole lives on the real server under the invented regulation, which no code knows."""

from domain.terms import Action, LimitState, Outcome, State
from tests.workflows.conftest import Live
from tests.workflows.scripts import sixth
from tests.workflows.told import deadline
from tests.workflows.towns import OTHER, OWN


async def test_facts_come_and_the_answer_goes_out_without_approval(live: Live) -> None:
    """The first reaction is in time, facts are asked for and given, and the executor places the answer (7, 8, 9)."""
    told = await live(sixth.FACTS)
    assert told.acts == [
        ("route", "5"),
        ("route", "8"),
        ("interim_answer", "7"),
        ("publish", "7"),
        ("contribute", "8"),
        ("submit_draft", "9"),
        ("publish", "7"),
    ]
    assert told.after("route", 2).state is State.AWAITING_PARTS
    assert told.after("publish").state is State.AWAITING_PARTS
    assert told.after("contribute").state is State.INTERIM_PUBLISHED
    assert told.after("submit_draft").state is State.APPROVED
    assert set(told.states().values()) == {"met"}
    assert (told.due("first"), told.due("answer"), told.due("facts")) == ("11:00", "15:00", "11:10")
    assert told.case.outcome is Outcome.ANSWERED
    assert [(part.authority, part.state) for part in told.case.parts] == [(OWN, "working"), (OTHER, "passed")]


async def test_a_warning_comes_half_an_hour_before(live: Live) -> None:
    """Of each limit that is still open then, and of no other (13)."""
    told = await live(sixth.FACTS)
    warned = [
        (entry.details["name"], told.played.days.text(entry.at))
        for entry in told.entries
        if entry.action == Action.REMINDER
    ]
    assert warned == [("first", "10:30"), ("facts", "10:40")]


async def test_silence_ends_the_work_by_a_persons_hand(live: Live) -> None:
    """The end of the wait is announced by a timer; the ground is refused before it, and a person's after it (10)."""
    told = await live(sixth.AUTHOR_SILENT)
    assert [(item["code"], item["clause"]) for item in told.played.refusals] == [("forbidden_by_regulation", "10")]
    announced = told.entry(Action.LIMIT_DUE)
    assert (announced.details["name"], told.played.days.text(announced.at)) == ("reply", "+3 10:30")
    assert (told.missed, told.case.outcome) == ([], Outcome.AUTHOR_SILENT)
    assert deadline(told.case, "answer").state is LimitState.CANCELLED
    assert told.entry("exclude").clause == "10"
