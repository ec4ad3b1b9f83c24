"""What Otklik needs of a Temporal namespace: that it answers, its search attributes, and how long it remembers."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from google.protobuf.duration_pb2 import Duration
from temporalio.api.enums.v1 import IndexedValueType, TaskQueueType
from temporalio.api.namespace.v1 import NamespaceConfig
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest
from temporalio.api.taskqueue.v1 import TaskQueue
from temporalio.api.workflowservice.v1 import (
    DescribeNamespaceRequest,
    DescribeTaskQueueRequest,
    UpdateNamespaceRequest,
)
from temporalio.client import Client
from temporalio.common import SearchAttributeKey
from temporalio.service import RPCError

from settings import Settings
from workflows import search_attributes

RETENTION = timedelta(days=30)
"""How long a closed message stays in Temporal; afterwards it lives in the database alone. The default is a day."""

_CONNECT_SECONDS = 5.0


async def connect(settings: Settings) -> Client | None:
    """Connect to the server; None where it does not answer (yet)."""
    try:
        async with asyncio.timeout(_CONNECT_SECONDS):
            return await Client.connect(settings.temporal_address, namespace=settings.temporal_namespace)
    except (RuntimeError, RPCError, TimeoutError):
        # The SDK says every failure to connect with a plain RuntimeError.
        return None


async def retention(client: Client) -> timedelta | None:
    """How long the namespace keeps what is closed; None where there is no such namespace (yet)."""
    request = DescribeNamespaceRequest(namespace=client.namespace)
    try:
        answer = await client.workflow_service.describe_namespace(request)
    except RPCError:
        return None
    return answer.config.workflow_execution_retention_ttl.ToTimedelta()


async def prepare(client: Client, keep: timedelta = RETENTION) -> None:
    """Register the search attributes and set the retention; doing it again changes nothing.

    Raises:
        temporalio.service.RPCError: the server refuses, for example another type of an attribute of that name.

    """
    await client.operator_service.add_search_attributes(
        AddSearchAttributesRequest(
            namespace=client.namespace,
            search_attributes={key.name: _type_of(key) for key in search_attributes.ALL},
        )
    )
    ttl = Duration()
    ttl.FromTimedelta(keep)
    config = NamespaceConfig(workflow_execution_retention_ttl=ttl)
    await client.workflow_service.update_namespace(UpdateNamespaceRequest(namespace=client.namespace, config=config))


def _type_of(key: SearchAttributeKey[Any]) -> IndexedValueType.ValueType:
    """Name the type on the wire; the SDK has an enum of its own for it."""
    return IndexedValueType.Value(f"INDEXED_VALUE_TYPE_{key.indexed_value_type.name}")


async def worker_polls(client: Client, task_queue: str) -> bool:
    """Whether a worker has asked for workflow tasks; the server remembers one for some minutes."""
    return bool(await last_polls(client, task_queue))


async def last_polls(client: Client, task_queue: str) -> dict[str, datetime]:
    """When each worker that the server remembers has last asked for workflow tasks, by the worker's name."""
    request = DescribeTaskQueueRequest(
        namespace=client.namespace,
        task_queue=TaskQueue(name=task_queue),
        task_queue_type=TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
    )
    answer = await client.workflow_service.describe_task_queue(request)
    return {poller.identity: poller.last_access_time.ToDatetime(UTC) for poller in answer.pollers}
