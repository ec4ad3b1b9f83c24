"""Who is present on a day, who stands in for whom, and who acts in an office; days are the municipality's own."""

from datetime import date, timedelta

from domain.people.office import Absence, Office, Offices

_DAY = timedelta(days=1)


def is_absent(people: Offices, person: str, day: date) -> bool:
    """Whether an absence covers the day, in whichever of the person's offices it stands."""
    return any(absence.covers(day) for absence in _absences(people, person))


def absent_until(people: Offices, person: str, day: date) -> date | None:
    """The last day of absences that follow each other without a day between; None where no end is known.

    The person is absent on ``day``.
    """
    last = day
    for absence in _absences(people, person):
        if absence.since > last + _DAY:
            break
        if absence.until is None:
            return None
        last = max(last, absence.until)
    return last


def is_present(people: Offices, person: str, day: date, authority: str | None = None) -> bool:
    """Whether a person holds an office on a day, of that body where one is named, and is not away."""
    holds = any(
        office.person == person and office.held_on(day) and authority in {None, office.authority} for office in people
    )
    return holds and not is_absent(people, person, day)


def acting(people: Offices, office: Office, day: date) -> str | None:
    """Who does the work of an office that is held on a day; None where nobody can.

    It is the holder. Who is away is replaced by the stand-in named for the absence, else for the office; one who is
    away too, by his own, and so on, within the same body, or for the same function where there is none. People may
    name each other: nobody is asked twice.
    """
    asked: set[str] = set()
    person: str | None = office.person
    while person is not None and person not in asked:
        if is_present(people, person, day, office.authority):
            return person
        asked.add(person)
        person = _named(people, person, office.place, day)
    return None


def replaced_by(people: Offices, person: str, day: date) -> Offices:
    """The offices of others whose work a person does on a day."""
    others = (office for office in people if office.person != person and office.held_on(day))
    return tuple(office for office in others if acting(people, office, day) == person)


def _named(people: Offices, person: str, place: tuple[str, str], day: date) -> str | None:
    """Whom a person's offices of a place name as stand-in on a day; of several offices the first that names one."""
    held = [office for office in people if (office.person, office.place) == (person, place) and office.held_on(day)]
    named = (_stand_in(office, day) for office in held)
    return next((other for other in named if other is not None), None)


def _stand_in(office: Office, day: date) -> str | None:
    own = (absence.stand_in for absence in office.absences if absence.covers(day))
    return next((other for other in own if other is not None), office.stand_in)


def _absences(people: Offices, person: str) -> list[Absence]:
    found = [absence for office in people if office.person == person for absence in office.absences]
    return sorted(found, key=lambda absence: absence.since)
