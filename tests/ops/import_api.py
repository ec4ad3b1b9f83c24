"""An API for the tests of `otklik import`: it speaks HTTP, keeps what it is given, and fails when it is told to."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from activities.regulation_source import read_regulation
from domain.lifecycle import message_id, parse_intake
from domain.regulation.describe import regulation_json
from settings import Settings
from tests.ops.servers import at_work

TOKEN = "otk_test"


@dataclass
class Failure:
    """One answer that is not the usual one: a status, a body and headers."""

    status: int
    body: Any = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


class Api(ThreadingHTTPServer):
    """Takes messages in; ``failures`` are its first answers to intake, ``route_failures`` to `route`."""

    daemon_threads = True

    def __init__(self) -> None:
        """Listen on a free port."""
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.state = "awaiting_routing"
        self.cases: dict[str, dict[str, Any]] = {}
        self.bodies: list[dict[str, Any]] = []
        self.routes: list[tuple[str, dict[str, Any]]] = []
        self.failures: list[Failure] = []
        self.route_failures: list[Failure] = []
        self.regulation_failures: list[Failure] = []
        self.asked: list[str] = []
        self.lock = threading.Lock()

    def answer(self, method: str, path: str, body: Any) -> Failure:  # noqa: ANN401 -- JSON
        """What a request is answered."""
        with self.lock:
            self.asked.append(f"{method} {path}")
            if path.startswith("/api/v1/regulations/"):
                return self._regulation(path.rpartition("/")[2])
            if path == "/api/v1/messages":
                return self._intake(body)
            if path.endswith("/route"):
                return self._route(path.split("/")[-2], body)
            known = self.cases.get(path.rpartition("/")[2])
            return Failure(404, _problem("Сообщение не найдено")) if known is None else Failure(200, known)

    def _regulation(self, name: str) -> Failure:
        if self.regulation_failures:
            return self.regulation_failures.pop(0)
        path: Path = Settings().regulations_dir / f"{name}.toml"
        if not path.exists():
            return Failure(404, _problem("Такого регламента нет; есть: luga-2020"))
        return Failure(200, regulation_json(read_regulation(path)))

    def _intake(self, body: dict[str, Any]) -> Failure:
        if self.failures:
            return self.failures.pop(0)
        self.bodies.append(body)
        intake = parse_intake(body)
        known = message_id(intake.regulation, intake.network, f"external:{intake.external_id}")
        if known in self.cases:
            return Failure(200, self.cases[known])
        message = {**body, "received_at": "2026-03-16T07:00:00Z"}
        self.cases[known] = {"id": known, "state": self.state, "declines": 0, "message": message}
        return Failure(201, self.cases[known])

    def _route(self, known: str, body: dict[str, Any]) -> Failure:
        if self.route_failures:
            return self.route_failures.pop(0)
        self.routes.append((known, body))
        self.cases[known]["state"] = "drafting"
        return Failure(200, self.cases[known])


class _Handler(BaseHTTPRequestHandler):
    server: Api
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer a question."""
        self._answer(None)

    def do_POST(self) -> None:
        """Take something in."""
        self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""

    def _answer(self, body: Any) -> None:  # noqa: ANN401 -- JSON
        answer = self.server.answer(self.command, self.path, body)
        if self.headers["Authorization"] != f"Bearer {TOKEN}":
            answer = Failure(401, _problem("Токен неизвестен или отозван"))
        written = (answer.body if isinstance(answer.body, str) else json.dumps(answer.body)).encode()
        self.send_response(answer.status)
        for name, value in {**answer.headers, "Content-Length": str(len(written))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(written)


def _problem(detail: str) -> dict[str, Any]:
    return {"title": "Отказ", "detail": detail}


@contextmanager
def serving() -> Iterator[Api]:
    """A server at work."""
    server = Api()
    with at_work(server):
        yield server
