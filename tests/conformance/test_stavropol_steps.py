"""Stavropol № 1894, clauses 11 to 17: three stages of approval, limits by outcome, the cap on publication."""

import pytest

from domain.errors import WrongRole, WrongState
from domain.regulation.fit import findings
from domain.regulation.fit.finding import Level
from tests.conformance.checks import clauses, missed, only_by, refused, states
from tests.conformance.people import AUDITOR, CUR, MCU
from tests.conformance.proof import proves
from tests.domain.lifecycle.builders import COORDINATOR, EXECUTOR, HEAD, STA, Life, announcements, shipped

RULES = shipped(STA)


def sent(when: str = "2026-03-16 09:00") -> Life:
    """A message that was sent to its body."""
    life = Life(RULES, when)
    life.do("route", by=COORDINATOR)
    return life


def drafted(when: str = "2026-03-16 11:30") -> Life:
    """One whose draft has come to the department."""
    life = sent()
    life.do("submit_draft", when, EXECUTOR)
    return life


def dues(life: Life, *names: str) -> list[str]:
    """When limits are due."""
    return [life.due(name) for name in names]


@proves("STA-11", "R12")
def test_four_hours_bind_body_and_department_together() -> None:
    """From the sending to the placement; the debtor is the municipality, and whose hands it was in is shown."""
    life = drafted()
    life.wait("2026-03-16 14:01")
    (entry,) = missed(life, "overall")
    assert (life.due("overall"), entry.clause, entry.details["actor"]) == ("2026-03-16 13:00", "11", "municipality")
    assert {(item["role"], item["working_time"]) for item in entry.details["held"]} == {
        ("executor", "PT2H30M"),
        ("coordinator", "PT1H30M"),
    }


@proves("STA-12", "R5")
def test_the_draft_is_due_one_and_a_half_hours_before_the_whole() -> None:
    """Counted on working time: over the break and over night as well."""
    for begun, draft, overall in (
        ("2026-03-16 09:00", "2026-03-16 11:30", "2026-03-16 13:00"),
        ("2026-03-16 11:00", "2026-03-16 14:30", "2026-03-16 16:00"),
        ("2026-03-16 16:00", "2026-03-17 09:30", "2026-03-17 11:00"),
    ):
        assert dues(sent(begun), "draft", "overall") == [draft, overall]


@proves("STA-12", "STA-17")
def test_only_the_body_drafts() -> None:
    """An answer or an interim one, to the department first."""
    life = sent()
    only_by(life, "submit_draft", [COORDINATOR, MCU, HEAD])
    assert life.do("submit_draft", by=EXECUTOR).clause == "12"
    assert life.view.hands is not None
    assert life.view.hands.stage == "department"
    assert sent().do("interim_answer", by=EXECUTOR).clause == "12"


@proves("STA-13", "STA-approve")
def test_the_half_hour_is_for_the_centres_agreement() -> None:
    """The department's own approval does not fulfil it, the centre's does, and the region's is not waited for."""
    life = drafted()
    assert life.due("approve") == "2026-03-16 12:00"
    life.do("approve", "2026-03-16 11:40", COORDINATOR)
    assert life.state("approve") == "running"
    life.do("approve", "2026-03-16 11:55", MCU)
    assert life.state("approve") == "met"
    assert clauses(life, "approve") == ["13", "13"]
    life.wait("2026-03-16 12:50")
    assert {item.name for item in life.view.deadlines if item.state == "running"} == {"overall"}


@proves("STA-13", "R13", "R15")
def test_the_regions_centre_has_no_limit_and_its_time_is_shown_as_its_own() -> None:
    """It cannot be bound; how long the draft lay there stands in the breach of the whole."""
    life = drafted("2026-03-16 10:00")
    life.do("approve", "2026-03-16 10:10", COORDINATOR)
    life.do("approve", "2026-03-16 10:20", MCU)
    life.wait("2026-03-16 14:01")
    (entry,) = missed(life, "overall")
    held = {(item["role"], item.get("stage")): item["working_time"] for item in entry.details["held"]}
    assert held["reviewer", "cur"] == "PT2H40M"


@proves("STA-13", "R8")
def test_nothing_is_placed_without_all_three_approvals() -> None:
    """In their order, each by its own office; silence approves nothing."""
    life = drafted()
    for by, others in ((COORDINATOR, [MCU, CUR]), (MCU, [COORDINATOR, CUR]), (CUR, [MCU, HEAD])):
        refused(life, "publish", clause="14", refusal=WrongState, by=COORDINATOR)
        only_by(life, "approve", [*others, EXECUTOR, AUDITOR])
        life.do("approve", by=by)
    assert life.case.state == "approved"
    waiting = drafted()
    waiting.wait("2026-04-16 10:00")
    assert waiting.case.state == "in_review"


@proves("STA-13", "R15")
def test_the_department_enters_the_regions_decision_as_the_regions() -> None:
    """With the region's own time; without naming it the department cannot decide in its place."""
    life = drafted("2026-03-16 10:00")
    life.do("approve", "2026-03-16 10:10", COORDINATOR)
    life.do("approve", "2026-03-16 10:20", MCU)
    with pytest.raises(WrongRole):
        life.do("approve", by=COORDINATOR)
    life.wait("2026-03-16 11:00")
    entry = life.late("approve", "2026-03-16 10:30", principal=COORDINATOR, actor={"role": "cur"})[0]
    assert (entry.actor.stage, entry.actor.entered_by) == ("cur", "coordinator-1")
    assert life.due("publish") == "2026-03-16 11:00"


