"""Regulations of one flow, written in a few words, for what the documented example does not have."""

from collections.abc import Iterable

from domain.regulation import Flow, Regulation, parse_regulation

_HOURS = '["09:00-13:00", "14:00-18:00"]'
_HEAD = """
format = 1
id = "small"
version = "1"
status = "in_force"
title = "Малый порядок"
act = { issuer = "Администрация" }
scope = { clause = "1", networks = ["vk"] }
authorities = [{ id = "authority-1", title = "Орган 1" }]
"""
WEEK = f"calendar.week = {{ mon = {_HOURS}, tue = {_HOURS}, wed = {_HOURS}, thu = {_HOURS}, fri = {_HOURS} }}\n"

RESOLUTION = 'resolution = { clause = "2" }\n'
DECLINE = 'decline = { clause = "3(1)", then = "reroute" }\n'
OUTSIDE = 'decline = { clause = "3(1)", then = "outside" }\n'
SEQUENTIAL = 'joint = { clause = "15", mode = "sequential", pass_clause = "15(2)" }\n'
LEAD = 'joint = { clause = "18", mode = "lead", pass_clause = "18(2)" }\n'
INTERIM = 'interim = { clause = "14" }\n'
FACTS = 'joint = { clause = "8", mode = "facts" }\n'
CLARIFICATION = 'clarification = { clause = "4(1)", placed_by = "executor" }\n'
EXPLAINING = 'explaining = { clause = "8", sent_by = "executor" }\n'
EXPLAINED = '[[grounds]]\nid = "explained"\ntitle = "Не наше"\nclause = "8"\noutcome = "explained"\n'


def limit(name: str, span: str, length: str, keys: str = "", clause: str = "") -> str:
    """A limit's table: ``span`` is «start > end, end», without a start for a backward one.

    ``length`` is «4 working_hours», «before overall 4 working_hours» or «0.5 of overall»; ``keys`` are added.
    """
    begin, _, ends = span.rpartition(" > ")
    listed = ", ".join(f'"{end}"' for end in ends.split(", "))
    starts = f'starts = "{begin}"\n' if begin else ""
    return (
        f'[[flows.limits]]\nname = "{name}"\ntitle = "Срок {name}"\nclause = "{clause or name}"\nactor = "executor"\n'
        f"{starts}ends = [{listed}]\n{_length(length)}\n{keys}\n"
    )


def stage(name: str) -> str:
    """A stage's table."""
    return (
        f'[[flows.stages]]\nid = "{name}"\ntitle = "Этап"\nclause = "5"\nreturn_clause = "5"\ndecided_by = "reviewer"\n'
    )


def text(
    *limits: str,
    steps: str = "",
    stages: Iterable[str] = ("a",),
    ends: str = "publish",
    head: str = "",
    week: str = WEEK,
) -> str:
    """A file with these limits; ``steps`` are keys of the flow, ``ends`` the command that completes an answer."""
    flow = (
        '[[flows]]\nid = "main"\ntitle = "Порядок"\nclause = "1"\nrouting.clause = "3"\n'
        'drafting = { clause = "4", rework_clause = "6" }\n'
        f'completion = {{ command = "{ends}", by = "executor", clause = "7" }}\n{steps}'
    )
    parts = (limits or (limit("any", "detected > closed", "9 working_hours"),), map(stage, stages))
    calendar = f'calendar.timezone = "Europe/Moscow"\n{week}'
    return _HEAD + calendar + head + flow + "".join(parts[1]) + "".join(parts[0])


def small(
    *limits: str,
    steps: str = "",
    stages: Iterable[str] = ("a",),
    ends: str = "publish",
    head: str = "",
    week: str = WEEK,
) -> Regulation:
    """The same, read."""
    return parse_regulation(text(*limits, steps=steps, stages=stages, ends=ends, head=head, week=week), "small.toml")


def small_flow(*limits: str, steps: str = "", stages: Iterable[str] = ("a",), ends: str = "publish") -> Flow:
    """The only flow of a small regulation, explained on one ground where it explains at all."""
    head = EXPLAINED if EXPLAINING in steps else ""
    return small(*limits, steps=steps, stages=stages, ends=ends, head=head).flows[0]


def _length(words: str) -> str:
    if words.startswith("before "):
        _, base, amount, unit = words.split()
        return f'before = {{ limit = "{base}", amount = {amount}, unit = "{unit}" }}'
    if " of " in words:
        share, _, whole = words.split()
        return f'share_of = {{ limit = "{whole}", share = {share} }}'
    amount, unit = words.split()
    return f'amount = {amount}\nunit = "{unit}"'
