"""Rosters in the database: replaced as a whole, by versions, each change journalled once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlmodel import Session

from db.rosters import get_roster, get_rosters, replace_roster, roster_changes
from domain.errors import Outdated
from domain.people import Office, Offices, Roster, changes
from tests.fixtures.cases import NOON
from tests.fixtures.database import Database

WRITERS = 6
LUGA, VOLCHIKHA = "luga-2020", "volchikha-2020"


def office(person: str, **fields: object) -> Office:
    """An executor of a body."""
    given = {"post": "Специалист отдела ЖКХ", "function": "executor", "authority": "authority-1"}
    return Office.model_validate({"person": person} | given | fields)


ONE = (office("a", stand_in="b", absences=[{"from": "2026-03-16", "until": "2026-03-20"}]), office("b"))
OTHER = (office("a"), office("c", valid_from="2026-04-01"))


def put(session: Session, version: int, people: Offices, regulation: str = LUGA) -> Roster:
    """Replace a roster by one made from a version, and commit."""
    wanted = Roster(regulation=regulation, version=version, people=people)
    found = replace_roster(session, wanted, "admin", NOON + timedelta(minutes=version))
    session.commit()
    return found


def test_a_roster_is_kept_as_it_was_set(session: Session) -> None:
    """What is read is what was set, of each regulation its own; one that was never set is empty."""
    assert put(session, 0, ONE) == Roster(regulation=LUGA, version=1, people=ONE)
    put(session, 0, OTHER, VOLCHIKHA)
    session.expire_all()

    assert get_roster(session, LUGA) == Roster(regulation=LUGA, version=1, people=ONE)
    assert get_roster(session, "stavropol-2023") == Roster(regulation="stavropol-2023", version=0, people=())
    assert {name: roster.people for name, roster in get_rosters(session, [LUGA, VOLCHIKHA, "x"]).items()} == {
        LUGA: ONE,
        VOLCHIKHA: OTHER,
    }


def test_each_change_makes_a_version_and_an_entry(session: Session) -> None:
    """The journal says who made which version, when, and what differs; it is read in parts."""
    put(session, 0, ONE)
    put(session, 1, OTHER)
    put(session, 2, ())

    made = roster_changes(session, LUGA, 0, 10)

    assert [(item.version, item.person, item.at) for item in made] == [
        (1, "admin", NOON),
        (2, "admin", NOON + timedelta(minutes=1)),
        (3, "admin", NOON + timedelta(minutes=2)),
    ]
    assert [item.changes for item in made] == [changes((), ONE), changes(ONE, OTHER), changes(OTHER, ())]
    assert [item.version for item in roster_changes(session, LUGA, 1, 1)] == [2]
    assert roster_changes(session, VOLCHIKHA, 0, 10) == ()


@pytest.mark.parametrize("version", [0, 2])
def test_a_change_of_another_version_is_refused(session: Session, version: int) -> None:
    """Who did not see the newest roster does not overwrite it; nothing has changed, and he learns the version."""
    put(session, 0, ONE)

    with pytest.raises(Outdated, match="сейчас 1") as caught:
        put(session, version, OTHER)
    session.rollback()

    assert [error.field for error in caught.value.errors] == ["version"]
    assert get_roster(session, LUGA) == Roster(regulation=LUGA, version=1, people=ONE)
    assert len(roster_changes(session, LUGA, 0, 10)) == 1


def test_a_repeat_is_no_change(session: Session) -> None:
    """The roster that stands, sent again after a lost answer, makes neither a version nor an entry."""
    put(session, 0, ONE)

    assert put(session, 0, ONE).version == put(session, 1, ONE).version == 1
    assert len(roster_changes(session, LUGA, 0, 10)) == 1
    assert put(session, 0, (), VOLCHIKHA).version == 0


@pytest.mark.parametrize("version", [0, 1])
def test_of_many_at_once_one_succeeds(database: Database, version: int) -> None:
    """Of those who change one version at the same moment, the first one too, one succeeds and each other hears so."""
    with database.sessions() as session:
        if version:
            put(session, 0, ONE)
    start = Barrier(WRITERS)

    def change(number: int) -> int | None:
        start.wait()
        with database.sessions() as session:
            try:
                return put(session, version, (office(f"person-{number}"),)).version
            except Outdated:
                return None

    with ThreadPoolExecutor(WRITERS) as pool:
        made = list(pool.map(change, range(WRITERS)))

    assert sorted(made, key=str) == [version + 1, *[None] * (WRITERS - 1)]
    with database.sessions() as session:
        assert get_roster(session, LUGA).people == (office(f"person-{made.index(version + 1)}"),)
        assert len(roster_changes(session, LUGA, 0, 10)) == version + 1
