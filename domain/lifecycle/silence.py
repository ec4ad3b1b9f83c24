"""How long the author is waited for: his silence ends no case by itself, but may be a ground for a person to end it."""

from datetime import datetime

from domain.clock_words import end_words
from domain.errors import ForbiddenByRegulation
from domain.lifecycle.case import Case
from domain.lifecycle.rules import Rules
from domain.regulation import Ground


def reply_until(case: Case, rules: Rules) -> datetime | None:
    """The last moment at which the author's reply is in time; None where none is awaited, or for no stated time."""
    asked = rules.flow(case).clarification
    if not case.awaiting_reply or asked is None or asked.wait is None:
        return None
    waits = [limit.late_after for limit in rules.limits(case) if limit.rule.name == asked.wait and limit.open]
    return rules.local(max(waits)) if waits else None


def check_silence(ground: Ground, case: Case, rules: Rules, at: datetime) -> None:
    """Raise ForbiddenByRegulation where the author is not silent, or may still reply."""
    until = reply_until(case, rules)
    if until is None:
        raise ForbiddenByRegulation(
            "Это основание — когда автор не ответил на уточняющий вопрос, а вопроса без ответа нет",
            clause=ground.clause,
        )
    if at <= until:
        raise ForbiddenByRegulation(f"Автор может ответить до {end_words(until)}", clause=ground.clause)
