"""Which parts of two regulations stand for the same thing, and in what they differ."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.regulation import Flow, LimitRule, Regulation, parse_regulation
from domain.regulation.compare import OVERALL, Limits, Pair, differing, flow_pairs, paired, same, stage_pairs
from tests.domain.regulation.samples import ROOT, sample
from tests.domain.regulation.small import DECLINE, INTERIM, RESOLUTION, limit, small

NAMES = ("gulkevichi-draft", "luga-2020", "providensky-2020", "stavropol-2023", "volchikha-2020")


def shipped(name: str) -> Regulation:
    """One of the five regulations."""
    return parse_regulation((ROOT / "regulations" / f"{name}.toml").read_text(encoding="utf-8"), name)


def compared(left: Regulation, right: Regulation) -> Limits:
    """The limits of the first procedures."""
    return Limits((left, left.flows[0]), (right, right.flows[0]))


def names(limits: Limits) -> list[tuple[str | None, str | None]]:
    """The names of the pairs."""
    return [(pair.left.name if pair.left else None, pair.right.name if pair.right else None) for pair in limits.pairs]


def pair_of(limits: Limits, name: str) -> Pair[LimitRule]:
    """The pair whose left, else right limit has a name."""
    return next(pair for pair in limits.pairs if pair.any.name == name)


def test_two_municipalities_are_paired_by_meaning() -> None:
    """Whatever the two acts call them: routing, approval, a part and its passing are found by their events."""
    limits = compared(shipped("providensky-2020"), shipped("stavropol-2023"))
    found = dict(names(limits))
    assert {
        "route": "send",
        "reroute": "resend",
        "overall": "overall",
        "decide": "approve",
        "part": "co",
        "handon": "coapprove",
        "place": None,
        "reply": None,
    }.items() <= found.items()
    assert [pair.right.name for pair in limits.pairs if pair.left is None and pair.right is not None] == [
        "sendback",
        "cosendback",
        "corework",
        "coresend",
    ]
    overall = pair_of(limits, "overall")
    assert limits.meaning(overall) == OVERALL
    assert limits.differing(overall, citing=False) == ("starts", "ends", "amount", "restart_on_reroute")
    assert limits.meaning(pair_of(limits, "sendback")) == "возврат"
    assert limits.meaning(pair_of(limits, "reply")) is None


def test_a_limit_of_another_beginning_is_alike() -> None:
    """A message that is received is one that is detected, and handing over is publishing."""
    left = small(limit("whole", "detected > published", "9 hours"), limit("x", "detected > closed", "1 hours"))
    right = small(limit("total", "received > handed_over", "8 hours"), ends="hand_over")
    assert names(compared(left, right)) == [("whole", "total"), ("x", None)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("detected > published", "published:interim > draft_submitted"),
        ("approved:interim > draft_submitted", "approved:final > draft_submitted"),
        ("routed > closed", "detected > closed"),
    ],
)
def test_limits_of_other_steps_are_not_alike(one: str, other: str) -> None:
    """Neither another event nor another kind of draft is taken for the same."""
    left = small(limit("one", one, "9 hours"), steps=INTERIM)
    right = small(limit("other", other, "9 hours"), steps=INTERIM)
    assert names(compared(left, right)) == [("one", None), (None, "other")]


def test_a_backward_limit_begins_with_the_one_that_it_precedes() -> None:
    """A draft before an end by the clock and one from a beginning are the same step."""
    left = small(
        limit("whole", "detected > published", "9 working_hours"),
        limit("early", "draft_submitted:interim", "before whole 4 working_hours"),
        steps=INTERIM,
    )
    right = small(limit("soon", "received > draft_submitted:interim", "5 hours"), steps=INTERIM)
    assert ("early", "soon") in names(compared(left, right))


def test_several_wholes_are_none() -> None:
    """Where two limits hold everything, neither is the whole; they are paired by their events."""
    left = small(
        limit("one", "detected > published", "9 working_hours"), limit("two", "routed > published", "8 working_hours")
    )
    limits = compared(left, left)
    assert [limits.meaning(pair) for pair in limits.pairs] == [None, None]


def test_stages_of_approval_are_numbered() -> None:
    """The second limit of the chain is another one than the first."""
    left = small(
        limit("first", "draft_submitted > approved:a", "1 working_hours"),
        limit("second", "approved:a > approved", "1 working_hours"),
        stages=("a", "b"),
    )
    limits = compared(left, left)
    assert [limits.meaning(pair) for pair in limits.pairs] == ["согласование", "согласование 2"]


def test_an_hour_is_sixty_minutes() -> None:
    """The same time in another unit is no difference; names are translated, titles don't count."""
    left = small(
        limit("whole", "detected > published", "9 working_hours"),
        limit("draft", "draft_submitted", "before whole 1 working_hours"),
        limit("half", "routed > assigned", "0.5 of whole"),
        limit("late", "approved > published", "30 working_minutes", 'capped_by = "whole"'),
        limit("days", "routed > closed", "2 calendar_days"),
    )
    right = small(
        limit("total", "detected > published", "540 working_minutes"),
        limit("draft", "draft_submitted", "before total 60 working_minutes"),
        limit("half", "routed > assigned", "0.5 of total"),
        limit("late", "approved > published", "0.5 working_hours", 'capped_by = "total"'),
        limit("days", "routed > closed", "2 calendar_days"),
    )
    limits = compared(left, right)
    assert [limits.differing(pair, citing=False) for pair in limits.pairs] == [()] * 5
    assert limits.differing(pair_of(limits, "whole"), citing=True) == ("clause", "name", "title")


