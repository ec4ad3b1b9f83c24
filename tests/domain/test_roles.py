"""Persons and actors."""

import pytest
from pydantic import ValidationError

from domain.roles import SYSTEM, Actor, ClaimedActor, Principal
from domain.terms import Role


def test_a_person_has_the_roles_of_the_token() -> None:
    """One of several roles is enough, a role that is not held is none."""
    person = Principal(person="p-1", roles=(Role.EXECUTOR, Role.AUDITOR))
    assert person.has(Role.HEAD, Role.AUDITOR)
    assert not person.has(Role.HEAD, Role.ADMIN)
    assert not person.has()


@pytest.mark.parametrize("payload", [{"role": ""}, {"role": "oiv", "more": 1}, {"role": "oiv", "name": "\x00"}, {}])
def test_a_claimed_actor_is_checked_like_any_input(payload: dict[str, object]) -> None:
    """A claimed actor needs a role, and has no unknown or unstorable values."""
    with pytest.raises(ValidationError):
        ClaimedActor.model_validate(payload)


def test_the_system_acts_without_a_person() -> None:
    """What no person does is done by the system."""
    assert Actor(role="system") == SYSTEM
