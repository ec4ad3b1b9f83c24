"""The other kinds of answer."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from domain.terms import Network
from ops.regulation_new import kinds
from ops.regulation_new.answers import Answers

NONE = Answers({})
Reader = Callable[[str, Answers], Any]


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (kinds.line, "Отдел", "Отдел"),
        (kinds.line_or_none, "нет", None),
        (kinds.line_or_none, "Отдел", "Отдел"),
        (kinds.slug, "zarechny-2026", "zarechny-2026"),
        (kinds.zone, "Asia/Anadyr", "Asia/Anadyr"),
        (kinds.yes, "Да", True),
        (kinds.yes, "нет", False),
        (kinds.choice({"без паузы": 1}), " Без  паузы ", 1),
        (kinds.day, "11.03.2020", date(2020, 3, 11)),
        (kinds.day, "2020-03-11", date(2020, 3, 11)),
        (kinds.day, "—", None),
        (kinds.hours, "09:00 – 18:00", "09:00-18:00"),
        (kinds.hours_or_none, "нет", None),
        (kinds.hours_or_none, "09:00-18:00", "09:00-18:00"),
        (kinds.weekdays, "пн-пт", ("mon", "tue", "wed", "thu", "fri")),
        (kinds.weekdays, "сб, пн; ср", ("mon", "wed", "sat")),
        (kinds.networks, "все", tuple(Network)),
        (kinds.networks, "ok, ВКонтакте; сайты", (Network.VK, Network.OK, Network.SITE)),
        (kinds.named("a-"), "Один; ; Два", (kinds.Item("a-1", "Один"), kinds.Item("a-2", "Два"))),
        (kinds.named("a-"), "roads: Управление: дороги", (kinds.Item("roads", "Управление: дороги"),)),
        (kinds.named("a-"), "Отдел: дороги", (kinds.Item("a-1", "Отдел: дороги"),)),
        (kinds.titles("a-"), "нет", ()),
        (kinds.stages, "нет", ()),
        (kinds.stages, "Один", (kinds.Item("stage1", "Один"),)),
        (kinds.titles("a-"), "roads: Один", (kinds.Item("a-1", "roads: Один"),)),
        (kinds.working_day, "нет", None),
        (kinds.working_day, "15", 15),
        (kinds.reminders, "нет", ()),
    ],
)
def test_an_answer_is_read(read: Reader, text: str, value: object) -> None:
    """Words become what the file needs."""
    assert read(text, NONE) == value


def test_reminders_are_shares_and_amounts() -> None:
    """A comma inside a number is no comma between two of them."""
    share, amount = kinds.reminders("12,5 %, 10 минут", NONE)
    assert (share.share, share.amount) == (Decimal("0.125"), None)
    assert amount.amount is not None
    assert amount.amount.amount == 10


@pytest.mark.parametrize(
    ("read", "text", "reason"),
    [
        (kinds.line, "", "без этого нельзя"),
        (kinds.line, "нет", "без этого нельзя"),
        (kinds.line, "а" * 201, "слишком длинно"),
        (kinds.slug, "Заречный", "строчные латинские буквы"),
        (kinds.zone, "Москва", "неизвестный часовой пояс"),
        (kinds.yes, "может быть", "ответьте одним из: да, нет"),
        (kinds.day, "вчера", "напишите дату так"),
        (kinds.hours, "9-18", "ожидается промежуток вида"),
        (kinds.hours, "18:00-09:00", "должен заканчиваться позже"),
        (kinds.hours, "22:00-06:00", "22:00-24:00 и в следующем дне 00:00-06:00"),
        (kinds.weekdays, "будни", "дни недели пишут так"),
        (kinds.weekdays, "пт-пн", "в обратном порядке"),
        (kinds.networks, "почта", "допустимо через запятую"),
        (kinds.networks, ",", "допустимо через запятую"),
        (kinds.named("a-"), ";", "хотя бы одно название"),
        (kinds.named("a-", most=1), "Один; Два", "не больше 1"),
        (kinds.named("a-"), "x: Один; x: Два", "имя «x» повторяется"),
        (kinds.named("a-"), "a-2: Один; Два", "имя «a-2» повторяется"),
        (kinds.stages, "final: Один", "имя «final» занято"),
        (kinds.stages, "1; 2; 3; 4; 5; 6", "не больше 5"),
        (kinds.stages, "law: Правовой отдел, пункт 7; head: Глава", "пункт называют один раз, после последнего"),
        (kinds.titles("a-"), "Угрозы (п. 3); Брань", "пункт называют один раз, после последнего"),
        (kinds.titles("a-"), " ; ;", "хотя бы одно название"),
        (kinds.named("a-"), "a" * 65 + ": Один", "не длиннее 64 знаков"),
        (kinds.working_day, "0", "от 1 до 15"),
        (kinds.working_day, "первый", "от 1 до 15"),
        (kinds.reminders, "0 %", "от 1 до 99"),
        (kinds.reminders, "1 рабочий день", "рабочие минуты или часы"),
    ],
)
def test_a_wrong_answer_is_refused_with_a_reason(read: Reader, text: str, reason: str) -> None:
    """The reason says what would be right."""
    with pytest.raises(ValueError, match=reason):
        read(text, NONE)
