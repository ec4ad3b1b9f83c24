"""Answers questions about working time: which calendar is meant, how far is counted, what was counted."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, WithJsonSchema

from api.rulebook import Rulebook, working_time
from domain.errors import InvalidInput, wrong_field
from domain.moment import Instant
from domain.regulation import UnknownRegulationError
from domain.text import AT_THE_DOOR, Identifier
from domain.validation import field_errors
from domain.worktime import (
    Amount,
    AmountError,
    Beyond,
    CalendarRules,
    OutOfRangeError,
    Span,
    Unit,
    WorkingTime,
    format_duration,
    parse_duration,
)

_LONGEST = timedelta(days=20 * 366)
"""The longest stretch that is written out in intervals."""

_BY_WORKING_TIME = frozenset({Unit.WORKING_MINUTES, Unit.WORKING_HOURS})
_BY_THE_CLOCK = frozenset({Unit.HOURS, Unit.DAYS_24H})

_REFUSED = "Вопрос не принят"

_Model = TypeVar("_Model", bound=BaseModel)


def _object_or_text(value: object) -> object:
    if not isinstance(value, dict | str):
        msg = "ожидается объект {amount, unit} или длительность по ISO 8601"
        raise ValueError(msg)  # noqa: TRY004 -- pydantic turns only ValueError into a message
    return value


CalendarSpec = Annotated[
    dict[str, Any] | None,
    WithJsonSchema(
        {
            "type": "object",
            "description": "Правила, как в таблице [calendar] регламента (timezone, week, …), или {regulation}.",
        }
    ),
]
AmountSpec = Annotated[
    Any,
    AfterValidator(_object_or_text),
    WithJsonSchema(
        {
            "oneOf": [
                {
                    "type": "object",
                    "required": ["amount", "unit"],
                    "properties": {
                        "amount": {"type": ["integer", "string"]},
                        "unit": {"type": "string", "enum": [unit.value for unit in Unit]},
                    },
                },
                {"type": "string", "description": "ISO 8601 в рабочих часах и минутах: PT9H, PT1H12M"},
            ]
        }
    ),
]


class _Question(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    regulation: Identifier | None = None
    calendar: CalendarSpec = None
    start: Instant


class Shift(_Question):
    """A moment, and an amount to move it by."""

    amount: AmountSpec


class Stretch(_Question):
    """Two moments."""

    end: Instant


class Answer(BaseModel):
    """A moment or a length (ISO 8601), the working intervals that were counted, and the calendar's version."""

    result: str
    intervals: tuple[Span, ...]
    calendar_version: str


def read_question(model: type[_Model], payload: Mapping[str, Any], refusal: str = _REFUSED) -> _Model:
    """Read a question, or what else is sent; raises InvalidInput that names every wrong field."""
    try:
        return model.model_validate(payload, context=AT_THE_DOOR)
    except ValidationError as error:
        raise InvalidInput(refusal, errors=field_errors(error)) from error


def _refused(error: ValidationError, *within: str) -> InvalidInput:
    return InvalidInput(_REFUSED, errors=field_errors(error, within=within))


def shifted(question: Shift, rulebook: Rulebook, *, forward: bool) -> Answer:
    """Move a moment; raises InvalidInput where a value is wrong or the calendar is not known that far."""
    time = _time(question, rulebook)
    amount = _amount(question.amount)
    try:
        _check_reach(time, amount)
        result = _later(time, question.start, amount) if forward else _earlier(time, question.start, amount)
        intervals = _intervals(time, question.start, result, "amount")
    except AmountError as error:
        raise wrong_field("amount", str(error)) from error
    except OutOfRangeError as error:
        raise wrong_field(_outside(time, "amount", start=question.start), str(error)) from error
    return Answer(result=result.isoformat(), intervals=intervals, calendar_version=time.version)


