"""A whole installation as its operator runs it: `otklik up` as a process, on ports of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import httpx

from ops.pidfile import PID_FILE, PidFile
from settings import PREFIX, Settings
from tests.fixtures.ports import free_port

ROOT = Path(__file__).parents[2]
PROGRAM = Path(sys.executable).parent / "otklik"
PATIENCE_SECONDS = 60.0


@dataclass
class Installation:
    """One data folder and its ports; it may be started, killed and started again."""

    data_dir: Path
    ports: tuple[int, int, int]
    regulations_dir: Path | None = None
    process: "subprocess.Popen[str] | None" = None
    ready: dict[str, Any] | None = None

    @property
    def api(self) -> str:
        """The address of the REST interface."""
        return f"http://127.0.0.1:{self.ports[0]}"

    @property
    def environment(self) -> dict[str, str]:
        """The environment in which its command line works on this installation."""
        own = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
        outside = {name: value for name, value in os.environ.items() if name not in {*own, "TEMPORAL_DEBUG"}}
        regulations = {"OTKLIK_REGULATIONS_DIR": str(self.regulations_dir)} if self.regulations_dir else {}
        return {**outside, **regulations, "OTKLIK_DATA_DIR": str(self.data_dir), "API": self.api}

    def start(self, *options: str) -> dict[str, Any]:
        """Run `otklik up` and wait until it says that all is ready."""
        api, temporal, ui = map(str, self.ports)
        arguments = ["--api-port", api, "--temporal-port", temporal, "--ui-port", ui, "--json", *options]
        said = self.data_dir.parent / "up.stderr"
        with said.open("w", encoding="utf-8") as errors:
            self.process = subprocess.Popen(
                [PROGRAM, "up", "--data-dir", self.data_dir, *arguments],
                cwd=self.data_dir.parent,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, f"otklik up ended before it was ready:\n{said.read_text(encoding='utf-8')}"
        self.ready = json.loads(line)
        assert self.ready is not None
        return self.ready

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        """Send the supervisor a signal and wait for its end."""
        assert self.process is not None
        self.process.send_signal(number)
        try:
            return self.process.wait(PATIENCE_SECONDS)
        finally:
            assert self.process.stdout is not None
            self.process.stdout.close()
            self.process = None

    def kill(self, name: str) -> None:
        """End one child without warning."""
        marks = {mark.name: mark.pid for mark in PidFile(self.data_dir / PID_FILE).read()}
        os.kill(marks[name], signal.SIGKILL)

    def command(self, *arguments: str) -> dict[str, Any]:
        """Call the command line with --json."""
        done = subprocess.run(
            [PROGRAM, *arguments, "--json"],
            cwd=self.data_dir.parent,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        )
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer

    def token(self, person: str, role: str, *options: str) -> str:
        """Issue a token."""
        issued = self.command("token", "issue", "--person", person, "--role", role, *options)
        return str(issued["token"])

    @property
    def administrator(self) -> str:
        """The administrator's token of the first start."""
        assert self.ready is not None
        return str(self.ready["admin_token"])

    @cached_property
    def executor(self) -> str:
        """A token of the first body's executor."""
        return self.token("executor-1", "executor", "--authority", "authority-1")

    def call(self, token: str, method: str, path: str, body: object = None) -> httpx.Response:
        """Call the API, again where it is away: a part that was killed comes back."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                answer = httpx.request(
                    method,
                    f"{self.api}/api/v1{path}",
                    json=body,
                    headers={"Authorization": f"Bearer {token}"},
                    timeout=10,
                    trust_env=False,
                )
            except httpx.TransportError:
                assert time.monotonic() < deadline, "the API did not come back"
            else:
                if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE or time.monotonic() > deadline:
                    return answer
            time.sleep(0.3)


@contextmanager
def installed(folder: Path, regulations_dir: Path | None = None) -> Iterator[Installation]:
    """Make an installation and leave no process of it behind; its regulations are the shipped ones, or a folder's."""
    installation = Installation(folder / "data", (free_port(), free_port(), free_port()), regulations_dir)
    try:
        yield installation
    finally:
        if installation.process is not None:
            installation.stop(signal.SIGTERM)


def eventually(condition: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come about in time"
        time.sleep(0.2)
