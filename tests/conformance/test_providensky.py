"""Providensky № 47: the control, the people, the reports; its steps and its joint work have files of their own."""

from datetime import date

import pytest

from domain.deadlines.periodic import periodic_due
from domain.errors import ForbiddenByRegulation, InvalidInput, NotVisible, WrongRole
from domain.lifecycle import check_visible
from domain.regulation.describe import regulation_json
from domain.terms import Role
from tests.conformance.checks import commands, only_by, refused, states
from tests.conformance.people import AUDITOR, COLLEAGUE, SUBSTITUTE
from tests.conformance.proof import proves
from tests.domain.lifecycle.builders import (
    COORDINATOR,
    EXECUTOR,
    HEAD,
    PRO,
    STRANGER,
    Life,
    shipped,
)

RULES = shipped(PRO)


def message(detected: str = "2026-03-16 10:00") -> Life:
    """A message under the act."""
    return Life(RULES, detected)


@proves("PRO-D4")
def test_that_the_controller_controls_himself_is_shown() -> None:
    """Control is given to the very office whose limits are clauses 7 and 11: shown as a contradiction, not cured."""
    shown = [item for item in regulation_json(RULES.regulation)["contradictions"] if item["clause"] == "D4"]
    assert len(shown) == 1
    curator = next(item for item in RULES.regulation.roles if item.role is Role.COORDINATOR)
    assert (curator.clause, "начальник организационно-правового управления" in curator.title) == ("5", True)
    life = message()
    life.wait("2026-03-16 10:31")
    assert life.view.overdue
    assert life.entries[-1].details["actor"] == "coordinator"


@proves("PRO-5")
def test_only_the_curator_routes_and_approves() -> None:
    """Nobody else may send a message to a body, approve a draft or return it, nor a question or an interim answer."""
    life = message()
    only_by(life, "route", [HEAD, AUDITOR])
    for kind in ("final", "interim", "clarification"):
        life = message().begin()
        life.do("submit_draft", by=EXECUTOR, kind=kind)
        for name in ("approve", "return"):
            only_by(life, name, [EXECUTOR, HEAD, AUDITOR])
        life.do("approve", by=COORDINATOR)
        assert life.case.state == "approved"


@proves("PRO-5")
def test_whoever_acts_for_the_curator_has_the_same_rights() -> None:
    """One person routes and another, who stands in, approves; the journal says who did which."""
    life = message()
    life.do("route", by=COORDINATOR)
    life.do("submit_draft", by=EXECUTOR)
    life.do("approve", by=SUBSTITUTE)
    people = {entry.action: entry.actor.person for entry in life.entries}
    assert (people["route"], people["approve"]) == ("coordinator-1", "coordinator-2")


@proves("PRO-6", "PRO-6(1)", "PRO-6(2)")
def test_a_body_has_its_own_people_and_their_stand_ins() -> None:
    """Who is responsible in the body gives the work to another person of it; any of them may draft; no clock moves."""
    life = message().begin("2026-03-16 10:10")
    before = {item.name: item.due_at for item in life.view.deadlines}
    entry = life.do("reassign", by=COLLEAGUE, executor="executor-9", reason="Отпуск")
    assert (entry.clause, entry.details["before"]["executor"]) == ("7", "executor-1")
    assert (life.case.authority, life.case.executor) == ("authority-1", "executor-9")
    assert {item.name: item.due_at for item in life.view.deadlines} == before
    life.do("submit_draft", by=COLLEAGUE)
    assert life.case.state == "in_review"


@proves("PRO-6")
def test_another_body_has_no_say() -> None:
    """For an executor of another body the message does not exist, whatever he asks."""
    life = message().begin()
    for name in ("reassign", "submit_draft", "note"):
        with pytest.raises(NotVisible):
            life.do(name, by=STRANGER)
    with pytest.raises(NotVisible):
        check_visible(STRANGER, life.case)


@proves("PRO-16")
def test_a_repeat_is_routed_by_clause_7_as_well() -> None:
    """The range that clause 16 names begins after 7; 7 governs every message, and the gap in the text is shown."""
    life = Life(RULES, "2026-03-16 10:00", repeat_of="case-0")
    assert (life.due("route"), life.do("route").clause) == ("2026-03-16 10:30", "7")
    assert "16" in [item.clause for item in RULES.regulation.contradictions]
    assert life.do("decline", by=EXECUTOR).clause == "8"


@proves("PRO-20")
def test_a_shortcoming_goes_to_the_head_and_punishes_nobody() -> None:
    """The curator notes clause, person and evidence, also after the end; the message's course does not change."""
    life = message().completed()
    before = life.case
    entry = life.do("shortcoming", by=COORDINATOR, clause="12", person="executor-1", evidence="Ответ без даты")
    assert (entry.clause, entry.details["to"]) == ("20", "Глава администрации")
    assert (entry.details["clause"], entry.details["person"]) == ("12", "executor-1")
    assert (life.case.shortcomings, life.case.state, life.case.outcome) == (1, before.state, before.outcome)
    with pytest.raises(WrongRole) as caught:
        life.do("shortcoming", by=EXECUTOR)
    assert caught.value.clause == "20"


