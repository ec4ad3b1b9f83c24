"""The README's life as calls, and a client of several API processes that does what a careful client does."""

import json
import re
import time
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx

from tests.deploy.compose import ROOT

_BLOCK = re.compile(r"<!-- life:begin -->\s*```bash\n(.*?)```", re.DOTALL)
_TOKEN = re.compile(r"^(\w+)=\$\(token (.+)\)$", re.MULTILINE)
_CALL = re.compile(r"""call "\$(\w+)" "\$API(/[^"]+)"(?: -d '(\{.*?\})')?\)?(?= \||$)""", re.DOTALL | re.MULTILINE)
_RANDOM = """'"$RANDOM$RANDOM"'"""
_TRIES = 10


@dataclass(frozen=True)
class Call:
    """One call of the README: who, where, with what; a call without a body reads."""

    who: str
    path: str
    body: dict[str, Any] | None


def readme() -> tuple[dict[str, list[str]], list[Call]]:
    """The arguments of each token and the calls, as README.md has them."""
    found = _BLOCK.search((ROOT / "README.md").read_text("utf-8"))
    assert found is not None
    people = {name: arguments.split() for name, arguments in _TOKEN.findall(found[1])}
    calls = [Call(who, path, _body(text)) for who, path, text in _CALL.findall(found[1])]
    assert len(calls) == found[1].count('call "$')
    return people, calls


def _body(text: str) -> dict[str, Any] | None:
    read: dict[str, Any] | None = json.loads(text.replace(_RANDOM, uuid4().hex)) if text else None
    return read


@dataclass
class Client:
    """Calls the API processes in turn, and repeats what is answered with 503 as the answer says."""

    apis: list[str]
    statuses: list[int] = field(default_factory=list)

    def call(self, token: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """Call, and return the answer; any status but 2xx and 503 is an error."""
        for _ in range(_TRIES):
            answer = httpx.request(
                "GET" if body is None else "POST",
                f"{self.apis[len(self.statuses) % len(self.apis)]}/api/v1{path}",
                json=body,
                headers={"Authorization": f"Bearer {token}"},
                timeout=10,
                trust_env=False,
            )
            self.statuses.append(answer.status_code)
            document: dict[str, Any] = answer.json()
            if answer.is_success:
                return document
            assert answer.status_code == httpx.codes.SERVICE_UNAVAILABLE, answer.text
            time.sleep(float(answer.headers["Retry-After"]))
            if body is not None and "command_id" in document:
                body = {**body, "command_id": document["command_id"]}
        raise AssertionError(f"{path} was never answered")
