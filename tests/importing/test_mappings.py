"""Mappings on the disk: the shipped ones work, a user's own are found by path."""

import re
from pathlib import Path

import pytest

from domain.importing import MappingError, Meaning
from domain.terms import Network
from importing.mappings import FOLDER, USUAL, find_mapping, read_folder, read_mapping
from tests.domain.importing.samples import SAMPLE, TOWN
from tests.importing.files import csv_bytes, opened

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLES = sorted(set(re.findall(r"examples/[\w-]+\.toml", (DOCS / "import.md").read_text("utf-8"))))
ISSUE = ("тема", "группа тем", "локация", "категория важности", "соцсеть", "ссылка", "автор", "текст", "дата")


def test_every_shipped_mapping_can_be_used() -> None:
    """The folder holds the usual export, and nothing that does not load."""
    assert USUAL in read_folder()
    assert sorted(path.stem for path in FOLDER.glob("*.toml")) == sorted(read_folder())


def test_usual_export_is_read_whole() -> None:
    """The nine columns of the usual export, as they are named, arrive in their fields."""
    line = ("Дороги", "ЖКХ", "Центр", "высокая", "ВКонтакте", "https://vk.com/wall-1_2", "Автор", "Яма", "16.03.2026")

    reading = opened(csv_bytes([ISSUE, line], ";", "cp1251"), find_mapping(USUAL))
    (read,) = reading.messages(TOWN)

    assert reading.columns.unused == ()
    assert read.intake is not None
    assert read.intake.model_dump(exclude_none=True, include=set(_FIELDS)) == _FIELDS
    assert read.intake.author is not None
    assert read.intake.author.name == "Автор"
    assert read.intake.posted_at is not None
    assert read.intake.posted_at.isoformat() == "2026-03-16T00:00:00+03:00"


_FIELDS = {
    "theme": "Дороги",
    "theme_group": "ЖКХ",
    "location": "Центр",
    "importance": "высокая",
    "network": Network.VK,
    "url": "https://vk.com/wall-1_2",
    "text": "Яма",
}


def test_usual_export_needs_text_and_theme_only() -> None:
    """An export may lack what it does not know; without a text it is none."""
    columns = find_mapping(USUAL).columns.named().keys() - set(find_mapping(USUAL).optional)

    assert columns == {Meaning.TEXT, Meaning.THEME}


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_of_the_documentation_load(name: str) -> None:
    """Every mapping that the documentation shows can be used."""
    assert read_mapping(DOCS / name).title


def test_own_mapping_is_found_by_path(tmp_path: Path) -> None:
    """A name that ends in .toml is a file; an editor's byte order mark does not disturb."""
    own = tmp_path / "own.toml"
    own.write_text(SAMPLE, encoding="utf-8-sig")

    assert find_mapping(str(own)).title == "Пробная выгрузка"


def test_mapping_that_is_not_there_is_said(tmp_path: Path) -> None:
    """An unknown name lists the known ones; a file that cannot be read says why."""
    latin = tmp_path / "latin.toml"
    latin.write_bytes('title = "Да"'.encode("cp1251"))

    with pytest.raises(MappingError, match=r"absent не принято: .*есть: .*usual"):
        find_mapping("absent")
    with pytest.raises(MappingError, match="не открывается"):
        find_mapping(str(tmp_path / "absent.toml"))
    with pytest.raises(MappingError, match="не в кодировке UTF-8"):
        find_mapping(str(latin))
