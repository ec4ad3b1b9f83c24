"""A row as a message, or as all that is wrong with it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.importing import Cell, MappingError, Row, Unusable
from domain.terms import Network, Visibility
from tests.domain.importing.samples import HEADER, MOSCOW, ROUTED, SAMPLE, TOWN, complaints, mapper, read

WHOLE: dict[str, Cell] = {
    "Текст": " Не горит фонарь\nу школы ",
    "Соцсеть": "вКонтакте",
    "Ссылка": "https://vk.com/wall-1_2",
    "Автор": "Вымышленный Автор",
    "Профиль": "https://vk.com/id1",
    "Тема": " Освещение ",
    "Локация": "ул. Полярная",
    "Дата": "16.03.2026 12:05",
    "Номер": 1731.0,
}


def test_row_is_a_message() -> None:
    """Every column of the usual export arrives in its field; the text is kept as it was written."""
    intake = read(**WHOLE).intake

    assert intake is not None
    assert intake.model_dump(exclude_defaults=True) == {
        "regulation": "luga-2020",
        "network": Network.VK,
        "external_id": "1731",
        "url": "https://vk.com/wall-1_2",
        "author": {"name": "Вымышленный Автор", "url": "https://vk.com/id1"},
        "text": " Не горит фонарь\nу школы ",
        "posted_at": datetime(2026, 3, 16, 12, 5, tzinfo=MOSCOW),
        "theme": "Освещение",
        "location": "ул. Полярная",
    }


def test_empty_cells_are_absent_fields() -> None:
    """Blank cells leave the field out, except where the mapping has a value for them."""
    intake = read(Текст="Яма", Соцсеть="vk", Автор=" ", Тема="").intake

    assert intake is not None
    assert (intake.author, intake.theme, intake.location, intake.posted_at) == (None, None, "не указана", None)


def test_flow_is_the_destination_s() -> None:
    """The procedure that was asked for is written into every message."""
    row = Row(2, ["Яма", "vk"])

    intake = mapper(destination=replace(TOWN, flow="main")).read(row).intake

    assert intake is not None
    assert intake.flow == "main"


@pytest.mark.parametrize(
    ("cells", "network"),
    [
        ({"Соцсеть": "ОДНОКЛАССНИКИ"}, Network.OK),
        ({"Соцсеть": "Telegram"}, Network.TELEGRAM),
        ({"Ссылка": "https://m.vk.com/wall-1_2"}, Network.VK),
        ({"Ссылка": "ok.ru/group/1/topic/2"}, Network.OK),
        ({"Соцсеть": "ВКонтакте", "Ссылка": "https://ok.ru/1"}, Network.VK),
    ],
)
def test_network_is_found(cells: dict[str, Cell], network: Network) -> None:
    """The network is known by its alias, by its own name, or by the address."""
    intake = read(Текст="Яма", **cells).intake

    assert intake is not None
    assert intake.network is network


def test_default_network_fills_the_gap() -> None:
    """Where neither cell nor address tells, the mapping's own network counts."""
    with_default = SAMPLE.replace("[defaults]", '[defaults]\nnetwork = "telegram"\nvisibility = "direct"')

    intake = read(with_default, Текст="Яма", Ссылка="https://example.org/1").intake

    assert intake is not None
    assert (intake.network, intake.visibility) == (Network.TELEGRAM, Visibility.DIRECT)


def test_address_without_a_scheme_is_completed() -> None:
    """An export that leaves https:// out is understood where the host is a network's, and only there."""
    assert read(**WHOLE | {"Ссылка": "vk.com/wall-1_2"}).intake == read(**WHOLE).intake
    assert complaints(read(**WHOLE | {"Ссылка": "example.org/1"})) == [
        ("Ссылка", "ожидается один адрес целиком, например https://vk.com/wall-1_2, без пробелов и кавычек")
    ]


def test_everything_wrong_is_named_at_once() -> None:
    """All wrong cells of a row are named by their headings, with what is expected."""
    mapped = read(
        ROUTED,
        Текст="",
        Соцсеть="Фидонет",
        Ссылка="не ссылка",
        Тема="т" * 501,
        Дата="вчера",
        Номер=Unusable("#N/A"),
        Исполнитель="Отдел чудес",
    )

    assert mapped.row == 7
    assert mapped.intake is None
    assert dict(complaints(mapped)).keys() == {
        "Текст",
        "Соцсеть",
        "Ссылка",
        "Тема",
        "Дата",
        "Номер",
        "Исполнитель",
    }
    assert ("Номер", "в ячейке ошибка #N/A") in complaints(mapped)
    assert ("Соцсеть", "такой соцсети в соответствии нет: добавьте её в таблицу networks") in complaints(mapped)


def test_cell_that_cannot_be_read_is_blamed_once() -> None:
    """That an unreadable cell counts as empty is no second mistake."""
    assert complaints(read(**WHOLE | {"Текст": Unusable("#N/A")})) == [("Текст", "в ячейке ошибка #N/A")]


@pytest.mark.parametrize("dash", ["-", " – ", "—"])
def test_dash_is_an_empty_cell(dash: str) -> None:
    """A dash where an export has nothing to say is no address, no date and no body; a text may be a dash."""
    intake = read(**WHOLE | {"Ссылка": dash, "Дата": dash, "Тема": dash}).intake

    assert intake is not None
    assert (intake.url, intake.posted_at, intake.theme) == (None, None, None)
    assert read(ROUTED, **WHOLE, Исполнитель=dash).authority is None
    assert read(**WHOLE | {"Текст": dash}).intake is not None


