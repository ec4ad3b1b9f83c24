"""Tokens as an operator handles them."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from db import tokens as stored
from domain.errors import InvalidInput
from domain.roles import Principal
from domain.terms import Role
from ops import tokens
from ops.database import check, transaction
from ops.errors import DatabaseError, OpsError
from settings import Settings


def holder(settings: Settings, text: str) -> Principal | None:
    """Whom a token stands for."""
    with transaction(settings) as session:
        return stored.verify(session, text)


def test_issued_token_opens(settings: Settings) -> None:
    """A token stands for the person, roles, authority and regulation it was issued for."""
    text = tokens.issue(
        settings, person="executor-1", roles=[Role.EXECUTOR], authority="authority-1", regulation="luga-2020"
    )

    assert holder(settings, text) == Principal(
        person="executor-1", roles=(Role.EXECUTOR,), authority="authority-1", regulation="luga-2020"
    )


def test_issued_token_may_have_stages(settings: Settings) -> None:
    """A reviewer's token names the stages that regulations have."""
    text = tokens.issue(settings, person="centre", roles=[Role.REVIEWER], stages=["mcu", "cur"])

    principal = holder(settings, text)
    assert principal is not None
    assert principal.stages == ("mcu", "cur")


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ({"regulation": "luga-2030"}, "неизвестный регламент; допустимо: .*luga-2020"),
        ({"authority": "authority-9"}, "«authority-9»; допустимо: authority-1, authority-2"),
        ({"stages": ["oiw"]}, "«oiw»; допустимо: .*oiv"),
        ({"stages": ["mcu"], "regulation": "luga-2020"}, "«mcu»; допустимо: oiv"),
    ],
)
def test_unknown_name_is_refused(settings: Settings, names: dict[str, Any], message: str) -> None:
    """A name that no regulation knows would make a token that opens nothing, so it is refused with those that exist."""
    with pytest.raises(InvalidInput, match=message):
        tokens.issue(settings, person="p", roles=[Role.COORDINATOR], **names)


def test_revoked_token_opens_nothing(settings: Settings) -> None:
    """All tokens of a person end at once, those of others stay."""
    mine = [tokens.issue(settings, person="me", roles=[Role.AUDITOR]) for _ in range(2)]
    other = tokens.issue(settings, person="other", roles=[Role.AUDITOR])

    ended = tokens.revoke(settings, "me")

    assert [row["person"] for row in ended] == ["me", "me"]
    assert [holder(settings, text) for text in mine] == [None, None]
    assert holder(settings, other) is not None


def test_revoking_nobody_is_an_error(settings: Settings) -> None:
    """Who mistypes a name must not believe that the token has ended."""
    with pytest.raises(OpsError, match="нет действующего токена"):
        tokens.revoke(settings, "nobody")


def test_list_shows_no_secret(settings: Settings) -> None:
    """The list has everything but the token's text and its hash; people read it as a table."""
    text = tokens.issue(settings, person="centre", roles=[Role.REVIEWER], stages=["mcu"])

    rows = tokens.listed(settings)

    assert [row["person"] for row in rows] == ["centre"]
    assert "sha256" not in rows[0]
    assert text not in str(rows)
    console = Console(width=200)
    with console.capture() as captured:
        console.print(tokens.table(rows))
    assert "centre" in captured.get()
    assert "mcu" in captured.get()


def test_list_can_be_used_in_a_narrow_terminal(settings: Settings) -> None:
    """The number is whole at 80 columns, so that it can be copied into `token revoke`; the day is written as here."""
    tokens.issue(settings, person="coordinator-of-stavropol", roles=[Role.COORDINATOR, Role.REVIEWER], stages=["mcu"])
    (row,) = tokens.listed(settings)
    console = Console(width=80)
    with console.capture() as captured:
        console.print(tokens.table([row]))

    assert row["id"] in captured.get()
    assert "…" not in captured.get()
    assert "Отозван" not in captured.get()
    issued = datetime.fromisoformat(row["issued_at"])
    assert f"{issued:%d.%m.%Y}" in captured.get()


def test_first_administrator_is_one(settings: Settings) -> None:
    """The administrator's token is issued while nobody holds one, and again when it was revoked."""
    first = tokens.issue_first_administrator(settings)
    assert first is not None
    assert tokens.issue_first_administrator(settings) is None

    tokens.revoke(settings, tokens.ADMINISTRATOR)
    assert tokens.issue_first_administrator(settings) is not None


def test_loading_token_ends_with_its_block(settings: Settings) -> None:
    """The token for loading may only take messages in, and neither it nor one left by a killed start stays."""
    with tokens.for_loading(settings) as left, tokens.for_loading(settings) as text:
        assert holder(settings, left) is None
        principal = holder(settings, text)
        assert principal is not None
        assert principal.roles == (Role.MONITORING,)

    assert holder(settings, text) is None


def test_database_that_is_away_is_said(settings: Settings, tmp_path: Path) -> None:
    """Errors of the database are one sentence."""
    broken = settings.model_copy(update={"database_url": f"sqlite:///{tmp_path}"})

    with pytest.raises(DatabaseError, match="база данных недоступна: unable to open database file"):
        tokens.listed(broken)
    with pytest.raises(DatabaseError, match="база данных недоступна"):
        check(settings.model_copy(update={"database_url": "oracle-of-delphi://x"}))
