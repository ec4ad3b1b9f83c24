"""Playing a script on the real server, in virtual time."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from temporalio.client import WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError
from temporalio.testing import WorkflowEnvironment

from domain.lifecycle import CaseView, admit, parse_intake
from domain.regulation import Library
from ops.virtual_time import VirtualLife
from tests.regulations_for_tests import zone_of
from tests.workflows.scripts.script import Act, Days, Edit, Script
from tests.workflows.towns import file_of


@dataclass(frozen=True)
class Played:
    """A life that has ended: its days, the case after each act that was accepted, what each refusal said."""

    life: VirtualLife
    days: Days
    given: tuple[tuple[str, CaseView], ...]
    refusals: tuple[Mapping[str, Any], ...]


async def play(
    environment: WorkflowEnvironment, library: Library, folder: Path, script: Script, *, by_signals: bool = False
) -> Played:
    """Begin a life, give every command at its time, and wait for its end; ``folder`` holds the town's file.

    ``by_signals``: nothing is answered, so that a refused command leaves its trace in the journal instead.
    """
    days = Days.of(script, zone_of(library, script.regulation), datetime.now(UTC))
    life = await _begin(environment, library, script, days)
    given: list[tuple[str, CaseView]] = []
    refusals: list[Mapping[str, Any]] = []
    with _kept(file_of(folder, script.regulation)) as file:
        for act in script.acts:
            await life.until(days.moment(act.at))
            if isinstance(act, Edit):
                file.write_text(act.change(file.read_text(encoding="utf-8"), days.first), encoding="utf-8")
            elif by_signals:
                await life.handle.signal(act.command, dict(act.payload))
                given.append((act.command, await life.status()))
            elif act.refused:
                refusals.append(await _refusal(life, act))
            else:
                given.append((act.command, await life.give(act.command, **act.payload)))
        await life.handle.result()
    return Played(life, days, tuple(given), tuple(refusals))


@contextmanager
def _kept(file: Path) -> Iterator[Path]:
    """Lend a file that others read as well: afterwards it is as it was, whatever has happened."""
    text = file.read_text(encoding="utf-8")
    try:
        yield file
    finally:
        if file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")


async def _begin(environment: WorkflowEnvironment, library: Library, script: Script, days: Days) -> VirtualLife:
    arrival, message_id = days.moment(script.arrives), str(uuid4())
    payload: dict[str, object] = {
        "regulation": script.regulation,
        "flow": script.flow,
        "network": "vk",
        "external_id": message_id,
        "text": "Во дворе не работает освещение.",
        "theme": "освещение",
        "detected_at": script.arrives,
        **script.intake,
    }
    times = {key: days.moment(str(value)) for key, value in payload.items() if key.endswith("_at")}
    message = admit(parse_intake(payload | times), library, arrival)
    return await VirtualLife.begin(environment, message_id, message, arrival)


async def _refusal(life: VirtualLife, act: Act) -> Mapping[str, Any]:
    with pytest.raises(WorkflowUpdateFailedError) as caught:
        await life.give(act.command, **act.payload)
    assert isinstance(caught.value.cause, ApplicationError)
    details: Mapping[str, Any] = caught.value.cause.details[0]
    return details
