"""Contradictions between a limit and the rest of its flow."""

from collections.abc import Iterable

import pytest

from domain.regulation import RegulationError
from tests.domain.regulation.small import (
    CLARIFICATION,
    DECLINE,
    EXPLAINED,
    EXPLAINING,
    INTERIM,
    LEAD,
    OUTSIDE,
    limit,
    small,
)

OVERALL = limit("overall", "detected > published:answer", "9 working_hours")
BACKWARD = limit("draft", "draft_submitted", "before overall 4 working_hours")
URGENT = 'by_importance = [{{ importance = "срочное", amount = {}, unit = "{}" }}]'


def said(*limits: str, steps: str = "", stages: Iterable[str] = ("a",), head: str = "", ends: str = "publish") -> str:
    """Everything that is wrong with a regulation of these limits; nothing where it is sound."""
    try:
        small(*limits, steps=steps, stages=stages, head=head, ends=ends)
    except RegulationError as error:
        return str(error)
    return ""


def urgent(amount: str, unit: str) -> str:
    """The key by which urgent messages have an amount of their own."""
    return URGENT.format(amount, unit)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("starts", 'starts = "declined"'),
        ("ends", 'ends = ["declined"]'),
        ("cancelled_by", 'cancelled_by = ["declined"]'),
        ("reopened_by", 'reopened_by = ["declined"]'),
        ("binds_from", 'alternative = true\nbinds_from = ["declined"]'),
        ("pause.starts", 'pause = { starts = "declined", ends = "routed" }'),
        ("pause.ends", 'pause = { starts = "routed", ends = "declined" }'),
    ],
)
def test_every_event_of_a_limit_has_to_happen(key: str, value: str) -> None:
    """An event without its step is refused wherever it stands, and is taken where the flow has the step."""
    plain = limit("overall", "detected > published:answer", "9 working_hours")
    if key == "starts":
        changed = plain.replace('starts = "detected"', value)
    elif key == "ends":
        changed = plain.replace('ends = ["published:answer"]', value)
    else:
        changed = plain + value + "\n"
    place = f"flows[0].limits[0].{key}: событие «declined» в этом порядке не наступает: нужна таблица [flows.decline]"
    assert place in said(changed)
    assert said(changed, steps=DECLINE) == ""


def test_a_stage_has_to_exist() -> None:
    """The stage after the colon is one of the flow's."""
    unknown = said(limit("check", "draft_submitted > approved:mayor", "1 working_hours"))
    assert "limits[0].ends: неизвестный этап «mayor»; допустимо: a" in unknown


@pytest.mark.parametrize(
    ("classes", "own", "wrong"),
    [
        (urgent("5", "working_hours"), "", False),
        (urgent("4", "working_hours"), "", True),
        (urgent("5", "hours"), "", True),
        (urgent("4", "working_hours"), urgent("2", "working_hours"), False),
        (urgent("5", "hours"), urgent("1", "hours"), False),
        (urgent("5", "hours"), 'by_importance = [{ importance = "иное", amount = 1, unit = "hours" }]', True),
    ],
)
def test_a_backward_limit_fits_every_class(classes: str, own: str, *, wrong: bool) -> None:
    """Where nothing is left of a class's amount, or its unit can't be subtracted from, the limit states its own."""
    found = said(
        limit("overall", "detected > published", "9 working_hours", classes),
        limit("draft", "draft_submitted", "before overall 4 working_hours", own),
    )
    message = (
        "limits[1].by_importance: нужно своё количество для важности «срочное»: из её срока «overall» вычесть 4 "
        "working_hours нельзя"
    )
    assert (message in found) if wrong else found == ""


def test_a_class_has_one_amount() -> None:
    """The same importance twice is refused."""
    twice = (
        'by_importance = [{ importance = "срочное", amount = 1, unit = "hours" }, '
        '{ importance = "срочное", amount = 2, unit = "hours" }]'
    )
    found = said(limit("overall", "detected > published", "9 working_hours", twice))
    assert "limits[0].by_importance: важность «срочное» указана 2 раза, допустимо один раз" in found


@pytest.mark.parametrize(
    ("whole", "wrong"),
    [
        (limit("whole", "detected > closed", "9 working_hours"), False),
        (limit("whole", "detected > closed", "9 hours"), False),
        (limit("whole", "detected > closed", "9 days_24h"), False),
        (limit("whole", "detected > closed", "9 working_days"), True),
        (limit("whole", "detected > closed", "9 calendar_days"), True),
        (limit("whole", "detected > closed", "0 at_once"), True),
        (limit("whole", "closed", "before overall 1 working_hours"), True),
        (limit("whole", "detected > closed", "0.5 of overall"), True),
        (limit("other", "detected > closed", "9 working_hours"), True),
    ],
)
def test_a_share_is_that_of_a_limit_with_an_amount(whole: str, *, wrong: bool) -> None:
    """What is shared states its own amount, in a unit that has fractions."""
    found = said(OVERALL, whole, limit("half", "detected > routed", "0.5 of whole"))
    message = "limits[2].share_of.limit: на такой срок сослаться нельзя; допустимо: overall"
    assert (message in found) if wrong else found == ""


