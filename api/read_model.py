"""The read model as the API asks it: every question runs in the thread pool and has a bounded wait.

The database is never needed for work on a running message: who can go on without an answer catches UnavailableError.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from api.errors import UnavailableError
from db import answers, breaches, follow_ups, queries, remarks, rosters, tokens
from db.answers import Lately
from db.figures import Figures, figures
from db.follow_ups import FollowUpFilter, FollowUpPage
from db.queries import ListFilter, Page, Replaced, Visible
from db.rosters import RosterChange
from db.session import check, engine_from, session_factory
from db.tables import FollowUpRow, MessageRow
from domain.journal import Entry
from domain.people import Roster
from domain.roles import Principal

_WAIT_SECONDS = 1.5
"""Short, because a request whose database hangs still has to ask Temporal within its own bound."""

_T = TypeVar("_T")
_log = logging.getLogger(__name__)


class ReadModel:
    """Asks the database; every method raises UnavailableError where it is away."""

    def __init__(self, url: str) -> None:
        """Connect to nothing yet."""
        self._engine = engine_from(url)
        self._sessions = session_factory(self._engine)
        self._one_at_a_time = CapacityLimiter(1)

    async def message(self, message_id: str) -> MessageRow | None:
        """A message as it was last recorded."""
        return await self._ask(lambda session: queries.get_message(session, message_id))

    async def page(self, wanted: ListFilter, visible: Visible, replaced: Sequence[Replaced] = ()) -> Page:
        """A page of the list; raises InvalidInput for a cursor that is none of ours."""
        return await self._ask(lambda session: queries.list_messages(session, wanted, visible, replaced))

    async def journal(self, message_id: str, after: int, limit: int) -> tuple[Entry, ...]:
        """Entries after a number, in order."""
        return await self._ask(lambda session: queries.journal(session, message_id, after, limit))

    async def chain(self, regulation: str, first: str, length: int) -> tuple[MessageRow, ...]:
        """A message, the one that it repeats, and so on back."""
        return await self._ask(lambda session: queries.chain(session, regulation, first, length))

    async def answers(self, lately: Lately) -> tuple[str, ...]:
        """The words of the answers given of late."""
        return await self._ask(lambda session: answers.texts(session, lately))

    async def follow_ups(self, wanted: FollowUpFilter, visible: Visible) -> FollowUpPage:
        """A page of the promises that are watched; raises InvalidInput for a cursor that is none of ours."""
        return await self._ask(lambda session: follow_ups.listed(session, wanted, visible))

    async def follow_up(self, message_id: str, number: int) -> FollowUpRow | None:
        """A promise of a message as it was last recorded."""
        return await self._ask(lambda session: follow_ups.find(session, message_id, number))

    async def remark_digest(self, message_id: str, command_id: str) -> str | None:
        """The fingerprint of the remark that was carried out under an id; None for an unknown id."""
        return await self._ask(lambda session: remarks.digest(session, message_id, command_id))

    async def announced(self, regulation: str, start: datetime, end: datetime) -> Mapping[str, tuple[Entry, ...]]:
        """What was announced of messages that missed a limit in some time, by message."""
        return await self._ask(lambda session: breaches.announced(session, regulation, start, end))

    async def figures(self, now: datetime) -> Figures:
        """What operators watch; where an earlier question for it still hangs, this one does not wait beside it."""
        return await self._ask(lambda session: figures(session, now), self._one_at_a_time)

    async def principal(self, token: str) -> Principal | None:
        """Whom a token stands for; None where it is unknown or revoked."""
        return await self._ask(lambda session: tokens.verify(session, token))

    async def roster(self, regulation: str) -> Roster:
        """A regulation's roster; empty, of version 0, where none was ever set."""
        return await self._ask(lambda session: rosters.get_roster(session, regulation))

    async def rosters(self, regulations: Iterable[str]) -> Mapping[str, Roster]:
        """The rosters of these regulations that have one."""
        return await self._ask(lambda session: rosters.get_rosters(session, regulations))

    async def replace_roster(self, wanted: Roster, by: str, at: datetime) -> Roster:
        """Replace a roster and journal the change; raises Outdated. After UnavailableError it may be repeated."""

        def replace(session: Session) -> Roster:
            replaced = rosters.replace_roster(session, wanted, by, at)
            session.commit()
            return replaced

        return await self._ask(replace)

    async def roster_changes(self, regulation: str, after: int, limit: int) -> tuple[RosterChange, ...]:
        """Changes of a roster after a version, in order."""
        return await self._ask(lambda session: rosters.roster_changes(session, regulation, after, limit))

    async def check(self) -> None:
        """Return when the database answers and has its tables."""
        await self._bounded(lambda: check(self._engine))

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    async def _ask(self, question: Callable[[Session], _T], threads: CapacityLimiter | None = None) -> _T:
        def answer() -> _T:
            with self._sessions() as session:
                return question(session)

        return await self._bounded(answer, threads)

    async def _bounded(self, answer: Callable[[], _T], threads: CapacityLimiter | None = None) -> _T:
        try:
            async with asyncio.timeout(_WAIT_SECONDS):
                return await to_thread.run_sync(answer, abandon_on_cancel=True, limiter=threads)
        except (SQLAlchemyError, TimeoutError) as error:
            _log.warning("The database does not answer: %s", type(error).__name__)
            msg = "База данных сейчас не отвечает; повторите запрос"
            raise UnavailableError(msg) from error
