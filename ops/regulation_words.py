"""The Russian words in which the command line shows a regulation."""

from collections.abc import Mapping
from decimal import Decimal

from domain.regulation import EventRef, LimitRule, Status
from domain.terms import CommandName, EventKind, Network, Outcome, Role
from domain.worktime import Amount, Lateness, Unit

STATUSES: Mapping[Status, str] = {
    Status.DRAFT: "проект",
    Status.IN_FORCE: "действует",
    Status.REPEALED: "утратил силу",
}
ROLES: Mapping[str, str] = {
    Role.MONITORING: "мониторинг",
    Role.COORDINATOR: "координатор",
    Role.EXECUTOR: "исполнитель",
    Role.REVIEWER: "согласующий",
    Role.HEAD: "глава",
    Role.AUDITOR: "аудитор",
    Role.ADMIN: "администратор",
    "municipality": "муниципалитет",
}
COMPLETIONS: Mapping[CommandName, str] = {
    CommandName.PUBLISH: "размещение ответа",
    CommandName.HAND_OVER: "передача ответа",
}
OUTCOMES: Mapping[Outcome, str] = {
    Outcome.REFUSED: "не рассматривается",
    Outcome.NO_ANSWER: "ответ не даётся",
}
LATENESS: Mapping[Lateness, str] = {
    Lateness.SERVICE: "до конца перерыва или закрытия того же дня службы",
    Lateness.WORKING_TIME: "пока не прошло больше рабочего времени, чем дано",
    Lateness.INSTANT: "ровно до момента срока",
    Lateness.DAY_END: "сроки в рабочих днях — до полуночи",
}
NETWORKS: Mapping[Network, str] = {
    Network.VK: "ВКонтакте",
    Network.OK: "Одноклассники",
    Network.INSTAGRAM: "Instagram",
    Network.FACEBOOK: "Facebook",
    Network.TWITTER: "Twitter",
    Network.TELEGRAM: "Telegram",
    Network.MAX: "MAX",
    Network.SITE: "сайты",
    Network.FORUM: "форумы",
    Network.BLOG: "блоги",
    Network.VIDEO: "видеохостинги",
    Network.MESSENGER: "мессенджеры",
    Network.OTHER: "прочее",
}
WEEKDAYS: Mapping[str, str] = {
    "mon": "пн",
    "tue": "вт",
    "wed": "ср",
    "thu": "чт",
    "fri": "пт",
    "sat": "сб",
    "sun": "вс",
}
_EVENTS: Mapping[EventKind, str] = {
    EventKind.DETECTED: "выявлено",
    EventKind.RECEIVED: "поступило",
    EventKind.RESOLVED: "резолюция",
    EventKind.ROUTED: "направлено",
    EventKind.DRAFT_SUBMITTED: "проект представлен",
    EventKind.RETURNED: "возвращено",
    EventKind.APPROVED: "согласовано",
    EventKind.PUBLISHED: "размещено",
    EventKind.HANDED_OVER: "передано",
    EventKind.EXCLUDED: "исключено",
    EventKind.CLOSED: "закрыто",
}
_UNITS: Mapping[Unit, str] = {
    Unit.WORKING_MINUTES: "раб. мин",
    Unit.WORKING_HOURS: "раб. ч",
    Unit.WORKING_DAYS: "раб. дн.",
    Unit.CALENDAR_DAYS: "календ. дн.",
    Unit.HOURS: "ч",
    Unit.DAYS_24H: "сут.",
}


def event_words(ref: EventRef) -> str:
    """Name an event, with its stage where the file narrows it to one."""
    return _EVENTS[ref.kind] + (f" ({ref.stage})" if ref.stage else "")


def amount_words(amount: Amount) -> str:
    """Write an amount of time, for example «1,5 раб. ч»."""
    if amount.unit is Unit.AT_ONCE:
        return "немедленно"
    return f"{_number(amount.amount)} {_UNITS[amount.unit]}"


def span_words(rule: LimitRule) -> str:
    """Say from which event to which a limit runs."""
    ends = " или ".join(event_words(ref) for ref in rule.ends)
    if rule.starts is None:
        return f"→ {ends}"
    day_off = " в выходной" if rule.starts_on_day_off else ""
    return f"{event_words(rule.starts)}{day_off} → {ends}"


def length_words(rule: LimitRule) -> str:
    """Say how much time a limit gives."""
    if rule.before is not None:
        return f"за {amount_words(rule.before.lead)} до конца {rule.before.limit}"
    capped = f", не позже конца {rule.capped_by}" if rule.capped_by else ""
    return amount_words(rule.duration) + capped


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")
