"""What a regulation says before its procedures: the act, where people write, the hours, who takes part."""

from collections.abc import Iterator
from typing import NamedTuple

from domain.regulation import Duty, Regulation
from domain.worktime import Country, Presidential, Week
from ops import regulation_words as words


class Fact(NamedTuple):
    """One fact in words, and the clause that it rests on, where it rests on one."""

    name: str
    value: str
    clause: str = ""

    @property
    def shown(self) -> str:
        """The fact with its clause."""
        return f"{self.value} (пункт {self.clause})" if self.clause else self.value


def facts(regulation: Regulation) -> Iterator[Fact]:
    """List the facts in the order in which they are shown."""
    yield from _act(regulation)
    networks = [said for network, said in words.NETWORKS.items() if network in regulation.scope.networks]
    yield Fact("Где пишут", ", ".join(networks), regulation.scope.clause)
    yield from _time(regulation)
    yield Fact("Отвечают", ", ".join(f"{item.title} ({item.id})" for item in regulation.authorities))
    for role in regulation.roles:
        yield Fact(words.ROLES[role.role].capitalize(), role.title, role.clause)


def _act(regulation: Regulation) -> Iterator[Fact]:
    act = regulation.act
    dated = f" от {act.date:%d.%m.%Y}" if act.date else ""
    numbered = f" № {act.number}" if act.number else ""
    yield Fact("Регламент", f"{regulation.id}, версия {regulation.version}, {words.STATUSES[regulation.status]}")
    yield Fact("Акт", f"{act.issuer}{dated}{numbered}")
    if regulation.effective_from is not None:
        yield Fact("Действует с", f"{regulation.effective_from:%d.%m.%Y}")


def _time(regulation: Regulation) -> Iterator[Fact]:
    calendar = regulation.calendar
    yield Fact("Рабочее время", "; ".join(_hours(regulation)))
    if calendar.country is Country.NONE:
        yield Fact("Праздники", "производственный календарь не применяется")
    if calendar.presidential_days is Presidential.WORKING:
        yield Fact("Дни по указам 2020–2021", "рабочие")
    special = (
        *((day.date, "выходной", day.basis) for day in calendar.days_off),
        *((day.date, "короче на час", day.basis) for day in calendar.shortened),
        *((day.date, ", ".join(day.intervals), day.basis) for day in calendar.hours),
    )
    if special:
        yield Fact("Особые дни", "; ".join(f"{day:%d.%m.%Y} {said} ({basis})" for day, said, basis in sorted(special)))
    if regulation.duty is not None:
        yield Fact("Дежурство", "; ".join(_duty(regulation.duty)), regulation.duty.clause)
    yield Fact("Вовремя", words.LATENESS[regulation.lateness.rule])
    if regulation.reminders:
        yield Fact("Напоминания", words.reminder_words(regulation.reminders))


def _hours(regulation: Regulation) -> Iterator[str]:
    yield from _week(regulation.calendar.week)
    yield regulation.calendar.timezone


def _week(week: Week) -> Iterator[str]:
    """The days of the week with their hours, days that have the same hours together."""
    days: dict[tuple[str, ...], list[str]] = {}
    for key, day in words.WEEKDAYS.items():
        days.setdefault(getattr(week, key), []).append(day)
    for hours, names in days.items():
        if hours:
            yield f"{', '.join(names)} {', '.join(hours)}"


def _duty(duty: Duty) -> Iterator[str]:
    """The hours of duty on days off, and for which messages they count."""
    if duty.week is not None:
        yield from _week(duty.week)
    for day in duty.days:
        yield f"{day.date:%d.%m.%Y} {', '.join(day.intervals) or 'дежурства нет'}"
    kinds = ", ".join(f"«{item}»" for item in duty.importance)
    yield f"для сообщений важности {kinds}" if kinds else "для всех"
