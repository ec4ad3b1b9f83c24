"""The read model as an operator's commands use it."""

import threading

from domain.terms import Role
from ops.database import migrate, missing_file
from ops.tokens import issue, listed, revoke
from settings import Settings


def test_commands_wait_for_each_other(settings: Settings) -> None:
    """Commands that read before they write take turns: none is refused because another has written in between."""
    migrate(settings)
    failures: list[Exception] = []

    def work(person: str) -> None:
        try:
            for _ in range(5):
                issue(settings, person=person, roles=[Role.AUDITOR])
                revoke(settings, person)
        except Exception as error:  # noqa: BLE001 -- whatever happens in a thread is the test's to show
            failures.append(error)

    threads = [threading.Thread(target=work, args=(f"person-{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(listed(settings)) == 20


def test_missing_file_is_that_of_a_database_to_come(settings: Settings) -> None:
    """A file that is there is not missing, and a server has none."""
    file = missing_file(settings)
    assert file is not None
    assert settings.database_url.endswith(str(file))
    migrate(settings)
    assert missing_file(settings) is None

    served = settings.model_copy(update={"database_url": "postgresql+psycopg://otklik@db/otklik"})
    assert missing_file(served) is None
