"""The sum inside one outer limit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.regulation import Regulation
from domain.regulation.fit import Finding, Level, findings
from tests.domain.regulation.small import EXPLAINED, EXPLAINING, INTERIM, RESOLUTION, WEEK, limit, small

OVERALL = limit("overall", "detected > published", "9 working_hours", clause="9")
DRAFT = limit("draft", "draft_submitted", "before overall 4 working_hours", clause="10")
ROUTE = limit("route", "detected > routed", "30 working_minutes", clause="7")
DECIDE = limit("decide", "draft_submitted > approved, returned", "30 working_minutes", clause="11")
REWORK = limit("rework", "returned > draft_submitted", "60 working_minutes", clause="12")
PUBLISH = limit("publish", "approved > published", "30 working_minutes", clause="13")


def only(regulation: Regulation) -> Finding:
    """The only finding of a regulation."""
    (found,) = findings(regulation)
    return found


def summed(*limits: str, steps: str = "", stages: tuple[str, ...] = ("a",), ends: str = "publish") -> Finding:
    """The only finding of these limits."""
    return only(small(*limits, steps=steps, stages=stages, ends=ends))


def test_whole_rounds_of_rework_are_counted() -> None:
    """Four hours hold an approval, a publication and two rounds of an hour and a half, to the minute."""
    found = summed(OVERALL, DRAFT, ROUTE, DECIDE, REWORK, PUBLISH)
    assert (found.level, found.minutes_left) == (Level.TIGHT, 0)
    assert found.clauses == ("9", "10", "7", "11", "12", "13")
    assert found.text == (
        "«Срок overall» (пункт 9) — 9 ч рабочего времени. До срока проекта (пункт 10) 5 ч: направление 0,5 + "
        "исполнителю 4,5. После него 4 ч; согласование 0,5 + размещение 0,5 + 2 × (возврат 0,5 + доработка 1) = 4 ч. "
        "Полных доработок помещается: 2, запаса нет."
    )


def test_a_window_of_its_own_is_what_sending_back_takes() -> None:
    """Ten minutes for sending back replace the thirty of the approval, and the sum is in minutes."""
    window = limit("sendback", "draft_submitted > returned", "10 working_minutes", "alternative = true", clause="15")
    found = summed(OVERALL, DRAFT, DECIDE, window, REWORK, PUBLISH)
    assert (found.level, found.minutes_left) == (Level.FITS, 40)
    assert "3 × (возврат 10 + доработка 60)" not in found.text
    assert "2 × (возврат 10 + доработка 60) = 200 мин. Полных доработок помещается: 2, остаётся 40 мин." in found.text


@pytest.mark.parametrize(
    ("reserve", "level", "left", "said"),
    [
        ("2.5", Level.TIGHT, 0, "Полных доработок помещается: 1, запаса нет."),
        ("2.9", Level.TIGHT, 24, "Полных доработок помещается: 1, остаётся 24 мин."),
        ("3", Level.FITS, 30, "Полных доработок помещается: 1, остаётся 30 мин."),
        ("2", Level.IMPOSSIBLE, -30, "Ни одна полная доработка не помещается: не хватает 30 мин."),
        ("1", Level.IMPOSSIBLE, -90, "Ни одна полная доработка не помещается: не хватает 1 ч 30 мин."),
        ("0.5", Level.IMPOSSIBLE, -120, "Не помещается и без доработки: не хватает 30 мин."),
    ],
)
def test_one_round_at_least_has_to_fit(reserve: str, level: Level, left: int, said: str) -> None:
    """Where no whole round fits the limits cannot all be used; where one does, what is left has to hold a step."""
    found = summed(
        OVERALL, limit("draft", "draft_submitted", f"before overall {reserve} working_hours"), DECIDE, REWORK, PUBLISH
    )
    assert (found.level, found.minutes_left) == (level, left)
    assert said in found.text


def test_steps_without_a_limit_are_named() -> None:
    """Without limits for approval and publication no rounds are counted: what is left is theirs."""
    found = summed(OVERALL, DRAFT, REWORK, stages=("a", "b"))
    assert (found.level, found.minutes_left) == (Level.FITS, 180)
    assert found.text.endswith(
        "После него остаётся 4 ч. С одной полной доработкой: проект 5 + доработка 1 = 6 ч из 9, остаётся 3 ч. "
        "Своего срока нет: согласование (a, b), размещение."
    )


def test_a_stage_that_no_limit_covers_is_named() -> None:
    """An approval of the second of three stages covers two of them."""
    partly = limit("decide", "draft_submitted > approved:b", "30 working_minutes")
    found = summed(OVERALL, DRAFT, partly, REWORK, PUBLISH, stages=("a", "b", "c"))
    assert found.text.endswith("Своего срока нет: согласование (c).")


def test_limits_of_single_stages_are_added() -> None:
    """A chain whose stages have their own limits takes all of them, and so does sending back from its end."""
    first = limit("first", "draft_submitted > approved:a", "30 working_minutes")
    second = limit("second", "approved:a > approved", "60 working_minutes")
    found = summed(OVERALL, DRAFT, first, second, REWORK, stages=("a", "b"))
    assert "согласование 0,5 + согласование 1 + 1 × (возврат 0,5 + возврат 1 + доработка 1) = 4 ч" in found.text
    assert (found.level, found.minutes_left) == (Level.TIGHT, 0)


def test_routing_inside_the_limit_is_added() -> None:
    """Where the outer limit begins before routing, its limit and that of the draft are added (GUL-3.2)."""
    found = summed(
        limit("handover", "received > handed_over", "8 working_hours"),
        limit("send", "resolved > routed", "2 working_hours"),
        limit("draft", "routed > draft_submitted", "4 working_hours"),
        limit("rework", "returned > draft_submitted", "3 working_hours"),
        steps=RESOLUTION,
        ends="hand_over",
    )
    assert (found.level, found.minutes_left) == (Level.IMPOSSIBLE, -60)
    assert found.text == (
        "«Срок handover» (пункт handover) — 8 ч рабочего времени. До срока проекта (пункт draft) 6 ч: направление 2 + "
        "исполнителю 4. После него остаётся 2 ч. С одной полной доработкой: направление 2 + проект 4 + доработка 3 = "
        "9 ч из 8, не хватает 1 ч. Своего срока нет: резолюция, согласование (a), передача."
    )


@pytest.mark.parametrize(
    ("begins", "limits", "inside"),
    [
        ("detected", ("received > resolved 1", "resolved > routed 2"), "резолюция 1 + направление 2 + проект 1"),
        ("detected", ("received > resolved 1",), "резолюция 1 + проект 1"),
        (
            "detected",
            ("received > resolved 1", "resolved > routed 2", "detected > assigned 2"),
            "направление 2 + проект 1",
        ),
        ("resolved", ("received > resolved 1", "resolved > routed 2"), "направление 2 + проект 1"),
        ("routed", ("received > resolved 1", "resolved > routed 2"), "проект 1"),
    ],
)
def test_what_lies_between_the_beginnings_is_inside(begins: str, limits: tuple[str, ...], inside: str) -> None:
    """Of resolution and routing those count that lie between the outer limit's beginning and the draft's."""
    found = summed(
        limit("overall", f"{begins} > published", "9 working_hours"),
        *(limit(f"step{'x' * number}", each[:-2], f"{each[-1]} working_hours") for number, each in enumerate(limits)),
        limit("draft", "assigned > draft_submitted", "1 working_hours"),
        steps=RESOLUTION,
        stages=(),
    )
    assert f"Вместе: {inside} =" in found.text


@pytest.mark.parametrize(
    ("draft", "steps", "untimed"),
    [
        ("routed", "", "направление, размещение"),
        ("routed", RESOLUTION, "резолюция, направление, размещение"),
        ("resolved", RESOLUTION, "резолюция, размещение"),
        ("detected", RESOLUTION, "размещение"),
    ],
)
def test_untimed_steps_before_the_draft_are_named(draft: str, steps: str, untimed: str) -> None:
    """A resolution or a routing without a limit is inside the outer limit all the same."""
    found = summed(
        limit("overall", "received > published", "9 working_hours"),
        limit("draft", f"{draft} > draft_submitted", "5 working_hours"),
        steps=steps,
        stages=(),
    )
    assert found.text.endswith(f"Своего срока нет: {untimed}.")


def test_the_shortest_of_several_draft_limits_counts() -> None:
    """Both bind, the earlier first; a total that a return opens again holds the rework and is no draft's limit."""
    found = summed(
        limit("overall", "routed > approved", "16 working_hours"),
        limit("long", "routed > draft_submitted", "8 working_hours"),
        limit("short", "routed > draft_submitted", "6 working_hours"),
        limit("total", "routed > draft_submitted", "4 working_hours", 'reopened_by = ["returned"]'),
    )
    assert found.limits == ("overall", "short")


