"""People give commands, right and wrong, in time, late and back-dated, while the clock runs on or jumps."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from domain.deadlines import Limit
from domain.errors import Refusal
from domain.lifecycle import CaseView, Command, announce, case_view, decide
from domain.lifecycle.view import NextView
from domain.roles import Principal
from domain.terms import CommandName, Role
from tests.domain.lifecycle.arrivals import SHORT_WAITS, STEPS, Arrival, arrivals
from tests.domain.lifecycle.builders import VOL, Life, Procedure
from tests.domain.lifecycle.choices import choose, claimed, draft_of, kinds_now, outside_actor
from tests.domain.lifecycle.notebook import Heard, Notebook
from tests.domain.lifecycle.oracle import Own
from tests.domain.lifecycle.oracle_time import MINUTE
from tests.domain.lifecycle.people import PEOPLE, acting_bodies, may, of_three_bodies

WAITS = (1, 3, 10, 29, 30, 31, 60, 150, 240, 480, 12 * 60, 24 * 60, 3 * 24 * 60)
ONWARD = tuple(
    CommandName(name) for name in ("resolve", "route", "contribute", "submit_draft", "approve", "publish", "hand_over")
)
OFTEN = {"return": 4, "decline": 6, "interim_answer": 2, "clarified": 12, "reassign": 1} | dict.fromkeys(ONWARD, 8)
ENDS = ("exclude", "close", "hand_over")

rules_of_three = cache(of_three_bodies)


class Story(RuleBasedStateMachine):
    """A message under one procedure, a clerk's notes on it, and what happens to both."""

    procedure: ClassVar[Procedure]
    life: Life
    notes: Notebook

    @initialize(arrival=arrivals(), data=st.data())
    def take_in(self, arrival: Arrival, data: st.DataObject) -> None:
        """A message is detected, received, becomes known to the system, and is brought some way along."""
        received = arrival.detected + arrival.transit * MINUTE
        known = received + arrival.delay * MINUTE
        fields: dict[str, Any] = {"flow": self.procedure.flow, "received_at": str(received), "known": str(known)}
        own = Own()
        if arrival.outside is not None and self.procedure.regulation == VOL:
            own = Own(outside=arrival.detected + arrival.outside * MINUTE)
            fields["external_due_at"] = str(own.outside)
        self.life = Life(rules_of_three(self.procedure.regulation), str(arrival.detected), **fields)
        self.known = self.life.now
        self.notes = Notebook(self.procedure.name, own=own)
        self.notes.write("detected", Heard(arrival.detected, known))
        self.notes.write("received", Heard(received, known))
        self.given: list[tuple[str, Principal | None, dict[str, Any]]] = []
        self.begin_watching()
        for step, minutes in arrival.steps:
            self.somebody_is_in_time(step=step, minutes=minutes, data=data)
        self.bring_it_on(arrival.kind, data)

    @precondition(lambda self: self.notes.closed)
    @rule(arrival=arrivals(), data=st.data())
    def next_message_comes(self, arrival: Arrival, data: st.DataObject) -> None:
        """The life has ended, and another one begins."""
        self.take_in(arrival=arrival, data=data)

    def begin_watching(self) -> None:
        """Overridden by what watches over the story."""

    def all_is_announced(self) -> None:
        """Overridden likewise; the workflow has just looked at the clock."""

    def wait(self, until: datetime) -> None:
        """The clock runs, and everything is announced at its moment."""
        end = self.instant(until)
        while (following := self.next_alarm()) is not None and following <= end:
            self.life.now = max(self.life.now, following)
            self.life.take(announce(self.life.case, self.life.rules, self.life.now))
        self.life.now = end
        self.all_is_announced()

    def next_alarm(self) -> datetime | None:
        """The next moment at which something is to be announced."""
        plan = self.life.rules.alarms(self.life.case)
        following = (plan.next(limit, self.life.now) for limit in self.limits)
        return min((alarm.at for alarm in following if alarm is not None), default=None)

    def look(self, at: datetime) -> None:
        """The clock jumps, and what was missed is announced afterwards."""
        self.life.announce(str(at))
        self.all_is_announced()

    # What is known of the life at this moment.

    @property
    def view(self) -> CaseView:
        """The case as it is shown now; computed once for every change."""
        key = (id(self.life.case), self.life.now)
        if getattr(self, "_view_key", None) != key:
            self._view_key, self._view = key, case_view(self.life.case, self.life.rules, self.life.now)
            self._kept_case = self.life.case
        return self._view

    @property
    def limits(self) -> tuple[Limit, ...]:
        """The limits that have begun; computed once for all that they depend on."""
        case = self.life.case
        depends_on = (case.events, case.message, case.amounts, case.days_off_since)
        known = getattr(self, "_limits_of", (None,) * len(depends_on))
        if any(now is not before for now, before in zip(depends_on, known, strict=True)):
            self._limits_of, self._limits = depends_on, self.life.rules.limits(case)
        return self._limits

    def local(self, moment: datetime) -> datetime:
        """The reading of the municipality's clock."""
        return moment.astimezone(self.life.zone).replace(tzinfo=None)

    def instant(self, moment: datetime) -> datetime:
        """The moment of a reading of the municipality's clock."""
        return moment.replace(tzinfo=self.life.zone)

    @property
    def now(self) -> datetime:
        """The municipality's clock."""
        return self.local(self.life.now)

    def may(self, by: Principal | None, offer: NextView, fields: dict[str, Any]) -> bool:
        """Whether this person may give a command that is possible now."""
        return may(by, offer, fields, self.notes, self.procedure.regulation)

    def is_own(self, by: Principal | None, offer: NextView, fields: dict[str, Any]) -> bool:
        """Whether somebody would approve a draft or a part of their own."""
        if offer.command != "approve" or by is None or "actor" in fields:
            return False
        if offer.part is not None:
            member = self.life.case.member(offer.part)
            return member is not None and member.contributed_by == by.person
        return self.life.case.draft is not None and self.life.case.draft.by.person == by.person

    # What is done to it.

    def attempt(self, command: Command) -> Refusal | None:
        """Give a command; a refusal must change nothing."""
        before = self.life.case.model_dump_json()
        try:
            decision = decide(self.life.case, self.life.rules, command, self.life.now)
        except Refusal as refusal:
            assert self.life.case.model_dump_json() == before
            return refusal
        self.life.take(decision)
        return None

    def complete(
        self, by: Principal | None, offer: NextView, fields: dict[str, Any], body: str | None
    ) -> dict[str, Any]:
        """The fields with whose act it is, where that has to be said."""
        if by is None or by.has(Role.ADMIN):
            return fields | claimed(offer, self.notes, body, admin=by is not None)
        if offer.command == "reassign" and not by.has(Role.COORDINATOR):
            return {}  # An executor hands the work over inside the own body only.
        return fields | outside_actor(offer, by_coordinator=by.has(Role.COORDINATOR))

    def whose(self, by: Principal | None, offer: NextView, pick: Any) -> str | None:  # noqa: ANN401 -- a drawing function
        """The body whose act it will be: the person's own, or one of those that may act."""
        if offer.part is not None:
            return offer.part
        bodies = acting_bodies(offer, self.notes)
        if offer.command not in {"contribute", "decline"} or not bodies:
            return None
        return by.authority if by is not None and by.authority in bodies else pick(bodies)

    def carry_out(  # noqa: PLR0913, PLR0917 -- a command is given by somebody for a body, at a time
        self,
        offer: NextView,
        by: Principal | None,
        fields: dict[str, Any],
        body: str | None,
        back: int | None = None,
        command_id: str | None = None,
    ) -> None:
        """Give a command that must be accepted, and note it."""
        self.look(self.now)
        now, began = self.now, self.notes.began(offer.command, body)
        at, given = max(began, now), dict(fields)
        if back is not None and began <= now:
            at = max(began, now - back * MINUTE)
            given |= {"occurred_at": self.instant(at), "comment": "Внесено позже"}
        if command_id is not None:
            given["command_id"] = command_id
            self.given.append((offer.command, by, given))
        estimated = (
            by is not None and "occurred_at" not in given and given.get("actor", {}).get("role") in {"oiv", "cur"}
        )
        refusal = self.attempt(self.life.command(offer.command, by, **given))
        assert refusal is None, (refusal, offer, by, given)
        self.notes.note(offer.command, fields, Heard(at, now, estimated), body)

    @rule(minutes=st.sampled_from(WAITS))
    def time_passes(self, minutes: int) -> None:
        """The clock runs, and everything is announced at its moment."""
        self.wait(self.now + minutes * MINUTE)

    @rule(minutes=st.sampled_from(WAITS))
    def worker_is_away(self, minutes: int) -> None:
        """The clock jumps, and what was missed is announced afterwards."""
        self.look(self.now + minutes * MINUTE)

    @precondition(lambda self: self.view.due_at is not None)
    @rule(late=st.sampled_from((timedelta(0), MINUTE)), by_alarm=st.booleans())
    def limit_runs_out(self, late: timedelta, by_alarm: bool) -> None:  # noqa: FBT001
        """The clock runs exactly to the end of the nearest limit, or a minute past it."""
        running = [limit for limit in self.limits if limit.open and not limit.stopped]
        nearest = min(running, key=lambda limit: limit.due_at)
        end = self.local(nearest.due_at if by_alarm else nearest.late_after) + late
        if end > self.now:
            self.wait(end)

    @rule(step=st.sampled_from(STEPS), minutes=st.sampled_from(SHORT_WAITS), data=st.data())
    def somebody_is_in_time(self, step: str, minutes: int, data: st.DataObject) -> None:
        """The next step is done soon, by a tool that names nobody."""
        wanted = [offer for offer in self.view.next if offer.command == step]
        wanted = wanted or [offer for offer in self.view.next if offer.command in ONWARD and self.moves_on(offer)]
        if wanted:
            if minutes:
                self.time_passes(minutes=minutes)
            self.draw_and_do(wanted[:1], [None], data)

    def bring_it_on(self, kind: str, data: st.DataObject) -> None:
        """A draft of that kind is submitted, approved and placed at once, as far as the procedure knows it."""
        for _ in range(8):
            offers = {offer.command: offer for offer in self.view.next if offer.part is None and self.moves_on(offer)}
            ways = (*ONWARD[:2], *ONWARD[-3:], CommandName.SUBMIT_DRAFT)
            name = next((name for name in ways if name in offers), None)
            placed = self.notes.acts[-1].marks & {"out", "end"}
            if name is None or kind not in kinds_now(self.notes) or placed:
                return
            self.draw_and_do([offers[name]], [None], data, kind=kind)

    def moves_on(self, offer: NextView) -> bool:
        """Whether the command brings the message nearer to its answer, rather than out of the procedure."""
        return offer.command != "hand_over" or self.notes.where == "approved"

    def draw_and_do(
        self,
        offers: Sequence[NextView],
        people: Sequence[Principal | None],
        data: st.DataObject,
        kind: str | None = None,
        **late: Any,  # noqa: ANN401
    ) -> None:
        """One of the commands is given by one of those who may."""

        def pick(items: Sequence[Any]) -> Any:  # noqa: ANN401 -- an item of whatever
            return items[0] if len(items) == 1 else data.draw(st.sampled_from(items))

        offer = pick(offers)
        fields = choose(offer, self.notes, pick)
        if kind is not None and offer.command == "submit_draft":
            fields = draft_of(kind, pick)
        able = [by for by in people if self.may(by, offer, self.complete(by, offer, fields, None))]
        by = pick(able)
        body = self.whose(by, offer, pick)
        fields = self.complete(by, offer, fields, body)
        if self.is_own(by, offer, fields):
            refusal = self.attempt(self.life.command(offer.command, by, **fields))
            assert refusal is not None
            assert refusal.code == "wrong_role"
        else:
            self.carry_out(offer, by, fields, body, **late)

    @rule(data=st.data(), minutes=st.sampled_from(SHORT_WAITS))
    def somebody_moves_it_on(self, data: st.DataObject, minutes: int) -> None:
        """A person gives one of the commands that bring the message nearer to its answer, or sends it back."""
        onward = [offer for offer in self.view.next if offer.command in OFTEN and self.moves_on(offer)]
        offers = [offer for offer in onward for _ in range(OFTEN[offer.command])]
        if offers:
            if minutes:
                self.time_passes(minutes=minutes)
            self.draw_and_do(offers, (None, *PEOPLE), data)

    @rule(data=st.data(), back=st.sampled_from((None, 0, 4, 30, 300, 2000)), identified=st.booleans())
    def somebody_acts(self, data: st.DataObject, back: int | None, identified: bool) -> None:  # noqa: FBT001
        """Any command of ``next`` is given by one of those who may, now or entered late, perhaps with an id."""
        offers = [offer for offer in self.view.next if offer.command not in ENDS]
        offers = [*offers, *offers, *offers, *self.view.next]
        self.draw_and_do(offers, (None, *PEOPLE), data, back=back, command_id=self.new_id() if identified else None)

    @rule(data=st.data(), back=st.sampled_from((0, 1, 5, 30, 300)))
    def somebody_enters_late(self, data: st.DataObject, back: int) -> None:
        """An act of the past is entered with its own time, so that limits are judged anew."""
        offers = [offer for offer in self.view.next if offer.command in OFTEN and self.moves_on(offer)]
        if offers:
            self.draw_and_do(offers, (None, *PEOPLE), data, back=back)

    def new_id(self) -> str:
        """A name for a command that nobody has used."""
        return f"c-{len(self.given)}"
