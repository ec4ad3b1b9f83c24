"""The other kinds of answer: words, lists, choices, dates, hours of service, networks, reminders."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from domain.regulation.events import RESERVED
from domain.regulation.parts import Slug
from domain.terms import Network, Role
from domain.validation import field_errors
from domain.worktime import Amount, Unit
from domain.worktime.hours import DayHours
from domain.worktime.zones import ZoneName
from ops import regulation_words as words
from ops.regulation_new.amounts import amount
from ops.regulation_new.answers import Answers, is_absent, split_clause

_T = TypeVar("_T")
MOST_STAGES = 5
"""How many stages of approval are asked about."""

_MOST_ITEMS = 30
_LONGEST_TITLE = 200
_LAST_WORKING_DAY = 15
_PERCENT = re.compile(r"(?P<number>\d{1,2}(?:[.,]\d)?)\s*(%|процент[а-я]*)")
_BETWEEN_REMINDERS = re.compile(r"\s*;\s*|,\s+|(?<!\d),")
"""A comma inside «12,5 %» parts nothing."""

_DAY_OF_ACT = ("%d.%m.%Y", "%Y-%m-%d")
_WEEK = tuple(words.WEEKDAYS.values())
_ZONE: TypeAdapter[str] = TypeAdapter(ZoneName)
_SLUG: TypeAdapter[str] = TypeAdapter(Slug)
_HOURS: TypeAdapter[tuple[str, ...]] = TypeAdapter(DayHours)


@dataclass(frozen=True)
class Item:
    """A thing of a list: its name in the program, and what people call it."""

    id: str
    title: str


@dataclass(frozen=True)
class Decider:
    """Who decides at a stage of approval."""

    role: Role
    outside: bool = False


@dataclass(frozen=True)
class Reminding:
    """When a debtor is reminded: at a share of the limit, or so long before its end."""

    share: Decimal | None = None
    amount: Amount | None = None


DECIDERS: Mapping[str, Decider] = {
    "координатор": Decider(Role.COORDINATOR),
    "глава": Decider(Role.HEAD),
    "согласующий": Decider(Role.REVIEWER),
    "вне муниципалитета": Decider(Role.REVIEWER, outside=True),
}


def line(text: str, _: Answers) -> str:
    """Read a title or an office."""
    if not text or is_absent(text):
        raise ValueError("без этого нельзя: напишите название или должность")
    if len(text) > _LONGEST_TITLE:
        raise ValueError(f"слишком длинно: не больше {_LONGEST_TITLE} знаков")
    return text


def line_or_none(text: str, answers: Answers) -> str | None:
    """Read a title, an office or a number, or «нет»."""
    return None if is_absent(text) else line(text, answers)


def slug(text: str, _: Answers) -> str:
    """Read a name of the program."""
    return _valid(_SLUG, text)


def zone(text: str, _: Answers) -> str:
    """Read the name of a time zone."""
    return _valid(_ZONE, text)


def yes(text: str, _: Answers) -> bool:
    """Read «да» or «нет»."""
    return _chosen({"да": True, "нет": False}, text)


def choice(options: Mapping[str, _T]) -> Callable[[str, Answers], _T]:
    """Make a reader of one of these words."""
    return lambda text, _: _chosen(options, text)


def day(text: str, _: Answers) -> date | None:
    """Read a date, or «нет»."""
    if is_absent(text):
        return None
    for form in _DAY_OF_ACT:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 -- a date of a calendar has no zone
        except ValueError:
            continue
    raise ValueError("напишите дату так: 11.03.2020; даты нет — «нет»")


def hours(text: str, _: Answers) -> str:
    """Read one interval of a day."""
    (interval,) = _valid(_HOURS, ("".join(text.replace("–", "-").replace("—", "-").split()),))
    return interval


def hours_or_none(text: str, answers: Answers) -> str | None:
    """Read one interval of a day, or «нет»."""
    return None if is_absent(text) else hours(text, answers)


def weekdays(text: str, _: Answers) -> tuple[str, ...]:
    """Read days of the week: «пн-пт», «пн, ср, пт»; gives the keys of the file."""
    named: set[str] = set()
    for part in re.split(r"[\s,;]+", text.lower().replace("–", "-").strip()):
        first, _dash, last = part.partition("-")
        if first not in _WEEK or (last or first) not in _WEEK:
            raise ValueError(f"дни недели пишут так: пн-пт или {', '.join(_WEEK)}")
        begin, end = _WEEK.index(first), _WEEK.index(last or first)
        if end < begin:
            raise ValueError(f"в «{part}» дни стоят в обратном порядке")
        named |= {*_WEEK[begin : end + 1]}
    return tuple(key for key, name in words.WEEKDAYS.items() if name in named)


def networks(text: str, _: Answers) -> tuple[Network, ...]:
    """Read a list of networks, by the file's names or by the Russian ones; «все» is all."""
    if text.lower() == "все":
        return tuple(Network)
    known = {said.lower(): network for network, said in words.NETWORKS.items()} | {item.value: item for item in Network}
    found = [known.get(part.lower()) for part in _parts(text)]
    if not found or None in found:
        raise ValueError(f"допустимо через запятую: {', '.join(words.NETWORKS.values())}; или «все»")
    return tuple(network for network in Network if network in found)


