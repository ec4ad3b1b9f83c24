"""Tokens: shown once, stored as a hash, checked for what their roles need."""

from typing import Any

import pytest
from sqlmodel import Session

from db.tokens import issue, list_tokens, revoke, verify
from domain.errors import InvalidInput
from domain.roles import Principal
from domain.terms import Role


def test_token_stands_for_its_person(session: Session) -> None:
    """A token gives back the person, roles and bounds that it was issued with."""
    row, token = issue(
        session,
        person="ivanova",
        roles=["executor", Role.REVIEWER, "executor"],
        authority="housing",
        stages=["oiv"],
        regulation="luga-2020",
    )
    session.commit()

    assert token.startswith(f"otk_{row.id}_")
    assert verify(session, token) == Principal(
        person="ivanova",
        roles=(Role.EXECUTOR, Role.REVIEWER),
        authority="housing",
        stages=("oiv",),
        regulation="luga-2020",
    )


def test_only_the_hash_is_stored(session: Session) -> None:
    """Nothing that is stored contains the secret."""
    row, token = issue(session, person="ivanova", roles=[Role.AUDITOR])
    secret = token.removeprefix(f"otk_{row.id}_")

    assert len(secret) == 43
    assert secret not in row.model_dump_json()
    assert len(row.sha256) == 64


def test_tokens_differ(session: Session) -> None:
    """Two tokens of one person are two tokens, listed in the order of their issue."""
    first, first_token = issue(session, person="ivanova", roles=[Role.AUDITOR])
    second, second_token = issue(session, person="ivanova", roles=[Role.AUDITOR])

    assert first_token != second_token
    assert {row.id for row in list_tokens(session)} == {first.id, second.id}


@pytest.mark.parametrize("ending", ["", "x", "\n", "\x00", "\ud800"])
def test_foreign_token_opens_nothing(session: Session, ending: str) -> None:
    """A token with another secret, cut short or with something added stands for nobody."""
    row, token = issue(session, person="ivanova", roles=[Role.ADMIN])

    assert verify(session, f"otk_{row.id}_{ending}") is None
    assert verify(session, f"otk_{row.id}_{'A' * 43}{ending}") is None
    assert verify(session, token[:-1] + ending) is None or ending == token[-1]
    assert verify(session, f"otk_{'0' * 12}_{'A' * 43}") is None


def test_token_is_revoked_by_its_id(session: Session) -> None:
    """A revoked token opens nothing, the person's other token still does; revoking again ends nothing."""
    row, token = issue(session, person="ivanova", roles=[Role.ADMIN])
    _, other = issue(session, person="ivanova", roles=[Role.ADMIN])

    assert revoke(session, row.id) == (row,)
    session.commit()

    assert verify(session, token) is None
    assert verify(session, other) is not None
    assert revoke(session, row.id) == ()


def test_person_loses_every_token(session: Session) -> None:
    """Revoked by the person's name, all their tokens end and nobody else's; they stay in the list."""
    tokens = [issue(session, person=person, roles=[Role.ADMIN])[1] for person in ("ivanova", "ivanova", "petrov")]

    assert len(revoke(session, "ivanova")) == 2
    session.commit()

    assert [verify(session, token) is None for token in tokens] == [True, True, False]
    assert len(list_tokens(session)) == 3


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"roles": []}, "roles"),
        ({"roles": ["king"]}, "roles[0]"),
        ({"roles": [Role.EXECUTOR]}, "authority"),
        ({"roles": [Role.REVIEWER]}, "stages"),
        ({"person": " "}, "person"),
        ({"regulation": "слово\x00"}, "regulation"),
        ({"stages": [""]}, "stages[0]"),
    ],
    ids=str,
)
def test_token_that_could_do_nothing_is_refused(session: Session, wrong: dict[str, Any], field: str) -> None:
    """A wrong value is refused with its field's name and issues nothing."""
    with pytest.raises(InvalidInput) as raised:
        issue(session, **({"person": "ivanova", "roles": [Role.ADMIN]} | wrong))

    assert [error.field for error in raised.value.errors] == [field]
    assert field in raised.value.detail
    assert list_tokens(session) == ()
