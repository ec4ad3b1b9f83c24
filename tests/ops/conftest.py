"""What the tests of operations share."""

from pathlib import Path

import pytest

from ops.options import read_settings
from settings import PREFIX, Settings


@pytest.fixture(autouse=True)
def _no_settings_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Hide the variables and the `.env` file of whoever runs the tests."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name}".upper(), raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings whose data are the test's own."""
    return read_settings(data_dir=tmp_path / "data")
