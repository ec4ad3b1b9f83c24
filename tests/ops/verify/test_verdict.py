"""What is said of a file that differs: the field, what stands there and what was computed."""

from typing import Any

import pytest

from ops.verify import Difference, verify
from tests.ops.verify.papers import asked, backward, capped, on_duty, plain


def _said(document: dict[str, Any]) -> list[tuple[str, str | None, str | None]]:
    return [(item.field, item.stated, item.computed) for item in verify(document)]


@pytest.mark.parametrize(
    "document", [plain(), backward(), capped(), on_duty(), asked(answered=False), asked(answered=True)]
)
def test_what_was_computed_here_agrees(document: dict[str, Any]) -> None:
    """Forward, backward, cut, on days off, standing still and paused: nothing differs."""
    assert verify(document) == ()


def test_a_moved_end_is_told_with_the_right_one() -> None:
    """Both stand in the municipality's time."""
    told = plain() | {"due_at": "2026-03-17T12:00:00+12:00"}

    assert verify(told) == (Difference("due_at", "2026-03-17T12:00:00+12:00", "2026-03-17T11:00:00+12:00"),)


def test_another_amount_moves_everything_that_follows_from_it() -> None:
    """Half an hour less: both ends, the lateness, the last interval; the sums still fit the intervals of the file."""
    told = plain()
    told["rule"]["amount"]["amount"] = "8.5"

    assert [field for field, *_ in _said(told)] == ["own_end", "due_at", "late_after", "intervals[2]"]


def test_a_limit_that_stands_still_has_no_end() -> None:
    """Whoever writes one is told that there is none."""
    told = asked(answered=False) | {"due_at": "2026-03-17T18:00:00+03:00"}

    assert _said(told) == [("due_at", "2026-03-17T18:00:00+03:00", None)]


def test_a_pause_has_to_be_what_happened() -> None:
    """A pause that is a day longer than between the question and the reply; none is there where none was."""
    told = asked(answered=True)
    told["pauses"][0]["to"] = "2026-03-19T10:00:00+03:00"
    added = plain() | {"pauses": [{"from": "2026-03-16T18:00:00+12:00", "to": "2026-03-16T19:00:00+12:00"}]}

    assert [field for field, *_ in _said(told)] == ["pauses[0]"]
    assert _said(added) == [("pauses[0]", "2026-03-16T18:00:00+12:00 — 2026-03-16T19:00:00+12:00", None)]


def test_a_share_has_to_be_that_share() -> None:
    """An amount that is told to be a half of eight hours cannot be five."""
    told = plain()
    told["rule"] |= {"kind": "share", "share_of": {"share": "0.5", "whole": {"amount": 8, "unit": "working_hours"}}}

    assert _said(told) == [("rule.amount", "9.0 working_hours", "4.0 working_hours")]


def test_what_cuts_a_limit_is_recomputed_too() -> None:
    """The end of the whole cannot be moved to move what it cuts; one that was spent before the start cuts nothing."""
    told = capped()
    told["caps"][0]["due_at"] = "2026-03-16T16:00:00+03:00"
    spent = capped()
    spent["caps"][0]["ended_at"] = "2026-03-16T10:30:00+03:00"

    assert [field for field, *_ in _said(told)] == ["caps[0].due_at"]
    assert {field for field, *_ in _said(spent)} >= {"due_at"}


def test_a_count_that_leaves_the_dates_of_the_file_is_told() -> None:
    """Nine hundred hours need dates that nobody described."""
    told = plain()
    told["rule"]["amount"]["amount"] = 900

    assert _said(told) == [("days", "2026-03-16 — 2026-03-18", "счёт доходит до 2026-03-19")]


def test_a_sum_has_to_add_up() -> None:
    """A running sum that is an hour off, and one that is missing."""
    told = plain()
    told["sums"] = ["PT3H", "PT8H"]

    assert _said(told) == [("sums[1]", "8:00:00", "7:00:00"), ("sums[2]", None, "9:00:00")]


def test_intervals_may_be_divided_but_not_overlap() -> None:
    """Two that touch are one; two that overlap are counted twice."""
    told = plain()
    first = told["intervals"][0]
    middle = "2026-03-16T11:00:00+12:00"
    divided = [{"from": first["from"], "to": middle}, {"from": middle, "to": first["to"]}]
    told["intervals"][:1], told["sums"][:1] = divided, ["PT1H", "PT3H"]
    overlapping = plain()
    overlapping["intervals"].insert(1, overlapping["intervals"][0])

    assert _said(told) == []
    assert "intervals[1]" in [field for field, *_ in _said(overlapping)]
