"""What Prometheus reads: the domain's figures, whatever is away, and nobody's words."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import Engine, event

from api.app import create_app
from api.metrics import KEPT
from db import projection
from domain.terms import Action, State
from settings import Settings
from tests.api.client import INTAKE, MESSAGES, ROUTE, Clock, Person
from tests.api.memory import InMemoryGateway
from tests.fixtures.cases import NOON, case_view, entry
from tests.fixtures.database import Database
from tests.regulations_for_tests import write_regulations

Samples = dict[tuple[str, frozenset[str]], float]


async def scrape(stranger: Person) -> Samples:
    """Every sample, by its name and the values of its labels."""
    response = await stranger.get("/metrics")
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    return {
        (sample.name, frozenset(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(response.text)
        for sample in family.samples
    }


def value(samples: Samples, name: str, *labels: str) -> float | None:
    """One sample; None where there is none."""
    return samples.get((name, frozenset(labels)))


async def test_figures_of_the_domain(stranger: Person, coordinator: Person, clock: Clock) -> None:
    """Open messages by regulation and state, late ones, missed limits of a day, what the calendar knows."""
    routed = await coordinator.report()
    await coordinator.report(external_id="wall-2")
    await coordinator.command(routed, "route", ROUTE)

    found = await scrape(stranger)

    assert value(found, "otklik_messages_open", "providensky-2020", State.AWAITING_ROUTING) == 1
    assert value(found, "otklik_messages_open", "providensky-2020", State.DRAFTING) == 1
    assert value(found, "otklik_messages_open", "luga-2020", State.DRAFTING) == 0
    assert value(found, "otklik_messages_open", "providensky-2020", State.CLOSED) is None
    assert value(found, "otklik_messages_overdue", "providensky-2020") == 0
    assert value(found, "otklik_read_model_lag_seconds") == 0
    assert value(found, "otklik_calendar_known_days") == 656
    assert value(found, "otklik_up", "database") == value(found, "otklik_up", "temporal") == 1

    # In memory no timer goes off, so a limit passes unheard; the next act records how the message stands.
    clock.advance(timedelta(days=3))
    late = await scrape(stranger)
    await coordinator.command(routed, "note", {"text": "Задержка"})
    clock.advance(KEPT)
    recorded = await scrape(stranger)

    lag = value(late, "otklik_read_model_lag_seconds")
    assert lag is not None
    assert timedelta(days=2).total_seconds() < lag < timedelta(days=3).total_seconds()
    assert value(recorded, "otklik_messages_overdue", "providensky-2020") == 1


async def test_missed_limits_name_their_clause(
    stranger: Person, coordinator: Person, database: Database, clock: Clock
) -> None:
    """A limit announced as missed is counted by regulation and clause."""
    message_id = await coordinator.report()
    announced = entry(100, action=Action.LIMIT_MISSED, recorded_at=clock(), clause="10")
    with database.sessions() as session:
        projection.write(session, as_of=NOON, case=case_view(id=message_id, journal_seq=0), entries=[announced])
        session.commit()

    found = await scrape(stranger)

    assert value(found, "otklik_limits_missed_last_day", "providensky-2020", "10") == 1


async def test_nothing_else_is_told(stranger: Person, coordinator: Person) -> None:
    """No text, author, person, token or message's id reaches a label, nor a path or method of a stranger's making."""
    secret = "личное-слово-zqxw"
    message_id = await coordinator.report(text=secret, theme=secret, author={"name": secret}, location=secret)
    await coordinator.command(message_id, "route", ROUTE)
    await stranger.get(f"/{secret}")
    await coordinator.post(f"/api/v1/messages/{message_id}/{secret}")
    await stranger.http.request("ODDITY-zqxw", "/healthz")

    text = (await stranger.get("/metrics")).text

    assert coordinator.token is not None
    for word in (secret, "zqxw", message_id, coordinator.token, "authority-1"):
        assert word not in text


@pytest.mark.parametrize("away", ["database", "temporal"])
async def test_answers_when_something_is_away(
    stranger: Person, coordinator: Person, gateway: InMemoryGateway, lose_database: Callable[[], None], away: str
) -> None:
    """Without the database or Temporal a scrape succeeds and says what is away; figures nobody knows are not shown."""
    await coordinator.report()
    if away == "database":
        lose_database()
    gateway.away = away == "temporal"

    found = await scrape(stranger)

    up = {part: value(found, "otklik_up", part) for part in ("database", "temporal")}
    assert up == {"database": away != "database", "temporal": away != "temporal"}
    opened = value(found, "otklik_messages_open", "providensky-2020", State.AWAITING_ROUTING)
    assert opened == (None if away == "database" else 1)
    assert value(found, "otklik_calendar_known_days") == 656


async def test_many_scrapes_ask_once(stranger: Person, app: FastAPI, clock: Clock) -> None:
    """Scrapes at once and within some seconds cost the database what one does; then it is asked anew."""
    engine: Engine = app.state.context.read_model._engine  # noqa: SLF001 -- the connection that the API itself uses
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda _c, _cursor, statement, *_: asked.append(statement))

    await scrape(stranger)
    once = len(asked)
    clock.advance(KEPT)
    await asyncio.gather(*(scrape(stranger) for _ in range(5)))
    clock.advance(KEPT - timedelta(milliseconds=1))
    await scrape(stranger)

    assert once
    assert len(asked) == 2 * once


async def test_clock_that_was_set_back_stops_no_figures(stranger: Person, coordinator: Person, clock: Clock) -> None:
    """Figures are read anew after the machine's clock was set back, too."""
    clock.advance(timedelta(hours=1))
    await scrape(stranger)
    clock.advance(timedelta(hours=-1))
    await coordinator.report()

    found = await scrape(stranger)

    assert value(found, "otklik_messages_open", "providensky-2020", State.AWAITING_ROUTING) == 1


