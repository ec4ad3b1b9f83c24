"""Luga № 1171: a regional body (ОИВ) detects, sends and approves; part of the time is spent before arrival."""

from datetime import date

import pytest

from domain.errors import InvalidInput, WrongRole, WrongState
from domain.lifecycle import Returned, admit, parse_intake, register
from domain.regulation import Library
from domain.terms import Outcome, Role
from tests.conformance.checks import clauses, commands, missed, only_by, refused, states
from tests.conformance.people import AUDITOR, BOTH, OIV
from tests.conformance.proof import proves
from tests.domain.lifecycle.builders import COORDINATOR, EXECUTOR, HEAD, LUZ, OTHER, OWN, Life, shipped

RULES = shipped(LUZ)


def message(detected: str = "2026-03-16 09:00", received: str = "2026-03-16 11:00") -> Life:
    """A message that ОИВ detected at one time and that came here at another."""
    return Life(RULES, detected, known=received, received_at=received)


@proves("LUZ-D2", "LUZ-4")
def test_the_liaison_hands_the_message_on_inside() -> None:
    """The specialist for public relations is the coordinator: nobody else gives it to an executor."""
    office = next(item for item in RULES.regulation.roles if item.role is Role.COORDINATOR)
    assert (office.clause, "по связям с общественностью" in office.title) == ("D2", True)
    life = message()
    only_by(life, "route", [HEAD, OIV, AUDITOR])
    assert life.do("route", by=COORDINATOR).clause == "4"


@proves("LUZ-D5", "R17")
def test_it_applies_from_the_day_of_its_signing() -> None:
    """The file's day of effect is that of the signature; there is no earlier version that an older message had."""
    assert RULES.regulation.effective_from == RULES.regulation.act.date == date(2020, 4, 6)
    library = Library.of([RULES.regulation])
    assert library.on(LUZ, date(2020, 4, 6)) is RULES.regulation


@proves("LUZ-4", "R13", "R16")
def test_handing_it_on_inside_has_no_limit_and_moves_none() -> None:
    """Both times of the message are kept; the internal step starts no clock and delays none."""
    life = message()
    assert life.entries[0].details["detected_at"].startswith("2026-03-16T09:00")
    assert life.entries[0].details["received_at"].startswith("2026-03-16T11:00")
    names = {item.name for item in life.view.deadlines if item.state == "running"}
    assert names == {"return", "overall", "draft"}
    before = {name: life.due(name) for name in names}
    life.do("route", "2026-03-16 11:20", COORDINATOR)
    assert {name: life.due(name) for name in names} == before


@pytest.mark.parametrize("routed", [False, True])
@proves("LUZ-5", "R20")
def test_another_competence_goes_back_to_the_sender(routed: bool) -> None:  # noqa: FBT001 -- a case of two
    """Before or after it is handed on inside: the case ends as returned, and its other limits fall away unbroken."""
    life = message()
    if routed:
        life.do("route", by=COORDINATOR)
    only_by(life, "decline", [HEAD, OIV])
    entry = life.do("decline", "2026-03-16 11:30", EXECUTOR if routed else COORDINATOR, reason=None)
    assert (entry.clause, life.case.outcome, life.case.closed) == ("5", Outcome.RETURNED_OUTSIDE, True)
    assert states(life, "return", "overall", "draft") == {
        "return": "met",
        "overall": "cancelled",
        "draft": "cancelled",
    }
    assert commands(life) == {"note", "significant", "shortcoming"}


@proves("LUZ-5")
def test_handing_on_inside_does_not_delay_the_return() -> None:
    """The half-hour runs from arrival, so that what was handed on at its end is late in the executor's hands."""
    life = message()
    life.do("route", "2026-03-16 11:29", COORDINATOR)
    assert life.due("return") == "2026-03-16 11:30"
    life.do("decline", "2026-03-16 11:40", EXECUTOR)
    assert (life.state("return"), life.case.outcome) == ("missed", Outcome.RETURNED_OUTSIDE)


