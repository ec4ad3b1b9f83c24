"""The checklist of the answer: what the act demands of the text, item by item, and of which drafts each is asked."""

from typing import Annotated

from pydantic import Field

from domain.regulation.parts import Cited, NotEmpty, Part, Slug, Words
from domain.terms import ANSWERS, AnswerCheck, AsksOf, DraftKind, Network
from domain.text import MAX_TEXT

MOST_ITEMS = 30


class ChecklistItem(Cited):
    """One demand; ``check`` is the machine check that advises on it, where there is one."""

    id: Slug
    title: Words
    check: AnswerCheck | None = None
    when: AsksOf = AsksOf.ALWAYS

    def asked_of(self, kind: DraftKind, *, repeat: bool) -> bool:
        """Whether a draft of this kind has to meet it; ``repeat``: the message repeats an earlier one."""
        return {
            AsksOf.ALWAYS: True,
            AsksOf.ANSWER: kind in ANSWERS,
            AsksOf.FINAL: kind is DraftKind.FINAL,
            AsksOf.INTERIM: kind is DraftKind.INTERIM,
            AsksOf.REPEAT: repeat and kind in ANSWERS,
        }[self.when]


class Length(Cited):
    """How many characters an answer may have in a network by the act, where that is less than the network takes."""

    network: Network
    letters: int = Field(ge=1, le=MAX_TEXT)


class Checklist(Part):
    """What is looked at before an answer is approved (PRO-17, VOL-11, LUZ-11, STA-20, R18)."""

    items: Annotated[tuple[ChecklistItem, ...], Field(max_length=MOST_ITEMS), NotEmpty]
    lengths: tuple[Length, ...] = ()

    def asked_of(self, kind: DraftKind, *, repeat: bool) -> tuple[ChecklistItem, ...]:
        """The items that a draft of this kind has to meet, in the order of the file."""
        return tuple(item for item in self.items if item.asked_of(kind, repeat=repeat))
