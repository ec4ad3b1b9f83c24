"""What-if: what is foretold is what then happens, a refusal is that of the command, and nothing is changed."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from domain.errors import Refusal
from domain.lifecycle import Command, Foreseen, foresee, parse_what_if
from domain.lifecycle.foresee import Standing
from domain.roles import Principal
from domain.terms import Action, CommandName
from tests.domain.lifecycle.builders import (
    COORDINATOR,
    EXECUTOR,
    PRO,
    PROCEDURES,
    STRANGER,
    Life,
    Procedure,
    announcements,
    shipped,
    told,
)
from tests.domain.lifecycle.mistakes import StoryOfErrors

SETTINGS = settings(
    max_examples=12, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
ANNOUNCED = {Action.REMINDER, Action.LIMIT_DUE, Action.LIMIT_MISSED}


class ForetoldStory(StoryOfErrors):
    """A life in which every command is foretold, now or before the wait that precedes it."""

    def begin_watching(self) -> None:
        """Foretelling begins with the message."""
        self.mark()

    def mark(self) -> None:
        """From here the next command is foretold."""
        self.marked = (self.life.case, self.life.now, len(self.life.entries))

    def wait(self, until: datetime) -> None:
        """Time passes as a workflow lets it pass, which is what a what-if foretells."""
        self.mark()
        super().wait(until)

    def look(self, at: datetime) -> None:
        """Where the clock jumps, the announcements come later than foretold."""
        before = self.life.now
        super().look(at)
        if self.life.now > before:
            self.mark()

    def foretold(self, command: Command) -> Foreseen | Refusal:
        """What a command is said to do, asked before the time that has passed; asking changes nothing."""
        case, now, _ = self.marked
        before = case.model_dump_json()
        try:
            return foresee(case, self.life.rules, command, now, self.life.now)
        except Refusal as refusal:
            return refusal
        finally:
            assert case.model_dump_json() == before

    def attempt(self, command: Command) -> Refusal | None:
        """Give a command and compare what was foretold with what happens."""
        if any(entry.action not in ANNOUNCED for entry in self.life.entries[self.marked[2] :]):
            self.mark()  # A refused signal came between, which nobody foretells.
        said, first = self.foretold(command), self.marked[2]
        refusal = super().attempt(command)
        if refusal is not None:
            assert isinstance(said, Refusal)
            assert said.as_details() == refusal.as_details()
        elif command.name is CommandName.RECALCULATE:
            assert isinstance(said, Refusal)
            assert told(said) == ("invalid_input", None, ["command"])
        else:
            assert isinstance(said, Foreseen)
            assert said.case == self.view
            assert said.journal == tuple(self.life.entries[first:])
        self.mark()
        return refusal


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
def test_what_is_foretold_is_what_happens(procedure: Procedure) -> None:
    """Case and journal are equal, or the refusals, in lives of every kind under every procedure."""
    story = type("Life", (ForetoldStory,), {"procedure": procedure})
    run_state_machine_as_test(story, settings=SETTINGS)


def asked(given: Life, name: str, at: str | None = None, by: Principal | None = None, **fields: object) -> Foreseen:
    """What a command would do."""
    moment = None if at is None else given.moment(at)
    return foresee(given.case, given.rules, given.command(name, by, **fields), given.now, moment)


def changes(foreseen: Foreseen) -> dict[str, tuple[str | None, str | None]]:
    """The limits that would stand otherwise: their states before and after."""
    return {change.name: (_state(change.before), _state(change.after)) for change in foreseen.limits}


def _state(standing: Standing | None) -> str | None:
    return None if standing is None else standing.state


def test_a_command_given_now_shows_which_limits_change() -> None:
    """Routing fulfils its limit and begins the executor's window; those that run on unchanged are not named."""
    given = Life(shipped(PRO), "2026-03-16 10:00")
    foreseen = asked(given, "route")
    assert foreseen.case.state == "drafting"
    assert [entry.action for entry in foreseen.journal] == ["route"]
    assert changes(foreseen) == {"route": ("running", "met"), "return": (None, "running")}
    assert foreseen.at == given.now


