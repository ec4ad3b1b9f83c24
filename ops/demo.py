"""The demonstration: messages through every loaded regulation in virtual time, on a real Temporal server.

What happened is read back from the read model, and compared with what was played: the exit code tells the truth.
"""

import asyncio
import csv
import json
import logging
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from rich.console import Console
from rich.progress import Progress
from sqlmodel import Session
from temporalio.testing import WorkflowEnvironment

from activities.calendar_source import build_calendar
from activities.regulation_source import load_library
from db.queries import case_of, get_message, journal
from db.session import engine_from, migrate
from domain.lifecycle import Intake, admit
from domain.regulation import Flow, Library, Regulation
from domain.terms import CommandName, LimitState, State
from domain.text import MAX_TEXT
from domain.worktime import Beyond, WorkingTime
from ops.demo_plan import SCENARIOS, Scenario, moment_of, next_step, owed_limits, start_of
from ops.demo_report import Played, print_report, report_json
from ops.errors import SamplesError
from ops.samples import FILE as SAMPLES
from ops.virtual_time import VirtualLife, virtual_server
from settings import Settings
from worker import build_worker
from workflows.contract import TASK_QUEUE

_PAPER_WIDTH = 160
"""Columns of the table where it goes into a file."""

_LONGEST_THEME = 500
_AT_ONCE = 6
"""How many lives go on side by side; more would only wait for the two cores."""


@dataclass(frozen=True)
class Part:
    """One message's role in the demonstration."""

    regulation: Regulation
    flow: Flow
    scenario: Scenario
    text: str
    theme: str | None


def run(messages: Path | None, *, as_json: bool) -> int:
    """Play everything and print the table; 0 when every life ended as it was played, else 1."""
    logging.getLogger("temporalio").setLevel(logging.ERROR)
    console = Console(stderr=as_json)
    if not console.is_terminal:
        console = Console(stderr=as_json, width=_PAPER_WIDTH)
    library = load_library(Settings().regulations_dir)
    parts = cast_parts(library, read_messages(messages or SAMPLES))
    with Progress(console=console, transient=True) as progress:
        played = asyncio.run(_play(parts, library, progress))
    if as_json:
        Console().print_json(json.dumps(report_json(played), ensure_ascii=False))
    else:
        print_report(console, played)
    return 0 if all(item.as_played for item in played) else 1


