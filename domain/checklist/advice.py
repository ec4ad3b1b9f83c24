"""What a machine check looks at, and what it says."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from domain.checklist.personal import masked
from domain.terms import Advised, DraftKind, Network
from domain.text import shortened

MOST_SEEN = 10
"""How many places of a text are named: whoever reads them wants to find the first ones."""
LONGEST_SEEN = 80


def _every_day(day: date, days: int) -> date:
    return day + timedelta(days=days)


@dataclass(frozen=True)
class Answer:
    """A draft with what it answers.

    ``on`` is the day on which it is read; ``others`` are the answers of the last hour, None where nobody can tell;
    ``longest`` is the most characters that the regulation allows there, None where it says nothing; ``working_days``
    finds the day that many working days after another.
    """

    text: str
    question: str
    network: Network
    on: date
    kind: DraftKind = DraftKind.FINAL
    attachments: int = 0
    others: tuple[str, ...] | None = ()
    longest: int | None = None
    working_days: Callable[[date, int], date] = _every_day

    @cached_property
    def shown(self) -> str:
        """The text with personal data made unreadable, letter for letter: what is seen in it is told from this one."""
        return masked(self.text)

    def fragment(self, start: int, end: int) -> "Fragment":
        """A place of the text as it may be told."""
        return Fragment(start, end, shortened(" ".join(self.shown[start:end].split()), LONGEST_SEEN))


@dataclass(frozen=True)
class Fragment:
    """A place of the text, as offsets in characters, and its words without personal data."""

    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Advice:
    """What a check says, why in Russian, and where it saw that."""

    advised: Advised
    explanation: str
    seen: tuple[Fragment, ...] = ()


def ok(explanation: str, seen: Iterable[Fragment] = ()) -> Advice:
    """Nothing to doubt."""
    return Advice(Advised.OK, explanation, tuple(seen)[:MOST_SEEN])


def doubt(explanation: str, seen: Iterable[Fragment] = ()) -> Advice:
    """A person should look at it."""
    return Advice(Advised.DOUBT, explanation, tuple(seen)[:MOST_SEEN])


def not_applicable(explanation: str) -> Advice:
    """There is nothing to judge."""
    return Advice(Advised.NOT_APPLICABLE, explanation)


def quoted(seen: Iterable[Fragment], most: int = 3) -> str:
    """The first places in quotation marks, each once."""
    return ", ".join(f"«{words}»" for words in list(dict.fromkeys(item.words for item in seen))[:most])
