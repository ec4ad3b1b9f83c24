"""Decisions: the time of an act, one effect per command, and the journal."""

from typing import Any

import pytest

from domain.errors import CommandReused, ForbiddenByRegulation, NotVisible, WrongState, wrong_field
from domain.journal import KEPT_IN_CASE
from domain.lifecycle import announce, decide, heard_at, refuse, register
from domain.lifecycle.case import SEEN_IDS
from domain.roles import SYSTEM, Principal
from domain.terms import Action, Role, State
from tests.domain.lifecycle.builders import (
    COORDINATOR,
    EXECUTOR,
    LUZ,
    PRO,
    PROCEDURES,
    STA,
    STRANGER,
    Life,
    Procedure,
    announcements,
    life,
    shipped,
    small,
)

PROVIDENSKY = shipped(PRO)


def pro(detected: str = "2026-03-16 10:00", **fields: Any) -> Life:  # noqa: ANN401 -- fields of an intake
    """A message under the act of Providensky."""
    return Life(PROVIDENSKY, detected, **fields)


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
def test_a_life_begins_with_its_registration(procedure: Procedure) -> None:
    """The first entry has the times of the message, the versions it is judged by, and no person."""
    begun = life(procedure, "2026-03-16 10:00", received_at="2026-03-16 10:20", known="2026-03-16 10:25")
    entry = begun.entries[0]
    assert (entry.seq, entry.action, entry.actor) == (1, Action.REGISTERED, SYSTEM)
    assert (entry.at, entry.recorded_at) == (begun.moment("2026-03-16 10:00"), begun.moment("2026-03-16 10:25"))
    assert entry.clause == procedure.rules.flow(begun.case).clause
    assert entry.details["received_at"] == begun.moment("2026-03-16 10:20").isoformat()
    assert entry.details["regulation_version"] == procedure.rules.regulation.version
    assert entry.details["calendar_version"] == procedure.rules.time.version
    assert entry.details["posted_at"] is None
    waits = procedure.rules.flow(begun.case).resolution is not None
    assert begun.case.state is (State.AWAITING_RESOLUTION if waits else State.AWAITING_ROUTING)


def test_the_time_of_posting_is_journalled() -> None:
    """The gap from posting to detection can be read from the journal."""
    begun = pro(posted_at="2026-03-16 08:15")
    assert begun.entries[0].details["posted_at"] == begun.moment("2026-03-16 08:15").isoformat()


def test_the_same_command_twice_is_one_effect() -> None:
    """The second answers with the case as it is, before any check of the state, and journals nothing."""
    begun = pro()
    begun.do("route", command_id="c-1")
    again = decide(begun.case, begun.rules, begun.command("route", command_id="c-1"), begun.now)
    assert (again.case, again.entries) == (begun.case, ())


def test_a_repeat_is_answered_after_the_end_too() -> None:
    """The command that ended the life may be sent again."""
    begun = pro().approved()
    begun.do("publish", by=EXECUTOR, command_id="c-9")
    again = decide(begun.case, begun.rules, begun.command("publish", EXECUTOR, command_id="c-9"), begun.now)
    assert again.case is begun.case


@pytest.mark.parametrize(("name", "fields"), [("route", {"theme": "Мосты"}), ("close", {}), ("approve", {})])
def test_a_command_id_means_one_command(name: str, fields: dict[str, Any]) -> None:
    """The same id with another payload or another command is refused before the state is looked at."""
    begun = pro()
    begun.do("route", command_id="c-1")
    with pytest.raises(CommandReused):
        begun.do(name, command_id="c-1", **fields)


def test_a_refused_command_may_be_sent_again() -> None:
    """An id is used up by an effect, not by a refusal."""
    begun = pro()
    with pytest.raises(WrongState):
        begun.do("submit_draft", command_id="c-1")
    begun.do("route")
    assert begun.do("submit_draft", command_id="c-1").action == "submit_draft"


def test_commands_without_an_id_are_each_an_act() -> None:
    """Two notes without an id are two notes."""
    begun = pro()
    assert [begun.do("note").seq, begun.do("note").seq] == [2, 3]


