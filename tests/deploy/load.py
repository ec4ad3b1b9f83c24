"""People at work on both API processes at once: they lead messages through whole lives and never look at what stops."""

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import quantiles
from threading import Event
from typing import Any

import httpx

PATIENCE_SECONDS = 60.0
THINKING_SECONDS = 0.05
THEME = "нагрузка"
LIFE: tuple[tuple[str, str, Mapping[str, object]], ...] = (
    ("coordinator", "route", {"assignments": [{"authority": "authority-1"}]}),
    ("executor", "submit_draft", {"kind": "final", "text": "Починят в среду."}),
    ("coordinator", "return", {"remarks": "Когда именно?"}),
    ("executor", "submit_draft", {"kind": "final", "text": "Починят в среду, до полудня."}),
    ("coordinator", "approve", {}),
    ("executor", "publish", {"url": "https://example.org/1"}),
)
"""Who gives which command; one that were carried out twice, or not at all, would show in the journal."""


@dataclass
class Heard:
    """What all clients together heard, and how long each waited for the answer that it wanted."""

    statuses: Counter[int] = field(default_factory=Counter)
    cut: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    lives: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        cuts = quantiles(self.seconds, n=100)
        shown = ", ".join(f"p{percent} {cuts[percent - 1] * 1000:.0f} ms" for percent in (50, 90, 95, 99))
        return (
            f"{len(self.seconds)} calls in {len(self.lives)} lives: {shown}, longest {max(self.seconds):.2f} s; "
            f"statuses {dict(self.statuses)}, without an answer {dict(self.cut)}"
        )


@dataclass(frozen=True)
class Worker:
    """One client with connections that it keeps; it repeats what is not answered, elsewhere, with the same id."""

    name: str
    apis: tuple[httpx.Client, ...]
    tokens: Mapping[str, str]
    heard: Heard

    def work(self, stop: Event) -> None:
        """Lead one message after the other through its life; the last one is brought to its end."""
        number = 0
        while not stop.is_set():
            self._lead(f"{self.name}-{number}")
            number += 1

    def _lead(self, external_id: str) -> None:
        report = {"regulation": "providensky-2020", "network": "vk", "text": "Не горит фонарь.", "theme": THEME}
        message = self._call("coordinator", "/messages", report | {"external_id": external_id})["id"]
        for number, (who, command, payload) in enumerate(LIFE):
            time.sleep(THINKING_SECONDS)
            body = {**payload, "command_id": f"{external_id}-{number}"}
            self._call(who, f"/messages/{message}/{command}", body)
        self.heard.lives.append(message)

    def _call(self, who: str, path: str, body: Mapping[str, object]) -> dict[str, Any]:
        began, tries = time.monotonic(), 0
        while True:
            api = self.apis[tries % len(self.apis)]
            tries += 1
            assert time.monotonic() - began < PATIENCE_SECONDS, f"{path}: {self.heard}"
            try:
                headers = {"Authorization": f"Bearer {self.tokens[who]}"}
                answer = api.post(f"/api/v1{path}", json=body, headers=headers)
            except httpx.TransportError as error:
                self.heard.cut[type(error).__name__] += 1
                time.sleep(THINKING_SECONDS)
                continue
            self.heard.statuses[answer.status_code] += 1
            if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                assert answer.is_success, f"{path}: {answer.status_code} {answer.text}"
                self.heard.seconds.append(time.monotonic() - began)
                read: dict[str, Any] = answer.json()
                return read
            time.sleep(float(answer.headers["Retry-After"]))


@contextmanager
def people_at_work(apis: list[str], tokens: Mapping[str, str], number: int) -> Iterator[Heard]:
    """Have so many clients work during the block, half of them at each process first; each ends what it has begun."""
    heard, stop = Heard(), Event()
    with ThreadPoolExecutor(number) as threads:
        working = [threads.submit(_work, f"load-{one}", apis, tokens, heard, stop) for one in range(number)]
        try:
            yield heard
        finally:
            stop.set()
        for one in working:
            one.result()


def _work(name: str, apis: list[str], tokens: Mapping[str, str], heard: Heard, stop: Event) -> None:
    shift = int(name.rpartition("-")[2]) % len(apis)
    clients = tuple(httpx.Client(base_url=api, timeout=10, trust_env=False) for api in (*apis[shift:], *apis[:shift]))
    try:
        Worker(name, clients, tokens, heard).work(stop)
    finally:
        for client in clients:
            client.close()
