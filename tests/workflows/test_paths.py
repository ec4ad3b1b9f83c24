"""Whole lives on the real server: every procedure of every regulation, from detection to the end."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from db.queries import case_of, get_message, journal
from domain.terms import LimitState, Outcome, State
from tests.workflows.conftest import Begin
from tests.workflows.lives import DRAFT, PROCEDURES, ROUTE, Procedure, live

NAMES = [procedure.name for procedure in PROCEDURES]


@pytest.mark.parametrize("returns", [0, 2])
@pytest.mark.parametrize("procedure", PROCEDURES, ids=NAMES)
async def test_a_whole_life_reaches_the_read_model(
    procedure: Procedure, returns: int, begin: Begin, engine: Engine
) -> None:
    """A life ends as its procedure says, with every limit met and every step in the journal with its clause."""
    life = await begin(procedure.regulation, flow=procedure.flow)
    case = await live(life, procedure, returns)
    assert case.state is State.CLOSED
    assert case.outcome is (Outcome.HANDED_OVER if procedure.flow == "incident" else Outcome.ANSWERED)
    assert case.returns == returns
    with Session(engine) as session:
        row = get_message(session, case.id)
        entries = journal(session, case.id)
    assert row is not None
    assert case_of(row) == case
    assert [entry.seq for entry in entries] == list(range(1, case.journal_seq + 1))
    acts = [entry for entry in entries if entry.action != "registered"]
    assert [entry.action for entry in acts] == [command for command, _ in procedure.steps(returns)]
    assert all(entry.clause for entry in acts)
    assert {limit.state for limit in case.deadlines} <= {LimitState.MET, LimitState.CANCELLED}


@pytest.mark.parametrize(
    ("command", "payload", "outcome"),
    [
        ("exclude", {"ground": "threats"}, Outcome.REFUSED),
        ("close", {"reason": "Автор удалил запись."}, Outcome.OTHER),
    ],
)
async def test_a_life_may_end_early(
    command: str, payload: dict[str, object], outcome: Outcome, begin: Begin, engine: Engine
) -> None:
    """Exclusion and closing end the life at any step, and no clock runs after it."""
    life = await begin("stavropol-2023")
    await life.give(*ROUTE[:1], **ROUTE[1])
    await life.give(*DRAFT[:1], **DRAFT[1])
    case = await life.give(command, **payload)
    assert case.outcome is outcome
    await life.handle.result()
    assert not [limit for limit in case.deadlines if limit.state in {LimitState.RUNNING, LimitState.PENDING}]
    with Session(engine) as session:
        row = get_message(session, case.id)
    assert row is not None
    assert row.explanations, "a closed case keeps how its limits were computed"
