"""What a life that was played has left: in the answers to its commands, and in the read model."""

from dataclasses import dataclass

from sqlalchemy import Engine
from sqlmodel import Session

from db.queries import case_of, get_message, journal
from domain.journal import Entry
from domain.lifecycle import CaseView, DeadlineView
from domain.terms import Action, CommandName, State
from tests.workflows.scripts.playing import Played


@dataclass(frozen=True)
class Told:
    """A whole life as its read model tells it, with the case after each of its acts."""

    played: Played
    case: CaseView
    entries: tuple[Entry, ...]

    @property
    def acts(self) -> list[tuple[str, str | None]]:
        """Every act with the clause that it rests on, in order; what was announced is left out."""
        return [(entry.action, entry.clause) for entry in self.entries if entry.action in list(CommandName)]

    @property
    def missed(self) -> list[str]:
        """The names of the limits whose breach was announced, in order."""
        return [entry.details["name"] for entry in self.entries if entry.action == Action.LIMIT_MISSED]

    def states(self, *names: str) -> dict[str, str]:
        """How limits ended: those that are named, else all."""
        return {limit.name: limit.state.value for limit in self.case.deadlines if limit.name in names or not names}

    def after(self, command: str, number: int = 1) -> CaseView:
        """The case after a command, the first of its name or a later one."""
        return [case for name, case in self.played.given if name == command][number - 1]

    def entry(self, action: str, number: int = 1) -> Entry:
        """An entry of the journal, the first of its kind or a later one."""
        return [entry for entry in self.entries if entry.action == action][number - 1]

    def due(self, name: str, case: CaseView | None = None) -> str | None:
        """When a limit is due as a local time: at the end, or after an act; None for one that stands still."""
        due_at = deadline(case or self.case, name).due_at
        return None if due_at is None else self.played.days.text(due_at)


def deadline(case: CaseView, name: str) -> DeadlineView:
    """A limit of a case."""
    return next(limit for limit in case.deadlines if limit.name == name)


def tell(played: Played, engine: Engine) -> Told:
    """Read a life back; the read model has all of it, as the last command answered."""
    last = played.given[-1][1]
    with Session(engine) as session:
        row = get_message(session, last.id)
        entries = journal(session, last.id)
    assert row is not None
    case = case_of(row)
    assert case == last
    assert case.state is State.CLOSED
    assert [entry.seq for entry in entries] == list(range(1, case.journal_seq + 1))
    assert [action for action, _ in Told(played, case, entries).acts] == [name for name, _ in played.given]
    return Told(played, case, entries)
