"""The Russian words for a regulation's events and amounts of time."""

from collections.abc import Mapping
from decimal import Decimal

from domain.regulation.events import ANSWER, JOINT, REPLY, EventRef
from domain.terms import AssignmentRole, DraftKind, EventKind
from domain.worktime import Amount, Unit

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


def number_words(value: Decimal) -> str:
    """Write a number as Russian texts do, with a comma."""
    return f"{value.normalize():f}".replace(".", ",")
