"""What if: one more person, another limit."""

import pytest

from domain.errors import InvalidInput
from domain.lab.engine import Town, live
from domain.lab.figures import figures
from domain.lab.staff import Staff
from domain.lab.variants import Change, answer_limit, asked_limit, little_other, one_more, with_limit
from domain.terms import LimitState
from domain.worktime import Amount, Unit
from tests.domain.lab.builders import at, staff, steady, town, under
from tests.domain.lifecycle.builders import GUL, LUZ, PLAIN, PRO, PROCEDURES, STA, VOL, Procedure, small


def hours(amount: float, unit: Unit = Unit.WORKING_HOURS) -> Amount:
    """An amount, of working hours where no other unit is named."""
    return Amount.model_validate({"amount": amount, "unit": unit})


def test_one_more_person_in_every_office_that_has_work() -> None:
    """Each line of the staff file that the procedure needs is tried; nothing else of the town changes."""
    place = town(Procedure(STA, "main"))
    variants = list(one_more(place))
    assert [(change.office, change.people) for change, _ in variants] == [
        ("coordinator", 5),
        ("executor", 7),
        ("reviewer", 3),
        ("reviewer:cur", 3),
    ]
    for number, (change, other) in enumerate(variants):
        differing = [
            (before, after)
            for before, after in zip(place.staff.offices, other.staff.offices, strict=True)
            if before != after
        ]
        ((before, after),) = differing
        assert after == before.model_copy(update={"people": before.people + 1}), number
        assert change.limit is None
        assert other.rules is place.rules


@pytest.mark.parametrize(
    ("procedure", "name"),
    [
        (Procedure(PRO, "main"), "overall"),
        (Procedure(VOL, "main"), "overall"),
        (Procedure(LUZ, "main"), "overall"),
        (Procedure(GUL, "pages"), "overall1"),
        (Procedure(GUL, "incident"), "handover"),
        (Procedure(STA, "main"), "overall"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_the_limit_on_the_answer_is_found(procedure: Procedure, name: str) -> None:
    """In each shipped procedure it is the one that a town is asked about."""
    rule = answer_limit(town(procedure))
    assert rule is not None
    assert rule.name == name


def test_an_act_without_a_limit_on_the_answer_has_none() -> None:
    """Nothing is made up: there is no such limit, and no variant of it."""
    rules = small('starts = "routed"\nends = ["draft_submitted"]\namount = 2\nunit = "working_hours"\n')
    place = under(rules, staff())
    assert answer_limit(place) is None
    assert list(little_other(place)) == []


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda procedure: procedure.name)
def test_a_little_less_and_a_little_more(procedure: Procedure) -> None:
    """The answer's limit is tried with an hour or a day more and less; the act is otherwise the same."""
    place = town(procedure)
    variants = list(little_other(place))
    rule = answer_limit(place)
    assert rule is not None
    assert [change.amount for change, _ in variants] == [
        hours(float(rule.duration.amount) + sign, rule.duration.unit) for sign in (-1, 1)
    ]
    for change, other in variants:
        changed = other.rules.regulation.flow(place.flow)
        assert changed.limit(rule.name).duration == change.amount
        kept = [item for item in changed.limits if item.name != rule.name]
        assert kept == [item for item in place.rules.regulation.flow(place.flow).limits if item.name != rule.name]
        assert other.rules.time is place.rules.time


def test_no_variant_has_no_time() -> None:
    """An hour less than an hour is no limit, and one that its draft has no room in is none either."""
    hour = PLAIN.replace("amount = 9", "amount = 1")
    assert [change.amount for change, _ in little_other(under(small(hour), staff()))] == [hours(2)]
    backward = 'before = { limit = "limit1", amount = 8, unit = "working_hours" }\nends = ["draft_submitted"]\n'
    tight = under(small(PLAIN, backward), staff())
    assert [change.amount for change, _ in little_other(tight)] == [hours(10)]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("overall=5h", hours(5)),
        ("rework=1.5h", hours(1.5)),
        ("rework=90m", hours(90, Unit.WORKING_MINUTES)),
        ("final=5d", hours(5, Unit.WORKING_DAYS)),
        ("route=1h", hours(1)),
    ],
)
def test_a_limit_is_asked_for_in_few_letters(text: str, amount: Amount) -> None:
    """Minutes, hours and days are those of service where the limit counts them."""
    asked = asked_limit(town(), text)
    assert asked is not None
    change, other = asked
    assert change == Change(limit=text.partition("=")[0], amount=amount)
    assert other.rules.regulation.flow("main").limit(change.limit or "").duration == amount


def clock_town(unit: str) -> Town:
    """A town whose limit runs by the clock."""
    return under(small(PLAIN.replace("working_hours", unit)), staff())


@pytest.mark.parametrize(
    ("unit", "text", "amount"),
    [
        ("hours", "limit1=5h", hours(5, Unit.HOURS)),
        ("hours", "limit1=2d", hours(2, Unit.DAYS_24H)),
        ("days_24h", "limit1=2d", hours(2, Unit.DAYS_24H)),
        ("calendar_days", "limit1=2d", hours(2, Unit.CALENDAR_DAYS)),
    ],
)
def test_a_limit_by_the_clock_stays_one(unit: str, text: str, amount: Amount) -> None:
    """Hours and days are the clock's where the limit counts those."""
    asked = asked_limit(clock_town(unit), text)
    assert asked is not None
    assert asked[0].amount == amount


def test_a_limit_of_another_act_is_no_error_here() -> None:
    """Two procedures may be asked at once; who has the limit answers."""
    assert asked_limit(town(), "handover=5h") is None


@pytest.mark.parametrize(
    ("place", "text", "message"),
    [
        (town(), "overall", "ожидается срок и время"),
        (town(), "overall=5", "ожидается срок и время"),
        (town(), "overall=-5h", "ожидается срок и время"),
        (town(), "draft=5h", "нет своего времени"),
        (town(), "final=1.5d", "целое число"),
        (town(), "overall=3h", "Срок overall регламента providensky-2020 не может быть таким"),
        (clock_town("hours"), "limit1=5m", "укажите часы"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_said_is_refused(place: Town, text: str, message: str) -> None:
    """A slip, a limit that follows another, or one without room for those that follow it: each is said."""
    with pytest.raises(InvalidInput) as refused:
        asked_limit(place, text)
    assert message in "; ".join((str(refused.value), *(error.message for error in refused.value.errors)))


def test_an_amount_that_no_act_can_say_is_refused() -> None:
    """Beyond what a limit may be, the file's own check speaks."""
    with pytest.raises(InvalidInput, match="не может быть таким") as refused:
        with_limit(town(), "overall", Amount.model_construct(amount=hours(9).amount * -1, unit=Unit.WORKING_HOURS))
    assert refused.value.errors


def judged(people: Staff, text: str) -> LimitState:
    """How the answer's limit of one message ends under such an act."""
    asked = asked_limit(town(people=people), text)
    assert asked is not None
    place = asked[1]
    found = figures(place, live(place, at("2026-03-16 09:00"))).limit("overall")
    assert found is not None
    return LimitState.MET if found.met else LimitState.MISSED


def test_another_limit_is_judged_by_the_core() -> None:
    """What takes seven hours and a half is in time under eight hours, and not under seven."""
    offices = [
        {"role": "coordinator", "people": 1},
        {"role": "executor", "people": 1, "steps": {"draft": {"always": 420}}},
    ]
    assert judged(steady(offices=offices), "overall=8h") is LimitState.MET
    assert judged(steady(offices=offices), "overall=7h") is LimitState.MISSED
