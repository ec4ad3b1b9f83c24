"""Stavropol № 1894, clause 18: several bodies at once under a main executor, their parts through the department."""

import pytest

from domain.errors import InvalidInput, WrongRole
from domain.regulation.fit import findings
from domain.regulation.fit.finding import Level
from tests.conformance.checks import clauses, commands, missed, only_by, refused, states
from tests.conformance.people import AUDITOR, BOTH, CUR, MCU, THIRD, THIRD_EXECUTOR, with_bodies
from tests.conformance.proof import proves
from tests.domain.lifecycle.builders import COORDINATOR, EXECUTOR, OTHER, OWN, STA, STRANGER, Life, shipped

THREE = with_bodies(STA, "Головной", "Первый соисполнитель", "Второй соисполнитель")
ALL = [*BOTH, {"authority": THIRD}]


def message() -> Life:
    """A message sent at 09:00 to a main executor and one co-executor."""
    life = Life(shipped(STA), "2026-03-16 09:00")
    life.do("route", by=COORDINATOR, assignments=BOTH, lead=OWN)
    return life


def of_three() -> Life:
    """A message sent at 09:00 to a main executor and two co-executors."""
    life = Life(THREE, "2026-03-16 09:00")
    life.do("route", by=COORDINATOR, assignments=ALL, lead=OWN)
    return life


@proves("STA-18")
def test_the_department_names_the_main_executor() -> None:
    """Several bodies without one are refused by the clause; all get the message at once, each sees it."""
    life = Life(shipped(STA), "2026-03-16 09:00")
    for fields in ({"lead": None}, {"lead": "authority-9"}):
        refusal = refused(life, "route", clause="18", refusal=InvalidInput, assignments=BOTH, **fields)
        assert [error.field for error in refusal.errors] == ["lead"]
    life = of_three()
    assert [(part.authority, part.role.value, part.state.value) for part in life.view.parts] == [
        (OWN, "lead", "working"),
        (OTHER, "part", "working"),
        (THIRD, "part", "working"),
    ]
    for who in (EXECUTOR, STRANGER, THIRD_EXECUTOR):
        life.do("note", by=who)


@proves("STA-18", "STA-co")
def test_every_co_executor_has_two_hours_of_his_own() -> None:
    """They run side by side from receipt; each is fulfilled by its own body's information only."""
    life = of_three()
    assert {life.deadline(name).authority: life.due(name) for name in ("co", "co-2")} == {
        OTHER: "2026-03-16 11:00",
        THIRD: "2026-03-16 11:00",
    }
    assert life.do("contribute", "2026-03-16 10:00", STRANGER, text="Наше — дорога").clause == "18"
    life.wait("2026-03-16 11:01")
    assert states(life, "co", "co-2") == {"co": "met", "co-2": "missed"}
    assert [entry.details["actor"] for entry in missed(life, "co-2")] == ["executor"]


@proves("STA-18")
def test_only_a_co_executor_gives_information() -> None:
    """Neither the department nor the main executor, whose work is the common draft."""
    life = message()
    only_by(life, "contribute", [COORDINATOR, MCU, EXECUTOR])
    life.do("contribute", by=STRANGER)
    assert "contribute" not in commands(life)


@proves("STA-18", "STA-coapprove")
def test_each_part_has_the_departments_half_hour_from_its_own_coming() -> None:
    """What came first is due first; only the department passes it on, to the main executor, who sees it then."""
    life = of_three()
    life.do("contribute", "2026-03-16 10:00", STRANGER)
    life.do("contribute", "2026-03-16 10:20", THIRD_EXECUTOR)
    assert {life.deadline(name).authority: life.due(name) for name in ("coapprove", "coapprove-2")} == {
        OTHER: "2026-03-16 10:30",
        THIRD: "2026-03-16 10:50",
    }
    only_by(life, "approve", [EXECUTOR, MCU, CUR, AUDITOR], part=OTHER)
    entry = life.do("approve", "2026-03-16 10:30", COORDINATOR, part=OTHER)
    assert (entry.clause, entry.details["part"]) == ("18", OTHER)
    life.wait("2026-03-16 10:51")
    assert states(life, "coapprove", "coapprove-2") == {"coapprove": "met", "coapprove-2": "missed"}
    assert [part.state.value for part in life.view.parts] == ["working", "passed", "contributed"]


@proves("STA-18")
def test_where_several_parts_wait_one_has_to_be_named() -> None:
    """The department says whose it passes on or sends back."""
    life = of_three()
    life.do("contribute", by=STRANGER)
    life.do("contribute", by=THIRD_EXECUTOR)
    for name in ("approve", "return"):
        refusal = refused(life, name, clause=None, refusal=InvalidInput, by=COORDINATOR)
        assert [error.field for error in refusal.errors] == ["part"]


@proves("STA-18", "STA-cosendback", "STA-corework", "R13")
def test_remarks_to_a_part_are_like_remarks_to_a_draft() -> None:
    """By analogy with 15 and 16: ten minutes to send it back, fifteen to repair it, and never a breach."""
    life = message()
    life.do("contribute", "2026-03-16 10:00", STRANGER)
    entry = life.do("return", "2026-03-16 10:09", COORDINATOR, part=OTHER, remarks="Нет даты")
    assert (entry.clause, life.view.parts[1].remarks) == ("18", "Нет даты")
    assert states(life, "cosendback", "coapprove") == {"cosendback": "met", "coapprove": "cancelled"}
    assert (life.due("corework"), life.deadline("corework").by_analogy) == ("2026-03-16 10:24", True)
    life.do("contribute", "2026-03-16 10:40", STRANGER)
    assert life.state("corework") == "met"
    assert life.due("coapprove-2") == "2026-03-16 11:10"