@proves("LUZ-5", "R20")
def test_sent_once_more_it_is_a_new_arrival_with_the_old_detection() -> None:
    """The new case is linked to the first one, and the nine hours run from the first detection."""
    first = message()
    first.do("decline", by=COORDINATOR)
    intake = parse_intake({"regulation": LUZ, "network": "vk", "text": "Яма"})
    now = first.moment("2026-03-16 15:00")
    again = admit(
        intake,
        Library.of([RULES.regulation]),
        now,
        Returned(case_id=first.case.id, arrival=1, detected_at=first.case.message.detected_at),
    )
    assert (again.earlier_case, again.arrival) == (first.case.id, 2)
    assert (again.detected_at, again.received_at) == (first.moment("2026-03-16 09:00"), now)


@proves("LUZ-6", "LUZ-7", "R15")
def test_what_the_way_here_has_taken_is_shown_at_arrival() -> None:
    """Both limits run from detection by ОИВ, and what was left of each at arrival stands beside it."""
    life = message()
    assert (life.due("overall"), life.due("draft")) == ("2026-03-17 10:00", "2026-03-16 15:00")
    assert (life.deadline("overall").left_at_arrival, life.deadline("draft").left_at_arrival) == ("PT7H", "PT3H")


@proves("LUZ-6", "R15")
def test_without_the_senders_time_the_clock_starts_here_and_says_so() -> None:
    """Where ОИВ does not tell when it detected, our receipt stands for it, marked as estimated."""
    life = message()
    life.now = life.moment("2026-03-16 11:00")
    intake = parse_intake({"regulation": LUZ, "network": "vk", "text": "Яма"})
    life.take(register("case-2", admit(intake, Library.of([RULES.regulation]), life.now), RULES, life.now))
    assert life.due("overall") == "2026-03-17 12:00"
    assert life.deadline("overall").start_estimated
    assert not message().deadline("overall").start_estimated


@proves("LUZ-6", "R12")
def test_the_nine_hours_are_the_administrations() -> None:
    """They run through approval outside too; the debtor is the municipality, and whose hands it was in is shown."""
    life = message()
    life.do("route", by=COORDINATOR)
    life.do("submit_draft", "2026-03-16 14:00", EXECUTOR)
    life.wait("2026-03-17 10:01")
    (entry,) = missed(life, "overall")
    assert (entry.clause, entry.details["actor"]) == ("6", "municipality")
    held = {(item["role"], item.get("stage")) for item in entry.details["held"]}
    assert ("reviewer", "oiv") in held


@proves("LUZ-7")
def test_every_kind_of_draft_goes_to_the_regional_body() -> None:
    """An answer, an interim one and a question each fulfil the five hours and wait for ОИВ, which has no limit."""
    for kind in ("final", "interim", "clarification"):
        life = message()
        life.do("route", by=COORDINATOR)
        only_by(life, "submit_draft", [COORDINATOR, OIV, HEAD], kind=kind)
        entry = life.do("submit_draft", "2026-03-16 15:00", EXECUTOR, kind=kind)
        assert (entry.clause, life.state("draft"), life.case.state) == ("7", "met", "in_review")
        assert life.view.hands is not None
        assert life.view.hands.stage == "oiv"
        assert [item.name for item in life.view.deadlines if item.state == "running"] == ["overall"]
    assert {item.clause for item in RULES.regulation.contradictions} == {"7"}


@proves("LUZ-7", "LUZ-8", "R15")
def test_only_the_regional_body_decides_on_a_draft() -> None:
    """It approves or returns itself, or the liaison enters its decision as its own, with its time; nobody else."""
    life = message()
    life.do("route", by=COORDINATOR)
    life.do("submit_draft", "2026-03-16 14:00", EXECUTOR)
    for name in ("approve", "return"):
        only_by(life, name, [HEAD, AUDITOR, EXECUTOR])
        with pytest.raises(WrongRole):
            life.do(name, by=COORDINATOR)
    life.wait("2026-03-16 14:40")
    (entry,) = [
        item
        for item in life.late("return", "2026-03-16 14:20", principal=COORDINATOR, actor={"role": "oiv"})
        if item.action == "return"
    ]
    assert (entry.clause, entry.actor.stage, entry.actor.entered_by) == ("8", "oiv", "coordinator-1")
    assert life.text(entry.at) == "2026-03-16 14:20"
    life.do("submit_draft", "2026-03-16 14:40", EXECUTOR)
    assert life.do("approve", "2026-03-16 14:50", OIV).clause == "7"


