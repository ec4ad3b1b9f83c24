"""Joint work: every body has its own limit, and only its own acts end it (PRO-15, STA-18)."""

from domain.deadlines import Limit
from domain.lifecycle import Rules
from domain.terms import LimitState
from tests.domain.deadlines.samples import computed, due, fact, hours, moment, procedure
from tests.domain.lifecycle.builders import EXECUTOR, OTHER, OWN, PRO, STA, STRANGER, Life, shipped

PART = 'starts = "assigned:part"\nends = ["part_contributed"]\ncancelled_by = ["part_declined", "routed"]\n'
RULES = procedure(co=PART + "per_authority = true\n" + hours(2))
PASSING = procedure(
    coapprove='starts = "part_contributed"\nends = ["part_passed"]\nper_authority = true\n' + hours(1),
)
SENT = ["assigned:part 2026-03-16 09:00 b", "assigned:part 2026-03-16 09:00 c"]
NOW = moment("2026-03-16 18:00")


def states(rules: Rules, *facts: str) -> dict[str, str]:
    """How every limit stands in the evening, by its body and name."""
    return {f"{limit.authority} {name}": limit.state(NOW).value for name, limit in computed(rules, facts).items()}


def keys(limits: dict[str, Limit]) -> dict[str, str]:
    """What the announcements of each limit are remembered by."""
    return {name: limit.key for name, limit in limits.items()}


def test_every_body_has_a_limit_of_its_own() -> None:
    """Two receipts are two limits at once, though the rule does not repeat."""
    limits = computed(RULES, SENT)
    assert {name: (limit.authority, due(limit)) for name, limit in limits.items()} == {
        "co": ("b", "2026-03-16 11:00"),
        "co-2": ("c", "2026-03-16 11:00"),
    }


def test_only_its_own_part_ends_it() -> None:
    """One body is in time, the other is not; neither helps nor harms the other."""
    assert states(RULES, *SENT, "part_contributed 2026-03-16 10:00 c") == {"b co": "missed", "c co-2": "met"}


def test_only_its_own_return_takes_it_away() -> None:
    """A body that declines its part owes it no more; the other goes on."""
    assert states(RULES, *SENT, "part_declined 2026-03-16 10:00 b") == {"b co": "cancelled", "c co-2": "missed"}


def test_an_act_of_the_whole_message_concerns_every_body() -> None:
    """A new routing is no body's act: all limits of the earlier one fall away."""
    assert states(RULES, *SENT, "routed 2026-03-16 10:00") == {"b co": "cancelled", "c co-2": "cancelled"}


def test_a_message_that_has_gone_back_is_gone_for_every_body() -> None:
    """The main body returned it for competence: nobody else owes a part of it, where the act says so."""
    rules = procedure(co=PART.replace('"routed"', '"declined"') + "per_authority = true\n" + hours(2))
    back = "declined 2026-03-16 10:00 a"
    assert states(rules, *SENT, back) == {"b co": "cancelled", "c co-2": "cancelled"}
    assert states(RULES, *SENT, back) == {"b co": "missed", "c co-2": "missed"}
    fulfilled = PART.replace('["part_contributed"]', '["declined"]') + "per_authority = true\n"
    assert states(procedure(co=fulfilled + hours(2)), *SENT, "declined 2026-03-16 10:00 b") == {
        "b co": "met",
        "c co-2": "missed",
    }


def test_the_end_of_life_ends_the_limits_of_all() -> None:
    """Closed, nobody owes a part any more."""
    assert states(RULES, *SENT, "closed 2026-03-16 10:00") == {"b co": "cancelled", "c co-2": "cancelled"}


def test_a_body_that_gets_its_part_again_has_another_limit() -> None:
    """Declined and sent to it once more: the second receipt counts for itself, the first stays as it was."""
    facts = [*SENT[:1], "part_declined 2026-03-16 10:00 b", "assigned:part 2026-03-16 11:00 b"]
    limits = computed(RULES, facts)
    assert [(limit.name, limit.own_number, due(limit)) for limit in limits.values()] == [
        ("co", 1, "2026-03-16 11:00"),
        ("co-2", 2, "2026-03-16 13:00"),
    ]
    assert states(RULES, *facts, "part_contributed 2026-03-16 12:00 b") == {"b co": "cancelled", "b co-2": "met"}


def test_another_bodys_late_entry_does_not_change_what_is_remembered() -> None:
    """A part entered late comes first by its own time and takes the first number, but not the announcements."""
    flow = PASSING.regulation.flows[0]
    given = fact("part_contributed 2026-03-16 11:00 c", flow)
    before = computed(PASSING, [given])
    after = computed(PASSING, [given, fact("part_contributed 2026-03-16 10:00 b", flow, known="2026-03-16 12:00")])
    assert keys(before) == {"coapprove": "coapprove:c:1"}
    assert keys(after) == {"coapprove": "coapprove:b:1", "coapprove-2": "coapprove:c:1"}


def test_a_limit_of_the_whole_message_belongs_to_nobody() -> None:
    """Without the option any body's act fulfils it."""
    rules = procedure(first=PART + hours(2))
    limits = computed(rules, [*SENT, "part_contributed 2026-03-16 10:00 c"])
    assert list(limits) == ["first"]
    assert (limits["first"].authority, limits["first"].key) == (None, "first")
    assert limits["first"].state(NOW) is LimitState.MET


def test_one_after_another_each_has_two_hours_from_his_receipt() -> None:
    """Providensky 15(3): the second body's clock begins when the first one's part is handed on."""
    given = Life(shipped(PRO), "2026-03-16 09:00")
    given.do("route", "2026-03-16 09:20", assignments=[{"authority": OWN}, {"authority": OTHER}])
    assert (given.limit("part").authority, given.due("part")) == (OWN, "2026-03-16 11:20")
    given.do("contribute", "2026-03-16 11:00", EXECUTOR)
    given.do("approve", "2026-03-16 11:10")
    assert (given.limit("part-2").authority, given.due("part-2")) == (OTHER, "2026-03-16 14:10")
    given.do("submit_draft", "2026-03-16 14:11", STRANGER)
    assert (given.state("part"), given.state("part-2"), given.state("draft")) == ("met", "missed", "met")


def test_side_by_side_a_late_part_moves_nothing_of_the_main_bodys() -> None:
    """Stavropol 18: the co-executor is late, the main body's draft is due when it was."""
    given = Life(shipped(STA), "2026-03-16 09:00")
    given.do("route", "2026-03-16 09:00", assignments=[{"authority": OWN}, {"authority": OTHER}], lead=OWN)
    assert given.limit("co").authority == OTHER
    given.do("contribute", "2026-03-16 11:20", STRANGER)
    assert (given.state("co"), given.due("draft"), given.due("coapprove")) == (
        "missed",
        "2026-03-16 11:30",
        "2026-03-16 11:50",
    )
    given.do("approve", "2026-03-16 11:50", part=OTHER)
    assert (given.state("coapprove"), given.state("cosendback")) == ("met", "cancelled")
