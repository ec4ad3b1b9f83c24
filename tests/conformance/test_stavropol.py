"""Stavropol № 1894: its standing, its offices, routing and return, reports; steps and joint work have own files."""

from datetime import date, timedelta

import pytest

from domain.errors import InvalidInput, NotVisible, WrongRole
from domain.regulation import Library, Status
from domain.terms import Role
from tests.conformance.checks import clauses, missed, only_by, refused, states
from tests.conformance.people import AUDITOR, COLLEAGUE, CUR, MCU, SUBSTITUTE
from tests.conformance.proof import proves
from tests.domain.lifecycle.builders import (
    COORDINATOR,
    EXECUTOR,
    HEAD,
    OTHER,
    STA,
    STRANGER,
    Life,
    shipped,
)

RULES = shipped(STA)
TO_OTHER = [{"authority": OTHER}]


def message(received: str = "2026-03-16 10:00", **fields: str) -> Life:
    """A message in the department's queue."""
    return Life(RULES, received, **fields)


@proves("STA-D2", "STA-D2(1)", "STA-D2(2)", "STA-3", "STA-4", "STA-7")
def test_the_department_organises_and_the_centre_coordinates() -> None:
    """The department routes, approves first and places; the centre approves second and reports; neither does both."""
    offices = {item.role: item.title for item in RULES.regulation.roles}
    assert offices[Role.COORDINATOR] == "Отдел приема граждан"
    assert "Муниципальный центр управления" in offices[Role.REVIEWER]
    life = message()
    only_by(life, "route", [MCU, CUR, HEAD, AUDITOR])
    only_by(life, "significant", [COORDINATOR, CUR, HEAD])
    life.do("route", by=COORDINATOR)
    life.do("submit_draft", by=EXECUTOR)
    only_by(life, "approve", [MCU, CUR])
    life.do("approve", by=COORDINATOR)
    only_by(life, "approve", [COORDINATOR, CUR])
    life.do("approve", by=MCU)
    life.do("approve", by=CUR)
    only_by(life, "publish", [MCU, CUR, EXECUTOR])
    life.do("publish", by=COORDINATOR)
    assert clauses(life, "route") + clauses(life, "publish") == ["9(2)", "14"]


@proves("STA-D3(2)", "STA-8")
def test_a_body_has_its_own_people() -> None:
    """Those whose token names the body work on its messages, and nobody else's; who is responsible shares them out."""
    life = message().begin()
    entry = life.do("reassign", by=COLLEAGUE, executor="executor-9", reason="Отпуск")
    assert (entry.clause, life.case.executor) == ("9(2)", "executor-9")
    with pytest.raises(NotVisible):
        life.do("submit_draft", by=STRANGER)
    life.do("submit_draft", by=COLLEAGUE)
    assert life.case.draft is not None
    assert life.case.draft.by.person == "executor-9"


@proves("STA-D4", "R17")
def test_a_repealed_act_keeps_no_new_message() -> None:
    """Beside the act of 2023 one that was repealed serves messages of its own time only while none was in force."""
    repealed = RULES.regulation.model_copy(
        update={"version": "2020-05-14", "status": Status.REPEALED, "effective_from": date(2020, 5, 14)}
    )
    library = Library.of([repealed, RULES.regulation])
    assert library.on(STA, date(2023, 8, 28)).version == "2020-05-14"
    for day in (date(2023, 8, 29), date(2026, 3, 16)):
        assert library.on(STA, day).version == "2023-08-28"


@proves("STA-D5", "R17")
def test_the_day_of_effect_is_data() -> None:
    """The text does not give the newspaper's date: the day after signing, at the earliest; a later version waits."""
    act = RULES.regulation.act
    assert act.date is not None
    assert RULES.regulation.effective_from == act.date + timedelta(days=1)
    later = RULES.regulation.model_copy(update={"version": "2023-09-02", "effective_from": date(2023, 9, 2)})
    library = Library.of([RULES.regulation, later])
    assert library.on(STA, date(2023, 9, 1)).version == "2023-08-28"
    assert library.on(STA, date(2023, 9, 2)).version == "2023-09-02"


@proves("STA-5")
def test_any_open_source_may_bring_a_message() -> None:
    """What the centre's software selected comes in with its own times and marks, from any kind of place."""
    for network in ("ok", "vk", "telegram", "forum", "other"):
        life = message(network=network, theme="ЖКХ", location="ул. Мира", importance="высокая")
        assert (life.case.message.network, life.case.message.theme) == (network, "ЖКХ")
        assert life.case.state == "awaiting_routing"


@proves("STA-9", "STA-9(1)")
def test_the_department_sets_theme_place_and_importance() -> None:
    """What the software has not set it sets when sending; what is still missing the journal says."""
    life = message(theme="ЖКХ")
    entry = life.do("route", by=COORDINATOR, theme=None, location="ул. Мира")
    assert entry.details["unset"] == ["importance"]
    assert (life.case.message.theme, life.case.message.location) == ("ЖКХ", "ул. Мира")
    assert RULES.regulation.flow("main").clause == "9(1)"


@proves("STA-9", "STA-9(2)", "STA-11")
def test_the_half_hour_before_sending_is_outside_the_whole() -> None:
    """The four hours begin with the sending, however long the message lay; both are judged for themselves."""
    life = message("2026-03-16 15:45")
    assert (life.due("send"), life.state("overall")) == ("2026-03-16 16:15", "pending")
    life.do("route", "2026-03-16 16:30", COORDINATOR)
    assert states(life, "send", "overall") == {"send": "missed", "overall": "running"}
    assert (life.due("overall"), life.due("draft")) == ("2026-03-17 11:30", "2026-03-17 10:00")


