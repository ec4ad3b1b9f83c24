"""What the payloads of commands are made of besides plain values."""

from datetime import date
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from domain.moment import Day
from domain.regulation.checklist import MOST_ITEMS
from domain.regulation.parts import check_amount
from domain.terms import Verdict
from domain.text import Identifier, Line, Text, Url
from domain.worktime import Amount


class Attachment(BaseModel):
    """A document or picture, by its address or by its id in another system."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: Url | None = None
    id: Identifier | None = None
    title: Line | None = None

    @model_validator(mode="after")
    def _is_somewhere(self) -> Self:
        if self.url is None and self.id is None:
            raise ValueError("укажите url или id вложения")
        return self


Attachments = Annotated[tuple[Attachment, ...], Field(max_length=20)]


class Assignment(BaseModel):
    """A body that a message is sent to, the person in it where that is known, and its part of joint work."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    authority: Identifier
    executor: Identifier | None = None
    part: Line | None = None


MOST_OF_A_TERM = 1000
"""The largest amount of a term that a person sets: what a regulation gives is far less, and is compared with it."""


def _countable(term: Amount) -> Amount:
    if term.amount > MOST_OF_A_TERM:
        raise ValueError(f"не больше {MOST_OF_A_TERM}")
    check_amount(term.amount, term.unit)
    return term


Term = Annotated[Amount, AfterValidator(_countable)]
"""An amount of time that can be counted to the microsecond."""


def some(assignments: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    """Ask this after the items, so that a wrong item is not reported as a missing one too."""
    if not assignments:
        raise ValueError("укажите орган")
    return assignments


class Evidence(BaseModel):
    """What shows a fact where no link can be given; words alone are its note."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    screenshot: Line | None = None
    sha256: Annotated[str, Field(pattern=r"^[0-9a-fA-F]{64}$")] | None = None
    note: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_words(cls, value: Any) -> Any:  # noqa: ANN401 -- whatever a stranger sent
        return {"note": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.screenshot is None and self.note is None:
            raise ValueError("укажите screenshot или note")
        return self


class Tick(BaseModel):
    """A reviewer's word on one item of the checklist; what does not hold, or need not, is approved for a reason."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    item: Identifier
    verdict: Verdict
    reason: Line | None = None

    @model_validator(mode="after")
    def _is_reasoned(self) -> Self:
        if self.verdict is not Verdict.YES and self.reason is None:
            raise ValueError("укажите reason: почему проект согласован, хотя пункт не выполнен или отменён")
        return self


def _each_once(ticks: tuple[Tick, ...]) -> tuple[Tick, ...]:
    named = [tick.item for tick in ticks]
    if len(set(named)) < len(named):
        raise ValueError("пункт назван дважды")
    return ticks


Ticks = Annotated[tuple[Tick, ...], Field(max_length=MOST_ITEMS), AfterValidator(_each_once)]
ItemIds = Annotated[tuple[Identifier, ...], Field(max_length=MOST_ITEMS)]


class FollowUp(BaseModel):
    """What the answer promises and for which day; it is watched from then on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    what: Line
    on: Day


FollowUps = Annotated[tuple[FollowUp, ...], Field(max_length=10)]


class Appeal(BaseModel):
    """How a message became a formal appeal: on which ground, under which number, on which day (R19)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ground: Identifier
    registration_number: Line
    registered_on: date
    published_answer_url: Url | None = None
