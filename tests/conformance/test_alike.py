"""The duties that several acts have alike, each proven for every act that has it."""

import pytest

from activities.regulation_source import load_library
from domain.errors import ForbiddenByRegulation, InvalidInput
from domain.lifecycle import permits, sees
from domain.terms import Network, Outcome, Role
from tests.conformance.alike import BEFORE_DRAFT, CHAIN, Alike, alike, complete, take, to_executor
from tests.conformance.checks import commands, missed, refused, states
from tests.conformance.people import APPEAL, AUDITOR
from tests.conformance.proof import for_each, proves
from tests.domain.lifecycle.builders import (
    COORDINATOR,
    EXECUTOR,
    FOLDER,
    GUL,
    HEAD,
    LUZ,
    PRO,
    STA,
    VOL,
    shipped,
)

MUST_CONTAIN = {
    PRO: ("Какие меры приняты, или как идёт рассмотрение вопроса",),
    VOL: ("Какие меры приняты, или как идёт рассмотрение вопроса",),
    GUL: ("Какие меры приняты, или как идёт рассмотрение вопроса", "Фото или видео, если они есть"),
    STA: (),
}

ACTS = {
    PRO: ("47", "2020-03-11", "2020-03-11"),
    VOL: ("262", "2020-06-26", "2020-06-26"),
    LUZ: ("1171", "2020-04-06", "2020-04-06"),
    GUL: ("", None, "draft"),
    STA: ("1894", "2023-08-28", "2023-08-28"),
}


@for_each("row", [alike(name, "D1") for name in ACTS])
def test_a_message_is_kept_by_the_approved_act(row: Alike) -> None:
    """The file is the act by number and day, and the journal's first entry says by which version a message is kept."""
    number, day, version = ACTS[row.regulation]
    act, life = shipped(row.regulation).regulation.act, row.life()
    assert (act.number, act.date and act.date.isoformat()) == (number, day)
    assert life.entries[0].details["regulation_version"] == version
    assert life.view.regulation_version == version


@for_each("row", [alike(PRO, "2"), alike(VOL, "D4"), alike(GUL, "D6"), alike(STA, "D7")])
def test_who_controls_sees_everything_and_decides_nothing(row: Alike) -> None:
    """Through the whole life the message is visible to who coordinates or controls, who may only add a remark."""
    life = row.life()
    for do in (lambda: to_executor(row, life), lambda: life.do("submit_draft"), lambda: complete(row, life)):
        assert sees(AUDITOR, row.regulation, life.case.authorities)
        assert {permit.command for permit in permits(life.case, life.rules) if Role.AUDITOR in permit.roles} == {"note"}
        do()
    assert life.case.closed
    life.do("note", by=AUDITOR)


@for_each("row", [alike(LUZ, "D4")])
def test_where_the_head_controls_he_decides_nothing(row: Alike) -> None:
    """Luga's head sees every message and may only add a remark."""
    life = row.life()
    life.begin()
    assert sees(HEAD, LUZ, life.case.authorities)
    assert {permit.command for permit in permits(life.case, life.rules) if Role.HEAD in permit.roles} == {"note"}


GROUNDS = {
    PRO: ("18", {"intent-to-harm", "obscene-or-insulting", "threats"}),
    VOL: ("12", {"intent-to-harm", "obscene-or-insulting", "threats"}),
    LUZ: ("12", {"intent-to-harm", "obscene-or-insulting", "threats"}),
    STA: ("22", {"obscene-or-insulting", "threats"}),
    GUL: ("3.7", {"intent-to-harm", "obscene-or-insulting", "threats"}),
}