@proves("STA-14", "STA-publish", "R9")
def test_publication_is_timed_from_the_last_approval_and_never_beyond_the_whole() -> None:
    """Thirty minutes from the region's approval; where the four hours end first, they cut it."""
    for approved, due in (("2026-03-16 12:10", "2026-03-16 12:40"), ("2026-03-16 12:50", "2026-03-16 13:00")):
        life = drafted()
        life.do("approve", "2026-03-16 11:40", COORDINATOR)
        life.do("approve", "2026-03-16 11:50", MCU)
        assert life.state("publish") == "pending"
        life.do("approve", approved, CUR)
        assert life.due("publish") == due
        only_by(life, "publish", [EXECUTOR, MCU, CUR])
        assert life.do("publish", by=COORDINATOR).clause == "14"
        assert states(life, "publish", "overall") == {"publish": "met", "overall": "met"}


@proves("STA-14")
def test_after_the_whole_has_passed_publication_is_late_at_once() -> None:
    """Approved after the four hours it cannot be placed in time any more, and may be placed all the same."""
    life = drafted()
    life.do("approve", "2026-03-16 14:10", COORDINATOR)
    life.do("approve", "2026-03-16 14:20", MCU)
    life.do("approve", "2026-03-16 14:30", CUR)
    assert (life.due("publish"), life.state("publish")) == ("2026-03-16 13:00", "missed")
    life.do("publish", "2026-03-16 14:40", COORDINATOR)
    assert life.case.outcome == "answered"


@proves("STA-13", "STA-15", "STA-sendback", "STA-approve")
def test_one_draft_starts_two_limits_by_outcome() -> None:
    """Returned within ten minutes or agreed within thirty: the one that was not taken falls away."""
    returned, approved = drafted(), drafted()
    assert dues(returned, "sendback", "approve") == ["2026-03-16 11:40", "2026-03-16 12:00"]
    assert returned.do("return", "2026-03-16 11:38", COORDINATOR).clause == "15"
    assert states(returned, "sendback", "approve") == {"sendback": "met", "approve": "cancelled"}
    approved.do("approve", "2026-03-16 11:50", COORDINATOR)
    approved.do("approve", "2026-03-16 11:55", MCU)
    assert states(approved, "sendback", "approve") == {"sendback": "cancelled", "approve": "met"}


@proves("STA-15", "STA-sendback", "R8")
def test_remarks_after_ten_minutes_are_late_but_allowed() -> None:
    """The window is shown; after it nothing is announced, and the return takes place as late."""
    life = drafted()
    life.wait("2026-03-16 11:45")
    assert ("limit_missed", "sendback") not in announcements(life.entries)
    assert life.deadline("sendback").alternative
    life.do("return", by=COORDINATOR)
    assert (life.case.state, states(life, "sendback")) == ("rework", {"sendback": "missed"})


@pytest.mark.parametrize("stage", [MCU, CUR], ids=["mcu", "cur"])
@proves("STA-15", "STA-16")
def test_the_centres_remarks_go_straight_to_the_executor(stage: object) -> None:
    """They come later than ten minutes and are not measured by them; the fifteen minutes run from the return."""
    life = drafted("2026-03-16 10:00")
    life.do("approve", "2026-03-16 10:05", COORDINATOR)
    if stage is CUR:
        life.do("approve", "2026-03-16 10:10", MCU)
    entry = life.do("return", "2026-03-16 10:40", MCU if stage is MCU else CUR)
    assert (entry.clause, life.view.hands and life.view.hands.role) == ("15", "executor")
    assert (life.state("sendback"), life.due("rework")) == ("cancelled", "2026-03-16 10:55")


@proves("STA-16", "STA-rework", "R11")
def test_every_return_gives_fifteen_minutes_and_the_chain_begins_again() -> None:
    """Each round has its own limit and its own two limits of the decision."""
    life = drafted("2026-03-16 10:00")
    life.do("return", "2026-03-16 10:10", COORDINATOR)
    assert life.do("submit_draft", "2026-03-16 10:20", EXECUTOR).clause == "16"
    life.do("approve", "2026-03-16 10:22", COORDINATOR)
    life.do("return", "2026-03-16 10:30", MCU)
    life.do("submit_draft", "2026-03-16 10:45", EXECUTOR)
    assert dues(life, "rework", "rework-2", "approve-3", "sendback-3") == [
        "2026-03-16 10:25",
        "2026-03-16 10:45",
        "2026-03-16 11:15",
        "2026-03-16 10:55",
    ]
    assert life.view.hands is not None
    assert life.view.hands.stage == "department"
    assert states(life, "rework", "rework-2") == {"rework": "met", "rework-2": "met"}


@proves("STA-13", "STA-14", "STA-15", "STA-16")
def test_one_round_of_rework_fits_and_leaves_five_minutes() -> None:
    """At the limits it takes 85 of the 90 minutes after the draft's limit; a second round leaves ten to publish."""
    life = drafted()
    life.do("return", "2026-03-16 11:40", COORDINATOR)
    life.do("submit_draft", "2026-03-16 11:55", EXECUTOR)
    for by in (COORDINATOR, MCU, CUR):
        life.do("approve", "2026-03-16 12:25", by)
    life.do("publish", "2026-03-16 12:55", COORDINATOR)
    assert {item.state.value for item in life.view.deadlines if not item.alternative} == {"met", "cancelled"}
    assert states(life, "approve") == {"approve": "cancelled"}
    (said,) = [item for item in findings(RULES.regulation) if "11" in item.clauses]
    assert (said.level, said.minutes_left) == (Level.TIGHT, 5)
