"""What a worker counts."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.runtime import MetricBuffer, Runtime, TelemetryConfig
from temporalio.testing import WorkflowEnvironment

from activities.registry import RECORDING_AGE
from db.session import migrate
from settings import Settings
from tests.workflows.alone import alone
from tests.workflows.lives import ROUTE
from workflows.meters import LIMITS_MISSED


async def test_missed_limits_and_recordings_are_counted(environment: WorkflowEnvironment, tmp_path: Path) -> None:
    """Each missed limit is counted once by regulation and clause, and each recording by what came of it."""
    buffer = MetricBuffer(10_000)
    client = await Client.connect(
        environment.client.service_client.config.target_host,
        data_converter=pydantic_data_converter,
        runtime=Runtime(telemetry=TelemetryConfig(metrics=buffer)),
    )
    migrate(Settings(data_dir=tmp_path).database_url)
    async with alone(environment, tmp_path, client=client) as life:
        await life.give(*ROUTE[:1], **ROUTE[1])
        await life.wait(timedelta(days=3))
        await life.give("note", text="Задержка.")
        case = await life.status()
        journal = await life.handle.query("journal")

    missed: Counter[tuple[object, object]] = Counter()
    results: set[object] = set()
    for update in buffer.retrieve_updates():
        if update.metric.name == LIMITS_MISSED:
            missed[update.attributes["regulation"], update.attributes["clause"]] += int(update.value)
        if update.metric.name == RECORDING_AGE:
            results.add(update.attributes["result"])
            assert update.value >= 0
    announced = Counter((case.regulation, entry["clause"]) for entry in journal if entry["action"] == "limit_missed")
    assert missed == announced
    assert ("providensky-2020", "9") in missed
    assert results == {"written"}
