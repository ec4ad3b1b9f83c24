"""Builds of the program that are not today's, each today's with one change that its docstring names.

Each states ``run`` again, because Temporal wants it in the class that it is given; the rest is inherited.
"""

from datetime import datetime, timedelta
from typing import Any

from temporalio import workflow

from workflows.contract import STATUS_QUERY, WORKFLOW_TYPE, MessageInput
from workflows.message import MessageWorkflow

with workflow.unsafe.imports_passed_through():
    from domain.lifecycle import CaseView, Command
    from domain.terms import CommandName

PATCH = "pause-before-a-draft"


@workflow.defn(name=WORKFLOW_TYPE)
class PausingWorkflow(MessageWorkflow):
    """A later build: it waits a moment before it takes a draft, and knows by a patch where the past did not."""

    @workflow.run
    async def run(self, start: MessageInput) -> CaseView:
        """Live as before."""
        return await super().run(start)

    async def accept(self, command: Command) -> CaseView:
        """Wait, then carry out the command as before."""
        if command.name is CommandName.SUBMIT_DRAFT and workflow.patched(PATCH):
            await workflow.sleep(timedelta(milliseconds=1))
        return await super().accept(command)


@workflow.defn(name=WORKFLOW_TYPE)
class TellingWorkflow(MessageWorkflow):
    """A later build: it tells something of a case that today's API has never heard of."""

    @workflow.run
    async def run(self, start: MessageInput) -> CaseView:
        """Live as before."""
        return await super().run(start)

    @workflow.query(name=STATUS_QUERY)
    def status(self, now: datetime | None = None) -> dict[str, Any] | None:  # type: ignore[override]
        """Show the case in a newer form."""
        view = super().status(now)
        return view.model_dump(mode="json") | {"hands": {"role": "oracle"}} if view else None
