"""The file about people: what it may say, and how a slip is named."""

from collections.abc import Callable

import pytest

from domain.lab.staff import Office, Staff, StaffError, check_staff, parse_staff, places_of
from domain.lab.terms import Place, Step
from domain.regulation import Flow, Regulation
from domain.terms import Role
from tests.domain.lab.builders import ALWAYS, EXAMPLE, staff
from tests.domain.lifecycle.builders import PROCEDURES, STA, Procedure, shipped

TEXT = EXAMPLE.read_text(encoding="utf-8")


def pair(procedure: Procedure) -> tuple[Regulation, Flow]:
    """The regulation of a procedure, and its flow."""
    regulation = procedure.rules.regulation
    return regulation, regulation.flow(procedure.flow)


def errors_of(call: Callable[[], object]) -> dict[str, str]:
    """The fields that a call refuses, and what it says of each."""
    with pytest.raises(StaffError) as refused:
        call()
    assert str(refused.value).startswith("Файл о сотрудниках staff.toml не принят: ")
    return {error.field: error.message for error in refused.value.errors}


def refused(*changes: tuple[str, str]) -> dict[str, str]:
    """What is said of the example with some texts replaced."""
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return errors_of(lambda: parse_staff(text, "staff.toml"))


def test_the_example_is_sound_and_uses_every_key() -> None:
    """What is shipped can be used under every shipped procedure, and shows each key."""
    people = parse_staff(TEXT, "staff.toml")
    check_staff(people, "staff.toml", [pair(procedure) for procedure in PROCEDURES])
    assert people.model_fields_set == set(Staff.model_fields)
    assert {key for office in people.offices for key in office.model_fields_set} == set(Office.model_fields) - {
        "authority"
    }


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        (("people = 4", "people = 0"), "offices[0].people", "не меньше 1"),
        (("people = 4", "people = 1.5"), "offices[0].people", "ожидается целое число"),
        (("people = 4", "persons = 4"), "offices[0].persons", "неизвестное поле"),
        (("look = 10", "look = -1"), "offices[0].look", "не меньше 0"),
        (('role = "head"', 'role = "auditor"'), "offices[4].role", "допустимо"),
        (('stage = "cur"', 'authority = "cur"'), "offices[3]", "только у role = executor"),
        (('role = "executor"', 'role = "executor"\nstage = "cur"'), "offices[1]", "только у role = reviewer"),
        (('stage = "cur"\n', ""), "offices[2]", "reviewer указано 2 раза"),
        (("publish = { always = 4 }", ""), "steps.publish", "обязательное поле отсутствует"),
        (("publish = {", "print = {"), "steps.print.[key]", "допустимо"),
        (("interim = 0.06", "interim = 1.06"), "chances.interim", "не больше 1"),
        (("returned = 0.12", "returned = 1.0"), "chances.returned", "не больше 0.95"),
        (("cur = 0.03", "cur = 0.99"), "chances.returned_by.cur", "не больше 0.95"),
        (("authority-1 = 6\nauthority-2 = 4", "authority-1 = 0"), "bodies.shares", "больше нуля"),
        (
            ('"Комитет дорожного хозяйства"', '"КОМИТЕТ  городского хозяйства"'),
            "bodies.names.КОМИТЕТ  городского хозяйства",
            "то же имя уже есть",
        ),
        (('"обычная" = 9\n"высокая" = 1', '"обычная" = 0'), "importance", "хотя бы один вес больше нуля"),
        (("format = 1", "format = 2"), "format", "допустимо: 1"),
        (("format = 1", "format = "), "TOML", "файл не читается"),
    ],
)
def test_a_slip_is_named(change: tuple[str, str], field: str, message: str) -> None:
    """Who wrote the file finds the key that is wrong and what belongs there."""
    errors = refused(change)
    assert message in errors[field]


