"""Breaches of each body in a month, counted from journals."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from domain.breaches import BreachReport, breach_report
from domain.journal import Entry
from domain.lifecycle import Rules
from domain.terms import Action
from tests.domain.lifecycle.builders import (
    EXECUTOR,
    OTHER,
    OWN,
    PRO,
    STA,
    Life,
    assigned,
    executor_of,
    shipped,
    sixth,
)
from tests.fixtures.cases import NOON, entry

START, END = NOON - timedelta(days=15), NOON + timedelta(days=15)
RULES = sixth()


def told(
    journals: Mapping[str, list[Entry]], rules: Rules = RULES, start: datetime = START, end: datetime = END
) -> BreachReport:
    """The report of these journals."""
    return breach_report(rules.regulation, "2026-03", journals, start, end)


def missed(seq: int = 1, *, action: str = Action.LIMIT_MISSED, after: datetime = NOON, **details: Any) -> Entry:  # noqa: ANN401
    """The announcement of a limit of the executor's; nobody has held the message, unless it is said."""
    facts = {"name": "draft", "title": "Проект", "clause": "6", "actor": "executor", "late_after": after.isoformat()}
    return entry(seq, action=action, details=facts | details)


def counts(report: BreachReport) -> dict[str, int]:
    """How many breaches of each body there are, in the order of the report."""
    return {item.authority: item.count for item in report.items}


def test_more_than_the_regulation_allows_is_reported() -> None:
    """Three in a month are counted, the fourth is reported: by which clause, and to whom."""
    journals = {f"m{number}": [missed(authority="roads")] for number in range(3)}
    report = told(journals)
    assert (report.clause, report.more_than, report.to) == ("14", 3, "Начальник управления информационной работы")
    (item,) = report.items
    assert (item.title, item.count, item.reported) == ("Управление дорог", 3, False)
    (item,) = told(journals | {"m9": [missed(authority="roads")]}).items
    assert (item.count, item.reported) == (4, True)
    assert [(breach.message_id, breach.limit, breach.clause, breach.at) for breach in item.breaches][-1] == (
        "m9",
        "draft",
        "6",
        NOON,
    )


def test_without_a_rule_breaches_are_only_counted() -> None:
    """A regulation that says nothing of breaches has nobody told; a body that it no longer names keeps its id."""
    report = told({"m1": [missed(authority="gone")]}, shipped(PRO))
    assert (report.clause, report.more_than, report.to) == (None, None, None)
    (item,) = report.items
    assert (item.title, item.count, item.reported) == ("gone", 1, False)


def test_whose_breach_it_is() -> None:
    """Of the body whose limit it is; else of the executors who had the message longest; else of nobody."""
    held = [
        {"role": "coordinator", "working_time": "PT3H"},
        {"role": "executor", "authority": "housing", "working_time": "PT2H"},
        {"role": "executor", "authority": "roads", "working_time": "PT1H"},
    ]
    journals = {
        "of one body": [missed(authority="networks", held=held)],
        "of the longest holder": [missed(held=held)],
        "of nobody": [missed(held=held[:1]), missed(2, name="other")],
        "of the coordinator": [missed(actor="coordinator", held=held)],
        "of the municipality": [missed(actor="municipality", held=held)],
    }
    assert counts(told(journals)) == {"housing": 1, "networks": 1}


def test_what_proved_to_be_kept_is_not_counted() -> None:
    """A breach that was taken back is none, unless it was announced again; each limit counts by itself."""
    kept = missed(2, action=Action.LIMIT_CORRECTED, authority="roads")
    assert counts(told({"m1": [missed(authority="roads"), kept]})) == {}
    again = missed(3, authority="roads")
    assert counts(told({"m1": [again, kept, missed(authority="roads")]})) == {"roads": 1}
    other = missed(4, name="facts", authority="roads")
    assert counts(told({"m1": [missed(authority="roads"), kept, other, entry(5)]})) == {"roads": 1}


def test_a_breach_is_of_the_month_in_which_it_happened() -> None:
    """From the first moment of the month until before the next."""
    moments = {"before": START - timedelta(seconds=1), "first": START, "last": END - timedelta(seconds=1), "next": END}
    journals = {name: [missed(after=moment, authority="roads")] for name, moment in moments.items()}
    (item,) = told(journals).items
    assert [breach.message_id for breach in item.breaches] == ["first", "last"]


def test_most_breaches_come_first() -> None:
    """Bodies are in the order of their counts, then of their names; a body's breaches in the order of time."""
    journals = {
        "a": [missed(authority="roads")],
        "b": [missed(authority="housing"), missed(2, name="facts", authority="networks", after=NOON)],
        "c": [missed(authority="networks", after=NOON - timedelta(hours=1))],
    }
    report = told(journals)
    assert counts(report) == {"networks": 2, "housing": 1, "roads": 1}
    assert [breach.message_id for breach in report.items[0].breaches] == ["c", "b"]


def test_lives_tell_whose_breaches_they_had() -> None:
    """A draft that was late is its body's, and a part that did not come is the co-executor's alone."""
    late = Life(shipped(PRO), "2026-03-16 10:00").begin()
    late.wait("2026-03-17 12:00")
    joint = Life(shipped(STA), "2026-03-16 10:00")
    joint.do("route", assignments=assigned(OWN, OTHER), lead=OWN)
    joint.do("submit_draft", "2026-03-16 12:00", EXECUTOR)
    joint.wait("2026-03-16 12:30")
    found = told({"late": late.entries, "joint": joint.entries}, shipped(PRO))
    assert {item.authority: [breach.limit for breach in item.breaches] for item in found.items} == {
        OWN: ["draft"],
        OTHER: ["co"],
    }
    joint.late("contribute", "2026-03-16 11:30", principal=executor_of(OTHER))
    assert counts(told({"joint": joint.entries}, shipped(STA))) == {}


@given(st.lists(st.tuples(st.sampled_from(["roads", "housing"]), st.integers(0, 60)), max_size=30))
def test_every_breach_is_counted_once(found: list[tuple[str, int]]) -> None:
    """The counts add up to the announcements of the month, and a body is reported exactly above the number."""
    journals = {
        f"m{number}": [missed(authority=body, after=START + timedelta(days=day))]
        for number, (body, day) in enumerate(found)
    }
    report = told(journals)
    assert sum(item.count for item in report.items) == sum(day < 30 for _body, day in found)
    assert all(item.reported == (item.count > 3) and item.count == len(item.breaches) for item in report.items)
