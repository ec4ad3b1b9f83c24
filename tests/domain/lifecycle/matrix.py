"""Who may do what at every step: the commands in every shape, the people, and the paths through each procedure.

What is expected is written out by hand from ``clauses.md`` and the contract, and is compared with what the core allows.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from domain.roles import Principal
from domain.terms import CommandName, Role
from tests.domain.lifecycle.builders import (
    GUL,
    LUZ,
    OTHER,
    OWN,
    PRO,
    STA,
    STRANGER,
    VOL,
    Procedure,
    assigned,
    person,
    reviewer,
)

STAGES = ("curator", "oiv", "head", "department", "mcu", "cur")
REVIEWERS = {stage: reviewer(stage) for stage in STAGES}
PEOPLE: Mapping[str, Principal] = (
    {str(role): person(role) for role in Role if role is not Role.REVIEWER}
    | {"another executor": STRANGER}
    | {f"reviewer of {stage}": principal for stage, principal in REVIEWERS.items()}
)
EXECUTORS = frozenset({"executor", "another executor"})
ANYONE = frozenset(PEOPLE) - EXECUTORS - {"admin"}

APPEAL = {"ground": "formal-appeal", "registration_number": "12-ж", "registered_on": "2026-03-16"}

Shape = tuple[CommandName, dict[str, Any]]
SHAPES: Mapping[str, Shape] = {name.value: (name, {}) for name in CommandName} | {
    "route_elsewhere": (CommandName.ROUTE, {"assignments": assigned(OTHER)}),
    "ask": (CommandName.SUBMIT_DRAFT, {"kind": "clarification"}),
    "explain": (CommandName.SUBMIT_DRAFT, {"kind": "explanation", "ground": "judicial-acts"}),
    "convert": (CommandName.HAND_OVER, {"to": None, "appeal": APPEAL}),
    "pass_on": (CommandName.APPROVE, {"part": OTHER}),
    "send_back": (CommandName.RETURN, {"part": OTHER}),
    "move": (CommandName.REASSIGN, {"authority": OTHER}),
}
"""Every command with its plain payload, and those that mean something else with another one."""

May = dict[str, frozenset[str]]


def may(**powers: str) -> May:
    """Who may give a command in which shape; people are separated by commas."""
    return {shape: frozenset(who.split(", ")) for shape, who in powers.items()}


REPORTERS = {PRO: "coordinator", VOL: "coordinator", LUZ: "coordinator", GUL: "coordinator", STA: "reviewer of mcu"}
"""Who reports what is significant, and shortcomings: PRO-20 and 22 the curator, STA-23 and 24 the municipal centre."""

DECLINING = frozenset({PRO, LUZ, GUL, STA})
ASKING = frozenset({Procedure(PRO, "main"), Procedure(VOL, "main"), Procedure(LUZ, "main"), Procedure(GUL, "pages")})


class Powers(NamedTuple):
    """What may be given at one step of a procedure; ``seen_by`` are the executors for whom the message exists.

    ``has_a_body``: somebody answers it, so that the work can go to another person.
    """

    procedure: Procedure
    powers: May
    seen_by: frozenset[str] = frozenset({"executor"})
    has_a_body: bool = True

    @property
    def all(self) -> May:
        """What this step allows, and what is allowed at every step of an open case."""
        reporter = REPORTERS[self.procedure.regulation]
        always = may(exclude="coordinator", close="coordinator", recalculate="coordinator", convert="coordinator")
        said = may(significant=reporter, shortcoming=reporter) | {"note": ANYONE | self.seen_by}
        moved = {"reassign": frozenset({"coordinator"}) | self.seen_by} if self.has_a_body else {}
        return always | said | moved | self.powers


def unseen(procedure: Procedure, **powers: str) -> Powers:
    """A step before any body has the message."""
    return Powers(procedure, may(**powers), frozenset(), has_a_body=False)


def held(procedure: Procedure, **powers: str) -> Powers:
    """A step at which the body has the message."""
    moving = may(move="coordinator") if procedure.regulation == VOL else {}
    return Powers(procedure, may(**powers) | moving)


def work(procedure: Procedure, **powers: str) -> Powers:
    """A step at which the executor works on a draft: all that may be submitted, and the return for competence."""
    drafts = {"submit_draft": "executor", "interim_answer": "executor"}
    if procedure.regulation in DECLINING:
        drafts["decline"] = "executor"
    if procedure in ASKING:
        drafts["ask"] = "executor"
    if procedure.regulation == GUL:
        drafts["explain"] = "executor"
    return held(procedure, **(drafts | powers))


def review(procedure: Procedure, stage: str, **powers: str) -> Powers:
    """A step at which a stage decides: its office, and reviewers of the stage; an outside stage has no office."""
    office = {"curator": "coordinator, ", "department": "coordinator, ", "head": "head, "}.get(stage, "")
    deciders = f"{office}reviewer of {stage}"
    return held(procedure, **{"approve": deciders, "return": deciders, **powers})


def ended(procedure: Procedure, *seen_by: str) -> May:
    """After the end: remarks only."""
    reporter = REPORTERS[procedure.regulation]
    return may(significant=reporter, shortcoming=reporter) | {"note": ANYONE | frozenset(seen_by)}


CHAINS = {
    Procedure(PRO, "main"): ("curator",),
    Procedure(VOL, "main"): ("curator",),
    Procedure(LUZ, "main"): ("oiv",),
    Procedure(GUL, "pages"): ("curator", "head"),
    Procedure(GUL, "incident"): ("curator", "head"),
    Procedure(STA, "main"): ("department", "mcu", "cur"),
}
PLACING = {PRO: "executor", LUZ: "executor", VOL: "coordinator", GUL: "coordinator", STA: "coordinator"}
"""Who places an answer (contract, section 2)."""

Step = tuple[str, dict[str, Any], Powers | May]
"""The shape of a command, more of its fields, and what may be given afterwards."""


def to_executor(procedure: Procedure) -> list[Step]:
    """From the intake to the executor's desk."""
    if procedure.regulation != GUL:
        return [("route", {}, work(procedure))]
    return [("resolve", {}, unseen(procedure, route="coordinator")), ("route", {}, work(procedure))]


