"""`otklik regulation diff`: in words, in a table, and in JSON."""

import copy
import json
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from rich.console import Console
from typer.testing import CliRunner

from domain.regulation import LimitRule, Regulation, parse_regulation
from domain.regulation.checks import problems
from ops.commands.regulation import app
from ops.regulation_diff import compare, diff_json
from ops.regulation_diff_report import show_diff
from ops.regulation_diff_rows import Mark, Row, Section
from ops.regulation_diff_words import limit_lines, plain_words
from tests.domain.regulation.samples import EXAMPLE, ROOT, changed, sample
from tests.domain.regulation.small import limit, small

NAMES = ("gulkevichi-draft", "luga-2020", "providensky-2020", "stavropol-2023", "volchikha-2020")


def shipped(name: str) -> Regulation:
    """One of the five regulations."""
    return parse_regulation((ROOT / "regulations" / f"{name}.toml").read_text(encoding="utf-8"), name)


def rows(sections: tuple[Section, ...]) -> dict[tuple[str, str], Row]:
    """The rows by their section and subject."""
    return {(section.title, row.what): row for section in sections for row in section.rows}


def printed(left: Regulation, right: Regulation, *, width: int = 100, everything: bool = False) -> str:
    """What stands on a screen of that width."""
    console = Console(file=StringIO(), width=width)
    console.print(show_diff(left, right, compare(left, right, everything=everything)))
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def amended(*replacements: tuple[str, str]) -> dict[tuple[str, str], Row]:
    """The rows that differ between the example and a changed version of it."""
    return rows(compare(sample(), sample(*replacements), everything=False))


def test_two_municipalities_stand_side_by_side() -> None:
    """Nine hours beside four, each with its clause; what only one of them has is marked."""
    found = rows(compare(shipped("providensky-2020"), shipped("stavropol-2023"), everything=False))
    overall = found["Сроки", "Общий срок"]
    assert overall.left is not None
    assert overall.right is not None
    assert overall.left.shown.startswith("9 раб. ч (п. 9)\nвыявлено → размещено (ответ)")
    assert overall.right.shown.startswith("4 раб. ч (п. 11)\nнаправлено → размещено")
    assert overall.mark is Mark.DIFFERS
    assert found["Согласование", "Этап 2"].mark is Mark.RIGHT_ONLY
    assert found["Шаги", "Сокращённый срок"].mark is Mark.LEFT_ONLY
    assert found["Сроки", "Доработка"].fields == ("amount",)
    assert ("Шаги", "Направление в орган") not in found
    assert ("Сроки", "Новое направление после возврата") not in found


def test_the_table_reads_as_people_read() -> None:
    """The two amounts stand in one line of the table, under the names of the two places."""
    text = printed(shipped("providensky-2020"), shipped("stavropol-2023"))
    (line,) = [line for line in text.splitlines() if "Общий срок" in line]
    assert line.split("  ") != []
    assert [part.strip() for part in line.split("   ") if part.strip()] == [
        "≠",
        "Общий срок",
        "9 раб. ч (п. 9)",
        "4 раб. ч (п. 11)",
    ]
    assert "Провиденский городской округ" in text
    assert "различием не считаются" in text


def test_the_documented_comparison_is_what_is_shown() -> None:
    """Every line of the example stands on the screen, in its order."""
    example = (ROOT / "docs" / "examples" / "regulation-diff.txt").read_text(encoding="utf-8").splitlines()
    shown = iter(printed(shipped("providensky-2020"), shipped("stavropol-2023")).splitlines())
    for line in example:
        if line.strip() != "…":
            assert any(other.rstrip() == line for other in shown), line


@pytest.mark.parametrize("width", [80, 100])
@pytest.mark.parametrize("right", NAMES)
def test_nothing_runs_over_the_screen(right: str, width: int) -> None:
    """Also where it is piped, which is eighty columns."""
    text = printed(shipped("gulkevichi-draft"), shipped(right), width=width, everything=True)
    assert all(len(line) <= width for line in text.splitlines())


