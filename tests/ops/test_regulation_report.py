"""What the command line prints of regulations."""

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console, RenderableType

from domain.regulation import EventRef
from domain.terms import CommandName, EventKind, Network, Outcome, Role
from domain.worktime import Amount, Lateness, Unit
from ops import regulation_words as words
from ops.regulation_report import check_files, show, show_checks
from tests.domain.regulation.samples import EXAMPLE, ROOT, changed, sample


def _printed(renderable: RenderableType) -> str:
    console = Console(file=StringIO(), width=200)
    console.print(renderable)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_a_regulation_is_shown_whole() -> None:
    """The act, the calendar, steps, limits, grounds and readings are all there, in Russian."""
    text = _printed(show(sample()))
    for part in (
        "Заречный: ответы на сообщения",
        "Администрация города Заречного от 01.02.2026 № 15",
        "10.02.2026",
        "ВКонтакте, Одноклассники, Telegram (пункт 2)",
        "пн, вт, ср, чт 09:00-13:00, 13:48-18:00; пт 09:00-13:00, 13:48-16:45; Europe/Moscow",
        "Управление дорожного хозяйства (roads)",
        "Резолюция",
        "Согласование с пресс-службой области (press)",
        "согласующий, вне муниципалитета",
        "за 1,5 раб. ч до конца overall",
        "30 раб. мин, не позже конца overall",
        "проект представлен → согласовано (sector)",
        "Угрозы (threats)",
        "срок check, пункт 8 — не подтверждено",
        "рабочее время — подтвердил: Управляющий делами, 02.02.2026",
        "Внимание: Муниципалитетом не подтверждены толкования (1): срок check",
    ):
        assert part in text


def test_what_is_absent_is_not_shown() -> None:
    """A draft has no number, date or day of effect; a flow without a resolution has no such step."""
    text = _printed(
        show(
            sample(
                ('number = "15"\ndate = 2026-02-01\n', ""),
                ("effective_from = 2026-02-10\n", ""),
                ('[flows.resolution]\nclause = "5"\n', ""),
                ('reading = "Часы службы взяты из правил внутреннего распорядка."\n', ""),
                ('reading = "30 минут рабочего времени. Счёт по часам без учёта времени службы не принят."\n', ""),
            )
        )
    )
    for part in ("№ 15", "Действует с", "Резолюция", "Толкования", "Внимание"):
        assert part not in text


def test_a_confirmed_reading_is_marked_so() -> None:
    """The table of limits tells a confirmed reading from one that is not."""
    text = _printed(show(sample(('confirmed_by = ""', 'confirmed_by = "Юрист"'))))
    assert "срок check, пункт 8 — подтвердил: Юрист" in text
    assert "не подтверждено" not in text


def test_a_limit_of_days_off_says_so() -> None:
    """A limit that only days off start shows that."""
    text = _printed(show(sample(('starts = "draft_submitted"', 'starts = "routed"\nstarts_on_day_off = true'))))
    assert "направлено в выходной → согласовано (sector)" in text


def test_brackets_are_shown_as_written() -> None:
    """A title that looks like markup is printed as it stands."""
    assert "Сектор [bold]" in _printed(show(sample(('"Сектор по работе с обращениями"', '"Сектор [bold]"'))))
    assert "Угрозы [x]" in _printed(show(sample(('title = "Угрозы"', 'title = "Угрозы [x]"'))))


def test_files_are_checked_one_by_one(tmp_path: Path) -> None:
    """Each file is sound with its warnings, or wrong with its errors."""
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text(EXAMPLE, encoding="utf-8")
    bad.write_text(changed(("format = 1", "format = 2")), encoding="utf-8")
    checks = check_files(path for path in (good, bad))
    assert [check.sound for check in checks] == [True, False]
    text = _printed(show_checks(checks)).replace("\n", " ")
    assert "zarechny-2026, версия 2026-02-01 — годится" in text
    assert "не подтверждены толкования (1)" in text
    assert "ошибок: 1" in text
    assert "format: допустимо: 1" in text


def test_the_shipped_files_are_sound() -> None:
    """All five pass the check and can be shown."""
    checks = check_files(sorted((ROOT / "regulations").glob("*.toml")))
    assert len(checks) == 5
    for check in checks:
        assert check.regulation is not None
        assert check.regulation.title in _printed(show(check.regulation))


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        (words.ROLES, [*Role, "municipality"]),
        (words.NETWORKS, list(Network)),
        (words.LATENESS, list(Lateness)),
        (words.COMPLETIONS, [CommandName.PUBLISH, CommandName.HAND_OVER]),
        (words.OUTCOMES, [Outcome.REFUSED, Outcome.NO_ANSWER]),
    ],
)
def test_everything_has_its_word(table: dict[str, str], keys: list[str]) -> None:
    """Every value that a file may hold can be named in Russian."""
    assert set(table) == set(keys)


def test_every_event_and_unit_has_its_word() -> None:
    """Events and amounts are written in words, fractions with a comma."""
    assert all(words.event_words(EventRef(kind)) for kind in EventKind)
    assert words.amount_words(Amount.model_validate({"amount": "1.5", "unit": "working_hours"})) == "1,5 раб. ч"
    assert words.amount_words(Amount.model_validate({"amount": 100, "unit": "working_minutes"})) == "100 раб. мин"
    amounts = [Amount.model_validate({"amount": 0, "unit": unit}) for unit in Unit]
    assert len({words.amount_words(amount) for amount in amounts}) == len(Unit)
    assert words.amount_words(amounts[-1]) == "немедленно"