async def test_requests_are_counted_by_template(stranger: Person, coordinator: Person, auditor: Person) -> None:
    """Requests are counted by method, template and status, whatever their path, and by how long they took."""
    for name in ("wall-1", "wall-2"):
        await coordinator.get(f"{MESSAGES}/{await coordinator.report(external_id=name)}")
    await auditor.post(MESSAGES, {})
    await auditor.get("/nowhere")
    await auditor.http.request("ODDITY", "/healthz")

    found = await scrape(stranger)

    count = "otklik_http_request_seconds_count"
    assert value(found, count, "GET", "/api/v1/messages/{message_id}", "200") == 2
    assert value(found, count, "POST", MESSAGES, "201") == 2
    assert value(found, count, "POST", MESSAGES, "403") == 1
    assert value(found, count, "GET", "other", "404") == 1
    assert value(found, count, "other", "/healthz", "405") == 1
    assert (
        value(found, "otklik_http_request_seconds_bucket", "GET", "/api/v1/messages/{message_id}", "200", "+Inf") == 2
    )


async def test_mistake_inside_is_counted(stranger: Person, coordinator: Person, gateway: InMemoryGateway) -> None:
    """A request that a mistake ends is a 500 in the count as well."""
    gateway.broken = True
    assert (await coordinator.post(MESSAGES, INTAKE)).status_code == 500
    gateway.broken = False

    found = await scrape(stranger)

    assert value(found, "otklik_http_request_seconds_count", "POST", MESSAGES, "500") == 1


async def test_calendar_without_an_end(tmp_path_factory: pytest.TempPathFactory, database: Database) -> None:
    """Where no regulation uses the production calendar, nothing is said about its end."""
    folder = tmp_path_factory.mktemp("regulations")
    write_regulations(folder)
    app = create_app(Settings(database_url=database.url, regulations_dir=folder, temporal_address="127.0.0.1:1"))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://otklik") as client:
        found = await scrape(Person(client))

    assert value(found, "otklik_calendar_known_days") is None
    assert value(found, "otklik_up", "database") == 1


async def test_process_is_shown(stranger: Person) -> None:
    """Memory and age of the process come from the library's own collectors."""
    found = await scrape(stranger)

    assert value(found, "process_resident_memory_bytes")
    assert value(found, "process_start_time_seconds")
