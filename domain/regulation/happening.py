"""Which events can happen in a flow: a step that its file does not have makes none."""

from collections.abc import Iterator, Mapping

from domain.regulation.events import DRAFTED, EventRef
from domain.regulation.model import Flow
from domain.terms import (
    COMPLETIONS,
    ENDINGS,
    LEFT_OPEN,
    PART_EVENTS,
    AssignmentRole,
    CommandName,
    DraftKind,
    EventKind,
)

_TABLES: Mapping[EventKind, str] = {
    EventKind.RESOLVED: "resolution",
    EventKind.DECLINED: "decline",
    EventKind.RETURNED_OUTSIDE: "decline",
    EventKind.CLARIFIED: "clarification",
    **dict.fromkeys(PART_EVENTS, "joint"),
}
_DRAFT_TABLES: Mapping[DraftKind, str] = {
    DraftKind.INTERIM: "interim",
    DraftKind.CLARIFICATION: "clarification",
    DraftKind.EXPLANATION: "explaining",
}
_ROLE_MODES: Mapping[AssignmentRole, str] = {AssignmentRole.LAST: "sequential", AssignmentRole.LEAD: "lead"}
_PASSING = frozenset({EventKind.PART_RETURNED, EventKind.PART_PASSED})
_TO_THE_AUTHOR = frozenset({DraftKind.CLARIFICATION, DraftKind.EXPLANATION})
"""What is placed for the author even where the answer itself is handed over to another body."""


def obstacle(flow: Flow, ref: EventRef) -> str | None:
    """Say in Russian what is missing for an event to happen in a flow; None where it can happen."""
    return next(_obstacles(flow, ref), None)


def ends_life(flow: Flow, ref: EventRef) -> bool:
    """Whether the work on a message is always over with an event of a flow, so that no limit begins with it."""
    if ref.kind not in COMPLETIONS:
        return ref.kind in ENDINGS
    return not any(_has(flow, kind) for kind in ref.drafts & _placed(flow, ref.kind) & LEFT_OPEN)


def _obstacles(flow: Flow, ref: EventRef) -> Iterator[str]:
    table = _TABLES.get(ref.kind)
    if table is not None and getattr(flow, table) is None:
        yield _needs(table)
    if ref.kind is EventKind.RETURNED and not flow.stages:
        yield "нужен хотя бы один этап [[flows.stages]]"
    if ref.kind is EventKind.RETURNED_OUTSIDE and flow.decline is not None and flow.decline.then != "outside":
        yield 'нужно then = "outside" в [flows.decline]'
    if ref.kind is EventKind.PART_DECLINED:
        yield from _part_obstacles(flow)
    if ref.kind in _PASSING and flow.joint is not None and flow.joint.mode == "facts":
        yield "сведения приходят прямо к тому, кто их запросил: их не передают и не возвращают"
    if ref.role is not None:
        yield from _role_obstacles(flow, ref)
    if ref.kind in DRAFTED:
        yield from _draft_obstacles(flow, ref)


def _part_obstacles(flow: Flow) -> Iterator[str]:
    if flow.joint is not None and flow.joint.mode == "sequential":
        yield "в работе по очереди исполнитель возвращает само сообщение: declined"
    if flow.decline is None:
        yield _needs("decline")


def _role_obstacles(flow: Flow, ref: EventRef) -> Iterator[str]:
    if AssignmentRole.SINGLE in ref.roles:
        return
    if flow.joint is None:
        yield _needs("joint")
    else:
        modes = {_ROLE_MODES.get(role, flow.joint.mode) for role in ref.roles}
        if flow.joint.mode not in modes:
            yield f'нужно mode = "{modes.pop()}" в [flows.joint]'


def _draft_obstacles(flow: Flow, ref: EventRef) -> Iterator[str]:
    possible = frozenset(kind for kind in DraftKind if _has(flow, kind))
    if not ref.drafts & possible:
        yield from (_needs(_DRAFT_TABLES[kind]) for kind in ref.drafts)
    elif not ref.drafts & possible & _placed(flow, ref.kind):
        yield f'порядок кончается командой "{flow.completion.command}"'


def _has(flow: Flow, kind: DraftKind) -> bool:
    return kind not in _DRAFT_TABLES or getattr(flow, _DRAFT_TABLES[kind]) is not None


def _placed(flow: Flow, kind: EventKind) -> frozenset[DraftKind]:
    """The kinds of draft that an event can happen to, by the command that completes an answer."""
    handed_over = flow.completion.command is CommandName.HAND_OVER
    if kind is EventKind.PUBLISHED:
        return _TO_THE_AUTHOR if handed_over else frozenset(DraftKind)
    if kind is EventKind.HANDED_OVER:
        return frozenset(DraftKind) - _TO_THE_AUTHOR if handed_over else frozenset()
    return frozenset(DraftKind)


def _needs(table: str) -> str:
    return f"нужна таблица [flows.{table}]"
