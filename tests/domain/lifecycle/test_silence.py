"""The author who does not reply: a wait that ends by itself, and a person who then may end the work."""

import pytest

from domain.terms import LimitState, Outcome, State
from tests.domain.lifecycle.builders import (
    ADMIN,
    COORDINATOR,
    Life,
    announcements,
    assigned,
    executor_of,
    refused,
    sixth,
    told,
)

MONDAY = "2026-03-16 10:00"
ASKED = "2026-03-16 10:30"
IN_TIME = "2026-03-19 10:30"
SILENT = {"ground": "author-silent"}
HOUSING = executor_of("housing")


def asked(given: Life, when: str = ASKED) -> Life:
    """Put a question to the author; he has three days and nights to reply."""
    given.do("submit_draft", when, HOUSING, kind="clarification")
    given.do("publish", when, HOUSING)
    return given


def waiting() -> Life:
    """A message whose author was asked."""
    given = Life(sixth(), MONDAY)
    given.do("route", assignments=assigned("housing"))
    return asked(given)


def test_the_author_owes_nothing() -> None:
    """The end of the wait is announced once, is no breach, and the message waits on for a person."""
    given = waiting()
    assert (given.due("reply"), given.view.state) == ("2026-03-19 10:30", State.AWAITING_AUTHOR)
    assert announcements(given.wait(IN_TIME)) == [("limit_due", "reply")]
    assert announcements(given.wait("2026-03-19 12:00")) == []
    assert (given.state("reply"), given.view.overdue, given.view.state) == (
        LimitState.RUNNING,
        False,
        State.AWAITING_AUTHOR,
    )


def test_silence_is_a_ground_when_the_wait_is_over() -> None:
    """Not before the last moment in which the author may reply, nor in it; a second later it is."""
    given = waiting()
    refusal = refused(given, "exclude", COORDINATOR, **SILENT)
    assert told(refusal) == ("forbidden_by_regulation", "10", [])
    assert refusal.detail == "Автор может ответить до 19.03.2026 10:30"
    given.wait(IN_TIME)
    assert "Автор может ответить" in refused(given, "exclude", COORDINATOR, **SILENT).detail
    entry = given.do("exclude", "2026-03-19 10:30:01", COORDINATOR, **SILENT)
    assert (entry.clause, entry.details["title"]) == ("10", "Автор не ответил на уточняющий вопрос")
    assert (given.view.state, given.view.outcome) == (State.CLOSED, Outcome.AUTHOR_SILENT)
    assert {item.state for item in given.view.deadlines} == {LimitState.MET, LimitState.CANCELLED}


def test_the_case_says_when_silence_counts() -> None:
    """Beside the command stands that the wait is over, and only then."""
    given = waiting()

    def notice() -> str | None:
        return next(item.notice for item in given.view.next if item.command == "exclude")

    assert notice() is None
    given.wait("2026-03-19 10:31")
    assert notice() == "Автор не ответил в отведённое время: это основание закончить"
    given.do("clarified", by=COORDINATOR)
    assert notice() is None


def test_who_was_not_asked_is_not_silent() -> None:
    """Without a question, or after the reply, however late, there is no silence; other grounds need none."""
    given = Life(sixth(), MONDAY)
    assert "вопроса без ответа нет" in refused(given, "exclude", COORDINATOR, **SILENT).detail
    replied = waiting()
    replied.do("clarified", "2026-03-20 10:00", COORDINATOR)
    assert told(refused(replied, "exclude", ADMIN, **SILENT)) == ("forbidden_by_regulation", "10", [])
    assert replied.do("exclude", by=COORDINATOR, ground="insults").clause == "11"


@pytest.mark.parametrize("answered", [True, False])
def test_every_question_has_its_own_wait(answered: bool) -> None:  # noqa: FBT001 -- both are tried
    """After a second question the author has the whole time again, whether he replied to the first or not."""
    given = waiting()
    if answered:
        given.do("clarified", "2026-03-17 10:00", COORDINATOR)
    asked(given, "2026-03-18 10:00")
    assert given.due("reply-2") == "2026-03-21 10:00"
    given.wait("2026-03-20 10:00")
    assert "21.03.2026 10:00" in refused(given, "exclude", COORDINATOR, **SILENT).detail
    given.do("exclude", "2026-03-21 10:01", COORDINATOR, **SILENT)
    assert given.view.outcome is Outcome.AUTHOR_SILENT


def test_the_answer_is_owed_again_after_the_wait() -> None:
    """The limits that stood still go on by themselves when the wait is over, whatever the coordinator decides."""
    given = waiting()
    assert given.state("answer") == LimitState.PAUSED
    given.wait("2026-03-19 10:31")
    assert (given.state("answer"), given.due("answer")) == (LimitState.RUNNING, "2026-03-22 10:00")
    given.do("submit_draft", by=HOUSING)
    given.do("publish", by=HOUSING)
    assert given.view.outcome is Outcome.ANSWERED


def test_silence_may_be_entered_afterwards() -> None:
    """An act that was done when the wait was over and is entered later counts from its own time."""
    given = waiting()
    given.wait("2026-03-20 12:00")
    with pytest.raises(Exception, match="Автор может ответить"):
        given.late("exclude", "2026-03-19 10:00", **SILENT)
    given.late("exclude", "2026-03-19 11:00", **SILENT)
    assert given.view.outcome is Outcome.AUTHOR_SILENT