def test_the_same_is_said_to_be_the_same() -> None:
    """Without a difference there is no table; with everything every row is equal."""
    assert printed(sample(), sample()) == "Различий нет.\n"
    everything = compare(sample(), sample(), everything=True)
    assert {row.mark for section in everything for row in section.rows} == {Mark.SAME}
    assert "= " in printed(sample(), sample(), everything=True)


def test_two_procedures_are_named() -> None:
    """A procedure that only one act has stands there whole."""
    found = rows(compare(shipped("luga-2020"), shipped("gulkevichi-draft"), everything=False))
    assert ("Сроки — main / pages", "Общий срок") in found
    handover = found["Сроки — incident", "Передача ответа в отдел по делам СМИ"]
    assert (handover.left, handover.mark) == (None, Mark.RIGHT_ONLY)
    assert found["Согласование — incident", "Этап 1"].mark is Mark.RIGHT_ONLY
    assert found["Шаги — incident", "Передача ответа"].mark is Mark.RIGHT_ONLY
    other = rows(compare(shipped("gulkevichi-draft"), shipped("luga-2020"), everything=False))
    assert other["Согласование — incident", "Этап 1"].mark is Mark.LEFT_ONLY
    assert other["Сроки — incident", "Передача ответа в отдел по делам СМИ"].mark is Mark.LEFT_ONLY


VERSIONS: list[tuple[tuple[str, str], tuple[str, str]]] = [
    (('issuer = "Администрация города Заречного"', 'issuer = "Дума"'), ("Акт, время, участники", "Акт")),
    (('"vk", "ok", "telegram"', '"vk", "ok"'), ("Акт, время, участники", "Где пишут")),
    (("13:48-16:45", "13:48-16:00"), ("Акт, время, участники", "Рабочее время")),
    (("2026-08-21", "2026-08-22"), ("Акт, время, участники", "Особые дни")),
    (('timezone = "', 'country = "none"\ntimezone = "'), ("Акт, время, участники", "Праздники")),
    (("share = 0.25", "share = 0.5"), ("Акт, время, участники", "Напоминания")),
    (('rule = "service"', 'rule = "instant"'), ("Акт, время, участники", "Вовремя")),
    (('clause = "4"', 'clause = "4(1)"'), ("Акт, время, участники", "Координатор")),
    (('attributes = ["theme"]\n', ""), ("Шаги", "Направление в орган")),
    (("reason_required = true\n", ""), ("Шаги", "Возврат не по компетенции")),
    (('[flows.interim]\nclause = "13"', '[flows.interim]\nclause = "13(1)"'), ("Шаги", "Промежуточный ответ")),
    (("outside = true\n", ""), ("Согласование", "Этап 2")),
    (("amount = 8\n", "amount = 7\n"), ("Сроки", "Общий срок")),
    (('title = "Ответ размещён"', 'title = "Ответ"'), ("Сроки", "Общий срок")),
    (('outcome = "refused"', 'outcome = "no_answer"'), ("Основания", "Угрозы (threats)")),
    (
        ("На время вопроса автору", "Пока ждут автора,"),
        ("Толкования", "противоречие 1"),
    ),
    (('confirmed_by = ""', 'confirmed_by = "Юрист"'), ("Толкования", "срок check")),
]


@pytest.mark.parametrize(("replacement", "row"), VERSIONS)
def test_an_amendment_is_found(replacement: tuple[str, str], row: tuple[str, str]) -> None:
    """Whatever two versions of one regulation differ in has its row, and nothing else has."""
    assert [*amended(replacement)] == [row]


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:  # noqa: ANN401 -- plain data
    """The paths to every single value."""
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(item, (*path, key))
    else:
        yield path


def altered(plain: Any, path: tuple[str | int, ...]) -> dict[str, Any]:  # noqa: ANN401 -- plain data
    """The same data with one value changed."""
    changed_data: dict[str, Any] = copy.deepcopy(plain)
    place: Any = changed_data
    for key in path[:-1]:
        place = place[key]
    old = place[path[-1]]
    place[path[-1]] = not old if isinstance(old, bool) else old + 1 if isinstance(old, int) else f"{old}1"
    return changed_data


