"""One supervisor a data folder."""

import subprocess
import sys
from pathlib import Path

import pytest

from ops.errors import AlreadyRunningError, OpsError
from ops.lock import exclusive

HOLDER = """
import pathlib, sys, time
from ops.lock import exclusive
with exclusive(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""
ROOT = Path(__file__).parents[2]


def test_folder_is_held_once(tmp_path: Path) -> None:
    """While one holds the folder, another is refused."""
    with (
        exclusive(tmp_path / "new"),
        pytest.raises(AlreadyRunningError, match="уже работает"),
        exclusive(tmp_path / "new"),
    ):
        pytest.fail("held twice")


def test_folder_is_private(tmp_path: Path) -> None:
    """A folder that is made here can be read by nobody else."""
    with exclusive(tmp_path / "new"):
        assert (tmp_path / "new").stat().st_mode & 0o077 == 0


def test_folder_is_free_again(tmp_path: Path) -> None:
    """After the first one has ended the next one gets it."""
    with exclusive(tmp_path):
        pass
    with exclusive(tmp_path):
        pass


def test_killed_holder_lets_go(tmp_path: Path) -> None:
    """A holder that was killed holds nothing."""
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(AlreadyRunningError), exclusive(tmp_path):
            pytest.fail("held twice")
        holder.kill()

    with exclusive(tmp_path):
        pass


def test_file_in_place_of_the_folder_is_an_error(tmp_path: Path) -> None:
    """A data folder that cannot be made is said with its name."""
    (tmp_path / "file").touch()

    with pytest.raises(OpsError, match=r"папка данных .*file недоступна"), exclusive(tmp_path / "file"):
        pytest.fail("there is no such folder")