@proves("STA-10")
def test_a_return_for_competence_says_why() -> None:
    """Without reasons it is refused by the clause; with them the message is the department's again."""
    life = message().begin()
    refusal = refused(life, "decline", clause="10", refusal=InvalidInput, by=EXECUTOR, reason=None)
    assert [error.field for error in refusal.errors] == ["reason"]
    only_by(life, "decline", [COORDINATOR, MCU])
    entry = life.do("decline", "2026-03-16 10:30", EXECUTOR, reason="Это дорога края")
    assert (entry.clause, entry.details["reason"]) == ("10", "Это дорога края")
    assert (life.case.state, life.state("return")) == ("awaiting_routing", "met")
    life.do("route", by=SUBSTITUTE, assignments=TO_OTHER)
    assert life.case.authority == OTHER


@proves("STA-10", "STA-11", "STA-12", "STA-overall", "R7")
def test_the_whole_begins_anew_with_the_body_that_keeps_the_message() -> None:
    """After a return both limits run from the new sending; how long it is since the first one stands beside."""
    life = message().begin("2026-03-16 10:10")
    assert (life.due("overall"), life.due("draft")) == ("2026-03-16 15:10", "2026-03-16 12:40")
    life.do("decline", "2026-03-16 10:30", EXECUTOR)
    assert states(life, "overall", "draft") == {"overall": "pending", "draft": "pending"}
    life.do("route", "2026-03-16 11:00", COORDINATOR, assignments=TO_OTHER)
    assert (life.due("overall"), life.due("draft")) == ("2026-03-16 16:00", "2026-03-16 14:30")
    assert "overall-2" not in states(life, "overall-2")
    life.wait("2026-03-16 12:00")
    shown = life.deadline("overall")
    assert shown.first_started_at is not None
    assert (life.text(shown.first_started_at), shown.working_time_since_first) == ("2026-03-16 10:10", "PT1H50M")
    assert life.view.declines == 1


@proves("STA-11")
def test_a_wrong_sending_that_ran_out_is_corrected_by_the_new_one() -> None:
    """What was announced as missed before the return was not yet sent by competence: the journal takes it back."""
    life = message().begin()
    life.wait("2026-03-16 15:01")
    assert len(missed(life, "overall")) == 1
    life.do("decline", "2026-03-16 15:10", EXECUTOR)
    life.do("route", "2026-03-16 15:20", COORDINATOR, assignments=TO_OTHER)
    assert life.state("overall") == "running"
    assert [entry.details["name"] for entry in life.entries if entry.action == "limit_corrected"].count("overall") == 1


@proves("STA-19")
def test_repeats_are_routed_and_may_be_returned_as_well() -> None:
    """Clause 19 does not cite 9 and 10: they apply all the same, and the gap is shown."""
    life = message(repeat_of="case-0")
    assert life.do("route", by=COORDINATOR).clause == "9(2)"
    assert life.do("decline", by=EXECUTOR).clause == "10"
    assert "19" in [item.clause for item in RULES.regulation.contradictions]


@proves("STA-22")
def test_intent_to_harm_is_no_ground_here() -> None:
    """The act names two grounds, others than the acts of 2020; the department decides."""
    life = message().begin()
    refused(life, "exclude", clause=None, refusal=InvalidInput, by=COORDINATOR, ground="intent-to-harm")
    only_by(life, "exclude", [EXECUTOR, MCU, CUR, HEAD])


@proves("STA-23", "STA-3")
def test_shortcomings_are_reported_by_the_centre() -> None:
    """To the head of the city or the centre's curator, with clause and evidence; the department may not."""
    life = message().completed()
    with pytest.raises(WrongRole) as caught:
        life.do("shortcoming", by=COORDINATOR)
    assert caught.value.clause == "23"
    entry = life.do("shortcoming", by=MCU, clause="16", evidence="Замечания не сняты")
    assert (entry.clause, entry.details["to"]) == ("23", "Глава города или куратор МЦУ")
    assert life.view.shortcomings == 1


@pytest.mark.parametrize("moment", ["2026-03-16 11:00", "2026-03-16 23:40", "2026-03-22 04:00", "2026-05-01 12:00"])
@proves("STA-24", "STA-now", "STA-3")
def test_what_is_significant_the_centre_reports_at_any_hour(moment: str) -> None:
    """By night, on a Sunday and on a holiday, over a signature, which is demanded."""
    life = message()
    life.wait(moment)
    refusal = refused(life, "significant", clause="24", refusal=InvalidInput, by=MCU, signatory=None)
    assert [error.field for error in refusal.errors] == ["signatory"]
    entry = life.do("significant", by=MCU, signatory="Куратор МЦУ")
    assert (entry.clause, entry.details["to"], entry.details["signatory"]) == ("24", "Глава города", "Куратор МЦУ")
    assert (life.text(entry.at), life.view.significant) == (moment, True)


@proves("STA-24")
def test_the_department_marks_nothing_as_significant() -> None:
    """Not by the command, nor when routing."""
    life = message()
    refused(life, "significant", clause="24", refusal=WrongRole, by=COORDINATOR)
    refused(life, "route", clause="24", refusal=WrongRole, by=COORDINATOR, significant=True)


@proves("STA-12")
def test_there_is_no_question_to_the_author_here() -> None:
    """Clause 12 knows an answer and an interim one only."""
    life = message().begin()
    refused(life, "submit_draft", clause="12", by=EXECUTOR, kind="clarification")
    refused(life, "clarified", clause="12", by=COORDINATOR)
    term = {"amount": 2, "unit": "working_hours"}
    refused(message(), "route", clause="9(2)", by=COORDINATOR, answer_within=term, reason="Срочно")
