"""The file that says which column means what: every mistake is named by its key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.importing import MappingError, Meaning, parse_mapping
from domain.terms import Network
from tests.domain.importing.samples import ROUTED, SAMPLE, mapping

MISTAKES = [
    ("format = 1", "format = 2", "format: допустимо: 1"),
    ("[columns]", "[columns", "TOML: файл не читается"),
    ("[columns]", "[column]", "columns: обязательное поле отсутствует"),
    ('text = ["Текст", "Сообщение"]\n', "", "columns.text: обязательное поле отсутствует"),
    ('text = ["Текст", "Сообщение"]', "text = []", "columns.text: список не может быть пустым"),
    ('text = ["Текст", "Сообщение"]', "text = 5", "columns.text: ожидается список"),
    ('theme = "Тема"', 'thema = "Тема"', "columns.thema: неизвестное поле"),
    ('"ВКонтакте" = "vk"', '"ВКонтакте" = "vkontakte"', "networks.ВКонтакте: допустимо: vk, ok,"),
    ('"Одноклассники" = "ok"', '"вконтакте" = "ok"', "networks.вконтакте: то же имя уже есть"),
    ('"ДД.ММ.ГГГГ"]', '"ДД.ММ"]', "dates.formats[1]: нужны день ДД, месяц ММ и год"),
    ('"ДД.ММ.ГГГГ"]', '"%d.%m.%Y"]', "dates.formats[1]: нужны день"),
    ('"ДД.ММ.ГГГГ"]', '"ДД.ММ.ГГГГ%"]', "dates.formats[1]: знаки формата"),
    ('"ДД.ММ.ГГГГ"]', '"ДД.ММ.ГГГГ UTC"]', "dates.formats[1]: знаки формата"),
    ('"ДД.ММ.ГГГГ"]', '"ДД.ММ.ГГГГ ДД"]', "dates.formats[1]: каждая часть даты пишется один раз"),
    ('"ДД.ММ.ГГГГ"]', '"ДД.ММ.ГГГГ ГГ"]', "dates.formats[1]: каждая часть даты пишется один раз"),
    ('"ДД.ММ.ГГГГ"]', '"ДД.ММ.ГГГГ чч"]', "dates.formats[1]: время пишется как чч:мм"),
    ('"ДД.ММ.ГГГГ"]', '"ДД.ММ.ГГГГ чч:сс"]', "dates.formats[1]: время пишется как чч:мм"),
    ("[dates]", '[dates]\ntimezone = "Moscow"', "dates.timezone: неизвестный часовой пояс"),
    ('optional = ["author",', 'optional = ["text",', "optional[0]: столбец с текстом нужен всегда"),
    ('optional = ["author",', 'optional = ["importance",', "optional[0]: столбец importance не назван в columns"),
    ('optional = ["author",', 'optional = ["писатель",', "optional[0]: допустимо: text, network,"),
    ("[defaults]", '[defaults]\nnetwork = "вк"', "defaults.network: допустимо: vk, ok,"),
    ("[defaults]", '[defaults]\nauthor = "Никто"', "defaults.author: неизвестное поле"),
    ('title = "', 'route = true\ntitle = "', "columns.authority: route = true, а столбец с органом не назван"),
    ('theme = "Тема"', 'authority = "Тема"', "columns.authority: орган нужен только для направления"),
    ("format = 1", "format = 1\nheader_row = 0", "header_row: должно быть не меньше 1"),
    ("format = 1", f"format = 1\nheader_row = {'9' * 5000}", "TOML: файл не читается"),
]


@pytest.mark.parametrize(("right", "wrong", "said"), MISTAKES)
def test_mistake_is_named_by_its_key(right: str, wrong: str, said: str) -> None:
    """A wrong mapping is refused with the file's name, the key and what is expected there."""
    assert right in SAMPLE

    with pytest.raises(MappingError) as caught:
        mapping(SAMPLE.replace(right, wrong, 1))

    assert said in str(caught.value)
    assert "sample.toml" in str(caught.value)


def test_network_must_come_from_somewhere() -> None:
    """Without a column of networks, of addresses and a default, no row could be taken."""
    bare = 'format = 1\ntitle = "Т"\n[columns]\ntext = "Текст"\n'

    with pytest.raises(MappingError, match=r"columns\.network: соцсеть неизвестна"):
        mapping(bare)

    assert mapping(bare + '[defaults]\nnetwork = "vk"\n').defaults.network is Network.VK
    assert mapping(bare + 'url = "Ссылка"\n').columns.url == ("Ссылка",)


def test_aliases_of_an_authority_differ() -> None:
    """Two spellings of one name, of which one would be forgotten, are a mistake."""
    with pytest.raises(MappingError, match=r"authorities\.дорожный  Отдел: то же имя уже есть"):
        mapping(ROUTED.replace('"Ёлочный отдел"', '"дорожный  Отдел"'))


def test_one_heading_needs_no_list() -> None:
    """A column may be named by one heading or by several."""
    named = mapping().columns.named()

    assert named[Meaning.THEME] == ("Тема",)
    assert named[Meaning.TEXT] == ("Текст", "Сообщение")
    assert Meaning.IMPORTANCE not in named


@given(st.text())
def test_no_text_is_a_crash(text: str) -> None:
    """Whatever somebody saves as a mapping is refused in words."""
    with pytest.raises(MappingError):
        parse_mapping(text, "x.toml")
