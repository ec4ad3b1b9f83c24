"""Commands that are wrong, of the wrong people, or given twice; and workers that stop."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from domain.errors import CommandReused, NotVisible
from domain.lifecycle import Case, case_view, decide, refuse
from domain.roles import Principal
from domain.terms import CommandName
from tests.domain.lifecycle.choices import choose
from tests.domain.lifecycle.machine import Story
from tests.domain.lifecycle.oracle_time import MINUTE
from tests.domain.lifecycle.people import PEOPLE, sees


class StoryOfErrors(Story):
    """A story in which people err as well."""

    @rule(name=st.sampled_from(CommandName), by=st.sampled_from(PEOPLE))
    def anybody_tries_anything(self, name: CommandName, by: Principal) -> None:
        """A command that ``next`` does not offer to this person is refused; an offered one would be accepted."""
        offers = [offer for offer in self.view.next if offer.command == name]
        fields: dict[str, Any] = {}
        able = False
        if offers:
            offer = offers[0]
            fields = choose(offer, self.notes, lambda items: items[0])
            body = self.whose(by, offer, lambda items: items[0])
            fields = self.complete(by, offer, fields, body)
            able = self.may(by, offer, fields) and not self.is_own(by, offer, fields)
        command = self.life.command(name, by, **fields)
        if able:
            decision = decide(self.life.case, self.life.rules, command, self.life.now)
            assert decision.entries[0].action == name
            assert decide(self.life.case, self.life.rules, command, self.life.now) == decision
            return
        refusal = self.attempt(command)
        assert refusal is not None, (offers, by, fields)
        seq = self.life.case.journal_seq
        self.life.take(refuse(self.life.case, self.life.rules, name, refusal, self.life.now))
        assert self.life.case.journal_seq == seq + 1

    @precondition(lambda self: not self.notes.closed)
    @rule(data=st.data(), wrong=st.sampled_from(("future", "before", "silent", "stage", "ground", "authority", "part")))
    def somebody_errs(self, data: st.DataObject, wrong: str) -> None:
        """A command of ``next`` with a wrong value is refused and changes nothing."""
        offer = data.draw(st.sampled_from(self.view.next), "offer")
        name = offer.command
        fields = choose(offer, self.notes, lambda items: items[0])
        body = self.whose(None, offer, lambda items: items[0])
        fields = self.complete(None, offer, fields, body)
        now, began = self.now, self.notes.began(name, body)
        changes: dict[str, dict[str, Any]] = {
            "future": {"occurred_at": self.instant(max(now, began) + 2 * MINUTE), "comment": "Позже"},
            "before": {"occurred_at": self.instant(began - MINUTE), "comment": "Раньше"},
            "silent": {"occurred_at": self.instant(max(began, now - 6 * MINUTE))} if now - began > 5 * MINUTE else {},
            "stage": {"stage": "nobody"} if name in {"approve", "return"} else {},
            "ground": {"ground": "boredom"} if name == "exclude" else {},
            "authority": {"authority": "nobody"} if name in {"resolve", "reassign"} else {},
            "part": {"part": "nobody"} if name in {"approve", "return"} else {},
        }
        if changes[wrong]:
            assert self.attempt(self.life.command(name, None, **fields | changes[wrong])) is not None

    @precondition(lambda self: bool(self.given))
    @rule(data=st.data(), altered=st.booleans())
    def somebody_repeats(self, data: st.DataObject, altered: bool) -> None:  # noqa: FBT001
        """The same ``command_id`` again is no effect, at any later state; with another payload it is refused.

        So is it for whom the message no longer exists: that is all they hear of it.
        """
        name, by, fields = data.draw(st.sampled_from(self.given), "repeated")
        if altered:
            refusal = self.attempt(self.life.command(name, by, **fields | {"comment": "Другое"}))
            assert isinstance(refusal, CommandReused if by is None or sees(by, self.notes) else NotVisible)
            return
        decision = decide(self.life.case, self.life.rules, self.life.command(name, by, **fields), self.life.now)
        assert (decision.case, decision.entries) == (self.life.case, ())

    @rule()
    def worker_restarts(self) -> None:
        """A case is all that is needed: after a round trip through JSON everything goes on from there."""
        again = Case.model_validate_json(self.life.case.model_dump_json())
        assert again == self.life.case
        assert case_view(again, self.life.rules, self.life.now) == self.view
        self.life.case = again