@pytest.mark.parametrize("regulation", [sample(), shipped("stavropol-2023")], ids=lambda item: item.id)
def test_no_change_of_a_version_escapes(regulation: Regulation) -> None:
    """Whatever single value two versions differ in, some row shows it."""
    plain = regulation.model_dump(mode="json", exclude_none=True)
    tried = 0
    for path in leaves(plain):
        if path[-1] in {"quote", "confirmed_by"}:  # They are shown with their reading, which may be absent here.
            continue
        try:
            other = Regulation.model_validate(altered(plain, path))
        except ValidationError:
            continue
        if other.id == regulation.id and not problems(other):
            tried += 1
            assert compare(regulation, other, everything=False), path
    assert tried > 100


def test_what_has_no_row_of_its_own_is_shown() -> None:
    """Who detects is a key of the procedure; a title is a difference only between two versions."""
    found = rows(compare(shipped("luga-2020"), shipped("providensky-2020"), everything=False))
    outside = found["Шаги", "Выявляют вне муниципалитета"]
    assert outside.left is not None
    assert outside.right is not None
    assert (outside.left.shown, outside.right.shown) == ("да", "нет")
    assert not [row for row in found if row[0] == "Прочее"]
    assert [*amended(('title = "Заречный: ответы', 'title = "Озёрный: ответы'))] == [("Прочее", "Название")]
    assert plain_words([1, "а"]) == '[1, "а"]'


def test_reports_are_compared() -> None:
    """Repeats, reports to the head and monthly ones have rows of their own."""
    head = (
        'repeats = {{ clause = "16", must_contain = ["{0}"] }}\n'
        'significant = {{ clause = "24", by = "coordinator", to = "{0}" }}\n'
        'shortcomings = {{ clause = "24", by = "coordinator", to = "Глава" }}\n'
        '[[periodic]]\nname = "month"\ntitle = "Итоги"\nclause = "21"\nactor = "coordinator"\nworking_day = {1}\n'
        '[[contradictions]]\ntitle = "Спор {0}"\nclause = "1"\n'
    )
    left, right = (small(head=head.format(*values)) for values in (("a", 1), ("b", 2)))
    found = rows(compare(left, right, everything=False))
    assert {what: row.mark for (_, what), row in found.items()} == {
        "Повторное сообщение": Mark.DIFFERS,
        "О значимом": Mark.DIFFERS,
        "Каждый месяц (month)": Mark.DIFFERS,
        "Спор a": Mark.LEFT_ONLY,
        "Спор b": Mark.RIGHT_ONLY,
    }


def test_a_hidden_key_is_shown_where_it_differs() -> None:
    """What ends, opens or reminds of a limit is said beside it, and so is what has no words of its own."""
    rule = (
        small(limit("a", "detected > closed", "9 hours", 'cancelled_by = ["returned"]\nreminders = []'))
        .flows[0]
        .limits[0]
    )
    plain = small(limit("a", "detected > closed", "9 hours")).flows[0].limits[0]
    keys = ("cancelled_by", "reopened_by", "reminders", "by_analogy", "title", "actor")
    assert list(limit_lines(rule, keys)) == [
        "9 ч",
        "a: Срок a",
        "должен: исполнитель",
        "без особых условий",
        "снимается: возвращено",
        "снова открывается: ничем",
        "напоминания: нет",
    ]
    assert list(limit_lines(plain, ("reminders",))) == ["9 ч", "напоминания: как у всех"]
    assert list(limit_lines(rule, None)) == [
        "9 ч",
        "выявлено → закрыто",
        "должен: исполнитель",
        "снимается: возвращено",
        "напоминания: нет",
    ]


def test_a_key_without_words_is_shown_as_the_file_has_it() -> None:
    """A key that is added to the format later is not lost."""
    rule = small(limit("a", "detected > closed", "9 hours")).flows[0].limits[0]
    assert list(limit_lines(rule, ("quote",))) == ["9 ч", "quote: "]


