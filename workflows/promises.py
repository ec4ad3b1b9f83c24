"""Setting a promise of a message on watch."""

from contextlib import suppress

from temporalio import workflow
from temporalio.exceptions import WorkflowAlreadyStartedError

with workflow.unsafe.imports_passed_through():
    from domain.lifecycle.case import Watched
    from workflows.contract import FOLLOW_UP_TYPE, FollowUpInput, follow_up_workflow_id
    from workflows.wording import follow_up_summary


async def watch(message_id: str, promises: tuple[Watched, ...]) -> None:
    """Begin to watch the promises of a message, whose workflow may end; one that is watched already goes on."""
    for watched in promises:
        with suppress(WorkflowAlreadyStartedError):
            await workflow.start_child_workflow(
                FOLLOW_UP_TYPE,
                FollowUpInput(message_id=message_id, watched=watched),
                id=follow_up_workflow_id(message_id, watched.number),
                parent_close_policy=workflow.ParentClosePolicy.ABANDON,
                static_summary=follow_up_summary(watched),
            )
