"""The table of timed obligations as ``clauses.md`` section 8 has it, with the marks by analogy: written by hand.

Acts are known by marks: ``routed``, ``draft:final``, ``ok:mcu`` (approved by a stage), ``ok`` (the last approval),
``back`` (returned for rework), ``out:interim`` (placed or handed over), ``given:part`` (received by a body),
``part-in`` (a part has come), ``part-on`` (passed on), ``part-back``; ``author`` is the author's reply.
"""

from collections.abc import Mapping
from dataclasses import dataclass

Marks = frozenset[str]


def marks(text: str) -> Marks:
    """A set of marks from words."""
    return frozenset(text.split())


NONE: Marks = frozenset()


@dataclass(frozen=True)
class Term:
    """A row of the table: from which act to which, in worked minutes, or in working days.

    ``window``: an outcome that may be chosen; from an act of ``binds`` on it is owed. ``by_body``: every body has its
    own. ``anew``: a return for competence takes it back. ``answers``: an interim answer spends it for good. ``before``:
    it is what the row of that name leaves, whose length in the table is that.
    """

    name: str
    start: str
    minutes: int
    ends: Marks
    cancels: Marks = NONE
    days: int = 0
    repeats: bool = False
    window: bool = False
    binds: Marks = NONE
    reopened_by: Marks = NONE
    mark_only: bool = False
    stands_still: bool = False
    by_body: bool = False
    anew: bool = False
    answers: bool = False
    on_day_off: bool = False
    cap: str = ""
    outside: bool = False
    before: tuple[str, int] | None = None

    def __post_init__(self) -> None:
        """A row has its length in minutes, or in days."""
        assert bool(self.minutes) != bool(self.days)


def _rework(name: str, minutes: int, returned: str = "back", again: str = "draft") -> Term:
    return Term(name, returned, minutes, marks(again), marks("declined"), repeats=True)


def _final(days: int, sent: str = "out:interim", ends: str = "draft:final") -> Term:
    return Term("final", sent, 0, marks(ends), days=days)


def _route_back(name: str, minutes: int, start: str = "declined", ends: str = "routed") -> Term:
    return Term(name, start, minutes, marks(ends), repeats=True, mark_only=True)


REPLY = Term("reply", "out:clarification", 0, marks("author"), marks("draft:reply"), 1, repeats=True, mark_only=True)
PUBLISH = Term("publish", "ok:answer", 30, marks("out:answer"), repeats=True)
OVERALL = Term("overall", "detected", 540, marks("out:answer"), outside=True)
DRAFT = Term("draft", "detected", 300, marks("draft"), outside=True, before=("overall", 540))
EXPLAIN = Term(
    "explain",
    "routed",
    480,
    marks("out:explanation"),
    marks("declined ok:answer"),
    repeats=True,
    window=True,
    binds=marks("draft:explanation"),
)


def _return(start: str, ends: str, cancels: str, *, by_body: bool) -> Term:
    return Term("return", start, 30, marks(ends), marks(cancels), window=True, by_body=by_body)


def _sent(name: str, minutes: int, ends: str, *, stands_still: bool = False, days: int = 0) -> Term:
    return Term(
        name,
        "routed",
        minutes,
        marks(ends),
        marks("declined"),
        days,
        repeats=True,
        stands_still=stands_still,
        answers=True,
    )


def _of_part(name: str, minutes: int, acts: tuple[str, str, str], *, mark_only: bool = False) -> Term:
    start, ends, cancels = acts
    return Term(name, start, minutes, marks(ends), marks(cancels), by_body=True, mark_only=mark_only)


TERMS: Mapping[str, tuple[Term, ...]] = {
    "providensky-2020-main": (
        Term("route", "detected", 30, marks("routed")),
        _return("given", "declined", "draft part-in", by_body=True),
        _route_back("reroute", 30),
        OVERALL,
        DRAFT,
        Term("decide", "draft", 30, marks("ok back"), repeats=True),
        _rework("rework", 60),
        PUBLISH,
        Term("place", "ok:clarification", 30, marks("out:clarification"), repeats=True, mark_only=True),
        REPLY,
        _final(7),
        _of_part("part", 120, ("given:joint", "part-in draft:answer", "declined")),
        Term("handon", "part-in", 30, marks("part-on"), marks("part-back declined"), repeats=True, mark_only=True),
    ),
    "volchikha-2020-main": (OVERALL, DRAFT, _rework("rework", 60), _final(7), REPLY),
    "luga-2020-main": (
        _return("received", "declined", "draft", by_body=False),
        OVERALL,
        DRAFT,
        _rework("rework", 60),
        PUBLISH,
        _final(7),
        REPLY,
    ),
    "gulkevichi-draft-pages": (
        Term("send1", "resolved", 120, marks("routed"), repeats=True),
        _sent("draft1", 480, "draft:reply", stands_still=True),
        Term(
            "clar",
            "routed",
            240,
            marks("out:clarification"),
            marks("declined"),
            repeats=True,
            window=True,
            binds=marks("draft:clarification"),
            reopened_by=marks("draft:clarification"),
        ),
        REPLY,
        _rework("rework1", 240, "back:reply", "draft:reply"),
        _sent("overall1", 0, "ok:reply", stands_still=True, days=2),
        Term("weekend", "received", 0, marks("resolved"), days=1, on_day_off=True),
        EXPLAIN,
        _final(7, "ok:interim", "draft:final draft:explanation"),
    ),
    "gulkevichi-draft-incident": (
        Term("send2", "resolved", 120, marks("routed"), repeats=True),
        _sent("draft2", 240, "draft"),
        _rework("rework2", 180),
        Term(
            "struct2",
            "routed",
            480,
            marks("draft"),
            marks("declined"),
            repeats=True,
            reopened_by=marks("back"),
            answers=True,
        ),
        Term("handover", "received", 480, marks("out")),
        EXPLAIN,
        _final(7, ends="draft:final draft:explanation"),
    ),
    "stavropol-2023-main": (
        Term("send", "received", 30, marks("routed")),
        _return("given", "declined part-declined", "draft part-in", by_body=True),
        _route_back("resend", 30),
        Term("overall", "routed", 240, marks("out"), anew=True),
        Term("draft", "routed", 150, marks("draft"), anew=True),
        Term("approve", "draft", 30, marks("ok:mcu"), marks("back"), repeats=True),
        Term("sendback", "draft", 10, marks("back:department"), marks("ok:department"), repeats=True, window=True),
        _rework("rework", 15),
        Term("publish", "ok", 30, marks("out"), repeats=True, cap="overall"),
        _final(3),
        _of_part("co", 120, ("given:part", "part-in", "part-declined declined routed")),
        _of_part("coapprove", 30, ("part-in", "part-on", "part-back")),
        Term(
            "cosendback",
            "part-in",
            10,
            marks("part-back"),
            marks("part-on"),
            window=True,
            mark_only=True,
            by_body=True,
        ),
        _of_part("corework", 15, ("part-back", "part-in", "part-declined declined routed"), mark_only=True),
        _route_back("coresend", 30, "part-declined", "given:part routed"),
    ),
}
