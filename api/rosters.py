"""The rosters as the API uses them beside every case: kept for some seconds, and never waited for twice.

A case is warned about here and not in the core: the roster is the town's own data, and what the journal says of a
message does not depend on it.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta

from api.errors import UnavailableError
from api.rulebook import Rulebook
from db.queries import Replaced
from domain.lifecycle import CaseView
from domain.people import Roster, absence_warnings, replaced_by

LIFETIME = timedelta(seconds=10)
"""How long a change that another process has taken may remain unseen here."""

Read = Callable[[Iterable[str]], Awaitable[Mapping[str, Roster]]]


class Rosters:
    """Asks for the rosters once in ``LIFETIME``; while the database is away, those that are known go on to hold."""

    def __init__(self, read: Read, rulebook: Rulebook, clock: Callable[[], datetime]) -> None:
        """``read`` is asked for the rosters of all loaded regulations; it may raise UnavailableError."""
        self._read = read
        self._rulebook = rulebook
        self._clock = clock
        self._kept: Mapping[str, Roster] = {}
        self._until: datetime | None = None

    def forget(self) -> None:
        """Ask anew next time: one has been changed."""
        self._until = None

    async def warned(self, case: CaseView) -> CaseView:
        """The case with a warning of whoever has it and is away today."""
        if case.hands is None:
            return case
        roster = (await self._known()).get(case.regulation)
        if roster is None:
            return case
        now = self._clock()
        regulation = self._rulebook.on(case.regulation, now)
        day = self._rulebook.library.day(case.regulation, now)
        found = absence_warnings(case, roster.people, regulation, day)
        return case.model_copy(update={"warnings": (*case.warnings, *found)})

    async def replaced_by(self, person: str) -> tuple[Replaced, ...]:
        """In whose place a person works today, in every municipality on its own day."""
        now = self._clock()
        return tuple(
            Replaced(roster.regulation, office.authority, office.person)
            for roster in (await self._known()).values()
            for office in replaced_by(roster.people, person, self._rulebook.library.day(roster.regulation, now))
            if office.authority is not None
        )

    async def _known(self) -> Mapping[str, Roster]:
        now = self._clock()
        if self._until is None or now >= self._until:
            # Nobody's work depends on a roster; the read model has logged that it is away.
            with suppress(UnavailableError):
                self._kept = await self._read(self._rulebook.library.ids)
            self._until = now + LIFETIME
        return self._kept
