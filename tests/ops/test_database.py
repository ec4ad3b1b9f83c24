"""The read model as an operator's commands use it."""

import threading

from domain.terms import Role
from ops.database import migrate
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
