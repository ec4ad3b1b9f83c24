"""Everything that the API asks of Temporal, each wait bounded, each failure one of two: not there, or away.

A wait that ends says nothing about the effect: an update may still be carried out later. The ``command_id`` makes a
retry safe, so it is never used as Temporal's own update id: that would answer a repeat with the state of then, and
would not see that the payload differs. The workflow knows the ids it has seen.
"""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol

from temporalio.client import (
    Client,
    RetryConfig,
    WorkflowFailureError,
    WorkflowHandle,
    WorkflowUpdateFailedError,
)
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.exceptions import WorkflowAlreadyStartedError

import telemetry
from api.errors import NotFoundError
from api.temporal_failures import away, bounded, raise_refusal, read
from api.turns import Turns
from domain.errors import refusal_from
from domain.journal import Entry
from domain.lifecycle import CaseView, Explanation, Foreseen, Kept, Message, WhatIf
from domain.planning import Plan
from domain.terms import CommandName
from settings import Settings
from workflows.contract import (
    DIGEST_QUERY,
    EXPLAIN_QUERY,
    JOURNAL_QUERY,
    KEEP_UPDATE,
    PLAN_QUERY,
    REMARK_TYPE,
    STATUS_QUERY,
    WHAT_IF_QUERY,
    WORKFLOW_TYPE,
    MessageInput,
    RemarkInput,
    RemarkResult,
    WhatIfAnswer,
    follow_up_workflow_id,
    remark_workflow_id,
    workflow_id,
)
from workflows.wording import message_summary

_RETRIES = RetryConfig(max_retries=2, max_elapsed_time_millis=1500)
_CONNECT = timedelta(seconds=2)
_NOT_READY_YET = 0.05

_AT_ONCE = 4
"""Commands of one message under way. Temporal takes ten from all who send them; the eleventh it refuses, and throws out
the ten as well, which then have to be sent anew."""


class Gateway(Protocol):
    """The running messages, wherever they run.

    Every method raises NotFoundError where no such message is running (``status``, ``journal``, ``explain`` and
    ``plan`` also answer for one that has ended lately) and UnavailableError where the wait ended without an answer.
    """

    async def start(self, message_id: str, message: Message) -> bool:
        """Begin a message's life; whether it is a new one."""
        ...

    async def update(self, message_id: str, command: CommandName, payload: Mapping[str, Any]) -> CaseView:
        """Carry out a command and wait for its effect; raises the Refusal where it may not be given."""
        ...

    async def signal(self, message_id: str, command: CommandName, payload: Mapping[str, Any]) -> None:
        """Send a command without waiting; a refusal goes to the journal only."""
        ...

    async def remark(self, message_id: str, command: CommandName, payload: Mapping[str, Any]) -> str:
        """Have a remark about a message that has ended written; raises the Refusal where it may not be given.

        Answers the fingerprint of the command that was carried out under its ``command_id``: another command may have
        come first with the same one.
        """
        ...

    async def send_remark(self, message_id: str, command: CommandName, payload: Mapping[str, Any]) -> None:
        """Begin the same without waiting."""
        ...

    async def keep(self, message_id: str, number: int, kept: Kept) -> Kept:
        """Say that a watched promise is kept; answers what was said first."""
        ...

    async def status(self, message_id: str, now: datetime | None = None) -> CaseView:
        """The case as it is at ``now``."""
        ...

    async def command_digest(self, message_id: str, command_id: str) -> str | None:
        """The fingerprint of the command carried out under an id, also after the end; None for an unknown id."""
        ...

    async def journal(self, message_id: str) -> list[Entry]:
        """The newest entries, at most 200, oldest first."""
        ...

    async def explain(self, message_id: str, name: str) -> Explanation | None:
        """How a limit was computed; None where no limit of that name has begun."""
        ...

    async def what_if(self, message_id: str, asked: WhatIf, now: datetime) -> Foreseen:
        """What a command would do; raises the Refusal that it would meet."""
        ...

    async def plan(self, message_id: str, now: datetime) -> Plan:
        """By when each step that is left must be done."""
        ...

    async def check(self) -> None:
        """Return when Temporal answers."""
        ...


