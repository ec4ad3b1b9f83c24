"""`otklik import`: read here, handed in over REST, written down row by row."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.errors import InvalidInput
from domain.importing import MappingError, UnreadableTable
from domain.regulation import UnknownRegulationError
from ops.errors import OpsError
from ops.import_file import Order
from tests.domain.importing.samples import ROUTED
from tests.ops.import_api import TOKEN, Api, serving
from tests.ops.import_runs import Import, line

ROOT = Path(__file__).parents[2]


@pytest.fixture
def api() -> Iterator[Api]:
    """A server at work."""
    with serving() as server:
        yield server


def test_file_is_handed_in(api: Api, tmp_path: Path) -> None:
    """Every row is sent with the fields of its columns, in order in the result file, and counted."""
    run = Import(tmp_path, line(1), line(2, date="вчера"), line(3))

    summary = run.send(api.url)

    assert (summary.rows, summary.new, summary.refused) == (3, 2, 1)
    assert run.counted == [3]
    assert [(item["row"], item["result"], item["routed_to"]) for item in run.written()] == [
        ("2", "new", ""),
        ("3", "refused", ""),
        ("4", "new", ""),
    ]
    assert {item["id"] for item in run.written() if item["id"]} == api.cases.keys()
    assert run.written()[1]["error"].startswith("строка 3, столбец «Дата»: дата не читается")
    assert sorted(body["external_id"] for body in api.bodies) == ["1", "3"]
    assert api.bodies[0]["posted_at"] == "2026-03-16T09:40:00+03:00"


def test_second_run_adds_nothing(api: Api, tmp_path: Path) -> None:
    """The same file again is known, and its result file is written anew."""
    Import(tmp_path, line(1), line(2)).send(api.url)
    run = Import(tmp_path, line(1), line(2), line(3))

    summary = run.send(api.url)

    assert (summary.new, summary.known) == (1, 2)
    assert len(api.cases) == 3
    assert [item["result"] for item in run.written()] == ["known", "known", "new"]


def test_rows_are_sent_to_their_bodies(api: Api, tmp_path: Path) -> None:
    """Each message goes to the body of its row, once, under an id that is the same on every run."""
    run = Import(tmp_path, line(1, "Дорожный отдел"), line(2))

    summary = run.send(api.url)
    first = run.written()[0]
    Import(tmp_path, line(1, "Дорожный отдел")).send(api.url)

    assert (summary.routed, summary.not_routed) == (1, 0)
    assert first["routed_to"] == "authority-1"
    ((known, payload),) = api.routes
    assert known == first["id"]
    assert payload["assignments"] == [{"authority": "authority-1"}]
    assert payload["command_id"].startswith("import-")


def test_unknown_names_are_wrong_arguments(api: Api, tmp_path: Path) -> None:
    """A regulation or a procedure that is not there is refused before anything is sent."""
    with pytest.raises(InvalidInput, match="регламент nowhere: Такого регламента нет"):
        Import(tmp_path, line(1), regulation="nowhere").send(api.url)
    run = Import(tmp_path, line(1))
    run.order = Order(run.file, "luga-2020", "pages", run.order.mapping, run.order.result_file)
    with pytest.raises(InvalidInput, match="такого порядка в регламенте нет"):
        run.send(api.url)
    assert api.bodies == []


def test_message_that_went_back_is_not_sent_again(api: Api, tmp_path: Path) -> None:
    """Where messages go back to their sender, the known are asked for first (LUZ-5)."""
    Import(tmp_path, line(1)).send(api.url)
    sent = len(api.bodies)

    summary = Import(tmp_path, line(1)).send(api.url)
    elsewhere = Import(tmp_path, line(1), regulation="providensky-2020").send(api.url)

    assert (summary.known, elsewhere.new) == (1, 1)
    assert len(api.bodies) == sent + 1
    assert sum(item.startswith("GET /api/v1/messages/") for item in api.asked) == 3


@pytest.mark.parametrize("name", ["absent.csv", "."])
def test_file_that_cannot_be_opened_is_unreadable(api: Api, tmp_path: Path, name: str) -> None:
    """A file that is away, or a folder, is named."""
    run = Import(tmp_path, line(1))
    run.order = Order(tmp_path / name, "luga-2020", None, "usual", run.order.result_file)

    with pytest.raises(UnreadableTable, match="не открывается"):
        run.send(api.url)


def test_mapping_that_cannot_be_used_stops_the_run(api: Api, tmp_path: Path) -> None:
    """A mapping that is not there, or does not fit the regulation, sends nothing."""
    run = Import(tmp_path, line(1))
    Path(run.order.mapping).write_text(ROUTED, "utf-8")
    with pytest.raises(MappingError, match="органа roads в регламенте нет"):
        run.send(api.url)
    with pytest.raises(MappingError, match="органа roads в регламенте нет"):
        run.check()
    assert api.bodies == []


def test_results_never_overwrite_the_file(api: Api, tmp_path: Path) -> None:
    """The file of messages is not overwritten, and a place where nothing can be written is said."""
    run = Import(tmp_path, line(1))
    for result, said in ((run.file, "укажите другой --result"), (tmp_path / "no" / "x.csv", "не создаётся")):
        run.order = Order(run.file, "luga-2020", None, run.order.mapping, result)
        with pytest.raises(OpsError, match=said):
            run.send(api.url)
    assert api.bodies == []


def test_dry_run_needs_nobody(tmp_path: Path) -> None:
    """Without an API every row is judged as intake would: by form, scope and times."""
    run = Import(tmp_path, line(1), line(2, date="17.03.2026 09:40"), line(3, text=""), line(4, "Отдел чудес"), line(5))

    summary = run.check()

    assert (summary.checked, summary.refused, summary.not_routed, summary.new) == (3, 2, 1, 0)
    assert [item["result"] for item in run.written()] == ["checked", "refused", "refused", "checked", "checked"]
    assert run.written()[3]["error"].startswith("строка 5, столбец «Исполнитель»: такого органа в соответствии нет")
    assert run.written()[1]["error"] == "строка 3, столбец «Дата»: время в будущем"
    with pytest.raises(UnknownRegulationError):
        Import(tmp_path, line(1), regulation="nowhere").check()


def test_killed_run_is_finished_by_the_next(api: Api, tmp_path: Path) -> None:
    """A run that is killed in the middle leaves what it took; the next one takes the rest, and nothing twice."""
    run = Import(tmp_path, *(line(number) for number in range(150)), regulation="providensky-2020")
    code = (
        "import sys; from pathlib import Path; from ops import import_file; from ops.import_file import *\n"
        "file, mapping, result, url, token = sys.argv[1:]\n"
        "order = Order(Path(file), 'providensky-2020', None, mapping, Path(result))\n"
        "import_file.send(order, url, token, Watcher(lambda _: None, lambda _: None, lambda _: None))\n"
    )
    arguments = [str(run.file), run.order.mapping, str(run.order.result_file), api.url, TOKEN]
    process = subprocess.Popen([sys.executable, "-c", code, *arguments], cwd=ROOT)
    deadline = time.monotonic() + 30
    while len(api.cases) < 20 and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    taken = len(api.cases)

    summary = run.send(api.url)

    assert 20 <= taken < 150
    assert (summary.rows, summary.new + summary.known) == (150, 150)
    assert summary.known >= taken
    assert len(api.cases) == 150
