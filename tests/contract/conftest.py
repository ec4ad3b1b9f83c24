"""The API of `tests/api`, over a read model of each kind, and the people who ask it."""

from itertools import count

import pytest

from tests.api.client import Person
from tests.api.conftest import (
    Issue,
    admin,
    app,
    clock,
    executor,
    gateway,
    http,
    issue,
    other_executor,
    rulebook,
    settings,
    stranger,
)
from tests.api.test_security import ROLES
from tests.fixtures.database import database, database_url, kind, migrated_file, migrated_template
from tests.fixtures.patience import patience
from tests.fixtures.postgres import postgres

__all__ = [
    "admin",
    "app",
    "clock",
    "database",
    "database_url",
    "executor",
    "gateway",
    "http",
    "issue",
    "kind",
    "migrated_file",
    "migrated_template",
    "other_executor",
    "patience",
    "postgres",
    "rulebook",
    "settings",
    "stranger",
]


class Reporter(Person):
    """Somebody who never reports the same message twice."""

    _numbers = count()

    async def report(self, **fields: object) -> str:
        """Have a new message taken in and return its id."""
        return await super().report(external_id=f"wall-{next(self._numbers)}", **fields)


@pytest.fixture
def reporter(admin: Person) -> Reporter:
    """The administrator."""
    return Reporter(admin.http, admin.token)


@pytest.fixture
def everybody(issue: Issue) -> list[Person]:
    """One person of each role, the administrator last."""
    return [issue(role, person=f"{role}-1", **bound) for role, bound in ROLES.items()]


@pytest.fixture
def everybody_else(issue: Issue, other_executor: Person) -> list[Person]:
    """Who has nothing to do with the messages: another body's executor, and each role of another regulation."""
    bound = {"regulation": "luga-2020"}
    return [other_executor, *(issue(role, person=f"luga-{role}", **bound, **ROLES[role]) for role in ROLES)]
