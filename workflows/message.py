"""The life of one message, from its detection to the end, as one durable workflow."""

import asyncio
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import FailureError

from workflows.handlers import CommandHandlers
from workflows.meters import count_missed
from workflows.outbox import Outbox
from workflows.promises import watch
from workflows.questions import answer
from workflows.timers import LimitTimers, Wake

with workflow.unsafe.imports_passed_through():
    from activities.names import Recording, Snapshot, SnapshotActivities, SnapshotRequest
    from domain.errors import Refusal, WrongState
    from domain.journal import Entry
    from domain.lifecycle import (
        Case,
        CaseView,
        Command,
        Decision,
        Explanation,
        News,
        Rules,
        announce,
        case_view,
        decide,
        explain,
        explain_all,
        heard,
        heard_at,
        refuse,
        register,
        rules_from,
    )
    from domain.planning import Plan, plan
    from domain.terms import Action, CommandName
    from workflows.contract import (
        DIGEST_QUERY,
        EXPLAIN_QUERY,
        JOURNAL_QUERY,
        PLAN_QUERY,
        STATUS_QUERY,
        WHAT_IF_QUERY,
        WORKFLOW_TYPE,
        Carried,
        MessageInput,
        WhatIfAnswer,
        shared,
    )
    from workflows.search_attributes import Visibility
    from workflows.wording import case_details, snapshot_summary, timer_summary


class _Shown(NamedTuple):
    """A case as a step shows it: to Temporal's UI, to the caller and to the read model."""

    case: Case
    moment: datetime
    view: CaseView


class _Rehearsed(NamedTuple):
    """What an update's validator has found out, so that its handler need not decide the same again."""

    command: Command
    case: Case
    moment: datetime
    decision: Decision


