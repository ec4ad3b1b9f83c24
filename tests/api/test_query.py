"""Query strings: what is repeated, cannot be read, or is no time is refused by name on every address that has one."""

import pytest

from tests.api.client import MESSAGES, Person, absent_id, assert_problem

BREACHES = "/api/v1/reports/breaches"
REPEATED = {
    MESSAGES: "limit=5&limit=6",
    f"{MESSAGES}/{absent_id()}/journal": "after=1&after=2",
    f"{MESSAGES}/{absent_id()}/deadlines/overall/explain": "format=json&format=text",
    "/api/v1/follow-ups": "state=open&state=due",
    "/api/v1/people": "regulation=luga-2020&regulation=stavropol-2023",
    "/api/v1/people/journal": "regulation=luga-2020&limit=1&limit=1",
    BREACHES: "regulation=luga-2020&month=2026-03&month=2026-04",
}


@pytest.mark.parametrize(("path", "query"), REPEATED.items())
async def test_repeated_parameter_is_refused(auditor: Person, path: str, query: str) -> None:
    """Of two values none is taken in silence."""
    name = query.rpartition("&")[2].partition("=")[0]

    problem = assert_problem(await auditor.ask("GET", f"{path}?{query}"), 422, name)

    assert problem["errors"][0]["message"] == "указан несколько раз"


@pytest.mark.parametrize("query", ["q=%F2%F0%F3%E1%E0", "theme=%FF", "q=%ED%A0%80"])
async def test_what_is_not_utf8_is_refused(auditor: Person, query: str) -> None:
    """A search in Windows-1251 is not answered with an empty list."""
    problem = assert_problem(await auditor.ask("GET", f"{MESSAGES}?{query}"), 422, query.partition("=")[0])

    assert problem["errors"][0]["message"] == "ожидается текст в кодировке UTF-8"


async def test_name_that_is_not_utf8_is_refused(auditor: Person) -> None:
    """The name of a parameter is shown as far as it can be."""
    assert_problem(await auditor.ask("GET", f"{MESSAGES}?%FF=1"), 422, "\ufffd")


@pytest.mark.parametrize("written", ["2026", "20260316", "1773615600", "-1.5"])
async def test_number_is_no_time(auditor: Person, written: str) -> None:
    """A year, or a day without its signs, is not taken for seconds since 1970."""
    assert_problem(await auditor.ask("GET", f"{MESSAGES}?from={written}"), 422, "from")


async def test_month_is_asked_for_in_its_form(auditor: Person) -> None:
    """Who writes a month otherwise is told how it is written."""
    problem = assert_problem(await auditor.get(BREACHES, regulation="luga-2020", month="03.2026"), 422, "month")

    assert problem["errors"][0]["message"] == "ожидается месяц ГГГГ-ММ, например 2026-03"


@pytest.mark.parametrize(
    ("path", "query", "field"),
    [
        (MESSAGES, {"regulation": "luga"}, "regulation"),
        (MESSAGES, {"authority": "authority-77"}, "authority"),
        (MESSAGES, {"regulation": "luga-2020", "authority": "authority-77"}, "authority"),
        ("/api/v1/follow-ups", {"regulation": "luga"}, "regulation"),
    ],
)
async def test_unknown_name_is_refused(auditor: Person, path: str, query: dict[str, str], field: str) -> None:
    """A regulation or a body that nobody knows is a slip; the answer says which there are."""
    problem = assert_problem(await auditor.get(path, **query), 422, field)

    assert "допустимо:" in problem["errors"][0]["message"]


@pytest.mark.parametrize("query", [{"regulation": "luga-2020"}, {"authority": "authority-1"}, {"q": "нигде"}])
async def test_known_name_without_messages_is_an_empty_list(auditor: Person, query: dict[str, str]) -> None:
    """Nothing to show is no error."""
    assert (await auditor.get(MESSAGES, **query)).json() == {"items": [], "next_cursor": None}
