"""What the process promises beside its description."""

from typing import Any

import pytest
import uvicorn

import telemetry
from api import __main__
from api.problems import RETRY_AFTER_SECONDS


def test_connection_outlives_the_wait_that_a_503_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who comes back after ``Retry-After`` finds the connection open, not closed at that very second."""
    called: dict[str, Any] = {}
    monkeypatch.setattr(uvicorn, "run", lambda _app, **options: called.update(options))
    monkeypatch.setattr(__main__, "configure_logging", lambda _settings: None)
    monkeypatch.setattr(telemetry, "start", lambda _settings, _service: None)

    __main__.main()

    assert called["timeout_keep_alive"] >= 2 * RETRY_AFTER_SECONDS