class TemporalGateway:
    """The gateway to a Temporal server, which may be away when the API starts and at any time after."""

    def __init__(self, settings: Settings) -> None:
        """Connect to nothing yet."""
        self._settings = settings
        self._client: Client | None = None
        self._turns = Turns(_AT_ONCE)
        self._wait = settings.update_timeout_seconds
        self._patience = settings.update_timeout_seconds * 0.8
        # Another step may follow a query or a start within the same request, so they get a part of the whole wait.
        self._short_wait = settings.update_timeout_seconds / 2

    async def start(self, message_id: str, message: Message) -> bool:
        """Begin a message's life; whether it is a new one."""
        client = await self._connected()
        try:
            async with bounded(self._short_wait):
                await client.start_workflow(
                    WORKFLOW_TYPE,
                    MessageInput(id=message_id, message=message, known_at_start=True),
                    id=workflow_id(message_id),
                    task_queue=self._settings.task_queue,
                    id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
                    id_conflict_policy=WorkflowIDConflictPolicy.FAIL,
                    static_summary=message_summary(message),
                )
        except WorkflowAlreadyStartedError:
            return False
        return True

    async def update(self, message_id: str, command: CommandName, payload: Mapping[str, Any]) -> CaseView:
        """Carry out a command and wait for its effect; raises the Refusal where it may not be given."""
        handle = await self._handle(message_id)
        try:
            # A turn at the last moment would leave no time for the command: it would be done and not answered.
            async with bounded(self._wait), self._turns.of(message_id, self._patience):
                answer = await handle.execute_update(command.value, payload)
        except WorkflowUpdateFailedError as error:
            raise_refusal(error)
        return read(CaseView, answer)

    async def signal(self, message_id: str, command: CommandName, payload: Mapping[str, Any]) -> None:
        """Send a command without waiting; a refusal goes to the journal only."""
        handle = await self._handle(message_id)
        async with bounded(self._short_wait):
            await handle.signal(command.value, payload)

    async def remark(self, message_id: str, command: CommandName, payload: Mapping[str, Any]) -> str:
        """Have a remark about a message that has ended written; raises the Refusal where it may not be given."""
        try:
            async with bounded(self._short_wait):
                handle = await self._begun_remark(message_id, command, payload)
                answer = await handle.result()
        except WorkflowFailureError as error:
            raise_refusal(error)
        return read(RemarkResult, answer).digest

    async def send_remark(self, message_id: str, command: CommandName, payload: Mapping[str, Any]) -> None:
        """Begin the same without waiting."""
        async with bounded(self._short_wait):
            await self._begun_remark(message_id, command, payload)

    async def keep(self, message_id: str, number: int, kept: Kept) -> Kept:
        """Say that a watched promise is kept; answers what was said first."""
        client = await self._connected()
        async with bounded(self._wait):
            handle = client.get_workflow_handle(follow_up_workflow_id(message_id, number))
            return read(Kept, await handle.execute_update(KEEP_UPDATE, kept))

    async def command_digest(self, message_id: str, command_id: str) -> str | None:
        """The fingerprint of the command carried out under an id, also after the end; None for an unknown id."""
        handle = await self._handle(message_id)
        async with bounded(self._short_wait):
            answer: str | None = await handle.query(DIGEST_QUERY, command_id)
        return answer

    async def status(self, message_id: str, now: datetime | None = None) -> CaseView:
        """The case as it is at ``now``; a message just begun is waited for."""
        return read(CaseView, await self._asked(message_id, STATUS_QUERY, now))

    async def journal(self, message_id: str) -> list[Entry]:
        """The newest entries, at most 200, oldest first."""
        handle = await self._handle(message_id)
        async with bounded(self._short_wait):
            answer = await handle.query(JOURNAL_QUERY)
        return [read(Entry, entry) for entry in answer]

    async def explain(self, message_id: str, name: str) -> Explanation | None:
        """How a limit was computed; None where no limit of that name has begun."""
        handle = await self._handle(message_id)
        async with bounded(self._short_wait):
            answer = await handle.query(EXPLAIN_QUERY, name)
        return None if answer is None else read(Explanation, answer)

    async def what_if(self, message_id: str, asked: WhatIf, now: datetime) -> Foreseen:
        """What a command would do; raises the Refusal that it would meet."""
        answer = read(WhatIfAnswer, await self._asked(message_id, WHAT_IF_QUERY, asked, now))
        if answer.refusal is not None:
            raise refusal_from(answer.refusal)
        if answer.foreseen is None:
            raise NotFoundError("Сообщение не найдено")
        return answer.foreseen

    async def plan(self, message_id: str, now: datetime) -> Plan:
        """By when each step that is left must be done."""
        return read(Plan, await self._asked(message_id, PLAN_QUERY, now))

    async def check(self) -> None:
        """Return when Temporal answers; raises UnavailableError."""
        client = await self._connected()
        async with bounded(self._short_wait):
            if not await client.service_client.check_health():
                raise away()

    async def _asked(self, message_id: str, query: str, *args: object) -> object:
        """The answer of a workflow; one that has just begun answers nothing yet, and is waited for."""
        handle = await self._handle(message_id)
        async with bounded(self._short_wait):
            while (answer := await handle.query(query, args=args)) is None:  # noqa: ASYNC110 -- it is another process
                await asyncio.sleep(_NOT_READY_YET)
        return answer

    async def _begun_remark(
        self, message_id: str, command: CommandName, payload: Mapping[str, Any]
    ) -> WorkflowHandle[Any, Any]:
        """The workflow of a remark, begun once for a ``command_id``; after a refusal the id is free again."""
        client = await self._connected()
        known = remark_workflow_id(message_id, payload["command_id"])
        try:
            return await client.start_workflow(
                REMARK_TYPE,
                RemarkInput(message_id=message_id, command=command, payload=dict(payload)),
                id=known,
                task_queue=self._settings.task_queue,
                id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
                id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
                static_summary=f"{command} · {workflow_id(message_id)}",
            )
        except WorkflowAlreadyStartedError:
            return client.get_workflow_handle(known)

    async def _handle(self, message_id: str) -> WorkflowHandle[Any, Any]:
        client = await self._connected()
        return client.get_workflow_handle(workflow_id(message_id))

    async def _connected(self) -> Client:
        """The client; ``lazy`` leaves the connection to the first call, and to the next one where that fails."""
        if self._client is None:
            self._client = await Client.connect(
                self._settings.temporal_address,
                namespace=self._settings.temporal_namespace,
                data_converter=pydantic_data_converter,
                retry_config=_RETRIES,
                connect_timeout=_CONNECT,
                plugins=telemetry.plugins(self._settings),
                lazy=True,
            )
        return self._client
