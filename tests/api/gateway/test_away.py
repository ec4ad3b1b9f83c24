"""What the gateway does when the worker or the server is away, or another version of the program is there."""

import time
from contextlib import suppress
from pathlib import Path

import pytest

from api.errors import UnavailableError
from api.gateway import TemporalGateway
from domain.lifecycle import Message
from domain.terms import CommandName
from settings import Settings
from tests.api.client import ROUTE
from tests.api.gateway.conftest import WAIT, Working
from tests.fixtures.log import written
from tests.workflows.builds import TellingWorkflow


async def test_without_a_worker_the_wait_is_bounded(
    temporal: TemporalGateway, message: Message, message_id: str, working: Working
) -> None:
    """Without a worker a message is taken in and signals are kept; updates and queries end their wait."""
    assert await temporal.start(message_id, message)
    await temporal.signal(message_id, CommandName.NOTE, {"text": "а"})
    remark = {"text": "а", "command_id": "n"}
    for ask in (
        temporal.update(message_id, CommandName.ROUTE, ROUTE),
        temporal.remark(message_id, CommandName.NOTE, remark),
        temporal.status(message_id),
    ):
        began = time.monotonic()
        with pytest.raises(UnavailableError):
            await ask
        assert time.monotonic() - began < WAIT + 1

    async with working():
        assert await eventually(temporal, message_id) >= 2


async def eventually(temporal: TemporalGateway, message_id: str) -> int:
    """How long the journal is, once the worker has caught up with what waited for it."""
    for _ in range(30):
        with suppress(UnavailableError):
            return (await temporal.status(message_id)).journal_seq
    return 0


async def test_answer_of_a_newer_worker_is_no_mistake(
    temporal: TemporalGateway, message: Message, message_id: str, working: Working
) -> None:
    """While versions change places a worker may tell what this API does not know: 503, and no word of it in the log."""
    await temporal.start(message_id, message)
    async with working(TellingWorkflow):
        with written() as log, pytest.raises(UnavailableError):
            await temporal.status(message_id)

    assert "A worker of another version answers" in log.getvalue()
    assert "oracle" not in log.getvalue()


async def test_absent_server_is_unavailable(message: Message, message_id: str, tmp_path: Path) -> None:
    """Where nothing listens every call ends within its bound, and none of them ends the gateway."""
    nowhere = TemporalGateway(Settings(data_dir=tmp_path, temporal_address="127.0.0.1:1", update_timeout_seconds=WAIT))
    for ask in (
        nowhere.start(message_id, message),
        nowhere.update(message_id, CommandName.NOTE, {"text": "а"}),
        nowhere.signal(message_id, CommandName.NOTE, {"text": "а"}),
        nowhere.remark(message_id, CommandName.NOTE, {"text": "а", "command_id": "n"}),
        nowhere.send_remark(message_id, CommandName.NOTE, {"text": "а", "command_id": "n"}),
        nowhere.status(message_id),
        nowhere.check(),
    ):
        began = time.monotonic()
        with pytest.raises(UnavailableError):
            await ask
        assert time.monotonic() - began < WAIT + 1


async def test_absent_namespace_is_unavailable(real: Settings, message_id: str) -> None:
    """A namespace that is not there says nothing about a message."""
    elsewhere = TemporalGateway(real.model_copy(update={"temporal_namespace": "nowhere"}))

    with pytest.raises(UnavailableError):
        await elsewhere.status(message_id)


async def test_server_is_there(temporal: TemporalGateway) -> None:
    """A server that answers is there."""
    await temporal.check()
