"""How messages come in the stories of whole lives."""

from datetime import datetime, timedelta
from typing import NamedTuple

from hypothesis import strategies as st

from tests.domain.lifecycle.oracle_time import MINUTE

SHORT_WAITS = (0, 0, 1, 5, 9, 10, 11, 29, 30, 31, 60)
STEPS = (*["onward"] * 6, "return", "return", "decline", "clarified", "contribute", "interim_answer")


@st.composite
def beginnings(draw: st.DrawFn) -> datetime:
    """A minute of spring 2026, often one at which service begins or ends, by night or on a day off."""
    day = datetime(2026, 3, 10) + timedelta(days=draw(st.integers(0, 65)))  # noqa: DTZ001 -- a local reading
    edges = st.sampled_from((0, 9 * 60, 13 * 60, 13 * 60 + 20, 14 * 60, 17 * 60, 18 * 60, 23 * 60 + 59))
    return day + draw(edges | st.integers(0, 1439)) * MINUTE


class Arrival(NamedTuple):
    """How a message comes: minutes on its way, until it is known, to another system's end; and what is done at once.

    ``kind`` is that of a draft that is placed before anything else happens; none where the procedure has no such kind.
    """

    detected: datetime
    transit: int
    delay: int
    outside: int | None
    steps: list[tuple[str, int]]
    kind: str


def arrivals() -> st.SearchStrategy[Arrival]:
    """At once or after a while, known at once or afterwards as a paper trail, and brought some way along."""
    return st.builds(
        Arrival,
        detected=beginnings(),
        transit=st.sampled_from((0, 0, 5, 180, 3 * 24 * 60)),
        delay=st.sampled_from((0, 0, 0, 10, 600, 5 * 24 * 60)),
        outside=st.sampled_from((None, None, 60, 300, 24 * 60, 3 * 24 * 60)),
        steps=st.lists(st.tuples(st.sampled_from(STEPS), st.sampled_from(SHORT_WAITS)), max_size=6),
        kind=st.sampled_from(("", "", "", "interim", "clarification")),
    )
