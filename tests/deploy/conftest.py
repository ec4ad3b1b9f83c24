"""One installation of plain processes for the tests that share it; they are one group, which one process runs."""

from collections.abc import Iterator

import pytest

from tests.deploy.topology import Topology, laid_out


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Topology]:
    """An installation that runs."""
    with laid_out(tmp_path_factory.mktemp("topology") / "town") as topology:
        topology.install()
        topology.start()
        yield topology
