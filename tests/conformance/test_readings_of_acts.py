"""The readings on acts: lateness is valid, silence is nothing, evidence, times of others, versions, outcomes."""

from datetime import date, timedelta

import pytest

from domain.errors import InvalidInput, WrongState
from domain.lifecycle import COMMANDS, admit, parse_intake, register
from domain.regulation import Library
from domain.terms import CommandName, Outcome
from tests.conformance.alike import Alike, complete, to_executor
from tests.conformance.checks import commands, missed, refused, states
from tests.conformance.people import APPEAL
from tests.conformance.proof import for_each, proves
from tests.domain.lifecycle.builders import (
    COORDINATOR,
    EXECUTOR,
    GUL,
    LUZ,
    OTHER,
    PRO,
    PROCEDURES,
    STA,
    VOL,
    Life,
    Procedure,
    life,
    rules_of,
    shipped,
    small,
)

of_every_procedure = pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
ROWS = tuple(Alike(item.regulation, (), item.flow) for item in PROCEDURES)


@for_each("row", ROWS)
@proves("R8")
def test_every_late_act_is_valid(row: Alike) -> None:
    """Each step of each procedure may be taken weeks late: it is accepted, and the breach stands."""
    given = row.life()
    to_executor(row, given, "2026-04-01 10:00")
    given.do("submit_draft", "2026-04-15 10:00", EXECUTOR)
    complete(row, given, "2026-04-29 10:00")
    assert given.case.closed
    late = {item.name for item in given.view.deadlines if item.state == "missed" and not item.alternative}
    breaches = {entry.details["name"] for entry in given.entries if entry.action == "limit_missed"}
    # A publication that the passed cap made late before it could begin is no news: the whole was announced already.
    assert late - breaches == ({"publish"} if row.regulation == STA else set())
    assert breaches
    assert breaches <= late


@pytest.mark.parametrize("step", ["begin", "draft", "approved"])
@of_every_procedure
@proves("R8")
def test_nothing_happens_by_itself(procedure: Procedure, step: str) -> None:
    """However long a message lies at a step, no stage is passed, nothing is approved, refused or closed by time."""
    given = life(procedure)
    getattr(given, step)()
    before = given.case
    given.wait("2026-05-29 12:00")
    changed = {"announced": before.announced, "journal_seq": before.journal_seq, "recent": before.recent}
    assert given.case.changed(**changed) == before


@of_every_procedure
@proves("R7")
def test_in_whose_hands_a_message_was_adds_up(procedure: Procedure) -> None:
    """The working time in everybody's hands together is that since arrival, until the end and not beyond."""
    given = life(procedure).begin("2026-03-16 11:00")
    given.do("submit_draft", "2026-03-16 15:00", EXECUTOR)
    for stage in given.rules.flow(given.case).stages:
        given.do("approve", "2026-03-17 09:30", stage=stage.id)
    given.do(given.rules.flow(given.case).completion.command, "2026-03-17 10:30")
    given.wait("2026-03-20 10:00")
    spent = given.view.held
    assert {item.hands.role.value for item in spent} >= {"executor"}
    # From 10:00 to 18:00 without the break, and an hour and a half of Tuesday.
    assert sum((_hours(item.working_time) for item in spent), timedelta(0)) == timedelta(hours=8.5)


def _hours(text: str) -> timedelta:
    hours, _, minutes = text.removeprefix("PT").replace("M", "").partition("H")
    return timedelta(hours=int(hours), minutes=int(minutes or 0)) if "H" in text else timedelta(minutes=int(hours))


@pytest.mark.parametrize("fields", [{"url": None}, {"url": None, "evidence": {"sha256": "a" * 64}}])
@proves("R14", "PRO-13")
def test_a_publication_without_evidence_is_none(fields: dict[str, object]) -> None:
    """A link, a picture or words about it are demanded; a checksum of nothing shows nothing."""
    given = Life(shipped(PRO), "2026-03-16 10:00").approved()
    with pytest.raises(InvalidInput):
        given.do("publish", None, EXECUTOR, **fields)
    assert given.case.state == "approved"


@proves("R14")
def test_the_text_as_published_and_who_posted_it_are_kept() -> None:
    """What was approved stands in where nothing else is said."""
    given = Life(shipped(PRO), "2026-03-16 10:00").approved()
    given.do("publish", "2026-03-16 10:20", EXECUTOR)
    (placed,) = given.case.publications
    assert (placed.text, placed.by.person, given.text(placed.at)) == ("Проект ответа", "executor-1", "2026-03-16 10:20")


