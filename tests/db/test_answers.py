"""The answers of the last hour: their words alone, of one regulation, and by an index."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from db import answers, projection
from db.answers import Lately
from domain.terms import CommandName, DraftKind, Outcome, State
from tests.db.plans import statements
from tests.fixtures.cases import NOON, case_view, entry, message_id

NOW = NOON + timedelta(hours=2)
HOUR = timedelta(hours=1)


def placed(text: str | None, at: datetime, kind: DraftKind = DraftKind.FINAL) -> dict[str, Any]:
    """A publication as a case has it."""
    return {"kind": kind, "at": at, "by": {"role": "executor"}, "text": text, "visibility": "public"}


def store(
    session: Session,
    number: int,
    *publications: dict[str, Any],
    draft: str | None = "Проект",
    action: str = CommandName.PUBLISH,
    **fields: Any,  # noqa: ANN401 -- fields of a case
) -> None:
    """Record a message with what was placed, each with its entry in the journal."""
    written = draft and {"kind": "final", "text": draft, "by": {"role": "executor"}, "submitted_at": NOON}
    ended: dict[str, Any] = {"state": State.CLOSED, "outcome": Outcome.ANSWERED, "hands": None, "due_at": None}
    case = case_view(number, **{**ended, "draft": written, "publications": publications, **fields})
    entries = [entry(seq, action=action, at=item["at"]) for seq, item in enumerate(publications, 1)]
    projection.write(session, as_of=NOW, case=case, entries=entries)
    session.commit()


def found(session: Session, regulation: str = "luga-2020", but: int = 99) -> list[str]:
    """The words of the last hour's answers."""
    return sorted(answers.texts(session, Lately(regulation, NOW - HOUR, NOW, message_id(but))))


def test_words_of_the_last_hour(session: Session) -> None:
    """What was placed or handed over within the hour, final or interim; as placed, or else as approved."""
    store(session, 1, placed("Заменили", NOW - timedelta(minutes=59)))
    store(session, 2, placed(None, NOW), draft="Починили", action=CommandName.HAND_OVER)
    store(session, 3, placed("Выясняем", NOW, DraftKind.INTERIM), placed("Готово", NOW))
    store(session, 4, placed("Давно", NOW - HOUR), placed("Свежее", NOW))
    assert found(session) == ["Выясняем", "Готово", "Заменили", "Починили", "Свежее"]


def test_what_is_not_compared(session: Session) -> None:
    """An hour ago or more, later than asked, another regulation's, one's own, a question, words that nobody kept."""
    store(session, 1, placed("Давно", NOW - HOUR))
    store(session, 2, placed("Потом", NOW + timedelta(seconds=1)))
    store(session, 3, placed("Чужое", NOW), regulation="providensky-2020")
    store(session, 4, placed("Своё", NOW))
    store(session, 5, placed("Какой дом?", NOW, DraftKind.CLARIFICATION))
    store(session, 6, placed(None, NOW, DraftKind.INTERIM))
    store(session, 7, placed(None, NOW), draft=None)
    assert found(session, but=4) == []
    assert found(session, "providensky-2020") == ["Чужое"]


def test_the_newest_are_looked_at(session: Session) -> None:
    """Of more than so many the newest are taken."""
    for number in range(answers.MOST + 2):
        store(session, number, placed(str(number), NOW - timedelta(seconds=number)))
    assert set(found(session, but=999)) == {str(number) for number in range(answers.MOST)}


def test_one_statement_reads_them(session: Session) -> None:
    """However many there are, the database is asked once."""
    store(session, 1, placed("Заменили", NOW))
    assert len(statements(session, found)) == 1