def beginning(procedure: Procedure) -> Powers:
    """What may be given right after the intake."""
    if procedure.regulation == GUL:
        return unseen(procedure, resolve="head")
    back = {"decline": "coordinator"} if procedure.regulation == LUZ else {}
    return unseen(procedure, route="coordinator", route_elsewhere="coordinator", **back)


def through_review(
    procedure: Procedure, submit: str, after: Powers, chain: tuple[str, ...] | None = None
) -> list[Step]:
    """A draft is submitted and approved by every stage; ``after`` is what may be given then."""
    stages = CHAINS[procedure] if chain is None else chain
    following = [*(review(procedure, stage) for stage in stages[1:]), after]
    return [(submit, {}, review(procedure, stages[0])), *(("approve", {}, step) for step in following)]


def approved(procedure: Procedure) -> Powers:
    """What may be given with an approved answer."""
    if procedure.flow == "incident":
        return held(procedure, hand_over="coordinator")
    return held(procedure, publish=PLACING[procedure.regulation])


def completing(procedure: Procedure) -> str:
    """The command that sends the approved answer off."""
    return "hand_over" if procedure.flow == "incident" else "publish"


def answered(procedure: Procedure) -> list[Step]:
    """The ordinary life, with one round of rework."""
    returned: list[Step] = [
        ("submit_draft", {}, review(procedure, CHAINS[procedure][0])),
        ("return", {}, work(procedure)),
    ]
    done = through_review(procedure, "submit_draft", approved(procedure))
    return [*to_executor(procedure), *returned, *done, (completing(procedure), {}, ended(procedure, "executor"))]


def interim(procedure: Procedure) -> list[Step]:
    """An interim answer goes out, then the final one; the message is excluded before that is placed."""
    first = through_review(procedure, "interim_answer", approved(procedure))
    placed: Step = (completing(procedure), {}, work(procedure))
    final = through_review(procedure, "submit_draft", approved(procedure))
    return [*to_executor(procedure), *first, placed, *final, ("exclude", {}, ended(procedure, "executor"))]


def asked(procedure: Procedure) -> list[Step]:
    """The author is asked and does not reply before the answer is under review; then the reply comes."""
    chain = ("curator",) if procedure.regulation == GUL else CHAINS[procedure]
    placing = held(procedure, publish="coordinator" if procedure.regulation == VOL else "executor")
    question = through_review(procedure, "ask", placing, chain)
    waiting: Step = ("publish", {}, work(procedure, clarified="coordinator"))
    draft: Step = ("submit_draft", {}, review(procedure, CHAINS[procedure][0], clarified="coordinator"))
    reply: Step = ("clarified", {}, review(procedure, CHAINS[procedure][0]))
    return [*to_executor(procedure), *question, waiting, draft, reply, ("return", {}, work(procedure))]


