"""Whole lives on the real server: the way to the body that answers, with returns for competence."""

from domain.terms import LimitState, Outcome, Role, State
from tests.workflows.conftest import Live
from tests.workflows.scripts import routing
from tests.workflows.told import deadline
from tests.workflows.towns import OTHER, OWN


async def test_a_return_for_competence_changes_no_clock(live: Live) -> None:
    """Providensky: the message goes back to the curator and on to another body under the same clocks (8, R7)."""
    told = await live(routing.REROUTED)
    assert told.acts == [
        ("route", "7"),
        ("decline", "8"),
        ("route", "7"),
        ("submit_draft", "10"),
        ("approve", "11"),
        ("publish", "13"),
    ]
    returned = told.after("decline")
    assert (returned.state, returned.authority, returned.declines) == (State.AWAITING_ROUTING, None, 1)
    assert [told.due("overall", case) for _, case in told.played.given] == ["+1 11:00"] * 6
    assert [told.due("draft", case) for _, case in told.played.given] == ["16:00"] * 6
    assert told.states("return", "return-2", "overall", "draft") == {
        "return": "met",
        "return-2": "cancelled",
        "overall": "met",
        "draft": "met",
    }
    assert (deadline(told.case, "return").authority, deadline(told.case, "return-2").authority) == (OWN, OTHER)
    assert (told.case.outcome, told.case.authority) == (Outcome.ANSWERED, OTHER)


async def test_a_re_routing_is_reminded_of_by_analogy(live: Live) -> None:
    """Providensky: the curator's thirty minutes after a return are a mark of ours and no limit of the act (7, R13)."""
    told = await live(routing.REROUTED)
    mark = deadline(told.after("decline"), "reroute")
    assert (mark.clause, mark.by_analogy, mark.state) == ("7", True, LimitState.RUNNING)
    assert told.due("reroute") == "11:00"
    assert told.states("reroute") == {"reroute": "met"}


async def test_a_clock_restarts_with_another_sending(live: Live) -> None:
    """Stavropol: after a return the clock begins anew with the next sending, and shows the first one beside (11)."""
    told = await live(routing.RESTARTED)
    assert told.due("overall", told.after("route")) == "15:10"
    assert deadline(told.after("decline"), "overall").state is LimitState.PENDING
    assert told.due("overall", told.after("route", 2)) == "16:00"
    assert told.due("draft", told.after("route", 2)) == "14:30"
    overall = deadline(told.case, "overall")
    assert overall.state is LimitState.MET
    assert overall.first_started_at is not None
    assert told.played.days.text(overall.first_started_at) == "10:10"
    assert overall.working_time_since_first is not None
    assert overall.working_time_since_first.startswith("PT1H50M")


async def test_a_late_return_is_accepted_and_is_a_breach(live: Live) -> None:
    """Stavropol: a return after its thirty minutes is late and takes effect all the same; it needs a reason (10)."""
    told = await live(routing.RESTARTED)
    assert told.played.refusals[0]["clause"] == "10"
    assert told.states("return", "return-2") == {"return": "missed", "return-2": "cancelled"}
    assert told.acts[1] == ("decline", "10")
    # A window for one of two outcomes raises no alarm while nobody has chosen.
    assert told.missed == []


async def test_a_return_outside_ends_the_life_here(live: Live) -> None:
    """Luga: what is not its competence goes back to the sender within thirty minutes, and that is the end (5)."""
    told = await live(routing.RETURNED_OUTSIDE)
    assert told.acts == [("route", "4"), ("decline", "5")]
    assert told.case.outcome is Outcome.RETURNED_OUTSIDE
    assert told.states() == {"return": "met", "overall": "cancelled", "draft": "cancelled"}
    assert (told.due("return"), told.due("overall")) == ("11:30", "+1 10:00")
    assert deadline(told.case, "overall").left_at_arrival == "PT7H"


async def test_another_resolution_gives_the_next_structure_its_own_clocks(live: Live) -> None:
    """Gulkevichi: a structure asks the head for a new resolution, and limits run from the new receipt (3.1.1)."""
    told = await live(routing.RESOLVED_ANEW)
    returned = told.after("decline")
    assert returned.state is State.AWAITING_RESOLUTION
    assert returned.hands is not None
    assert returned.hands.role is Role.HEAD
    assert told.played.refusals[0]["clause"] == "3.1.1"
    assert [clause for action, clause in told.acts[:5]] == ["3.1.1"] * 5
    assert told.states("send1", "send1-2", "draft1", "draft1-2", "overall1", "overall1-2") == {
        "send1": "met",
        "send1-2": "met",
        "draft1": "cancelled",
        "draft1-2": "met",
        "overall1": "cancelled",
        "overall1-2": "met",
    }
    assert (told.due("draft1"), told.due("draft1-2")) == ("+1 10:30", "+1 11:30")


async def test_where_no_return_is_known_the_coordinator_moves_the_message(live: Live) -> None:
    """Volchikha: a return is refused; moving the message to another body changes no clock (5)."""
    told = await live(routing.MOVED)
    assert told.played.refusals[0]["clause"] == "5"
    assert told.acts[1] == ("reassign", "5")
    before, after = told.after("route"), told.after("reassign")
    assert (before.authority, after.authority) == (OWN, OTHER)
    assert [told.due(name, before) for name in ("overall", "draft")] == ["+1 11:00", "16:00"]
    assert [told.due(name, after) for name in ("overall", "draft")] == ["+1 11:00", "16:00"]
    assert set(told.states().values()) == {"met"}


async def test_another_person_goes_on_under_the_same_clocks(live: Live) -> None:
    """Providensky: another executor of the same body goes on; another body is refused without a return (7)."""
    told = await live(routing.ANOTHER_PERSON)
    assert told.played.refusals[0]["clause"] == "7"
    entry = told.entry("reassign")
    assert (entry.clause, entry.details["executor"]) == ("7", "executor-2")
    assert entry.details["before"] == {"authority": OWN, "executor": None}
    hands = told.after("reassign").hands
    assert hands is not None
    assert (hands.authority, hands.person) == (OWN, "executor-2")
    assert told.due("return", told.after("reassign")) == "10:40"
    assert told.states("overall", "draft") == {"overall": "met", "draft": "met"}
