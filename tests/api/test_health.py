"""Whether the process lives and can work."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import httpx

from activities.calendar_source import KNOWN_UNTIL
from api.app import create_app
from settings import Settings
from tests.api.client import Clock, Person
from tests.api.memory import InMemoryGateway
from tests.regulations_for_tests import write_regulations


async def test_live(stranger: Person, gateway: InMemoryGateway) -> None:
    """The process is live whatever is away."""
    gateway.away = True

    assert (await stranger.get("/healthz")).json() == {"status": "ok"}


async def test_ready(stranger: Person) -> None:
    """With Temporal, the database and a known calendar the API is ready."""
    response = await stranger.get("/readyz")

    assert response.status_code == 200
    assert response.json()["ready"] is True
    assert response.json()["calendar"]["detail"].endswith(KNOWN_UNTIL.isoformat())


async def test_not_ready_without_temporal(stranger: Person, gateway: InMemoryGateway) -> None:
    """Without Temporal the API is not ready, and says what is away."""
    gateway.away = True

    response = await stranger.get("/readyz")

    assert (response.status_code, response.json()["temporal"]["status"]) == (503, "away")


async def test_not_ready_without_the_database(stranger: Person, lose_database: Callable[[], None]) -> None:
    """Without the database the API is not ready."""
    lose_database()

    response = await stranger.get("/readyz")

    assert (response.status_code, response.json()["database"]["status"]) == (503, "away")


async def test_calendar_without_an_end(tmp_path: Path) -> None:
    """Where no regulation uses the production calendar, nothing can end."""
    write_regulations(tmp_path)
    app = create_app(Settings(data_dir=tmp_path, regulations_dir=tmp_path, temporal_address="127.0.0.1:1"))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://otklik") as client:
        calendar = (await client.get("/readyz")).json()["calendar"]

    assert calendar == {"status": "ok", "detail": "производственный календарь не используется"}


async def test_warning_before_the_calendar_ends(stranger: Person, clock: Clock) -> None:
    """Three months before the known calendar ends there is a warning; the API stays ready, also after."""
    for moment, status in [
        (datetime(KNOWN_UNTIL.year, 9, 29, tzinfo=UTC), "ok"),
        (datetime(KNOWN_UNTIL.year, 10, 1, tzinfo=UTC), "warning"),
        (datetime(KNOWN_UNTIL.year + 1, 2, 1, tzinfo=UTC), "warning"),
    ]:
        clock.now = moment
        response = await stranger.get("/readyz")
        assert (response.status_code, response.json()["calendar"]["status"]) == (200, status)
