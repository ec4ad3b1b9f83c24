"""Metrics, logs and traces of a whole installation, as its operator turns them on."""

import json
import re
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from logs import FIELDS, REQUEST_FIELDS
from tests.e2e.installation import ROOT, Installation, installed
from tests.fixtures.collector import Collector
from tests.fixtures.ports import free_port

pytestmark = pytest.mark.xdist_group("observability")

PAGE = ROOT / "docs" / "observability.md"
SELDOM = {
    "otklik_limits_missed",
    "temporal_workflow_task_execution_failed",
    "temporal_local_activity_execution_failed",
    "temporal_activity_execution_failed",
}
"""What is shown from its first occurrence on, which a new installation has not had."""

GRACE_SECONDS = 30.0
"""A hanging part would be killed after 15 seconds, each of the two; a machine may be busy."""

MARK = "личное-слово-zqxw"
MESSAGE = {
    "regulation": "providensky-2020",
    "network": "vk",
    "external_id": "wall-1",
    "text": MARK,
    "author": {"name": MARK},
}


@dataclass(frozen=True)
class Watched:
    """An installation that is watched: where its worker shows metrics, and the id of the trace of its one message."""

    town: Installation
    metrics: str
    collector: Collector
    trace: str
    message_id: str


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """Everything is turned on in `.env`, and a message with marked words has been taken in and routed."""
    folder, trace, metrics = tmp_path_factory.mktemp("watched"), secrets.token_hex(16), f"127.0.0.1:{free_port()}"
    with Collector().listening() as collector, installed(folder) as town:
        lines = ["LOG_FORMAT=json", f"WORKER_METRICS_ADDRESS={metrics}", f"TRACING_ENDPOINT={collector.endpoint}"]
        (folder / ".env").write_text("".join(f"OTKLIK_{line}\n" for line in lines), "utf-8")
        town.start("--no-samples")
        answer = httpx.post(
            f"{town.api}/api/v1/messages",
            json=MESSAGE,
            headers={
                "Authorization": f"Bearer {town.administrator}",
                "traceparent": f"00-{trace}-{secrets.token_hex(8)}-01",
            },
            trust_env=False,
        )
        assert answer.status_code == 201, answer.text
        known = answer.json()["id"]
        routed = {"assignments": [{"authority": "authority-1"}], "comment": MARK}
        assert town.call(town.administrator, "POST", f"/messages/{known}/route", routed).status_code == 200
        yield Watched(town, metrics, collector, trace, known)


def names(text: str) -> set[str]:
    """The names of what Prometheus reads."""
    return {family.name for family in text_string_to_metric_families(text)}


def test_metrics_of_both_processes(watched: Watched) -> None:
    """The API shows the domain's figures without a token, the worker the SDK's and ours where it was told to."""
    api = httpx.get(f"{watched.town.api}/metrics", trust_env=False).text
    worker = httpx.get(f"http://{watched.metrics}/metrics", trust_env=False).text

    assert 'otklik_messages_open{regulation="providensky-2020",state="drafting"} 1.0' in api
    assert {"otklik_up", "otklik_http_request_seconds", "process_cpu_seconds"} <= names(api)
    assert {"otklik_recording_age_seconds", "temporal_workflow_task_execution_latency_seconds"} <= names(worker)
    assert 'otklik_recording_age_seconds_bucket{activity_type="record",namespace="default",result="written"' in worker
    assert "zqxw" not in api + worker


def test_page_names_every_metric_and_no_other(watched: Watched) -> None:
    """`docs/observability.md` has each of our metrics, and each metric that it has is really shown."""
    api = httpx.get(f"{watched.town.api}/metrics", trust_env=False).text
    worker = httpx.get(f"http://{watched.metrics}/metrics", trust_env=False).text
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `")]
    documented = {
        name.removesuffix("_total")
        for row in rows
        for name in re.findall(r"`((?:otklik|temporal)_\w+)(?:\{[a-z_,]+\})?`", row.split(" | ")[0])
    }
    shown = {name for name in names(api) | names(worker) if not name.endswith("_created")}

    assert {name for name in shown if name.startswith("otklik_")} <= documented
    assert documented - shown <= SELDOM


def test_page_names_every_field_of_the_log() -> None:
    """Each field that a line may have is explained."""
    text = PAGE.read_text("utf-8")

    assert [name for name in (*FIELDS, *REQUEST_FIELDS) if f"`{name}`" not in text] == []


def test_one_request_is_one_trace_through_both_processes(watched: Watched) -> None:
    """The trace that a client began has steps of the API and of the worker."""
    watched.collector.wait_for(watched.trace, "POST /api/v1/messages")
    watched.collector.wait_for(watched.trace, "RunActivity:record")

    services = {span.service: span.name for span in watched.collector.of(watched.trace)}
    assert services.keys() == {"otklik-api", "otklik-worker"}


def test_logs_are_json_and_keep_words_out(watched: Watched) -> None:
    """Each line of both processes is a JSON object, requests name their workflow, and nobody's words are there."""
    logs = {name: (watched.town.data_dir / "logs" / f"{name}.log").read_text("utf-8") for name in ("api", "worker")}
    lines: dict[str, list[dict[str, Any]]] = {
        name: [json.loads(line) for line in text.splitlines()] for name, text in logs.items()
    }

    requests = [line for line in lines["api"] if line["logger"] == "otklik.access" and line["method"] == "POST"]
    assert {line["workflow_id"] for line in requests} == {f"message-{watched.message_id}"}
    assert [line["message"] for line in lines["worker"] if line["message"].startswith("worker serves otklik")]
    assert not [word for word in (MARK, "zqxw", watched.town.administrator) if word in "".join(logs.values())]


def test_stopping_sends_what_is_left(tmp_path: Path) -> None:
    """An installation that is watched stops as politely as any, and its last spans arrive."""
    number = secrets.token_hex(16)
    with Collector().listening() as collector, installed(tmp_path) as town:
        (tmp_path / ".env").write_text(f"OTKLIK_TRACING_ENDPOINT={collector.endpoint}\n", "utf-8")
        town.start("--no-samples")
        httpx.get(
            f"{town.api}/api/v1/regulations",
            headers={
                "Authorization": f"Bearer {town.administrator}",
                "traceparent": f"00-{number}-{secrets.token_hex(8)}-01",
            },
            trust_env=False,
        ).raise_for_status()

        assert town.stop() == 0
        collector.wait_for(number, "GET /api/v1/regulations")


def test_collector_that_is_away_holds_nobody_up(tmp_path: Path) -> None:
    """With traces on and nobody to take them, requests are answered, and the installation stops within its grace."""
    with installed(tmp_path) as town:
        (tmp_path / ".env").write_text(f"OTKLIK_TRACING_ENDPOINT=http://127.0.0.1:{free_port()}/v1/traces\n", "utf-8")
        town.start("--no-samples")
        began = time.monotonic()
        assert town.call(town.administrator, "POST", "/messages", MESSAGE).status_code == 201
        assert time.monotonic() - began < GRACE_SECONDS

        began = time.monotonic()
        assert town.stop() == 0
        assert time.monotonic() - began < GRACE_SECONDS
