"""Fields of a JSON document, read with the name of whatever is wrong."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from ops.verify.errors import WrongFileError

UNITS = ("working_minutes", "working_hours", "working_days", "calendar_days", "hours", "days_24h", "at_once")
MOST = 1_000_000
_WHOLE = frozenset({"working_days", "calendar_days"})
_NUMBER = re.compile(r"[0-9]{1,7}(?:\.[0-9]{1,40})?")
_INTERVAL = re.compile(r"([0-9]{2}):([0-5][0-9])-([0-9]{2}):([0-5][0-9])")
_DURATION = re.compile(r"(-?)PT(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+(?:\.[0-9]{1,6})?)S)?")
_FIRST, _LAST = datetime(1971, 1, 1, tzinfo=UTC), datetime(7000, 1, 1, tzinfo=UTC)
_DAY = 24 * 60


@dataclass(frozen=True)
class Amount:
    """So many of a unit."""

    number: Fraction
    unit: str


@dataclass(frozen=True)
class Field:
    """A value of the document and its place in it."""

    value: object
    path: str = ""

    def wrong(self, message: str) -> WrongFileError:
        """The error that names this field."""
        return WrongFileError(self.path or "документ", message)

    def __getitem__(self, name: str) -> "Field":
        """A field of an object; raises WrongFileError where there is none."""
        found = self.get(name)
        if found is None:
            raise Field(None, self._inside(name)).wrong("нет такого поля или оно пустое")
        return found

    def get(self, name: str) -> "Field | None":
        """A field of an object that may be absent or null."""
        if not isinstance(self.value, dict):
            raise self.wrong("ожидается объект")
        value = self.value.get(name)
        return None if value is None else Field(value, self._inside(name))

    def items(self) -> Iterator["Field"]:
        """The items of a list."""
        if not isinstance(self.value, list):
            raise self.wrong("ожидается список")
        return (Field(value, f"{self.path}[{number}]") for number, value in enumerate(self.value))

    def text(self) -> str:
        """A text."""
        if not isinstance(self.value, str):
            raise self.wrong("ожидается строка")
        return self.value

    def one_of(self, *allowed: str) -> str:
        """One of some words."""
        text = self.text()
        if text not in allowed:
            raise self.wrong(f"допустимо: {', '.join(allowed)}")
        return text

    def moment(self) -> datetime:
        """An instant, in UTC."""
        try:
            found = datetime.fromisoformat(self.text())
        except ValueError:
            raise self.wrong("ожидаются дата и время по ISO 8601, например 2026-03-16T10:00:00+03:00") from None
        if found.utcoffset() is None:
            raise self.wrong("нет часового пояса")
        if not _FIRST.year <= found.year < _LAST.year:
            raise self.wrong("год вне допустимых пределов")
        return found.astimezone(UTC)

    def date(self) -> date:
        """A date."""
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            raise self.wrong("ожидается дата вида 2026-03-16") from None

    def hours(self) -> tuple[tuple[int, int], ...]:
        """The working intervals of a date, in minutes since its midnight."""
        found: list[tuple[int, int]] = []
        for item in self.items():
            match = _INTERVAL.fullmatch(item.text())
            if match is None:
                raise item.wrong("ожидается промежуток вида 09:00-13:00")
            hour, minute, to_hour, to_minute = map(int, match.groups())
            begin, end = hour * 60 + minute, to_hour * 60 + to_minute
            if not (found[-1][1] if found else 0) <= begin < end <= _DAY:
                raise item.wrong("промежутки дня идут по порядку, не пересекаются и кончаются не позже 24:00")
            found.append((begin, end))
        return tuple(found)

    def number(self) -> Fraction:
        """A number that is not negative, written as a number or as text."""
        text = repr(self.value) if isinstance(self.value, float) else str(self.value)
        if isinstance(self.value, bool) or _NUMBER.fullmatch(text) is None:
            raise self.wrong("ожидается неотрицательное число")
        return Fraction(text)

    def amount(self) -> Amount:
        """An amount of time: ``{"amount": 9, "unit": "working_hours"}``."""
        number, unit = self["amount"], self["unit"].one_of(*UNITS)
        exact = number.number()
        if exact > MOST:
            raise number.wrong(f"не больше {MOST}")
        if unit in _WHOLE and exact.denominator != 1:
            raise number.wrong(f"для единицы {unit} нужно целое число")
        if unit == "at_once" and exact:
            raise number.wrong("для единицы at_once количество равно 0")
        return Amount(exact, unit)

    def duration(self) -> timedelta:
        """A length of time as ISO 8601 writes it, hours and below."""
        match = _DURATION.fullmatch(self.text())
        if match is None or not any(match.groups()[1:]):
            raise self.wrong("ожидается длительность вида PT7H30M")
        sign, hours, minutes, seconds = match.groups()
        micros = Fraction(hours or 0) * 3_600_000_000 + Fraction(minutes or 0) * 60_000_000
        length = timedelta(microseconds=int(micros + Fraction(seconds or 0) * 1_000_000))
        return -length if sign else length

    def _inside(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name