def test_what_passes_until_then_is_foretold_too() -> None:
    """Asked at ten about a routing at eleven: the reminder and the breach are in the journal, at their own moments."""
    given = Life(shipped(PRO), "2026-03-16 10:00")
    foreseen = asked(given, "route", "2026-03-16 11:00")
    assert announcements(foreseen.journal) == [("reminder", "route"), ("limit_missed", "route")]
    assert changes(foreseen)["route"] == ("running", "missed")
    assert given.state("route") == "running"
    happened = [*given.wait("2026-03-16 11:00"), *given.every("route")]
    assert list(foreseen.journal) == happened


def test_an_act_of_the_past_is_foretold_as_a_late_entry() -> None:
    """With its own time in the payload it turns a missed limit into a met one, and the correction is shown."""
    given = Life(shipped(PRO), "2026-03-16 10:00")
    given.wait("2026-03-16 11:00")
    foreseen = asked(given, "route", occurred_at=given.moment("2026-03-16 10:20"), comment="Связи не было")
    assert changes(foreseen)["route"] == ("missed", "met")
    assert [entry.action for entry in foreseen.journal] == ["route", "limit_corrected"]


@pytest.mark.parametrize(
    ("at", "accepted"),
    [
        ("2026-03-16 09:59", True),
        ("2026-03-16 09:58", False),
        ("2027-03-17 10:00", True),
        ("2027-03-17 10:01", False),
    ],
)
def test_the_past_and_the_far_future_are_no_question(at: str, accepted: bool) -> None:  # noqa: FBT001
    """A minute ago counts as now, for clocks differ; a year ahead is the furthest."""
    given = Life(shipped(PRO), "2026-03-16 10:00")
    if accepted:
        assert asked(given, "note", at).at == max(given.now, given.moment(at))
        return
    with pytest.raises(Refusal) as caught:
        asked(given, "note", at)
    assert told(caught.value) == ("invalid_input", None, ["at"])


def test_a_stranger_learns_nothing_from_a_wrong_moment() -> None:
    """The message does not exist for another body, whatever is wrong with the question."""
    given = Life(shipped(PRO), "2026-03-16 10:00").begin()
    for at in (None, "2026-03-16 09:00"):
        with pytest.raises(Refusal) as caught:
            asked(given, "submit_draft", at, STRANGER)
        assert told(caught.value) == ("not_visible", None, [])


def test_recalculation_is_refused_last() -> None:
    """Who may not give it hears that; who may hears that it cannot be foretold."""
    given = Life(shipped(PRO), "2026-03-16 10:00").begin()
    with pytest.raises(Refusal) as caught:
        asked(given, "recalculate", by=EXECUTOR)
    assert caught.value.code == "wrong_role"
    with pytest.raises(Refusal) as caught:
        asked(given, "recalculate", by=COORDINATOR)
    assert told(caught.value) == ("invalid_input", None, ["command"])


def test_a_repeat_would_change_nothing() -> None:
    """A command_id that was seen answers with the case as it is; one that was only asked about is not remembered."""
    given = Life(shipped(PRO), "2026-03-16 10:00")
    asked(given, "route", command_id="r-1")
    given.do("route", command_id="r-1")
    repeated = asked(given, "route", command_id="r-1")
    assert (repeated.case, repeated.journal, repeated.limits) == (given.view, (), ())


def test_an_end_takes_limits_away() -> None:
    """Excluded now: what runs is cancelled, and what had not begun is not named."""
    given = Life(shipped(PRO), "2026-03-16 10:00").begin()
    assert changes(asked(given, "exclude")) == {
        "return": ("running", "cancelled"),
        "overall": ("running", "cancelled"),
        "draft": ("running", "cancelled"),
    }


def test_a_limit_that_is_taken_back_has_no_after() -> None:
    """Stavropol: a return for competence takes the overall clock back until the next sending."""
    given = Life(shipped("stavropol-2023"), "2026-03-16 10:00").begin()
    given.now += timedelta(minutes=10)
    assert changes(asked(given, "decline"))["overall"] == ("running", None)


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("approve", "payload"),
        ({}, "command"),
        ({"command": "explode"}, "command"),
        ({"command": "approve", "payload": []}, "payload"),
        ({"command": "approve", "at": "2026-03-16T10:00:00"}, "at"),
        ({"command": "approve", "when": "now"}, "when"),
    ],
)
def test_a_question_that_cannot_be_read_names_its_field(question: object, field: str) -> None:
    """Whatever a stranger sent."""
    with pytest.raises(Refusal) as caught:
        parse_what_if(question)
    assert told(caught.value) == ("invalid_input", None, [field])
