"""The Russian words in which the command line shows a regulation."""

import pytest

from domain.regulation import EventRef
from domain.regulation.events import ANSWER, JOINT, REPLY
from domain.regulation.fit import Level
from domain.terms import AssignmentRole, CommandName, DraftKind, EventKind, Network, Outcome, Role
from domain.worktime import Amount, Lateness, Unit
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
        (words.JOINT_MODES, ["sequential", "lead", "facts"]),
        (words.ATTRIBUTES, ["theme", "location", "importance"]),
    ],
)
def test_everything_has_its_word(table: dict[str, str], keys: list[str]) -> None:
    """Every value that a file may hold can be named in Russian."""
    assert set(table) == set(keys)


def test_every_event_and_unit_has_its_word() -> None:
    """Events and amounts are written in words, fractions with a comma."""
    assert len({words.event_words(EventRef(kind)) for kind in EventKind}) == len(EventKind)
    assert words.amount_words(Amount.model_validate({"amount": "1.5", "unit": "working_hours"})) == "1,5 раб. ч"
    assert words.amount_words(Amount.model_validate({"amount": 100, "unit": "working_minutes"})) == "100 раб. мин"
    amounts = [Amount.model_validate({"amount": 0, "unit": unit}) for unit in Unit]
    assert len({words.amount_words(amount) for amount in amounts}) == len(Unit)
    assert words.amount_words(amounts[-1]) == "немедленно"


def test_what_narrows_an_event_has_its_word() -> None:
    """A stage stands as the file calls it, a kind of draft and a role in joint work in words of their own."""
    assert words.event_words(EventRef.parse("approved:mcu")) == "согласовано (mcu)"
    drafts = [words.event_words(EventRef.parse(f"published:{name}")) for name in (*DraftKind, ANSWER, REPLY)]
    roles = [words.event_words(EventRef.parse(f"assigned:{name}")) for name in (*AssignmentRole, JOINT)]
    assert len(set(drafts)) == len(DraftKind) + 2
    assert len(set(roles)) == len(AssignmentRole) + 1
    assert all(text.endswith(")") for text in (*drafts, *roles))


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
            ["пауза: размещено (уточнение) → автор ответил"],
        ),
        (
            'pause = { starts = "declined", ends = "routed", at_most = { amount = 3, unit = "working_days" } }',
            ["пауза: возвращено не по компетенции → направлено, не дольше 3 раб. дн."],
        ),
        ("reminders = []", ["напоминания: нет"]),
        (
            'reminders = [{ share = 0.25 }, { amount = 30, unit = "working_minutes" }]',
            ["напоминания: когда останется 25 %, за 30 раб. мин"],
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
