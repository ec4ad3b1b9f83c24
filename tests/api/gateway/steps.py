"""What the tests of the gateway do again and again."""

from temporalio.testing import WorkflowEnvironment

from api.gateway import TemporalGateway
from domain.roles import Principal
from domain.terms import CommandName, Role
from workflows.contract import workflow_id


def person(role: Role, **bound: str) -> dict[str, object]:
    """Somebody as the API stamps them."""
    return Principal.model_validate({"person": "p", "roles": [role], **bound}).model_dump(mode="json")


async def end(temporal: TemporalGateway, message_id: str, server: WorkflowEnvironment) -> None:
    """Bring a message's life to its end, and wait until its workflow is over."""
    await temporal.update(message_id, CommandName.CLOSE, {"reason": "Проверка"})
    await server.client.get_workflow_handle(workflow_id(message_id)).result()