def test_a_backward_limit_is_the_draft_of_its_own_outer_limit() -> None:
    """A shorter limit that precedes another outer one does not take its place."""
    sums = findings(
        small(
            OVERALL,
            DRAFT,
            limit("early", "detected > approved", "5 working_hours"),
            limit("earlier", "draft_submitted", "before early 3 working_hours"),
        )
    )
    assert [found.limits for found in sums] == [("overall", "draft"), ("early", "earlier")]


def test_working_days_are_counted_as_usual_days() -> None:
    """A limit of days that ends with the last approval, whose stages have no limits (GUL-3.1)."""
    found = summed(
        limit("overall", "routed > approved:b", "2 working_days"),
        limit("draft", "routed > draft_submitted", "8 working_hours"),
        limit("rework", "returned > draft_submitted", "4 working_hours"),
        stages=("a", "b"),
    )
    assert (found.level, found.minutes_left) == (Level.FITS, 240)
    assert "— 16 ч рабочего времени (2 раб. дн. по 8 ч)." in found.text
    assert "проект 8 + доработка 4 = 12 ч из 16, остаётся 4 ч." in found.text
    assert found.text.endswith("Своего срока нет: согласование (a, b).")


def test_a_day_is_that_of_the_files_own_week() -> None:
    """The usual day is read from the calendar of the regulation."""
    short = WEEK.replace("18:00", "15:00")
    regulation = small(limit("overall", "routed > published", "2 working_days"), ROUTE, PUBLISH, week=short)
    assert "— 10 ч рабочего времени (2 раб. дн. по 5 ч)." in only(regulation).text


