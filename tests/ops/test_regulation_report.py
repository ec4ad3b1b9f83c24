"""What the command line prints of regulations."""

import re
from io import StringIO
from pathlib import Path

from rich.console import Console, RenderableType

from ops import regulation_words as words
from ops.regulation_report import check_files, show, show_checks
from tests.domain.lifecycle.builders import sixth
from tests.domain.regulation.samples import EXAMPLE, ROOT, changed, sample

_CONTRADICTION = EXAMPLE[EXAMPLE.index("[[contradictions]]") : EXAMPLE.index("[[flows]]")]
_GROUND = EXAMPLE[EXAMPLE.index("[[grounds]]") : EXAMPLE.index("[[contradictions]]")]


def _printed(renderable: RenderableType, width: int = 200) -> str:
    console = Console(file=StringIO(), width=width)
    console.print(renderable)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_a_regulation_is_shown_whole() -> None:
    """The act, the calendar, steps, limits, their fit, grounds and readings are all there, in Russian."""
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
        "возврат — пункт 9; вне муниципалитета",
        "за 1,5 раб. ч до конца overall",
        "30 раб. мин, не позже конца overall",
        "проект представлен → согласовано (sector)",
        "Угрозы (threats)",
        "Помещается. «Ответ размещён» (пункт 12)",
        "Противоречие 1. Ответ за 8 рабочих часов, а на уточнение автору даны три дня (пункт 12)",
        "срок check, пункт 8 — не подтверждено",
        "рабочее время — подтвердил: Управляющий делами, 02.02.2026",
        "Внимание: Муниципалитетом не подтверждены толкования (1): срок check",
    ):
        assert part in text


def test_what_is_absent_is_not_shown() -> None:
    """A draft has no number, date or day of effect; a step, a ground or a section that is empty has no place."""
    text = _printed(
        show(
            sample(
                ('number = "15"\ndate = 2026-02-01\n', ""),
                ("effective_from = 2026-02-10\n", ""),
                ('[flows.resolution]\nclause = "5"\n', ""),
                ('reading = "Часы службы взяты из правил внутреннего распорядка."\n', ""),
                (_CONTRADICTION, ""),
                (_GROUND, ""),
                ('reading = "30 минут рабочего времени. Счёт по часам без учёта времени службы не принят."\n', ""),
            )
        )
    )
    for part in ("№ 15", "Действует с", "Резолюция", "Толкования", "Внимание", "ротивореч", "Основания", "Повторы"):
        assert part not in text


def test_a_confirmed_reading_is_marked_so() -> None:
    """The table of limits tells a confirmed reading from one that is not, and says what its marks mean."""
    unconfirmed, text = (
        _printed(show(sample())),
        _printed(show(sample(('confirmed_by = ""', 'confirmed_by = "Юрист"')))),
    )
    assert "срок check, пункт 8 — подтвердил: Юрист" in text
    assert "не подтверждено" not in text
    assert " 8 ✓ " in text
    assert "✓ — толкование подтверждено" in text
    assert " 8 ? " in unconfirmed
    assert "? — толкование не подтверждено" in unconfirmed


def test_a_limit_of_days_off_says_so() -> None:
    """A limit that only days off start shows that."""
    text = _printed(show(sample(('starts = "draft_submitted"', 'starts = "routed"\nstarts_on_day_off = true'))))
    assert "направлено в выходной → согласовано (sector)" in text


def test_duty_and_reminders_are_shown() -> None:
    """When days off are served, for which messages, and when a debtor is reminded."""
    text = _printed(show(sixth().regulation))
    for part in (
        "сб 10:00-14:00; 09.05.2026 09:00-11:00; для сообщений важности «срочное» (пункт 4)",
        "за 30 раб. мин",
        "завершается: автор молчит",
        "больше 3 у органа за месяц → Начальник управления информационной работы (пункт 14)",
    ):
        assert part in text
    on_date = '[duty]\nclause = "4"\ndays = [{ date = 2026-03-21, basis = "График", intervals = [] }]\n\n[lateness]'
    text = _printed(show(sample(("[lateness]", on_date))))
    assert "Дежурство      21.03.2026 дежурства нет; для всех (пункт 4)" in text
    assert "когда останется 25 % срока, за 10 раб. мин" in text
    reminders = EXAMPLE[EXAMPLE.index("[[reminders]]") : EXAMPLE.index("[[authorities]]")]
    assert "Напоминания" not in _printed(show(sample((reminders, ""))))


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