def test_a_class_of_importance_is_a_difference() -> None:
    """Another amount of one class is another limit; the same in minutes is not."""
    classes = 'by_importance = [{{ importance = "срочное", amount = {0}, unit = "{1}" }}]'
    rules = [
        small(limit("a", "detected > closed", "9 hours", classes.format(*term)))
        for term in (("1", "working_hours"), ("60", "working_minutes"), ("2", "working_hours"))
    ]
    assert compared(rules[0], rules[1]).differing(pair_of(compared(rules[0], rules[1]), "a"), citing=True) == ()
    limits = compared(rules[0], rules[2])
    assert limits.differing(pair_of(limits, "a"), citing=True) == ("by_importance",)


def test_what_only_one_has_differs_in_everything() -> None:
    """All its keys are named."""
    limits = compared(
        small(limit("a", "detected > closed", "9 hours")), small(limit("b", "routed > assigned", "1 hours"))
    )
    for pair in limits.pairs:
        assert {"starts", "ends", "actor", "amount"} <= {*limits.differing(pair, citing=False)}


def test_steps_are_compared_without_their_clauses() -> None:
    """Two acts never number their clauses alike; two versions of one do."""
    one, other = (small(steps=DECLINE.replace("3(1)", clause)).flows[0].decline for clause in ("3(1)", "8"))
    assert differing(one, other, citing=False) == ()
    assert differing(one, other, citing=True) == ("clause",)
    assert "then" in differing(one, None, citing=False)
    assert differing(None, None, citing=False) == ()


def test_values_of_any_kind_are_compared() -> None:
    """Tables and lists of tables without their clauses, anything else as it is."""
    one, other = (small(steps=DECLINE.replace("3(1)", clause)).flows[0].decline for clause in ("3(1)", "8"))
    assert same(one, other, citing=False)
    assert not same(one, other, citing=True)
    assert same((one, 1), (other, 1), citing=False)
    assert not same((one,), (other, other), citing=False)
    assert not same((one,), (other,), citing=True)
    assert not same(one, None, citing=False)
    assert not same((one,), one, citing=False)
    assert same("a", "a", citing=True)


def test_parts_inside_parts_are_compared() -> None:
    """The right to shorten a term lies inside routing."""
    left, right = (
        small(
            limit("a", "detected > closed", "9 working_hours"),
            limit("b", "routed > closed", "9 working_hours"),
            steps=f'routing.shortening = {{ clause = "7", limit = "{name}" }}\n',
        )
        .flows[0]
        .routing
        for name in ("a", "b")
    )
    assert differing(left, right, citing=False) == ("shortening",)


def test_procedures_and_stages_are_paired_by_id_and_then_in_order() -> None:
    """What has no namesake is paired with what is left."""
    gulkevichi, luga = shipped("gulkevichi-draft"), shipped("luga-2020")
    assert [(pair.left and pair.left.id, pair.right and pair.right.id) for pair in flow_pairs(gulkevichi, luga)] == [
        ("pages", "main"),
        ("incident", None),
    ]
    left, right = (small(stages=stages).flows[0] for stages in (("a", "b"), ("b", "c", "d")))
    assert [(pair.left and pair.left.id, pair.right and pair.right.id) for pair in stage_pairs(left, right)] == [
        ("a", "c"),
        ("b", "b"),
        (None, "d"),
    ]


@given(st.lists(st.integers(0, 5), unique=True), st.lists(st.integers(0, 5), unique=True))
def test_everything_is_paired_once(left: list[int], right: list[int]) -> None:
    """Each side stands in the pairs whole, and only the same is paired."""
    pairs = paired(left, right, lambda one, other: one == other)
    assert [pair.left for pair in pairs if pair.left is not None] == left
    assert sorted(pair.right for pair in pairs if pair.right is not None) == sorted(right)
    assert all(pair.left == pair.right for pair in pairs if pair.left is not None and pair.right is not None)
    assert [pair.any for pair in pairs[: len(left)]] == left


@pytest.mark.parametrize("name", NAMES)
def test_a_regulation_differs_in_nothing_from_itself(name: str) -> None:
    """Every limit finds itself, to the word."""
    regulation = shipped(name)
    for pair in flow_pairs(regulation, regulation):
        limits = Limits((regulation, both(pair)), (regulation, both(pair)))
        assert all(one.left is one.right for one in limits.pairs)
        assert all(limits.differing(one, citing=True) == () for one in limits.pairs)


def both(pair: Pair[Flow]) -> Flow:
    """The flow of a pair of the same."""
    assert pair.left is pair.right
    return pair.any


CHANGES: dict[str, Any] = {
    "title": "Иное",
    "actor": "head",
    "starts": "received",
    "starts_on_day_off": True,
    "ends": ["closed"],
    "cancelled_by": ["closed"],
    "reopened_by": ["returned"],
    "amount": 7,
    "capped_by": "return",
    "repeats": True,
    "per_authority": True,
    "restart_on_reroute": True,
    "external_due": True,
    "alternative": True,
    "by_analogy": True,
    "reminders": [],
}


@pytest.mark.parametrize("key", CHANGES)
def test_every_key_of_a_limit_can_differ(key: str) -> None:
    """Nothing that is changed in a file escapes the comparison."""
    left = sample()
    plain = left.model_dump(mode="json", exclude_none=True)
    plain["flows"][0]["limits"][0][key] = CHANGES[key]
    limits = compared(left, Regulation.model_validate(plain))
    assert limits.differing(pair_of(limits, "overall"), citing=True) == (key,)


def test_resolution_and_routing_are_two_meanings() -> None:
    """What lies before the draft is named by its step."""
    regulation = small(
        limit("look", "received > resolved", "1 working_hours"),
        limit("send", "resolved > routed", "1 working_hours"),
        steps=RESOLUTION,
    )
    limits = compared(regulation, regulation)
    assert [limits.meaning(pair) for pair in limits.pairs] == ["резолюция", "направление"]
