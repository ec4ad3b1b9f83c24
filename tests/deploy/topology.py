"""The services of docker-compose.yml as plain processes of this machine: their commands, variables, scripts, secrets.

Hosts become ports of this machine, and the development server stands for Temporal's own, which no package here brings.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

from ops import temporal_server
from ops.processes import last_lines
from settings import PREFIX, Settings
from tests.deploy import image
from tests.deploy.compose import ROOT, SERVICES, environment
from tests.fixtures.ports import free_port
from tests.fixtures.postgres import Cluster, started

PATIENCE_SECONDS = 120.0
PROGRAMS = Path(sys.executable).parent
WORKERS: int = SERVICES["worker"]["deploy"]["replicas"]
APIS = 2


@dataclass(frozen=True)
class Running:
    """A process and what it writes."""

    process: "subprocess.Popen[bytes]"
    log: Path

    def says(self, words: str) -> bool:
        """Whether it has written these words; where it has ended instead, that is the failure."""
        assert self.process.poll() is None, last_lines(self.log)
        return words in self.log.read_text("utf-8")

    def ask_to_end(self) -> None:
        """Ask it to end; nothing where it has."""
        with suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGTERM)

    def stop(self) -> int:
        """Ask it to end and wait for that; returns its exit code."""
        self.ask_to_end()
        return self.process.wait(PATIENCE_SECONDS)


class Topology:
    """One installation in a folder: a database server, Temporal, API processes and workers."""

    def __init__(self, folder: Path, cluster: Cluster) -> None:
        """Lay out the program as in the image, and the scripts beside it."""
        self.folder = folder
        self.cluster = cluster
        self.app = folder / "app"
        self.deploy = folder / "deploy"
        self.temporal_file = folder / "temporal" / temporal_server.DATABASE_FILE
        self.apis = [f"http://127.0.0.1:{free_port()}" for _ in range(APIS)]
        self.fronts: list[Running] = []
        self.workers: list[Running] = []
        self.temporal_address = f"127.0.0.1:{free_port()}"
        self._running: list[Running] = []
        image.unpack(self.app)
        shutil.copytree(ROOT / "deploy", self.deploy, ignore=shutil.ignore_patterns("secrets"))
        self.temporal_file.parent.mkdir()

    def install(self) -> None:
        """Make the secrets and the databases."""
        self.script("make-secrets.sh")
        self.make_databases()

    def make_databases(self) -> None:
        """Do what an empty volume of PostgreSQL has done to it, with the secrets that there are."""
        self.script("postgres/databases.sh", POSTGRES_USER="postgres", **self.cluster.environment)

    def start_temporal(self) -> None:
        """Start the server and prepare its namespace."""
        port = int(self.temporal_address.rpartition(":")[2])
        settings = Settings(data_dir=self.temporal_file.parent, temporal_port=port, ui_port=free_port())
        words = list(temporal_server.server_program(settings).argv)
        port_of_ui = words.index("--ui-port")
        del words[port_of_ui : port_of_ui + 2]
        words = [word for word in words if not word.startswith("--ui")]
        self._run("temporal", [*words, "--headless"], {})
        self.script("temporal/namespace.sh", **self.variables("temporal-namespace"))

    def start(self) -> None:
        """Start Temporal, migrate, start every API and worker, and wait until all serve."""
        self.start_temporal()
        self.job("migrate")
        self.fronts = [self.start_api(number) for number in range(APIS)]
        self.workers = [self.start_worker() for _ in range(WORKERS)]
        self.until_ready()
        self.until_workers_serve()

    def start_api(self, number: int) -> Running:
        """Start one API process."""
        port = self.apis[number].rpartition(":")[2]
        variables = self.variables("api") | {"OTKLIK_API_HOST": "127.0.0.1", "OTKLIK_API_PORT": port}
        return self._run(f"api-{number}", command("api"), variables)

    def start_worker(self) -> Running:
        """Start one worker."""
        return self._run("worker", command("worker"), self.variables("worker"))

    def restart_worker(self, number: int) -> None:
        """Do what a rolling restart does to one worker, once the others serve; it returns before the new one does."""
        self.until_workers_serve()
        assert self.workers[number].stop() == 0, last_lines(self.workers[number].log)
        self.workers[number] = self.start_worker()

    def restart_api(self, number: int) -> None:
        """Do the same to one API process; it returns when the new one is ready."""
        assert self.fronts[number].stop() == -signal.SIGTERM, last_lines(self.fronts[number].log)
        self.fronts[number] = self.start_api(number)
        self.until_ready()

    def until_ready(self) -> None:
        """Wait until every API process is ready."""
        for api in self.apis:
            until(lambda api=api: _is_ready(api))  # type: ignore[misc]

    def until_workers_serve(self) -> None:
        """Wait until every worker has begun its work."""
        for worker in self.workers:
            until(lambda worker=worker: worker.says("worker serves"))  # type: ignore[misc]

    def stop(self) -> None:
        """Stop all, Temporal last."""
        for running in reversed(self._running):
            if running is not self._running[0]:
                running.ask_to_end()
        while self._running:
            self._running.pop().stop()

    def job(self, name: str) -> str:
        """Run a service to its end and return what it printed."""
        return self._finish(command(name), self.variables(name))

    def inside(self, name: str, *words: str) -> str:
        """Run one more program with the variables of a service, as `docker compose exec` does."""
        return self._finish(argv(list(words)), self.variables(name))

    def token(self, *arguments: str) -> str:
        """Issue a token."""
        return self.inside("api", "otklik", "token", "issue", *arguments).strip()

    def script(self, name: str, *arguments: str, **variables: str) -> str:
        """Run one of the scripts."""
        known = {"SECRETS_DIR": str(self.deploy / "secrets"), "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}"}
        return self._finish(["/bin/sh", str(self.deploy / name), *arguments], known | variables)

    def variables(self, name: str) -> dict[str, str]:
        """The variables of a service, with the hosts and the secrets of this machine."""
        here = {
            "postgres:5432": f"127.0.0.1:{self.cluster.port}",
            "temporal:7233": self.temporal_address,
            "/run/secrets": str(self.deploy / "secrets"),
        }
        named = {variable: value for variable, value in image.environment().items() if variable != "PATH"}
        for variable, value in (named | environment(name)).items():
            changed = value
            for there, ours in here.items():
                changed = changed.replace(there, ours)
            named[variable] = changed
        return named

    def _finish(self, words: list[str], variables: dict[str, str]) -> str:
        done = subprocess.run(
            words, cwd=self.app, env=self._outside(variables), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def _run(self, name: str, words: list[str], variables: dict[str, str]) -> Running:
        log = self.folder / f"{name}-{len(self._running)}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                words,
                cwd=self.app,
                env=self._outside(variables),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        self._running.append(Running(process, log))
        return self._running[-1]

    def _outside(self, variables: dict[str, str]) -> dict[str, str]:
        """This machine's variables without any setting of ours, and then those that are given."""
        outside = {name: value for name, value in os.environ.items() if not name.startswith((PREFIX, "TEMPORAL"))}
        return outside | {"PYTHONPATH": str(self.app)} | variables


def command(name: str) -> list[str]:
    """What a service runs."""
    return argv(SERVICES[name]["command"])


def argv(words: list[str]) -> list[str]:
    """The same words with the program of this environment."""
    return [str(PROGRAMS / words[0]), *words[1:]]


@contextmanager
def laid_out(folder: Path) -> Iterator[Topology]:
    """Put a topology into a new folder beside an empty database server of its own, and leave no process behind."""
    folder.mkdir()
    with started() as cluster:
        topology = Topology(folder, cluster)
        try:
            yield topology
        finally:
            topology.stop()


def until(condition: Callable[[], bool]) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "it did not come about in time"
        time.sleep(0.2)


def _is_ready(api: str) -> bool:
    try:
        return httpx.get(f"{api}/readyz", trust_env=False).is_success
    except httpx.TransportError:
        return False
