"""What is announced of a limit that stands still, and of one that was moved."""

import pytest

from domain.lifecycle import Rules
from tests.domain.deadlines.samples import PAUSED, TO_PUBLISH, backward, hours, procedure
from tests.domain.lifecycle.builders import EXECUTOR, Life, announcements

REMINDED = "reminders = [{ share = 0.25 }]\n"
EIGHT = procedure(REMINDED, limit=TO_PUBLISH + PAUSED + hours(8))
NINE = "2026-03-16 09:00"


def drafting(rules: Rules = EIGHT, detected: str = NINE) -> Life:
    """A message that its executor has."""
    return Life(rules, detected).begin(detected)


def ask(given: Life, when: str) -> None:
    """Place a question to the author, with all its steps at once."""
    given.do("submit_draft", when, EXECUTOR, kind="clarification")
    given.do("approve", when)
    given.do("publish", when)


def timeline(given: Life, until: str) -> list[tuple[str, str]]:
    """What a life of waiting announces, and when it goes out."""
    return [(entry.action, given.text(entry.recorded_at)) for entry in given.wait(until)]


def test_without_a_pause_all_three_are_announced() -> None:
    """A quarter before the end, and at the end: the measure of the tests below."""
    assert timeline(drafting(), "2026-03-20 12:00") == [
        ("reminder", "2026-03-16 16:00"),
        ("limit_missed", "2026-03-16 18:00"),
    ]


def test_nothing_is_announced_while_the_limit_stands_still() -> None:
    """Neither a reminder nor an end, for as long as the author is silent; and no timer waits for one."""
    given = drafting()
    ask(given, "2026-03-16 12:00")
    assert timeline(given, "2026-04-20 12:00") == []
    assert given.next_alarm() is None
    assert not given.view.overdue


def test_after_the_reply_the_reminder_keeps_its_distance_from_the_end() -> None:
    """Two hours before the new end: the share is that of the limit's own time, not of its time with the pause."""
    given = drafting()
    ask(given, "2026-03-16 12:00")
    given.do("clarified", "2026-03-18 10:00")
    assert given.due("limit") == "2026-03-18 16:00"
    assert timeline(given, "2026-03-20 12:00") == [
        ("reminder", "2026-03-18 14:00"),
        ("limit_missed", "2026-03-18 16:00"),
    ]


def test_a_reminder_that_went_out_before_the_pause_is_not_repeated() -> None:
    """Reminded with two hours left, asked with one hour left: after the reply only the end is announced."""
    given = drafting()
    ask(given, "2026-03-16 17:00")
    assert announcements(given.entries) == [("reminder", "limit")]
    given.do("clarified", "2026-03-17 11:00")
    assert timeline(given, "2026-03-20 12:00") == [("limit_missed", "2026-03-17 12:00")]


def test_a_reminder_missed_in_an_outage_waits_for_the_end_of_the_pause() -> None:
    """The worker was away when it was due and back in the pause: it goes out when the clock goes on."""
    given = drafting()
    given.now = given.moment("2026-03-16 17:00")
    for name, fields in (("submit_draft", {"kind": "clarification"}), ("approve", {}), ("publish", {})):
        given.do(name, None, EXECUTOR if name == "submit_draft" else None, **fields)
    assert given.announce("2026-03-16 17:30") == ()
    given.do("clarified", "2026-03-17 17:00")
    assert timeline(given, "2026-03-17 17:59") == [("reminder", "2026-03-17 17:00")]


def test_a_pause_with_a_longest_length_is_waited_out() -> None:
    """With nothing known of a reply the reminder and the end come after the longest pause, by themselves."""
    at_most = ', at_most = { amount = 1, unit = "working_days" } }'
    given = drafting(procedure(REMINDED, limit=TO_PUBLISH + PAUSED.replace(" }", at_most) + hours(8)))
    ask(given, "2026-03-16 17:00")
    assert announcements(given.entries) == [("reminder", "limit")]
    assert timeline(given, "2026-03-20 12:00") == [("limit_missed", "2026-03-18 10:00")]
    early = drafting(given.rules)
    ask(early, "2026-03-16 15:00")
    assert timeline(early, "2026-03-20 12:00") == [
        ("reminder", "2026-03-18 10:00"),
        ("limit_missed", "2026-03-18 12:00"),
    ]


def test_with_nothing_left_the_end_comes_with_the_reply_and_not_before() -> None:
    """Asked in the break after the end: the breach is announced only when the clock goes on."""
    given = drafting(procedure(limit=TO_PUBLISH + PAUSED + hours(4)))
    ask(given, "2026-03-16 13:30")
    assert announcements(given.entries) == [("limit_due", "limit")]
    assert timeline(given, "2026-03-18 09:00") == []
    given.do("clarified", "2026-03-18 09:00")
    assert timeline(given, "2026-03-18 12:00") == [("limit_missed", "2026-03-18 09:00")]


def test_a_backward_limit_is_silent_with_its_base() -> None:
    """The final draft's clock stands with the overall one: nobody is reminded of what waits for the author."""
    final = backward("overall", 4).replace("draft_submitted", "draft_submitted:final")
    given = drafting(procedure(REMINDED, overall=TO_PUBLISH + PAUSED + hours(9), final=final))
    ask(given, "2026-03-16 12:00")
    assert timeline(given, "2026-03-30 12:00") == []
    given.do("clarified", "2026-03-30 12:00")
    made = [(entry.action, entry.details["name"]) for entry in given.wait("2026-04-02 12:00")]
    assert made == [
        ("reminder", "final"),
        ("limit_missed", "final"),
        ("reminder", "overall"),
        ("limit_missed", "overall"),
    ]


def test_a_pause_that_is_entered_afterwards_corrects_an_announced_miss() -> None:
    """The question was placed in time and entered late: the miss was none, and the new end has its own."""
    given = drafting()
    given.do("submit_draft", "2026-03-16 11:00", EXECUTOR, kind="clarification")
    given.do("approve", "2026-03-16 11:30")
    given.wait("2026-03-16 18:30")
    assert announcements(given.entries) == [("reminder", "limit"), ("limit_missed", "limit")]
    made = given.late("publish", "2026-03-16 12:00")
    assert announcements(made) == [("limit_corrected", "limit")]
    assert timeline(given, "2026-03-17 12:00") == []
    given.do("clarified", "2026-03-17 12:00")
    assert timeline(given, "2026-03-20 12:00") == [("limit_missed", "2026-03-17 18:00")]


@pytest.mark.parametrize("night", ["2026-03-16 23:00", "2026-03-21 12:00"])
def test_a_reply_by_night_reminds_in_the_morning(night: str) -> None:
    """The author answers when he likes; who is reminded is not woken."""
    given = drafting()
    ask(given, "2026-03-16 15:59")
    given.do("clarified", night)
    (first, *_) = timeline(given, "2026-03-27 18:00")
    assert first == ("reminder", "2026-03-17 09:01" if night < "2026-03-17" else "2026-03-23 09:01")