def test_every_key_of_a_limit_is_shown() -> None:
    """A row that differs says more than the amount that both have."""
    silent = {"amount", "unit", "before", "share_of", "capped_by", "clause"}
    rule = small(limit("a", "detected > closed", "9 hours")).flows[0].limits[0]
    for key in LimitRule.model_fields.keys() - silent:
        assert len(list(limit_lines(rule, (key,)))) > 1, key


def asked(*arguments: str, exit_code: int = 0) -> str:
    """What a call prints."""
    result = CliRunner().invoke(app, ["diff", *arguments], catch_exceptions=False)
    assert result.exit_code == exit_code, result.output
    return result.stdout if exit_code == 0 else result.stderr


def test_regulations_are_named_by_file_id_or_version(tmp_path: Path) -> None:
    """A file, what is loaded, and one version of it; the same three stand beside each other."""
    file = tmp_path / "a.toml"
    file.write_text(EXAMPLE, encoding="utf-8")
    assert "Общий срок" in asked(str(file), "luga-2020")
    assert asked("luga-2020", "luga-2020@2020-04-06") == "Различий нет.\n"
    assert asked(str(ROOT / "regulations" / "luga-2020.toml"), "luga-2020") == "Различий нет.\n"
    assert "неизвестный регламент" in asked("luga-2020", "atlantis", exit_code=2)
    assert "не загружена" in asked("luga-2020", "luga-2020@1", exit_code=2)
    assert "не открывается" in asked("luga-2020", "away.toml", exit_code=1)


def test_two_versions_are_compared_as_files(tmp_path: Path) -> None:
    """An amended file beside the old one: what changed and nothing else."""
    old, new = tmp_path / "old.toml", tmp_path / "new.toml"
    old.write_text(EXAMPLE, encoding="utf-8")
    new.write_text(
        changed(('version = "2026-02-01"', 'version = "2026-09-01"'), ("amount = 8\n", "amount = 6\n")),
        encoding="utf-8",
    )
    text = asked(str(old), str(new))
    assert "8 раб. ч (п. 12)" in text
    assert "6 раб. ч (п. 12)" in text
    assert "Согласование" not in text
    assert "Согласование" in asked(str(old), str(new), "--all")


def test_the_comparison_is_plain_data() -> None:
    """The documented form: sections with rows, and the limits as the API describes them."""
    described: Mapping[str, Any] = json.loads(asked("providensky-2020", "stavropol-2023", "--json"))
    assert described["left"] == {
        "id": "providensky-2020",
        "version": "2020-03-11",
        "title": "Провиденский городской округ: работа с сообщениями из открытых источников",
    }
    (limits,) = [section for section in described["sections"] if section["title"] == "Сроки"]
    (overall,) = [row for row in limits["rows"] if row["what"] == "Общий срок"]
    assert overall["mark"] == "differs"
    assert overall["fields"] == ["starts", "ends", "amount", "restart_on_reroute"]
    assert overall["left"]["clause"] == "9"
    assert overall["left"]["text"][0] == "9 раб. ч"
    of_left, of_right = (
        {key: overall[side]["limit"][key] for key in ("clause", "amount", "unit", "starts", "ends", "actor")}
        for side in ("left", "right")
    )
    assert of_left == {
        "clause": "9",
        "amount": 9,
        "unit": "working_hours",
        "starts": "detected",
        "ends": ["published:answer"],
        "actor": "municipality",
    }
    assert (of_right["clause"], of_right["amount"]) == ("11", 4)
    (stage,) = [row for section in described["sections"] for row in section["rows"] if row["what"] == "Этап 2"]
    assert (stage["left"], stage["right"]["limit"]) == (None, None)


def test_equal_rows_are_data_on_demand() -> None:
    """Without --all there are none."""
    whole = diff_json(sample(), sample(), everything=True)
    assert diff_json(sample(), sample(), everything=False)["sections"] == []
    assert {row["mark"] for section in whole["sections"] for row in section["rows"]} == {"same"}