def test_an_unknown_body_or_stage_is_named() -> None:
    """A name that no regulation knows would silently do nothing."""
    stranger = [{"role": "executor", "authority": "authority-9", "people": 1}]
    staged = [{"role": "reviewer", "stage": "mayor", "people": 1}]
    people = staff(
        offices=[*({"role": role, "people": 1} for role in ("coordinator", "executor")), *stranger, *staged],
        bodies={"shares": {"authority-1": 1, "authority-8": 1}, "names": {"Комитет": "authority-7"}},
        chances={"returned": 0, "declined": 0, "interim": 0, "joint": 0, "returned_by": {"mayor": 0.5}},
    )
    errors = errors_of(lambda: check_staff(people, "staff.toml", [pair(PROCEDURES[0])]))
    assert set(errors) == {
        "offices[2].authority",
        "offices[3].stage",
        "bodies.shares.authority-8",
        "bodies.names.Комитет",
        "chances.returned_by.mayor",
    }
    assert "authority-1, authority-2" in errors["offices[2].authority"]
    assert "curator" in errors["offices[3].stage"]


def test_one_file_may_serve_several_regulations() -> None:
    """A stage of another loaded regulation is no slip."""
    here = [pair(PROCEDURES[0])]
    assert "offices[3].stage" in errors_of(lambda: check_staff(staff(), "staff.toml", here))
    check_staff(staff(), "staff.toml", here, [shipped(STA).regulation])


def test_who_is_needed_must_be_there() -> None:
    """A procedure without somebody for one of its steps would never end."""
    people = staff(
        offices=[{"role": "executor", "authority": "authority-1", "people": 1}],
        bodies={"shares": {"authority-1": 1, "authority-2": 1}},
        chances={"returned": 0, "declined": 0, "interim": 0, "joint": 0},
    )
    with pytest.raises(StaffError) as refusal:
        check_staff(people, "staff.toml", [pair(Procedure(STA, "main"))])
    said = [error.message for error in refusal.value.errors]
    assert [word for message in said for word in message.split() if ":" in word or "coordinator" in word] == [
        "coordinator,",
        "executor:authority-2,",
        "reviewer:mcu,",
        "reviewer:cur,",
    ]


def test_somebody_must_answer() -> None:
    """Shares of bodies that a regulation has not leave it without any."""
    people = staff(bodies={"shares": {"authority-3": 1}})
    errors = errors_of(lambda: check_staff(people, "staff.toml", [pair(PROCEDURES[0])]))
    assert "ни один орган регламента providensky-2020" in errors["bodies.shares"]


def test_the_nearest_description_counts() -> None:
    """An office of its own goes before that of all such places, and so do its own durations."""
    people = staff()
    mcu, cur = Place(Role.REVIEWER, "mcu"), Place(Role.REVIEWER, "cur")
    assert people.office(mcu).stage is None
    assert people.office(cur).stage == "cur"
    assert people.duration(cur, Step.REVIEW).median == 8
    assert people.duration(mcu, Step.REVIEW).median == 5
    assert people.duration(None, Step.FACTS).median == 960
    assert people.find(Place(Role.MONITORING)) is None


def test_places_follow_the_steps() -> None:
    """Who has work under a procedure, each once, in the order of its steps."""
    regulation, flow = pair(Procedure(STA, "main"))
    only = staff(bodies={"shares": {"authority-2": 1, "authority-1": 0}, "names": {}}, steps=ALWAYS)
    assert [place.id for place in places_of(only, regulation, flow)] == [
        "coordinator",
        "executor:authority-2",
        "reviewer:mcu",
        "reviewer:cur",
    ]
    named = staff(bodies={"shares": {"authority-2": 1}, "names": {"Комитет": "authority-1"}})
    heads = places_of(named, *pair(Procedure("gulkevichi-draft", "incident")))
    assert [place.id for place in heads] == [
        "head",
        "coordinator",
        "executor:authority-1",
        "executor:authority-2",
    ]
