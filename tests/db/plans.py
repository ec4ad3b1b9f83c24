"""How a database means to carry out what a question asks of it."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, event
from sqlmodel import Session

_EXPLAINED = ("SELECT", "INSERT", "UPDATE", "DELETE")
_WHOLE_INDEX = frozenset({"Index Scan", "Index Only Scan"})


def faults(session: Session, question: Callable[[Session], object]) -> list[str]:
    """Ask a question, and name what its plans read from end to end; what it wrote is taken back.

    An index without a condition may be walked in the order of the list only where nothing narrows the list, and a page
    ends the walk; otherwise the walk passes by whatever the filter does not want, perhaps all.
    """
    asked = statements(session, question)
    assert asked
    of_kind = _sqlite if session.get_bind().dialect.name == "sqlite" else _postgresql
    found = [fault for statement, given in asked for fault in of_kind(session.connection(), statement, given)]
    session.rollback()
    return found


def statements(session: Session, question: Callable[[Session], object]) -> list[tuple[str, Any]]:
    """What a question sends to the database, each with the values of one row; the objects known so far are forgotten.

    Nothing is written by hand here: a question that changes is explained as it became.
    """
    session.rollback()
    session.expunge_all()
    asked: list[tuple[str, Any]] = []

    def listen(_connection: object, _cursor: object, statement: str, given: Any, *_: object) -> None:  # noqa: ANN401 -- as the driver wants it
        if statement.startswith(_EXPLAINED):
            asked.append((statement, given[0] if isinstance(given, list) else given))

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", listen)
    question(session)
    event.remove(connection, "before_cursor_execute", listen)
    return asked


def _sqlite(connection: Connection, statement: str, given: Any) -> Iterator[str]:  # noqa: ANN401 -- as the driver wants it
    steps = [str(row[-1]) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)]
    is_page = "LIMIT" in statement and not any("TEMP B-TREE" in step for step in steps)
    may_walk = is_page and "WHERE" not in statement
    for step in steps:
        if step.startswith("SCAN") and not (may_walk and re.search(r"USING (COVERING )?INDEX", step)):
            yield f"{step} in {statement}"


def _postgresql(connection: Connection, statement: str, given: Any) -> Iterator[str]:  # noqa: ANN401 -- as the driver wants it
    (plan,) = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", given).scalar_one()
    for fault in _whole(plan["Plan"], narrowed="WHERE" in statement):
        yield f"{fault} in {statement}"


def _whole(node: Mapping[str, Any], *, narrowed: bool, is_page: bool = False) -> Iterator[str]:
    """Name the nodes that read a table or an index from end to end."""
    kind = node["Node Type"]
    may_walk = is_page and not narrowed
    if kind == "Seq Scan" or (kind in _WHOLE_INDEX and "Index Cond" not in node and not may_walk):
        yield f"{kind} of {node['Relation Name']}"
    # A sort needs all that is beneath it, whatever ends above.
    ends = kind == "Limit" or (is_page and "Sort" not in kind)
    for inner in node.get("Plans", ()):
        yield from _whole(inner, narrowed=narrowed, is_page=ends)
