"""What holds of every month, whatever the procedure, the people and the seed."""

import random
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.lab.engine import live
from domain.lab.life import Life, Lived
from domain.lab.staff import Staff
from domain.lab.tasks import Duties, Task
from domain.lab.terms import Step
from domain.lifecycle import Rules, case_view, permits
from domain.lifecycle.hands import held
from domain.terms import LimitState
from tests.domain.lab.builders import NEVER, OFTEN, lives, march, staff, town
from tests.domain.lifecycle.builders import PROCEDURES, Procedure, shipped

NOTHING = timedelta(0)
OVERLOADED = [{"role": role, "people": 1, "look": 20} for role in ("coordinator", "executor", "reviewer", "head")]

procedures = st.sampled_from(PROCEDURES)
seeds = st.integers(0, 2**32)
counts = st.integers(1, 12)
months = settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def peoples(draw: st.DrawFn, chances: Mapping[str, Any] = OFTEN, least: int = 1, look: bool = True) -> Staff:  # noqa: FBT001, FBT002 -- a strategy's argument
    """People of every number and speed."""
    seen = st.sampled_from([0, 5, 45]) if look else st.just(0)
    offices = [
        {"role": role, "people": draw(st.integers(least, least + 3)), "look": draw(seen)}
        for role in ("coordinator", "executor", "reviewer", "head")
    ]
    paces = st.sampled_from([{"always": 7}, {"median": 30, "p90": 90}, {"least": 1, "likely": 5, "most": 60}])
    return staff(
        offices=offices, steps={step.value: draw(paces) for step in Step}, chances=dict(chances), importance={}
    )


def work(lived: Lived) -> Counter[tuple[Step, str]]:
    """The working time of each step of a message, in seconds."""
    sums: Counter[tuple[Step, str]] = Counter()
    for spent in lived.spent:
        sums[spent.step, spent.place.id if spent.place else ""] += int(spent.working.total_seconds())
    return sums


@months
@given(procedures, peoples(), counts, seeds)
def test_no_message_is_lost(procedure: Procedure, people: Staff, count: int, seed: int) -> None:
    """Each message comes to one end, after it came, and the core says so."""
    lived, ended = lives(town(procedure, people, seed=seed), march(count, seed=seed))
    assert [item.number for item in lived] == list(range(count))
    assert all(life.case.closed for life in ended)
    assert all(item.began < item.ended for item in lived)
    assert all(item.outcome is life.case.outcome for item, life in zip(lived, _by_number(ended), strict=True))


@months
@given(procedures, peoples(), counts, seeds)
def test_every_minute_is_somebodys(procedure: Procedure, people: Staff, count: int, seed: int) -> None:
    """Waiting and work add up to the message's whole time, and to what the core saw."""
    place = town(procedure, people, seed=seed)
    lived, ended = lives(place, march(count, seed=seed))
    for item, life in zip(lived, _by_number(ended), strict=True):
        assert sum((spent.waiting + spent.working for spent in item.spent), NOTHING) == item.whole
        by_core = held(life.case, place.rules.time, item.began, item.ended)
        assert sum((spent for _, spent in by_core), NOTHING) == item.whole


@months
@given(procedures, peoples(), counts, seeds)
def test_limits_are_judged_by_the_core(procedure: Procedure, people: Staff, count: int, seed: int) -> None:
    """What is counted as kept and missed is what the case itself shows, limit by limit."""
    place = town(procedure, people, seed=seed)
    lived, ended = lives(place, march(count, seed=seed))
    for item, life in zip(lived, _by_number(ended), strict=True):
        shown = case_view(life.case, procedure.rules, item.ended).deadlines
        assert [limit.state for limit in item.limits] == [limit.state for limit in shown]
        names = [limit.rule for limit in item.limits]
        assert all(limit.name.startswith(name) for limit, name in zip(shown, names, strict=True))
        assert {limit.state for limit in item.limits} <= {LimitState.MET, LimitState.MISSED, LimitState.CANCELLED}