@workflow.defn(name=WORKFLOW_TYPE)
class MessageWorkflow(CommandHandlers):
    """One message under its regulation: commands come in, clocks run, every step is journalled."""

    @workflow.init
    def __init__(self, start: MessageInput) -> None:
        """Prepare; handlers may be called before ``run``, and wait until the case is ready."""
        self._start = start
        self._case: Case | None = None
        self._rules: Rules | None = None
        self._snapshot: Snapshot | None = None
        self._outbox = Outbox(self._recording)
        self._timers = LimitTimers()
        self._visibility = Visibility()
        self._shown: _Shown | None = None
        self._rehearsed: _Rehearsed | None = None

    @workflow.run
    async def run(self, start: MessageInput) -> CaseView:
        """Take the rules, begin or go on, then answer commands and deadlines until the message's life ends."""
        self._snapshot = shared(await self._take_snapshot(start))
        self._begin(start, self._snapshot)
        pump = asyncio.create_task(self._outbox.pump())
        while not self.case.closed:
            await self._command_or_deadline(pump)
            self._announce()
            if self._may_continue_as_new():
                workflow.continue_as_new(self._carried())
        await workflow.wait_condition(workflow.all_handlers_finished)
        self._outbox.close()
        await pump
        return self._view()

    @workflow.query(name=STATUS_QUERY, description="Состояние сообщения")
    def status(self, now: datetime | None = None) -> CaseView | None:
        """Show the case as it stands; None until the rules are there.

        A query sees the time of the workflow's last step, so a caller with a clock gives ``now``.
        """
        return self._view(now) if self._case else None

    @workflow.query(name=JOURNAL_QUERY, description="Последние записи журнала")
    def journal(self) -> tuple[Entry, ...]:
        """List the newest entries; those that the read model may not have yet are whole."""
        whole = {entry.seq: entry for entry in self._outbox.first()}
        return tuple(whole.get(entry.seq, entry) for entry in self._case.recent) if self._case else ()

    @workflow.query(name=EXPLAIN_QUERY, description="Расчёт срока по его имени")
    def explain(self, name: str) -> Explanation | None:
        """Show how a limit was computed; None where no limit of that name has begun."""
        return explain(self._case, self.rules, name) if self._case else None

    @workflow.query(name=DIGEST_QUERY, description="Отпечаток команды по её command_id")
    def command_digest(self, command_id: str) -> str | None:
        """Tell whether a command was carried out, also after the end; None where its id is unknown."""
        return self._case.digest_of(command_id) if self._case else None

    @workflow.query(name=WHAT_IF_QUERY, description="Что будет, если дать команду")
    def what_if(self, asked: Any, now: datetime | None = None) -> WhatIfAnswer | None:  # noqa: ANN401 -- as received
        """Say what a command would do, and do nothing; None until the rules are there."""
        return answer(self._case, self.rules, asked, _moment(now)) if self._case else None

    @workflow.query(name=PLAN_QUERY, description="По какой день и час каждый оставшийся шаг")
    def plan(self, now: datetime | None = None) -> Plan | None:
        """Say by when each step that is left must be done; None until the rules are there."""
        return plan(self._case, self.rules, _moment(now)) if self._case else None

    @property
    def case(self) -> Case:
        """The case, once it is ready."""
        assert self._case is not None  # noqa: S101 -- narrows the type: run and handlers wait for it
        return self._case

    @property
    def rules(self) -> Rules:
        """The rules, once they are there."""
        assert self._rules is not None  # noqa: S101 -- as above
        return self._rules

    async def accept(self, command: Command) -> CaseView:
        """Carry out a command as soon as the case is ready; raises a Refusal where it may not be given."""
        await self._ready()
        renewed = await self._renewed(command)
        # What had passed when the command came is journalled first, also after a standstill.
        self._announce(heard_at(self.case, command, workflow.now()))
        decision = self._rehearsal(command) or decide(self.case, self.rules, command, workflow.now(), renewed)
        if renewed is not None:
            self._rules = renewed
        known = {item.number for item in self.case.follow_ups}
        promised = tuple(item for item in decision.case.follow_ups if item.number not in known)
        self._take(decision)
        await watch(self._start.id, promised)
        return self._view()

    def rehearse(self, command: Command) -> None:
        """Raise the Refusal that a command would meet now; while the case is not ready the handler decides."""
        if self._case is not None:
            now = workflow.now()
            self._rehearsed = _Rehearsed(command, self._case, now, decide(self._case, self.rules, command, now))

    def _rehearsal(self, command: Command) -> Decision | None:
        """What the rehearsal of this command decided, where nothing has happened since; a replay has no rehearsals."""
        rehearsed, self._rehearsed = self._rehearsed, None
        if rehearsed is None or command.name is CommandName.RECALCULATE:
            return None
        found = (rehearsed.command, rehearsed.moment) == (command, workflow.now()) and rehearsed.case is self.case
        return rehearsed.decision if found else None

    async def hear(self, news: News) -> None:
        """Journal what has become of a promise."""
        await self._ready()
        self._announce()
        self._take(heard(self.case, self.rules, news, workflow.now()))

    async def note_refusal(self, name: str, refusal: Refusal, command: Command | None) -> None:
        """Journal a signal that was not accepted; ``command`` is what it said, where that could be read."""
        await self._ready()
        # A stranger chooses a signal's name.
        known = name if name in set(CommandName) else "unknown"
        workflow.logger.warning("signal refused", extra={"command": known, "reason": refusal.code})
        sender = command.principal if command else None
        self._take(refuse(self.case, self.rules, name, refusal, workflow.now(), sender))

    async def _ready(self) -> None:
        if self._case is None:
            await workflow.wait_condition(lambda: self._case is not None)

    async def _renewed(self, command: Command) -> Rules | None:
        """Read regulation and calendar again, where that is what a permitted command asks for; never otherwise."""
        if command.name is not CommandName.RECALCULATE:
            return None
        self.rehearse(command)
        try:
            snapshot = await workflow.execute_activity_method(
                SnapshotActivities.take_snapshot,
                self._snapshot_request(),
                start_to_close_timeout=timedelta(seconds=10),
                retry_policy=RetryPolicy(maximum_attempts=2),
                summary=snapshot_summary(self._start.message),
            )
        except FailureError:
            raise WrongState("Регламент или календарь сейчас не читается; сроки не изменены") from None
        self._snapshot = shared(snapshot)
        return rules_from(snapshot.regulation, snapshot.calendar)

    def _snapshot_request(self) -> SnapshotRequest:
        message = self._start.message
        return SnapshotRequest(regulation=message.regulation, version=message.regulation_version)

    async def _take_snapshot(self, start: MessageInput) -> Snapshot:
        """Read regulation and calendar once; from then on every deadline is computed from what was read."""
        if start.carried is not None:
            return start.carried.snapshot
        message = start.message
        request = self._snapshot_request()
        try:
            return await workflow.execute_local_activity_method(
                SnapshotActivities.take_snapshot,
                request,
                schedule_to_close_timeout=timedelta(seconds=1),
                retry_policy=RetryPolicy(maximum_attempts=1),
                summary=snapshot_summary(message),
            )
        except FailureError:
            workflow.logger.warning("the regulation cannot be read yet; waiting for it")
            return await workflow.execute_activity_method(
                SnapshotActivities.take_snapshot,
                request,
                start_to_close_timeout=timedelta(seconds=30),
                retry_policy=RetryPolicy(maximum_interval=timedelta(minutes=1)),
                summary=snapshot_summary(message),
            )

    def _begin(self, start: MessageInput, snapshot: Snapshot) -> None:
        self._rules = rules_from(snapshot.regulation, snapshot.calendar)
        if start.carried is None:
            # A limit that passes while no worker is there is announced by the first that comes.
            known = workflow.info().workflow_start_time if start.known_at_start else workflow.now()
            prompt = start.known_at_start
            self._take(register(start.id, start.message, self._rules, known, known_at_receipt=prompt))
        else:
            self._take(Decision(start.carried.case))

    async def _command_or_deadline(self, pump: asyncio.Task[None]) -> None:
        """The race of people and clocks: a handler ends the life, a timer goes off, or the history grows too long."""
        await workflow.wait_condition(
            lambda: self._timers.fired or self.case.closed or self._may_continue_as_new() or pump.done(),
        )
        if pump.done():
            pump.result()  # it ends early only by a defect, which must be seen and not be slept over

    def _announce(self, until: datetime | None = None) -> None:
        """Journal what has passed; where that is nothing and every timer still runs, all is as it was."""
        decision = announce(self.case, self.rules, workflow.now(), until)
        if not decision.entries and not self._timers.fired:
            return
        for entry in decision.entries:
            if entry.action == Action.LIMIT_MISSED:
                count_missed(self._start.message.regulation, entry.clause)
                workflow.logger.warning("limit missed", extra={"limit": entry.details["name"], "clause": entry.clause})
            else:
                workflow.logger.info("limit announced", extra={"action": entry.action, "limit": entry.details["name"]})
        self._take(decision)

    def _take(self, decision: Decision) -> None:
        """Make a decision real: the case, the journal, the timers, and what Temporal's UI shows."""
        self._case = decision.case
        self._outbox.put(decision.entries)
        view = case_view(self.case, self.rules, workflow.now())
        self._shown = _Shown(self.case, workflow.now(), view)
        self._timers.arm(self._wakes())
        self._visibility.show(view)
        workflow.set_current_details(case_details(view))

    def _wakes(self) -> dict[str, Wake]:
        if self.case.closed:
            return {}
        plan, now = self.rules.alarms(self.case), workflow.now()
        following = {limit.name: plan.next(limit, now) for limit in self.rules.limits(self.case)}
        return {name: Wake(alarm.at, timer_summary(alarm, self.rules)) for name, alarm in following.items() if alarm}

    def _view(self, now: datetime | None = None) -> CaseView:
        moment = _moment(now)
        shown = self._shown
        if shown is not None and shown.case is self.case and shown.moment == moment:
            return shown.view
        return case_view(self.case, self.rules, moment)

    def _recording(self, entries: tuple[Entry, ...]) -> Recording:
        explanations = explain_all(self.case, self.rules) if self.case.closed else ()
        view, self._shown = self._view(), None  # A worker holds thousands of cases; a view outweighs its case.
        return Recording(as_of=workflow.now(), case=view, entries=entries, explanations=explanations)

    def _may_continue_as_new(self) -> bool:
        """Nothing may be under way: the outbox is empty, so that no entry travels twice, and no handler waits."""
        return (
            workflow.info().is_continue_as_new_suggested()
            and self._outbox.empty
            and workflow.all_handlers_finished()
            and not self.case.closed
        )

    def _carried(self) -> MessageInput:
        assert self._snapshot is not None  # noqa: S101 -- narrows the type: run has taken it
        carried = Carried(case=self.case, snapshot=self._snapshot)
        return MessageInput(id=self._start.id, message=self._start.message, carried=carried)


def _moment(now: datetime | None) -> datetime:
    """The moment that a query is about: that of the workflow's last step, or a later one that a caller gives."""
    return max(workflow.now(), now or workflow.now())
