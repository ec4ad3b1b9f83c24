"""`otklik verify`: files in, a verdict for each, an exit code."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import cli
from ops import proof_files
from settings import Settings
from tests.ops.verify.papers import asked, on_duty, plain

REGULATIONS = Settings().regulations_dir


def otklik(*arguments: str, given: str | None = None) -> Result:
    """Call the command."""
    return CliRunner().invoke(cli.app, ["verify", *arguments], input=given, catch_exceptions=False)


def written(folder: Path, document: object, name: str = "overall.json") -> str:
    """A file with a document."""
    path = folder / name
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return str(path)


def test_a_right_file_agrees(tmp_path: Path) -> None:
    """One line and a nought."""
    file = written(tmp_path, plain())
    result = otklik(file)

    assert (result.exit_code, result.stdout) == (0, f"{file}: срок overall сообщения case-1: сходится\n")


def test_the_standard_input_is_a_file_too() -> None:
    """What the API answers may be piped in."""
    result = otklik("-", given=json.dumps(plain()))

    assert (result.exit_code, result.stdout) == (0, "-: срок overall сообщения case-1: сходится\n")


def test_a_changed_file_is_told_field_by_field(tmp_path: Path) -> None:
    """What stands there, what was computed, and a one; other files are checked all the same."""
    told = plain() | {"due_at": "2026-03-17T12:00:00+12:00", "message_id": None}
    file, right = written(tmp_path, told), written(tmp_path, asked(answered=True), "draft.json")
    result = otklik(file, right)

    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"{file}: срок overall: НЕ СХОДИТСЯ",
        "  due_at: в файле 2026-03-17T12:00:00+12:00, пересчитано 2026-03-17T11:00:00+12:00",
        f"{right}: срок draft1 сообщения case-1: сходится",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "файл: не читается как JSON"),
        ("[" * 100_000, "файл: не читается как JSON"),
        ("[]", "документ: ожидается объект"),
        ("{}", "name: нет такого поля"),
        (json.dumps(plain() | {"timezone": "Nowhere"}), "timezone: неизвестный часовой пояс"),
    ],
)
def test_a_wrong_file_is_an_error(tmp_path: Path, content: str, said: str) -> None:
    """The field is named, on the error stream, and the code is two."""
    (tmp_path / "wrong.json").write_text(content, encoding="utf-8")
    result = otklik(str(tmp_path / "wrong.json"))

    assert (result.exit_code, result.stdout) == (2, "")
    assert f"wrong.json: расчёт не читается: {said}" in result.stderr


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """As a wrong one is."""
    result = otklik(str(tmp_path / "absent.json"))

    assert result.exit_code == 2
    assert "файл: не открывается" in result.stderr


def test_json_says_the_same(tmp_path: Path) -> None:
    """A list, a verdict for each file, in the order of the files."""
    file, wrong = written(tmp_path, plain() | {"own_end": None}), written(tmp_path, {}, "wrong.json")
    right = written(tmp_path, plain(), "right.json")
    result = otklik(file, wrong, right, "--json")

    verdicts = json.loads(result.stdout)
    assert result.exit_code == 2
    assert [item["agrees"] for item in verdicts] == [False, False, True]
    assert verdicts[0]["error"] == {"field": "own_end", "message": "нет такого поля или оно пустое"}
    assert verdicts[2] == {
        "file": right,
        "name": "overall",
        "message_id": "case-1",
        "agrees": True,
        "error": None,
        "differences": [],
        "calendar": None,
    }


@pytest.mark.parametrize("document", [plain(), on_duty(), asked(answered=False)])
def test_the_days_are_held_against_our_calendar(tmp_path: Path, document: dict[str, Any]) -> None:
    """What was computed here has the hours that are known here."""
    result = otklik(written(tmp_path, document), "--calendar")

    assert result.exit_code == 0
    assert result.stdout.splitlines()[1] == "  календарь: версия та же, часы дней совпадают"


def test_a_day_that_differs_is_told_and_changes_no_verdict(tmp_path: Path) -> None:
    """The computation follows from its own days, and is right; whose days are right is another question."""
    told = plain()
    told["calendar_version"] = "sha256:0"
    told["days"][2] |= {"hours": [], "kind": "holiday"}
    result = otklik(written(tmp_path, told), "--calendar")

    assert result.exit_code == 0
    assert result.stdout.splitlines()[1:] == [
        "  календарь: версия другая, часы дней расходятся",
        "  days[2026-03-18].hours: в файле —, здесь 09:00-13:00, 14:00-18:00",
        "  days[2026-03-18].kind: в файле holiday, здесь ordinary",
    ]


def test_another_zone_is_a_difference_of_the_calendar(tmp_path: Path) -> None:
    """Hours mean nothing without it."""
    check = proof_files.check(written(tmp_path, plain() | {"timezone": "Europe/Moscow"}), REGULATIONS)

    assert check.calendar is not None
    assert check.calendar.differences[0].field == "timezone"
    assert check.as_json()["calendar"]["differences"][0]["stated"] == "Europe/Moscow"


def test_a_regulation_that_is_not_here_is_told(tmp_path: Path) -> None:
    """Nothing to hold the days against."""
    result = otklik(written(tmp_path, plain() | {"regulation_version": "0"}), "--calendar")

    assert result.exit_code == 0
    assert result.stdout.splitlines()[1] == "  календарь: такой версии регламента здесь нет, сверить не с чем"
