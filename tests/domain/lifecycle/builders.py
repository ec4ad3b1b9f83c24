"""Builds cases for the tests: people, their commands, and a message that lives under some rules."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.deadlines import Limit
from domain.errors import Refusal
from domain.journal import Entry
from domain.lifecycle import (
    Case,
    CaseView,
    Command,
    DeadlineView,
    Decision,
    Rules,
    admit,
    announce,
    case_view,
    decide,
    parse_command,
    parse_intake,
    register,
)
from domain.regulation import Library
from domain.roles import Actor, Principal
from domain.terms import Action, CommandName, Role
from tests.domain.lifecycle.rulesets import (
    FOLDER,
    FOURTH,
    GUL,
    LUZ,
    OTHER,
    OWN,
    PLAIN,
    PRO,
    PROCEDURES,
    SIXTH,
    STA,
    THIRD,
    VOL,
    Procedure,
    rules_of,
    shipped,
    sixth,
    small,
    with_bodies,
    with_flow,
)

__all__ = [
    "ADMIN",
    "COORDINATOR",
    "EXECUTOR",
    "FOLDER",
    "FOURTH",
    "GUL",
    "HEAD",
    "LUZ",
    "OTHER",
    "OWN",
    "PAYLOADS",
    "PLAIN",
    "PRO",
    "PROCEDURES",
    "SIXTH",
    "STA",
    "STRANGER",
    "THIRD",
    "VOL",
    "Life",
    "Procedure",
    "announcements",
    "assigned",
    "executor_of",
    "later",
    "life",
    "person",
    "refused",
    "reviewer",
    "rules_of",
    "shipped",
    "sixth",
    "small",
    "somebody",
    "told",
    "with_bodies",
    "with_flow",
]


def person(role: Role, **fields: Any) -> Principal:  # noqa: ANN401 -- fields of Principal
    """A person of one role: an executor of the own body, a reviewer of the stage that is given."""
    own = {"authority": OWN} if role is Role.EXECUTOR else {}
    return Principal.model_validate({"person": f"{role}-1", "roles": (role,)} | own | fields)


def executor_of(authority: str | None) -> Principal:
    """The executor of a body; of none where the token is bound to no body."""
    return person(Role.EXECUTOR, person=f"executor of {authority}", authority=authority)


def reviewer(stage: str) -> Principal:
    """A reviewer of one stage."""
    return person(Role.REVIEWER, person=f"reviewer of {stage}", stages=(stage,))


COORDINATOR = person(Role.COORDINATOR)
EXECUTOR = person(Role.EXECUTOR)
STRANGER = person(Role.EXECUTOR, person="executor-2", authority=OTHER)
HEAD = person(Role.HEAD)
ADMIN = person(Role.ADMIN)

PAYLOADS: Mapping[CommandName, Mapping[str, Any]] = {
    CommandName.RESOLVE: {"authority": OWN, "note": "Подготовить ответ"},
    CommandName.ROUTE: {"assignments": [{"authority": OWN, "executor": "executor-1"}], "theme": "Дороги"},
    CommandName.DECLINE: {"reason": "Не наша компетенция"},
    CommandName.SUBMIT_DRAFT: {"kind": "final", "text": "Проект ответа"},
    CommandName.INTERIM_ANSWER: {"text": "Ответим к пятнице"},
    CommandName.CONTRIBUTE: {"text": "Наша часть ответа"},
    CommandName.APPROVE: {},
    CommandName.RETURN: {"remarks": "Дополните"},
    CommandName.PUBLISH: {"url": "https://example.org/answer"},
    CommandName.CLARIFIED: {"text": "Дом 5, второй подъезд"},
    CommandName.SIGNIFICANT: {"summary": "Без тепла квартал", "signatory": "Руководитель МЦУ"},
    CommandName.SHORTCOMING: {"clause": "9", "evidence": "Ответ без даты"},
    CommandName.REASSIGN: {"executor": "executor-3", "reason": "Отпуск"},
    CommandName.RECALCULATE: {"reason": "Календарь уточнён"},
    CommandName.HAND_OVER: {"to": "Отдел по делам СМИ"},
    CommandName.EXCLUDE: {"ground": "threats"},
    CommandName.CLOSE: {"reason": "Сообщение удалено автором"},
    CommandName.NOTE: {"text": "Звонил автору"},
}
"""For each command a payload that is right."""


class Life:
    """A message under some rules and its clock; times are written as the municipality's own, «2026-03-16 10:00»."""

    def __init__(self, rules: Rules, detected: str, *, known: str | None = None, **fields: Any) -> None:  # noqa: ANN401
        """Take a message in that was detected then, and became known at ``known`` (at once where not given).

        ``detected_at = None``: nobody told when it was detected.
        """
        self.rules = rules
        self.zone = ZoneInfo(rules.time.timezone)
        self.now = self.moment(known or detected)
        payload = {"regulation": rules.regulation.id, "network": "vk", "text": "Яма", "detected_at": detected} | fields
        times = {key: self.moment(value) for key, value in payload.items() if key.endswith("_at") and value}
        message = admit(parse_intake(payload | times), Library.of([rules.regulation]), self.now)
        registered = register("case-1", message, rules, self.now)
        self.case: Case = registered.case
        self.entries: list[Entry] = list(registered.entries)

    def moment(self, text: str) -> datetime:
        """A local time as a moment."""
        return datetime.fromisoformat(text).replace(tzinfo=self.zone)

    def command(self, name: str, by: Principal | None = None, **fields: Any) -> Command:  # noqa: ANN401
        """A right command, with some fields set otherwise."""
        stamped = {} if by is None else {"principal": by}
        return parse_command(name, {**PAYLOADS[CommandName(name)], **stamped, **fields})

    def do(self, name: str, when: str | None = None, by: Principal | None = None, **fields: Any) -> Entry:  # noqa: ANN401
        """Give a command at a time, announcing what comes before it; answers the command's entry."""
        if when is not None:
            self.wait(when)
        return self.every(name, by, **fields)[0]

    def every(self, name: str, by: Principal | None = None, **fields: Any) -> tuple[Entry, ...]:  # noqa: ANN401
        """Give a command now; answers every entry that it makes, none for a repeat."""
        return self.take(decide(self.case, self.rules, self.command(name, by, **fields), self.now))

    def late(self, name: str, done: str, **fields: Any) -> tuple[Entry, ...]:  # noqa: ANN401
        """Enter an act now that was done earlier; answers every entry that this makes."""
        given: dict[str, Any] = {"occurred_at": self.moment(done), "comment": "Связи не было"} | fields
        return self.take(decide(self.case, self.rules, self.command(name, **given), self.now))

    def wait(self, until: str) -> tuple[Entry, ...]:
        """Let time pass as a workflow does: each announcement at its own moment; answers the announcements."""
        end, made = self.moment(until), len(self.entries)
        while (following := self.next_alarm()) is not None and following <= end:
            self.now = max(self.now, following)
            self.take(announce(self.case, self.rules, self.now))
        self.now = end
        return tuple(self.entries[made:])

    def announce(self, when: str) -> tuple[Entry, ...]:
        """Announce at one moment only, as after an outage."""
        self.now = self.moment(when)
        return self.take(announce(self.case, self.rules, self.now))

    def next_alarm(self) -> datetime | None:
        """The next moment at which something is to be announced."""
        plan = self.rules.alarms(self.case)
        following = (plan.next(limit, self.now) for limit in self.rules.limits(self.case))
        return min((alarm.at for alarm in following if alarm is not None), default=None)

    def take(self, decision: Decision) -> tuple[Entry, ...]:
        """Make a decision real."""
        self.case = decision.case
        self.entries += decision.entries
        return decision.entries

    @property
    def view(self) -> CaseView:
        """The case as it is shown now."""
        return case_view(self.case, self.rules, self.now)

    def limit(self, name: str) -> Limit:
        """A limit that has begun."""
        return next(limit for limit in self.rules.limits(self.case) if limit.name == name)

    def deadline(self, name: str) -> DeadlineView:
        """A limit as it is shown now."""
        return next(limit for limit in self.view.deadlines if limit.name == name)

    def state(self, name: str) -> str:
        """How a limit stands now."""
        return self.deadline(name).state

    def due(self, name: str) -> str:
        """When a limit is due, as local time."""
        return self.text(self.limit(name).due_at)

    def text(self, moment: datetime) -> str:
        """A moment as local time."""
        return f"{moment.astimezone(self.zone):%Y-%m-%d %H:%M}"

    def begin(self, when: str | None = None) -> "Life":
        """Bring the message to its executor."""
        if self.rules.flow(self.case).resolution is not None:
            self.do("resolve", when)
        self.do("route", when)
        return self

    def draft(self, when: str | None = None) -> "Life":
        """Bring a draft into review."""
        self.begin(when)
        self.do("submit_draft", when, EXECUTOR)
        return self

    def approved(self, when: str | None = None) -> "Life":
        """Bring the draft through every stage."""
        self.draft(when)
        for stage in self.rules.flow(self.case).stages:
            self.do("approve", when, stage=stage.id)
        return self

    def completed(self, when: str | None = None) -> "Life":
        """Bring the message to its ordinary end."""
        self.approved(when)
        self.do(self.rules.flow(self.case).completion.command, when)
        return self


