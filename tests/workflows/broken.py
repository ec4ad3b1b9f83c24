"""A deliberately incompatible change of the workflow, to show that the recorded histories catch one."""

from datetime import timedelta

from temporalio import workflow

from workflows.contract import WORKFLOW_TYPE, MessageInput
from workflows.message import MessageWorkflow

with workflow.unsafe.imports_passed_through():
    from domain.lifecycle import CaseView


@workflow.defn(name=WORKFLOW_TYPE)
class ImpatientWorkflow(MessageWorkflow):
    """The same life, but with a pause before it begins: running cases could not go on."""

    @workflow.init
    def __init__(self, start: MessageInput) -> None:
        """Prepare as before."""
        super().__init__(start)

    @workflow.run
    async def run(self, start: MessageInput) -> CaseView:
        """Pause without ``workflow.patched``."""
        await workflow.sleep(timedelta(seconds=1))
        return await super().run(start)