def test_a_check_says_how_the_numbers_fit_and_where_the_act_contradicts_itself() -> None:
    """Neither is an error: a file that says what cannot be kept is sound."""
    checks = check_files(sorted((ROOT / "regulations").glob("*.toml")))
    assert all(check.sound for check in checks)
    text = _printed(show_checks(checks))
    for part in (
        "Помещается (pages). «Отправка ответа для публикации»",
        "Не помещается (incident). «Передача ответа в отдел по делам СМИ»",
        "Впритык. «Подготовка и размещение ответа» (пункт 9)",
        "Не помещается. Совместная работа (пункт 18).",
        "Противоречие 1. Срок на часть ответа и число исполнителей (пункт 15(3)): «не более двух часов",
    ):
        assert part in text


def test_a_finding_explains_itself() -> None:
    """The whole sum, what it means and what would settle it stand below it; what fits has nothing to change."""
    checks = check_files([ROOT / "regulations" / "stavropol-2023.toml"])
    text = _printed(show_checks(checks))
    for part in (
        "Как посчитано: проект 2 ч 30 мин + согласование 30 мин + размещение 30 мин + возврат 10 мин",
        "Что это значит: Проект можно вернуть на доработку 1 раз",
        "Что можно изменить (каждого изменения достаточно):",
        "• «Информация соисполнителя» (пункт 18): 1 ч 30 мин вместо 2 ч",
    ):
        assert part in text
    roomy = _printed(show(sample()))
    assert "Как посчитано: проект 6 ч 30 мин + согласование 30 мин" in roomy
    assert "Что можно изменить" not in roomy


_SPECIAL_CALENDAR = """timezone = "Europe/Moscow"
country = "none"
presidential_days = "working"
shortened = [{ date = 2026-08-20, basis = "b" }]
hours = [{ date = 2026-08-22, basis = "b", intervals = ["10:00-14:00", "15:00-16:00"] }]
"""


def test_what_makes_a_calendar_special_is_shown() -> None:
    """A calendar without holidays, days with hours of their own and the years of decrees are said; else nothing."""
    text = _printed(show(sample(('timezone = "Europe/Moscow"\n', _SPECIAL_CALENDAR))))
    for part in (
        "производственный календарь не применяется",
        "Дни по указам 2020–2021  рабочие",
        "20.08.2026 короче на час (b); 21.08.2026 выходной (День города, распоряжение № 3); 22.08.2026 10:00-14:00,",
        "когда останется 25 % срока, за 10 раб. мин",
    ):
        assert part in text
    plain = _printed(
        show(sample(('days_off = [{ date = 2026-08-21, basis = "День города, распоряжение № 3" }]\n', "")))
    )
    for name in ("Особые дни", "Праздники", "Дни по указам"):
        assert name not in plain


def test_nothing_runs_over_a_screen_of_a_hundred_columns() -> None:
    """The tables fit, and no clause, role or outcome is broken in pieces."""
    for check in check_files(sorted((ROOT / "regulations").glob("*.toml"))):
        assert check.regulation is not None
        text = _printed(show(check.regulation), width=100)
        assert all(len(line) <= 100 for line in text.splitlines())
        for rule in (rule for flow in check.regulation.flows for rule in flow.limits):
            assert re.search(rf" {re.escape(rule.clause)} .*{words.ROLES[rule.actor]} ", text)


def test_the_shipped_files_are_sound() -> None:
    """All five pass the check and can be shown."""
    checks = check_files(sorted((ROOT / "regulations").glob("*.toml")))
    assert len(checks) == 5
    for check in checks:
        assert check.regulation is not None
        assert check.regulation.title in _printed(show(check.regulation))


def test_a_checklist_has_its_section() -> None:
    """What is asked of an answer is shown where the file has it."""
    item = '[[checklist.items]]\nid = "day"\ntitle = "Назван день"\nclause = "9"\n\n'
    assert "Контрольный список ответа" not in _printed(show(sample()))
    text = _printed(show(sample(("[[flows]]", item + "[[flows]]"))))
    assert "Контрольный список ответа" in text
    assert "Назван день (day)" in text
