"""One message with a worker, a read model and regulations of its own."""

from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from temporalio.client import Client
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Worker

from activities.snapshot import SnapshotReader
from db.session import engine_from
from domain.lifecycle import admit, parse_intake
from ops.virtual_time import VirtualLife
from settings import Settings
from tests.regulations_for_tests import write_regulations
from worker import build_worker, sandbox


@asynccontextmanager
async def alone(
    environment: WorkflowEnvironment,
    folder: Path,
    defect: type | None = None,
    client: Client | None = None,
    **fields: object,
) -> AsyncIterator[VirtualLife]:
    """Begin the life of a message found just now; its read model is away until a test migrates it into ``folder``.

    ``defect`` is a workflow that takes the place of the real one; ``client`` serves it in place of the environment's.
    """
    settings = Settings(data_dir=folder, regulations_dir=folder, task_queue=f"otklik-{uuid4()}")
    library, now = write_regulations(folder), datetime.now(UTC)
    payload = {"regulation": "providensky-2020", "network": "vk", "text": "Яма.", "detected_at": now.isoformat()}
    message = admit(parse_intake(payload | fields), library, now)
    engine, serves = engine_from(settings.database_url), client or environment.client
    with ThreadPoolExecutor(max_workers=2) as threads:
        serving = (
            build_worker(serves, settings, engine, threads)
            if defect is None
            else Worker(
                serves,
                task_queue=settings.task_queue,
                workflows=[defect],
                activities=[SnapshotReader(folder).take_snapshot],
                activity_executor=threads,
                workflow_runner=sandbox(),
            )
        )
        async with serving:
            life = await VirtualLife.begin(environment, str(uuid4()), message, now, queue=settings.task_queue)
            yield life
            await life.handle.terminate()
    engine.dispose()