def announcements(entries: tuple[Entry, ...] | list[Entry]) -> list[tuple[str, str]]:
    """What was announced: the kind of entry and the limit's name."""
    kinds = {Action.REMINDER, Action.LIMIT_DUE, Action.LIMIT_MISSED, Action.LIMIT_CORRECTED}
    return [(entry.action, entry.details["name"]) for entry in entries if entry.action in kinds]


def life(procedure: Procedure, detected: str = "2026-03-16 10:00", **fields: Any) -> Life:  # noqa: ANN401
    """A message under one flow of a shipped regulation."""
    return Life(procedure.rules, detected, flow=procedure.flow, **fields)


def assigned(*authorities: str) -> list[dict[str, str]]:
    """The assignments of a routing to these bodies, in order."""
    return [{"authority": authority} for authority in authorities]


def refused(given: Life, name: str, by: Principal | None = None, **fields: Any) -> Refusal:  # noqa: ANN401
    """The refusal of a command, which changes nothing."""
    before = given.case
    with pytest.raises(Refusal) as caught:
        given.do(name, by=by, **fields)
    assert given.case is before
    return caught.value


def told(refusal: Refusal) -> tuple[str, str | None, list[str]]:
    """What a refusal says: its code, the clause that it rests on, and the fields that are wrong."""
    return refusal.code, refusal.clause, [error.field for error in refusal.errors]


def later(moment: datetime, **amount: float) -> datetime:
    """So much elapsed time later."""
    return moment + timedelta(**amount)


def somebody(life: Life) -> Actor:
    """The actor of the newest entry."""
    return life.entries[-1].actor