@for_each("row", [alike(name, clause) for name, (clause, _grounds) in GROUNDS.items()])
def test_a_message_on_a_ground_is_not_processed(row: Alike) -> None:
    """On each ground of the act, and on no other, the work ends as refused, at any step, by a person and no breach."""
    clause, grounds = GROUNDS[row.regulation]
    regulation = shipped(row.regulation).regulation
    assert {item.id for item in regulation.grounds if item.outcome is Outcome.REFUSED} == grounds
    for number, ground in enumerate(sorted(grounds)):
        life = row.life()
        if number:
            to_executor(row, life)
            life.do("submit_draft", by=EXECUTOR)
        entry = life.do("exclude", by=COORDINATOR, ground=ground)
        assert (entry.clause, life.case.outcome, life.case.message.text) == (clause, Outcome.REFUSED, "Яма")
        assert set(states(life, *(item.name for item in life.view.deadlines)).values()) <= {"met", "cancelled"}


@for_each("row", [alike(name, clause) for name, (clause, _grounds) in GROUNDS.items()])
def test_another_ground_does_not_serve(row: Alike) -> None:
    """What the act does not name is refused, and the executor cannot end a message at all."""
    life = row.life()
    to_executor(row, life)
    refused(life, "exclude", clause=None, refusal=InvalidInput, ground="spam")
    assert all(Role.EXECUTOR not in item.roles for item in life.view.next if item.command == "exclude")


@for_each("row", [alike(PRO, "17"), alike(VOL, "11"), alike(LUZ, "11"), alike(GUL, "2.7"), alike(STA, "20")])
def test_photos_go_with_the_answer_to_those_who_judge_it(row: Alike) -> None:
    """Every stage sees the text and its attachments, and returns with remarks what is not to the point."""
    life = row.life()
    to_executor(row, life)
    life.do("submit_draft", by=EXECUTOR, attachments=[{"id": "photo-1", "title": "Яма заделана"}])
    for stage in CHAIN[row.regulation]:
        draft = life.view.draft
        assert draft is not None
        assert (draft.text, [item.title for item in draft.attachments]) == ("Проект ответа", ["Яма заделана"])
        life.do("approve", by=stage.by)
    again = row.life()
    to_executor(row, again)
    again.do("submit_draft", by=EXECUTOR)
    assert again.do("return", by=CHAIN[row.regulation][0].by, remarks="Не по существу").details["remarks"]


@for_each("row", [alike(PRO, "19"), alike(VOL, "13"), alike(LUZ, "13"), alike(GUL, "4.1"), alike(STA, "21")])
def test_a_late_draft_is_shown_as_the_executors(row: Alike) -> None:
    """The breach names the executor as debtor and says how much working time the message was in whose hands."""
    life = row.life()
    to_executor(row, life, "2026-03-16 10:10")
    life.wait("2026-03-18 09:30")
    name = "draft1" if row.regulation == GUL else "draft"
    (entry,) = missed(life, name)
    assert entry.details["actor"] == "executor"
    longest = entry.details["held"][0]
    assert (longest["role"], longest["authority"]) == ("executor", "authority-1")
    by_executor = {item.hands.authority: item.working_time for item in life.view.held}
    # 10:10 to 18:00 without the break, a whole Tuesday, half an hour of Wednesday.
    assert by_executor["authority-1"] == "PT15H20M"


@proves("R18")
@for_each("row", [alike(PRO, "16"), alike(VOL, "10"), alike(GUL, "3.4"), alike(STA, "19")])
def test_a_repeat_is_linked_and_goes_the_ordinary_way(row: Alike) -> None:
    """Whoever routes links it to the earlier one, the same limits run, and what the answer must say is shown."""
    ordinary, again = row.life(), row.life()
    to_executor(row, ordinary)
    take(again, BEFORE_DRAFT[row.flow][:-1])
    again.do("route", by=COORDINATOR, repeat_of="case-0")
    shown = again.view.repeat
    assert shown is not None
    assert (shown.of, shown.clause) == ("case-0", row.clauses[0])
    assert shown.must_contain == MUST_CONTAIN[row.regulation]
    assert [(item.name, item.due_at) for item in again.view.deadlines] == [
        (item.name, item.due_at) for item in ordinary.view.deadlines
    ]
    again.do("submit_draft", by=EXECUTOR)
    complete(row, again)
    assert again.case.outcome is Outcome.ANSWERED


