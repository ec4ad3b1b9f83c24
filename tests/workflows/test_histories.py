"""Recorded histories of real lives replay: a change of the code never breaks a case that is running."""

from pathlib import Path

import pytest
from temporalio.client import WorkflowHistory
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import Replayer
from temporalio.workflow import NondeterminismError

from tests.histories.record import FOLDER, plays, recorded
from tests.workflows.broken import ImpatientWorkflow
from worker import sandbox
from workflows.message import MessageWorkflow

RECORDED = sorted(FOLDER.glob("*.json"))


def _replayer(workflow: type) -> Replayer:
    return Replayer(workflows=[workflow], workflow_runner=sandbox(), data_converter=pydantic_data_converter)


def _history(path: Path) -> WorkflowHistory:
    return WorkflowHistory.from_json(path.stem, path.read_text(encoding="utf-8"))


def test_every_life_is_recorded() -> None:
    """Each kind of life has a recording, and no recording is left over."""
    assert set(recorded()) == set(plays())


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.stem)
async def test_a_recorded_life_replays(path: Path) -> None:
    """The code of today comes to the same decisions as the code that recorded the history."""
    await _replayer(MessageWorkflow).replay_workflow(_history(path))


@pytest.mark.parametrize("path", RECORDED[:2], ids=lambda path: path.stem)
async def test_a_breaking_change_is_caught(path: Path) -> None:
    """A change that running cases could not survive fails the replay."""
    with pytest.raises(NondeterminismError):
        await _replayer(ImpatientWorkflow).replay_workflow(_history(path))
