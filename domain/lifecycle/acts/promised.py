"""The promises of an answer, which are watched from the moment that it is placed or handed over."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.errors import wrong_field
from domain.lifecycle.acts.act import Given
from domain.lifecycle.case import Watched
from domain.lifecycle.payloads import FollowUp

FURTHEST = timedelta(days=3 * 366)
"""A promise for a later day is a programme, and nobody's term."""

KEPT_FOLLOW_UPS = 50
"""How many of the newest travel with a case; each has a workflow and a row of its own."""


def watched(follow_ups: Sequence[FollowUp], given: Given) -> dict[str, Any]:
    """The change of a case that new promises make; raises InvalidInput for a day that is past or too far."""
    if not follow_ups:
        return {}
    today = given.rules.local(given.at).date()
    zone, clock = ZoneInfo(given.rules.time.timezone), given.rules.clock(given.case)
    known = given.case.follow_ups
    first = known[-1].number + 1 if known else 1
    for number, item in enumerate(follow_ups):
        if not today <= item.on <= today + FURTHEST:
            raise wrong_field(f"follow_ups[{number}].on", f"день от сегодняшнего до {today + FURTHEST:%d.%m.%Y}")
    added = tuple(
        Watched(
            number=number,
            what=item.what,
            on=item.on,
            due_at=clock.next_open(datetime.combine(item.on, time.min, zone)),
        )
        for number, item in enumerate(follow_ups, first)
    )
    return {"follow_ups": (*known, *added)[-KEPT_FOLLOW_UPS:]}