@proves("R15", "R16")
def test_the_authors_reply_is_entered_with_its_own_time() -> None:
    """The coordinator enters it as the author's, at the time at which it came."""
    given = Life(shipped(PRO), "2026-03-16 10:00").begin()
    given.do("submit_draft", by=EXECUTOR, kind="clarification")
    given.do("approve", by=COORDINATOR)
    given.do("publish", "2026-03-16 11:00", EXECUTOR)
    given.wait("2026-03-16 15:00")
    entry = given.late("clarified", "2026-03-16 12:30", principal=COORDINATOR, actor={"role": "author"})[0]
    assert (entry.actor.role, entry.actor.entered_by) == ("author", "coordinator-1")
    assert (given.text(entry.at), given.text(entry.recorded_at)) == ("2026-03-16 12:30", "2026-03-16 15:00")


@proves("R16", "R8")
def test_an_act_entered_afterwards_is_judged_by_its_own_time() -> None:
    """Done in time and entered too late it turns the breach into a kept limit, which the journal shows as corrected."""
    given = Life(shipped(PRO), "2026-03-16 10:00").begin()
    given.wait("2026-03-16 17:00")
    assert len(missed(given, "draft")) == 1
    entries = given.late("submit_draft", "2026-03-16 15:59")
    assert given.state("draft") == "met"
    assert [item.action for item in entries] == ["submit_draft", "limit_corrected"]
    assert (given.text(entries[0].at), given.text(entries[0].recorded_at)) == ("2026-03-16 15:59", "2026-03-16 17:00")


@pytest.mark.parametrize(
    ("done", "now", "fields", "wrong"),
    [
        ("2026-03-16 11:00", "2026-03-16 11:06", {"comment": None}, "comment"),
        ("2026-03-16 12:00", "2026-03-16 11:06", {}, "occurred_at"),
        ("2026-03-16 09:00", "2026-03-16 11:06", {}, "occurred_at"),
    ],
)
@proves("R16")
def test_a_back_dated_act_needs_a_reason_and_a_possible_time(
    done: str, now: str, fields: dict[str, object], wrong: str
) -> None:
    """More than five minutes late it says why; in the future, or before its step began, it is refused."""
    given = Life(shipped(PRO), "2026-03-16 10:00").begin()
    given.wait(now)
    with pytest.raises(InvalidInput) as caught:
        given.late("submit_draft", done, **fields)
    assert [error.field for error in caught.value.errors] == [wrong]


@proves("R16")
def test_receipt_is_delivery_and_not_opening() -> None:
    """The executor's clocks run from the routing, whether he looked at the message or not."""
    given = Life(shipped(PRO), "2026-03-16 10:00").begin("2026-03-16 10:10")
    assert given.due("return") == "2026-03-16 10:40"


@proves("R17")
def test_a_running_message_keeps_its_version() -> None:
    """A version that comes into effect meanwhile applies to messages detected from then on, and to none before."""
    old = shipped(STA).regulation
    new = old.model_copy(update={"version": "2026-03-18", "effective_from": date(2026, 3, 18)})
    library = Library.of([old, new])
    kept = {}
    for day in ("2026-03-17", "2026-03-18"):
        given = Life(shipped(STA), f"{day} 10:00")
        intake = parse_intake({"regulation": STA, "network": "vk", "text": "Яма", "detected_at": given.now})
        message = admit(intake, library, given.now)
        rules = rules_of(library.version(STA, message.regulation_version))
        kept[day] = register("case-1", message, rules, given.now).case.message.regulation_version
    assert kept == {"2026-03-17": "2023-08-28", "2026-03-18": "2026-03-18"}


@proves("R18")
def test_a_repeat_need_not_have_the_same_author() -> None:
    """Who routes links the same question of somebody else, and nobody else does; who wrote it does not matter."""
    given = Life(shipped(PRO), "2026-03-16 10:00", author={"name": "Второй житель"})
    given.do("route", by=COORDINATOR, repeat_of="case-0")
    assert given.view.repeat is not None
    assert given.view.repeat.of == "case-0"
    with_field = [name for name, kind in COMMANDS.items() if "repeat_of" in kind.model_fields]
    assert with_field == [CommandName.ROUTE]


OUTCOMES = {
    PRO: {Outcome.REFUSED, Outcome.CONVERTED},
    VOL: {Outcome.REFUSED, Outcome.CONVERTED},
    LUZ: {Outcome.REFUSED, Outcome.CONVERTED},
    GUL: {Outcome.REFUSED, Outcome.NO_ANSWER, Outcome.EXPLAINED, Outcome.CONVERTED},
    STA: {Outcome.REFUSED, Outcome.CONVERTED},
}


