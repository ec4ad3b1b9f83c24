"""Explanations for the tests of the text and the page."""

from typing import Any

from domain.lifecycle import Explanation, Rules, explain
from tests.domain.deadlines.samples import MONDAY
from tests.domain.lifecycle.builders import Life, small

HOURS = 'unit = "working_hours"\n'
WHOLE = f'starts = "detected"\nends = ["published"]\namount = 9\n{HOURS}'


def told_of(given: Life, name: str) -> Explanation:
    """The explanation of a limit that has begun."""
    told = explain(given.case, given.rules, name)
    assert told is not None
    return told


def small_life(*limits: str, **fields: Any) -> Life:  # noqa: ANN401 -- fields of the message
    """A message under limits of its own, from Monday at ten."""
    rules: Rules = small(*limits)
    return Life(rules, MONDAY, **fields)
