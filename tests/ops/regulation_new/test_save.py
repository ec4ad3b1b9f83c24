"""A new file is there whole or not at all."""

from pathlib import Path

import pytest

from ops.errors import OpsError
from ops.regulation_new.save import refuse_existing, save


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    """Nothing is left beside it, and everybody may read it."""
    path = tmp_path / "new.toml"
    save(path, "a = 1\n", force=False)
    assert path.read_bytes() == b"a = 1\n"
    assert list(tmp_path.iterdir()) == [path]
    assert path.stat().st_mode & 0o777 == 0o644


def test_an_existing_file_is_kept(tmp_path: Path) -> None:
    """Without leave neither the first look nor the writing overwrites it."""
    path = tmp_path / "old.toml"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(OpsError, match="уже есть"):
        refuse_existing(path, force=False)
    with pytest.raises(OpsError, match="уже есть"):
        save(path, "new", force=False)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_existing_file_is_replaced_on_demand(tmp_path: Path) -> None:
    """At once, by name."""
    path = tmp_path / "old.toml"
    path.write_text("old", encoding="utf-8")
    refuse_existing(path, force=True)
    save(path, "new", force=True)
    assert path.read_text(encoding="utf-8") == "new"


def test_a_folder_that_is_away_is_said(tmp_path: Path) -> None:
    """The operator hears the system's reason."""
    with pytest.raises(OpsError, match="не записывается"):
        save(tmp_path / "away" / "new.toml", "a", force=False)
