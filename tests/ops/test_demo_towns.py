"""The regulations of the demonstration: a copy of the loaded ones with bodies enough for joint work."""

import re
import shutil
from pathlib import Path

import pytest

from domain.regulation import RegulationError
from ops.demo_towns import copy_regulations
from ops.demo_turns import BODIES
from settings import Settings

SHIPPED = Settings().regulations_dir


def test_bodies_are_added_to_the_copy(tmp_path: Path) -> None:
    """Every copy has four bodies, the file's own first; the originals stay as they are."""
    before = {path.name: path.read_bytes() for path in SHIPPED.glob("*.toml")}
    library = copy_regulations(SHIPPED, tmp_path)
    for regulation in library.regulations:
        bodies = [item.id for item in regulation.authorities]
        assert len(bodies) == BODIES
        assert bodies[:2] == ["authority-1", "authority-2"]
    assert {path.name: path.read_bytes() for path in SHIPPED.glob("*.toml")} == before


def test_a_list_that_cannot_be_continued_stays(tmp_path: Path) -> None:
    """A file that lists its bodies on one line is played with those."""
    source, copy = tmp_path / "source", tmp_path / "copy"
    source.mkdir()
    copy.mkdir()
    text = (SHIPPED / "luga-2020.toml").read_text(encoding="utf-8")
    kept = re.sub(r"\[\[authorities\]\]\nid = .*\ntitle = .*\n", "", text)
    one_line = 'authorities = [{ id = "authority-1", title = "Орган 1" }]\n'
    (source / "luga-2020.toml").write_text(kept.replace("format = 1\n", f"format = 1\n{one_line}", 1), "utf-8")
    library = copy_regulations(source, copy)
    assert [item.id for item in library.versions("luga-2020")[-1].authorities] == ["authority-1"]


def test_a_wrong_file_is_named(tmp_path: Path) -> None:
    """A regulation that cannot be used is an error that names the original."""
    source, copy = tmp_path / "source", tmp_path / "copy"
    shutil.copytree(SHIPPED, source)
    copy.mkdir()
    (source / "broken.toml").write_text("?", encoding="utf-8")
    with pytest.raises(RegulationError, match=r"broken\.toml"):
        copy_regulations(source, copy)
