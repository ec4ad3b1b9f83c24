"""The loaded regulations as data."""

from tests.api.client import Person, assert_problem


async def test_every_shipped_regulation_is_listed(monitoring: Person) -> None:
    """The list holds the five regulations with what other tools need of them."""
    items = (await monitoring.get("/api/v1/regulations")).json()["items"]

    assert [item["id"] for item in items] == [
        "gulkevichi-draft",
        "luga-2020",
        "providensky-2020",
        "stavropol-2023",
        "volchikha-2020",
    ]
    parts = {"authorities", "grounds", "stages", "limits", "calendar", "findings", "contradictions", "periodic"}
    assert all(parts <= item.keys() for item in items)


async def test_one_regulation(monitoring: Person) -> None:
    """One regulation says its versions, bodies and limits with their clauses."""
    regulation = (await monitoring.get("/api/v1/regulations/providensky-2020")).json()

    assert regulation["authorities"][0] == {"id": "authority-1", "title": "Орган 1"}
    assert {limit["name"]: limit["clause"] for limit in regulation["limits"]}["overall"] == "9"
    assert [version["version"] for version in regulation["versions"]] == ["2020-03-11"]


async def test_the_fit_of_the_numbers_is_told(monitoring: Person) -> None:
    """Whoever reads a regulation learns what does not fit in it, with the clauses and the arithmetic."""
    regulation = (await monitoring.get("/api/v1/regulations/gulkevichi-draft")).json()

    assert [(item["flow"], item["level"], item["minutes_left"]) for item in regulation["findings"]] == [
        ("pages", "fits", 240),
        ("incident", "impossible", -60),
    ]
    assert regulation["findings"][1]["clauses"] == ["3.2.6", "3.2.1", "3.2.2", "3.2.4"]
    assert "2 + проект 4 + доработка 3 = 9 ч из 8" in regulation["findings"][1]["text"]
    explanation = regulation["findings"][1]["explanation"]
    assert explanation["sum"].endswith("= 9 ч из 8 ч, не хватает 1 ч")
    assert explanation["meaning"].endswith("ответ опоздает на 1 ч.")
    assert [(item["limit"], item["minutes"]) for item in explanation["changes"]] == [
        ("handover", 540),
        ("draft2", 180),
        ("rework2", 120),
    ]
    assert {item["clause"] for item in regulation["contradictions"]} >= {"3.1.2", "3.2.6"}


async def test_unknown_regulation(monitoring: Person) -> None:
    """A regulation that is not loaded is a 404 that says which are."""
    problem = assert_problem(await monitoring.get("/api/v1/regulations/atlantis"), 404)

    assert "luga-2020" in problem["detail"]
