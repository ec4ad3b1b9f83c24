"""The Russian words in which the command line shows a regulation."""

import pytest

from domain.regulation.fit import Level
from domain.terms import AsksOf, CommandName, Network, Outcome, Role
from domain.worktime import Lateness
from ops import regulation_words as words
from tests.domain.regulation.small import CLARIFICATION, DECLINE, limit, small_flow


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        (words.ROLES, [*Role, "municipality", "author"]),
        (words.NETWORKS, list(Network)),
        (words.LATENESS, list(Lateness)),
        (words.COMPLETIONS, [CommandName.PUBLISH, CommandName.HAND_OVER]),
        (
            words.OUTCOMES,
            [Outcome.REFUSED, Outcome.NO_ANSWER, Outcome.EXPLAINED, Outcome.CONVERTED, Outcome.AUTHOR_SILENT],
        ),
        (words.LEVELS, list(Level)),
        (words.DECLINES, ["reroute", "resolution", "outside"]),
        (words.ASKED_OF, AsksOf),
        (words.JOINT_MODES, ["sequential", "lead", "facts"]),
        (words.ATTRIBUTES, ["theme", "location", "importance"]),
    ],
)
def test_everything_has_its_word(table: dict[str, str], keys: list[str]) -> None:
    """Every value that a file may hold can be named in Russian."""
    assert set(table) == set(keys)


@pytest.mark.parametrize(
    ("span", "length", "keys", "said"),
    [
        ("detected > published", "9 working_hours", "", "9 раб. ч"),
        ("detected > published", "9 working_hours", 'capped_by = "whole"', "9 раб. ч, не позже конца whole"),
        ("published", "before whole 1.5 working_hours", "", "за 1,5 раб. ч до конца whole"),
        ("detected > published", "0.25 of whole", "", "25 % срока whole"),
        ("detected > published", "0.125 of whole", 'capped_by = "whole"', "12,5 % срока whole, не позже конца whole"),
    ],
)
def test_the_length_of_a_limit_is_said(span: str, length: str, keys: str, said: str) -> None:
    """Whichever way it is stated, and with the limit that cuts it."""
    flow = small_flow(limit("whole", "detected > closed", "9 working_hours"), limit("own", span, length, keys))
    assert words.length_words(flow.limit("own")) == said


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("", []),
        ("repeats = true", ["каждый раз заново"]),
        ("per_authority = true", ["у каждого органа свой"]),
        ("restart_on_reroute = true", ["заново после нового направления"]),
        ("external_due = true", ["главнее срок внешней системы"]),
        ("by_analogy = true", ["по аналогии"]),
        ("alternative = true", ["один из двух исходов"]),
        (
            'alternative = true\nbinds_from = ["declined", "published:clarification"]',
            ["один из двух исходов; обязателен, когда возвращено не по компетенции или размещено (уточнение)"],
        ),
        (
            'by_importance = [{ importance = "срочное", amount = 2, unit = "hours" }]',
            ["важность «срочное»: 2 ч"],
        ),
        (
            'pause = { starts = "published:clarification", ends = "clarified" }',
            ["приостановка: размещено (уточнение) → автор ответил"],
        ),
        (
            'pause = { starts = "declined", ends = "routed", at_most = { amount = 3, unit = "working_days" } }',
            ["приостановка: возвращено не по компетенции → направлено, не дольше 3 раб. дн."],
        ),
        ("reminders = []", ["напоминания: нет"]),
        (
            'reminders = [{ share = 0.25 }, { amount = 30, unit = "working_minutes" }]',
            ["напоминания: когда останется 25 % срока, за 30 раб. мин"],
        ),
        ("repeats = true\nper_authority = true", ["каждый раз заново", "у каждого органа свой"]),
    ],
)
def test_what_moves_a_limit_is_said(keys: str, said: list[str]) -> None:
    """Each thing besides the length is a line of its own."""
    flow = small_flow(
        limit("own", "assigned > published:answer", "9 working_hours", keys), steps=DECLINE + CLARIFICATION
    )
    assert list(words.notes(flow.limit("own"))) == said
