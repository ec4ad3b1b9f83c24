"""Rules that remember: nothing is judged otherwise."""

from domain.lab.rules import RememberingRules
from tests.domain.lifecycle.builders import PRO, STA, Life, shipped


def test_what_is_remembered_is_what_is_computed() -> None:
    """At every step of a life the limits are those of the plain rules, computed once for each change."""
    plain = shipped(STA)
    rules = RememberingRules.of(plain)
    life = Life(plain, "2026-03-16 10:00")
    for name in ("route", "submit_draft", "return", "submit_draft", "approve"):
        life.do(name)
        assert rules.limits(life.case) == plain.limits(life.case)
        assert rules.limits(life.case) is rules.limits(life.case)


def test_each_change_is_noticed() -> None:
    """A term of its own, days off and what the coordinator sets move the limits, though no event has come."""
    plain = shipped(PRO)
    rules = RememberingRules.of(plain)
    life = Life(plain, "2026-03-20 17:00")
    before = rules.limits(life.case)
    term = {"unit": "working_hours"}
    life.do(
        "route", answer_within=term | {"amount": "4"}, draft_within=term | {"amount": "2"}, reason="Опасно для детей"
    )
    assert rules.limits(life.case) == plain.limits(life.case) != before
    off = life.case.changed(days_off_since=life.now)
    assert rules.limits(off) == plain.limits(off) != plain.limits(life.case)


def test_an_ended_case_is_forgotten() -> None:
    """Nothing is kept of a month's messages but what is asked about again."""
    rules = RememberingRules.of(shipped(PRO))
    life = Life(shipped(PRO), "2026-03-16 10:00")
    rules.limits(life.case)
    assert rules.known
    rules.forget(life.case)
    rules.forget(life.case)
    assert not rules.known