def explained(procedure: Procedure) -> list[Step]:
    """Gulkevichi explains instead of answering: the curator sends it to the author in both flows."""
    sent = through_review(procedure, "explain", held(procedure, publish="coordinator"))
    return [*to_executor(procedure), *sent, ("publish", {}, ended(procedure, "executor"))]


def declined(procedure: Procedure) -> list[Step]:
    """Another body is competent."""
    back: Powers | May = beginning(procedure)
    if procedure.regulation == LUZ:
        back = ended(procedure, "executor")
    return [*to_executor(procedure), ("decline", {}, back)]


BOTH = {"assignments": assigned(OWN, OTHER)}
EITHER = "executor, another executor"


def _joint(procedure: Procedure, **powers: str) -> Powers:
    """A step of joint work at which both bodies have the message."""
    return Powers(procedure, may(**powers) | may(move="coordinator, another executor"), EXECUTORS)


def in_turn(pro: Procedure) -> list[Step]:
    """Providensky: the first body's part, sent back once, then the last body's answer."""
    meanwhile = {"interim_answer": "executor", "ask": "executor", "decline": "executor", "contribute": "executor"}
    first = held(pro, **meanwhile, move="coordinator")
    came = held(pro, **{"approve": "coordinator", "return": "coordinator", "move": "coordinator"})
    last = dict.fromkeys(("submit_draft", "interim_answer", "ask", "decline"), "another executor")
    deciders = "coordinator, reviewer of curator"
    return [
        ("route", BOTH, first),
        ("contribute", {}, came),
        ("return", {}, first),
        ("contribute", {}, came),
        ("approve", {}, _joint(pro, **last)),
        ("submit_draft", {}, _joint(pro, **{"approve": deciders, "return": deciders})),
        ("approve", {}, _joint(pro, publish="another executor")),
        ("publish", {}, ended(pro, *EXECUTORS)),
    ]


def side_by_side(sta: Procedure) -> list[Step]:
    """Stavropol: the second body declines its part and takes it after all; its part comes when the answer is judged."""
    answer = {"submit_draft": "executor", "interim_answer": "executor"}
    both = _joint(sta, **answer, contribute="another executor", decline=EITHER)
    lost = held(sta, **answer, decline="executor", route_elsewhere="coordinator", move="coordinator")
    department = "coordinator, reviewer of department"
    judged = {"approve": department, "return": department}
    owed = _joint(sta, **judged, contribute="another executor", decline="another executor")
    came = _joint(sta, **judged, pass_on="coordinator", send_back="coordinator")
    return [
        ("route", {**BOTH, "lead": OWN}, both),
        ("decline", {"actor": {"role": "executor", "authority": OTHER}}, lost),
        ("route_elsewhere", {}, both),
        ("submit_draft", {}, owed),
        ("contribute", {}, came),
        ("send_back", {}, owed),
        ("contribute", {}, came),
        ("pass_on", {}, _joint(sta, **judged)),
        ("approve", {}, _joint(sta, **{"approve": "reviewer of mcu", "return": "reviewer of mcu"})),
        ("close", {}, ended(sta, *EXECUTORS)),
    ]


def parts_first(sta: Procedure) -> list[Step]:
    """Stavropol: the second body's part comes and is passed on before the main body writes."""
    answer = {"submit_draft": "executor", "interim_answer": "executor", "decline": "executor"}
    handling = {"approve": "coordinator", "return": "coordinator", "pass_on": "coordinator", "send_back": "coordinator"}
    begun = _joint(sta, **(answer | {"contribute": "another executor", "decline": EITHER}))
    return [
        ("route", {**BOTH, "lead": OWN}, begun),
        ("contribute", {}, _joint(sta, **answer, **handling)),
        ("approve", {}, _joint(sta, **answer)),
        ("decline", {}, Powers(sta, may(route="coordinator"), frozenset({"another executor"}), has_a_body=False)),
        ("convert", {}, ended(sta, "another executor")),
    ]