def test_nothing_is_a_share_of_itself() -> None:
    """Where there is no limit to name, that is said."""
    found = said(limit("half", "detected > routed", "0.5 of half"))
    assert "limits[0].share_of.limit: на такой срок сослаться нельзя; допустимо: ничего, таких нет" in found


def test_a_share_is_an_exact_amount() -> None:
    """A share that no clock can show is refused."""
    tiny = limit("whole", "detected > closed", "0.0000001 working_hours")
    found = said(tiny, limit("third", "detected > routed", "0.333333 of whole"))
    assert "limits[1].share_of.share: доля срока «whole» точнее микросекунды; округлите её" in found


@pytest.mark.parametrize(
    ("classes", "own", "wrong"),
    [
        (urgent("2", "hours"), "", False),
        (urgent("1", "working_days"), "", True),
        (urgent("1", "working_days"), urgent("1", "hours"), False),
        (urgent("0.0000001", "hours"), "", True),
    ],
)
def test_a_share_fits_every_class(classes: str, own: str, *, wrong: bool) -> None:
    """A class whose amount has no such share needs its own amount in the limit that is the share."""
    found = said(
        limit("whole", "detected > closed", "9 working_hours", classes),
        limit("third", "detected > routed", "0.333333 of whole", own),
    )
    message = "limits[1].by_importance: нужно своё количество для важности «срочное»: от её срока «whole» такой доли"
    assert (message in found) if wrong else found == ""


@pytest.mark.parametrize(
    ("span", "steps", "wrong"),
    [
        ("assigned > draft_submitted", "", False),
        ("part_contributed > part_passed", LEAD, False),
        ("part_returned > part_contributed", LEAD, False),
        ("part_declined > assigned", LEAD + DECLINE, False),
        ("part_passed > draft_submitted", LEAD, True),
        ("routed > draft_submitted", "", True),
    ],
)
def test_each_authority_has_its_own_limit_from_its_own_event(span: str, steps: str, *, wrong: bool) -> None:
    """A limit of each body starts from an event of one body."""
    found = said(limit("own", span, "1 working_hours", "per_authority = true"), steps=steps)
    message = (
        "limits[0].per_authority: только у срока, у которого starts — событие органа: assigned, part_contributed, "
        "part_returned, part_declined"
    )
    assert (message in found) if wrong else found == ""


def test_a_backward_limit_is_not_each_authoritys() -> None:
    """It has the start of another limit."""
    found = said(OVERALL, BACKWARD + "per_authority = true\n")
    assert "limits[1].per_authority: только у срока, у которого starts" in found


def test_only_a_decline_begins_a_limit_anew() -> None:
    """Without the executor's return there is nothing that begins it again."""
    restarted = limit("overall", "routed > published", "4 working_hours", "restart_on_reroute = true")
    assert "limits[0].restart_on_reroute: нужна таблица [flows.decline]" in said(restarted)
    assert said(restarted, steps=DECLINE) == ""


@pytest.mark.parametrize(
    ("shortening", "message"),
    [
        ('limit = "overall"', ""),
        ('limit = "overall", draft = "draft"', ""),
        ('limit = "total"', "shortening.limit: нужен срок в working_minutes или working_hours; допустимо: overall"),
        ('limit = "draft"', "shortening.limit: нужен срок в working_minutes или working_hours; допустимо: overall"),
        ('limit = "days"', "shortening.limit: нужен срок в working_minutes или working_hours; допустимо: overall"),
        (
            'limit = "overall", draft = "overall"',
            "shortening.draft: нужен обратный срок до «overall»; допустимо: draft",
        ),
        (
            'limit = "other", draft = "draft"',
            "shortening.draft: нужен обратный срок до «other»; допустимо: ничего, таких нет",
        ),
    ],
)
def test_a_term_is_shortened_with_the_draft_before_it(shortening: str, message: str) -> None:
    """The shortened limit is in working time, and the draft's is one that runs backward from it."""
    limits = (
        OVERALL,
        BACKWARD,
        limit("other", "detected > closed", "30 working_minutes"),
        limit("days", "detected > closed", "3 working_days"),
    )
    found = said(*limits, steps=f'routing.shortening = {{ clause = "7", {shortening} }}\n')
    assert (f"flows[0].routing.{message}" in found) if message else found == ""


