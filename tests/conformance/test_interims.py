"""The interim answer of every procedure: its way, the clock that it stops for good, the clock that it starts (R10)."""

from domain.terms import DraftKind, Outcome
from tests.conformance.alike import CHAIN, COMPLETED, Alike, complete, take, to_executor
from tests.conformance.checks import clauses, missed, states
from tests.conformance.proof import for_each, proves
from tests.conformance.timed import Step
from tests.domain.lifecycle.builders import EXECUTOR, GUL, LUZ, PRO, STA, VOL, Life

ROWS = (
    Alike(PRO, ("14",)),
    Alike(VOL, ("9",)),
    Alike(LUZ, ("10",)),
    Alike(GUL, ("3.3",), "pages"),
    Alike(GUL, ("3.3",), "incident"),
    Alike(STA, ("17",)),
)

OVERALL = {
    PRO: ("overall",),
    VOL: ("overall",),
    LUZ: ("overall",),
    STA: ("overall",),
    f"{GUL}-pages": ("overall1",),
    f"{GUL}-incident": ("handover", "struct2"),
}
"""The limits of the whole, which an interim answer fulfils."""

DRAFT = {PRO: "draft", VOL: "draft", LUZ: "draft", STA: "draft", f"{GUL}-pages": "draft1", f"{GUL}-incident": "draft2"}

of_every_procedure = for_each("row", ROWS)


def interim(row: Alike, sent: str = "2026-03-16 15:00") -> Life:
    """A message whose interim answer went the whole way at one moment."""
    life = row.life("2026-03-16 09:00")
    to_executor(row, life, "2026-03-16 09:10")
    life.do("interim_answer", "2026-03-16 10:00", EXECUTOR)
    complete(row, life, sent)
    return life


@proves("R10")
@of_every_procedure
def test_an_interim_answer_goes_the_whole_way(row: Alike) -> None:
    """It is drafted within the limit of the draft, cited as such, approved by every stage and placed like an answer."""
    life = row.life("2026-03-16 09:00")
    to_executor(row, life)
    life.do("interim_answer", "2026-03-16 09:20", EXECUTOR)
    assert life.state(DRAFT[row.label]) == "met"
    assert life.view.draft is not None
    assert life.view.draft.kind is DraftKind.INTERIM
    take(life, CHAIN[row.regulation])
    assert life.case.interims == 0
    take(life, (COMPLETED[row.regulation, row.flow],))
    assert (life.case.interims, life.case.state, life.case.outcome) == (1, "interim_published", None)


@proves("R10")
@of_every_procedure
def test_it_stops_the_whole_for_good_and_starts_the_final_draft(row: Alike) -> None:
    """The limits of the whole are met and stay so; the final draft's clock runs to the end of its last working day."""
    life = interim(row, "2026-03-16 11:00")
    whole = OVERALL[row.label]
    assert set(states(life, *whole).values()) == {"met"}
    assert life.deadline("final").clause == row.clauses[0]
    assert life.due("final") == ("2026-03-19 18:00" if row.regulation == STA else "2026-03-25 18:00")
    life.do("submit_draft", "2026-03-18 12:00", EXECUTOR)
    life.do("return", by=CHAIN[row.regulation][0].by)
    life.wait("2026-04-01 12:00")
    assert set(states(life, *whole).values()) == {"met"}
    assert all(missed(life, name) == [] for name in whole)


@proves("R10")
@of_every_procedure
def test_a_late_one_leaves_the_whole_missed(row: Alike) -> None:
    """Placed after the limit of the whole it stops that limit all the same, as missed (R8)."""
    life = interim(row, "2026-03-19 10:00")
    first = OVERALL[row.label][0]
    assert states(life, first) == {first: "missed"}
    assert life.state("final") == "running"


@proves("R10")
@of_every_procedure
def test_the_clock_of_the_final_draft_runs_from_the_first_one(row: Alike) -> None:
    """A further interim answer is accepted and placed; it moves nothing, which is said before it is given."""
    life = interim(row, "2026-03-16 11:00")
    due = life.due("final")
    (offer,) = (item for item in life.view.next if item.command == "interim_answer")
    assert offer.notice is not None
    assert "не начинает нового срока" in offer.notice
    life.do("interim_answer", "2026-03-17 12:00", EXECUTOR)
    complete(row, life)
    assert (life.case.interims, life.due("final"), life.state("final")) == (2, due, "running")
    assert "final-2" not in states(life, "final-2")


@proves("R10")
@of_every_procedure
def test_the_final_answer_goes_the_ordinary_way_without_an_outer_limit(row: Alike) -> None:
    """Its draft cites the clause on interims; approval and rework have their limits again, the whole has none."""
    life = interim(row, "2026-03-16 11:00")
    before = {item.name for item in life.view.deadlines if item.state != "pending"}
    life.do("submit_draft", "2026-03-18 12:00", EXECUTOR)
    assert clauses(life, "submit_draft")[-1] == row.clauses[0]
    assert life.state("final") == "met"
    life.do("return", "2026-03-18 12:05", CHAIN[row.regulation][0].by)
    rework = next(item for item in life.view.deadlines if item.name.startswith("rework") and item.state == "running")
    assert rework.name not in before
    life.do("submit_draft", "2026-03-18 12:10", EXECUTOR)
    complete(row, life, "2026-03-18 12:20")
    answered = Outcome.HANDED_OVER if row.flow == "incident" else Outcome.ANSWERED
    assert life.case.outcome is answered
    assert missed(life, OVERALL[row.label][0]) == []
    assert not life.view.overdue


@proves("STA-14", "STA-17", "R10")
def test_the_cap_is_spent_after_an_interim_answer() -> None:
    """In Stavropol the final answer has its thirty minutes from the last approval, whatever the overall limit was."""
    row = Alike(STA, ("17",))
    life = interim(row, "2026-03-16 11:00")
    life.do("submit_draft", "2026-03-18 12:00", EXECUTOR)
    take(life, CHAIN[STA], "2026-03-18 12:10")
    assert life.due("publish-2") == "2026-03-18 12:40"


@proves("R10", "R9")
def test_an_interim_answer_is_held_to_both_limits() -> None:
    """In Providensky clause 10 times its draft, clause 9 its placement, and clause 14 the final draft."""
    life = Alike(PRO, ("14",)).life("2026-03-16 09:00")
    take(life, (Step("route"),))
    life.do("interim_answer", "2026-03-16 15:00", EXECUTOR)
    life.do("approve", "2026-03-17 09:50")
    life.do("publish", "2026-03-17 10:00", EXECUTOR)
    kept = {item.name: (item.clause, item.state.value) for item in life.view.deadlines}
    assert kept["draft"] == ("10", "met")
    assert kept["overall"] == ("9", "met")
    assert kept["final"] == ("14", "running")
