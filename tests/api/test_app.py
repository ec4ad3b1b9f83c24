"""The API as a process: it starts while everything else is away, and its log keeps people's words to itself."""

import logging
from pathlib import Path

import httpx
import pytest
import uvicorn

import telemetry
from activities.regulation_source import LibraryError
from api.__main__ import main
from api.app import create_app
from api.serving import PartingServer
from settings import Settings
from tests.api.client import MESSAGES, Person


async def test_starts_while_everything_is_away(tmp_path: Path) -> None:
    """Without Temporal and without a database the API answers: it lives, and it is not ready."""
    settings = Settings(data_dir=tmp_path / "absent", temporal_address="127.0.0.1:1", update_timeout_seconds=1)
    app = create_app(settings)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://otklik") as client,
    ):
        assert (await client.get("/healthz")).status_code == 200
        ready = await client.get("/readyz")
        listed = await client.get(MESSAGES, headers={"Authorization": f"Bearer otk_{'0' * 12}_{'a' * 43}"})

    assert ready.status_code == 503
    assert {ready.json()[part]["status"] for part in ("temporal", "database")} == {"away"}
    assert listed.status_code == 503


def test_does_not_start_without_regulations(tmp_path: Path) -> None:
    """Without regulations nothing can be answered, so the start fails and says where they should be."""
    with pytest.raises(LibraryError, match=tmp_path.name):
        create_app(Settings(data_dir=tmp_path, regulations_dir=tmp_path))


async def test_log_holds_no_query_and_no_forged_line(coordinator: Person, caplog: pytest.LogCaptureFixture) -> None:
    """One line a request: method, path and status; never a query string, and no line of a stranger's making."""
    with caplog.at_level(logging.INFO, "otklik.access"):
        await coordinator.get(MESSAGES, q="Жительница дома 12")
        await coordinator.get("/api/v1/a%0Ab")

    lines = [record.getMessage() for record in caplog.records if record.name == "otklik.access"]
    assert [line.rsplit(" ", 2)[0] for line in lines] == [f"GET {MESSAGES} 200", "GET /api/v1/a%0Ab 404"]


def test_process_serves_with_the_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """``python -m api`` listens where the settings say and lets requests under way end."""
    called: dict[str, object] = {}
    configs: list[uvicorn.Config] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OTKLIK_API_PORT", "18080")
    monkeypatch.setattr(PartingServer, "run", lambda server: configs.append(server.config))
    monkeypatch.setattr(logging, "basicConfig", called.update)
    monkeypatch.setattr(telemetry, "start", lambda _settings, service: called.update(service=service))

    main()

    (config,) = configs
    assert (config.host, config.port, config.timeout_graceful_shutdown) == ("127.0.0.1", 18080, 10)
    assert config.access_log is False
    assert called["service"] == "otklik-api"