@proves("STA-18", "R7", "R8")
def test_a_late_part_moves_nothing_of_the_main_executors() -> None:
    """His draft and the whole are due when they were; he may draft without waiting, and a late part is still taken."""
    life = message()
    assert (life.due("draft"), life.due("overall")) == ("2026-03-16 11:30", "2026-03-16 13:00")
    life.do("submit_draft", "2026-03-16 11:20", EXECUTOR)
    life.do("contribute", "2026-03-16 11:40", STRANGER)
    assert states(life, "co", "draft") == {"co": "missed", "draft": "met"}
    assert (life.due("overall"), life.case.state) == ("2026-03-16 13:00", "in_review")
    life.do("approve", by=COORDINATOR, part=OTHER)
    assert life.case.state == "in_review"


@proves("STA-18", "STA-12")
def test_the_main_executor_writes_the_common_draft() -> None:
    """With the parts that were passed to him; then it goes by clauses 11 to 17 as any other."""
    life = message()
    life.do("contribute", "2026-03-16 10:00", STRANGER, text="Дорога отремонтирована")
    life.do("approve", "2026-03-16 10:10", COORDINATOR, part=OTHER)
    assert (life.case.state, life.view.parts[1].text) == ("drafting", "Дорога отремонтирована")
    with pytest.raises(WrongRole):
        life.do("submit_draft", by=STRANGER)
    life.do("submit_draft", "2026-03-16 11:00", EXECUTOR)
    for by in (COORDINATOR, MCU, CUR):
        life.do("approve", by=by)
    life.do("publish", by=COORDINATOR)
    assert (life.case.outcome, clauses(life, "submit_draft")) == ("answered", ["12"])


@proves("STA-18", "STA-10", "R7")
def test_a_co_executor_may_return_his_part() -> None:
    """With reasons, within his own half-hour; another body takes it over, and the main executor's clock stays."""
    life = of_three()
    before = life.due("overall")
    refusal = refused(life, "decline", clause="10", refusal=InvalidInput, by=STRANGER, reason=None)
    assert [error.field for error in refusal.errors] == ["reason"]
    assert life.do("decline", "2026-03-16 09:20", STRANGER).clause == "10"
    assert life.case.authority == OWN
    only_by(life, "route", [MCU, AUDITOR], assignments=[{"authority": OTHER}])
    assert life.do("route", "2026-03-16 09:40", COORDINATOR, assignments=[{"authority": OTHER}]).clause == "18"
    assert life.due("overall") == before
    assert life.due("co-3") == "2026-03-16 11:40"


@proves("STA-18", "STA-10", "STA-11")
def test_when_the_main_executor_returns_the_message_the_given_parts_are_kept() -> None:
    """A new main executor is named, and the whole begins anew with the sending to him."""
    life = of_three()
    life.do("contribute", "2026-03-16 09:20", STRANGER)
    assert life.do("decline", "2026-03-16 09:30", EXECUTOR).clause == "10"
    assert (life.case.state, life.state("overall")) == ("awaiting_routing", "pending")
    life.do("route", "2026-03-16 10:00", COORDINATOR, assignments=[{"authority": THIRD}], lead=THIRD)
    assert (life.case.authority, life.due("overall")) == (THIRD, "2026-03-16 15:00")
    assert {part.authority: part.state.value for part in life.case.team}[OTHER] == "contributed"


@proves("STA-18", "STA-coapprove", "R7")
def test_another_main_executor_gives_the_department_no_more_time_for_a_part() -> None:
    """Its half-hour runs from the coming of the information, through the return and the new sending, and is missed."""
    life = of_three()
    life.do("contribute", "2026-03-16 09:20", STRANGER)
    life.do("decline", "2026-03-16 09:30", EXECUTOR)
    life.do("route", "2026-03-16 09:40", COORDINATOR, assignments=[{"authority": THIRD}], lead=THIRD)
    assert (life.state("coapprove"), life.due("coapprove")) == ("running", "2026-03-16 09:50")
    life.wait("2026-03-16 10:00")
    assert [entry.clause for entry in missed(life, "coapprove")] == ["18"]
    life.do("approve", by=COORDINATOR, part=OTHER)
    assert states(life, "coapprove", "cosendback") == {"coapprove": "missed", "cosendback": "cancelled"}


@proves("STA-18")
def test_that_the_main_executor_has_no_minute_is_said_with_a_way_out() -> None:
    """Two hours and a half are all that he has: the routing warns with the sums and offers an interim answer."""
    life = message()
    (warning,) = life.view.warnings
    assert "не остаётся ни минуты" in warning
    assert "промежуточный ответ (пункт 17)" in warning
    (said,) = [item for item in findings(life.rules.regulation) if "18" in item.clauses]
    assert (said.level, said.minutes_left) == (Level.IMPOSSIBLE, 0)
    assert "18" in [item.clause for item in life.rules.regulation.contradictions]
    assert life.do("interim_answer", "2026-03-16 10:00", EXECUTOR).clause == "12"
