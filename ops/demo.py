"""The demonstration: messages through every loaded regulation in virtual time, on a real Temporal server.

What happened is read back from the read model, and compared with what was played: the exit code tells the truth.
"""

import asyncio
import json
import logging
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from sqlmodel import Session
from temporalio.testing import WorkflowEnvironment

import telemetry
from activities.calendar_source import build_calendar
from db.queries import case_of, get_message, journal
from db.session import engine_from, migrate
from domain.journal import Entry
from domain.lifecycle import CaseView
from domain.regulation import Library
from domain.terms import CommandName, LimitState, State
from domain.worktime import Beyond, WorkingTime
from ops.demo_life import Lived, Part, live
from ops.demo_report import Played, Taken, print_report, report_json
from ops.demo_scenarios import SCENARIOS
from ops.demo_shown import Seen, shown
from ops.demo_towns import copy_regulations
from ops.message_file import Message, read_messages
from ops.samples import FILE as SAMPLES
from ops.virtual_time import virtual_server
from settings import Settings
from worker import build_worker
from workflows.contract import TASK_QUEUE

_PAPER_WIDTH = 160
"""Columns of the table where it goes into a file."""

_AT_ONCE = 6
"""How many lives go on side by side; more would only wait for the two cores."""


def run(messages: Path | None, *, as_json: bool) -> int:
    """Play everything and print the table; 0 when every life ended as it was played, else 1."""
    console = Console(stderr=as_json)
    if not console.is_terminal:
        console = Console(stderr=as_json, width=_PAPER_WIDTH)
    texts = read_messages(messages or SAMPLES)
    with (
        tempfile.TemporaryDirectory(prefix="otklik-demo-") as folder,
        Progress(console=console, transient=True) as bar,
        _quiet(),
    ):
        played = asyncio.run(_play(texts, Path(folder), bar))
    if as_json:
        Console().print_json(json.dumps(report_json(played), ensure_ascii=False))
    else:
        print_report(console, played)
    return 0 if all(item.as_played for item in played) else 1


@contextmanager
def _quiet() -> Iterator[None]:
    """Leave out the SDK's warnings, which would tear the progress bar: refusals are part of what is played."""
    # The core writes its own to the error stream, past every logger, unless it is told otherwise.
    telemetry.start(Settings(tracing_endpoint=None), "otklik-demo")
    sdk = logging.getLogger("temporalio")
    earlier = sdk.level
    sdk.setLevel(logging.ERROR)
    try:
        yield
    finally:
        sdk.setLevel(earlier)


def cast_parts(library: Library, messages: Sequence[Message]) -> list[Part]:
    """Give every procedure all kinds of life that its act provides for, with messages from all over the file."""
    plays = [
        (regulation, flow, clock, scenario, turns)
        for regulation_id in library.ids
        for regulation in library.versions(regulation_id)[-1:]
        for clock in [WorkingTime(build_calendar(regulation.calendar), beyond=Beyond.STATUTORY)]
        for flow in regulation.flows
        for scenario in SCENARIOS
        if (turns := scenario.turns(regulation, flow)) is not None
    ]
    chosen = _choose(messages, [regulation.id for regulation, *_ in plays])
    return [Part(*play, message.text, message.theme) for play, message in zip(plays, chosen, strict=True)]


def _choose(messages: Sequence[Message], regulations: Sequence[str]) -> Iterator[Message]:
    """A message for each play: of its own regulation where the file has some, else of any."""
    plays, taken = Counter(regulations), Counter[str]()
    for number, regulation in enumerate(regulations):
        own = [message for message in messages if message.regulation == regulation]
        yield own[taken[regulation] * len(own) // plays[regulation]] if own else _at(messages, number, len(regulations))
        taken[regulation] += 1


def _at(messages: Sequence[Message], number: int, count: int) -> Message:
    return messages[number * len(messages) // count]


async def _play(messages: Sequence[Message], folder: Path, progress: Progress) -> list[Played]:
    # Named, so that no setting of this machine leads the demonstration to real data.
    settings = Settings(
        data_dir=folder,
        database_url=f"sqlite:///{folder}/demo.sqlite",
        task_queue=TASK_QUEUE,
        regulations_dir=folder / "regulations",
    )
    settings.regulations_dir.mkdir()
    task = progress.add_task("Запускается сервер с виртуальным временем", total=None)
    library = copy_regulations(Settings().regulations_dir, settings.regulations_dir)
    parts = cast_parts(library, messages)
    migrate(settings.database_url)
    engine = engine_from(settings.database_url)
    try:
        with ThreadPoolExecutor(max_workers=_AT_ONCE) as threads:
            async with virtual_server() as server, build_worker(server.client, settings, engine, threads):
                progress.update(task, description="Сообщения в виртуальном времени", total=len(parts))
                lives = await _lives(server, parts, library, lambda: progress.advance(task))
        with Session(engine) as session:
            return [_read_back(session, part, life) for part, life in zip(parts, lives, strict=True)]
    finally:
        engine.dispose()


async def _lives(
    environment: WorkflowEnvironment, parts: Sequence[Part], library: Library, tell: Callable[[], None]
) -> list[Lived]:
    places = asyncio.Semaphore(_AT_ONCE)

    async def one(part: Part) -> Lived:
        async with places:
            life = await live(environment, part, library)
            tell()
            return life

    return await asyncio.gather(*(one(part) for part in parts))


def _read_back(session: Session, part: Part, life: Lived) -> Played:
    """Read what the read model has of a life, and say whether it ended as it was played."""
    row = get_message(session, life.message_id)
    entries = journal(session, life.message_id)
    case = None if row is None else case_of(row)
    return Played(
        regulation=part.regulation.title,
        flow=part.flow.title if len(part.regulation.flows) > 1 else None,
        scenario=part.scenario.title,
        theme=part.theme,
        steps=life.steps,
        case=case,
        as_played=case is not None and as_played(case, entries, life),
        taken=tuple(Taken.of(entry) for entry in entries if entry.action in list(CommandName)),
        shown={} if case is None else shown(Seen(part.flow, case, entries)),
    )


def as_played(case: CaseView, entries: Sequence[Entry], life: Lived) -> bool:
    """Whether every turn was taken, the journal has each step and no gap, and those limits were missed, no others."""
    missed = {limit.name for limit in case.deadlines if limit.state is LimitState.MISSED}
    steps = tuple(entry.action for entry in entries if entry.action in list(CommandName))
    complete = [entry.seq for entry in entries] == list(range(1, case.journal_seq + 1)) and steps == life.steps
    return life.every_turn_taken and complete and case.state is State.CLOSED and missed == life.expect_missed