def test_whose_message_it_is_is_asked_first() -> None:
    """Another body's executor learns nothing from a known command id."""
    begun = pro()
    begun.do("route", command_id="c-1")
    with pytest.raises(NotVisible):
        begun.do("note", by=STRANGER, command_id="c-1")


def test_the_oldest_command_ids_are_forgotten_first() -> None:
    """A case remembers so many ids, the newest."""
    begun = pro()
    begun.case = begun.case.changed(seen={f"old-{number}": "x" for number in range(SEEN_IDS)})
    begun.do("note", command_id="new")
    assert len(begun.case.seen) == SEEN_IDS
    assert "old-0" not in begun.case.seen
    assert "old-1" in begun.case.seen
    assert begun.case.digest_of("new") is not None


def test_an_entry_tells_which_limits_the_act_ended() -> None:
    """Routing ends its own limit; the details say which, by which clause, and how it stood."""
    ended = pro().do("route", "2026-03-16 10:31").details["limits"]
    assert [(item["name"], item["clause"], item["state"]) for item in ended] == [("route", "7", "missed")]
    assert "limits" not in pro().do("note").details


def test_sequence_numbers_have_no_gaps() -> None:
    """Commands, announcements and refusals share one gapless numbering."""
    begun = pro().completed("2026-03-17 12:00")
    assert [entry.seq for entry in begun.entries] == list(range(1, len(begun.entries) + 1))
    assert begun.case.journal_seq == len(begun.entries)


def test_a_case_keeps_the_newest_entries_shortened() -> None:
    """The copy that travels with the case is bounded; the decision has the entries whole."""
    begun = pro()
    for number in range(KEPT_IN_CASE + 5):
        begun.do("note", text=f"{number} " + "x" * 600)
    assert [entry.seq for entry in begun.case.recent] == list(range(7, KEPT_IN_CASE + 7))
    assert len(begun.entries[-1].details["text"]) > 600
    assert len(begun.case.recent[-1].details["text"]) == 501


def test_a_refused_signal_is_journalled() -> None:
    """Its sender hears nothing, so the journal says which command it was and why it was refused."""
    begun = pro()
    refusal = ForbiddenByRegulation("Нельзя", clause="9")
    entry = begun.take(refuse(begun.case, begun.rules, "hand_over", refusal, begun.now))[0]
    assert (entry.action, entry.actor, entry.clause) == (Action.REFUSED, SYSTEM, "9")
    assert entry.details == {
        "command": "hand_over",
        "code": "forbidden_by_regulation",
        "detail": "Нельзя",
        "clause": "9",
    }
    assert begun.case.state is State.AWAITING_ROUTING


@pytest.mark.parametrize(
    ("name", "kept"), [("x" * 65, "x" * 64), ("no\x00te", "no\ufffdte"), ("\ud800", "\ufffd"), ("", "")]
)
def test_the_name_of_a_refused_signal_can_be_stored(name: str, kept: str) -> None:
    """A stranger's name of a command is cut, and made fit for the database."""
    begun = pro()
    refusal = wrong_field("payload", "не читается")
    entry = begun.take(refuse(begun.case, begun.rules, name, refusal, begun.now))[0]
    assert entry.details["command"] == kept
    assert entry.details["errors"] == [{"field": "payload", "message": "не читается"}]


def test_a_late_entry_turns_missed_into_met() -> None:
    """The route was announced as missed; entered late but done in time it is met, and the journal says so."""
    begun = pro()
    assert ("limit_missed", "route") in announcements(begun.wait("2026-03-16 11:00"))
    assert begun.state("route") == "missed"
    entries = begun.late("route", "2026-03-16 10:30")
    assert [entry.action for entry in entries] == ["route", Action.LIMIT_CORRECTED]
    correction = entries[1]
    assert (correction.at, correction.actor, correction.clause) == (begun.moment("2026-03-16 10:30"), SYSTEM, "7")
    assert (correction.details["name"], correction.details["state"]) == ("route", "met")
    assert begun.state("route") == "met"
    assert not begun.view.overdue


