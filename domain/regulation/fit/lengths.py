"""How much working time the limits of a flow give, so that they can be added up."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from domain.regulation.limits import LimitRule, Term
from domain.regulation.model import Flow
from domain.regulation.parts import WORKING_TIME_UNITS
from domain.worktime import Amount, Unit, Week

_MICROSECOND = timedelta(microseconds=1)


def usual_day(week: Week) -> timedelta:
    """The working time of a usual day: what most worked days of the week have, the earlier ones where they are even."""
    days = [sum(end - begin for begin, end in day) for day in week.minutes()]
    ((minutes, _),) = Counter(day for day in days if day).most_common(1)
    return timedelta(minutes=minutes)


@dataclass(frozen=True)
class Lengths:
    """The lengths in one flow for one class of importance (None: the ordinary one).

    ``day`` is what a working day counts as; without it limits in working days cannot be compared.
    """

    flow: Flow
    day: timedelta | None
    importance: str | None = None

    def of(self, rule: LimitRule) -> timedelta | None:
        """The working time from a limit's start (a backward one's: its base's) to its end.

        None for a limit that is not counted in working time: it cannot be added to the others.
        """
        term = self.term(rule)
        if term is not None:
            return self._time(term.duration)
        if rule.before is not None:
            base = self.of(self.flow.limit(rule.before.limit))
            return None if base is None else base - rule.before.lead.duration
        if rule.share_of is not None:
            whole = self.of(self.flow.limit(rule.share_of.limit))
            return None if whole is None else int(whole // _MICROSECOND * rule.share_of.share) * _MICROSECOND
        return self._time(rule.duration)

    def term(self, rule: LimitRule) -> Term | None:
        """The class's own amount in a limit, where it has one."""
        return next((term for term in rule.by_importance if term.importance == self.importance), None)

    def in_days(self, rule: LimitRule) -> int | None:
        """How many working days a limit gives; None where it is stated otherwise."""
        amount = self.term(rule) or rule
        return int(amount.amount or 0) if amount.unit is Unit.WORKING_DAYS else None

    def _time(self, amount: Amount) -> timedelta | None:
        if amount.unit in WORKING_TIME_UNITS:
            return amount.duration
        if amount.unit is Unit.WORKING_DAYS and self.day is not None:
            return self.day * amount.count
        return timedelta(0) if amount.unit is Unit.AT_ONCE else None
