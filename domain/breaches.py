"""How often each body was late in a month, counted from journals: a regulation may say from how many on who is told.

A breach is an announced one that was not taken back; it is the body's whose limit it is, else that of the executors who
had the message longest while the limit ran (R7). Limits that others owe are no body's.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from domain.journal import Entry
from domain.regulation import Regulation
from domain.terms import Action, Role

ANNOUNCEMENTS = frozenset({Action.LIMIT_MISSED, Action.LIMIT_CORRECTED})
"""The entries that are counted from."""


class Breach(BaseModel):
    """A limit that a body did not keep; ``at`` is the last moment at which the act would have been in time."""

    model_config = ConfigDict(frozen=True)

    message_id: str
    limit: str
    title: str
    clause: str
    at: datetime


class BodyBreaches(BaseModel):
    """What one body did not keep; ``reported``: so often that the regulation has somebody told."""

    model_config = ConfigDict(frozen=True)

    authority: str
    title: str
    count: int
    reported: bool
    breaches: tuple[Breach, ...]


class BreachReport(BaseModel):
    """The breaches of a month, most first; without a rule of the regulation ``clause`` is null and nobody is told."""

    model_config = ConfigDict(frozen=True)

    regulation: str
    month: str
    clause: str | None = None
    more_than: int | None = None
    to: str | None = None
    items: tuple[BodyBreaches, ...]


def breach_report(
    regulation: Regulation, month: str, journals: Mapping[str, Iterable[Entry]], start: datetime, end: datetime
) -> BreachReport:
    """Count what was due from ``start`` until before ``end``; ``journals`` are announcements by the message's id."""
    found: dict[str, list[Breach]] = {}
    for message_id, entries in journals.items():
        for authority, breach in _breaches(message_id, entries):
            if start <= breach.at < end:
                found.setdefault(authority, []).append(breach)
    rule = regulation.breaches
    titles = {item.id: item.title for item in regulation.authorities}
    return BreachReport(
        regulation=regulation.id,
        month=month,
        clause=rule.clause if rule else None,
        more_than=rule.more_than if rule else None,
        to=rule.to if rule else None,
        items=tuple(
            BodyBreaches(
                authority=authority,
                title=titles.get(authority, authority),
                count=len(breaches),
                reported=rule is not None and len(breaches) > rule.more_than,
                breaches=tuple(sorted(breaches, key=lambda item: (item.at, item.message_id, item.limit))),
            )
            for authority, breaches in sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
        ),
    )


def _breaches(message_id: str, entries: Iterable[Entry]) -> Iterator[tuple[str, Breach]]:
    """The breaches of one message that stand, with the body that each is of."""
    last: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda item: item.seq):
        if entry.action in ANNOUNCEMENTS:
            last[str(entry.details["name"])] = entry
    for name, entry in last.items():
        authority = _body(entry)
        if entry.action == Action.LIMIT_MISSED and authority is not None:
            details = entry.details
            yield (
                authority,
                Breach(
                    message_id=message_id,
                    limit=name,
                    title=details["title"],
                    clause=details["clause"],
                    at=datetime.fromisoformat(details["late_after"]),
                ),
            )


def _body(entry: Entry) -> str | None:
    """Whose breach it is; the holders of a message are noted longest first."""
    if entry.details["actor"] != Role.EXECUTOR:
        return None
    holders = (item.get("authority") for item in entry.details.get("held", ()) if item["role"] == Role.EXECUTOR)
    return entry.details.get("authority") or next(holders, None)