def titles(prefix: str, *, most: int = _MOST_ITEMS) -> Callable[[str, Answers], tuple[Item, ...]]:
    """Make a reader of a list of titles, or «нет»; the program numbers them."""

    def read(text: str, answers: Answers) -> tuple[Item, ...]:
        listed = () if is_absent(text) else _listed(text, most)
        return tuple(Item(f"{prefix}{number}", line(title, answers)) for number, title in enumerate(listed, start=1))

    return read


def named(
    prefix: str, *, most: int = _MOST_ITEMS, reserved: frozenset[str] = frozenset()
) -> Callable[[str, Answers], tuple[Item, ...]]:
    """Make a reader of a list of titles, each with its name in the program before a colon where the clerk wants one."""

    def read(text: str, answers: Answers) -> tuple[Item, ...]:
        listed = enumerate(_listed(text, most), start=1)
        found = tuple(_item(f"{prefix}{number}", title, answers) for number, title in listed)
        taken = [item.id for item in found]
        for item in found:
            if taken.count(item.id) > 1:
                raise ValueError(f"имя «{item.id}» повторяется: у каждого оно своё")
            if item.id in reserved:
                raise ValueError(f"имя «{item.id}» занято: так называется вид ответа")
        return found

    return read


def stages(text: str, answers: Answers) -> tuple[Item, ...]:
    """Read the stages of approval in their order, or «нет»."""
    return () if is_absent(text) else _STAGES(text, answers)


def working_day(text: str, _: Answers) -> int | None:
    """Read the number of a working day of a month, or «нет»."""
    if is_absent(text):
        return None
    if not re.fullmatch(r"\d{1,2}", text) or not 1 <= int(text) <= _LAST_WORKING_DAY:
        raise ValueError(f"напишите число от 1 до {_LAST_WORKING_DAY}; отчёта нет — «нет»")
    return int(text)


def reminders(text: str, answers: Answers) -> tuple[Reminding, ...]:
    """Read when to remind: «25 %, 10 минут», or «нет»."""
    if is_absent(text):
        return ()
    return tuple(_reminder(part, answers) for part in _BETWEEN_REMINDERS.split(text.strip()))


def _reminder(text: str, answers: Answers) -> Reminding:
    match = _PERCENT.fullmatch(text)
    if match is None:
        found = amount(text, answers)
        if found.unit not in {Unit.WORKING_MINUTES, Unit.WORKING_HOURS}:
            raise ValueError("напоминают за рабочие минуты или часы, или по доле срока: «25 %, 10 минут»")
        return Reminding(amount=found)
    share = Decimal(match["number"].replace(",", ".")) / 100
    if not share:
        raise ValueError("доля срока — от 1 до 99 процентов")
    return Reminding(share=share)


def _listed(text: str, most: int) -> list[str]:
    found = [part.strip() for part in text.split(";") if part.strip()]
    if not found:
        raise ValueError("нужно хотя бы одно название; несколько — через точку с запятой")
    if len(found) > most:
        raise ValueError(f"слишком много: не больше {most}")
    for part in found:
        _, clause = split_clause(part)
        if clause is not None:
            raise ValueError(f"«{part}»: пункт называют один раз, после последнего; другие впишите потом в файл")
    return found


def _item(name: str, text: str, answers: Answers) -> Item:
    before, colon, after = text.partition(":")
    if colon and after.strip() and re.fullmatch(r"[a-z0-9][a-z0-9-]*", before.strip()):
        return Item(_valid(_SLUG, before.strip()), line(after.strip(), answers))
    return Item(name, line(text, answers))


def _chosen(options: Mapping[str, _T], text: str) -> _T:
    key = " ".join(text.lower().split())
    if key not in options:
        raise ValueError(f"ответьте одним из: {', '.join(options)}")
    return options[key]


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;]", text) if part.strip()]


def _valid(adapter: "TypeAdapter[_T]", value: object) -> _T:
    try:
        return adapter.validate_python(value)
    except ValidationError as error:
        raise ValueError("; ".join(item.message for item in field_errors(error))) from error


_STAGES = named("stage", most=MOST_STAGES, reserved=RESERVED)
