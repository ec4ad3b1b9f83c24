"""A file that is imported again brings nothing new, not even a message that went back to its sender meanwhile."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from domain.lifecycle.intake import AHEAD, Intake


def comes_again(intake: Intake, known: Mapping[str, Any]) -> bool:
    """Whether a row tells of another receipt than that of the case whose ``message`` is known.

    Only a later time of receipt says so: the row itself is the same on every run (LUZ-5).
    """
    if intake.received_at is None:
        return False
    return intake.received_at > datetime.fromisoformat(known["received_at"]) + AHEAD