@pytest.mark.parametrize(
    ("starts", "steps", "runs"),
    [
        ("closed", "", False),
        ("converted", INTERIM, False),
        ("returned_outside", OUTSIDE, False),
        ("published", "", False),
        ("published:answer", "", False),
        ("published:answer", INTERIM, True),
        ("published:final", INTERIM, False),
        ("published:reply", INTERIM, True),
        ("published", CLARIFICATION, True),
        ("published:clarification", CLARIFICATION, True),
        ("published:explanation", EXPLAINING, False),
        ("approved", "", True),
    ],
)
def test_no_limit_begins_with_the_end_of_a_message(starts: str, steps: str, *, runs: bool) -> None:
    """What ends the work starts nothing; what is placed for good in one flow may leave the message open in another."""
    found = said(
        limit("after", f"{starts} > draft_submitted", "10 working_days"),
        steps=steps,
        head=EXPLAINED if steps == EXPLAINING else "",
    )
    message = f"limits[0].starts: срок не пойдёт: с событием «{starts}» работа над сообщением кончается"
    assert found == "" if runs else message in found


def test_an_interim_answer_that_is_handed_over_leaves_the_message_open() -> None:
    """A question to the author is never handed over, so that without interim answers the message ends with it."""
    after = limit("after", "handed_over > draft_submitted", "10 working_days")
    assert said(after, steps=INTERIM, ends="hand_over") == ""
    assert "работа над сообщением кончается" in said(after, steps=CLARIFICATION, ends="hand_over")


NARROW = 'clarification = { clause = "4(1)", placed_by = "executor", stages = ["b"] }\n'
UNSEEN = 'clarification = { clause = "4(1)", placed_by = "executor", stages = [] }\n'


@pytest.mark.parametrize(
    ("span", "keys", "steps", "advice"),
    [
        ("draft_submitted > approved:a, returned:a", "", NARROW, "draft_submitted:reply"),
        ("draft_submitted > approved:a, returned", "", NARROW, "draft_submitted:reply"),
        ("draft_submitted > approved:a", "", UNSEEN, "draft_submitted:reply"),
        ("draft_submitted > approved:answer", "", CLARIFICATION, "draft_submitted:reply"),
        ("approved:b > approved:c", "", NARROW, 'cancelled_by = ["published:clarification"]'),
        ("draft_submitted:reply > approved:a", "", NARROW, ""),
        ("draft_submitted > approved:a", 'cancelled_by = ["published:clarification"]', NARROW, ""),
        ("draft_submitted > approved:a", 'cancelled_by = ["clarified"]', NARROW, ""),
        ("draft_submitted > approved:b", "", NARROW, ""),
        ("draft_submitted > returned:a", "", NARROW, ""),
        ("draft_submitted > returned:a", 'cancelled_by = ["approved:a"]', NARROW, "draft_submitted:reply"),
        ("draft_submitted > approved", "", UNSEEN, ""),
        ("draft_submitted > approved:a", "", CLARIFICATION, ""),
        ("approved:a > approved:b", "", NARROW, ""),
        ("draft_submitted > published:answer", "", NARROW, ""),
    ],
)
def test_a_question_begins_no_limit_that_it_cannot_end(span: str, keys: str, steps: str, advice: str) -> None:
    """A stage that does not see questions would be late with every one of them, and be blamed for it."""
    found = said(limit("check", span, "1 working_hours", keys), steps=steps, stages=("a", "b", "c"))
    if advice:
        assert "limits[0].starts: срок начнётся и с вопроса автору, а кончить его тот не может" in found
        assert found.endswith(advice) or f"{advice}\n" in found
    else:
        assert found == ""


def test_one_limit_has_the_due_moment_of_another_system() -> None:
    """A second one would make the same instant bind two limits."""
    outside = limit("overall", "detected > published", "9 working_hours", "external_due = true")
    second = limit("other", "detected > closed", "9 working_hours", "external_due = true")
    assert said(outside) == ""
    assert "flows[0].limits[1].external_due: такой срок в порядке только один" in said(outside, second)


def test_a_pause_is_taken_where_its_step_exists() -> None:
    """The question to the author pauses a limit where the flow knows such questions."""
    pause = 'pause = { starts = "published:clarification", ends = "clarified" }'
    paused = limit("overall", "detected > published:answer", "9 working_hours", pause)
    assert said(paused, steps=CLARIFICATION) == ""
    assert said(paused).count("нужна таблица [flows.clarification]") == 2
