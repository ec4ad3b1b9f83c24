"""The lab's files, towns and runs."""

from datetime import date
from pathlib import Path

import pytest

from domain.errors import InvalidInput, OtklikError
from domain.lab import StaffError
from domain.regulation import UnknownRegulationError
from ops import simulation
from ops.simulation import simulation_json
from settings import Settings
from tests.domain.lab.builders import EXAMPLE
from tests.ops.simulations import ORDER, carried_out, compared, csv_file

DATED = "text,detected_at\nЯма,02.03.2026 09:40\nЯма,2026-03-02T09:41:00+12:00\nЯма,05.04.2026\n"


def test_two_procedures_live_through_the_same_messages() -> None:
    """Both sides have all messages, at the same local times, and their own limits."""
    found = carried_out()
    one, other = found.sides
    assert (one.title, other.title) == ("providensky-2020", "stavropol-2023")
    assert one.figures.messages == other.figures.messages == found.messages == 40
    assert {(day.year, day.month) for day in (found.first, found.last)} == {(2026, 3)}
    assert one.variants == other.variants == ()
    assert [limit.clause for limit in one.figures.limits if limit.name == "overall"] == ["9"]
    assert [limit.clause for limit in other.figures.limits if limit.name == "overall"] == ["11"]


def test_the_same_order_gives_the_same() -> None:
    """A seed is a result; another seed is another one."""
    assert simulation_json(carried_out()) == simulation_json(carried_out())
    assert simulation_json(carried_out()) != simulation_json(carried_out(seed=2))


def test_progress_is_told() -> None:
    """From nothing to every life of every run."""
    told: list[tuple[int, int]] = []
    simulation.simulate(ORDER, Settings().regulations_dir, lambda done, lives: told.append((done, lives)))
    assert told[0] == (0, 80)
    assert told[-1] == (80, 80)
    assert told == sorted(told)


def test_variants_are_run_for_each_side() -> None:
    """The limit that was asked for, a little less and more of the answer's, one more person in every office."""
    changes = [
        [change.office or f"{change.limit}={change.amount and change.amount.amount}" for change, _ in side.variants]
        for side in compared().sides
    ]
    assert changes == [
        ["overall=6", "overall=8", "overall=10", "coordinator", "executor"],
        ["overall=6", "overall=3", "overall=5", "coordinator", "executor", "reviewer", "reviewer:cur"],
    ]


def test_the_result_says_what_it_rests_on() -> None:
    """The JSON has the figures, the variants and every assumption."""
    data = simulation_json(compared())
    assert data["seed"] == 4
    assert any("95 % по Уилсону" in text for text in data["assumptions"])
    for side in data["sides"]:
        assert side["answer_limit"] == "overall"
        assert side["assumptions"]
        assert side["figures"]["limits"]
        assert all(item["answer_on_time"]["of"] for item in side["what_if"])
        assert all("unbroken" in item["figures"] and "limits" not in item["figures"] for item in side["what_if"])


@pytest.mark.parametrize("procedure", ["gulkevichi-draft", "gulkevichi-draft:incident"])
def test_a_procedure_may_be_named(procedure: str) -> None:
    """After a colon; the first one where none is named."""
    (side,) = carried_out(procedures=(procedure,), count=3).sides
    assert side.title == ("gulkevichi-draft:pages" if procedure == "gulkevichi-draft" else procedure)


def test_a_regulation_may_be_a_file(tmp_path: Path) -> None:
    """A regulation that nobody has loaded yet can be tried out."""
    shipped = Settings().regulations_dir / "volchikha-2020.toml"
    file = tmp_path / "own.toml"
    file.write_text(shipped.read_text(encoding="utf-8").replace("volchikha-2020", "own"), encoding="utf-8")
    (side,) = carried_out(procedures=(str(file),), count=3).sides
    assert side.title == "own"


def test_messages_come_at_their_own_times(tmp_path: Path) -> None:
    """Where the file has dates, they count as local times, and a month chooses from them."""
    messages = csv_file(tmp_path, DATED)
    found = carried_out(messages=messages, count=None)
    assert (found.messages, found.first, found.last) == (3, date(2026, 3, 2), date(2026, 4, 5))
    april = carried_out(messages=messages, count=None, month="2026-04")
    assert (april.messages, april.first) == (1, date(2026, 4, 5))


@pytest.mark.parametrize(
    ("text", "changed", "message"),
    [
        (DATED, {"month": "2026-05"}, "в файле нет сообщений за 2026-05"),
        (DATED.replace("05.04.2026", ""), {}, "время есть у 2 сообщений из 3"),
        (DATED.replace("05.04.2026", "вчера"), {}, r"detected_at\[3\]"),
        ("text\nЯма\n", {"month": "март"}, "ГГГГ-ММ"),
        ("text\nЯма\n", {"limits": ("handover=5h",)}, "срока handover в этих порядках нет"),
        ("text\nЯма\n", {"procedures": ("stavropol-2023:other",)}, "порядка other в регламенте нет; допустимо: main"),
    ],
)
def test_what_cannot_be_simulated_is_said(tmp_path: Path, text: str, changed: dict[str, object], message: str) -> None:
    """Each slip is an answer in words that names the field."""
    with pytest.raises(InvalidInput, match=message):
        carried_out(messages=csv_file(tmp_path, text), count=None, **changed)


def test_an_unknown_regulation_is_refused() -> None:
    """With the names that are known."""
    with pytest.raises(UnknownRegulationError, match="stavropol-2023"):
        carried_out(procedures=("no-such",))


def test_a_staff_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    """No file, or one that is no text in UTF-8."""
    path = tmp_path / "staff.toml"
    with pytest.raises(StaffError, match="файл не открывается"):
        carried_out(staff=path)
    path.write_bytes(EXAMPLE.read_text(encoding="utf-8").encode("cp1251"))
    with pytest.raises(StaffError, match="не в кодировке UTF-8"):
        carried_out(staff=path)
    assert issubclass(StaffError, OtklikError)


def test_an_act_without_a_limit_on_the_answer_is_simulated(tmp_path: Path) -> None:
    """There is nothing to compare variants by, and all the rest is there."""
    shipped = (Settings().regulations_dir / "volchikha-2020.toml").read_text(encoding="utf-8")
    head, *limits = shipped.split("[[flows.limits]]")
    rework = next(text for text in limits if 'name = "rework"' in text)
    file = tmp_path / "bare.toml"
    file.write_text(f"{head}[[flows.limits]]{rework}", encoding="utf-8")
    found = carried_out(procedures=(str(file),), count=3, what_if=True)
    (side,) = simulation_json(found)["sides"]
    assert side["answer_limit"] is None
    assert all(item["answer_on_time"] is None for item in side["what_if"])
