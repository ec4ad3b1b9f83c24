"""Whatever happens to a message, in whatever order: what must hold at every step of its life."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from domain.errors import CommandReused, Refusal
from domain.journal import KEPT_IN_CASE
from domain.lifecycle import Case, Command, case_view, decide, explain_all, permits, refuse
from domain.roles import Principal
from domain.terms import Action, CommandName, EventKind, Role, State
from tests.domain.lifecycle.builders import (
    ADMIN,
    COORDINATOR,
    EXECUTOR,
    HEAD,
    PROCEDURES,
    STRANGER,
    Life,
    Procedure,
    life,
    person,
)
from tests.domain.lifecycle.oracle import MINUTE, Done, expected_states, is_open

PEOPLE = (
    COORDINATOR,
    EXECUTOR,
    STRANGER,
    HEAD,
    ADMIN,
    person(Role.AUDITOR),
    person(Role.MONITORING),
    person(Role.REVIEWER),
    *(person(Role.REVIEWER, stages=(stage,)) for stage in ("curator", "oiv", "head", "department", "mcu", "cur")),
    Principal(person="p-1", roles=(Role.COORDINATOR, Role.EXECUTOR), authority="authority-2"),
    person(Role.COORDINATOR, regulation="stavropol-2023"),
)
MARKS = {EventKind.DRAFT_SUBMITTED: "draft"}
SHORT_WAITS = (0, 0, 1, 5, 9, 10, 11, 29, 30, 31, 60)
STEPS = ("onward", "onward", "onward", "onward", "return")
WAITS = (1, 3, 10, 29, 30, 31, 60, 150, 240, 480, 12 * 60, 24 * 60, 3 * 24 * 60)
SETTINGS = settings(
    max_examples=18, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
ONWARD = ("resolve", "route", "submit_draft", "approve", "publish", "hand_over")


@st.composite
def beginnings(draw: st.DrawFn) -> datetime:
    """A minute of spring 2026, often one at which service begins or ends, by night or on a day off."""
    day = datetime(2026, 3, 10) + timedelta(days=draw(st.integers(0, 65)))  # noqa: DTZ001 -- a local reading
    edges = st.sampled_from((0, 9 * 60, 13 * 60, 13 * 60 + 20, 14 * 60, 17 * 60, 18 * 60, 23 * 60 + 59))
    return day + draw(edges | st.integers(0, 1439)) * MINUTE


class LifeOfAMessage(RuleBasedStateMachine):
    """People give commands, right and wrong, in time, late and back-dated, while the clock runs on or jumps."""

    life: Life
    procedure: ClassVar[Procedure]

    @initialize(
        detected=beginnings(),
        transit=st.sampled_from((0, 0, 5, 180, 3 * 24 * 60)),
        delay=st.sampled_from((0, 0, 0, 10, 600, 5 * 24 * 60)),
        steps=st.lists(st.tuples(st.sampled_from(STEPS), st.sampled_from(SHORT_WAITS)), max_size=9),
    )
    def take_in(self, detected: datetime, transit: int, delay: int, steps: list[tuple[str, int]]) -> None:
        """A message is detected, received, becomes known to the system, and is brought some way along."""
        received = detected + transit * MINUTE
        procedure = self.procedure
        self.life = life(procedure, str(detected), received_at=str(received), known=str(received + delay * MINUTE))
        self.known = self.life.now
        self.acts = [Done(frozenset({"detected"}), detected), Done(frozenset({"received"}), received)]
        self.given: list[tuple[str, Principal, dict[str, Any]]] = []
        for step, minutes in steps:
            self.somebody_is_in_time(step=step, minutes=minutes)

    @property
    def stage_is_outside(self) -> bool:
        """Whether somebody outside has to decide."""
        return self.life.case.state is State.IN_REVIEW and self.life.rules.stage(self.life.case).outside

    def listed(self, name: str, by: Principal) -> bool:
        """Whether ``next`` offers the command to this person, whose message it must be."""
        case = self.life.case
        bound = by.regulation not in {None, case.message.regulation}
        only_executor = by.roles == (Role.EXECUTOR,)
        if bound or (only_executor and by.authority != case.authority):
            return False
        for offer in self.life.view.next:
            if offer.command == name:
                own = {role for role in by.roles if role is not Role.EXECUTOR or by.authority == case.authority}
                if Role.REVIEWER in own and offer.stage not in {None, *by.stages}:
                    own.remove(Role.REVIEWER)
                return Role.ADMIN in own or bool(own & set(offer.roles))
        return False

    def payload(self, name: str, by: Principal) -> dict[str, Any]:
        """The fields besides the right ones: a coordinator enters the decision of somebody outside for them."""
        decides = name in {"approve", "return"} and self.stage_is_outside and by.has(Role.COORDINATOR)
        if decides and not by.has(Role.ADMIN):
            return {"actor": {"role": self.life.rules.stage(self.life.case).id}}
        return {}

    def attempt(self, command: Command) -> Refusal | None:
        """Give a command; a refusal must change nothing, and may be journalled as that of a signal."""
        before = self.life.case.model_dump_json()
        try:
            decision = decide(self.life.case, self.life.rules, command, self.life.now)
        except Refusal as refusal:
            assert self.life.case.model_dump_json() == before
            return refusal
        assert decide(self.life.case, self.life.rules, command, self.life.now) == decision
        self.life.take(decision)
        return None

    def note_act(self, at: datetime, events: int) -> None:
        """Keep what happened for the oracle."""
        for event in self.life.case.events[events:]:
            name = MARKS.get(event.kind, event.kind.value)
            marks = {name} if event.kind is not EventKind.APPROVED or event.final else set()
            self.acts.append(Done(frozenset(marks | ({f"{name}:{event.stage}"} if event.stage else set())), at))

    def local(self, moment: datetime) -> datetime:
        """The reading of the municipality's clock."""
        return moment.astimezone(self.life.zone).replace(tzinfo=None)

    @rule(minutes=st.sampled_from(WAITS))
    def time_passes(self, minutes: int) -> None:
        """The clock runs, and everything is announced at its moment."""
        self.life.wait(str(self.local(self.life.now) + minutes * MINUTE))

    @rule(minutes=st.sampled_from(WAITS))
    def worker_is_away(self, minutes: int) -> None:
        """The clock jumps, and what was missed is announced afterwards."""
        self.life.announce(str(self.local(self.life.now) + minutes * MINUTE))

    @precondition(lambda self: self.life.view.due_at is not None)
    @rule(late=st.sampled_from((timedelta(0), MINUTE)), by_alarm=st.booleans())
    def limit_runs_out(self, late: timedelta, by_alarm: bool) -> None:  # noqa: FBT001
        """The clock runs exactly to the end of the nearest limit, or a minute past it."""
        nearest = min((limit for limit in self.life.rules.limits(self.life.case) if limit.open), key=lambda x: x.due_at)
        end = self.local(nearest.due_at if by_alarm else nearest.late_after) + late
        if end > self.local(self.life.now):
            self.life.wait(str(end))

    @precondition(lambda self: not self.life.case.closed)
    @rule(step=st.sampled_from(STEPS), minutes=st.sampled_from(SHORT_WAITS))
    def somebody_is_in_time(self, step: str, minutes: int) -> None:
        """The next step is done soon, by a tool that names nobody."""
        offers = [offer.command for offer in self.life.view.next]
        wanted = [name for name in offers if name == step] or [name for name in offers if name in ONWARD]
        if wanted:
            self.time_passes(minutes=minutes)
            events = len(self.life.case.events)
            at = max(self.life.now, self.life.case.step_began_at)
            assert self.attempt(self.life.command(wanted[0])) is None
            self.note_act(self.local(at), events)

    @precondition(lambda self: not self.life.case.closed)
    @rule(data=st.data(), back=st.sampled_from((None, None, None, 0, 4, 30, 300, 2000)), identified=st.booleans())
    def somebody_acts(self, data: st.DataObject, back: int | None, identified: bool) -> None:  # noqa: FBT001
        """One of the commands of ``next`` is given by one of those who may, now or back-dated."""
        offers = [offer.command for offer in self.life.view.next]
        onward = [name for name in offers if name in ONWARD]
        name = data.draw(st.sampled_from(onward * 6 + ["return"] * 4 * ("return" in offers) + offers), "command")
        by = data.draw(st.sampled_from([by for by in PEOPLE if self.listed(name, by)]), "by")
        fields = self.payload(name, by)
        began, now = self.life.case.step_began_at, self.life.now
        at = max(began, now)
        if back is not None and began <= now:
            at = max(began, now - back * MINUTE)
            fields |= {"occurred_at": at, "comment": "Внесено позже"}
        if identified:
            fields["command_id"] = f"c-{len(self.given)}"
            self.given.append((name, by, fields))
        own_draft = name == "approve" and self.life.case.draft and self.life.case.draft.by.person == by.person
        events = len(self.life.case.events)
        refusal = self.attempt(self.life.command(name, by, **fields))
        if own_draft and "actor" not in fields:
            assert refusal is not None
            assert refusal.code == "wrong_role"
            self.given = self.given[:-1] if identified else self.given
        else:
            assert refusal is None
            self.note_act(self.local(at), events)

    @rule(name=st.sampled_from(CommandName), by=st.sampled_from(PEOPLE))
    def anybody_tries_anything(self, name: CommandName, by: Principal) -> None:
        """A command that ``next`` does not offer to this person is refused; an offered one would be accepted."""
        command = self.life.command(name, by, **self.payload(name, by))
        draft = self.life.case.draft
        own_draft = name is CommandName.APPROVE and draft and draft.by.person == by.person and command.actor is None
        if self.listed(name, by) and not own_draft:
            decision = decide(self.life.case, self.life.rules, command, self.life.now)
            assert decision.entries[0].action == name
        else:
            refusal = self.attempt(command)
            assert refusal is not None
            seq = self.life.case.journal_seq
            self.life.take(refuse(self.life.case, self.life.rules, name, refusal, self.life.now))
            assert self.life.case.journal_seq == seq + 1

    @precondition(lambda self: not self.life.case.closed)
    @rule(
        data=st.data(),
        wrong=st.sampled_from(("future", "before", "silent", "stage", "ground", "authority")),
    )
    def somebody_errs(self, data: st.DataObject, wrong: str) -> None:
        """A command of ``next`` with a wrong value is refused and changes nothing."""
        name = data.draw(st.sampled_from([offer.command for offer in self.life.view.next]), "command")
        now, began = self.life.now, self.life.case.step_began_at
        changes: dict[str, dict[str, Any]] = {
            "future": {"occurred_at": max(now, began) + 2 * MINUTE, "comment": "Позже"},
            "before": {"occurred_at": began - MINUTE, "comment": "Раньше"},
            "silent": {"occurred_at": max(began, now - 6 * MINUTE)} if now - began > 5 * MINUTE else {},
            "stage": {"stage": "nobody"} if name in {"approve", "return"} else {},
            "ground": {"ground": "boredom"} if name == "exclude" else {},
            "authority": {"authority": "nobody"} if name == "resolve" else {},
        }
        if changes[wrong]:
            assert self.attempt(self.life.command(name, None, **changes[wrong])) is not None

    @precondition(lambda self: bool(self.given))
    @rule(data=st.data(), altered=st.booleans())
    def somebody_repeats(self, data: st.DataObject, altered: bool) -> None:  # noqa: FBT001
        """The same ``command_id`` again is no effect, at any later state; with another payload it is refused."""
        name, by, fields = data.draw(st.sampled_from(self.given), "repeated")
        if altered:
            refusal = self.attempt(self.life.command(name, by, **fields | {"comment": "Другое"}))
            assert isinstance(refusal, CommandReused)
            return
        decision = decide(self.life.case, self.life.rules, self.life.command(name, by, **fields), self.life.now)
        assert (decision.case, decision.entries) == (self.life.case, ())

    @invariant()
    def limits_stand_as_the_oracle_says(self) -> None:
        """Late exactly by R4, and no limit more or less than the table has."""
        view, limits = self.life.view, self.life.rules.limits(self.life.case)
        shown = {deadline.name: deadline.state.value for deadline in view.deadlines}
        expected = expected_states(self.procedure.name, self.acts, self.local(self.life.now))
        assert shown == expected
        owed = {name for name, state in expected.items() if state == "missed" and not name.startswith("sendback")}
        assert view.overdue == any(limit.name in owed and limit.open for limit in limits)

    @invariant()
    def the_journal_only_grows(self) -> None:
        """Its numbers have no gap, and the case carries its newest entries."""
        entries = self.life.entries
        assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
        assert self.life.case.journal_seq == len(entries)
        newest = entries[-KEPT_IN_CASE:]
        assert self.life.case.recent == tuple(entry.shortened() for entry in newest)

    @invariant()
    def nothing_is_announced_twice(self) -> None:
        """Each key at most once, each kind of entry at most once for a limit; reminders in working time only."""
        announced = self.life.case.announced
        assert len(set(announced)) == len(announced)
        kinds = (Action.REMINDER, Action.LIMIT_DUE, Action.LIMIT_MISSED)
        made = [entry for entry in self.life.entries if entry.action in kinds]
        assert len({(entry.action, entry.details["name"]) for entry in made}) == len(made) == len(announced)
        for entry in made:
            assert entry.recorded_at >= self.known
            if entry.action == Action.REMINDER:
                moment = self.local(entry.recorded_at)
                assert is_open(moment.replace(second=0, microsecond=0))
                assert entry.details["state"] == "running"

    @invariant()
    def nothing_waits_that_is_past(self) -> None:
        """Right after announcing nothing is due any more, and what is next is ahead."""
        following = self.life.next_alarm()
        plan = self.life.rules.alarms(self.life.case)
        due = plan.due(self.life.rules.limits(self.life.case), self.life.now)
        assert bool(due) == (following is not None and following <= self.life.now)

    @invariant()
    def a_case_is_all_that_is_needed(self) -> None:
        """After a round trip through JSON limits and view are the same, and asking twice changes nothing."""
        case, rules, now = self.life.case, self.life.rules, self.life.now
        again = Case.model_validate_json(case.model_dump_json())
        assert rules.limits(again) == rules.limits(case) == rules.limits(case)
        assert case_view(again, rules, now) == case_view(case, rules, now)
        assert [told.name for told in explain_all(case, rules)] == [limit.name for limit in rules.limits(case)]

    @invariant()
    def nothing_runs_after_the_end(self) -> None:
        """An ended life has no open limit, no alarm, no next command, and accepts none."""
        if self.life.case.closed:
            assert not [limit for limit in self.life.rules.limits(self.life.case) if limit.open]
            assert self.life.next_alarm() is None
            assert permits(self.life.case, self.life.rules) == ()
            for name in CommandName:
                with pytest.raises(Refusal):
                    decide(self.life.case, self.life.rules, self.life.command(name, ADMIN), self.life.now)


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
def test_a_life_keeps_its_rules_whatever_happens(procedure: Procedure) -> None:
    """No order of commands, mistakes, waits and outages breaks an invariant, under any procedure."""
    machine = type("Life", (LifeOfAMessage,), {"procedure": procedure})
    run_state_machine_as_test(machine, settings=SETTINGS)