def measured(question: Stretch, rulebook: Rulebook) -> Answer:
    """Measure between two moments; raises InvalidInput as ``shifted`` does."""
    time = _time(question, rulebook)
    try:
        length = time.between(question.start, question.end)
        intervals = _intervals(time, question.start, question.end, "end")
    except OutOfRangeError as error:
        field = _outside(time, "end", start=question.start, end=question.end)
        raise wrong_field(field, str(error)) from error
    return Answer(result=format_duration(length), intervals=intervals, calendar_version=time.version)


def _check_reach(time: WorkingTime, amount: Amount | timedelta) -> None:
    """Refuse beforehand what ends decades away: a week of few hours would keep the processor busy for minutes."""
    week = time.snapshot.week.minutes()
    if isinstance(amount, Amount) and amount.unit is Unit.WORKING_DAYS:
        too_long = amount.count * len(week) > _LONGEST.days * sum(1 for day in week if day)
    elif isinstance(amount, timedelta) or amount.unit in _BY_WORKING_TIME:
        length = amount if isinstance(amount, timedelta) else amount.duration
        worked = timedelta(minutes=sum(end - begin for day in week for begin, end in day))
        too_long = abs(length) > _LONGEST * (worked / timedelta(weeks=1))
    else:
        too_long = False
    if too_long:
        raise _reaches_too_far("amount")


def _later(time: WorkingTime, start: datetime, amount: Amount | timedelta) -> datetime:
    return time.add(start, amount) if isinstance(amount, timedelta) else time.due(start, amount)


def _earlier(time: WorkingTime, start: datetime, amount: Amount | timedelta) -> datetime:
    if isinstance(amount, timedelta):
        return time.subtract(start, amount)
    if amount.unit in _BY_WORKING_TIME:
        return time.subtract(start, amount.duration)
    if amount.unit in _BY_THE_CLOCK:
        return time.local(start, plus=-amount.duration)
    raise wrong_field("amount.unit", f"вычесть можно {', '.join(sorted(_BY_WORKING_TIME | _BY_THE_CLOCK))}")


def _intervals(time: WorkingTime, start: datetime, end: datetime, field: str) -> tuple[Span, ...]:
    if abs(end - start) > _LONGEST:
        raise _reaches_too_far(field)
    return time.spans(min(start, end), max(start, end))


def _reaches_too_far(field: str) -> InvalidInput:
    return wrong_field(field, f"промежуток длиннее {_LONGEST.days} дней")


def _outside(time: WorkingTime, otherwise: str, **moments: datetime) -> str:
    """Name the moment that the calendar does not know; else it is the result."""
    return next((field for field, moment in moments.items() if not _knows(time, moment)), otherwise)


def _knows(time: WorkingTime, moment: datetime) -> bool:
    try:
        return not time.is_provisional(moment)
    except OutOfRangeError:
        return False


def _amount(value: dict[str, Any] | str) -> Amount | timedelta:
    try:
        return parse_duration(value) if isinstance(value, str) else Amount.model_validate(value)
    except ValidationError as error:
        raise _refused(error, "amount") from error
    except AmountError as error:
        raise wrong_field("amount", str(error)) from error


def _time(question: _Question, rulebook: Rulebook) -> WorkingTime:
    """The calculator asked for: it refuses to guess beyond the published years."""
    return working_time(_calendar(question, rulebook), Beyond.REFUSE)


def _calendar(question: _Question, rulebook: Rulebook) -> CalendarRules:
    if (question.regulation is None) == (question.calendar is None):
        raise wrong_field("regulation", "укажите либо regulation, либо calendar")
    if question.calendar is None:
        return _of_regulation(question.regulation, question.start, rulebook, "regulation")
    if question.calendar.keys() == {"regulation"}:
        return _of_regulation(question.calendar["regulation"], question.start, rulebook, "calendar.regulation")
    try:
        return CalendarRules.model_validate(question.calendar)
    except ValidationError as error:
        raise _refused(error, "calendar") from error


def _of_regulation(regulation_id: object, start: datetime, rulebook: Rulebook, field: str) -> CalendarRules:
    try:
        return rulebook.on(str(regulation_id), start).calendar
    except UnknownRegulationError as error:
        raise wrong_field(field, str(error)) from error
