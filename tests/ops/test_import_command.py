"""`otklik import` as a command: arguments, words or JSON, an exit code."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import cli
from ops.commands.import_ import TOKEN_VARIABLE
from tests.importing.files import csv_bytes, xlsx_bytes
from tests.ops.import_api import TOKEN, Api, Failure, serving

HEADER = ("Тема", "Соцсеть", "Ссылка", "Текст", "Дата")
WHERE = ("--regulation", "providensky-2020")


@pytest.fixture
def api() -> Iterator[Api]:
    """A server at work."""
    with serving() as server:
        yield server


@pytest.fixture(autouse=True)
def _token(monkeypatch: pytest.MonkeyPatch) -> None:
    """The token comes from the environment, as it should."""
    monkeypatch.setenv(TOKEN_VARIABLE, TOKEN)


def otklik(*arguments: str) -> Result:
    """Call the command line."""
    return CliRunner().invoke(cli.app, ["import", *arguments], catch_exceptions=False)


def file_of(folder: Path, *texts: str) -> str:
    """An export with these texts."""
    rows = [("Дороги", "ВКонтакте", f"https://vk.com/wall-1_{number}", text, "") for number, text in enumerate(texts)]
    path = folder / "export.xlsx"
    path.write_bytes(xlsx_bytes([HEADER, *rows]))
    return str(path)


def test_all_taken_is_0(api: Api, tmp_path: Path) -> None:
    """Where every row is taken the exit code is 0, and the result stands in a file of this folder."""
    result = otklik(file_of(tmp_path, "Яма", "Фонарь"), *WHERE, "--url", api.url)

    assert result.exit_code == 0, result.output
    assert "2  строк" in result.stdout
    assert "2  новых" in result.stdout
    assert (tmp_path / "export.xlsx.result.csv").read_text("utf-8-sig").startswith("row;result;id;routed_to;error\n")


def test_some_refused_is_1(api: Api, tmp_path: Path) -> None:
    """A refused row makes the exit code 1 and is named on the screen; of very many the first are."""
    few = otklik(file_of(tmp_path, "Яма", ""), *WHERE, "--url", api.url)
    many = otklik(file_of(tmp_path, *[""] * 30, "Яма"), *WHERE, "--url", api.url)

    assert (few.exit_code, many.exit_code) == (1, 1)
    assert "строка 3, столбец «Текст»" in few.stdout
    assert "… и ещё" not in few.stdout
    assert "… и ещё 10" in many.stdout


def test_unreadable_file_is_2(api: Api, tmp_path: Path) -> None:
    """A file without the columns, a mapping that is not there and a missing token send nothing and end with 2."""
    other = tmp_path / "other.csv"
    other.write_bytes(csv_bytes([("a", "b")]))
    right = file_of(tmp_path, "Яма")

    unreadable = otklik(str(other), *WHERE, "--url", api.url)
    unmapped = otklik(right, *WHERE, "--url", api.url, "--mapping", "absent")
    unknown = otklik(right, *WHERE, "--token", "", "--url", api.url)

    assert [item.exit_code for item in (unreadable, unmapped, unknown)] == [2, 2, 2]
    assert "Файл не читается: нет столбцов: «Текст»" in " ".join(unreadable.stderr.split())
    assert "absent" in unmapped.stderr
    assert TOKEN_VARIABLE in unknown.stderr
    assert api.bodies == []


def test_bar_of_an_import_that_never_began_is_taken_away(api: Api, tmp_path: Path) -> None:
    """A file that cannot be read leaves its error on the screen and no empty bar; an import shows how far it came."""
    unread = otklik(str(tmp_path / "absent.csv"), *WHERE, "--url", api.url)
    api.failures = [Failure(403, {"detail": "Нужна роль"})]
    broken = otklik(file_of(tmp_path, "Яма"), *WHERE, "--url", api.url)

    assert "загрузка" not in unread.stderr
    assert "загрузка" in broken.stderr


def test_failure_on_the_way_is_1(api: Api, tmp_path: Path) -> None:
    """An API that refuses everything is a failure, said in words and in JSON."""
    api.failures = [Failure(403, {"detail": "Нужна одна из ролей: monitoring"})] * 2
    arguments = (file_of(tmp_path, "Яма"), *WHERE, "--url", api.url)

    words, as_json = otklik(*arguments), otklik(*arguments, "--json")

    assert (words.exit_code, as_json.exit_code) == (1, 1)
    assert "Нужна одна из ролей: monitoring" in words.stderr
    assert "Нужна одна из ролей" in json.loads(as_json.stderr)["error"]


def test_json_holds_every_row(api: Api, tmp_path: Path) -> None:
    """With --json the standard output is one document of the shape that REST answers."""
    result = otklik(file_of(tmp_path, "Яма", ""), *WHERE, "--url", api.url, "--json", "--result", "out.csv")

    answer = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [(item["row"], item["result"]) for item in answer["rows"]] == [(2, "new"), (3, "refused")]
    assert answer["summary"]["new"] == 1
    assert answer["result_file"] == "out.csv"
    assert (tmp_path / "out.csv").exists()


def test_dry_run_needs_neither_token_nor_api(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dry run judges the file and sends nothing."""
    monkeypatch.delenv(TOKEN_VARIABLE)

    result = otklik(file_of(tmp_path, "Яма"), *WHERE, "--dry-run", "--json")

    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["summary"]["checked"] == 1


def test_address_is_that_of_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, api: Api) -> None:
    """Without --url the API is the one that the settings of this machine name."""
    monkeypatch.setenv("OTKLIK_API_HOST", "0.0.0.0")  # noqa: S104 -- where an API listens, which is no address to call
    monkeypatch.setenv("OTKLIK_API_PORT", str(api.server_address[1]))

    assert otklik(file_of(tmp_path, "Яма"), *WHERE).exit_code == 0
