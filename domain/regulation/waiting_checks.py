"""Whether the wait for an author's reply is whole: its limit, the question that starts it, the ground that follows."""

from collections.abc import Iterator

from domain.regulation.events import EventRef
from domain.regulation.model import Flow, Regulation
from domain.terms import DraftKind, EventKind, Outcome
from domain.validation import FieldError

_ASKED = EventRef(EventKind.PUBLISHED, draft=DraftKind.CLARIFICATION.value)
_REPLIED = EventRef(EventKind.CLARIFIED)


def waiting_problems(regulation: Regulation) -> Iterator[FieldError]:
    """Find what the waits of all flows, their limits and the grounds of silence contradict in each other."""
    silent = [number for number, item in enumerate(regulation.grounds) if item.outcome is Outcome.AUTHOR_SILENT]
    waits = False
    for number, flow in enumerate(regulation.flows):
        name = None if flow.clarification is None else flow.clarification.wait
        waits = waits or name is not None
        path = f"flows[{number}]"
        if name is not None and not silent:
            yield FieldError(f"{path}.clarification.wait", 'нужно основание [[grounds]] с outcome = "author_silent"')
        yield from _limit_problems(flow, name, path)
    if not waits:
        for number in silent:
            message = "author_silent допустимо, только если в [flows.clarification] указано wait"
            yield FieldError(f"grounds[{number}].outcome", message)


def _limit_problems(flow: Flow, name: str | None, path: str) -> Iterator[FieldError]:
    """The limit that is waited by is the author's, runs from every question to the reply, and is the only such one."""
    for number, rule in enumerate(flow.limits):
        place = f"{path}.limits[{number}]"
        if rule.actor == "author" and rule.name != name:
            yield FieldError(
                f"{place}.actor", "author допустимо только у срока, названного в [flows.clarification] wait"
            )
        if rule.name == name:
            whole = rule.actor == "author" and rule.starts == _ASKED and rule.ends == (_REPLIED,) and rule.repeats
            if not whole:
                asked = f'actor = "author", starts = "{_ASKED}", ends = ["{_REPLIED}"], repeats = true'
                yield FieldError(place, f"сроку ожидания нужно: {asked}")
    names = [rule.name for rule in flow.limits]
    if name is not None and name not in names:
        yield FieldError(f"{path}.clarification.wait", f"такого срока в порядке нет; допустимо: {', '.join(names)}")