def test_no_days_are_no_time() -> None:
    """A limit of no days at all holds nothing."""
    found = summed(limit("overall", "routed > published", "0 working_days"), PUBLISH)
    assert (found.level, found.minutes_left) == (Level.IMPOSSIBLE, -30)
    assert "— 0 мин рабочего времени. Вместе: размещение 0,5 = 0,5 ч из 0, не хватает 30 мин." in found.text


def test_routing_may_leave_the_executor_nothing() -> None:
    """A draft limit that is no longer than that of routing can't be kept by the executor."""
    late, sums = findings(
        small(OVERALL, limit("draft", "draft_submitted", "before overall 8.5 working_hours"), ROUTE, DECIDE, REWORK)
    )
    assert (late.level, late.minutes_left, late.limits) == (Level.IMPOSSIBLE, 0, ("overall", "draft", "route"))
    assert "0,5 ч, до получения исполнителем уходит: направление 0,5. Ему не остаётся ни минуты." in late.text
    assert sums.level is Level.FITS


def test_a_limit_that_holds_nothing_is_not_spoken_of() -> None:
    """Without any limit inside it there is nothing to add up; limits inside are no outer ones."""
    assert findings(small(OVERALL)) == ()
    assert findings(small(PUBLISH, DECIDE, REWORK)) == ()


@pytest.mark.parametrize(
    "outer",
    [
        limit("overall", "detected > published", "9 working_hours", "alternative = true"),
        limit("overall", "detected > published", "9 working_hours", "by_analogy = true"),
        limit("overall", "received > published", "9 working_hours", "starts_on_day_off = true"),
        limit("overall", "detected > published", "9 hours"),
        limit("overall", "detected > published", "9 calendar_days"),
        limit("overall", "detected > published:explanation", "9 working_hours"),
        limit("overall", "detected > published:interim", "9 working_hours"),
        limit("overall", "detected > approved:a", "9 working_hours"),
        limit("overall", "detected > closed", "9 working_hours"),
        limit("overall", "published:interim > published", "9 working_hours"),
    ],
)
def test_other_limits_are_no_outer_ones(outer: str) -> None:
    """Windows, analogies, other units, other drafts, single stages and later beginnings hold no whole answer."""
    head, steps = EXPLAINED, EXPLAINING + INTERIM
    assert findings(small(outer, ROUTE, REWORK, PUBLISH, head=head, steps=steps, stages=("a", "b"))) == ()


