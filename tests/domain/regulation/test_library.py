"""Versions of a regulation beside each other."""

from datetime import UTC, date, datetime

import pytest

from domain.regulation import Library, RepeatedVersionError, UnknownRegulationError
from tests.domain.regulation.samples import sample

OLD = sample()
NEW = sample(('version = "2026-02-01"', 'version = "2026-06-01"'), ("2026-02-10", "2026-06-10"))
REPEALED = sample(("2026-02-01", "2026-08-01"), ("2026-02-10", "2026-08-10"), ('"in_force"', '"repealed"'))
DRAFT = sample(('"zarechny-2026"', '"other"'), ("effective_from = 2026-02-10\n", ""), ('"in_force"', '"draft"'))


def test_versions_stand_in_the_order_of_their_start() -> None:
    """Whatever the order of the files, the oldest version is first and each id is listed once."""
    library = Library.of([NEW, DRAFT, OLD])
    assert library.ids == ("other", "zarechny-2026")
    assert library.versions("zarechny-2026") == (OLD, NEW)
    assert library.version("zarechny-2026", "2026-06-01") == NEW


def test_the_same_version_twice_is_refused() -> None:
    """Two files cannot give one version of one regulation."""
    with pytest.raises(RepeatedVersionError, match="2026-02-01"):
        Library.of([OLD, OLD])


def test_a_moment_is_of_the_municipality_s_day() -> None:
    """Which day it is depends on the zone of the newest version's calendar."""
    library = Library.of([OLD, NEW])
    offset = datetime(2026, 3, 16, tzinfo=library.zone("zarechny-2026")).utcoffset()
    assert offset
    assert library.day("zarechny-2026", datetime(2026, 3, 16, tzinfo=UTC) - offset) == date(2026, 3, 16)
    assert library.day("zarechny-2026", datetime(2026, 3, 15, 23, 59, tzinfo=UTC) - offset) == date(2026, 3, 15)


def test_what_is_not_loaded_is_unknown() -> None:
    """An unknown id says which are known, an unknown version says so."""
    library = Library.of([OLD])
    with pytest.raises(UnknownRegulationError, match="допустимо: zarechny-2026"):
        library.versions("nowhere")
    with pytest.raises(UnknownRegulationError, match="версия 1 "):
        library.version("zarechny-2026", "1")


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2026, 1, 1), OLD),
        (date(2026, 2, 10), OLD),
        (date(2026, 6, 9), OLD),
        (date(2026, 6, 10), NEW),
        (date(2026, 9, 1), NEW),
    ],
)
def test_the_day_chooses_the_version(day: date, version: object) -> None:
    """The latest effective version applies, the first before all of them, a repealed one never while another can."""
    assert Library.of([OLD, NEW, REPEALED]).on("zarechny-2026", day) == version


def test_a_lonely_repealed_or_draft_version_still_applies() -> None:
    """Where nothing else is loaded, a repealed version or a draft without a date is used."""
    assert Library.of([REPEALED]).on("zarechny-2026", date(2026, 9, 1)) == REPEALED
    assert Library.of([DRAFT]).on("other", date(2000, 1, 1)) == DRAFT
