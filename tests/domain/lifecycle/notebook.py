"""What a clerk would note of a life, by hand: who has the message, what was done when, and what it was called.

It is written from the acts' texts and knows nothing of the code under test but the names of commands and fields.
"""

from bisect import insort
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from tests.domain.lifecycle.oracle import Done, Own
from tests.domain.lifecycle.oracle_table import marks
from tests.domain.lifecycle.oracle_time import Service

CHAINS = {
    "providensky-2020-main": ("curator",),
    "volchikha-2020-main": ("curator",),
    "luga-2020-main": ("oiv",),
    "gulkevichi-draft-pages": ("curator", "head"),
    "gulkevichi-draft-incident": ("curator", "head"),
    "stavropol-2023-main": ("department", "mcu", "cur"),
}
ONE_STAGE = {"gulkevichi-draft-pages": ("curator",)}
"""Where a question to the author needs fewer agreements than an answer."""

OUTSIDE = ("oiv", "cur")
"""Stages of bodies that no municipality's act can bind."""

BESIDE = marks("given:part part-in part-on part-back part-declined author")
"""Acts that begin no step of the whole message."""

IN_TURN, SIDE_BY_SIDE = "providensky-2020-main", "stavropol-2023-main"
GROUPS = {"final": "answer reply", "interim": "answer reply", "explanation": "reply", "clarification": ""}


@dataclass(frozen=True)
class Part:
    """What a body does with the message (``single``, ``part``, ``last``, ``lead``) and how far it is.

    ``given`` is when it got the message, ``since`` when it last got it or its part back, ``came`` when its part came.
    """

    role: str
    state: str
    given: datetime
    since: datetime
    came: datetime | None = None


@dataclass(frozen=True)
class Heard:
    """When an act was done, when it was entered, and whether the first is only taken for the second (R15)."""

    at: datetime
    known: datetime
    estimated: bool = False


def of_kind(what: str, kind: str) -> str:
    """What happened to a draft, with every name that its kind has."""
    return " ".join([what, f"{what}:{kind}", *(f"{what}:{group}" for group in GROUPS[kind].split())])


