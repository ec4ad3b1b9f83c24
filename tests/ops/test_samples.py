"""Sample messages: the file itself, and loading it through a server that is not always there."""

import json
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from activities.regulation_source import load_library
from domain.errors import OtklikError
from domain.lifecycle import parse_intake
from domain.terms import Visibility
from ops import samples
from ops.database import migrate
from ops.errors import SamplesError
from settings import Settings
from tests.fixtures.ports import free_port
from tests.ops.servers import at_work


class Api(ThreadingHTTPServer):
    """A server that takes messages as the API does; ``answers`` are the codes of its first answers."""

    def __init__(self, *answers: int) -> None:
        """Listen on a free port."""
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers = list(answers)
        self.received: list[dict[str, Any]] = []
        self.tokens: set[str | None] = set()
        self.url = f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Api

    def do_POST(self) -> None:
        """Take a message in."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        code = self.server.answers.pop(0) if self.server.answers else 201
        self.server.tokens.add(self.headers["Authorization"])
        if code < 400:
            self.server.received.append(body)
        self.send_response(code)
        self.end_headers()
        self.wfile.write(b"{}" if code < 400 else "нельзя".encode())

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def api() -> Iterator[Api]:
    """A server at work."""
    server = Api()
    with at_work(server):
        yield server


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again soon, and do not wait for lists that stay empty."""
    monkeypatch.setattr(samples, "_PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(samples, "_LISTED_SECONDS", 0.2)


def test_shipped_samples_fit_their_regulations(settings: Settings) -> None:
    """Every sample is a message that its regulation takes, and every procedure of every regulation has some."""
    library = load_library(settings.regulations_dir)
    known = {(item.id, flow.id) for item in library.regulations for flow in item.flows}
    used, private = Counter[tuple[str, str]](), 0
    for sample in samples.read_samples():
        intake = parse_intake(sample)
        regulation = library.versions(intake.regulation)[-1]
        assert intake.network in regulation.scope.networks
        used[regulation.id, intake.flow or regulation.flows[0].id] += 1
        private += intake.visibility is Visibility.DIRECT

    assert set(used) == known
    assert used.total() >= 60
    assert private >= 2


def test_shipped_samples_are_different() -> None:
    """No two samples are one message, and no text is used twice."""
    shipped = samples.read_samples()

    assert len({(item["regulation"], item["network"], item["external_id"]) for item in shipped}) == len(shipped)
    assert len({item["text"] for item in shipped}) == len(shipped)


@pytest.mark.parametrize("text", [None, "id,text\n1,two\n", "regulation\n", '"'])
def test_unusable_file_is_an_error(tmp_path: Path, text: str | None) -> None:
    """A file that is away or has other columns is said with its name."""
    path = tmp_path / "messages.csv"
    if text is not None:
        path.write_text(text, "utf-8")

    with pytest.raises(SamplesError, match=r"messages\.csv"):
        samples.read_samples(path)


async def test_samples_are_loaded(api: Api, tmp_path: Path) -> None:
    """All samples arrive with the token, without empty fields, and the data folder knows that it has them."""
    assert not samples.are_loaded(tmp_path)

    await samples.load(api.url, "otk_test", tmp_path)

    assert sorted(item["external_id"] for item in api.received) == sorted(
        item["external_id"] for item in samples.read_samples()
    )
    assert all(all(item.values()) for item in api.received)
    assert api.tokens == {"Bearer otk_test"}
    assert samples.are_loaded(tmp_path)


async def test_absent_worker_is_waited_for(api: Api, tmp_path: Path) -> None:
    """While the API says 503 a message is sent again, and arrives once."""
    api.answers = [503, 503, 201, 503]

    await samples.load(api.url, "otk_test", tmp_path)

    assert len(api.received) == len(samples.read_samples())


async def test_refused_sample_is_an_error(api: Api, tmp_path: Path) -> None:
    """A sample that is refused is named with the answer, and the next start tries again."""
    api.answers = [422]

    with pytest.raises(SamplesError, match="не принят, ответ 422: нельзя"):
        await samples.load(api.url, "otk_test", tmp_path)

    assert not samples.are_loaded(tmp_path)


async def test_patience_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An API that stays away is an error after a while."""
    monkeypatch.setattr(samples, "_PATIENCE_SECONDS", 0.2)
    with pytest.raises(SamplesError, match="не загружен, API не отвечает"):
        await samples.load(f"http://127.0.0.1:{free_port()}", "otk_test", tmp_path)


async def test_lagging_list_holds_nobody_up(settings: Settings) -> None:
    """Samples that the lists do not show are waited for, but not for ever."""
    migrate(settings)

    await samples.until_listed(settings)


async def test_unusable_database_is_an_error(settings: Settings, tmp_path: Path) -> None:
    """A database that cannot be read is no lag."""
    broken = settings.model_copy(update={"database_url": f"sqlite:///{tmp_path}"})

    with pytest.raises(OtklikError, match="база данных недоступна"):
        await samples.until_listed(broken)