def test_a_late_entry_of_a_late_act_corrects_nothing() -> None:
    """What was done late stays missed."""
    begun = pro()
    begun.wait("2026-03-16 11:00")
    assert [entry.action for entry in begun.late("route", "2026-03-16 10:31")] == ["route"]
    assert begun.state("route") == "missed"


def test_a_limit_not_yet_announced_needs_no_correction() -> None:
    """Nobody was told of a miss, so nothing is taken back."""
    begun = pro()
    begun.now = begun.moment("2026-03-16 11:00")
    assert [entry.action for entry in begun.late("route", "2026-03-16 10:20")] == ["route"]


def test_one_late_entry_may_correct_several_limits() -> None:
    """The publication of yesterday meets both its limits, and each correction is an entry."""
    begun = pro().approved("2026-03-16 10:20")
    assert {("limit_missed", "publish"), ("limit_missed", "overall")} <= set(
        announcements(begun.wait("2026-03-18 12:00"))
    )
    begun.late("publish", "2026-03-16 10:40")
    assert announcements(begun.entries[-2:]) == [("limit_corrected", "overall"), ("limit_corrected", "publish")]


def test_a_late_exclusion_corrects_a_limit_that_fell_away_in_time() -> None:
    """A message refused in time, but entered late, has not missed its limit: it falls away."""
    begun = pro()
    begun.wait("2026-03-16 11:00")
    assert announcements(begun.late("exclude", "2026-03-16 10:10")) == [("limit_corrected", "route")]
    assert begun.state("route") == "cancelled"


def test_a_closed_case_announces_nothing() -> None:
    """After the end there is no announcement, whatever was due."""
    begun = pro()
    begun.do("close")
    decision = announce(begun.case, begun.rules, begun.moment("2027-01-01 00:00"))
    assert (decision.case, decision.entries) == (begun.case, ())


def test_registering_is_a_pure_function() -> None:
    """The same message at the same time gives the same decision."""
    begun = pro()
    again = register("case-1", begun.case.message, begun.rules, begun.now)
    assert (again.case, list(again.entries)) == (begun.case, begun.entries)


def test_without_stages_a_draft_is_approved_at_submission() -> None:
    """A regulation without an approval chain has no review: submission is the last approval as well."""
    rules = small('starts = "approved"\nends = ["published"]\namount = 1\nunit = "working_hours"\n', reviewed=False)
    begun = Life(rules, "2026-03-16 10:00").begin()
    begun.do("submit_draft", "2026-03-16 11:00")
    assert begun.case.state is State.APPROVED
    assert [(event.kind, event.final) for event in begun.case.events[-2:]] == [
        ("draft_submitted", False),
        ("approved", True),
    ]
    assert begun.due("limit1") == "2026-03-16 12:00"
    assert begun.do("publish", "2026-03-16 12:00").details["limits"][0]["state"] == "met"


def test_a_person_is_named_in_the_journal() -> None:
    """The entry has the person, the role and the time; details hold the command's own fields only."""
    begun = pro()
    entry = begun.do("route", by=COORDINATOR, command_id="c-1", received_at=begun.now)
    assert (entry.actor.person, entry.actor.role) == (COORDINATOR.person, "coordinator")
    assert set(entry.details) == {"assignments", "theme", "unset", "limits"}


def test_a_decision_leaves_the_old_case_alone() -> None:
    """A case is a value: what was decided on it is another case."""
    begun = Life(shipped(STA), "2026-03-16 10:00")
    before = begun.case.model_dump_json()
    old = begun.case
    begun.do("route", command_id="c-1")
    assert old.model_dump_json() == before
    assert begun.case != old


def test_a_message_that_came_again_says_so() -> None:
    """The first entry links the earlier case and counts the arrivals (Luga 5)."""
    begun = Life(shipped(LUZ), "2026-03-16 10:00")
    message = begun.case.message.model_copy(update={"arrival": 2, "earlier_case": "case-0"})
    (entry,) = register("case-2", message, begun.rules, begun.now).entries
    assert (entry.details["arrival"], entry.details["earlier_case"]) == (2, "case-0")
    assert "arrival" not in begun.entries[0].details


