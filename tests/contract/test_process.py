"""What the process promises beside its description."""

import pytest
import uvicorn

import logs
import telemetry
from api import __main__
from api.problems import RETRY_AFTER_SECONDS
from api.serving import PartingServer


def test_connection_outlives_the_wait_that_a_503_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who comes back after ``Retry-After`` finds the connection open, not closed at that very second."""
    configs: list[uvicorn.Config] = []
    monkeypatch.setattr(PartingServer, "run", lambda server: configs.append(server.config))
    monkeypatch.setattr(logs, "configure_logging", lambda _settings: None)
    monkeypatch.setattr(telemetry, "start", lambda _settings, _service: None)

    __main__.main()

    (config,) = configs
    assert config.timeout_keep_alive >= 2 * RETRY_AFTER_SECONDS
