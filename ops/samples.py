"""Sample messages: a file of the project's own, loaded through the REST interface as a monitoring system would.

Each has an external id, so loading is idempotent: a start that was killed half-way is finished by the next one.
"""

import asyncio
import csv
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx

from db.queries import find_message
from domain.terms import Network
from ops.database import reading
from ops.environment import ROOT
from ops.errors import SamplesError
from settings import Settings

FILE = ROOT / "samples" / "messages.csv"
COLUMNS = ("regulation", "flow", "network", "external_id", "visibility", "theme", "location", "importance", "text")
LOADED_MARKER = "samples.loaded"

_AT_ONCE = 4
_PATIENCE_SECONDS = 60.0
_PAUSE_SECONDS = 0.5
_REQUEST_SECONDS = 10.0
_LISTED_SECONDS = 30.0


def read_samples(path: Path = FILE) -> tuple[dict[str, str], ...]:
    """Read the messages as the fields of an intake; empty cells are fields that are absent.

    Raises:
        SamplesError: the file is away or has other columns.

    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SamplesError(f"файл образцов {path} не читается: {error}") from error
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise SamplesError(f"в файле образцов {path} ожидаются столбцы: {', '.join(COLUMNS)}")
    return tuple({name: value for name, value in row.items() if value} for row in rows)


def are_loaded(data_dir: Path) -> bool:
    """Whether this data folder has got all the samples."""
    return (data_dir / LOADED_MARKER).exists()


async def load(api: str, token: str, data_dir: Path, path: Path = FILE) -> None:
    """Load the samples, and note it in the data folder once the last one is in.

    Raises:
        SamplesError: a message is refused, or the API does not answer for a minute.

    """
    await send(api, token, read_samples(path))
    (data_dir / LOADED_MARKER).touch()


async def until_listed(settings: Settings, path: Path = FILE) -> None:
    """Wait until the lists show all samples, so that the first look at them is not at an empty page.

    Lists may lag behind; where they lag for long, nobody has to wait for them.
    """
    samples = read_samples(path)
    with suppress(TimeoutError):
        async with asyncio.timeout(_LISTED_SECONDS):
            while not await asyncio.to_thread(_all_listed, settings, samples):  # noqa: ASYNC110 -- a database sets no event
                await asyncio.sleep(_PAUSE_SECONDS)


def _all_listed(settings: Settings, samples: Iterable[Mapping[str, str]]) -> bool:
    with reading(settings) as session:
        return all(
            find_message(session, sample["regulation"], Network(sample["network"]), sample["external_id"])
            for sample in samples
        )


async def send(api: str, token: str, messages: Iterable[dict[str, Any]]) -> None:
    """Send messages, a few at once; raises SamplesError."""
    gate = asyncio.Semaphore(_AT_ONCE)
    headers = {"Authorization": f"Bearer {token}"}

    async def one(client: httpx.AsyncClient, message: dict[str, Any]) -> None:
        async with gate:
            await _send_one(client, message)

    # The API is on this machine: a proxy of the environment has no business with it.
    async with httpx.AsyncClient(base_url=api, headers=headers, timeout=_REQUEST_SECONDS, trust_env=False) as client:
        results = await asyncio.gather(*(one(client, message) for message in messages), return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result


async def _send_one(client: httpx.AsyncClient, message: dict[str, Any]) -> None:
    """Send one message; again and again while the API or the worker is away, which a restart mends."""
    deadline = asyncio.get_running_loop().time() + _PATIENCE_SECONDS
    while True:
        try:
            answer = await client.post("/api/v1/messages", json=message)
        except httpx.TransportError as error:
            reason = f"API не отвечает ({type(error).__name__})"
        else:
            if answer.is_success:
                return
            reason = f"ответ {answer.status_code}: {answer.text[:500]}"
            if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                raise SamplesError(f"образец {message.get('external_id')} не принят, {reason}")
        if asyncio.get_running_loop().time() >= deadline:
            raise SamplesError(f"образец {message.get('external_id')} не загружен, {reason}")
        await asyncio.sleep(_PAUSE_SECONDS)
