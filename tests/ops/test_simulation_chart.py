"""The chart of the lab."""

import re
import sys
from pathlib import Path

import pytest

from ops.errors import MissingProgramError, OpsError
from ops.simulation_chart import draw, kept_rows, time_rows
from tests.ops.simulations import carried_out, compared

PNG = b"\x89PNG\r\n\x1a\n"


def test_a_picture_is_drawn(tmp_path: Path) -> None:
    """As dots, of a size that can be read."""
    path = tmp_path / "chart.png"
    draw(compared(), path)
    drawn = path.read_bytes()
    assert drawn.startswith(PNG)
    width, height = (int.from_bytes(drawn[at : at + 4], "big") for at in (16, 20))
    assert width == 1650
    assert height > 1000


def test_a_drawing_says_in_russian_what_it_shows(tmp_path: Path) -> None:
    """As lines: titles, limits with clauses, both procedures, the people and what their time is."""
    path = tmp_path / "chart.svg"
    draw(compared(), path)
    svg = path.read_text(encoding="utf-8")
    texts = set(re.findall(r"<text[^>]*>([^<]*)</text>", svg))
    assert {"providensky-2020", "stavropol-2023", "ожидание", "работа"} <= texts
    assert "Подготовка и размещение ответа, п. 9" in texts
    assert "Подготовка, согласование и размещение ответа, п. 11" in texts
    assert "stavropol-2023: координатор" in texts
    assert any("сообщений 25" in text for text in texts)
    assert any("95 % по Уилсону" in text for text in texts)


def test_one_seed_is_one_picture(tmp_path: Path) -> None:
    """Neither a date nor a random name makes two drawings differ."""
    draw(compared(), tmp_path / "one.svg")
    draw(compared(), tmp_path / "other.svg")
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "other.svg").read_bytes()


def test_the_bars_are_the_figures() -> None:
    """Every limit that was judged has a bar within its bounds, every place one with its hours."""
    sides = compared().sides
    rows = list(kept_rows(sides))
    assert all(row.low <= row.share <= row.high for row in rows)
    judged = [limit for side in sides for limit in side.figures.limits if limit.on_time.of and not limit.by_analogy]
    assert len(rows) == len(judged)
    spent = list(time_rows(sides))
    steps = [step for side in sides for step in side.figures.steps if step.place]
    assert sum(row.waiting for row in spent) == pytest.approx(sum(step.waiting_minutes for step in steps) / 60)
    assert sum(row.working for row in spent) == pytest.approx(sum(step.working_minutes for step in steps) / 60)


def test_one_procedure_alone_is_drawn(tmp_path: Path) -> None:
    """The second colour is not needed."""
    draw(carried_out(procedures=("luga-2020",), count=5), tmp_path / "chart.svg")
    assert "luga-2020" in (tmp_path / "chart.svg").read_text(encoding="utf-8")


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    """Before anything is computed for it."""
    with pytest.raises(OpsError, match=r"\.png или \.svg, а не chart\.bmp"):
        draw(compared(), tmp_path / "chart.bmp")


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """In words, with its name."""
    with pytest.raises(OpsError, match=r"график .*chart\.png не записывается"):
        draw(compared(), tmp_path / "no-such-folder" / "chart.png")


def test_without_matplotlib_the_remedy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The chart is an extra: who has not installed it is told how."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingProgramError, match=re.escape("pip install 'otklik[lab]'")):
        draw(compared(), tmp_path / "chart.png")