def test_unknown_network_alone_refuses_the_row() -> None:
    """A message whose network nobody knows is not taken under another one."""
    assert complaints(read(Текст="Яма")) == [
        ("Соцсеть", "соцсеть не указана, и по ссылке её не узнать: впишите её в ячейку")
    ]
    assert read(Текст="Яма", Соцсеть="Фидонет").intake is None


def test_date_of_a_spreadsheet_is_taken() -> None:
    """A cell that holds a date needs no format."""
    intake = read(Текст="Яма", Соцсеть="vk", Дата=date(2026, 3, 16)).intake

    assert intake is not None
    assert intake.posted_at == datetime(2026, 3, 15, 21, tzinfo=UTC)


def test_clocks_of_the_export_may_be_others() -> None:
    """A mapping may name the zone that its export is written in."""
    elsewhere = SAMPLE.replace("[dates]", '[dates]\ntimezone = "UTC"')

    intake = read(elsewhere, **WHOLE).intake

    assert intake is not None
    assert intake.posted_at == datetime(2026, 3, 16, 12, 5, tzinfo=UTC)


def test_fault_of_a_row_is_its_only_error() -> None:
    """A row whose cells cannot be told apart is refused as a whole."""
    assert complaints(mapper().read(Row(5, fault="кавычки"))) == [(None, "кавычки")]


@pytest.mark.parametrize(("row", "blank"), [(Row(2), True), (Row(2, ["", " "]), True), (Row(2, [None, 0]), False)])
def test_blank_row(row: Row, *, blank: bool) -> None:
    """A row is blank where every cell is; a faulty one never is."""
    assert row.blank is blank
    assert not Row(2, fault="кавычки").blank


def test_short_row_has_empty_cells() -> None:
    """A row that ends early lacks the rest."""
    intake = mapper().read(Row(5, ["Яма", "vk"])).intake

    assert intake is not None
    assert intake.theme is None


def test_authority_is_found_by_alias_by_id_or_by_the_rest() -> None:
    """The body is known by an alias, by its own id, and by «*» where the mapping says so; an empty cell names none."""
    rest = ROUTED.replace("[authorities]", '[authorities]\n"*" = "housing"')

    assert read(ROUTED, **WHOLE, Исполнитель="елочный ОТДЕЛ").authority == "housing"
    assert read(ROUTED, **WHOLE, Исполнитель="roads").authority == "roads"
    assert read(rest, **WHOLE, Исполнитель="Отдел чудес").authority == "housing"
    assert read(rest, **WHOLE, Исполнитель="").authority is None


def test_message_of_an_unknown_authority_is_a_message() -> None:
    """A body that the mapping has not stops no message: its limits run, and what is missing is said."""
    unknown = read(ROUTED, **WHOLE, Исполнитель="Отдел чудес")

    assert unknown.intake == read(ROUTED, **WHOLE).intake
    assert unknown.authority is None
    assert unknown.unrouted == "такого органа в соответствии нет: добавьте его в таблицу authorities"
    assert read(ROUTED, **WHOLE, Исполнитель="roads").unrouted is None


def test_alias_of_an_absent_authority_is_a_mistake_of_the_mapping() -> None:
    """Before any row is read, every alias must mean a body of the regulation."""
    with pytest.raises(
        MappingError, match=r"authorities\.Дорожный отдел: органа roads в регламенте нет; есть: housing"
    ):
        mapper(ROUTED, destination=replace(TOWN, authorities=frozenset({"housing"})))


class TestDerivedId:
    """A message without an id gets one that it has again on the next run."""

    def _id(self, **cells: Cell) -> str | None:
        intake = read(**{"Номер": None, **cells}).intake
        assert intake is not None
        return intake.external_id

    def test_address_decides(self) -> None:
        """Network and address make the id; what else the row says may change."""
        first = self._id(**WHOLE | {"Номер": None})

        assert first is not None
        assert first.startswith("import-")
        assert self._id(**WHOLE | {"Номер": None, "Тема": "Дороги", "Дата": None, "Текст": "Правка"}) == first
        assert self._id(**WHOLE | {"Номер": None, "Ссылка": "https://vk.com/wall-1_3"}) != first
        assert self._id(**WHOLE | {"Номер": None, "Соцсеть": "ok"}) != first

    def test_text_and_date_decide_without_an_address(self) -> None:
        """Without an address the text and the first date make the id, however the date is written."""
        first = self._id(Текст="Яма", Соцсеть="vk", Дата="16.03.2026 12:05")

        assert self._id(Текст=" Яма\n", Соцсеть="vk", Дата="2026-03-16T09:05:00Z") == first
        assert self._id(Текст="Яма", Соцсеть="vk", Дата="17.03.2026") != first
        assert self._id(Текст="Яма", Соцсеть="vk") != first
        assert self._id(Текст="Яма!", Соцсеть="vk", Дата="16.03.2026 12:05") != first


CELLS = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.characters(categories=("Cs", "Cc")),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.timedeltas(),
    st.builds(Unusable, st.sampled_from(["#N/A", "#REF!"])),
    st.sampled_from(["vk", "ВКонтакте", "https://vk.com/1", "16.03.2026", "Дорожный отдел", "direct"]),
)


@given(st.lists(CELLS, max_size=len(HEADER) + 2))
def test_any_row_is_a_message_or_refused_by_column(cells: list[Cell]) -> None:
    """Whatever stands in the cells, the row is a message with its own text or is refused by known columns."""
    mapped = mapper(ROUTED).read(Row(2, cells))

    if mapped.intake is None:
        assert mapped.errors
        assert {item.column for item in mapped.errors} <= set(HEADER) | {"Видимость"}
        assert all(item.message for item in mapped.errors)
    else:
        assert mapped.errors == ()
        assert isinstance(cells[0], str) is (mapped.intake.text == cells[0])
        assert mapped.intake.external_id
