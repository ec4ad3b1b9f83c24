"""A file of messages on a running installation: imported by the command line and over REST, then worked through."""

import csv
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.imports import XLSX
from tests.e2e.installation import PROGRAM, ROOT, Installation
from tests.importing.files import csv_bytes, xlsx_bytes

pytestmark = pytest.mark.xdist_group("installation")

REGULATION = "providensky-2020"
THEME = "Проверка загрузки"
OTHER_THEME = "Проверка книги"
"""The installation is shared: what one test works through is not what another has imported."""
EXECUTORS = ROOT / "docs" / "examples" / "executors.toml"
WORK_THROUGH = ROOT / "docs" / "examples" / "work_through.py"
PAGE = re.compile(r"<!-- import:begin -->\s*```bash\n(.*?)```", re.DOTALL)
ROADS = "Комитет дорожного хозяйства города Курска"


def _run(town: Installation, token: str, file: Path, *options: str) -> "subprocess.Popen[str]":
    """Begin an import by the command line."""
    return subprocess.Popen(
        [PROGRAM, "import", file, "--regulation", REGULATION, "--url", town.api, "--json", *options],
        cwd=file.parent,
        env={**town.environment, "OTKLIK_TOKEN": token},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _imported(town: Installation, token: str, file: Path, *options: str) -> dict[str, Any]:
    """Import by the command line, to the end."""
    out, errors = _run(town, token, file, *options).communicate(timeout=120)
    assert out, errors
    answer: dict[str, Any] = json.loads(out)
    return answer


def test_file_is_imported_though_killed_and_worked_through(town: Installation, tmp_path: Path) -> None:
    """A run that is killed is finished by the next; a third adds nothing; then every message finds its answer."""
    curator = town.token("import-curator", "coordinator", "--role", "monitoring")
    second = town.token("executor-2", "executor", "--authority", "authority-2")
    file = tmp_path / "rows.csv"
    rows = [(f"e2e-{n}", f"Во дворе {n} не горит фонарь.", THEME, ROADS if n % 2 else "Иной") for n in range(30)]
    file.write_bytes(csv_bytes([("id", "text", "theme", "executor"), *rows], ";", "cp1251"))
    options = ("--mapping", str(EXECUTORS))

    killed = _run(town, curator, file, *options)
    results = tmp_path / "rows.csv.result.csv"
    deadline = time.monotonic() + 60
    while not results.exists() or len(results.read_text("utf-8").splitlines()) < 5:
        assert time.monotonic() < deadline, "no row was taken in time"
        time.sleep(0.05)
    killed.kill()
    killed.communicate()
    finished, again = _imported(town, curator, file, *options), _imported(town, curator, file, *options)

    assert finished["summary"]["new"] + finished["summary"]["known"] == 30
    assert finished["summary"]["refused"] == finished["summary"]["not_routed"] == 0
    assert (again["summary"]["known"], again["summary"]["routed"]) == (30, 0)
    with results.open(encoding="utf-8-sig", newline="") as file_of_results:
        assert {row["result"] for row in csv.DictReader(file_of_results, delimiter=";")} == {"known"}

    done = subprocess.run(
        [
            *(sys.executable, WORK_THROUGH, "--api", town.api, "--regulation", REGULATION, "--theme", THEME),
            *("--clerk", town.administrator),
            *("--executor", f"authority-1={town.executor}", "--executor", f"authority-2={second}"),
        ],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert (figures["messages"], figures["outcomes"]) == (30, {"answered": 30})


def test_the_page_runs_as_written(town: Installation, tmp_path: Path) -> None:
    """The three steps of docs/import.md and the request by curl work word for word."""
    found = PAGE.search((ROOT / "docs" / "import.md").read_text(encoding="utf-8"))
    assert found is not None
    done = subprocess.run(
        ["/bin/bash", "-euo", "pipefail", "-c", found[1]],
        cwd=tmp_path,
        env={**town.environment, "PATH": f"{PROGRAM.parent}{os.pathsep}{town.environment['PATH']}"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2  прошло проверку" in done.stdout
    assert "2  новых" in done.stdout
    answer = json.loads(done.stdout[done.stdout.index('{"rows"') :])
    assert [item["result"] for item in answer["rows"]] == ["known", "known"]


def test_workbook_is_imported_over_rest(town: Installation) -> None:
    """The usual export as XLSX is taken by one request, and its rows are messages at once."""
    header = ("Тема", "Группа тем", "Локация", "Категория важности", "Соцсеть", "Ссылка", "Автор", "Текст", "Дата")
    rows = [
        (OTHER_THEME, "", "", "", "ВКонтакте", f"https://vk.com/wall-9_{n}", "", f"Скользко {n}", "2026-03-02 10:00")
        for n in range(12)
    ]
    path, token = f"{town.api}/api/v1/messages:import", town.administrator

    answers = [
        httpx.post(
            path,
            params={"regulation": REGULATION},
            content=xlsx_bytes([header, *rows, ("", "", "", "", "Фидонет")]),
            headers={"Authorization": f"Bearer {token}", "Content-Type": XLSX},
            timeout=60,
            trust_env=False,
        ).json()
        for _ in range(2)
    ]

    assert [item["result"] for item in answers[0]["rows"]] == ["new"] * 12 + ["refused"]
    assert [item["result"] for item in answers[1]["rows"]] == ["known"] * 12 + ["refused"]
    assert answers[0]["rows"][12]["errors"][0] == {
        "column": "Соцсеть",
        "message": "такой соцсети в соответствии нет: добавьте её в таблицу networks",
    }
    case = town.call(token, "GET", f"/messages/{answers[0]['rows'][0]['id']}").json()
    assert case["message"]["text"] == "Скользко 0"
