"""Questions about working time as the command line asks them."""

import json
from pathlib import Path

import pytest

from domain.errors import InvalidInput, OtklikError
from domain.regulation import UnknownRegulationError
from domain.worktime import AmountError, Country, OutOfRangeError
from ops import batch, worktime
from settings import Settings

MOSCOW = worktime.of_timezone("Europe/Moscow")
CASES = Path(__file__).parents[1] / "data" / "worktime_cases.json"


def spans(answer: worktime.Answer) -> list[tuple[str, str]]:
    """The intervals of an answer as clock times."""
    return [(f"{span.start:%d %H:%M}", f"{span.end:%d %H:%M}") for span in answer.intervals]


@pytest.mark.parametrize("amount", ["PT2H", "2 working_hours", "120 working_minutes"])
def test_add_counts_working_time(amount: str) -> None:
    """Two hours from an hour before the close end an hour after the next opening."""
    answer = worktime.add(MOSCOW, "2026-03-16T17:00+03:00", amount)

    assert answer.result == "2026-03-17T10:00:00+03:00"
    assert spans(answer) == [("16 17:00", "16 18:00"), ("17 09:00", "17 10:00")]
    assert answer.calendar_version == MOSCOW.version


@pytest.mark.parametrize(
    ("amount", "result"),
    [("2 working_days", "2026-03-18T18:00:00+03:00"), ("2 hours", "2026-03-16T19:00:00+03:00")],
)
def test_add_knows_every_unit(amount: str, result: str) -> None:
    """Days end with their service, clock hours with the clock."""
    assert worktime.add(MOSCOW, "2026-03-16T17:00+03:00", amount).result == result


@pytest.mark.parametrize("amount", ["PT2H", "2 working_hours"])
def test_subtract_goes_back(amount: str) -> None:
    """Two hours before ten in the morning begin an hour before the close of the day before."""
    answer = worktime.subtract(MOSCOW, "2026-03-17T10:00+03:00", amount)

    assert answer.result == "2026-03-16T17:00:00+03:00"
    assert spans(answer) == [("16 17:00", "16 18:00"), ("17 09:00", "17 10:00")]


def test_subtract_has_no_days() -> None:
    """Days cannot be counted back: the regulations give that no meaning."""
    with pytest.raises(InvalidInput, match="вычитаются только working_minutes"):
        worktime.subtract(MOSCOW, "2026-03-17T10:00+03:00", "2 working_days")


def test_between_is_signed() -> None:
    """The working time between two moments is negative where the second is the earlier."""
    early, late = "2026-03-16T17:00+03:00", "2026-03-17T10:00+03:00"

    assert worktime.between(MOSCOW, early, late).result == "PT2H"
    assert worktime.between(MOSCOW, late, early).result == "-PT2H"
    assert worktime.between(MOSCOW, late, early).intervals == worktime.between(MOSCOW, early, late).intervals


def test_days_end_at_the_close() -> None:
    """The third working day after a Thursday is the Tuesday, until its close."""
    assert worktime.days(MOSCOW, "2026-03-12T10:00+03:00", 3).result == "2026-03-17T18:00:00+03:00"


@pytest.mark.parametrize("start", ["2026-03-16T10:00", "monday", "2026-03-16"])
def test_moment_without_a_zone_is_refused(start: str) -> None:
    """A moment that could be any of many, or none, is refused with an example."""
    with pytest.raises(InvalidInput, match=r"Поле start.*\+03:00"):
        worktime.add(MOSCOW, start, "PT1H")


@pytest.mark.parametrize("amount", ["1 2 3", "many working_hours", "1 parsec", "1.5 working_days", ""])
def test_amount_that_means_nothing_is_refused(amount: str) -> None:
    """What is no amount is refused."""
    with pytest.raises(InvalidInput):
        worktime.add(MOSCOW, "2026-03-16T10:00+03:00", amount)


def test_duration_in_days_is_refused() -> None:
    """«P1D» of working time has no meaning."""
    with pytest.raises(AmountError):
        worktime.add(MOSCOW, "2026-03-16T10:00+03:00", "P1D")


def test_unknown_year_is_refused() -> None:
    """A calculator does not guess."""
    with pytest.raises(OutOfRangeError):
        worktime.add(MOSCOW, "2199-03-16T10:00+03:00", "PT1H")


def test_calendar_of_a_regulation(settings: Settings) -> None:
    """A regulation's own zone and hours are taken."""
    time = worktime.chosen(settings, "providensky-2020", None, None, Country.RU)

    assert time.timezone == "Asia/Anadyr"


def test_calendar_of_a_zone(settings: Settings) -> None:
    """A zone comes with hours of its own, and without a production calendar where none is wanted."""
    time = worktime.chosen(settings, None, "Asia/Barnaul", ["10:00-12:00"], Country.NONE)

    assert worktime.between(time, "2026-01-01T00:00+07:00", "2026-01-02T00:00+07:00").result == "PT2H"


@pytest.mark.parametrize(
    ("regulation", "timezone", "hours"),
    [(None, None, None), ("luga-2020", "Europe/Moscow", None), ("luga-2020", None, ["09:00-10:00"])],
)
def test_calendar_is_named_once(
    settings: Settings, regulation: str | None, timezone: str | None, hours: list[str] | None
) -> None:
    """A calendar named not at all or twice is refused."""
    with pytest.raises(InvalidInput, match="либо --regulation, либо --timezone"):
        worktime.chosen(settings, regulation, timezone, hours, Country.RU)


def test_unknown_calendar_is_refused(settings: Settings) -> None:
    """A regulation or zone that does not exist is refused."""
    with pytest.raises(UnknownRegulationError):
        worktime.chosen(settings, "atlantis", None, None, Country.RU)
    with pytest.raises(InvalidInput, match="Календарь задан неверно"):
        worktime.of_timezone("Europe/Atlantis")


def test_batch_answers_a_file() -> None:
    """Every question of the file has the answer that the file expects."""
    cases = json.loads(CASES.read_text("utf-8"))["cases"]

    answers = batch.run(CASES)

    assert answers == {case["id"]: case["expected"] for case in cases}


@pytest.mark.parametrize("text", [None, "{", "[]", "{}", "\udcff"])
def test_unusable_batch_is_an_error(tmp_path: Path, text: str | None) -> None:
    """A file that is away, is no JSON or holds no questions is an error."""
    path = tmp_path / "questions.json"
    if text is not None:
        path.write_bytes(text.encode("utf-8", "surrogateescape"))

    with pytest.raises(OtklikError):
        batch.run(path)
