"""Running messages in memory: the real core and the real read model, without a Temporal server."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import sessionmaker
from sqlmodel import Session

from api.errors import NotFoundError, UnavailableError
from api.rulebook import Rulebook
from db import follow_ups, projection, remarks
from db.tables import MessageRow
from domain.errors import Refusal
from domain.journal import Entry
from domain.lifecycle import (
    Case,
    CaseView,
    Decision,
    Explanation,
    Foreseen,
    Kept,
    Message,
    News,
    WhatIf,
    case_view,
    decide,
    explain,
    explain_all,
    foresee,
    heard,
    parse_command,
    refuse,
    register,
)
from domain.lifecycle import Rules as CaseRules
from domain.planning import Plan, plan
from domain.terms import CommandName


class InMemoryGateway:
    """Does what the workflows do, at once; ``away``: it is silent; not ``recording``: the read model lags behind.

    What has ended lately still answers questions, until ``ended`` is cleared, as Temporal does in the end.
    """

    def __init__(self, rulebook: Rulebook, clock: Callable[[], datetime], sessions: sessionmaker[Session]) -> None:
        """Hold nothing yet."""
        self.away = False
        self.broken = False
        self.recording = True
        self.running: dict[str, Case] = {}
        self.ended: dict[str, Case] = {}
        self.signals: list[Mapping[str, Any]] = []
        self._rulebook = rulebook
        self._clock = clock
        self._sessions = sessions

    async def start(self, message_id: str, message: Message) -> bool:
        """Begin a message's life; whether it is a new one."""
        await self._answering()
        if message_id in self.running or message_id in self.ended:
            return False
        rules = self._rulebook.rules(message.regulation, message.regulation_version)
        self._take_over(register(message_id, message, rules, self._clock()))
        return True

    async def update(self, message_id: str, command: CommandName, payload: Mapping[str, Any]) -> CaseView:
        """Carry out a command; raises what the core refuses."""
        await self._answering()
        case = self._open(message_id)
        rules = self._rules(case)
        # For `recalculate` the rules are read again, and are the same.
        decision = decide(case, rules, parse_command(command, dict(payload)), self._clock(), rules)
        self._take_over(decision)
        return case_view(decision.case, rules, self._clock())

    async def signal(self, message_id: str, command: CommandName, payload: Mapping[str, Any]) -> None:
        """Carry out a command; a refusal is journalled."""
        await self._answering()
        self.signals.append(payload)
        try:
            await self.update(message_id, command, payload)
        except Refusal as refusal:
            case = self._open(message_id)
            self._take_over(refuse(case, self._rules(case), command, refusal, self._clock()))

    async def remark(self, message_id: str, command: CommandName, payload: Mapping[str, Any]) -> str:
        """Write a remark about a message that has ended; raises what the core refuses."""
        await self._answering()
        order = parse_command(command, dict(payload))
        try:
            with self._sessions() as session:
                remarks.add(session, message_id, order, self._clock(), self._rules_of)
                session.commit()
        except (SQLAlchemyError, remarks.NotRecordedYetError) as error:
            raise UnavailableError("Ответа пока нет") from error
        return order.digest()

    async def send_remark(self, message_id: str, command: CommandName, payload: Mapping[str, Any]) -> None:
        """Write it too; what cannot be written yet is written later."""
        self.signals.append(payload)
        with suppress(UnavailableError):
            await self.remark(message_id, command, payload)

    async def keep(self, message_id: str, number: int, kept: Kept) -> Kept:
        """Say that a promise is kept, once."""
        await self._answering()
        with self._sessions() as session:
            row = follow_ups.find(session, message_id, number)
        if row is None or row.kept is not None:
            raise NotFoundError("Такого обещания нет")
        self._tell(message_id, News(number=number, what=row.what, on=row.on, at=kept.at, kept=kept))
        return kept

    def let_a_day_come(self, message_id: str, number: int) -> None:
        """What a promise's workflow does on its day."""
        with self._sessions() as session:
            row = follow_ups.find(session, message_id, number)
        assert row is not None
        self._tell(message_id, News(number=number, what=row.what, on=row.on, at=row.due_at))

    def _tell(self, message_id: str, news: News) -> None:
        case = self._case(message_id)
        promise = next(item for item in case.follow_ups if item.number == news.number)
        with self._sessions() as session:
            follow_ups.write(session, message_id, promise.model_copy(update={"state": news.state}), news)
            if case.closed:
                follow_ups.journal(session, message_id, news, self._clock(), self._rules_of)
            session.commit()
        if not case.closed:
            self._take_over(heard(case, self._rules(case), news, self._clock()))

    async def status(self, message_id: str, now: datetime | None = None) -> CaseView:
        """The case as it is at ``now``."""
        await self._answering()
        case = self._case(message_id)
        return case_view(case, self._rules(case), now or self._clock())

    async def command_digest(self, message_id: str, command_id: str) -> str | None:
        """The fingerprint of the command carried out under an id."""
        await self._answering()
        return self._case(message_id).digest_of(command_id)

    async def journal(self, message_id: str) -> list[Entry]:
        """The newest entries."""
        await self._answering()
        return list(self._case(message_id).recent)

    async def explain(self, message_id: str, name: str) -> Explanation | None:
        """How a limit was computed."""
        await self._answering()
        case = self._case(message_id)
        return explain(case, self._rules(case), name)

    async def what_if(self, message_id: str, asked: WhatIf, now: datetime) -> Foreseen:
        """What a command would do; raises what the core refuses."""
        await self._answering()
        case = self._open(message_id)
        command = parse_command(asked.command, asked.payload)
        return foresee(case, self._rules(case), command, now, asked.at)

    async def plan(self, message_id: str, now: datetime) -> Plan:
        """By when each step that is left must be done."""
        await self._answering()
        case = self._case(message_id)
        return plan(case, self._rules(case), now)

    async def check(self) -> None:
        """Return when it is there."""
        await self._answering()

    async def _answering(self) -> None:
        await asyncio.sleep(0)
        if self.broken:
            raise KeyError("secret-inside")
        if self.away:
            raise UnavailableError("Сервер процессов не отвечает")

    def _case(self, message_id: str) -> Case:
        known = self.ended | self.running
        if message_id not in known:
            raise NotFoundError("Сообщение не найдено")
        return known[message_id]

    def _open(self, message_id: str) -> Case:
        if message_id not in self.running:
            raise NotFoundError("Сообщение не найдено")
        return self.running[message_id]

    def _rules_of(self, row: MessageRow) -> CaseRules:
        return self._rulebook.rules(row.regulation, row.regulation_version)

    def _rules(self, case: Case) -> CaseRules:
        return self._rulebook.rules(case.message.regulation, case.message.regulation_version)

    def _take_over(self, decision: Decision) -> None:
        case = decision.case
        self.running[case.id] = case
        if self.recording:
            self._record(decision)
        if case.closed:
            self.ended[case.id] = self.running.pop(case.id)

    def _record(self, decision: Decision) -> None:
        rules, now = self._rules(decision.case), self._clock()
        with self._sessions() as session:
            projection.write(
                session,
                as_of=now,
                case=case_view(decision.case, rules, now),
                entries=decision.entries,
                explanations=explain_all(decision.case, rules) if decision.case.closed else (),
            )
            for promise in decision.case.follow_ups:
                follow_ups.write(session, decision.case.id, promise)
            session.commit()
