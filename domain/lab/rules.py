"""The rules of a procedure, remembering what they have just computed: the core asks for the same limits again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.deadlines import Limit
from domain.event import Event
from domain.lifecycle import Case, Message, Rules
from domain.worktime import Amount


@dataclass(frozen=True)
class _Known:
    """All that the limits of a case depend on under one calendar, and the limits."""

    message: Message
    events: tuple[Event, ...]
    amounts: Mapping[str, Amount]
    days_off_since: datetime | None
    limits: tuple[Limit, ...]

    def fits(self, case: Case) -> bool:
        """Whether a case still has the very same; all of it is frozen."""
        same = case.message is self.message and case.events is self.events and case.amounts is self.amounts
        return same and case.days_off_since == self.days_off_since


@dataclass(frozen=True)
class RememberingRules(Rules):
    """The rules, with the limits of each open case as they were last computed: nothing is judged otherwise."""

    known: dict[str, _Known] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, rules: Rules) -> "RememberingRules":
        """The same rules, remembering."""
        return cls(rules.regulation, rules.time)

    def limits(self, case: Case) -> tuple[Limit, ...]:
        """Every limit that has begun."""
        known = self.known.get(case.id)
        if known is None or not known.fits(case):
            known = _Known(case.message, case.events, case.amounts, case.days_off_since, super().limits(case))
            self.known[case.id] = known
        return known.limits

    def forget(self, case: Case) -> None:
        """Let go of a case that nobody will ask about again."""
        self.known.pop(case.id, None)
