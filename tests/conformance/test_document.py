"""The tables are complete, every clause is proven or has its reason, and the document says what they say."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from domain.regulation import Regulation
from tests.conformance.document import DOCUMENT, complaints, gaps, main, proofs, written
from tests.conformance.table import Act, Clause, acts, readings, timed_duties
from tests.domain.lifecycle.builders import shipped

CLAUSES = {
    "PRO": "D1 D2 D3 D4 1 2 3 4 5 6 6(1) 6(2) 7 8 9 10 11 12 13 14 15 15(1) 15(2) 15(3) 15(4) 16 17 18 19 20 21 22",
    "VOL": "D1 D2 D3 D4 1 2 3 4 5 6 7 8 9 10 11 12 13 A2",
    "LUZ": "D1 D2 D3 D4 D5 1 2 3 4 5 6 7 8 9 10 11 12 13",
    "GUL": (
        "D1 D2 D3 D4 D5 D6 D7 1.1 1.2 1.3 1.4 1.5 1.6 1.7 1.8 2.1 2.2 2.3 2.4 2.5 2.6 2.7 2.8 2.9 "
        "3.1 3.1.1 3.1.2 3.1.3 3.1.4 3.1.5 3.1.6 3.1.7 3.2 3.2.1 3.2.2 3.2.3 3.2.4 3.2.5 3.2.6 "
        "3.3 3.4 3.5 3.6 3.7 3.8 3.9 3.10 4.1 4.2"
    ),
    "STA": (
        "D1 D2 D2(1) D2(2) D3 D3(1) D3(2) D4 D5 D6 D7 "
        "1 2 3 4 5 6 7 8 9 9(1) 9(2) 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24"
    ),
}
"""Every clause of each act, read off the acts themselves, which are not in this repository."""

TIMED = {
    "PRO": "route short return reroute overall draft decide rework publish final part month now",
    "VOL": "overall draft rework final",
    "LUZ": "return overall draft rework publish final",
    "GUL": ("send1 draft1 clar rework1 overall1 send2 draft2 rework2 struct2 handover weekend emergency final explain"),
    "STA": "send return overall draft approve publish sendback rework final co coapprove now",
}
"""Every timed duty of each act, marks of the program's own left out."""

NO_LIMITS = {"PRO-short", "PRO-month", "PRO-now", "GUL-emergency", "STA-now"}
"""Timed duties that are no limit of a message's own: at a person's word, by the month, at once."""

OTHER_LAWS = {"59-ФЗ", "152-ФЗ"}
"""The laws that a file cites where its act is silent."""

of_every_act = pytest.mark.parametrize("act", acts(), ids=lambda item: str(item.code))


def _cited(value: Any) -> Iterator[str]:  # noqa: ANN401 -- whatever a regulation holds
    if isinstance(value, dict):
        for key, inner in value.items():
            if key.endswith("clause") and isinstance(inner, str):
                yield inner
            yield from _cited(inner)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _cited(item)


@of_every_act
def test_every_clause_of_the_act_is_in_the_table(act: Act) -> None:
    """The table has the clauses of the act, all of them, once each and in their order."""
    assert [clause.id for clause in act.clauses] == CLAUSES[act.code].split()


@of_every_act
def test_every_timed_duty_of_the_act_is_in_the_table(act: Act) -> None:
    """So it is with the timed duties, and whatever else is there is marked as taken by analogy."""
    own = [duty for duty in timed_duties() if duty.code == act.code]
    named = TIMED[act.code].split()
    assert [duty.limit for duty in own if duty.limit in named] == named
    assert all(duty.mark for duty in own if duty.limit not in named)


def test_all_readings_are_in_the_table() -> None:
    """R1 to R20, in their order."""
    assert [reading.id for reading in readings()] == [f"R{number}" for number in range(1, 21)]


@of_every_act
def test_the_file_cites_only_clauses_that_there_are(act: Act) -> None:
    """Whatever clause the shipped file cites is one of the act's."""
    cited = set(_cited(shipped(act.regulation).regulation.model_dump()))
    assert cited - OTHER_LAWS <= {clause.id for clause in act.clauses}


@of_every_act
def test_every_limit_of_the_file_is_a_timed_duty(act: Act) -> None:
    """Each limit of the shipped file is in the table with its clause and its mark, and each duty is a limit of it."""
    regulation: Regulation = shipped(act.regulation).regulation
    limits = {
        f"{act.code}-{rule.name}": (rule.clause, rule.by_analogy) for flow in regulation.flows for rule in flow.limits
    }
    marks = {duty.id: duty.mark for duty in timed_duties() if duty.code == act.code}
    assert set(limits) == set(marks) - NO_LIMITS
    for name, (clause, by_analogy) in limits.items():
        duty = next(item for item in timed_duties() if item.id == name)
        assert (duty.clause, duty.mark) == (clause, by_analogy), name


def test_every_clause_is_proven_or_says_why_not() -> None:
    """No clause, duty or reading is without a test or a reason, and no test cites what there is not."""
    assert gaps(proofs()) == []


def test_a_gap_would_be_seen() -> None:
    """A clause that nothing proves, one with both a test and a reason, an unknown id: each is found."""
    proven = proofs()
    made_up = Act(
        code="XXX",
        regulation="x",
        title="x",
        clauses=(Clause(id="1", duty="x"), Clause(id="2", duty="x", no_feature="x"), Clause(id="3", duty="x")),
    )
    found = gaps(
        {**proven, "R4": [], "XXX-2": ["t"], "XXX-3": ["t"], "PRO-99": ["t"]},
        of=(made_up,),
    )
    assert found == [
        "XXX-1: no test and no reason",
        "XXX-2: a reason why there is none, and a test",
        "R4: no test",
        "PRO-99: no such clause",
        "XXX-2: no such clause",
        "XXX-3: no such clause",
    ]


def test_every_proof_is_a_test_that_says_what_it_proves() -> None:
    """Each name in the document is that of a test, and the complaints about clocks have theirs."""
    names = {name for tests in proofs().values() for name in tests}
    assert all(name.startswith("test_") and "::test_" in name for name in names)
    assert len(list(complaints())) >= 20


def test_the_document_is_up_to_date(tmp_path: Path) -> None:
    """docs/conformance.md is to the byte what `make conformance` would write now."""
    main(tmp_path / "now.md")
    assert DOCUMENT.read_bytes() == (tmp_path / "now.md").read_bytes(), "run `make conformance`"


def test_no_row_of_the_document_is_empty() -> None:
    """Every cell of every table has something in it."""
    rows = [line for line in written().splitlines() if line.startswith("|")]
    assert len(rows) > sum(len(names.split()) for names in CLAUSES.values())
    assert all(cell.strip() for row in rows for cell in row.strip("|").split(" | "))