def test_an_act_is_heard_of_after_what_had_passed() -> None:
    """Nothing is announced of a limit that an act has fulfilled by its own time before anybody looked."""
    begun = pro()
    begun.now = begun.moment("2026-03-16 12:00")
    begun.late("route", "2026-03-16 10:20")
    assert announcements(list(begun.announce("2026-03-16 12:00"))) == []


def test_a_correction_forgets_what_was_wrong_and_no_more() -> None:
    """The limit that is open again announces its new end once; what was met by the late entry is told no more."""
    begun = pro()
    begun.do("route", "2026-03-16 10:05")
    begun.wait("2026-03-17 12:00")
    missed = announcements(begun.entries).count(("limit_missed", "draft"))
    begun.late("submit_draft", "2026-03-16 15:00", by=EXECUTOR)
    begun.wait("2026-03-20 12:00")
    assert (missed, announcements(begun.entries).count(("limit_missed", "draft"))) == (1, 1)
    assert begun.state("draft") == "met"


def test_a_signal_of_a_known_sender_is_refused_in_its_name() -> None:
    """Who has shown a token is named, in the first of the roles; a tool without one is the system."""
    begun = pro()
    sender = Principal(person="p-1", roles=(Role.EXECUTOR, Role.AUDITOR))
    decision = refuse(begun.case, begun.rules, "route", WrongState("Рано", clause="7"), begun.now, sender)
    (entry,) = decision.entries
    assert (entry.actor.role, entry.actor.person, entry.clause) == ("executor", "p-1", "7")
    assert entry.details == {"command": "route", "code": "wrong_state", "detail": "Рано", "clause": "7"}


def test_renewed_rules_are_for_a_recalculation_only() -> None:
    """Whatever else is done with newly read rules is judged by them from then on."""
    begun = pro()
    decision = decide(begun.case, begun.rules, begun.command("recalculate", COORDINATOR), begun.now, begun.rules)
    assert [entry.action for entry in decision.entries] == ["recalculate"]


@pytest.mark.parametrize(("known_at_receipt", "told"), [(True, ["decide"]), (False, [])])
def test_what_waited_for_a_worker_is_known_from_its_receipt(known_at_receipt: bool, told: list[str]) -> None:  # noqa: FBT001 -- a parameter of the test
    """A limit that a waiting command has begun, and that passed before anybody came, is told as missed."""
    begun = Life(shipped(PRO), "2026-03-16 10:00").begin()
    begun.case = begun.case.changed(known_at_receipt=known_at_receipt)
    begun.now = begun.moment("2026-03-16 14:30")
    command = begun.command("submit_draft", received_at=begun.moment("2026-03-16 10:30"))
    begun.take(decide(begun.case, begun.rules, command, begun.now))
    missed = [entry for entry in announce(begun.case, begun.rules, begun.now).entries if entry.action == "limit_missed"]
    assert [entry.details["name"] for entry in missed] == told


def test_nothing_is_told_of_what_was_done_while_it_waited() -> None:
    """What had passed when a command was received is told before it, and no more: it may be just what was owed."""
    begun = Life(shipped(PRO), "2026-03-16 10:00")
    begun.case = begun.case.changed(known_at_receipt=True)
    begun.now = begun.moment("2026-03-16 18:00")
    for name, received in (("route", "2026-03-16 10:05"), ("submit_draft", "2026-03-16 14:30")):
        command = begun.command(name, received_at=begun.moment(received))
        begun.take(announce(begun.case, begun.rules, begun.now, heard_at(begun.case, command, begun.now)))
        begun.take(decide(begun.case, begun.rules, command, begun.now))
    begun.take(announce(begun.case, begun.rules, begun.now))
    told = [(entry.action, entry.details.get("name")) for entry in begun.entries if entry.action.startswith("limit")]
    assert told == [("limit_missed", "decide")]
