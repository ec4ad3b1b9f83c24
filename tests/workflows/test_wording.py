"""What Temporal's UI says about a case: who and what is waited for, within what the server takes."""

from dataclasses import replace

from domain.regulation import Regulation
from tests.domain.lifecycle.builders import (
    COORDINATOR,
    EXECUTOR,
    GUL,
    OTHER,
    OWN,
    PRO,
    STA,
    STRANGER,
    Life,
    rules_of,
    shipped,
    small,
)
from workflows.wording import case_details, timer_summary

SERVER_TAKES = 20_000
"""Bytes of details."""

SUMMARY_TAKES = 400
"""Bytes of a summary."""

TWO = [{"authority": OWN}, {"authority": OTHER}]


def lines(life: Life) -> list[str]:
    """The details of a case."""
    return case_details(life.view).splitlines()


def row(life: Life, title: str) -> str:
    """The line of a limit."""
    return next(line for line in lines(life) if line.startswith(f"| {title}"))


def next_timer(life: Life) -> str:
    """What Temporal's UI says beside the timer that goes off first."""
    plan = life.rules.alarms(life.case)
    alarms = [plan.next(limit, life.now) for limit in life.rules.limits(life.case)]
    return timer_summary(min((alarm for alarm in alarms if alarm), key=lambda alarm: alarm.at), life.rules)


def named(life: Life, title: str, clause: str = "9") -> Life:
    """The same life, whose limits are called otherwise."""
    regulation = life.rules.regulation.model_dump()
    for flow in regulation["flows"]:
        for limit in flow["limits"]:
            limit |= {"title": title, "clause": clause}
    life.rules = rules_of(Regulation.model_validate(regulation))
    return life


def asked() -> Life:
    """A message whose author was asked, so that limits stand still."""
    life = Life(shipped(GUL), "2026-03-16 10:00", flow="pages")
    life.do("resolve", "2026-03-16 11:00")
    life.do("route", "2026-03-16 13:00")
    life.do("submit_draft", "2026-03-16 15:00", EXECUTOR, kind="clarification")
    life.do("approve", "2026-03-16 15:30", COORDINATOR)
    life.do("publish", "2026-03-16 16:00", EXECUTOR)
    return life


def test_paused_limit_says_since_when() -> None:
    """A limit that stands still is shown without an end, with the moment since which it does."""
    life = asked()

    assert row(life, "Ответ структуры").endswith("| 3.1.2 | — | приостановлен с 16.03.2026 16:00 |")
    assert row(life, "Направление").endswith("| 3.1.1 | 16.03.2026 13:00 | соблюдён |")


def test_author_is_waited_for() -> None:
    """While the author's reply is awaited the details say so, and no longer."""
    life = asked()
    waiting = "Ожидается ответ автора на уточняющий вопрос"
    assert waiting in lines(life)

    life.do("clarified", "2026-03-18 10:00", COORDINATOR, actor={"role": "author"})

    assert waiting not in lines(life)
    assert not [line for line in lines(life) if "приостановлен" in line]


def test_outstanding_parts_are_named() -> None:
    """In joint work the details name whose part is awaited, waits to be passed on, or was declined."""
    life = Life(shipped(STA), "2026-03-16 09:00")
    life.do("route", None, None, assignments=TWO, lead=OWN)
    assert lines(life)[2] == f"Часть ответа готовят: {OTHER}"

    life.do("contribute", None, STRANGER)
    assert lines(life)[2] == f"Часть ответа ждёт передачи от: {OTHER}"

    life.do("return", None, COORDINATOR)
    life.do("decline", None, STRANGER)
    assert lines(life)[2] == f"От части ответа отказались: {OTHER}"

    life.do("close", None, COORDINATOR)
    assert not [line for line in lines(life) if "част" in line]


def test_bodies_whose_turn_is_still_to_come() -> None:
    """Where bodies work one after another, those that have not got the message yet are named; the writer is none."""
    life = Life(shipped(PRO), "2026-03-16 09:00")
    bodies = life.rules.regulation.authorities
    third = bodies[0].model_copy(update={"id": "authority-3"})
    regulation = life.rules.regulation.model_copy(update={"authorities": (*bodies, third)})
    life.rules = replace(life.rules, regulation=regulation)
    three = [{"authority": OTHER}, {"authority": "authority-3"}, {"authority": OWN}]
    life.do("route", None, None, assignments=three)

    assert lines(life)[2:4] == [f"Часть ответа готовят: {OTHER}", "Очередь ещё не дошла до: authority-3"]


def test_limit_of_one_of_several_bodies_says_whose() -> None:
    """A limit that each body has of its own names the body."""
    life = Life(shipped(STA), "2026-03-16 09:00")
    life.do("route", None, None, assignments=TWO, lead=OWN)

    assert [line.split(" | ")[0] for line in lines(life) if "Возврат не по компетенции" in line] == [
        f"| Возврат не по компетенции ({OWN})",
        f"| Возврат не по компетенции ({OTHER})",
    ]


def test_details_fit_what_the_server_takes() -> None:
    """However many bodies, rounds and long names a case has, its details stay within the server's bound."""
    life = Life(shipped(PRO), "2026-03-16 09:00").draft()
    for _ in range(60):
        life.do("return", None, COORDINATOR)
        life.do("submit_draft", None, EXECUTOR)
    long = life.view.model_copy(update={"authority": "ы" * 200})

    assert len(case_details(long).encode()) < SERVER_TAKES


def test_timer_says_until_when_on_the_clock_of_the_municipality() -> None:
    """Nine hours from Monday at ten are over on Tuesday at eleven in Anadyr, not at the hour that London has then."""
    assert next_timer(Life(shipped(PRO), "2026-03-16 10:00")) == (
        "напомнить: Направление в орган (п. 7), срок 16.03.2026 10:30"
    )


def test_limit_that_ends_at_midnight_ends_on_its_last_day() -> None:
    """Ten calendar days from the 16th are over on the 26th, in the timer's words and in the details."""
    life = Life(
        small('starts = "detected"\nends = ["published"]\namount = 10\nunit = "calendar_days"\n'), "2026-03-16 10:00"
    )

    assert next_timer(life).endswith("срок 26.03.2026 24:00")
    assert row(life, "Срок") == "| Срок | 8 | 26.03.2026 24:00 | идёт |"


def test_long_title_hides_no_end() -> None:
    """Whatever a municipality calls its limits, the moment and the state are told, and the server takes it."""
    life = named(Life(shipped(PRO), "2026-03-16 10:00"), "Ы" * 400, "пункт 9 части 3 статьи 12 приложения 4")

    said = next_timer(life)
    assert said.endswith("…), срок 16.03.2026 10:30")
    assert len(said.encode()) <= SUMMARY_TAKES
    assert row(life, "Ы").endswith("… | 16.03.2026 10:30 | идёт |")


def test_what_runs_is_shown_before_what_has_ended() -> None:
    """However many rounds lie behind, the limit that runs now is told, and how many are left out."""
    life = Life(shipped(PRO), "2026-03-16 09:00").draft()
    for _ in range(60):
        life.do("return", None, COORDINATOR)
        life.do("submit_draft", None, EXECUTOR)
    life.do("return", None, COORDINATOR)

    shown = [line for line in lines(life) if line.startswith("| ") and "пункт" not in line]
    assert row(life, "Доработка проекта").endswith("| идёт |")
    assert shown[-1].startswith("| ещё сроков: ")
    assert len([limit for limit in life.view.deadlines if limit.due_at]) == len(shown) - 1 + int(shown[-1].split()[3])