@dataclass
class Notebook:
    """The notes on one message; ``where`` is its draft: at ``work``, in ``review``, or ``approved``."""

    procedure: str
    acts: list[Done] = field(default_factory=list)
    own: Own = field(default_factory=Own)
    team: dict[str, Part] = field(default_factory=dict)
    holder: str | None = None
    resolved: str | None = None
    kind: str = ""
    where: str = "work"
    stage: int = 0
    interims: int = 0
    asked: bool = False
    closed: bool = False

    @property
    def chain(self) -> tuple[str, ...]:
        """The stages that the present draft goes through."""
        chains = ONE_STAGE if self.kind == "clarification" and self.procedure in ONE_STAGE else CHAINS
        return chains[self.procedure]

    def bodies(self, state: str, role: str = "part") -> list[str]:
        """The bodies whose part stands like that."""
        return [body for body, part in self.team.items() if (part.role, part.state) == (role, state)]

    def came(self, body: str | None = None) -> list[str]:
        """The bodies whose part waits for the coordinator, or that one if it does."""
        return [name for name, part in self.team.items() if part.state == "in" and body in {None, name}]

    def has_it(self) -> set[str]:
        """The bodies that have the message before them."""
        seen = {body for body, part in self.team.items() if part.state not in {"waiting", "declined"}}
        return seen | ({self.holder} if self.holder else set())

    def began(self, name: str, body: str | None) -> datetime:
        """When the step began that a command ends: no act of it can be earlier."""
        if name in {"note", "significant", "shortcoming"}:
            return self.acts[0].at
        if name == "clarified":
            return max(act.at for act in self.acts if "out:clarification" in act)
        part = self.team.get(body or "")
        if part is not None and part.role == "part" and name in {"contribute", "decline"}:
            return part.since
        if part is not None and part.came is not None and name in {"approve", "return"}:
            return part.came
        if name == "route" and self.holder is not None:
            return max(act.at for act in self.acts if "part-declined" in act)
        main = [act.at for act in self.acts if not act.marks & BESIDE]
        return max([*main, *([self.team[self.holder].given] if self.holder in self.team else [])])

    def write(self, what: str, heard: Heard, body: str | None = None) -> None:
        """Note one act at its place in time."""
        done = Done(marks(what), heard.at, heard.known, body, heard.estimated)
        insort(self.acts, done, key=lambda act: act.at)

    def note(self, name: str, fields: Mapping[str, Any], heard: Heard, body: str | None) -> None:
        """Note a command that was accepted; ``body`` is whose act it was, or whose part it was about."""
        if name in {"submit_draft", "interim_answer"}:
            self.kind, self.where, self.stage = fields.get("kind", "interim"), "review", 0
            self.write(of_kind("draft", self.kind), heard, self.holder)
        elif name in {"approve", "return"} and body is not None:
            self._part_decided(name, heard, body)
        elif name in {"approve", "return"}:
            self._draft_decided(name, heard)
        elif name in {"publish", "hand_over"} and "appeal" not in fields:
            self._out(heard)
        elif name in {"exclude", "close", "hand_over"}:
            self.closed = True
            self.write("end", heard)
        else:
            getattr(self, f"_{name}", lambda *_: None)(fields, heard, body)

    def _resolve(self, fields: Mapping[str, Any], heard: Heard, _body: str | None) -> None:
        self.resolved = fields["authority"]
        self.write("resolved", heard)

    def _route(self, fields: Mapping[str, Any], heard: Heard, _body: str | None) -> None:
        named = [item["authority"] for item in fields["assignments"]]
        if self.holder is not None:
            self.team = {body: part for body, part in self.team.items() if part.state != "declined"}
            for body in named:
                self._give(body, "part", heard)
            return
        self.where = "work"
        self.team = self._given_parts()
        self.write("routed", heard)
        self._set_terms(fields, heard.at)
        if len(named) == 1 and not self.team:
            self.holder = named[0]
            self._give(named[0], "single", heard)
        elif self.procedure == IN_TURN:
            for number, body in enumerate(named, 1):
                self.team[body] = Part("last" if number == len(named) else "part", "waiting", heard.at, heard.at)
            self._next_turn(heard)
        else:
            self.holder = fields.get("lead", named[0])
            for body in named:
                self._give(body, "lead" if body == self.holder else "part", heard)

    def _given_parts(self) -> dict[str, Part]:
        """The parts that outlive a return for competence, and the next sending."""
        return {body: part for body, part in self.team.items() if part.state in {"in", "on"}}

    def _set_terms(self, fields: Mapping[str, Any], at: datetime) -> None:
        if fields.get("days_off") and self.own.service.daily_from is None:
            self.own = replace(self.own, service=Service(daily_from=at))
        if "answer_within" in fields:
            terms = {"overall": fields["answer_within"], "draft": fields.get("draft_within")}
            minutes = {name: int(term["amount"]) * 60 for name, term in terms.items() if term}
            self.own = replace(self.own, minutes=minutes)

    def _give(self, body: str, role: str, heard: Heard) -> None:
        self.team[body] = Part(role, "working", heard.at, heard.at)
        self.write(f"given given:{role}" + ("" if role == "single" else " given:joint"), heard, body)

    def _next_turn(self, heard: Heard) -> None:
        waiting = [body for body, part in self.team.items() if part.state == "waiting"]
        if waiting:
            self.holder = waiting[0]
            self._give(self.holder, self.team[self.holder].role, heard)

    def _decline(self, _fields: Mapping[str, Any], heard: Heard, body: str | None) -> None:
        if self.procedure == "luga-2020-main":
            self.closed = True
            self.write("declined end", heard, body)
        elif body is not None and body != self.holder:
            self.team[body] = replace(self.team[body], state="declined")
            self.write("part-declined", heard, body)
        else:
            self.write("declined", heard, self.holder)
            self.holder, self.resolved, self.where = None, None, "work"
            self.team = self._given_parts()

    def _contribute(self, _fields: Mapping[str, Any], heard: Heard, body: str | None) -> None:
        assert body is not None
        self.team[body] = replace(self.team[body], state="in", came=heard.at)
        self.write("part-in", heard, body)

    def _part_decided(self, name: str, heard: Heard, body: str) -> None:
        if name == "return":
            self.team[body] = replace(self.team[body], state="working", since=heard.at, came=None)
            self.write("part-back", heard, body)
            return
        self.team[body] = replace(self.team[body], state="on", came=None)
        self.write("part-on", heard, body)
        if self.procedure == IN_TURN:
            self._next_turn(heard)

    def _draft_decided(self, name: str, heard: Heard) -> None:
        stage = self.chain[self.stage]
        if name == "return":
            self.where, self.stage = "work", 0
            self.write(f"{of_kind('back', self.kind)} back:{stage}", heard)
            return
        self.stage += 1
        approved = self.stage == len(self.chain)
        self.where = "approved" if approved else "review"
        self.write(f"{of_kind('ok', self.kind) if approved else ''} ok:{stage}", heard)

    def _out(self, heard: Heard) -> None:
        self.where, self.closed = "work", self.kind in {"final", "explanation"}
        self.interims += self.kind == "interim"
        self.asked = self.asked or self.kind == "clarification"
        self.write(of_kind("out", self.kind) + (" end" if self.closed else ""), heard)

    def _clarified(self, _fields: Mapping[str, Any], heard: Heard, _body: str | None) -> None:
        self.asked = False
        self.write("author", heard)

    def _reassign(self, fields: Mapping[str, Any], heard: Heard, _body: str | None) -> None:
        body = fields.get("authority")
        if body is not None and body not in self.team:
            self.team, self.holder = {}, body
            self._give(body, "single", heard)
