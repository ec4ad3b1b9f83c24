"""`otklik up`: the checks before it starts anything, and one whole start."""

import asyncio
import json
import signal
import socket
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import httpx
import pytest

from domain.errors import OtklikError
from ops import doctor, samples, up
from ops.environment import ROOT, module_program
from ops.errors import AlreadyRunningError, ChildFailedError, MissingProgramError, PortTakenError
from ops.lock import exclusive
from ops.options import embedded, read_settings
from ops.pidfile import PID_FILE, Mark, PidFile
from ops.processes import Program
from ops.up import Ready
from settings import Settings
from tests.fixtures.ports import free_port
from tests.ops.programs import LIVE, program

A_DAY = date(2026, 3, 16)


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    """Settings with a data folder and ports of the test's own."""
    return read_settings(
        data_dir=tmp_path / "data", api_port=free_port(), temporal_port=free_port(), ui_port=free_port()
    )


def start(settings: Settings) -> None:
    """Start in a way that must fail."""
    up.run(settings, with_samples=False, announce=lambda _: pytest.fail("it is not ready"), tell=print)


async def serve(settings: Settings, *, with_samples: bool, told: list[str]) -> tuple[asyncio.Task[None], Ready]:
    """Start everything and wait until it is ready."""
    announced: list[Ready] = []
    settled = asyncio.Event()

    def announce(ready: Ready) -> None:
        announced.append(ready)
        settled.set()

    work = asyncio.create_task(
        up._serve(  # noqa: SLF001 -- without the signals, which are the whole process's
            embedded(settings), with_samples=with_samples, announce=announce, tell=told.append
        )
    )
    work.add_done_callback(lambda _: settled.set())
    async with asyncio.timeout(120):
        await settled.wait()
    if work.done():
        await work
    return work, announced[0]


async def stop(work: asyncio.Task[None]) -> None:
    """Do what the first Ctrl-C does."""
    work.cancel()
    await asyncio.wait([work])
    assert work.cancelled()


def test_folder_in_use_is_refused(here: Settings) -> None:
    """A data folder that another supervisor holds is left alone."""
    with exclusive(here.data_dir), pytest.raises(AlreadyRunningError):
        start(here)


def test_taken_port_is_refused(here: Settings) -> None:
    """A port in use is an error before anything is started."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", here.ui_port))
        listener.listen()
        with pytest.raises(PortTakenError, match="--ui-port"):
            start(here)

    assert not (here.data_dir / "logs").exists()


def test_missing_program_is_refused(here: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without the server's program nothing is started."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(MissingProgramError):
        start(here)


def test_wrong_regulation_is_refused(here: Settings, tmp_path: Path) -> None:
    """A regulation that cannot be read is an error before anything is started."""
    (tmp_path / "town.toml").write_text("format = 1", "utf-8")

    with pytest.raises(OtklikError, match=r"town\.toml"):
        start(here.model_copy(update={"regulations_dir": tmp_path}))


async def test_child_that_fails_ends_the_start(here: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that dies while it starts is an error with its last words, and Temporal is stopped again."""

    def broken(name: str, settings: Settings) -> Program:
        return program(settings.data_dir, "raise SystemExit('no such module')", name=name)

    monkeypatch.setattr(up, "module_program", broken)
    here.data_dir.mkdir()

    with pytest.raises(ChildFailedError, match="no such module"):
        await serve(here, with_samples=False, told=[])

    assert PidFile(here.data_dir / PID_FILE).read() == ()


async def test_whole_start(here: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """All answers, samples are there, the doctor is content, and the second start finishes what the first left."""
    monkeypatch.setattr(samples, "_LISTED_SECONDS", 90)
    told: list[str] = []
    here.data_dir.mkdir()
    work, ready = await serve(here, with_samples=False, told=told)
    findings = await asyncio.to_thread(doctor.examine, here, A_DAY)
    assert [item for item in findings if item.status is not doctor.Status.OK] == []
    await stop(work)

    assert ready.admin_token is not None
    assert ready.docs == f"http://127.0.0.1:{here.api_port}/docs"
    assert ready.temporal == f"127.0.0.1:{here.temporal_port}"
    assert ready.temporal_ui == f"http://127.0.0.1:{here.ui_port}"
    assert told == []

    work, again = await serve(here, with_samples=True, told=told)
    assert again.admin_token is None
    async with httpx.AsyncClient(headers={"Authorization": f"Bearer {ready.admin_token}"}) as client:
        answer = await client.get(f"{again.api}/api/v1/messages", params={"limit": "200"})
        docs = await client.get(again.docs)
    assert len(answer.json()["items"]) >= 40
    assert docs.is_success
    await stop(work)


def test_every_address_is_shown_as_this_machine_s() -> None:
    """Addresses that are printed can be called: «every address» is none, and IPv6 has brackets."""
    assert up._in_url("0.0.0.0") == "127.0.0.1"  # noqa: S104, SLF001 -- a name; the smallest part that shows it
    assert up._in_url("::") == "[::1]"  # noqa: SLF001 -- as above


def test_ready_is_one_json_object() -> None:
    """What is announced is plain data."""
    ready = Ready(api="a", docs="d", temporal="t", temporal_ui="u", admin_token=None)

    assert json.loads(json.dumps(vars(ready)))["admin_token"] is None


def test_children_are_our_modules(here: Settings) -> None:
    """Worker and API are run as modules with the settings of this start."""
    for name in ("worker", "api"):
        child = module_program(name, here)
        assert child.argv[-2:] == ("-m", name)
        assert child.environment["OTKLIK_API_PORT"] == str(here.api_port)


def test_signal_stops_a_start(here: Settings) -> None:
    """Ctrl-C during the start ends it without an error, and nothing is left behind."""
    command = [sys.executable, "-m", "cli", "up", "--data-dir", str(here.data_dir), "--no-samples"]
    ports = ["--api-port", str(here.api_port), "--temporal-port", str(here.temporal_port), "--ui-port"]
    with subprocess.Popen([*command, *ports, str(here.ui_port)], stderr=subprocess.PIPE, cwd=ROOT) as process:
        deadline = time.monotonic() + 60
        while not PidFile(here.data_dir / PID_FILE).read() and time.monotonic() < deadline:
            time.sleep(0.05)
        (mark, *_) = PidFile(here.data_dir / PID_FILE).read()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)

    assert process.returncode == 0
    assert errors.decode() == "otklik: остановка…\n"
    assert not mark.runs()
    assert not (here.data_dir / PID_FILE).exists()


def test_leftovers_are_ended_first(here: Settings) -> None:
    """What a killed supervisor left behind is ended and named before anything else is done."""
    here.data_dir.mkdir()
    command = [sys.executable, "-c", LIVE]
    told: list[str] = []
    with (
        subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True) as left,
        socket.socket() as listener,
    ):
        mark = Mark.of("worker", left.pid)
        assert mark is not None
        PidFile(here.data_dir / PID_FILE).write([mark])
        # A port in use ends the start as soon as the leftovers are gone.
        listener.bind(("127.0.0.1", here.api_port))
        listener.listen()
        with pytest.raises(PortTakenError):
            up.run(here, with_samples=False, announce=print, tell=told.append)

        assert left.wait() == -signal.SIGTERM
    assert told == ["worker остался от прежнего запуска и остановлен"]
