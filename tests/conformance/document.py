"""Writes docs/conformance.md: every clause of every act with the tests that prove it.

``python -m tests.conformance.document`` (or ``make conformance``) writes it anew; a test compares it with what this
module would write, so that it is never stale.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path

from tests.conformance.proof import proven_by
from tests.conformance.table import Act, acts, known_ids, readings, timed_duties

DOCUMENT = Path(__file__).parents[2] / "docs" / "conformance.md"
COMPLAINTS = Path(__file__).parents[1] / "domain" / "deadlines" / "test_complaints.py"
_COMPLAINT = "Complaint: "

_FRAME = """\
# Conformance: every clause and its proof

Five municipal acts are executed by this program. This page lists every clause of each of them: its duty in our own
words, and the tests that prove that the program keeps to it, or why no feature of a program answers to it. The duties
are in Russian, because the lawyers of the municipalities read them; the acts themselves are not in this repository.

The page is written by `make conformance` and compared with its source by a test; do not edit it. The clauses stand in
`tests/conformance/clauses/`, the tests in `tests/conformance/`. `pytest tests/conformance -k PRO-route` proves one
timed duty; a name below is a test's own, as in `pytest tests/conformance/test_limits.py::NAME`.

`D1` is point 1 of the resolution that approves an act, `A2` its appendix 2; Providensky's clauses have lost their
numbers in the published text and are numbered here in their order. `R1` to `R20` are the readings of what the acts
leave open: they stand in each regulation's file too, with the place for the municipality to confirm them.
"""

_TIMED = """\
Each duty is proven at its limit (in time), a second before it (in time) and a second after it (late), on the working
clock of its municipality, with limits that end in the middle of service, where the break begins (the break is still
in time) and at the close (the next morning is late). A duty that is a window for one of two outcomes may be used late
and is late then, but is never owed. A term taken over by analogy reminds and is never missed. The deadlines that were
worked by hand are entered into a running installation as well, in `tests/e2e/test_vectors_through_rest.py`.
"""

_COMPLAINED = """\
What users of comparable systems complain about, as far as it concerns clocks, is tested in
`tests/domain/deadlines/test_complaints.py`.
"""


def proofs() -> dict[str, list[str]]:
    """For every id that a test cites, the tests that prove it, in the order of their files."""
    found: dict[str, list[str]] = {}
    for path in sorted(Path(__file__).parent.glob("test_*.py")):
        module = import_module(f"{__package__}.{path.stem}")
        for name, value in vars(module).items():
            if name.startswith("test_"):
                for proven in dict.fromkeys(proven_by(value)):
                    found.setdefault(proven, []).append(f"{path.name}::{name}")
    return found


def complaints() -> Iterator[tuple[str, str]]:
    """Each complaint about clocks and the test that answers it."""
    tests = (
        item for item in ast.parse(COMPLAINTS.read_text(encoding="utf-8")).body if isinstance(item, ast.FunctionDef)
    )
    for test in tests:
        said = ast.get_docstring(test) or ""
        if said.startswith(_COMPLAINT):
            yield said.removeprefix(_COMPLAINT).partition(". Here")[0], f"{COMPLAINTS.name}::{test.name}"


def gaps(proven: Mapping[str, Sequence[str]], of: Iterable[Act] | None = None) -> list[str]:
    """What is wrong: ids without a proof, a proof beside a reason why there is none, ids that nothing has."""
    found = []
    for act in acts() if of is None else of:
        for clause in act.clauses:
            full = act.full(clause.id)
            if clause.no_feature is None and not proven.get(full):
                found.append(f"{full}: no test and no reason")
            if clause.no_feature is not None and proven.get(full):
                found.append(f"{full}: a reason why there is none, and a test")
    ids = [*(duty.id for duty in timed_duties()), *(reading.id for reading in readings())]
    found += [f"{name}: no test" for name in ids if not proven.get(name)]
    return found + [f"{name}: no such clause" for name in sorted(set(proven) - set(known_ids()))]


def written() -> str:
    """The document's text."""
    proven = proofs()
    parts = [_FRAME]
    for act in acts():
        rows = [
            (f"`{item.id}`", item.duty, item.no_feature or _cell(proven[act.full(item.id)])) for item in act.clauses
        ]
        parts += [
            f"## {act.code}: {act.title}\n",
            _table(("clause", "обязанность", "proof, or why there is none"), rows),
        ]
    timed = [(f"`{item.id}`", item.clause, item.duty, _cell(proven[item.id])) for item in timed_duties()]
    parts += ["## Timed duties\n", _TIMED, _table(("duty", "clause", "срок", "proof"), timed)]
    read = [(f"`{item.id}`", item.reading, _cell(proven[item.id])) for item in readings()]
    parts += ["## Readings\n", _table(("reading", "толкование", "proof"), read)]
    complained = [(said, f"`{test}`") for said, test in complaints()]
    parts += ["## Complaints about clocks\n", _COMPLAINED, _table(("complaint", "proof"), complained)]
    return "\n".join(parts)


def _cell(tests: Iterable[str]) -> str:
    return "<br>".join(f"`{test}`" for test in tests)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def main(path: Path = DOCUMENT) -> None:
    """Write the document."""
    path.write_text(written(), encoding="utf-8")


if __name__ == "__main__":
    main()