@months
@given(procedures, peoples(), counts, seeds, st.randoms(use_true_random=False))
def test_a_seed_gives_one_month(
    procedure: Procedure, people: Staff, count: int, seed: int, chance: random.Random
) -> None:
    """The same seed gives the same to the second, in whatever order the messages are told of."""
    arrivals = march(count, seed=seed)
    mixed = list(arrivals)
    chance.shuffle(mixed)
    place = town(procedure, people, seed=seed)
    assert live(place, arrivals) == live(place, mixed)


@months
@given(procedures, peoples(), peoples(least=3), counts, seeds)
def test_more_people_change_when_and_not_what(
    procedure: Procedure, people: Staff, others: Staff, count: int, seed: int
) -> None:
    """With the same seed the same steps are done and take the same time, however many people there are."""
    more = others.model_copy(update={"steps": people.steps})
    arrivals = march(count, seed=seed)
    few, many = (live(town(procedure, who, seed=seed), arrivals) for who in (people, more))
    assert [work(item) for item in few] == [work(item) for item in many]
    assert [item.outcome for item in few] == [item.outcome for item in many]


@months
@given(procedures, peoples(least=12, look=False), counts, seeds)
def test_with_a_person_for_each_nobody_waits(procedure: Procedure, people: Staff, count: int, seed: int) -> None:
    """Enough people who see all at once leave no waiting, and still more change nothing at all."""
    arrivals = march(count, seed=seed)
    enough = live(town(procedure, people, seed=seed), arrivals)
    assert all(spent.waiting == NOTHING for item in enough for spent in item.spent)
    doubled = tuple(office.model_copy(update={"people": office.people * 2}) for office in people.offices)
    more = people.model_copy(update={"offices": doubled})
    assert live(town(procedure, more, seed=seed), arrivals) == enough


@months
@given(peoples(NEVER), counts, seeds)
def test_two_regulations_draw_the_same(people: Staff, count: int, seed: int) -> None:
    """A draft takes the same time under either act, and comes to the same body at the same hour of the local day."""
    arrivals = march(count, seed=seed)
    one, other = (lives(town(procedure, people, seed=seed), arrivals) for procedure in (PROCEDURES[0], PROCEDURES[-1]))
    for here, there in zip(one[0], other[0], strict=True):
        drafts = [next(spent for spent in item.spent if spent.step is Step.DRAFT) for item in (here, there)]
        assert drafts[0].working == drafts[1].working
        assert drafts[0].place == drafts[1].place
    for first, second in zip(_by_number(one[1]), _by_number(other[1]), strict=True):
        clocks = [
            shipped(name).local(life.case.events[0].at).replace(tzinfo=None)
            for name, life in ((PROCEDURES[0].regulation, first), (PROCEDURES[-1].regulation, second))
        ]
        assert clocks[0] == clocks[1]


@months
@given(procedures, peoples(), counts, seeds)
def test_people_do_what_the_core_permits(procedure: Procedure, people: Staff, count: int, seed: int) -> None:
    """Every task that is put before somebody is a command that the case accepts then: no rule is copied."""
    place, checked = town(procedure, people, seed=seed), 0

    def watched(duties: Duties, life: Life) -> Task:
        nonlocal checked
        task = _TASK(duties, life)
        if task.step is not Step.FACTS:
            checked += 1
            assert duties.command(life, task).name in {permit.command for permit in permits(life.case, place.rules)}
        return task

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Duties, "task", watched)
        lived = live(place, march(count, seed=seed))
    assert checked == sum(spent.step is not Step.FACTS for item in lived for spent in item.spent)


_TASK = Duties.task


def _by_number(ended: list[Life]) -> list[Life]:
    return sorted(ended, key=lambda life: life.arrival.number)


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
def test_what_a_case_remembers_changes_no_figure(procedure: Procedure, monkeypatch: pytest.MonkeyPatch) -> None:
    """A month of queues comes to the same, to the second, where every limit is computed each time it is asked for."""
    place, arrivals = town(procedure, staff(offices=OVERLOADED, chances=OFTEN)), march(15)
    remembered = live(place, arrivals)
    monkeypatch.setattr(Rules, "limits", Rules._computed)  # noqa: SLF001 -- what stands behind the memory
    assert live(place, arrivals) == remembered
