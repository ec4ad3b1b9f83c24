"""Volchikha № 262: the monitoring system's clock, free distribution, no return for competence, no limits inside."""

import pytest

from domain.errors import InvalidInput, NotVisible
from domain.regulation.describe import regulation_json
from domain.roles import Principal
from domain.terms import Role
from tests.conformance.checks import clauses, commands, only_by, refused, states
from tests.conformance.people import AUDITOR, BOTH, with_bodies
from tests.conformance.proof import proves
from tests.domain.lifecycle.builders import (
    COORDINATOR,
    EXECUTOR,
    HEAD,
    OTHER,
    OWN,
    STRANGER,
    VOL,
    Life,
    person,
    shipped,
)

RULES = shipped(VOL)

ROSTER = (
    "Заместитель главы, комитет экономики и имущества",
    "Комитет по ЖКХ и градостроительству",
    "Управляющий делами",
    "Архивный отдел",
    "Комитет по взаимодействию с АПК",
    "Комитет по финансам",
    "Комитет по образованию",
    "Отдел по культуре",
    "Правовой отдел",
    "Комитет по физической культуре",
    "Отдел по делам ГО и ЧС",
)
"""The posts of appendix 2, in short; people are never in a regulation's file."""


def message(detected: str = "2026-03-16 10:00", **fields: str) -> Life:
    """A message under the act."""
    return Life(RULES, detected, **fields)


@proves("VOL-D2", "VOL-A2", "VOL-5")
def test_the_roster_is_data_and_each_post_can_get_a_message() -> None:
    """With the eleven posts of appendix 2 in the file each of them, and nobody else, can be given a message."""
    rules = with_bodies(VOL, *ROSTER)
    for number, title in enumerate(ROSTER, start=1):
        name = f"authority-{number}"
        assert rules.regulation.authority(name).title == title
        life = Life(rules, "2026-03-16 10:00")
        life.do("route", by=COORDINATOR, assignments=[{"authority": name}])
        life.do("submit_draft", by=person(Role.EXECUTOR, authority=name))
        assert (life.case.authority, life.case.state) == (name, "in_review")
    with pytest.raises(InvalidInput) as caught:
        Life(rules, "2026-03-16 10:00").do("route", assignments=[{"authority": "authority-12"}])
    assert [error.field for error in caught.value.errors] == ["assignments[0].authority"]


@proves("VOL-D3", "VOL-5", "VOL-7")
def test_the_head_of_the_sector_organises() -> None:
    """He distributes, approves, returns and places; the executor only drafts."""
    office = next(item for item in RULES.regulation.roles if item.role is Role.COORDINATOR)
    assert "сектором информационного обеспечения" in office.title
    life = message()
    only_by(life, "route", [HEAD, AUDITOR])
    life.begin()
    only_by(life, "submit_draft", [COORDINATOR, HEAD])
    life.do("submit_draft", by=EXECUTOR)
    for name in ("approve", "return"):
        only_by(life, name, [EXECUTOR, HEAD])
    life.do("approve", by=COORDINATOR)
    only_by(life, "publish", [EXECUTOR, HEAD])
    assert life.do("publish", by=COORDINATOR).clause == "6"
    assert clauses(life, "route") + clauses(life, "submit_draft") + clauses(life, "approve") == ["5", "7", "7"]


@proves("VOL-1")
def test_the_foreign_words_on_scope_are_shown() -> None:
    """That the act speaks of the region's executive bodies is shown as a contradiction with the reading taken."""
    (shown,) = [item for item in regulation_json(RULES.regulation)["contradictions"] if item["clause"] == "1"]
    assert shown["quote"]
    assert shown["reading"]


@proves("VOL-4")
def test_the_monitoring_system_says_theme_place_and_importance() -> None:
    """They come with the message; whoever distributes it need not set them, and the journal misses none."""
    life = message(theme="Дороги", location="с. Волчиха", importance="высокая")
    entry = life.do("route", by=COORDINATOR, theme=None)
    named = life.case.message
    assert (named.theme, named.location, named.importance) == ("Дороги", "с. Волчиха", "высокая")
    assert "unset" not in message().do("route", theme=None).details
    assert entry.clause == "5"


@proves("VOL-4")
def test_an_executor_learns_of_a_message_when_it_is_his() -> None:
    """Clause 4 notifies before clause 5 distributes: shown as a contradiction; the message is his from distribution."""
    assert "4" in [item.clause for item in RULES.regulation.contradictions]
    life = message()
    with pytest.raises(NotVisible):
        life.do("note", by=EXECUTOR)
    life.begin()
    life.do("note", by=EXECUTOR)
    assert life.view.hands is not None
    assert (life.view.hands.authority, life.view.hands.person) == (OWN, "executor-1")


@proves("VOL-5", "R13")
def test_distribution_has_no_limit() -> None:
    """No clock runs for it; what runs is shown, and the first limit that runs out is that of the draft."""
    life = message()
    assert {item.name for item in life.view.deadlines if item.state == "running"} == {"overall", "draft"}
    life.wait("2026-03-16 16:01")
    assert [(entry.action, entry.details["name"]) for entry in life.entries if entry.action == "limit_missed"] == [
        ("limit_missed", "draft")
    ]


@pytest.mark.parametrize("step", ["begin", "draft"])
@proves("VOL-5")
def test_an_executor_cannot_return_a_message(step: str) -> None:
    """The act knows no return for competence: it is refused by clause 5, whoever asks and whenever."""
    life = message()
    getattr(life, step)()
    for principal in (EXECUTOR, COORDINATOR, None):
        refused(life, "decline", clause="5", by=principal)
    assert "decline" not in commands(life)


