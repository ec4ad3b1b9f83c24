"""The first file that a clerk is given works: messages live through it."""

import pytest
from hypothesis import given, settings

from activities.regulation_source import read_regulation
from domain.lifecycle import Rules
from domain.regulation import parse_regulation
from domain.terms import LimitState, Outcome
from ops.regulation_new.answers import Answers
from ops.regulation_new.first_file import first_file
from tests.domain.lifecycle.builders import Life, executor_of, rules_of
from tests.domain.regulation.samples import ROOT
from tests.ops.regulation_new.answering import random_answers

ROADS = "roads"


@pytest.fixture(scope="module")
def ozerny() -> Rules:
    """The documented file."""
    return rules_of(read_regulation(ROOT / "docs" / "examples" / "ozerny-2026.toml"))


def test_a_message_lives_through_the_documented_file(ozerny: Rules) -> None:
    """Routed, drafted, sent back once, approved twice and published: every limit is kept."""
    life = Life(ozerny, "2026-04-13 09:00")
    assert (life.due("route"), life.due("overall"), life.due("draft")) == (
        "2026-04-13 09:30",
        "2026-04-14 08:48",
        "2026-04-13 14:48",
    )
    life.do("route", "2026-04-13 09:20", assignments=[{"authority": ROADS}])
    life.do("submit_draft", "2026-04-13 11:00", executor_of(ROADS))
    life.do("return", "2026-04-13 11:15")
    assert life.due("rework") == "2026-04-13 11:55"
    life.do("submit_draft", "2026-04-13 11:50", executor_of(ROADS))
    life.do("approve", "2026-04-13 12:00", stage="sector")
    life.do("approve", "2026-04-13 13:20", stage="head")
    assert life.due("publish") == "2026-04-13 13:40"
    life.do("publish", "2026-04-13 13:30")
    assert life.case.outcome is Outcome.ANSWERED
    kept = {limit.name: limit.state for limit in life.view.deadlines}
    assert {kept[name] for name in ("route", "overall", "draft", "decide1", "decide1-2", "rework", "publish")} == {
        LimitState.MET
    }


def test_a_question_to_the_author_stops_the_documented_limit(ozerny: Rules) -> None:
    """The act gives a pause: the end moves by the working time that the author took."""
    life = Life(ozerny, "2026-04-13 09:00")
    life.do("route", "2026-04-13 09:10", assignments=[{"authority": ROADS}])
    life.do("submit_draft", "2026-04-13 09:20", executor_of(ROADS), kind="clarification")
    for stage in ("sector", "head"):
        life.do("approve", "2026-04-13 09:30", stage=stage)
    life.do("publish", "2026-04-13 10:00")
    life.do("clarified", "2026-04-13 11:00")
    assert life.due("overall") == "2026-04-14 09:48"


@settings(max_examples=25)
@given(random_answers())
def test_a_message_lives_through_every_first_file(answers: Answers) -> None:
    """Whatever was answered, an ordinary answer reaches its author."""
    regulation = parse_regulation(first_file(answers), "made.toml")
    rules, authority = rules_of(regulation), regulation.authorities[0].id
    life = Life(rules, "2027-02-15 10:00", network=regulation.scope.networks[0])
    if rules.flow(life.case).resolution is not None:
        life.do("resolve", authority=authority)
    life.do("route", assignments=[{"authority": authority}])
    life.do("submit_draft", by=executor_of(authority))
    for stage in rules.flow(life.case).stages:
        life.do("approve", stage=stage.id)
    life.do("publish")
    assert life.case.outcome is Outcome.ANSWERED