@pytest.mark.parametrize(
    "inner",
    [
        limit("inner", "returned > draft_submitted", "1 working_hours", "by_analogy = true"),
        limit("inner", "returned:explanation > draft_submitted", "1 working_hours"),
        limit("inner", "published:interim > draft_submitted:final", "7 working_days"),
        limit("inner", "routed > draft_submitted:explanation", "1 working_hours"),
        limit("inner", "declined > routed", "30 working_minutes", "by_analogy = true"),
        limit("inner", "draft_submitted:explanation > approved", "1 working_hours"),
        limit("inner", "approved:a > published", "1 working_hours"),
    ],
)
def test_limits_of_other_passages_are_not_added(inner: str) -> None:
    """What happens to another draft, by analogy or in the middle of the chain is no step of the ordinary answer."""
    steps = EXPLAINING + INTERIM + 'decline = { clause = "3", then = "reroute" }\n'
    assert findings(small(OVERALL, inner, head=EXPLAINED, steps=steps, stages=("a", "b"))) == ()


def test_the_longest_rework_counts() -> None:
    """Where stages have limits of their own for a rework, the worst case is summed."""
    found = summed(
        OVERALL,
        DRAFT,
        limit("short", "returned:a > draft_submitted", "15 working_minutes"),
        limit("long", "returned:b > draft_submitted", "2 working_hours"),
        stages=("a", "b"),
    )
    assert "доработка 2" in found.text


def test_without_a_draft_limit_the_rest_is_summed() -> None:
    """The draft is then named among the steps without a limit."""
    found = summed(OVERALL, DECIDE, REWORK, PUBLISH)
    assert (found.level, found.minutes_left) == (Level.FITS, 390)
    assert (
        "С одной полной доработкой: возврат 0,5 + доработка 1 + согласование 0,5 + размещение 0,5 = 2,5 ч" in found.text
    )
    assert found.text.endswith("Своего срока нет: проект.")


def test_rounds_that_take_no_time_are_not_counted() -> None:
    """An approval and a rework at once cost nothing, so their number has no end."""
    found = summed(
        OVERALL,
        DRAFT,
        limit("decide", "draft_submitted > approved", "0 at_once"),
        limit("rework", "returned > draft_submitted", "0 at_once"),
        PUBLISH,
    )
    assert "возврат 0 + доработка 0 + согласование 0 + размещение 0,5 = 5,5 ч из 9, остаётся 3 ч 30 мин" in found.text


@given(
    lead=st.integers(1, 480),
    approve=st.integers(1, 120),
    send_back=st.integers(1, 120),
    rework=st.integers(1, 120),
    place=st.integers(1, 120),
)
def test_the_number_of_rounds_is_what_trying_finds(
    lead: int, approve: int, send_back: int, rework: int, place: int
) -> None:
    """Adding one round after another until none fits gives the same number and the same rest."""
    found = summed(
        OVERALL,
        limit("draft", "draft_submitted", f"before overall {lead} working_minutes"),
        limit("decide", "draft_submitted > approved", f"{approve} working_minutes"),
        limit("sendback", "draft_submitted > returned", f"{send_back} working_minutes", "alternative = true"),
        limit("rework", "returned > draft_submitted", f"{rework} working_minutes"),
        limit("publish", "approved > published", f"{place} working_minutes"),
    )
    rounds, left = 0, lead - approve - place
    while left >= send_back + rework:
        rounds, left = rounds + 1, left - send_back - rework
    if rounds:
        assert f"помещается: {rounds}, " in found.text
        assert found.minutes_left == left
        assert found.level is not Level.IMPOSSIBLE
    else:
        assert found.level is Level.IMPOSSIBLE
        assert found.minutes_left == left - send_back - rework


FIRST = limit("first", "detected > published:reply, published:clarification", "1 working_hours")
WHOLE = limit("overall", "detected > published:answer", "9 working_hours", clause="9")
ASKING = 'clarification = { clause = "4", placed_by = "executor" }\n'


def test_a_first_reaction_holds_no_steps() -> None:
    """What a question to the author fulfils is not compared with the time that an answer takes."""
    found = summed(WHOLE, FIRST, DRAFT, steps=ASKING)
    assert found.limits == ("overall", "draft")


def test_an_interim_answer_is_a_first_reaction_where_the_final_one_is_still_owed() -> None:
    """Beside a limit that only the final answer fulfils; where an interim one fulfils both, each holds the steps."""
    first = limit("first", "detected > published:answer", "6 working_hours", clause="8")
    final = limit("overall", "detected > published:final", "9 working_hours", clause="9")
    assert summed(final, first, DRAFT, steps=INTERIM).limits == ("overall", "draft")
    both = [item.limits[0] for item in findings(small(WHOLE, first, DRAFT, steps=INTERIM))]
    assert both == ["overall", "first"]
