"""Which behaviours a life has shown: read from its journal, with the clauses of the act."""

from domain.terms import Role
from ops.demo_shown import Seen, merged, shown
from tests.domain.lifecycle.builders import (
    EXECUTOR,
    GUL,
    OTHER,
    PRO,
    STA,
    VOL,
    Life,
    person,
    shipped,
)


def _seen(told: Life) -> dict[str, tuple[str, ...]]:
    return shown(Seen(told.rules.flow(told.case), told.view, tuple(told.entries)))


def test_an_ordinary_life_shows_nothing_else() -> None:
    """A life without a turn has no behaviour to name."""
    assert _seen(Life(shipped(PRO), "2026-03-16 10:00").completed("2026-03-16 10:10")) == {}


def test_returns_are_told_apart_by_their_stage() -> None:
    """Remarks of the first stage are rework, those of a later one are named so."""
    told = Life(shipped(STA), "2026-03-16 10:00").draft("2026-03-16 10:10")
    told.do("return", "2026-03-16 10:15")
    assert _seen(told) == {"доработка": ("15",)}
    told.do("submit_draft", "2026-03-16 10:20", EXECUTOR)
    told.do("approve", "2026-03-16 10:21")
    told.do("return", "2026-03-16 10:25", person(Role.REVIEWER, stages=("mcu",)))
    assert _seen(told) == {"доработка": ("15",), "замечания следующего этапа": ("15",)}


def test_a_message_that_moves_is_told_from_one_that_changes_hands() -> None:
    """Another person inside the body and another body are two behaviours."""
    told = Life(shipped(VOL), "2026-03-16 10:00").begin("2026-03-16 10:10")
    told.do("reassign", "2026-03-16 10:20")
    assert _seen(told) == {"другой исполнитель": ("5",)}
    told.do("reassign", "2026-03-16 10:30", authority=OTHER)
    assert _seen(told) == {"другой исполнитель": ("5",), "передано другому органу": ("5",)}


def test_a_second_interim_answer_is_named() -> None:
    """The clause is the one about interim answers, not that of the draft."""
    told = Life(shipped(PRO), "2026-03-16 10:00").begin("2026-03-16 10:10")
    for day in ("16", "17"):
        told.do("interim_answer", f"2026-03-{day} 11:00", EXECUTOR)
        told.do("approve", f"2026-03-{day} 11:10")
        told.do("publish", f"2026-03-{day} 11:20", EXECUTOR)
    assert _seen(told) == {"промежуточный ответ": ("14",), "ещё один промежуточный": ("14",)}


def test_lives_are_told_together_in_one_order() -> None:
    """Several lives give each behaviour once, with the clauses of all of them; one without a clause stays."""
    told = Life(shipped(GUL), "2026-03-16 10:00")
    told.do("close", "2026-03-16 10:10")
    closed = _seen(told)
    assert closed == {"закрыто по иной причине": ()}
    lives: list[dict[str, tuple[str, ...]]] = [
        closed,
        {"разъяснение": ("3.8",)},
        {"доработка": ("3.1.3",)},
        {"доработка": ("3.1.3", "3.1.7")},
    ]
    assert list(merged(lives).items()) == [
        ("доработка", ("3.1.3", "3.1.7")),
        ("разъяснение", ("3.8",)),
        ("закрыто по иной причине", ()),
    ]
