"""Tokens: who may call, and as whom. The text of a token is shown once, when it is issued; only its hash is stored."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime

from pydantic import ValidationError
from sqlmodel import Session, col, or_, select

from db.tables import TokenRow
from domain.errors import InvalidInput, wrong_field
from domain.forms import read_form
from domain.roles import Principal
from domain.terms import Role
from domain.validation import field_errors

_ID_BYTES = 6
_SECRET_BYTES = 32
_TOKEN = re.compile(r"otk_(?P<id>[0-9a-f]{12})_[A-Za-z0-9_-]{43}")


def issue(  # noqa: PLR0913 -- they are the fields of a token
    session: Session,
    *,
    person: str,
    roles: Sequence[Role | str],
    authority: str | None = None,
    stages: Sequence[str] = (),
    regulation: str | None = None,
) -> tuple[TokenRow, str]:
    """Add a token and return it with its text, ``otk_<id>_<secret>``, which nothing can restore; the caller commits.

    Raises:
        domain.errors.InvalidInput: a value is wrong, an executor has no authority or a reviewer no stage.

    """
    principal = _principal(
        {
            "person": person,
            "roles": tuple(dict.fromkeys(roles)),
            "authority": authority,
            "stages": tuple(dict.fromkeys(stages)),
            "regulation": regulation,
        }
    )
    _check(principal)
    token_id = secrets.token_hex(_ID_BYTES)
    text = f"otk_{token_id}_{secrets.token_urlsafe(_SECRET_BYTES)}"
    row = TokenRow(
        id=token_id,
        sha256=_hash(text),
        person=principal.person,
        roles=[role.value for role in principal.roles],
        authority=principal.authority,
        stages=list(principal.stages),
        regulation=principal.regulation,
        issued_at=datetime.now(UTC),
    )
    session.add(row)
    session.flush()
    return row, text


def revoke(session: Session, token_or_person: str) -> tuple[TokenRow, ...]:
    """End the token with this id, or every token of this person; return those that ended. The caller commits."""
    named = or_(col(TokenRow.id) == token_or_person, col(TokenRow.person) == token_or_person)
    rows = tuple(session.exec(select(TokenRow).where(named, col(TokenRow.revoked_at).is_(None))))
    now = datetime.now(UTC)
    for row in rows:
        row.revoked_at = now
    session.flush()
    return rows


def list_tokens(session: Session) -> tuple[TokenRow, ...]:
    """Return every token that was ever issued, the oldest first."""
    return tuple(session.exec(select(TokenRow).order_by(col(TokenRow.issued_at), col(TokenRow.id))))


def verify(session: Session, token: str) -> Principal | None:
    """Return whom a token stands for; None where it is unknown, malformed or revoked."""
    shape = _TOKEN.fullmatch(token)
    row = session.get(TokenRow, shape["id"]) if shape else None
    # The row is found by the public half; the secret one is compared in a time that tells nothing about it.
    if row is None or not hmac.compare_digest(row.sha256, _hash(token)) or row.revoked_at is not None:
        return None
    return principal_of(row)


def principal_of(row: TokenRow) -> Principal:
    """Return the person that a token was issued to, with the roles it carries."""
    return read_form(Principal, row.model_dump(include=set(Principal.model_fields)))


def _hash(token: str) -> str:
    """SHA-256 is enough here, unlike for a password: nobody can guess 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def _principal(fields: dict[str, object]) -> Principal:
    try:
        return Principal.model_validate(fields)
    except ValidationError as error:
        errors = field_errors(error)
        said = "; ".join(f"поле {wrong.field}: {wrong.message}" for wrong in errors)
        raise InvalidInput(f"Токен не выдан: {said}", errors=errors) from error


def _check(principal: Principal) -> None:
    if not principal.roles:
        raise wrong_field("roles", f"нужна хотя бы одна роль; допустимо: {', '.join(Role)}")
    if principal.has(Role.EXECUTOR) and principal.authority is None:
        raise wrong_field("authority", "роли executor нужен орган")
    if principal.has(Role.REVIEWER) and not principal.stages:
        raise wrong_field("stages", "роли reviewer нужен хотя бы один этап согласования")
