"""Commands as signals and updates on the real server: good ones, wrong ones, and garbage."""

from datetime import timedelta
from typing import Any

import pytest
from temporalio.api.common.v1 import Payload
from temporalio.api.enums.v1 import EventType
from temporalio.client import WorkflowUpdateFailedError
from temporalio.common import RawValue
from temporalio.exceptions import ApplicationError

from domain.lifecycle import CaseView
from domain.terms import State
from ops.virtual_time import VirtualLife
from tests.workflows.conftest import Begin
from tests.workflows.lives import APPROVE, DRAFT, PUBLISH, ROUTE
from workflows.contract import REFUSED

GARBAGE: dict[str, list[Any]] = {
    "no argument": [],
    "two arguments": [{"text": "a"}, {"text": "b"}],
    "a string": ["approve"],
    "a number": [17],
    "null": [None],
    "a list": [[1, 2]],
    "an unknown field": [{"text": "a", "colour": "red"}],
    "no field": [{}],
    "broken JSON": [RawValue(Payload(metadata={"encoding": b"json/plain"}, data=b'{"text": '))],
    "deep nesting": [RawValue(Payload(metadata={"encoding": b"json/plain"}, data=b"[" * 100_000))],
    "not a number": [RawValue(Payload(metadata={"encoding": b"json/plain"}, data=b'{"text": NaN}'))],
    "a lone surrogate": [RawValue(Payload(metadata={"encoding": b"json/plain"}, data=b'{"text": "\\ud800"}'))],
    "bytes": [RawValue(Payload(metadata={"encoding": b"binary/plain"}, data=b"\x00\xff"))],
    "no encoding": [RawValue(Payload(data=b"{}"))],
}


async def _entries(life: VirtualLife) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = await life.handle.query("journal")
    return entries


async def _refused_update(life: VirtualLife, command: str, *args: object) -> dict[str, Any]:
    with pytest.raises(WorkflowUpdateFailedError) as caught:
        await life.handle.execute_update(command, args=list(args))
    assert isinstance(caught.value.cause, ApplicationError)
    assert caught.value.cause.type == REFUSED
    details: dict[str, Any] = caught.value.cause.details[0]
    return details


@pytest.mark.parametrize("kind", GARBAGE)
async def test_garbage_is_answered_and_harms_nothing(kind: str, begin: Begin) -> None:
    """What cannot be read is refused with a reason as an update, journalled as a signal, and changes nothing else."""
    life = await begin("providensky-2020")
    before = await life.status()
    details = await _refused_update(life, "note", *GARBAGE[kind])
    assert details["code"] == "invalid_input"
    assert details["errors"]
    await life.handle.signal("note", args=GARBAGE[kind])
    last = (await _entries(life))[-1]
    assert (last["action"], last["details"]["code"]) == ("refused", "invalid_input")
    after = await life.status()
    assert after.journal_seq == before.journal_seq + 1
    moving = {"journal_seq", "deadlines", "held"}
    assert after.model_dump(exclude=moving) == before.model_dump(exclude=moving)
    assert (await life.give(*ROUTE[:1], **ROUTE[1])).state is State.DRAFTING


async def test_an_unknown_command_is_refused(begin: Begin) -> None:
    """A name that is no command is refused as an update and journalled as a signal."""
    life = await begin("volchikha-2020")
    assert (await _refused_update(life, "explode", {}))["code"] == "invalid_input"
    await life.handle.signal("explode", {})
    assert (await _entries(life))[-1]["details"]["command"] == "explode"


async def test_a_signal_does_what_an_update_does(begin: Begin) -> None:
    """A whole life can be led by signals alone."""
    life = await begin("providensky-2020")
    for command, payload in (ROUTE, DRAFT, APPROVE, PUBLISH):
        await life.handle.signal(command, payload)
    case = CaseView.model_validate(await life.handle.result())
    assert case.state is State.CLOSED


