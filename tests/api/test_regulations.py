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
    assert all({"authorities", "grounds", "stages", "limits", "calendar"} <= item.keys() for item in items)


async def test_one_regulation(monitoring: Person) -> None:
    """One regulation says its versions, bodies and limits with their clauses."""
    regulation = (await monitoring.get("/api/v1/regulations/providensky-2020")).json()

    assert regulation["authorities"][0] == {"id": "authority-1", "title": "Орган 1"}
    assert {limit["name"]: limit["clause"] for limit in regulation["limits"]}["overall"] == "9"
    assert [version["version"] for version in regulation["versions"]] == ["2020-03-11"]


async def test_unknown_regulation(monitoring: Person) -> None:
    """A regulation that is not loaded is a 404 that says which are."""
    problem = assert_problem(await monitoring.get("/api/v1/regulations/atlantis"), 404)

    assert "luga-2020" in problem["detail"]
