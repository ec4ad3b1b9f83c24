"""`otklik people`: a file becomes the roster, the roster is shown; in words and in JSON."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from db.rosters import get_roster, roster_changes
from ops import people
from ops.commands.people import app
from ops.database import transaction
from settings import Settings

VOLCHIKHA = "volchikha-2020"
EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "people" / "volchikha.toml"
NOW = datetime(2026, 3, 16, 3, tzinfo=UTC)
FILE = """
format = 1
regulation = "volchikha-2020"

[[people]]
person = "affairs"
post = "Управляющий делами [и.о.]"
function = "executor"
authority = "authority-1"
stand_in = "law"
absences = [{ from = 2026-01-01 }]

[[people]]
person = "law"
post = "Начальник правового отдела"
function = "executor"
authority = "authority-1"
absences = [{ from = 2026-01-01, until = 2999-12-31 }]
"""


def run(settings: Settings, *arguments: str) -> Result:
    """Call the command."""
    options = ["--data-dir", str(settings.data_dir)]
    return CliRunner().invoke(app, [*arguments, *options], catch_exceptions=False)


def answered(settings: Settings, *arguments: str) -> Any:  # noqa: ANN401 -- whatever JSON can say
    """Call a command that must succeed, and read its JSON."""
    result = run(settings, *arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small roster."""
    written = tmp_path / "people.toml"
    # As an editor may write it.
    written.write_bytes(b"\xef\xbb\xbf" + FILE.encode())
    return written


def test_example_is_loaded_and_shown(settings: Settings) -> None:
    """The shipped roster of Volchikha becomes the regulation's, is journalled under who loaded it, and is shown."""
    loaded = answered(settings, "load", str(EXAMPLE), "--by", "clerk")
    (shown,) = answered(settings, "show")

    assert (loaded["regulation"], loaded["version"]) == (VOLCHIKHA, 1)
    assert {change["change"] for change in loaded["changes"]} == {"added"}
    assert loaded["people"] == shown["people"]
    assert loaded["acting"] == shown["acting"]
    assert sum(office["function"] == "executor" for office in shown["people"]) == 11
    with transaction(settings) as session:
        (made,) = roster_changes(session, VOLCHIKHA, 0, 10)
        assert (made.person, len(made.changes)) == ("clerk", 12)


def test_a_file_replaces_the_whole_roster(settings: Settings, file: Path) -> None:
    """What is not in the file any more is gone, whatever version there was; the same file again changes nothing."""
    run(settings, "load", str(EXAMPLE))

    told = run(settings, "load", str(file))
    again = answered(settings, "load", str(file))

    assert told.exit_code == 0
    assert "изменено: affairs" in told.stdout
    assert "убрано: economy" in told.stdout
    assert "версия 2" in told.stdout
    assert (again["version"], again["changes"]) == (2, [])
    with transaction(settings) as session:
        assert [office.person for office in get_roster(session, VOLCHIKHA).people] == ["affairs", "law"]
        assert [made.person for made in roster_changes(session, VOLCHIKHA, 0, 10)] == [people.OPERATOR] * 2


def test_people_are_shown_as_a_table(settings: Settings, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks sees who is away until when and who works today; brackets of a post are letters like others."""
    monkeypatch.setenv("COLUMNS", "200")
    run(settings, "load", str(file))

    shown = run(settings, "show", VOLCHIKHA).stdout

    assert "Управляющий делами [и.о.]" in shown
    assert "отсутствует, срок не указан; заменить некому" in shown
    assert "отсутствует, по 31.12.2999; заменить некому" in shown


def test_ids_are_shown_whole(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a narrow screen what does not fit is folded, never cut."""
    monkeypatch.setenv("COLUMNS", "300")
    assert "…" not in run(settings, "load", str(EXAMPLE)).stdout
    monkeypatch.setenv("COLUMNS", "60")
    assert "…" not in run(settings, "show").stdout


def test_a_stand_in_is_told(settings: Settings, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an office whose holder is away the table says who works in it."""
    monkeypatch.setenv("COLUMNS", "200")
    file.write_text(FILE.replace("from = 2026-01-01, until", "from = 2998-01-01, until"), "utf-8")

    assert "срок не указан; замещает law" in run(settings, "load", str(file)).stdout


def test_present_people_need_no_words(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an office whose holder is there nothing more is said; a stand-in is named."""
    monkeypatch.setenv("COLUMNS", "200")
    (row,) = people.load(settings, EXAMPLE, "clerk", NOW).acting[:1]
    assert (row.absent, row.acting) == (False, "sector-head")
    assert "некому" not in run(settings, "show").stdout
    assert run(settings, "show", "luga-2020").stdout.startswith(" ")


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        ("format = 1", "format = 2", 2, "format: допустимо: 1"),
        ('stand_in = "law"', 'stand_in = "nobody"', 2, "people[0].stand_in: такого лица"),
        ("volchikha-2020", "atlantis", 2, "неизвестный регламент"),
        ("[[people]]", "[[people", 2, "TOML: файл не читается"),
    ],
)
def test_wrong_file_changes_nothing(  # noqa: PLR0913, PLR0917 -- what is changed in the file, and what is said of it
    settings: Settings, file: Path, old: str, new: str, code: int, message: str
) -> None:
    """What is wrong in a file is said with its key, and the roster stays."""
    file.write_text(FILE.replace(old, new), "utf-8")

    result = run(settings, "load", str(file))

    assert (result.exit_code, message in result.stderr) == (code, True), result.stderr
    assert answered(settings, "show") == []


def test_a_file_that_cannot_be_read(settings: Settings, file: Path) -> None:
    """A file that is not there, or in another encoding, is named."""
    file.write_bytes(FILE.encode("cp1251"))
    assert "не в кодировке UTF-8" in run(settings, "load", str(file)).stderr
    absent = run(settings, "load", str(file) + "x")
    assert (absent.exit_code, "не открывается" in absent.stderr) == (1, True)


def test_unknown_regulation_is_not_shown(settings: Settings) -> None:
    """A slip in the name is said, with the names that exist."""
    result = run(settings, "show", "atlantis")

    assert (result.exit_code, VOLCHIKHA in result.stderr) == (2, True)
