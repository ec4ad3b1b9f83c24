"""Options of the command line over the settings of the environment."""

from pathlib import Path

import pytest

from ops.errors import OpsError
from ops.options import embedded, read_settings


def test_nothing_given_is_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without options the environment decides, and paths are absolute."""
    monkeypatch.setenv("OTKLIK_API_PORT", "18999")

    settings = read_settings()

    assert settings.api_port == 18999
    assert settings.data_dir == tmp_path / ".otklik"
    assert settings.database_url == f"sqlite:///{tmp_path}/.otklik/otklik.sqlite"


def test_contacts_are_found_from_every_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A file of contacts that is named from here is the same file for a child elsewhere."""
    monkeypatch.setenv("OTKLIK_CONTACTS_FILE", "contacts.toml")

    assert read_settings().contacts_file == tmp_path / "contacts.toml"


def test_option_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    """An option that is given is stronger than the environment."""
    monkeypatch.setenv("OTKLIK_API_PORT", "18999")

    assert read_settings(api_port=18998).api_port == 18998


def test_chosen_database_stays(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A database that the operator chose does not move with the data folder."""
    monkeypatch.setenv("OTKLIK_DATABASE_URL", "postgresql://db/otklik")

    assert read_settings(data_dir=tmp_path / "other").database_url == "postgresql://db/otklik"


def test_temporal_port_means_this_machine() -> None:
    """A Temporal port that is given is that of the embedded server; otherwise the address stays."""
    assert read_settings(temporal_port=17999).temporal_address == "127.0.0.1:17999"
    assert read_settings().temporal_address == "127.0.0.1:7233"


def test_embedded_ignores_a_server_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """`otklik up` talks to the server that it starts, not to one that the environment names."""
    monkeypatch.setenv("OTKLIK_TEMPORAL_ADDRESS", "temporal.example:7233")

    assert embedded(read_settings()).temporal_address == "127.0.0.1:7233"


def test_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting that cannot be read is said with the name of its variable."""
    monkeypatch.setenv("OTKLIK_API_PORT", "many")

    with pytest.raises(OpsError, match="OTKLIK_API_PORT"):
        read_settings()