@pytest.mark.parametrize("by", [COORDINATOR, None])
@proves("VOL-5", "R7")
def test_it_may_be_given_to_somebody_else_at_any_time(by: Principal | None) -> None:
    """The head of the sector moves it to another body, no clock changes, and the former one sees it no more."""
    life = message().begin("2026-03-16 10:30")
    before = {item.name: item.due_at for item in life.view.deadlines}
    entry = life.do("reassign", "2026-03-16 12:00", by, authority=OTHER, executor="executor-2", reason="Не наш вопрос")
    assert (entry.clause, life.case.authority) == ("5", OTHER)
    assert entry.details["before"] == {"authority": OWN, "executor": "executor-1"}
    assert {item.name: item.due_at for item in life.view.deadlines} == before
    with pytest.raises(NotVisible):
        life.do("submit_draft", by=EXECUTOR)
    life.do("submit_draft", by=STRANGER)
    assert life.case.state == "in_review"


@proves("VOL-5")
def test_one_message_has_one_executor() -> None:
    """Several executors are not provided for: refused by clause 5."""
    refused(message(), "route", clause="5", assignments=BOTH)
    refused(message().begin(), "contribute", clause="5", by=EXECUTOR)


@proves("VOL-6", "R15")
def test_the_monitoring_systems_own_clock_counts() -> None:
    """Where it says when the answer is due, that instant binds and ours stands beside; the draft moves equally."""
    plain, outside = message(), Life(RULES, "2026-03-16 10:00", external_due_at="2026-03-17 10:00")
    assert (plain.due("overall"), plain.due("draft")) == ("2026-03-17 11:00", "2026-03-16 16:00")
    assert (outside.due("overall"), outside.due("draft")) == ("2026-03-17 10:00", "2026-03-16 15:00")
    shown = outside.deadline("overall")
    assert shown.own_due_at is not None
    assert outside.text(shown.own_due_at) == "2026-03-17 11:00"
    outside.wait("2026-03-17 10:00")
    assert outside.state("overall") == "running"
    outside.wait("2026-03-17 10:01")
    assert outside.state("overall") == "missed"


@proves("VOL-6")
def test_the_executor_sees_what_is_left() -> None:
    """The working time that is left of the nine hours is shown at every moment."""
    life = message().begin()
    left = []
    for moment in ("2026-03-16 12:00", "2026-03-16 13:30", "2026-03-16 20:00", "2026-03-17 10:45"):
        life.wait(moment)
        left.append(life.deadline("overall").working_time_left)
    assert left == ["PT7H", "PT6H", "PT2H", "PT15M"]


@proves("VOL-6", "R7", "R12")
def test_nothing_moves_the_nine_hours() -> None:
    """A question to the author, rework and another executor all happen inside them."""
    life = message().begin()
    life.do("submit_draft", "2026-03-16 11:00", EXECUTOR, kind="clarification")
    life.do("approve", by=COORDINATOR)
    only_by(life, "publish", [EXECUTOR])
    assert life.do("publish", by=COORDINATOR).clause == "7"
    life.do("clarified", "2026-03-16 16:00", COORDINATOR, actor={"role": "author"})
    life.do("submit_draft", by=EXECUTOR)
    life.do("return", by=COORDINATOR)
    assert (life.due("overall"), life.deadline("overall").actor) == ("2026-03-17 11:00", "municipality")
    assert all(item.paused_since is None for item in life.view.deadlines)


@proves("VOL-7", "VOL-draft")
def test_after_the_draft_four_hours_remain_without_limits() -> None:
    """Approval and placement have none of their own: no clock runs for them, and the gap is shown."""
    life = message().draft("2026-03-16 11:00")
    running = {item.name for item in life.view.deadlines if item.state == "running"}
    assert running == {"overall"}
    life.do("approve", by=COORDINATOR)
    assert {item.name for item in life.view.deadlines if item.state == "running"} == {"overall"}
    assert "7" in [item.clause for item in RULES.regulation.contradictions]


@proves("VOL-8", "R9", "R11")
def test_rework_has_its_hour_even_where_less_of_the_whole_is_left() -> None:
    """Both limits run and both are judged; each return opens a new hour."""
    life = message().draft("2026-03-16 15:00")
    assert life.do("return", "2026-03-17 10:30", COORDINATOR).clause == "8"
    assert (life.due("rework"), life.due("overall")) == ("2026-03-17 11:30", "2026-03-17 11:00")
    assert life.do("submit_draft", "2026-03-17 11:20", EXECUTOR).clause == "8"
    life.do("return", "2026-03-17 11:40", COORDINATOR)
    assert states(life, "rework", "rework-2", "overall") == {
        "rework": "met",
        "rework-2": "running",
        "overall": "missed",
    }


@proves("VOL-12")
def test_the_head_of_the_sector_says_what_is_not_answered() -> None:
    """The text names nobody; the one who organises decides."""
    life = message().begin()
    only_by(life, "exclude", [EXECUTOR, HEAD, AUDITOR])


@proves("R13")
def test_the_act_has_no_reports_of_its_own() -> None:
    """It gives nobody a duty to report monthly, at once or on shortcomings, so nothing is due and nothing is cited."""
    assert RULES.regulation.periodic == ()
    life = message().begin()
    for name in ("significant", "shortcoming"):
        assert life.do(name, by=COORDINATOR).clause is None
