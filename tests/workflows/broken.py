"""Deliberate defects of the workflow, to show that they are noticed; ``run`` is stated again as in ``builds``."""

from datetime import timedelta

from temporalio import workflow

from workflows.contract import WORKFLOW_TYPE, MessageInput
from workflows.message import MessageWorkflow

with workflow.unsafe.imports_passed_through():
    from activities.names import Recording
    from domain.journal import Entry
    from domain.lifecycle import CaseView


@workflow.defn(name=WORKFLOW_TYPE)
class ImpatientWorkflow(MessageWorkflow):
    """The same life, but with a pause before it begins: running cases could not go on."""

    @workflow.run
    async def run(self, start: MessageInput) -> CaseView:
        """Pause without ``workflow.patched``."""
        await workflow.sleep(timedelta(seconds=1))
        return await super().run(start)


@workflow.defn(name=WORKFLOW_TYPE)
class ForgetfulWorkflow(MessageWorkflow):
    """The same life, but it cannot say what is to be recorded."""

    @workflow.run
    async def run(self, start: MessageInput) -> CaseView:
        """Live as before."""
        return await super().run(start)

    def _recording(self, entries: tuple[Entry, ...]) -> Recording:
        raise RuntimeError(f"{len(entries)} entries cannot be composed")


@workflow.defn(name=WORKFLOW_TYPE)
class QuotingWorkflow(MessageWorkflow):
    """The same life, but its mistake inside quotes what somebody wrote."""

    @workflow.run
    async def run(self, start: MessageInput) -> CaseView:
        """Live as before."""
        return await super().run(start)

    def _recording(self, entries: tuple[Entry, ...]) -> Recording:
        del entries
        raise RuntimeError(self.case.message.text)
