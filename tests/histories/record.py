"""Records completed lives from the real server: ``python -m tests.histories.record`` records those that are missing.

A recorded history is what running cases of an installation look like. Recordings are replaced only together with a
change that is meant to be incompatible: such a file is deleted and recorded again. Otherwise ``workflow.patched``
keeps the old ones replaying, and a new recording is added beside them.
"""

import asyncio
import re
import tempfile
from collections.abc import Awaitable, Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from temporalio.testing import WorkflowEnvironment

from db.session import engine_from, migrate
from domain.lifecycle import admit, parse_intake
from domain.regulation import Library
from ops.virtual_time import VirtualLife, virtual_server
from settings import Settings
from tests.regulations_for_tests import tomorrow_at, zone_of
from tests.workflows.lives import DRAFT, PROCEDURES, ROUTE, Procedure, live
from tests.workflows.scripts import endings, interim, joint, questions, remarks, routing, sixth, terms
from tests.workflows.scripts.playing import play
from tests.workflows.scripts.script import Script
from tests.workflows.towns import write_towns
from worker import build_worker

FOLDER = Path(__file__).parent
LONG = "long"
"""The life that is recorded on a server which soon suggests another run."""

_RUNS_SUGGESTED_AFTER = 60

BEHAVIOURS: tuple[Script, ...] = (
    routing.REROUTED,
    routing.RESTARTED,
    routing.RETURNED_OUTSIDE,
    routing.RESOLVED_ANEW,
    routing.MOVED,
    interim.FURTHER,
    interim.interim_then_final(PROCEDURES[4]),
    interim.interim_then_final(PROCEDURES[5]),
    questions.WAITED_IN_VAIN,
    questions.PAUSED,
    questions.PAUSED_LATE,
    joint.IN_TURN,
    joint.SIDE_BY_SIDE,
    endings.EXPLAINED,
    endings.PUBLISHED_ANSWER,
    terms.SHORTENED,
    terms.DAYS_OFF,
    terms.CLOCK_OF_OTHERS,
    terms.RECALCULATED,
    remarks.LATER_STAGE,
    sixth.FACTS,
    sixth.AUTHOR_SILENT,
)
"""One script at least of each behaviour that a regulation provides for."""

BY_UPDATES = (routing.REROUTED, terms.RECALCULATED)
"""Those whose commands are updates, as in the ordinary lives."""


@dataclass(frozen=True)
class Town:
    """Where lives are recorded: a server with a worker, and the regulations in their folder."""

    environment: WorkflowEnvironment
    library: Library
    folder: Path


Play = Callable[[VirtualLife], Awaitable[None]]
Life = Callable[[Town], Awaitable[VirtualLife]]


def _whole(procedure: Procedure, returns: int) -> Play:
    async def whole(life: VirtualLife) -> None:
        await live(life, procedure, returns)

    return whole


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


def plays() -> Mapping[str, Life]:
    """Name every life that is recorded."""
    whole = {f"{item.name}-rework-{n}": _begun(item, _whole(item, n)) for item in PROCEDURES for n in (0, 1)}
    scripted = {script.name: _scripted(script) for script in BEHAVIOURS}
    return {
        **whole,
        **scripted,
        "late": _begun(PROCEDURES[0], _late),
        "excluded": _begun(PROCEDURES[5], _excluded),
        "closed": _begun(PROCEDURES[5], _closed),
        LONG: _begun(PROCEDURES[0], _long),
    }


def recorded() -> Collection[str]:
    """The names of the lives whose recordings are there; one that went on in a second run has two files."""
    return {re.sub(r"-run-\d+$", "", path.stem) for path in FOLDER.glob("*.json")}


def _scripted(script: Script) -> Life:
    """By signals: the answer to an update holds the whole case, which makes a history three times as long."""

    async def life(town: Town) -> VirtualLife:
        by_signals = script not in BY_UPDATES
        return (await play(town.environment, town.library, town.folder, script, by_signals=by_signals)).life

    return life


def _begun(procedure: Procedure, go_on: Play) -> Life:
    async def life(town: Town) -> VirtualLife:
        begun = await _begin(town, procedure)
        await go_on(begun)
        return begun

    return life


async def _begin(town: Town, procedure: Procedure) -> VirtualLife:
    at = tomorrow_at(zone_of(town.library, procedure.regulation), 10)
    payload = {
        "regulation": procedure.regulation,
        "flow": procedure.flow,
        "network": "vk",
        "text": "Во дворе не работает освещение.",
        "theme": "освещение",
        "detected_at": at.isoformat(),
    }
    message = admit(parse_intake(payload), town.library, at)
    return await VirtualLife.begin(town.environment, str(uuid4()), message, at)


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
    """Take the name of the recording machine out: workers are called by it, and so are their own task queues."""
    return re.sub(r'": "\d+@[^"]*"', '": "recorder"', re.sub(r'"identity": "[^"]*"', '"identity": "recorder"', history))


async def record(names: Collection[str]) -> None:
    """Play and save lives by their names."""
    with tempfile.TemporaryDirectory() as directory, ThreadPoolExecutor(max_workers=4) as threads:
        folder = Path(directory)
        settings = Settings(data_dir=folder, regulations_dir=folder)
        library = write_towns(folder)
        migrate(settings.database_url)
        engine = engine_from(settings.database_url)
        suggestion = f"limit.historyCount.suggestContinueAsNew={_RUNS_SUGGESTED_AFTER}"
        for flags, wanted in (((), set(names) - {LONG}), ((suggestion,), {LONG} & set(names))):
            if not wanted:
                continue
            async with virtual_server(*flags) as server, build_worker(server.client, settings, engine, threads):
                for name in sorted(wanted):
                    await _save(await plays()[name](Town(server, library, folder)), name)
        engine.dispose()


if __name__ == "__main__":
    asyncio.run(record(set(plays()) - set(recorded())))