@pytest.mark.parametrize("regulation", ACTS)
@proves("R19", "LUZ-2", "GUL-1.2", "STA-2")
def test_a_formal_appeal_leaves_the_order_by_a_persons_decision(regulation: str) -> None:
    """Every act can end a message as a formal appeal, with number and day, at any step, without a breach."""
    clause = {LUZ: "2", GUL: "1.2", STA: "2"}.get(regulation, "59-ФЗ")
    row = alike(regulation)
    for begun in (False, True):
        life = row.life()
        if begun:
            to_executor(row, life)
        assert "hand_over" in commands(life)
        entry = life.do("hand_over", by=COORDINATOR, to=None, appeal=APPEAL)
        assert (entry.clause, life.case.outcome) == (clause, Outcome.CONVERTED)
        assert entry.details["appeal"]["registration_number"] == "К-12"
        assert not life.view.overdue
    with pytest.raises(InvalidInput) as caught:
        row.life().do("hand_over", to=None, appeal=APPEAL | {"registered_on": "2026-03-17"})
    assert [error.field for error in caught.value.errors] == ["appeal.registered_on"]


NETWORKS = {
    PRO: ("3", {"ok", "vk", "instagram", "blog", "video", "forum", "messenger", "site"}, {"facebook", "other"}),
    VOL: ("2", {"ok", "vk", "instagram", "site", "messenger"}, set()),
    LUZ: ("3", {"vk", "instagram"}, {"ok", "facebook", "twitter", "telegram", "forum", "site", "other"}),
    GUL: ("1.3", {"ok", "twitter", "facebook", "vk", "instagram"}, {"telegram", "max", "forum", "site", "other"}),
    STA: ("5", {"ok", "vk", "other"}, set()),
}
"""Of each act the clause on networks, those that it names, and those that it leaves out."""


@for_each("row", [alike(name, clause) for name, (clause, _named, _out) in NETWORKS.items()])
def test_messages_of_the_named_networks_are_taken(row: Alike) -> None:
    """What the act names is taken in; what it leaves out is refused by its clause, with the list of what is in."""
    clause, named, out = NETWORKS[row.regulation]
    for network in named:
        assert row.life(network=network).case.message.network == network
    for network in out:
        with pytest.raises(InvalidInput) as caught:
            row.life(network=network)
        assert caught.value.clause == clause
        assert [error.field for error in caught.value.errors] == ["network"]
    assert {Network(item) for item in named} <= set(shipped(row.regulation).regulation.scope.networks)


PLACES = [
    alike(PRO, "13"),
    alike(LUZ, "9"),
    alike(GUL, "1.8"),
    alike(STA, "11", "14"),
    alike(VOL, "6"),
]


@proves("R14")
@for_each("row", PLACES)
def test_the_answer_is_placed_where_the_message_was(row: Alike) -> None:
    """A link into another network is refused by the clause on publication; a picture serves where there is no link."""
    clause = {VOL: "6", STA: "14"}.get(row.regulation, row.clauses[0])
    life = row.life(network="vk")
    to_executor(row, life)
    life.do("submit_draft", by=EXECUTOR)
    take(life, CHAIN[row.regulation])
    refused(life, "publish", clause=clause, refusal=ForbiddenByRegulation, url="https://ok.ru/group/1")
    entry = life.do("publish", url=None, evidence={"screenshot": "s-1.png"}, text="Заделано")
    assert entry.clause == clause
    (placed,) = life.case.publications
    assert (placed.at, placed.text) == (life.now, "Заделано")
    assert placed.evidence is not None
    assert placed.evidence.screenshot == "s-1.png"
    assert placed.by.role


def test_no_sixth_act_is_shipped() -> None:
    """The acts that are proven here are those that are shipped."""
    assert set(load_library(FOLDER).ids) == set(ACTS)
