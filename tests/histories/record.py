"""Records completed lives from the real server: ``python -m tests.histories.record``.

A recorded history is what running cases of an installation look like. Recordings are replaced only together with a
change that is meant to be incompatible; otherwise ``workflow.patched`` keeps the old ones replaying, and a new
recording is added beside them.
"""

import asyncio
import re
import tempfile
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from temporalio.testing import WorkflowEnvironment

from db.session import engine_from, migrate
from domain.lifecycle import admit, parse_intake
from domain.regulation import Library
from ops.virtual_time import VirtualLife, virtual_server
from settings import Settings
from tests.regulations_for_tests import tomorrow_at, write_regulations, zone_of
from tests.workflows.lives import DRAFT, PROCEDURES, ROUTE, Procedure, live
from worker import build_worker

FOLDER = Path(__file__).parent
_RUNS_SUGGESTED_AFTER = 60

Play = Callable[[VirtualLife], Awaitable[None]]


def _whole(procedure: Procedure, returns: int) -> Play:
    async def play(life: VirtualLife) -> None:
        await live(life, procedure, returns)

    return play


async def _late(life: VirtualLife) -> None:
    """Every limit is missed, one is corrected by an act entered late, some signals are refused."""
    due = life.now + timedelta(minutes=20)
    await life.wait(timedelta(hours=3))
    await life.handle.signal("approve", {})
    await life.handle.signal("note", args=[])
    await life.give("route", occurred_at=due.isoformat(), comment="По журналу.", **ROUTE[1])
    await life.wait(timedelta(days=2))
    for command, payload in PROCEDURES[0].steps()[1:]:
        await life.give(command, **payload)
    await life.handle.result()


async def _excluded(life: VirtualLife) -> None:
    await life.give("route", **ROUTE[1])
    await life.give("exclude", ground="threats")
    await life.handle.result()


async def _closed(life: VirtualLife) -> None:
    await life.give("route", **ROUTE[1])
    await life.give("submit_draft", **DRAFT[1])
    await life.give("close", reason="Автор удалил запись.")
    await life.handle.result()


async def _long(life: VirtualLife) -> None:
    """So many notes that the life goes on in a second run."""
    for number in range(30):
        await life.give("note", text=f"Замечание {number}", command_id=f"note-{number}")
    for command, payload in PROCEDURES[0].steps():
        await life.give(command, **payload)
    await life.handle.result()


def plays() -> Mapping[str, tuple[Procedure, Play]]:
    """Name every life that is recorded."""
    whole = {f"{item.name}-rework-{n}": (item, _whole(item, n)) for item in PROCEDURES for n in (0, 1)}
    return whole | {
        "late": (PROCEDURES[0], _late),
        "excluded": (PROCEDURES[5], _excluded),
        "closed": (PROCEDURES[5], _closed),
        "long": (PROCEDURES[0], _long),
    }


async def _begin(environment: WorkflowEnvironment, library: Library, procedure: Procedure) -> VirtualLife:
    at = tomorrow_at(zone_of(library, procedure.regulation), 10)
    payload = {
        "regulation": procedure.regulation,
        "flow": procedure.flow,
        "network": "vk",
        "text": "Во дворе не работает освещение.",
        "theme": "освещение",
        "detected_at": at.isoformat(),
    }
    return await VirtualLife.begin(environment, str(uuid4()), admit(parse_intake(payload), library, at), at)


async def _save(life: VirtualLife, name: str) -> None:
    """Write every run of a life; the first run of a long one ends by continuing as new."""
    client, workflow = life.environment.client, life.handle.id
    description = await life.handle.describe()
    first = description.raw_description.workflow_execution_info.first_run_id
    runs = list(dict.fromkeys([first, description.run_id]))
    for number, run in enumerate(runs, start=1):
        history = await client.get_workflow_handle(workflow, run_id=run).fetch_history()
        suffix = f"-run-{number}" if len(runs) > 1 else ""
        (FOLDER / f"{name}{suffix}.json").write_text(_anonymous(history.to_json()) + "\n", encoding="utf-8")


def _anonymous(history: str) -> str:
    """Take the name of the recording machine out."""
    return re.sub(r'"identity": "[^"]*"', '"identity": "recorder"', history)


async def record() -> None:
    """Play and save every life."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(max_workers=4) as threads:
        settings = Settings(data_dir=Path(folder), regulations_dir=Path(folder))
        library = write_regulations(Path(folder))
        migrate(settings.database_url)
        engine = engine_from(settings.database_url)
        suggestion = f"limit.historyCount.suggestContinueAsNew={_RUNS_SUGGESTED_AFTER}"
        for flags, names in (((), set(plays()) - {"long"}), ((suggestion,), {"long"})):
            async with virtual_server(*flags) as server, build_worker(server.client, settings, engine, threads):
                for name in sorted(names):
                    procedure, play = plays()[name]
                    life = await _begin(server, library, procedure)
                    await play(life)
                    await _save(life, name)
        engine.dispose()


if __name__ == "__main__":
    asyncio.run(record())
