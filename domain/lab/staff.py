"""The model of people, as a small TOML file states it. ``docs/lab.md`` explains it, ``docs/examples`` has one."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError, model_validator

from domain.errors import InvalidInput
from domain.importing.names import alike
from domain.lab.arrivals import Pattern, Weights
from domain.lab.durations import LONGEST_MINUTES, Duration
from domain.lab.terms import COORDINATOR, Place, Step, executor
from domain.regulation import Flow, Regulation
from domain.regulation.parts import NotEmpty, Part, Slug, Words
from domain.terms import Role
from domain.validation import FieldError, field_errors

Share = Annotated[float, Field(ge=0, le=1, strict=True, allow_inf_nan=False)]
"""A probability."""

Often = Annotated[float, Field(ge=0, le=0.95, strict=True, allow_inf_nan=False)]
"""The probability of what may happen again and again: never certain, or a message would have no end."""


class StaffError(InvalidInput):
    """A file about people that cannot be used; ``errors`` names every wrong key."""

    def __init__(self, source: str, errors: Sequence[FieldError]) -> None:
        """Keep every error found in the file."""
        listed = "; ".join(f"{item.field}: {item.message}" for item in errors)
        super().__init__(f"Файл о сотрудниках {source} не принят: {listed}", errors=errors)


class Office(Part):
    """So many people who do the same work by the service calendar; of a stage or a body, or of each that has none.

    ``look``: they look whether something new has come every so many working minutes; 0: they see it at once.
    ``steps`` are their own durations in place of the usual ones.
    """

    role: Literal[Role.COORDINATOR, Role.EXECUTOR, Role.REVIEWER, Role.HEAD]
    stage: Slug | None = None
    authority: Slug | None = None
    people: Annotated[int, Field(ge=1, le=1000, strict=True)]
    look: Annotated[float, Field(ge=0, le=LONGEST_MINUTES, strict=True, allow_inf_nan=False)] = 0.0
    steps: dict[Step, Duration] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _is_one_office(self) -> Self:
        if self.stage is not None and self.role is not Role.REVIEWER:
            raise ValueError("stage указывается только у role = reviewer")
        if self.authority is not None and self.role is not Role.EXECUTOR:
            raise ValueError("authority указывается только у role = executor")
        return self

    @property
    def place(self) -> Place:
        """The place that it serves; without stage and body, every such place that has no office of its own."""
        return Place(self.role, self.stage, self.authority)


class Chances(Part):
    """How often what happens: of drafts ``returned`` at a stage, of messages ``declined``, ``interim``, ``joint``."""

    returned: Often
    returned_by: dict[Slug, Often] = Field(default_factory=dict)
    declined: Often
    interim: Share
    joint: Share


class Bodies(Part):
    """Who answers: the body that the file names, where ``names`` knows it; else one by ``shares``."""

    shares: Weights
    names: dict[Words, Slug] = Field(default_factory=dict)

    def shares_in(self, regulation: Regulation) -> dict[str, float]:
        """The shares of the bodies that a regulation has."""
        known = {item.id for item in regulation.authorities}
        return {body: weight for body, weight in self.shares.items() if weight and body in known}

    def answering(self, regulation: Regulation) -> tuple[str, ...]:
        """The bodies of a regulation that messages come to, in its own order."""
        named = {*self.shares_in(regulation), *self.names.values()}
        return tuple(item.id for item in regulation.authorities if item.id in named)


class Staff(Part):
    """Who works, how fast, and what comes to them."""

    format: Literal[1]
    title: Words
    offices: Annotated[tuple[Office, ...], NotEmpty]
    steps: dict[Step, Duration]
    chances: Chances
    bodies: Bodies
    importance: dict[Words, Annotated[float, Field(ge=0, strict=True)]] = Field(default_factory=dict)
    arrivals: Pattern

    def find(self, place: Place) -> Office | None:
        """The office that serves a place: its own one, or that of all such places."""
        served = {office.place: office for office in self.offices}
        return served.get(place) or served.get(Place(place.role))

    def office(self, place: Place) -> Office:
        """The same, for people who were checked against the procedure."""
        found = self.find(place)
        assert found is not None  # noqa: S101 -- narrows the type: ``check_staff`` refuses people who are too few
        return found

    def duration(self, place: Place | None, step: Step) -> Duration:
        """How long a step takes there."""
        own = {} if place is None else self.office(place).steps
        return own.get(step) or self.steps[step]


def parse_staff(text: str, source: str) -> Staff:
    """Read a file; ``source`` is its name for messages. Raises StaffError that names every wrong key."""
    try:
        staff = Staff.model_validate(tomllib.loads(text))
    except ValidationError as error:
        raise StaffError(source, field_errors(error)) from error
    # tomllib lets out two errors of Python itself: of numbers with thousands of digits, and of very deep nesting.
    except (ValueError, RecursionError) as error:
        raise StaffError(source, (FieldError("TOML", f"файл не читается: {error}"),)) from error
    found = tuple(_problems(staff))
    if found:
        raise StaffError(source, found)
    return staff


def _problems(staff: Staff) -> Iterator[FieldError]:
    """What is wrong between the tables of a file."""
    for step in Step:
        if step not in staff.steps:
            yield FieldError(f"steps.{step}", "обязательное поле отсутствует")
    counts = Counter(office.place for office in staff.offices)
    for number, office in enumerate(staff.offices):
        if counts[office.place] > 1:
            yield FieldError(f"offices[{number}]", f"{office.place.id} указано {counts[office.place]} раза")
    for name in alike(staff.bodies.names):
        yield FieldError(f"bodies.names.{name}", "то же имя уже есть: регистр, пробелы и «ё» не различаются")
    if staff.importance and not any(staff.importance.values()):
        yield FieldError("importance", "хотя бы один вес больше нуля")


def places_of(staff: Staff, regulation: Regulation, flow: Flow) -> tuple[Place, ...]:
    """Every place where messages wait under a procedure, in the order of its steps."""
    stages = [
        Place(stage.decided_by, stage=stage.id if stage.decided_by is Role.REVIEWER else None) for stage in flow.stages
    ]
    places = [
        *([Place(Role.HEAD)] if flow.resolution else []),
        COORDINATOR,
        *(executor(body) for body in staff.bodies.answering(regulation)),
        *stages,
        # Whoever places the answer, where that is somebody who had no step before.
        *([] if flow.completion.by is Role.EXECUTOR else [Place(flow.completion.by)]),
    ]
    return tuple(dict.fromkeys(places))


def check_staff(
    staff: Staff, source: str, procedures: Sequence[tuple[Regulation, Flow]], known: Iterable[Regulation] = ()
) -> None:
    """Raise StaffError where the people do not fit the procedures that they shall work by.

    One file may serve several regulations: a body or stage is unknown only where none of ``known`` has it either.
    """
    everywhere = (*known, *(regulation for regulation, _ in procedures))
    found = (*_strangers(staff, everywhere), *_gaps(staff, procedures))
    if found:
        raise StaffError(source, found)


def _strangers(staff: Staff, regulations: Sequence[Regulation]) -> Iterator[FieldError]:
    """The bodies and stages that no regulation knows."""
    bodies = dict.fromkeys(item.id for regulation in regulations for item in regulation.authorities)
    stages = dict.fromkeys(stage.id for regulation in regulations for flow in regulation.flows for stage in flow.stages)
    named = {f"offices[{n}].authority": office.authority for n, office in enumerate(staff.offices)}
    named |= {f"bodies.shares.{body}": body for body in staff.bodies.shares}
    named |= {f"bodies.names.{name}": body for name, body in staff.bodies.names.items()}
    for field, body in named.items():
        if body is not None and body not in bodies:
            yield FieldError(field, f"такого органа в регламентах нет; допустимо: {', '.join(bodies)}")
    asked = {f"offices[{n}].stage": office.stage for n, office in enumerate(staff.offices)}
    asked |= {f"chances.returned_by.{stage}": stage for stage in staff.chances.returned_by}
    for field, stage in asked.items():
        if stage is not None and stage not in stages:
            yield FieldError(field, f"такого этапа в регламентах нет; допустимо: {', '.join(stages) or 'ни одного'}")


def _gaps(staff: Staff, procedures: Sequence[tuple[Regulation, Flow]]) -> Iterator[FieldError]:
    """Whom a procedure needs and the file has not."""
    for regulation, flow in procedures:
        if not staff.bodies.shares_in(regulation):
            yield FieldError("bodies.shares", f"ни один орган регламента {regulation.id} не получает сообщений")
        for place in places_of(staff, regulation, flow):
            if staff.find(place) is None:
                yield FieldError("offices", f"по регламенту {regulation.id} нужна служба {place.id}, её нет")