@proves("LUZ-8", "R11")
def test_each_return_opens_an_hour() -> None:
    """From receipt of the return, every time, and the draft's own limit does not come back."""
    life = message()
    life.do("route", by=COORDINATOR)
    life.do("submit_draft", "2026-03-16 12:00", EXECUTOR)
    life.do("return", "2026-03-16 14:00", OIV)
    assert life.do("submit_draft", "2026-03-16 14:30", EXECUTOR).clause == "8"
    life.do("return", "2026-03-16 15:00", OIV)
    assert (life.due("rework"), life.due("rework-2")) == ("2026-03-16 15:00", "2026-03-16 16:00")
    assert states(life, "draft", "rework") == {"draft": "met", "rework": "met"}


@proves("LUZ-9", "R9", "R15")
def test_publication_is_timed_from_the_regional_bodys_approval() -> None:
    """By its own time where that was told; our receipt otherwise, marked so; the executor places it, nobody else."""
    life = message()
    life.do("route", by=COORDINATOR)
    life.do("submit_draft", "2026-03-16 14:30", EXECUTOR)
    life.wait("2026-03-17 09:50")
    life.late("approve", "2026-03-17 09:40", principal=COORDINATOR, actor={"role": "oiv"})
    assert (life.due("publish"), life.due("overall")) == ("2026-03-17 10:10", "2026-03-17 10:00")
    assert not life.deadline("publish").start_estimated
    only_by(life, "publish", [COORDINATOR, OIV, HEAD])
    assert life.do("publish", "2026-03-17 10:05", EXECUTOR).clause == "9"
    assert states(life, "publish", "overall") == {"publish": "met", "overall": "missed"}


@proves("LUZ-9", "R15")
def test_an_approval_of_unknown_time_counts_from_our_receipt() -> None:
    """Entered without its time it starts the half-hour here, marked as estimated."""
    life = message()
    life.do("route", by=COORDINATOR)
    life.do("submit_draft", by=EXECUTOR)
    life.do("approve", "2026-03-16 12:00", COORDINATOR, actor={"role": "oiv"})
    assert life.due("publish") == "2026-03-16 12:30"
    assert life.deadline("publish").start_estimated


@proves("LUZ-4", "LUZ-7")
def test_what_the_act_does_not_know_is_refused() -> None:
    """No several executors, no shortened term, no answering on days off, no handing over of the answer."""
    life = message()
    refused(life, "route", clause="4", assignments=BOTH)
    term = {"amount": 2, "unit": "working_hours"}
    refused(life, "route", clause="4", answer_within=term, reason="Срочно")
    refused(life, "route", clause="4", days_off=True)
    life.do("route", by=COORDINATOR)
    refused(life, "reassign", clause="4", by=COORDINATOR, authority=OTHER)
    refused(life, "hand_over", clause="9", by=COORDINATOR)
    refused(life, "approve", clause="7", refusal=WrongState, by=OIV)
    assert life.case.authority == OWN


@proves("LUZ-12")
def test_the_liaison_says_what_is_not_answered() -> None:
    """The text names nobody; ОИВ has decided that a reaction is needed, so the ground is recorded here."""
    life = message()
    only_by(life, "exclude", [HEAD, OIV])
    assert life.do("exclude", by=COORDINATOR).details["title"] == "Угрозы должностному лицу или его семье"


@proves("R18")
def test_there_is_no_order_for_repeats() -> None:
    """A repeated message may be linked, but the act demands nothing of its answer."""
    life = Life(RULES, "2026-03-16 10:00", repeat_of="case-0")
    assert life.view.repeat is not None
    assert (life.view.repeat.clause, life.view.repeat.must_contain) == (None, ())
    assert clauses(life, "registered") == ["4"]


@proves("LUZ-10")
def test_the_interim_answer_is_the_executors() -> None:
    """Only he gives it, without any other field than its text."""
    life = message()
    life.do("route", by=COORDINATOR)
    only_by(life, "interim_answer", [COORDINATOR, OIV])
    with pytest.raises(InvalidInput):
        life.do("interim_answer", by=EXECUTOR, text=None)
