"""What must hold of a life at every moment, whatever happens in it."""

from datetime import timedelta

import pytest
from hypothesis.stateful import invariant, rule

from domain.deadlines import Limit
from domain.errors import Refusal
from domain.journal import KEPT_IN_CASE, Entry
from domain.lifecycle import decide, explain_all
from domain.lifecycle.deadline_view import DeadlineView
from domain.terms import REMARKS, Action, CommandName, LimitState
from domain.worktime.duration import parse_duration
from tests.domain.lifecycle.mistakes import StoryOfErrors
from tests.domain.lifecycle.notebook import IN_TURN
from tests.domain.lifecycle.oracle import Standing, pending, standings
from tests.domain.lifecycle.oracle_time import MINUTE

ANNOUNCED = {Action.REMINDER: "reminder", Action.LIMIT_DUE: "due", Action.LIMIT_MISSED: "missed"}
OF_AN_ANSWER = {"overall", "overall1", "draft", "draft1", "draft2", "struct2", "handover"}
"""The limits that an interim answer fulfils for good (R10b, R10e)."""

NOTHING = timedelta(0)


class WatchedStory(StoryOfErrors):
    """A story, and the invariants of every life."""

    def begin_watching(self) -> None:
        """Nothing is checked yet of the journal."""
        self.checked = 0
        self.recent: tuple[Entry, ...] = ()
        self.keys: set[str] = set()

    def teardown(self) -> None:
        """At the end everything is explained once more, and a case is all that is needed to go on."""
        if "notes" in vars(self):
            self.somebody_asks_why()
            self.worker_restarts()

    @property
    def standings(self) -> dict[str, Standing]:
        """How the limits stand by hand; computed once for every change."""
        key = (len(self.notes.acts), self.life.now, id(self.notes.own))
        if getattr(self, "_standings_key", None) != key:
            self._standings_key = key
            self._standings = standings(self.procedure.name, self.notes.acts, self.notes.own, self.now)
        return self._standings

    @invariant()
    def limits_stand_as_the_oracle_says(self) -> None:
        """Due, late, paused, begun anew, whose and owed exactly as by hand, and no limit more or less."""
        by_hand, shown = self.standings, {deadline.name: deadline for deadline in self.view.deadlines}
        waiting = pending(self.procedure.name, self.notes.acts)
        assert {name for name, limit in shown.items() if limit.state is LimitState.PENDING} == waiting, waiting
        assert set(shown) == set(by_hand) | waiting, set(shown) ^ (set(by_hand) | waiting)
        told = {name: (self.told(shown[name]), how.words) for name, how in by_hand.items()}
        differing = {name: pair for name, pair in told.items() if pair[0] != pair[1]}
        assert not differing, (differing, self.story)
        overdue = any(how.ended is None and how.alarms and how.state == "missed" for how in by_hand.values())
        assert self.view.overdue == overdue
        debts = [how.due for how in by_hand.values() if how.due and how.owed and how.ended is None]
        assert self.view.due_at == (self.instant(min(debts)) if debts else None)

    @property
    def story(self) -> str:
        """The acts of the life in words, for whoever has to find out what went wrong."""
        acts = [f"{act.at:%m-%d %H:%M} {act.body or ''} {' '.join(sorted(act.marks))}" for act in self.notes.acts]
        return "\n".join(["", *acts, f"now {self.now:%m-%d %H:%M}"])

    def told(self, shown: DeadlineView) -> tuple[object, ...]:
        """What is shown of a limit, in the oracle's words."""
        times = (shown.due_at, shown.late_after, shown.started_at)
        due, last, started = (None if moment is None else self.local(moment) for moment in times)
        first = shown.first_started_at and self.local(shown.first_started_at)
        left = shown.working_time_left and parse_duration(shown.working_time_left) // MINUTE
        whose = (shown.authority, shown.start_estimated, shown.alternative)
        return (shown.state.value, due, last, started, first, left, *whose)

    @invariant()
    def the_journal_only_grows(self) -> None:
        """Its numbers have no gap, and the case carries its newest entries."""
        entries = self.life.entries[self.checked :]
        assert [entry.seq for entry in entries] == list(range(self.checked + 1, self.checked + len(entries) + 1))
        self.recent = (*self.recent, *(entry.shortened() for entry in entries))[-KEPT_IN_CASE:]
        assert self.life.case.recent == self.recent
        assert self.life.case.journal_seq == len(self.life.entries)
        for entry in entries:
            if entry.action in ANNOUNCED:
                self.an_announcement_is_right(entry)
        self.checked = len(self.life.entries)
        self.nothing_is_announced_twice()

    def an_announcement_is_right(self, entry: Entry) -> None:
        """It is about a limit that runs and was known in time; a reminder keeps to service."""
        moment = self.local(entry.recorded_at).replace(second=0, microsecond=0)
        how = standings(self.procedure.name, self.notes.acts, self.notes.own, moment)[entry.details["name"]]
        assert how.state != "paused"
        assert how.ended is None or how.ended >= moment
        assert entry.recorded_at >= self.known
        if entry.action == Action.REMINDER:
            assert self.notes.own.service.is_open(moment)
            assert how.due is not None
            assert moment < how.due
            assert entry.details["state"] == "running"
        elif entry.action == Action.LIMIT_MISSED:
            assert how.alarms
            assert how.last is not None
            assert how.known <= how.last <= moment
        else:
            assert how.owed
            assert how.due is not None
            assert how.known <= how.due <= moment

    def nothing_is_announced_twice(self) -> None:
        """Each key is there once; one that was wrong is taken back, and may come again."""
        announced = self.life.case.announced
        assert len(set(announced)) == len(announced)

    @invariant()
    def nothing_waits_that_is_past(self) -> None:
        """What is due now is what comes next, and nothing waits for a limit that stands still."""
        plan, now = self.life.rules.alarms(self.life.case), self.life.now
        following = [alarm for limit in self.limits if (alarm := plan.next(limit, now)) is not None]
        assert bool(plan.due(self.limits, now)) == any(alarm.at <= now for alarm in following)
        assert not [alarm for alarm in following if alarm.limit.stop_at(max(now, alarm.at)) is not None]

    def all_is_announced(self) -> None:
        """A breach, and an end with the break behind it, is announced as soon as the workflow looks."""
        self.the_journal_only_grows()
        for limit in self.limits:
            how = self.standings[limit.name]
            if how.ended is not None or not how.owed or how.state == "paused" or how.due is None or how.last is None:
                continue
            if how.alarms and how.known <= how.last < self.now:
                assert f"{limit.key}:missed" in self.life.case.announced
            if how.known <= how.due <= self.now and (how.due < how.last or not how.alarms):
                assert f"{limit.key}:due" in self.life.case.announced

    @invariant()
    def one_body_works_at_a_time(self) -> None:
        """In turn exactly one has the message; everybody's part stands as noted."""
        team = {item.authority: (item.role.value, item.state.value) for item in self.life.case.team}
        words = {"in": "contributed", "on": "passed"}
        noted = {body: (part.role, words.get(part.state, part.state)) for body, part in self.notes.team.items()}
        assert team == noted, (team, noted, self.story)
        assert self.life.case.authority == self.notes.holder or self.life.case.closed, self.story
        if self.notes.procedure == IN_TURN:
            assert [body for body, (_, state) in team.items() if state == "working"] in ([], [self.notes.holder]), (
                team,
                self.story,
            )

    @invariant()
    def after_an_interim_answer_no_overall_clock_runs(self) -> None:
        """It was fulfilled for good, and nothing brings it back."""
        if self.notes.interims:
            assert not [limit.name for limit in self.limits if limit.open and limit.rule.name in OF_AN_ANSWER]

    @invariant()
    def holdings_add_up(self) -> None:
        """All the time since the receipt was in somebody's hands."""
        case, service = self.life.case, self.notes.own.service
        begun = self.local(case.holdings[0].since)
        ended = (
            self.local(case.holdings[-1].since) if case.closed else max(self.now, self.local(case.holdings[-1].since))
        )
        spent = sum((parse_duration(item.working_time) for item in self.view.held), NOTHING)
        elapsed = service.used(begun, max(begun, ended)) * MINUTE
        assert spent == elapsed, (spent, elapsed, case.holdings, self.story)

    @invariant()
    def nothing_runs_after_the_end(self) -> None:
        """An ended life has no open limit and no alarm, and accepts remarks only."""
        assert self.life.case.closed == self.notes.closed
        if self.life.case.closed:
            assert not [limit for limit in self.limits if limit.open]
            assert {offer.command for offer in self.view.next} == REMARKS
            self.nothing_but_remarks_is_accepted()

    def nothing_but_remarks_is_accepted(self) -> None:
        """Whoever gives it; tried once for every case."""
        if getattr(self, "_tried", None) is not self.life.case:
            self._tried = self.life.case
            for name in set(CommandName) - REMARKS:
                with pytest.raises(Refusal):
                    decide(self.life.case, self.life.rules, self.life.command(name), self.life.now)

    @rule()
    def somebody_asks_why(self) -> None:
        """Every deadline is explained by intervals that add up to it, pauses left out."""
        told = explain_all(self.life.case, self.life.rules)
        assert [item.name for item in told] == [limit.name for limit in self.limits]
        for item, limit in zip(told, self.limits, strict=True):
            how = self.standings[item.name]
            assert (item.due_at is None) == (how.due is None)
            counted = sum((span.length for span in item.intervals), NOTHING)
            self.an_hour_limit_counts_its_amount(limit, counted)
            if how.due is not None:
                service, start = self.notes.own.service, min(how.started, how.due)
                stood = sum(service.used(self.local(p.start), min(self.local(p.end), how.due)) for p in item.pauses)
                assert counted == (service.used(start, how.due) - stood) * MINUTE, (item, self.story)
            for span in item.intervals:
                assert not [pause for pause in item.pauses if pause.start < span.end and span.start < pause.end]

    def an_hour_limit_counts_its_amount(self, limit: Limit, counted: timedelta) -> None:
        """Unless it was cut, moved from outside, set for this message, or stands still."""
        own, rule = self.notes.own, limit.rule
        ordinary = own.outside is None and rule.name not in own.minutes and rule.capped_by is None
        if rule.unit in {"working_minutes", "working_hours"} and ordinary and not limit.stopped:
            assert counted == rule.duration.duration
