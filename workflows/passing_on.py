"""Handing something to a message's own workflow while that runs."""

from typing import Any

from temporalio import workflow
from temporalio.exceptions import ApplicationError

with workflow.unsafe.imports_passed_through():
    from workflows.contract import workflow_id

_NOBODY = "ExternalWorkflowExecutionNotFound"


async def passed_on(message_id: str, signal: str, payload: Any) -> bool:  # noqa: ANN401 -- whatever the signal carries
    """Whether the message still runs; Temporal hands the signal over or says that there is nobody, never both."""
    message = workflow.get_external_workflow_handle(workflow_id(message_id))
    try:
        await message.signal(signal, payload)
    except ApplicationError as error:
        if error.type != _NOBODY:
            raise
        return False
    return True
