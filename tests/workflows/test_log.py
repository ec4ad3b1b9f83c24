"""The worker's log: every line names its workflow, and none has a word of what people wrote."""

import asyncio
import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from temporalio.client import WorkflowUpdateFailedError
from temporalio.testing import WorkflowEnvironment

from tests.fixtures.log import written
from tests.workflows.alone import alone
from tests.workflows.broken import QuotingWorkflow
from tests.workflows.conftest import Begin
from tests.workflows.lives import PUBLISH, ROUTE

MARK = "личное-слово-zqxw"
AUTHOR = {"name": MARK, "url": f"https://vk.com/{MARK}"}


def lines(log: str) -> list[dict[str, Any]]:
    """The lines that were written as JSON."""
    return [json.loads(line) for line in log.splitlines() if line.startswith("{")]


async def test_words_of_people_stay_out(begin: Begin) -> None:
    """A life full of marked words, garbage and refusals, and limits that pass: no line of either form has the mark."""
    with written() as log:
        life = await begin("providensky-2020", text=MARK, author=AUTHOR, theme=MARK, location=MARK)
        await life.give(ROUTE[0], **ROUTE[1], comment=MARK)
        await life.handle.signal("note", {"text": MARK, MARK: MARK})
        await life.handle.signal(MARK, MARK)
        await life.handle.signal(*PUBLISH)
        with pytest.raises(WorkflowUpdateFailedError):
            await life.handle.execute_update("approve", {"comment": MARK})
        await life.give("submit_draft", kind="final", text=MARK)
        await life.wait(timedelta(days=3))
        case = await life.give("return", remarks=MARK)

    assert "zqxw" not in log.getvalue()
    told = lines(log.getvalue())
    assert {line["workflow_id"] for line in told if line["logger"] == "temporalio.workflow"} == {f"message-{case.id}"}
    refused = [(line["command"], line["reason"]) for line in told if line["message"] == "signal refused"]
    assert refused == [("note", "invalid_input"), ("unknown", "invalid_input"), ("publish", "wrong_state")]
    missed = {(line["limit"], line["clause"]) for line in told if line["message"] == "limit missed"}
    assert ("overall", "9") in missed
    assert "limit=overall clause=9\n" in log.getvalue()


async def test_a_database_that_is_away_is_told_by_its_kind(environment: WorkflowEnvironment, tmp_path: Path) -> None:
    """What was not recorded at once is logged with its workflow and the kind of the error, without the row."""
    with written() as log:
        async with alone(environment, tmp_path, text=MARK, author=AUTHOR) as life:
            await until(log, "not recorded at once")

    (line,) = [line for line in lines(log.getvalue()) if line["message"].startswith("not recorded at once")]
    assert (line["workflow_id"], line["error"]) == (life.handle.id, "OperationalError")
    assert "zqxw" not in log.getvalue()


async def test_a_mistake_inside_is_told_by_its_kind(environment: WorkflowEnvironment, tmp_path: Path) -> None:
    """A workflow task that fails is logged with the kind of its error and its places, not with what it quotes."""
    with written() as log:
        async with alone(environment, tmp_path, QuotingWorkflow, text=MARK, author=AUTHOR):
            await until(log, "Failed activation on workflow")

    failed = [line["exception"] for line in lines(log.getvalue()) if "exception" in line]
    assert {text.splitlines()[-1] for text in failed} == {"RuntimeError"}
    assert "in _recording" in failed[0]
    assert "zqxw" not in log.getvalue()


async def until(log: io.StringIO, words: str) -> None:
    """Wait until something is in the log."""
    async with asyncio.timeout(30):
        while words not in log.getvalue():  # noqa: ASYNC110 -- a log sets no event
            await asyncio.sleep(0.05)
