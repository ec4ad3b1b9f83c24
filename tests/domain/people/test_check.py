"""What a roster must be: each mistake is named by its field."""

from typing import Any

import pytest

from domain.errors import InvalidInput
from domain.people import check_roster, parse_roster, parse_roster_file
from domain.people.office import MOST_ABSENCES, MOST_OFFICES
from tests.domain.lifecycle.builders import PRO, shipped

REGULATION = shipped(PRO).regulation


def entry(person: str = "a", **fields: Any) -> dict[str, Any]:  # noqa: ANN401 -- any JSON
    """An executor as it is sent."""
    return {"person": person, "post": "Специалист", "function": "executor", "authority": "authority-1"} | fields


def wrong(*people: Any, **fields: Any) -> dict[str, str]:  # noqa: ANN401 -- any JSON
    """The fields that are wrong in a roster of these offices, with what is said of each."""
    payload = {"regulation": PRO, "version": 0, "people": list(people)} | fields
    with pytest.raises(InvalidInput) as caught:
        check_roster(parse_roster(payload).people, REGULATION)
    return dict(caught.value.errors)


def test_a_right_roster_is_taken() -> None:
    """Two bodies, a coordinator, a person in two offices, the same office again after its end: all of it is right."""
    people = [
        entry("a", stand_in="b", valid_until="2026-03-31", absences=[{"from": "2026-03-16", "stand_in": "b"}]),
        entry("a", valid_from="2026-04-01"),
        entry("b", function="responsible"),
        entry("b", authority="authority-2"),
        entry("b", function="coordinator", authority=None, stand_in="a"),
    ]
    roster = parse_roster({"regulation": PRO, "version": 3, "people": people})

    check_roster(roster.people, REGULATION)

    assert roster.model_dump(mode="json", exclude_defaults=True)["people"][0] == people[0]
    assert (roster.people[4].person, roster.people[4].authority) == ("b", None)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"person": "me"}, "person"),
        ({"person": " "}, "person"),
        ({"post": ""}, "post"),
        ({"function": "boss"}, "function"),
        ({"phone": "1"}, "phone"),
        ({"authority": "authority-9"}, "authority"),
        ({"authority": None}, "authority"),
        ({"function": "responsible", "authority": None}, "authority"),
        ({"function": "coordinator"}, "authority"),
        ({"function": "head"}, "authority"),
        ({"valid_from": "2026-03-16T10:00:00"}, "valid_from"),
        ({"valid_from": 20260316}, "valid_from"),
        ({"valid_from": "1999-12-31"}, "valid_from"),
        ({"valid_from": "2026-02-30"}, "valid_from"),
        ({"valid_from": "2026-03-16", "valid_until": "2026-03-15"}, "valid_until"),
        ({"stand_in": "a"}, "stand_in"),
        ({"stand_in": "nobody"}, "stand_in"),
        ({"stand_in": "c"}, "stand_in"),
        ({"absences": [{}]}, "absences[0].from"),
        ({"absences": [{"from": "2026-03-16", "until": "2026-03-15"}]}, "absences[0].until"),
        ({"absences": [{"from": "2026-03-16", "stand_in": "a"}]}, "absences[0].stand_in"),
        ({"absences": [{"from": "2026-03-16"}] * (MOST_ABSENCES + 1)}, "absences"),
    ],
    ids=str,
)
def test_a_mistake_is_named_by_its_field(given: dict[str, Any], field: str) -> None:
    """Whatever is wrong in an office is said with the office's place and the field."""
    others = (entry("b"), entry("c", authority="authority-2"))

    assert list(wrong(*others, entry(**{"person": "a"} | given))) == [f"people[2].{field}"]


def test_every_mistake_is_said_at_once() -> None:
    """Mistakes of several offices are listed together, up to a hundred."""
    assert list(wrong(entry("me", authority="x"), entry("b", stand_in="b"))) == [
        "people[0].person",
        "people[0].authority",
        "people[1].stand_in",
    ]
    assert len(wrong(*(entry(f"p{number}", stand_in="nobody") for number in range(200)))) == 100


@pytest.mark.parametrize(
    ("first", "second", "twice"),
    [
        ({}, {}, True),
        ({"valid_until": "2026-03-16"}, {"valid_from": "2026-03-16"}, True),
        ({"valid_until": "2026-03-15"}, {"valid_from": "2026-03-16"}, False),
    ],
    ids=str,
)
def test_an_office_is_named_once_for_its_days(first: dict[str, Any], second: dict[str, Any], *, twice: bool) -> None:
    """The same person with the same function in the same body may follow itself, but not stand beside itself."""
    if twice:
        assert "people[0]" in wrong(entry(**first), entry(**second))["people[1].person"]
    else:
        check_roster(
            parse_roster({"regulation": PRO, "version": 0, "people": [entry(**first), entry(**second)]}).people,
            REGULATION,
        )


def test_the_roster_itself_is_checked() -> None:
    """The version is a whole number from 0 on, every field is needed, and there is an end to the offices."""
    assert list(wrong(version=-1)) == ["version"]
    assert list(wrong(version="1")) == ["version"]
    assert list(wrong(*[entry()] * (MOST_OFFICES + 1))) == ["people"]
    with pytest.raises(InvalidInput) as caught:
        parse_roster({})
    assert [error.field for error in caught.value.errors] == ["regulation", "version", "people"]


FILE = """
format = 1
regulation = "providensky-2020"

[[people]]
person = "a"
post = "Специалист"
function = "executor"
authority = "authority-1"
absences = [{ from = 2026-03-16, until = 2026-03-27 }]
"""


def test_a_file_says_the_same() -> None:
    """A TOML file gives what the same payload gives; its dates are dates."""
    read = parse_roster_file(FILE)
    sent = entry(absences=[{"from": "2026-03-16", "until": "2026-03-27"}])

    assert read.people == parse_roster({"regulation": PRO, "version": 0, "people": [sent]}).people


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("format = 2" + FILE[11:], "format"),
        (FILE.replace("person =", "persona ="), "people[0].person"),
        (FILE.replace("2026-03-16,", "2026-03-16T10:00:00,"), "people[0].absences[0].from"),
        ("people = [", "TOML"),
        ("a = " + "[" * 5000, "TOML"),
    ],
    ids=["format", "key", "time", "syntax", "depth"],
)
def test_a_wrong_file_is_refused_by_its_key(text: str, field: str) -> None:
    """What cannot be used in a file is said with its key."""
    with pytest.raises(InvalidInput) as caught:
        parse_roster_file(text)
    assert field in [error.field for error in caught.value.errors]
