"""One installation for the tests that only use it."""

from collections.abc import Iterator

import pytest

from tests.e2e.installation import Installation, installed


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A running installation after its first start, with the sample messages."""
    with installed(tmp_path_factory.mktemp("town")) as installation:
        installation.start()
        yield installation
