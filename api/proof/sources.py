"""What a limit rests on and what came out, in pairs of a name and its words."""

from collections.abc import Iterator
from datetime import timedelta

from api.proof.wording import (
    BY_THE_CLOCK,
    BY_THE_CLOCK_LATE,
    IN_DAYS,
    LATENESS,
    end_words,
    length_words,
    moment_words,
)
from domain.lifecycle import Explanation
from domain.lifecycle.calculation import AmountFrom, Calculation, RuleFacts, StartFact
from domain.regulation import EventRef
from domain.regulation.words import amount_words, event_words, number_words
from domain.words import LIMIT_STATES, ROLES
from domain.worktime import Amount, Unit

_NO_ROLE = {"municipality": "муниципалитет", "author": "автор"}
"""A debtor that is no role."""


def answer(told: Explanation) -> Iterator[tuple[str, str]]:
    """What came out."""
    if told.due_at is None or told.late_after is None:
        since = f" с {moment_words(told.paused_since)}" if told.paused_since else ""
        yield "Срок", f"приостановлен{since}; когда он пойдёт дальше, ещё не известно"
        yield from _left(told)
    else:
        yield "Срок", end_words(told.due_at) + (" — предварительно" if told.provisional else "")
        yield "Поздно — после", end_words(told.late_after)
    if told.ended_as and told.ended_at:
        yield "Итог", f"{LIMIT_STATES[told.ended_as]}, закрыт {moment_words(told.ended_at)}"
    yield "Пункт", told.clause
    if told.rule is not None:
        yield "Когда поздно", _lateness(told.rule)


def _left(told: Explanation) -> Iterator[tuple[str, str]]:
    """What will still be there when a pause is over; of a limit in days that is no length of time."""
    amount = told.rule.amount if told.rule else None
    if amount is None or amount.unit in IN_DAYS or amount.unit is Unit.AT_ONCE:
        return
    left = amount.duration - sum((span.length for span in told.intervals), timedelta())
    unit = "" if amount.unit in BY_THE_CLOCK else " рабочего времени"
    yield "Останется", f"{length_words(left)}{unit}, когда пойдёт дальше"


def facts(told: Explanation) -> Iterator[tuple[str, str]]:
    """What it rests on; what an older explanation does not know is left out."""
    if told.message_id:
        yield "Сообщение", told.message_id
    if told.regulation:
        yield "Регламент", f"{told.regulation_title} — {told.regulation}, версия {told.regulation_version}"
    if told.quote:
        yield "Слова акта", f"«{told.quote}»"
    if told.reading:
        yield "Толкование", told.reading
    if told.debtor:
        yield "Кто должен", _debtor(told)
    yield from _start(told)
    if told.rule:
        yield "Сколько времени", _amount(told.rule)
    if told.rule and told.rule.pause_at_most:
        yield "Приостановка не дольше", amount_words(told.rule.pause_at_most)
    yield from _outside(told)
    yield from _caps(told)
    if told.timezone:
        yield "Часовой пояс", f"{told.timezone} (UTC{told.start.isoformat()[-6:]})"
    yield "Версия календаря", told.calendar_version


def _debtor(told: Explanation) -> str:
    assert told.debtor is not None  # noqa: S101 -- narrows the type: the caller has looked
    words = {role.value: text for role, text in ROLES.items()} | _NO_ROLE
    role = words.get(told.debtor.role, told.debtor.role)
    office = _office(told.debtor.title, role)
    body = told.debtor.authority_title or told.debtor.authority
    return f"{office}: {body}" if body else office


def _office(title: str | None, role: str) -> str:
    """The act's name of an office, and beside it ours for its role, where the first word does not say that already."""
    if not title:
        return role
    return title if title.lower().startswith(role) else f"{title} ({role})"


def _start(told: Explanation) -> Iterator[tuple[str, str]]:
    begun = told.started_by
    if begun is None:
        yield "Счёт идёт с", moment_words(told.start)
        return
    yield "Начало", f"{event_words(EventRef.parse(begun.event))}: {moment_words(begun.at)}{_known(begun)}"
    if told.start > begun.at:
        yield "Счёт идёт с", f"{moment_words(told.start)}: раньше служба не работала"
    else:
        yield "Счёт идёт с", moment_words(told.start)
    if told.first_started_at:
        yield "Первое начало", f"{moment_words(told.first_started_at)}; после нового направления срок пошёл заново"


def _known(begun: StartFact) -> str:
    if begun.estimated:
        return " (само время не известно, взято время поступления сюда)"
    return f" (внесено {moment_words(begun.recorded_at)})" if begun.recorded_at > begun.at else ""


def _amount(rule: RuleFacts) -> str:
    return "; ".join(_amount_parts(rule))


def _amount_parts(rule: RuleFacts) -> Iterator[str]:
    if rule.amount is not None:
        yield amount_words(rule.amount)
    if rule.share_of is not None:
        share = number_words(rule.share_of.share * 100)
        yield f"{share} % срока «{rule.share_of.title}», то есть от {amount_words(rule.share_of.whole)}"
    if rule.before is not None and rule.before.lead is not None:
        lead, whole = amount_words(rule.before.lead), amount_words(rule.before.whole)
        left = length_words(rule.before.whole.duration - rule.before.lead.duration)
        yield f"за {lead} до конца срока «{rule.before.title}», который даёт {whole}"
        yield f"то есть {left} рабочего времени от начала"
    if rule.amount_from is AmountFrom.IMPORTANCE:
        yield f"для важности «{rule.importance}»{_instead(rule.act_amount)}"
    if rule.amount_from is AmountFrom.ORDER:
        yield f"установлено для этого сообщения при направлении{_instead(rule.act_amount)}"


def _instead(amount: Amount | None) -> str:
    return f" вместо обычных {amount_words(amount)}" if amount else ""


def _outside(told: Explanation) -> Iterator[tuple[str, str]]:
    if told.external_due_at is None:
        return
    moved = ", и этот срок сдвинут на столько же" if told.rule and told.rule.before else ""
    yield "Срок другой системы", f"{end_words(told.external_due_at)}; по регламенту главнее он{moved}"
    if told.own_due_at:
        yield "Собственный расчёт", end_words(told.own_due_at)


def _caps(told: Explanation) -> Iterator[tuple[str, str]]:
    for cap in told.caps:
        yield (
            "Не позже конца срока",
            f"«{cap.title}» (п. {cap.clause}): {end_words(cap.due_at)}{_cuts(cap, told)}",
        )
    if told.caps and told.own_end:
        yield "Без этого ограничения", end_words(told.own_end)


def _cuts(cap: Calculation, told: Explanation) -> str:
    cut = told.own_end is not None and cap.due_at < told.own_end
    return "; он и кончается раньше" if cut else "; он кончается не раньше"


def _lateness(rule: RuleFacts) -> str:
    amount = rule.amount or (rule.before.whole if rule.before else None)
    return BY_THE_CLOCK_LATE if amount and amount.unit in BY_THE_CLOCK else LATENESS[rule.lateness]
