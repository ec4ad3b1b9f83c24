"""What the tests' cases are judged by: the shipped regulations, the invented one, and small ones of one's own."""

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from activities.calendar_source import build_calendar
from domain.lifecycle import Rules, rules_from
from domain.regulation import Regulation, parse_regulation

FOLDER = Path(__file__).parents[3] / "regulations"

PRO = "providensky-2020"
VOL = "volchikha-2020"
LUZ = "luga-2020"
GUL = "gulkevichi-draft"
STA = "stavropol-2023"

OWN = "authority-1"
OTHER = "authority-2"
THIRD = "authority-3"
FOURTH = "authority-4"


class Procedure(NamedTuple):
    """One flow of one shipped regulation."""

    regulation: str
    flow: str

    @property
    def rules(self) -> Rules:
        """What its cases are judged by."""
        return shipped(self.regulation)

    @property
    def name(self) -> str:
        """A readable id for parametrised tests."""
        return f"{self.regulation}-{self.flow}"


PROCEDURES = (
    Procedure(PRO, "main"),
    Procedure(VOL, "main"),
    Procedure(LUZ, "main"),
    Procedure(GUL, "pages"),
    Procedure(GUL, "incident"),
    Procedure(STA, "main"),
)


@cache
def shipped(name: str) -> Rules:
    """The rules of a shipped regulation."""
    return rules_of(parse_regulation((FOLDER / f"{name}.toml").read_text("utf-8"), name))


SIXTH = FOLDER.parent / "docs" / "examples" / "zarechny"
"""The folder of an invented municipality's regulation: its first version and the amended one."""


@cache
def sixth(year: str = "2025") -> Rules:
    """The rules of one version of the invented regulation."""
    return rules_of(parse_regulation((SIXTH / f"{year}.toml").read_text("utf-8"), f"{year}.toml"))


def rules_of(regulation: Regulation) -> Rules:
    """The rules as a workflow gets them: from the two texts of a snapshot."""
    calendar = build_calendar(regulation.calendar)
    return rules_from(regulation.model_dump_json(exclude_defaults=True), calendar.model_dump_json())


def with_bodies(rules: Rules, *authorities: str) -> Rules:
    """The same rules with more bodies: the shipped files have two."""
    added = [{"id": authority, "title": f"Орган {authority}"} for authority in authorities]
    known = [item.model_dump() for item in rules.regulation.authorities]
    return rules_of(Regulation.model_validate(rules.regulation.model_dump() | {"authorities": [*known, *added]}))


def with_flow(rules: Rules, **changes: Any) -> Rules:  # noqa: ANN401 -- tables of a flow
    """The same rules with some tables of the first flow replaced."""
    first, *others = rules.regulation.model_dump()["flows"]
    flows = [first | changes, *others]
    return rules_of(Regulation.model_validate(rules.regulation.model_dump() | {"flows": flows}))


SMALL_HEAD = """
format = 1
id = "small"
version = "1"
status = "in_force"
title = "Малый порядок"
act = { issuer = "Администрация" }
scope = { clause = "1", networks = ["vk"] }
authorities = [{ id = "authority-1", title = "Орган 1" }, { id = "authority-2", title = "Орган 2" }]
calendar = { timezone = "Europe/Moscow", week = { mon = HOURS, tue = HOURS, wed = HOURS, thu = HOURS, fri = HOURS } }
""".replace("HOURS", '["09:00-13:00", "14:00-18:00"]')
"""The top of an invented regulation's file; more keys of the top may follow, then its flow."""

_STAGES = """
[[flows.stages]]
id = "curator"
title = "Куратор"
clause = "4"
return_clause = "5"
decided_by = "coordinator"
"""

_FLOW = """
[[flows]]
id = "main"
title = "Порядок"
clause = "1"
routing.clause = "2"
drafting = { clause = "3", rework_clause = "6" }
completion = { command = "publish", by = "executor", clause = "7" }
"""

_LIMIT = """
[[flows.limits]]
name = "limit"
title = "Срок"
clause = "8"
actor = "executor"
"""


def small(*limits: str, reviewed: bool = True, head: str = "", steps: str = "") -> Rules:
    """A regulation of one's own with these limits, each given as its keys.

    ``head`` adds keys at the top, ``steps`` keys of the flow, one a line: ``decline = {…}``.
    """
    tables = "".join(_LIMIT.replace('"limit"', f'"limit{number}"') + keys for number, keys in enumerate(limits, 1))
    flow = _FLOW + steps + (_STAGES if reviewed else "") + (tables or _LIMIT + PLAIN)
    return rules_of(parse_regulation(head + SMALL_HEAD + flow, "small"))


PLAIN = """
starts = "detected"
ends = ["published"]
amount = 9
unit = "working_hours"
"""
"""The keys of a limit of nine working hours from detection to publication."""
