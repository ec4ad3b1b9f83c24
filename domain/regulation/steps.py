"""The steps of a procedure: resolution, routing, joint work, drafts of every kind, the chain, the end."""

from typing import Literal, Self

from pydantic import model_validator

from domain.regulation.parts import Cited, Slug, Words
from domain.terms import CommandName, Role


class Resolution(Cited):
    """The head's resolution before routing."""


class Shortening(Cited):
    """The right to set a shorter term for one message: ``limit`` is the term, ``draft`` the limit that follows it."""

    limit: Slug
    draft: Slug | None = None


class DaysOff(Cited):
    """The right to have one message answered on days off and holidays too: for it every day is a working day."""


class Routing(Cited):
    """Sending the message to the body that answers; ``attributes`` are those that the act wants to be set then.

    ``moves_freely``: the coordinator may hand the message to another body at any time, and no clock changes.
    """

    attributes: tuple[Literal["theme", "location", "importance"], ...] = ()
    moves_freely: bool = False
    shortening: Shortening | None = None
    days_off: DaysOff | None = None


class Decline(Cited):
    """The executor's return because another body is competent.

    ``then``: ``reroute`` to the coordinator, ``resolution`` to the head, or ``outside`` to the sender, which ends it.
    """

    then: Literal["reroute", "resolution", "outside"]
    reason_required: bool = False


class Joint(Cited):
    """Work of several bodies: one after another (``sequential``), or side by side under a main one (``lead``).

    ``facts``: one body answers, and asks others for facts, which come straight to it. ``pass_clause`` is where a part
    is agreed or handed on; facts are not.
    """

    mode: Literal["sequential", "lead", "facts"]
    pass_clause: Words | None = None

    @model_validator(mode="after")
    def _passes_parts_on(self) -> Self:
        if (self.mode == "facts") == (self.pass_clause is not None):
            raise ValueError('pass_clause указывается, когда mode = "sequential" или "lead", и только тогда')
        return self


class Drafting(Cited):
    """Preparing the answer; ``rework_clause`` is where a returned draft is dealt with, if anybody may return one."""

    rework_clause: Words | None = None


class Interim(Cited):
    """The right to answer in the meantime; ``clause`` says when the final draft follows."""


class Clarification(Cited):
    """The right to ask the author; ``stages`` are those that agree to it (all, where not given).

    ``wait`` names the limit within which the author may reply; after it his silence is a ground to end the work.
    """

    placed_by: Literal[Role.COORDINATOR, Role.EXECUTOR]
    stages: tuple[Slug, ...] | None = None
    wait: Slug | None = None


class Explaining(Cited):
    """The duty to explain, on the grounds whose outcome is ``explained``; ``sent_by`` sends it to the author."""

    sent_by: Literal[Role.COORDINATOR, Role.EXECUTOR]


class Stage(Cited):
    """One step of the approval chain; ``outside`` marks a body that the municipality's act cannot bind."""

    id: Slug
    title: Words
    decided_by: Literal[Role.COORDINATOR, Role.HEAD, Role.REVIEWER]
    return_clause: Words
    outside: bool = False


class Completion(Cited):
    """How an answered message's life ends: published, or handed over to another body.

    ``visibility_clause`` demands that a private message is answered privately and a public one publicly;
    ``also_at_clause`` is where further places of publication come from.
    """

    command: Literal[CommandName.PUBLISH, CommandName.HAND_OVER]
    by: Literal[Role.COORDINATOR, Role.EXECUTOR]
    visibility_clause: Words | None = None
    also_at_clause: Words | None = None