@pytest.mark.parametrize("regulation", OUTCOMES)
@proves("R19", "R20")
def test_each_act_has_its_outcomes(regulation: str) -> None:
    """Of those on a ground, converted to a formal appeal is everywhere; the rest are the act's own."""
    assert {item.outcome for item in shipped(regulation).regulation.grounds} == OUTCOMES[regulation]


@of_every_procedure
@proves("R20")
def test_what_no_act_provides_for_is_closed_with_a_reason(procedure: Procedure) -> None:
    """A deleted source or a duplicate ends by a person's word, which is demanded, at any step, and cites no clause."""
    given = life(procedure)
    refused(given, "close", clause=None, refusal=InvalidInput, by=COORDINATOR, reason=None)
    for step in ("begin", "draft", "approved"):
        given = life(procedure)
        getattr(given, step)()
        assert "close" in commands(given)
        entry = given.do("close", by=COORDINATOR, reason="Источник удалён")
        assert (entry.clause, given.case.outcome) == (None, Outcome.OTHER)
        assert not given.view.overdue


@of_every_procedure
@proves("R20")
def test_what_has_ended_accepts_nothing_but_remarks(procedure: Procedure) -> None:
    """Its clocks stand for ever and no step is possible; a note is."""
    given = life(procedure).completed()
    before = states(given, *(item.name for item in given.view.deadlines))
    given.wait("2026-06-01 12:00")
    assert states(given, *before) == before
    with pytest.raises(WrongState):
        given.do("submit_draft", by=EXECUTOR)
    with pytest.raises(WrongState):
        given.do("hand_over", by=COORDINATOR, to=None, appeal=APPEAL)
    given.do("note", by=COORDINATOR)


@proves("R9")
def test_the_earlier_of_two_limits_is_the_next_one_due() -> None:
    """Both are kept with their debtors; what is shown as due next is the one that binds."""
    given = Life(shipped(PRO), "2026-03-16 10:00").begin("2026-03-16 10:10")
    given.do("submit_draft", "2026-03-16 11:00", EXECUTOR)
    given.do("return", "2026-03-16 11:10", COORDINATOR)
    actors = {item.name: item.actor for item in given.view.deadlines if item.state == "running"}
    assert (actors["rework"], actors["overall"]) == ("executor", "municipality")
    assert given.view.due_at is not None
    assert given.text(given.view.due_at) == "2026-03-16 12:10"


@proves("R11")
def test_rework_is_the_special_rule() -> None:
    """An early draft that came back is due an hour after, although the draft's own limit is still ahead."""
    given = Life(shipped(PRO), "2026-03-16 10:00").begin("2026-03-16 10:10")
    given.do("submit_draft", "2026-03-16 10:30", EXECUTOR)
    given.do("return", "2026-03-16 10:40", COORDINATOR)
    assert (given.due("rework"), given.due("draft")) == ("2026-03-16 11:40", "2026-03-16 16:00")
    assert states(given, "draft") == {"draft": "met"}


@proves("R12")
def test_a_passive_limit_has_no_single_debtor() -> None:
    """The limits of the whole bind the municipality in every act that speaks so; the structure's own do not."""
    whole = {(PRO, "main"): "overall", (VOL, "main"): "overall", (LUZ, "main"): "overall", (STA, "main"): "overall"}
    whole[GUL, "incident"] = "handover"
    for (regulation, flow), name in whole.items():
        assert shipped(regulation).regulation.flow(flow).limit(name).actor == "municipality"


@proves("R13")
def test_a_step_without_a_limit_is_measured_all_the_same() -> None:
    """Where no limit runs the time in everybody's hands still is, and the nearest outer limit is what is due."""
    given = Life(shipped(VOL), "2026-03-16 10:00")
    given.wait("2026-03-16 12:00")
    assert [(item.hands.role.value, item.working_time) for item in given.view.held] == [("coordinator", "PT2H")]
    assert given.view.due_at is not None
    assert given.text(given.view.due_at) == "2026-03-16 16:00"


@proves("R13")
def test_a_flow_that_names_no_limit_for_a_step_gets_none() -> None:
    """A file of one's own with one limit has one: nothing is added by the program."""
    given = Life(small(), "2026-03-16 10:00").approved()
    assert [item.name for item in given.view.deadlines] == ["limit"]
    assert OTHER in {item.id for item in given.rules.regulation.authorities}
