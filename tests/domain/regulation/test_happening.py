"""Which events can happen in a flow."""

import pytest

from domain.regulation import EventRef, Flow
from domain.regulation.happening import obstacle
from domain.terms import EventKind
from tests.domain.regulation.small import (
    CLARIFICATION,
    DECLINE,
    EXPLAINING,
    FACTS,
    INTERIM,
    LEAD,
    OUTSIDE,
    RESOLUTION,
    SEQUENTIAL,
    small_flow,
)

ALWAYS = {
    EventKind.DETECTED,
    EventKind.RECEIVED,
    EventKind.ROUTED,
    EventKind.ASSIGNED,
    EventKind.DRAFT_SUBMITTED,
    EventKind.APPROVED,
    EventKind.PUBLISHED,
    EventKind.CONVERTED,
    EventKind.EXCLUDED,
    EventKind.CLOSED,
}


def reachable(flow: Flow) -> set[EventKind]:
    """The kinds of event that nothing keeps from happening."""
    return {kind for kind in EventKind if obstacle(flow, EventRef(kind)) is None}


@pytest.mark.parametrize(
    ("steps", "added"),
    [
        ("", set()),
        (RESOLUTION, {EventKind.RESOLVED}),
        (DECLINE, {EventKind.DECLINED}),
        (OUTSIDE, {EventKind.DECLINED, EventKind.RETURNED_OUTSIDE}),
        (
            SEQUENTIAL + DECLINE,
            {EventKind.DECLINED, EventKind.PART_CONTRIBUTED, EventKind.PART_RETURNED, EventKind.PART_PASSED},
        ),
        (LEAD, {EventKind.PART_CONTRIBUTED, EventKind.PART_RETURNED, EventKind.PART_PASSED}),
        (INTERIM, set()),
        (CLARIFICATION, {EventKind.CLARIFIED}),
        (EXPLAINING, set()),
    ],
)
def test_each_step_makes_its_events(steps: str, added: set[EventKind]) -> None:
    """What a flow without options knows always happens; a table adds its own events and no others."""
    assert reachable(small_flow(steps=steps, stages=())) == ALWAYS | added


def test_a_whole_flow_has_every_event() -> None:
    """Where every step is provided for, everything happens but the hand-over of an answer that is published."""
    flow = small_flow(steps=RESOLUTION + OUTSIDE + LEAD + INTERIM + CLARIFICATION + EXPLAINING)
    assert set(EventKind) - reachable(flow) == {EventKind.HANDED_OVER}


@pytest.mark.parametrize("stages", [(), ("a",)])
def test_only_stages_return_a_draft(stages: tuple[str, ...]) -> None:
    """A flow without approval has the last approval at once and no return."""
    kinds = reachable(small_flow(stages=stages))
    assert EventKind.APPROVED in kinds
    assert (EventKind.RETURNED in kinds) == bool(stages)


@pytest.mark.parametrize(
    ("steps", "ends", "event", "missing"),
    [
        ("", "publish", "declined", "нужна таблица [flows.decline]"),
        ("", "publish", "returned_outside", "нужна таблица [flows.decline]"),
        (DECLINE, "publish", "returned_outside", 'нужно then = "outside" в [flows.decline]'),
        ("", "publish", "part_passed", "нужна таблица [flows.joint]"),
        ("", "publish", "part_declined", "нужна таблица [flows.joint]"),
        (LEAD, "publish", "part_declined", "нужна таблица [flows.decline]"),
        (LEAD + DECLINE, "publish", "part_declined", None),
        (FACTS, "publish", "part_contributed", None),
        (FACTS, "publish", "assigned:part", None),
        (FACTS, "publish", "assigned:lead", 'нужно mode = "lead" в [flows.joint]'),
        (FACTS + DECLINE, "publish", "part_declined", None),
        (FACTS, "publish", "part_passed", "сведения приходят прямо к тому, кто их запросил"),
        (FACTS, "publish", "part_returned", "их не передают и не возвращают"),
        (SEQUENTIAL + DECLINE, "publish", "part_declined", "в работе по очереди исполнитель возвращает"),
        ("", "publish", "assigned:single", None),
        ("", "publish", "assigned:joint", "нужна таблица [flows.joint]"),
        (SEQUENTIAL, "publish", "assigned:joint", None),
        (SEQUENTIAL, "publish", "assigned:part", None),
        (SEQUENTIAL, "publish", "assigned:last", None),
        (SEQUENTIAL, "publish", "assigned:lead", 'нужно mode = "lead" в [flows.joint]'),
        (LEAD, "publish", "assigned:lead", None),
        (LEAD, "publish", "assigned:last", 'нужно mode = "sequential" в [flows.joint]'),
        ("", "publish", "clarified", "нужна таблица [flows.clarification]"),
        ("", "publish", "draft_submitted:interim", "нужна таблица [flows.interim]"),
        (INTERIM, "publish", "draft_submitted:interim", None),
        ("", "publish", "returned:clarification", "нужна таблица [flows.clarification]"),
        ("", "publish", "published:explanation", "нужна таблица [flows.explaining]"),
        ("", "publish", "published:answer", None),
        ("", "publish", "approved:reply", None),
        ("", "publish", "handed_over", 'порядок кончается командой "publish"'),
        ("", "publish", "handed_over:final", 'порядок кончается командой "publish"'),
        ("", "hand_over", "handed_over:answer", None),
        ("", "hand_over", "handed_over:interim", "нужна таблица [flows.interim]"),
        (CLARIFICATION, "hand_over", "handed_over:clarification", 'порядок кончается командой "hand_over"'),
        (EXPLAINING, "hand_over", "handed_over:explanation", 'порядок кончается командой "hand_over"'),
        ("", "hand_over", "published", 'порядок кончается командой "hand_over"'),
        (INTERIM, "hand_over", "published:interim", 'порядок кончается командой "hand_over"'),
        (CLARIFICATION, "hand_over", "published:answer", 'порядок кончается командой "hand_over"'),
        (CLARIFICATION, "hand_over", "published", None),
        (CLARIFICATION, "hand_over", "published:clarification", None),
        (EXPLAINING, "hand_over", "published:reply", None),
        (EXPLAINING, "hand_over", "published:explanation", None),
    ],
)
def test_what_is_missing_is_said(steps: str, ends: str, event: str, missing: str | None) -> None:
    """An event that cannot happen is explained by what the flow does not have; one that can is not."""
    said = obstacle(small_flow(steps=steps, ends=ends), EventRef.parse(event))
    assert said is None if missing is None else said is not None and missing in said