async def test_a_refused_update_leaves_no_trace(begin: Begin) -> None:
    """A command in the wrong state is refused with its clause before anything enters the history."""
    life = await begin("providensky-2020")
    await life.status()
    details = await _refused_update(life, "approve", {})
    assert details["code"] == "wrong_state"
    assert details["clause"] == "11"
    history = await life.handle.fetch_history()
    kinds = {event.event_type for event in history.events}
    assert EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED not in kinds
    assert len(await _entries(life)) == 1


async def test_the_same_command_id_is_one_effect(begin: Begin) -> None:
    """A repeat answers with the case as it is, even when the step has long passed; another payload is refused."""
    life = await begin("providensky-2020")
    first = await life.give("route", command_id="r-1", **ROUTE[1])
    await life.give(*DRAFT[:1], **DRAFT[1])
    repeat = await life.give("route", command_id="r-1", **ROUTE[1])
    assert repeat.state is State.IN_REVIEW
    assert repeat.journal_seq == first.journal_seq + 1
    other = {"command_id": "r-1", "assignments": [{"authority": "authority-2"}]}
    assert (await _refused_update(life, "route", other))["code"] == "command_reused"


async def test_two_approvals_at_once_have_one_winner(begin: Begin) -> None:
    """Of two reviewers who approve at the same moment one succeeds and the other hears why not."""
    life = await begin("providensky-2020")
    await life.give(*ROUTE[:1], **ROUTE[1])
    await life.give(*DRAFT[:1], **DRAFT[1])
    await life.handle.signal("approve", {"comment": "первый"})
    await life.handle.signal("approve", {"comment": "второй"})
    case = await life.status()
    assert case.state is State.APPROVED
    assert [entry["action"] for entry in (await _entries(life))[-2:]] == ["approve", "refused"]


async def test_time_of_an_act_is_its_own(begin: Begin) -> None:
    """An act that is entered late keeps its own time, and says why it came late."""
    life = await begin("providensky-2020")
    await life.wait(timedelta(hours=1))
    happened = (life.now - timedelta(minutes=50)).isoformat()
    details = await _refused_update(life, "route", {**ROUTE[1], "occurred_at": happened})
    assert details["errors"][0]["field"] == "comment"
    case = await life.give("route", occurred_at=happened, comment="Не было связи.", **ROUTE[1])
    route = next(limit for limit in case.deadlines if limit.name == "route")
    assert (route.state, route.done_at) == ("met", life.now - timedelta(minutes=50))
    actions = [entry["action"] for entry in await _entries(life)]
    assert actions[-3:] == ["limit_missed", "route", "limit_corrected"]


@pytest.mark.parametrize("theme", ["д" * 500, "🕯" * 500])
async def test_a_long_theme_stops_no_case(theme: str, begin: Begin) -> None:
    """A theme longer than Temporal's search may hold, at intake or at routing, is cut for the search alone."""
    life = await begin("providensky-2020", theme=theme)
    case = await life.give("route", **ROUTE[1], theme=theme)
    assert case.message["theme"] == theme


async def test_a_query_with_a_moment_shows_the_limits_of_that_moment(begin: Begin) -> None:
    """A case that nothing has happened to for long still shows the time that is left now."""
    life = await begin("providensky-2020")
    await life.status()
    later = life.now + timedelta(minutes=20)
    answer = CaseView.model_validate(await life.handle.query("status", later))
    assert answer.deadlines[0].working_time_left == "PT10M"


async def test_the_command_that_ended_a_life_is_remembered(begin: Begin) -> None:
    """After the end the workflow still tells that a command was carried out, so that its repeat can be answered."""
    life = await begin("volchikha-2020")
    await life.give("close", reason="Дубль.", command_id="the-end")
    await life.handle.result()
    assert await life.handle.query("command_digest", "the-end")
    assert await life.handle.query("command_digest", "another") is None
