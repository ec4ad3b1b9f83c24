"""Several runs side by side."""

from multiprocessing import get_context

from domain.lab import figures, live
from ops.simulation_runs import Packed, begin, run_all, run_packed
from tests.domain.lab.builders import march, staff, town
from tests.domain.lifecycle.builders import GUL, STA, Procedure

TOWNS = [town(), town(Procedure(STA, "main")), town(Procedure(GUL, "incident"), staff(importance={}), seed=9)]


def test_a_town_outlives_its_journey() -> None:
    """What another process unpacks works by the same rules with the same people."""
    for place in TOWNS:
        unpacked = Packed.of(place).town()
        assert unpacked.rules.regulation == place.rules.regulation
        assert unpacked.rules.time.version == place.rules.time.version
        assert (unpacked.flow, unpacked.staff, unpacked.seed) == (place.flow, place.staff, place.seed)


def test_processes_change_nothing() -> None:
    """The same figures in the same order, and every life is told of, whether one process works or two."""
    arrivals = march(30)
    told: list[int] = []
    alone = run_all(TOWNS, arrivals, told.append)
    assert sum(told) == 90
    together = run_all(TOWNS, arrivals, told.append, processes=2)
    assert together == alone
    assert sum(told) == 180


def test_a_process_counts_what_it_has_done() -> None:
    """Every twentieth life is told of, so that a bar moves."""
    ended = get_context("spawn").Value("Q", 0)
    arrivals = march(45)
    begin(ended, arrivals)
    assert run_packed(Packed.of(TOWNS[0])) == figures(TOWNS[0], live(TOWNS[0], arrivals))
    assert ended.value == 40