def read_messages(path: Path) -> list[tuple[str, str | None]]:
    """Read texts and themes from a CSV file with columns ``text`` and ``theme``.

    Raises:
        SamplesError: the file cannot be read, or has no message in it.

    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [(row.get("text") or "", (row.get("theme") or "")[:_LONGEST_THEME]) for row in csv.DictReader(file)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SamplesError(f"файл сообщений {path} не читается: {error}") from error
    messages = [(text[:MAX_TEXT], theme.strip() or None) for text, theme in rows if text.strip()]
    if not messages:
        raise SamplesError(f"в файле {path} нет сообщений; ожидаются столбцы text и theme")
    return messages


def cast_parts(library: Library, messages: Sequence[tuple[str, str | None]]) -> list[Part]:
    """Give every procedure of every regulation all kinds of life, with messages from all over the file."""
    plays = [
        (regulation, flow, scenario)
        for regulation_id in library.ids
        for regulation in library.versions(regulation_id)[-1:]
        for flow in regulation.flows
        for scenario in SCENARIOS
    ]
    chosen = _spread(messages, len(plays))
    return [
        Part(regulation, flow, scenario, text, theme)
        for (regulation, flow, scenario), (text, theme) in zip(plays, chosen, strict=True)
    ]


def _spread(messages: Sequence[tuple[str, str | None]], count: int) -> Iterator[tuple[str, str | None]]:
    for number in range(count):
        yield messages[number * len(messages) // count]


async def _play(parts: Sequence[Part], library: Library, progress: Progress) -> list[Played]:
    with tempfile.TemporaryDirectory(prefix="otklik-demo-") as folder:
        # Named, so that no setting of this machine leads the demonstration to real data.
        settings = Settings(
            data_dir=Path(folder), database_url=f"sqlite:///{folder}/demo.sqlite", task_queue=TASK_QUEUE
        )
        migrate(settings.database_url)
        engine = engine_from(settings.database_url)
        try:
            with ThreadPoolExecutor(max_workers=_AT_ONCE) as threads:
                async with virtual_server() as server, build_worker(server.client, settings, engine, threads):
                    lives = await _lives(server, parts, library, progress)
            with Session(engine) as session:
                return [_read_back(session, part, life) for part, life in zip(parts, lives, strict=True)]
        finally:
            engine.dispose()


async def _lives(
    environment: WorkflowEnvironment, parts: Sequence[Part], library: Library, progress: Progress
) -> list["_Life"]:
    task = progress.add_task("Сообщения в виртуальном времени", total=len(parts))
    places = asyncio.Semaphore(_AT_ONCE)

    async def one(part: Part) -> _Life:
        async with places:
            life = await _live(environment, part, library)
            progress.advance(task)
            return life

    return await asyncio.gather(*(one(part) for part in parts))


@dataclass(frozen=True)
class _Life:
    message_id: str
    steps: tuple[CommandName, ...]
    expect_missed: frozenset[str]


async def _live(environment: WorkflowEnvironment, part: Part, library: Library) -> _Life:
    clock = WorkingTime(build_calendar(part.regulation.calendar), beyond=Beyond.STATUTORY)
    start = start_of(part.scenario, clock, datetime.now(UTC))
    message_id = str(uuid4())
    intake = Intake(
        regulation=part.regulation.id,
        flow=part.flow.id,
        network=part.regulation.scope.networks[0],
        external_id=message_id,
        text=part.text,
        theme=part.theme,
        detected_at=start,
    )
    life = await VirtualLife.begin(environment, message_id, admit(intake, library, start), start)
    case, steps, expect_missed = await life.status(), [], set[str]()
    while (step := next_step(case, part.scenario)) is not None:
        moment = moment_of(step, case, part.scenario, clock, life.now)
        expect_missed |= {name for name, last in owed_limits(case).items() if last < moment}
        await life.until(moment)
        case = await life.give(step, **_payload(step, part.regulation))
        steps.append(step)
    await life.handle.result()
    return _Life(message_id, tuple(steps), frozenset(expect_missed))


def _payload(step: CommandName, regulation: Regulation) -> dict[str, object]:
    authority = regulation.authorities[0].id
    payloads: dict[CommandName, dict[str, object]] = {
        CommandName.RESOLVE: {"authority": authority},
        CommandName.ROUTE: {"assignments": [{"authority": authority}], "location": "центр", "importance": "обычная"},
        CommandName.SUBMIT_DRAFT: {"kind": "final", "text": "Вопрос рассмотрен, работы выполнят на этой неделе."},
        CommandName.RETURN: {"remarks": "Укажите дату выполнения работ."},
        CommandName.PUBLISH: {"url": "https://example.org/answer", "text": "Вопрос рассмотрен."},
        CommandName.HAND_OVER: {"to": "Отдел по делам СМИ"},
        CommandName.EXCLUDE: {"ground": regulation.grounds[0].id} if regulation.grounds else {},
        CommandName.CLOSE: {"reason": "Запись удалена автором до ответа."},
    }
    return payloads.get(step, {})


def _read_back(session: Session, part: Part, life: _Life) -> Played:
    """Read what the read model has of a life, and say whether it ended as it was played."""
    row = get_message(session, life.message_id)
    entries = journal(session, life.message_id)
    case = None if row is None else case_of(row)
    missed = {limit.name for limit in case.deadlines if limit.state is LimitState.MISSED} if case else set()
    complete = case is not None and [entry.seq for entry in entries] == list(range(1, case.journal_seq + 1))
    closed = case is not None and case.state is State.CLOSED
    return Played(
        regulation=part.regulation.title,
        flow=part.flow.title if len(part.regulation.flows) > 1 else None,
        scenario=part.scenario.title,
        theme=part.theme,
        steps=life.steps,
        case=case,
        as_played=complete and closed and missed == life.expect_missed,
    )
