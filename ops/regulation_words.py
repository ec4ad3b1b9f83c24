"""The Russian words in which the command line shows a regulation."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from domain.regulation import EventRef, LimitRule, Status
from domain.regulation.events import ANSWER, JOINT, REPLY
from domain.regulation.fit import Level
from domain.terms import AssignmentRole, CommandName, DraftKind, EventKind, Network, Outcome, Role
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
    Outcome.EXPLAINED: "даётся разъяснение",
    Outcome.CONVERTED: "становится обращением",
}
LEVELS: Mapping[Level, str] = {
    Level.FITS: "помещается",
    Level.TIGHT: "впритык",
    Level.IMPOSSIBLE: "не помещается",
}
DECLINES: Mapping[str, str] = {
    "reroute": "снова на направление",
    "resolution": "за новой резолюцией",
    "outside": "отправителю, на этом работа кончается",
}
JOINT_MODES: Mapping[str, str] = {
    "sequential": "по очереди, общий ответ пишет последний",
    "lead": "одновременно, общий ответ пишет головной",
}
ATTRIBUTES: Mapping[str, str] = {"theme": "тема", "location": "место", "importance": "важность"}
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
    EventKind.ASSIGNED: "получено органом",
    EventKind.DECLINED: "возвращено не по компетенции",
    EventKind.PART_DECLINED: "часть возвращена не по компетенции",
    EventKind.PART_CONTRIBUTED: "часть представлена",
    EventKind.PART_RETURNED: "часть возвращена на доработку",
    EventKind.PART_PASSED: "часть передана",
    EventKind.DRAFT_SUBMITTED: "проект представлен",
    EventKind.RETURNED: "возвращено",
    EventKind.APPROVED: "согласовано",
    EventKind.PUBLISHED: "размещено",
    EventKind.CLARIFIED: "автор ответил",
    EventKind.HANDED_OVER: "передано",
    EventKind.RETURNED_OUTSIDE: "возвращено отправителю",
    EventKind.CONVERTED: "стало обращением",
    EventKind.EXCLUDED: "исключено",
    EventKind.CLOSED: "закрыто",
}
_QUALIFIERS: Mapping[str, str] = {
    DraftKind.FINAL: "окончательный ответ",
    DraftKind.INTERIM: "промежуточный ответ",
    DraftKind.CLARIFICATION: "уточнение",
    DraftKind.EXPLANATION: "разъяснение",
    ANSWER: "ответ",
    REPLY: "ответ или разъяснение",
    AssignmentRole.SINGLE: "один орган",
    AssignmentRole.PART: "соисполнитель",
    AssignmentRole.LAST: "последний в очереди",
    AssignmentRole.LEAD: "головной исполнитель",
    JOINT: "совместная работа",
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
    """Name an event, with the stage, the kind of draft or the role that the file narrows it to."""
    narrowed = ref.stage or _QUALIFIERS.get(ref.draft or ref.role or "")
    return _EVENTS[ref.kind] + (f" ({narrowed})" if narrowed else "")


def amount_words(amount: Amount) -> str:
    """Write an amount of time, for example «1,5 раб. ч»."""
    if amount.unit is Unit.AT_ONCE:
        return "немедленно"
    return f"{number_words(amount.amount)} {_UNITS[amount.unit]}"


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
    if rule.share_of is not None:
        own = f"{number_words(rule.share_of.share * 100)} % срока {rule.share_of.limit}"
    else:
        own = amount_words(rule.duration)
    return own + (f", не позже конца {rule.capped_by}" if rule.capped_by else "")


def notes(rule: LimitRule) -> Iterator[str]:
    """Say what else moves a limit, each thing on a line of its own."""
    for term in rule.by_importance:
        yield f"важность «{term.importance}»: {amount_words(term.duration)}"
    if rule.pause is not None:
        longest = f", не дольше {amount_words(rule.pause.at_most.duration)}" if rule.pause.at_most else ""
        yield f"пауза: {event_words(rule.pause.starts)} → {event_words(rule.pause.ends)}{longest}"
    if rule.alternative:
        binds = " или ".join(event_words(ref) for ref in rule.binds_from)
        yield "один из двух исходов" + (f"; обязателен, когда {binds}" if binds else "")
    for key, words in _NOTES.items():
        if getattr(rule, key):
            yield words


_NOTES: Mapping[str, str] = {
    "repeats": "каждый раз заново",
    "per_authority": "у каждого органа свой",
    "restart_on_reroute": "заново после нового направления",
    "external_due": "главнее срок внешней системы",
    "by_analogy": "по аналогии",
}


def number_words(value: Decimal) -> str:
    """Write a number with a comma."""
    return f"{value.normalize():f}".replace(".", ",")
