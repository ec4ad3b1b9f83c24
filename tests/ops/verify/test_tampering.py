"""A file that was changed: whatever was moved is found."""

import copy
import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from ops.verify import WrongFileError, verify
from tests.ops.verify.cases import BATCHES, explanations

_INSTANTS = ("start", "due_at", "late_after", "own_end", "own_due_at", "paused_since")
_CAP_INSTANTS = ("own_end", "due_at", "late_after")
_MOVES = (1, -1, 60, -60, 3600, -3600, 86_400)
"""By how many seconds an instant is moved."""

_EACH = 3
"""How many changes of each file are tried; which ones the seed says."""

Change = Callable[[dict[str, Any]], None]


def _moved(text: str, seconds: int) -> str:
    return (datetime.fromisoformat(text) + timedelta(seconds=seconds)).isoformat()


def _move(path: tuple[str | int, ...], seconds: int) -> Change:
    """Move one instant."""

    def change(told: dict[str, Any]) -> None:
        place, key = _place(told, path)
        place[key] = _moved(place[key], seconds)

    return change


def _more(path: tuple[str | int, ...], by: str) -> Change:
    """Give more or less time; days are counted whole."""

    def change(told: dict[str, Any]) -> None:
        place, key = _place(told, path)
        amount = place[key]
        step = Decimal(1) if amount["unit"] in {"working_days", "calendar_days", "at_once"} else Decimal(by)
        amount["amount"] = str(abs(Decimal(str(amount["amount"])) + step))

    return change


def _drop(path: tuple[str | int, ...]) -> Change:
    """Take one item away."""

    def change(told: dict[str, Any]) -> None:
        place, key = _place(told, path)
        del place[key]

    return change


def _place(told: dict[str, Any], path: tuple[str | int, ...]) -> tuple[Any, Any]:
    place: Any = told
    for key in path[:-1]:
        place = place[key]
    return place, path[-1]


def _changes(told: dict[str, Any]) -> Iterator[tuple[str, Change]]:
    """Everything that somebody might move in a file."""
    instants = [(name,) for name in _INSTANTS if told[name] is not None]
    listed = [(name, number) for name in ("intervals", "pauses") for number in range(len(told[name]))]
    spans = [(*item, end) for item in listed for end in ("from", "to")]
    caps = [("caps", number, name) for number in range(len(told["caps"])) for name in _CAP_INSTANTS]
    for path in (*instants, *spans, *caps):
        for seconds in _MOVES:
            yield f"{path} by {seconds} s", _move(path, seconds)
    for path in _amounts(told):
        for by in ("1", "0.001", "-0.01"):
            yield f"{path} by {by}", _more(path, by)
    for name in ("intervals", "pauses", "sums"):
        for number in range(len(told[name])):
            yield f"{name}[{number}] taken away", _drop((name, number))


def _amounts(told: dict[str, Any]) -> Iterator[tuple[str | int, ...]]:
    holders: list[tuple[str | int, ...]] = [(), *(("caps", number) for number in range(len(told["caps"])))]
    for holder in holders:
        place = told if not holder else told["caps"][holder[1]]
        rule = place["rule"]
        if rule["amount"] is not None:
            yield (*holder, "rule", "amount")
        if rule["before"] is not None and rule["before"]["lead"] is not None:
            yield (*holder, "rule", "before", "lead")
            yield (*holder, "rule", "before", "whole")
        if rule["share_of"] is not None:
            yield (*holder, "rule", "share_of", "whole")


def _found(told: dict[str, Any]) -> bool:
    try:
        return bool(verify(told))
    except WrongFileError:
        return True


@pytest.mark.parametrize("batch", range(BATCHES))
def test_whatever_is_moved_is_found(batch: int) -> None:
    """An end, a lateness, an interval, a pause, an amount, a sum: by a second or by a day, of every file of a batch."""
    missed: list[tuple[int, str, str]] = []
    for seed, told in explanations(batch):
        draw = random.Random(f"{seed} {told['name']}")  # noqa: S311 -- a test's own examples
        changes = list(_changes(told))
        for words, change in draw.sample(changes, min(_EACH, len(changes))):
            tampered = copy.deepcopy(told)
            change(tampered)
            if not _found(tampered):
                missed.append((seed, told["name"], words))

    assert missed == []


def _counted_day(told: dict[str, Any]) -> int | None:
    """A date on which something was counted by its hours, before the last one."""
    dates = {span["from"][:10] for span in told["intervals"][:-1]}
    worked = [number for number, day in enumerate(told["days"]) if day["date"] in dates and day["hours"]]
    in_hours = told["rule"]["amount"] is not None and told["rule"]["amount"]["unit"] == "working_hours"
    return worked[0] if worked and in_hours else None


def test_hours_of_a_counted_day_that_were_changed_are_found() -> None:
    """A day off where people worked moves the end, whatever else stayed as it was."""
    tried = 0
    for _, told in explanations(0):
        number = _counted_day(told)
        if number is None:
            continue
        tried += 1
        tampered = copy.deepcopy(told)
        tampered["days"][number] |= {"hours": [], "duty_hours": []}
        assert _found(tampered), told

    assert tried > 3


def test_what_is_only_told_may_be_worded_otherwise() -> None:
    """Words are no part of the computation: a file is not wrong because a title was corrected."""
    told = copy.deepcopy(explanations(0)[0][1])
    told |= {"title": "Иначе", "quote": "", "reading": "", "debtor": None}

    assert verify(told) == ()
