"""Gulkevichi (draft): its standing, its people, its definitions; the two procedures have files of their own."""

import pytest

from domain.errors import NotVisible, WrongState
from domain.regulation import Status
from domain.regulation.describe import regulation_json, warnings
from domain.terms import Role, Visibility
from tests.conformance.checks import commands, only_by, refused, states
from tests.conformance.people import AUDITOR, BOTH, with_bodies
from tests.conformance.proof import proves
from tests.domain.lifecycle.builders import (
    COORDINATOR,
    EXECUTOR,
    GUL,
    HEAD,
    OTHER,
    STRANGER,
    Life,
    shipped,
)

RULES = shipped(GUL)


def message(flow: str = "pages", detected: str = "2026-03-16 10:00", **fields: str) -> Life:
    """A message under one of the two procedures."""
    return Life(RULES, detected, flow=flow, **fields)


@proves("GUL-D7", "R17")
def test_a_draft_is_usable_with_a_warning() -> None:
    """It is not in force: it has neither number nor day, everybody who asks is told so, and messages are kept by it."""
    regulation = RULES.regulation
    assert (regulation.status, regulation.effective_from, regulation.act.date) == (Status.DRAFT, None, None)
    assert any("проект" in text for text in warnings(regulation))
    assert any("проект" in text for text in regulation_json(regulation)["warnings"])
    assert message().view.regulation_version == "draft"


@proves("GUL-1.1", "GUL-3.1", "GUL-3.2")
def test_one_act_has_two_procedures() -> None:
    """A message is under one of them from intake on, with limits of its own; where nothing is said, under the first."""
    pages, incident = message("pages"), message("incident")
    assert Life(RULES, "2026-03-16 10:00").view.flow == "pages"
    names = [{item.name for item in life.view.deadlines} for life in (pages, incident)]
    assert names[0] & names[1] == {"explain", "final"}
    assert {"draft1", "overall1"} <= names[0]
    assert {"draft2", "handover"} <= names[1]
    assert [RULES.regulation.flow(item).clause for item in ("pages", "incident")] == ["3.1", "3.2"]


@proves("GUL-1.5")
def test_who_does_not_work_on_a_message_does_not_see_its_author() -> None:
    """For another body's executor the message, its author included, does not exist; for the one it is with it does."""
    life = message().begin()
    with pytest.raises(NotVisible):
        life.do("note", by=STRANGER)
    life.do("note", by=EXECUTOR)
    life.do("note", by=AUDITOR)
    moved = message()
    moved.do("resolve", by=HEAD, authority=OTHER)
    moved.do("route", by=COORDINATOR, assignments=[{"authority": OTHER}])
    with pytest.raises(NotVisible):
        moved.do("note", by=EXECUTOR)


@proves("GUL-1.6", "GUL-D3", "GUL-1.8", "GUL-2.9")
def test_the_curator_routes_checks_and_publishes() -> None:
    """The specialist of the department does all three and nobody else does; the structure only prepares."""
    curator = next(item for item in RULES.regulation.roles if item.role is Role.COORDINATOR)
    assert (curator.clause, "организационно-кадрового управления" in curator.title) == ("2.9", True)
    life = message()
    life.do("resolve", by=HEAD)
    only_by(life, "route", [HEAD, AUDITOR])
    life.do("route", by=COORDINATOR)
    only_by(life, "submit_draft", [COORDINATOR, HEAD])
    life.do("submit_draft", by=EXECUTOR)
    only_by(life, "approve", [EXECUTOR, HEAD])
    life.do("approve", by=COORDINATOR)
    life.do("approve", by=HEAD)
    only_by(life, "publish", [EXECUTOR, HEAD])
    assert life.do("publish", by=COORDINATOR).clause == "1.8"


@proves("GUL-1.6", "R13")
def test_publication_has_no_limit_and_that_is_shown() -> None:
    """The act promises terms of publication and names none: no clock runs after approval, the gap is shown."""
    life = message().approved()
    assert [item.name for item in life.view.deadlines if item.state == "running" and not item.alternative] == []
    life.wait("2026-06-01 12:00")
    assert not life.view.overdue
    assert "1.6" in [item.clause for item in RULES.regulation.contradictions]