@proves("PRO-20")
def test_a_shortcoming_names_its_clause_and_evidence() -> None:
    """Without either it is no report."""
    for missing in ("clause", "evidence"):
        with pytest.raises(InvalidInput) as caught:
            message().do("shortcoming", by=COORDINATOR, **{missing: None})
        assert [error.field for error in caught.value.errors] == [missing]


@pytest.mark.parametrize(
    ("year", "month", "due"),
    [
        (2026, 1, "2026-02-02 18:00"),
        (2026, 2, "2026-03-02 18:00"),
        (2026, 4, "2026-05-04 18:00"),
        (2026, 10, "2026-11-02 18:00"),
        (2025, 12, "2026-01-12 18:00"),
    ],
)
@proves("PRO-21", "PRO-month", "R13")
def test_the_month_is_reported_on_the_first_working_day_of_the_next(year: int, month: int, due: str) -> None:
    """The report of each month is due at the close of the next month's first working day, over holidays too."""
    (rule,) = RULES.regulation.periodic
    assert (rule.name, rule.clause, rule.actor) == ("month", "21", Role.COORDINATOR)
    moment = periodic_due(rule, RULES.time, year, month)
    assert f"{moment.astimezone(message().zone):%Y-%m-%d %H:%M}" == due
    assert moment.date() > date(year, month, 1)


@proves("PRO-21")
def test_what_the_month_is_summed_up_from_is_in_every_message() -> None:
    """Timeliness by clause, quality as returns and shortcomings, and theme and body stand in each case, also closed."""
    life = message().begin("2026-03-16 10:40")
    life.do("submit_draft", "2026-03-16 11:00", EXECUTOR)
    life.do("return", "2026-03-16 11:10", COORDINATOR)
    life.do("submit_draft", "2026-03-16 11:30", EXECUTOR)
    life.do("approve", "2026-03-16 11:40", COORDINATOR)
    life.do("publish", "2026-03-16 11:50", EXECUTOR)
    life.do("shortcoming", by=COORDINATOR)
    view = life.view
    assert (view.authority, view.message["theme"], view.outcome) == ("authority-1", "Дороги", "answered")
    assert (view.returns, view.shortcomings) == (1, 1)
    judged = {item.clause for item in view.deadlines if item.state == "missed"}
    assert judged == {"7"}
    assert {item.clause for item in view.deadlines if item.state == "met"} == {"9", "10", "11", "12", "13"}


@pytest.mark.parametrize("moment", ["2026-03-16 11:00", "2026-03-16 23:40", "2026-03-22 04:00", "2026-05-01 12:00"])
@proves("PRO-22", "PRO-now")
def test_what_is_significant_is_reported_at_any_hour(moment: str) -> None:
    """By night, on a Sunday and on a holiday the head hears of it at that very moment, with the clause."""
    life = message()
    entry = life.do("significant", moment, COORDINATOR, signatory=None, summary="Нет тепла в квартале")
    assert (entry.clause, entry.details["to"]) == ("22", "Глава администрации")
    assert (life.text(entry.at), life.text(entry.recorded_at)) == (moment, moment)
    assert (life.view.significant, life.case.state) == (True, "awaiting_routing")


@proves("PRO-22")
def test_significance_is_a_persons_decision() -> None:
    """The curator says it, in a command of its own or when he routes; nothing else in the program does."""
    life = message()
    life.do("route", by=COORDINATOR, importance="высокая")
    assert not life.view.significant
    only_by(life, "significant", [EXECUTOR, HEAD])
    routed = message()
    routed.do("route", by=COORDINATOR, significant=True)
    assert routed.view.significant


@proves("PRO-22")
def test_a_closed_message_may_turn_out_to_be_significant() -> None:
    """After the answer too, with every clock standing as it was."""
    life = message().completed()
    before = states(life, *(item.name for item in life.view.deadlines))
    assert "significant" in commands(life)
    life.do("significant", by=COORDINATOR)
    assert states(life, *before) == before


@proves("PRO-3")
def test_the_kind_of_place_counts_and_not_the_name() -> None:
    """Messengers and microblogs are named as kinds, so that Telegram, MAX and Twitter are in; the reading says so."""
    for network in ("telegram", "max", "twitter"):
        assert Life(RULES, "2026-03-16 10:00", network=network).case.message.network == network
    assert RULES.regulation.scope.reading


@proves("PRO-13")
def test_answering_by_another_way_is_forbidden() -> None:
    """The work ends by publication: an answer cannot be handed over to somebody else instead."""
    refused(message().approved(), "hand_over", clause="13", refusal=ForbiddenByRegulation)
