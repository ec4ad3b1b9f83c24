"""The sums of a whole regulation: flow by flow, and for each class of importance that has limits of its own."""

from collections.abc import Iterator
from datetime import timedelta

from domain.regulation.fit.finding import Finding
from domain.regulation.fit.joint import joint_finding
from domain.regulation.fit.lengths import Lengths, usual_day
from domain.regulation.fit.outer import outer_findings
from domain.regulation.fit.steps import Steps
from domain.regulation.model import Flow, Regulation


def findings(regulation: Regulation) -> tuple[Finding, ...]:
    """Say of every limit that holds others whether they fit into it; a limit that holds none is not spoken of."""
    day = usual_day(regulation.calendar.week)
    return tuple(found for flow in regulation.flows for found in _flow_findings(flow, day))


def _flow_findings(flow: Flow, day: timedelta) -> Iterator[Finding]:
    ordinary = Lengths(flow, day)
    yield from _findings(ordinary)
    for importance in dict.fromkeys(term.importance for rule in flow.limits for term in rule.by_importance):
        lengths = Lengths(flow, day, importance)
        for found in _findings(lengths):
            rules = [flow.limit(name) for name in found.limits]
            if any(lengths.of(rule) != ordinary.of(rule) for rule in rules):
                yield found


def _findings(lengths: Lengths) -> Iterator[Finding]:
    steps = Steps(lengths)
    for rule in steps.outer():
        yield from outer_findings(steps, rule)
    yield from joint_finding(steps)
