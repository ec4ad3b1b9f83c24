"""Finding the parts of a regulation by their names."""

from decimal import Decimal

import pytest

from domain.worktime import Amount, Unit
from tests.domain.regulation.samples import sample


def test_parts_are_found_by_their_ids() -> None:
    """Flows, bodies, grounds and limits are found by name."""
    regulation = sample()
    assert regulation.flow("main").limit("check").clause == "8"
    assert regulation.authority("roads").title == "Управление дорожного хозяйства"
    assert regulation.ground("threats").clause == "14"


def test_an_unknown_id_is_a_key_error() -> None:
    """A name that the file does not have is never found."""
    regulation = sample()
    for find in (regulation.flow, regulation.authority, regulation.ground):
        with pytest.raises(KeyError):
            find("nowhere")


def test_amounts_carry_their_units() -> None:
    """A limit's own time and the lead of a backward one are exact amounts."""
    flow = sample().flows[0]
    assert flow.limit("overall").duration == Amount(amount=Decimal(8), unit=Unit.WORKING_HOURS)
    before = flow.limit("draft").before
    assert before is not None
    assert before.lead == Amount(amount=Decimal("1.5"), unit=Unit.WORKING_HOURS)


@pytest.mark.parametrize("unit", ["calendar_days", "hours", "days_24h", "working_days"])
def test_a_limit_may_be_in_any_unit(unit: str) -> None:
    """Units are a property of each limit."""
    regulation = sample(('amount = 30\nunit = "working_minutes"', f'amount = 3\nunit = "{unit}"'))
    assert regulation.flows[0].limit("check").duration.unit == unit


def test_at_once_is_an_amount_too() -> None:
    """What has to be done at once has the amount 0."""
    regulation = sample(('amount = 30\nunit = "working_minutes"', 'amount = 0\nunit = "at_once"'))
    assert regulation.flows[0].limit("check").duration.unit is Unit.AT_ONCE
