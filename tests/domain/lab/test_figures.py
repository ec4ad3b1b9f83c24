"""The figures of a run."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.lab.engine import live
from domain.lab.figures import Share, figures, quantile
from domain.lab.terms import Step
from tests.domain.lab.builders import ALWAYS, NEVER, OFTEN, at, march, staff, steady, town
from tests.domain.lifecycle.builders import LUZ, STA, Procedure


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_share_lies_within_its_bounds(one: int, other: int) -> None:
    """Wilson's bounds hold the share, stay between 0 and 1, and are nearer to each other for more of the same."""
    good, of = min(one, other), max(one, other)
    share, more = Share.of_counts(good, of), Share.of_counts(good * 100, of * 100)
    assert share.share is not None
    assert share.low is not None
    assert share.high is not None
    assert more.low is not None
    assert more.high is not None
    assert 0 <= share.low <= share.share <= share.high <= 1
    assert more.high - more.low < share.high - share.low


def test_the_bounds_are_those_of_the_textbook() -> None:
    """45 of 50: 78.6 % to 95.7 %; of nothing there is no share."""
    share = Share.of_counts(45, 50)
    assert share.share == 0.9
    assert share.low == pytest.approx(0.7864, abs=1e-4)
    assert share.high == pytest.approx(0.9565, abs=1e-4)
    assert Share.of_counts(0, 0).model_dump() == {"good": 0, "of": 0, "share": None, "low": None, "high": None}


def test_a_quantile_is_one_of_the_values() -> None:
    """The smallest that so large a share does not exceed."""
    assert [quantile([1.0, 2.0, 3.0, 4.0], share) for share in (0.5, 0.51, 0.9, 1.0)] == [2.0, 3.0, 4.0, 4.0]
    assert quantile([], 0.5) is None


def test_figures_of_a_day_worked_by_hand() -> None:
    """Two messages at once before one coordinator: ten minutes of waiting, all of it for him."""
    place = town(people=steady())
    found = figures(place, live(place, at("2026-03-16 10:00", "2026-03-16 10:00")))
    assert (found.messages, found.answered, found.missed, found.reminders) == (2, 2, 0, 0)
    assert found.unbroken.share == 1
    assert found.answer_median_hours == pytest.approx(40 / 60)
    assert found.answer_p90_hours == pytest.approx(50 / 60)
    assert found.end_median_hours == found.answer_median_hours
    overall = found.limit("overall")
    assert overall is not None
    assert (overall.clause, overall.ran, overall.met, overall.missed, overall.on_time.share) == ("9", 2, 2, 0, 1)
    assert found.limit("no-such") is None
    coordinator = next(office for office in found.offices if office.place == "coordinator")
    assert (coordinator.title, coordinator.people, coordinator.times) == ("координатор", 1, 4)
    assert coordinator.load == pytest.approx(40 / 50)
    assert (coordinator.waiting_minutes, coordinator.mean_wait_minutes, coordinator.queue_share) == (10, 2.5, 1)
    assert found.bottleneck == "coordinator"
    route = next(step for step in found.steps if step.step is Step.ROUTE)
    assert (route.place, route.times, route.waiting_minutes, route.working_minutes) == ("coordinator", 2, 10, 20)


def test_without_a_queue_there_is_no_bottleneck() -> None:
    """Who never waits waits for nobody; an office without work is shown as one."""
    place = town(people=steady(bodies={"shares": {"authority-1": 1, "authority-2": 1}}))
    found = figures(place, live(place, at("2026-03-16 10:00")))
    assert found.bottleneck is None
    assert all(office.queue_share == 0 for office in found.offices)
    assert sorted(office.times for office in found.offices) == [0, 2, 2]


def test_where_nobody_is_answered_there_is_no_time_to_it() -> None:
    """A month of messages that all go back to their sender has no answers, and figures all the same."""
    place = town(Procedure(LUZ, "main"), steady(chances=NEVER | {"declined": 0.95}))
    found = figures(place, live(place, at("2026-03-16 10:00")))
    assert (found.answered, found.answer_median_hours, found.answer_p90_hours) == (0, None, None)


def test_every_limit_and_every_minute_is_counted_once() -> None:
    """The sums of the tables are those of the messages; a stage and a body are called by their titles."""
    place = town(Procedure(STA, "main"), staff(chances=OFTEN, steps=ALWAYS))
    lived = live(place, march(60))
    found = figures(place, lived)
    assert sum(limit.ran for limit in found.limits) == sum(len(item.limits) for item in lived)
    assert all(limit.ran == limit.met + limit.missed + limit.cancelled for limit in found.limits)
    assert found.missed == sum(limit.missed for limit in found.limits)
    spent = [one for item in lived for one in item.spent]
    whole = sum((one.waiting + one.working for one in spent), timedelta(0)) / timedelta(minutes=1)
    assert sum(step.waiting_minutes + step.working_minutes for step in found.steps) == pytest.approx(whole)
    assert sum(office.times for office in found.offices) == sum(one.place is not None for one in spent)
    assert any(step.place is None and step.step is Step.FACTS for step in found.steps)
    titles = {office.title for office in found.offices}
    assert "исполнитель, Орган 1" in titles
    assert "согласующий: Согласование центром управления регионом" in titles
    assert [limit.name for limit in found.limits if limit.by_analogy and limit.missed] == []
