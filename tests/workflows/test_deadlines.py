"""Limits as durable timers: what is announced, when, and what Temporal's UI shows of it."""

from datetime import timedelta
from typing import Any

from temporalio.api.enums.v1 import EventType
from temporalio.contrib.pydantic import pydantic_data_converter

from domain.terms import LimitState
from ops.virtual_time import VirtualLife
from tests.workflows.conftest import Begin
from tests.workflows.lives import DRAFT, ROUTE


async def _announced(life: VirtualLife) -> list[tuple[str, str]]:
    entries: list[dict[str, Any]] = await life.handle.query("journal")
    kinds = {"reminder", "limit_due", "limit_missed"}
    return [(entry["action"], entry["details"]["name"]) for entry in entries if entry["action"] in kinds]


async def test_a_limit_reminds_then_is_missed_once(begin: Begin) -> None:
    """A reminder comes before the limit and the breach after it, each once, however long nothing is done."""
    life = await begin("providensky-2020")
    await life.wait(timedelta(minutes=29))
    assert await _announced(life) == [("reminder", "route")]
    await life.wait(timedelta(minutes=1, seconds=1))
    assert await _announced(life) == [("reminder", "route"), ("limit_missed", "route")]
    await life.wait(timedelta(days=3))
    announced = await _announced(life)
    assert len(announced) == len(set(announced))
    assert {name for action, name in announced if action == "limit_missed"} == {"route", "draft", "overall"}
    case = await life.status()
    assert case.overdue


async def test_exactly_at_the_limit_is_on_time(begin: Begin) -> None:
    """An act at the very instant of the limit is on time, and nothing is announced afterwards."""
    life = await begin("providensky-2020")
    due = life.now + timedelta(minutes=30)
    await life.wait(timedelta(hours=2))
    case = await life.give("route", occurred_at=due.isoformat(), comment="По журналу.", **ROUTE[1])
    assert next(limit for limit in case.deadlines if limit.name == "route").state is LimitState.MET


async def test_reminders_keep_working_hours(begin: Begin) -> None:
    """No reminder goes out at night: that of a limit which runs over night comes in service time."""
    life = await begin("providensky-2020", hour=17, minute=45)
    await life.wait(timedelta(hours=16))
    entries: list[dict[str, Any]] = await life.handle.query("journal")
    reminders = [entry for entry in entries if entry["action"] == "reminder"]
    assert reminders
    assert all("09:00" <= entry["at"][11:16] < "18:00" for entry in reminders)


async def test_nothing_is_announced_of_a_paper_trail(begin: Begin) -> None:
    """A message whose limits were long past when it was entered raises no reminder and no alarm for them."""
    life = await begin("providensky-2020", detected_at="2026-03-16T10:00:00+12:00")
    case = await life.status()
    await life.wait(timedelta(days=1))
    assert await _announced(life) == []
    assert case.overdue
    case = await life.give("route", occurred_at="2026-03-16T10:10:00+12:00", comment="С бумаги.", **ROUTE[1])
    route = next(limit for limit in case.deadlines if limit.name == "route")
    assert route.state is LimitState.MET


async def test_every_running_limit_is_a_timer_with_words(begin: Begin) -> None:
    """Each running limit is one timer whose summary names the limit and its clause; none is left after the end."""
    life = await begin("stavropol-2023")
    await life.give(*ROUTE[:1], **ROUTE[1])
    await life.give(*DRAFT[:1], **DRAFT[1])
    history = await life.handle.fetch_history()
    started = {
        event.event_id: await pydantic_data_converter.decode([event.user_metadata.summary])
        for event in history.events
        if event.event_type == EventType.EVENT_TYPE_TIMER_STARTED
    }
    ended = {
        event.timer_canceled_event_attributes.started_event_id or event.timer_fired_event_attributes.started_event_id
        for event in history.events
        if event.event_type in {EventType.EVENT_TYPE_TIMER_CANCELED, EventType.EVENT_TYPE_TIMER_FIRED}
    }
    running = " ".join(str(summary[0]) for number, summary in started.items() if number not in ended)
    assert len(started) - len(ended) == 3
    for clause in ("п. 11", "п. 13", "п. 15"):
        assert clause in running
    case = await life.give("close", reason="Дубль.")
    await life.handle.result()
    assert not [limit for limit in case.deadlines if limit.state is LimitState.RUNNING]


async def test_an_untaken_alternative_is_cancelled(begin: Begin) -> None:
    """When the department approves after its ten minutes for remarks, that window falls away without a breach."""
    life = await begin("stavropol-2023")
    await life.give(*ROUTE[:1], **ROUTE[1])
    await life.give(*DRAFT[:1], **DRAFT[1])
    await life.wait(timedelta(minutes=20))
    assert ("limit_missed", "sendback") not in await _announced(life)
    assert not (await life.status()).overdue
    case = await life.give("approve", stage="department")
    assert next(limit for limit in case.deadlines if limit.name == "sendback").state is LimitState.CANCELLED


async def test_a_deadline_explains_itself(begin: Begin) -> None:
    """The explanation of a limit lists the intervals that were counted; an unknown limit has none."""
    life = await begin("providensky-2020", hour=16)
    explanation = await life.handle.query("explain", "overall")
    day = life.now.date().isoformat()
    assert explanation["intervals"][0]["from"][:16] == f"{day}T16:00"
    assert explanation["clause"] == "9"
    assert explanation["calendar_version"].startswith("sha256:")
    assert await life.handle.query("explain", "nothing") is None
