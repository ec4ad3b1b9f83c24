"""How a limit is said beside another one: how much time first, then what else differs."""

import json
from collections.abc import Collection, Iterator, Mapping

from domain.regulation import EventRef, LimitRule
from domain.regulation.words import event_words
from ops import regulation_words as words

_NAMED = frozenset({"title", "name"})
_SPAN = frozenset({"starts", "ends", "starts_on_day_off"})
_LENGTH = frozenset({"amount", "unit", "before", "share_of", "capped_by"})
_NOTED = frozenset(
    {
        "by_importance",
        "pause",
        "alternative",
        "binds_from",
        "repeats",
        "per_authority",
        "restart_on_reroute",
        "external_due",
        "by_analogy",
    }
)
_EVENTS: Mapping[str, str] = {"cancelled_by": "снимается", "reopened_by": "снова открывается"}
_KNOWN = _NAMED | _SPAN | _LENGTH | _NOTED | _EVENTS.keys() | {"actor", "reminders", "clause"}
"""The keys that have words here; another one is shown as the file has it."""


def limit_lines(rule: LimitRule, fields: Collection[str] | None) -> Iterator[str]:
    """Say how much time a limit gives, and what it says of the keys that differ; of all, where none are named."""
    yield words.length_words(rule)
    if fields is None:
        yield from _whole(rule)
    else:
        yield from _differing(rule, fields)


def plain_words(value: object) -> str:
    """Write a value that has no words of its own."""
    if isinstance(value, bool):
        return "да" if value else "нет"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _whole(rule: LimitRule) -> Iterator[str]:
    yield words.span_words(rule)
    yield _debtor(rule)
    yield from words.conditions(rule)
    for key in _EVENTS:
        if getattr(rule, key):
            yield _events(rule, key)
    if rule.reminders is not None:
        yield _reminders(rule)


def _differing(rule: LimitRule, fields: Collection[str]) -> Iterator[str]:
    if not _NAMED.isdisjoint(fields):
        yield f"{rule.name}: {rule.title}"
    if not _SPAN.isdisjoint(fields):
        yield words.span_words(rule)
    if "actor" in fields:
        yield _debtor(rule)
    if not _NOTED.isdisjoint(fields):
        yield from list(words.conditions(rule)) or ["без особых условий"]
    for key in _EVENTS:
        if key in fields:
            yield _events(rule, key)
    if "reminders" in fields:
        yield _reminders(rule)
    for key in fields:
        if key not in _KNOWN:
            yield f"{key}: {getattr(rule, key)}"


def _debtor(rule: LimitRule) -> str:
    return f"должен: {words.ROLES[rule.actor]}"


def _events(rule: LimitRule, key: str) -> str:
    events: tuple[EventRef, ...] = getattr(rule, key)
    return f"{_EVENTS[key]}: {', '.join(map(event_words, events)) or 'ничем'}"


def _reminders(rule: LimitRule) -> str:
    return f"напоминания: {'как у всех' if rule.reminders is None else words.reminder_words(rule.reminders)}"
