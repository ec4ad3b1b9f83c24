"""Settings on their way to a child."""

import subprocess
from pathlib import Path

import pytest

from ops.environment import ROOT, module_program, variables
from ops.options import embedded, read_settings
from settings import PREFIX, Settings


def test_child_reads_what_we_have(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A process with these variables has the same settings, whatever the `.env` file of its folder says."""
    ours = embedded(read_settings(data_dir=tmp_path / "data", api_port=18999, temporal_port=17999))
    (tmp_path / ".env").write_text("OTKLIK_API_PORT=1\nOTKLIK_LOG_LEVEL=error\n", "utf-8")

    for name, value in variables(ours).items():
        monkeypatch.setenv(name, value)

    assert Settings() == ours


def test_every_setting_travels(settings: Settings) -> None:
    """No setting is left to chance."""
    assert set(variables(settings)) == {f"{PREFIX}{name}".upper() for name in Settings.model_fields}


def test_module_of_ours_is_run(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child runs our module, not one of the same name in the folder `otklik` was called in."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "docs"))
    (tmp_path / "settings.py").write_text("raise SystemExit('foreign module')", "utf-8")

    program = module_program("settings", settings)

    subprocess.run(program.argv, env=dict(program.environment), cwd=tmp_path, check=True)
    assert program.log == settings.data_dir / "logs" / "settings.log"
    assert str(ROOT / "docs") in program.environment["PYTHONPATH"]