@proves("GUL-2.6")
def test_which_structures_there_are_is_data() -> None:
    """Departments and institutions stand in the file; the head can name each of them, and nobody else."""
    rules = with_bodies(GUL, "Отдел благоустройства", "Дом культуры", "Водоканал")
    for number in (1, 2, 3):
        life = Life(rules, "2026-03-16 10:00")
        life.do("resolve", by=HEAD, authority=f"authority-{number}")
        life.do("route", by=COORDINATOR, assignments=[{"authority": f"authority-{number}"}])
        assert life.case.authority == f"authority-{number}"
    refused(message(), "route", clause="3.1.1", refusal=WrongState, assignments=BOTH)


@pytest.mark.parametrize("flow", ["pages", "incident"])
@pytest.mark.parametrize("visibility", [Visibility.PUBLIC, Visibility.DIRECT])
@proves("GUL-2.5", "GUL-2.8", "GUL-3.5")
def test_an_answer_is_as_open_or_as_private_as_the_message(visibility: Visibility, flow: str) -> None:
    """A comment is answered openly, a private message privately; the other way round is refused by clause 3.5."""
    life = message(flow, visibility=visibility)
    life.begin()
    life.do("submit_draft", by=EXECUTOR, kind="explanation", ground="judicial-acts")
    life.do("approve", by=COORDINATOR)
    life.do("approve", by=HEAD)
    wrong = Visibility.DIRECT if visibility is Visibility.PUBLIC else Visibility.PUBLIC
    refusal = refused(life, "publish", clause="3.5", by=COORDINATOR, visibility=wrong)
    assert [error.field for error in refusal.errors] == ["visibility"]
    life.do("publish", by=COORDINATOR, visibility=visibility)
    assert life.case.publications[-1].visibility is visibility


@proves("GUL-2.5", "GUL-3.5")
def test_where_nothing_is_said_the_answer_is_as_the_message() -> None:
    """Without a word about it a private message gets a private answer."""
    life = message(visibility="direct").approved()
    life.do("publish", by=COORDINATOR)
    assert life.case.publications[-1].visibility is Visibility.DIRECT


@proves("GUL-4.1")
def test_the_structure_answers_for_the_pages_and_the_administration_for_the_handing_over() -> None:
    """Whose debt a limit is stands with it: the structure's on the pages; of 3.2 the whole is the administration's."""
    pages = {item.name: item.actor for item in message("pages").view.deadlines}
    assert {pages[name] for name in ("draft1", "rework1", "overall1", "clar")} == {"executor"}
    assert {item.name: item.actor for item in message("incident").view.deadlines}["handover"] == "municipality"


@proves("GUL-4.2")
def test_how_long_each_structure_had_it_is_shown_at_any_time() -> None:
    """Working time in each one's hands and what is overdue are there on demand, by structure."""
    life = message()
    life.do("resolve", "2026-03-16 10:30", HEAD)
    life.do("route", "2026-03-16 11:00", COORDINATOR)
    life.wait("2026-03-17 15:00")
    held = {(item.hands.role.value, item.hands.authority): item.working_time for item in life.view.held}
    assert held == {("head", None): "PT30M", ("coordinator", None): "PT30M", ("executor", "authority-1"): "PT11H"}
    assert life.view.overdue
    assert states(life, "draft1") == {"draft1": "missed"}


@proves("GUL-3.6")
def test_what_concerns_everybody_is_placed_elsewhere_too() -> None:
    """The curator names the further places when he publishes; they are kept with the publication, without a limit."""
    life = message().approved()
    places = ["https://example.org/news/1", "https://example.org/page/2"]
    entry = life.do("publish", by=COORDINATOR, also_at=places)
    assert entry.details["also_at"] == places
    assert life.case.publications[-1].also_at == tuple(places)
    assert RULES.regulation.flow("pages").completion.also_at_clause == "3.6"
    assert commands(life) == {"note", "significant", "shortcoming"}
