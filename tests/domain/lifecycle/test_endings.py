"""What ends a life or goes out on the way: placing, handing over, a formal appeal, exclusion."""

from typing import Any

import pytest

from domain.lifecycle.acts.endings import KEPT_PUBLICATIONS
from domain.terms import EventKind, Outcome, State
from tests.domain.lifecycle.builders import (
    COORDINATOR,
    EXECUTOR,
    GUL,
    LUZ,
    PRO,
    PROCEDURES,
    STA,
    VOL,
    Life,
    Procedure,
    life,
    refused,
    shipped,
    small,
    told,
    with_flow,
)

MONDAY = "2026-03-16 10:00"
PAGES, INCIDENT = Procedure(GUL, "pages"), Procedure(GUL, "incident")
APPEAL: dict[str, Any] = {
    "ground": "formal-appeal",
    "registration_number": "12-ж/2026",
    "registered_on": "2026-03-16",
}


def convert(given: Life, **appeal: Any) -> dict[str, Any]:  # noqa: ANN401 -- fields of an appeal
    """The fields of a command that makes the message a formal appeal."""
    assert not given.case.closed
    return {"to": None, "appeal": APPEAL | appeal}


@pytest.mark.parametrize("shown", ["public", "direct"])
@pytest.mark.parametrize("answered", ["public", "direct", None])
def test_gulkevichi_answers_as_openly_as_it_was_asked(shown: str, answered: str | None) -> None:
    """3.5: a comment is answered in public, a private message in private; what is not said is as the message is."""
    given = life(PAGES, visibility=shown).approved()
    if answered in {None, shown}:
        assert given.do("publish", visibility=answered).details["visibility"] == shown
        assert given.view.publications[0].visibility == shown
        return
    refusal = refused(given, "publish", visibility=answered)
    assert told(refusal) == ("forbidden_by_regulation", "3.5", ["visibility"])
    assert refusal.errors[0].message.endswith(f"({shown})")


@pytest.mark.parametrize("regulation", [PRO, VOL, LUZ, STA])
def test_other_acts_do_not_speak_of_openness(regulation: str) -> None:
    """Where the act is silent an answer may be as private as a person decides."""
    given = Life(shipped(regulation), MONDAY).approved()
    assert given.do("publish", visibility="direct").details["visibility"] == "direct"


@pytest.mark.parametrize(
    ("regulation", "network", "url", "clause"),
    [
        (PRO, "vk", "https://ok.ru/group/1", "13"),
        (PRO, "ok", "https://m.vk.com/wall-1_2", "13"),
        (PRO, "telegram", "https://x.com/a/1", "13"),
        (PRO, "site", "https://vk.com/wall-1_2", "13"),
        (PRO, "forum", "https://t.me/a/1", "13"),
        (VOL, "max", "https://t.me/a/1", "6"),
        (LUZ, "vk", "https://www.instagram.com/p/1", "9"),
        (GUL, "vk", "https://facebook.com/1", "1.8"),
        (STA, "vk", "https://OK.RU/group/1", "14"),
    ],
)
def test_an_answer_in_another_network_is_refused(regulation: str, network: str, url: str, clause: str) -> None:
    """R14: the answer is placed where the message was; the address shows where it is."""
    given = Life(shipped(regulation), MONDAY, network=network).approved()
    refusal = refused(given, "publish", url=url)
    assert told(refusal) == ("forbidden_by_regulation", clause, ["url"])
    assert refusal.errors[0].message.endswith(network)


@pytest.mark.parametrize(
    ("network", "of_message", "url"),
    [
        ("vk", None, "https://vk.com/wall-1_2"),
        ("vk", None, "https://example.org/answer"),
        ("messenger", None, "https://t.me/a/1"),
        ("messenger", "https://t.me/a/1", "https://t.me/a/2"),
        ("video", "https://vk.com/video-1_2", "https://m.vk.com/video-1_2"),
        ("blog", "https://example.org/blog", "https://t.me/a/1"),
        ("site", None, "https://example.org/1"),
    ],
)
def test_an_address_that_proves_nothing_else_is_accepted(network: str, of_message: str | None, url: str) -> None:
    """Unknown hosts, and kinds of place that are found in any network, are believed."""
    fields = {} if of_message is None else {"url": of_message}
    given = Life(shipped(PRO), MONDAY, network=network, **fields).approved()
    assert given.do("publish", url=url).details["url"] == url


def test_an_address_without_a_host_proves_nothing() -> None:
    """A message that was taken in before hosts were looked at is still answered."""
    given = Life(shipped(PRO), MONDAY, network="video", url="https://vk.com/video-1_2").approved()
    kept = given.case.message.model_copy(update={"url": "http://["})
    given.case = given.case.model_copy(update={"message": kept})
    assert given.do("publish", url="https://t.me/a/1").details["url"] == "https://t.me/a/1"


def test_a_message_of_a_messenger_is_answered_where_its_address_says() -> None:
    """What kind of place it is says little, the address of the message says it."""
    given = Life(shipped(PRO), MONDAY, network="messenger", url="https://t.me/a/1").approved()
    refusal = refused(given, "publish", url="https://max.ru/a/1")
    assert told(refusal) == ("forbidden_by_regulation", "13", ["url"])
    assert refusal.errors[0].message.endswith("telegram")


def test_evidence_needs_no_address() -> None:
    """A screenshot or words show the placing where no link can be given."""
    given = Life(shipped(PRO), MONDAY).approved()
    given.do("publish", url=None, evidence="Передано в личном сообщении")
    placed = given.view.publications[0]
    assert placed.evidence is not None
    assert (placed.url, placed.evidence.note) == (None, "Передано в личном сообщении")


def test_a_publication_is_kept_with_what_was_placed() -> None:
    """The text as published, or as approved where it is not told; further places; who placed it and when (R14)."""
    given = life(PAGES).approved()
    also = ["https://gulkevichi.example/news/1", "https://ok.ru/group/1"]
    given.do("publish", "2026-03-16 15:00", COORDINATOR, also_at=also)
    placed = given.view.publications[0]
    assert (placed.kind, placed.text, placed.at, placed.by.person) == (
        "final",
        "Проект ответа",
        given.now,
        COORDINATOR.person,
    )
    assert placed.also_at == tuple(also)
    edited = Life(shipped(PRO), MONDAY).approved()
    edited.do("publish", text="Ответ с правкой")
    assert edited.view.publications[0].text == "Ответ с правкой"


def test_the_newest_publications_travel_with_the_case() -> None:
    """So many of them, the earlier ones cut short; only the last one is whole."""
    given = Life(shipped(PRO), MONDAY).begin()
    text = "т" * 1000
    for _ in range(KEPT_PUBLICATIONS + 3):
        given.do("interim_answer", text=text)
        given.do("approve")
        given.do("publish")
    kept = given.view.publications
    assert len(kept) == KEPT_PUBLICATIONS
    assert [len(item.text or "") for item in kept] == [501] * (KEPT_PUBLICATIONS - 1) + [1000]
    assert given.view.interims == KEPT_PUBLICATIONS + 3


def test_the_media_department_gets_the_answer() -> None:
    """3.2.6: handed over is the end of that flow, with the receiver's name and the approved text."""
    given = life(INCIDENT).approved()
    entry = given.do("hand_over", by=COORDINATOR, to="Отдел по делам СМИ")
    placed = given.view.publications[0]
    assert (entry.clause, given.case.outcome) == ("3.2.6", Outcome.HANDED_OVER)
    assert (placed.handed_to, placed.text, placed.url) == ("Отдел по делам СМИ", "Проект ответа", None)


def test_an_executor_may_be_the_one_who_hands_over() -> None:
    """A made-up act: the executor hands the approved answer over, an appeal stays the coordinator's."""
    completion = {"command": "hand_over", "by": "executor", "clause": "7"}
    limits = [{**small().regulation.flows[0].limits[0].model_dump(), "ends": ["handed_over"]}]
    given = Life(with_flow(small(), completion=completion, limits=limits), MONDAY).begin()
    roles = [[item.roles for item in given.view.next if item.command == "hand_over"]]
    given.do("submit_draft", by=EXECUTOR)
    given.do("approve", by=COORDINATOR)
    roles.append([item.roles for item in given.view.next if item.command == "hand_over"])
    assert roles == [[("coordinator",)], [("executor", "coordinator")]]
    assert told(refused(given, "hand_over", COORDINATOR)) == ("wrong_role", None, [])
    given.do("hand_over", by=EXECUTOR)
    assert given.case.outcome is Outcome.HANDED_OVER


def test_only_an_approved_answer_is_handed_over() -> None:
    """Before the head's approval there is nothing to hand over."""
    for step in ("begin", "draft"):
        given = life(INCIDENT)
        getattr(given, step)()
        assert told(refused(given, "hand_over", COORDINATOR)) == ("wrong_state", "3.2.6", [])


def test_next_says_when_only_an_appeal_can_be_meant() -> None:
    """``hand_over`` is always possible, but mostly for a formal appeal."""
    for procedure in PROCEDURES:
        given = life(procedure)
        for step in ("intake", "approved"):
            if step == "approved":
                given.approved()
            notices = [item.notice for item in given.view.next if item.command == "hand_over"]
            hands_over = procedure == INCIDENT and step == "approved"
            assert [notice is None for notice in notices] == [hands_over]


CONVERTED = [(PRO, "59-ФЗ"), (VOL, "59-ФЗ"), (LUZ, "2"), (GUL, "1.2"), (STA, "2")]


@pytest.mark.parametrize(("regulation", "clause"), CONVERTED)
@pytest.mark.parametrize("step", ["", "begin", "draft", "approved"])
def test_a_message_may_become_a_formal_appeal_at_any_step(regulation: str, clause: str, step: str) -> None:
    """R19: the human registers it under the law; number and date are kept, and no clock was broken."""
    given = Life(shipped(regulation), MONDAY)
    if step:
        getattr(given, step)()
    entry = given.do("hand_over", None, COORDINATOR, **convert(given))
    assert (entry.clause, given.case.state, given.case.outcome) == (clause, State.CLOSED, Outcome.CONVERTED)
    assert (entry.details["appeal"]["registration_number"], entry.details["appeal"]["registered_on"]) == (
        "12-ж/2026",
        "2026-03-16",
    )
    assert entry.details["title"] == given.rules.regulation.ground("formal-appeal").title
    assert given.case.events[-1].kind is EventKind.CONVERTED
    assert {item.state for item in given.view.deadlines} <= {"met", "cancelled"}


@pytest.mark.parametrize("by", [EXECUTOR, None])
def test_only_the_coordinator_converts(by: Any) -> None:  # noqa: ANN401 -- a person
    """An executor may not, though an executor places the answers of Providensky."""
    given = Life(shipped(PRO), MONDAY).approved()
    if by is None:
        assert given.do("hand_over", None, by, **convert(given)).actor.role == "coordinator"
        return
    assert told(refused(given, "hand_over", by, **convert(given))) == ("wrong_role", None, [])


def test_a_published_answer_must_be_shown() -> None:
    """Gulkevichi 3.9: the question is answered on the site already, so its address is demanded."""
    given = life(PAGES)
    refusal = refused(given, "hand_over", **convert(given, ground="published-answer"))
    assert told(refusal) == ("invalid_input", "3.9", ["appeal.published_answer_url"])
    url = "https://gulkevichi.example/answer"
    entry = given.do("hand_over", **convert(given, ground="published-answer", published_answer_url=url))
    assert (entry.clause, entry.details["appeal"]["published_answer_url"]) == ("3.9", url)


@pytest.mark.parametrize("ground", ["threats", "judicial-acts", "nothing"])
def test_a_ground_that_makes_no_appeal_is_refused_with_those_that_do(ground: str) -> None:
    """Grounds of refusal and of an explanation are none."""
    given = life(PAGES)
    refusal = refused(given, "hand_over", **convert(given, ground=ground))
    assert told(refusal) == ("invalid_input", None, ["appeal.ground"])
    assert refusal.detail.endswith("допустимо: formal-appeal, published-answer")


def test_an_act_without_such_a_ground_makes_no_appeal() -> None:
    """A made-up file that offers none says so."""
    given = Life(small(), MONDAY)
    refusal = refused(given, "hand_over", **convert(given))
    assert told(refusal) == ("invalid_input", None, ["appeal.ground"])
    assert refusal.detail.endswith("нет ни одного")


@pytest.mark.parametrize(
    ("now", "day", "accepted"),
    [
        ("2026-03-16 23:59", "2026-03-16", True),
        ("2026-03-16 23:59", "2026-03-17", False),
        ("2026-03-17 00:00", "2026-03-17", True),
        ("2026-03-17 00:00", "2026-03-01", True),
    ],
)
def test_an_appeal_is_registered_by_today(now: str, day: str, accepted: bool) -> None:  # noqa: FBT001
    """Today is the municipality's own date: in Anadyr it is tomorrow already."""
    given = Life(shipped(PRO), MONDAY)
    given.wait(now)
    if accepted:
        given.do("hand_over", **convert(given, registered_on=day))
        return
    refusal = refused(given, "hand_over", **convert(given, registered_on=day))
    assert told(refusal) == ("invalid_input", None, ["appeal.registered_on"])


def test_an_unanswered_request_for_contacts_pauses_nothing() -> None:
    """Gulkevichi 3.9: asking for the author's data is a note, no clarification; the clocks run on."""
    given = life(PAGES).begin()
    due = given.due("draft1"), given.due("overall1")
    given.do("note", by=COORDINATOR, text="Запрошены контактные данные")
    given.now = given.moment("2026-03-16 15:00")
    assert (given.due("draft1"), given.due("overall1")) == due
    assert given.state("draft1") == "running"


@pytest.mark.parametrize(("ground", "outcome"), [("threats", Outcome.REFUSED), ("illegible", Outcome.NO_ANSWER)])
@pytest.mark.parametrize("step", ["interim", "question"])
def test_a_ground_found_later_ends_the_work(ground: str, outcome: Outcome, step: str) -> None:
    """Also with an interim answer out, or while the author's reply is awaited: nothing is owed, nothing was missed."""
    given = life(PAGES).begin()
    given.do("submit_draft", by=EXECUTOR, kind="interim" if step == "interim" else "clarification")
    for _ in range(2 if step == "interim" else 1):
        given.do("approve")
    given.do("publish")
    entry = given.do("exclude", by=COORDINATOR, ground=ground)
    assert (entry.clause, given.case.outcome) == ("3.7", outcome)
    assert {item.state for item in given.view.deadlines} <= {"met", "cancelled"}
    assert given.view.hands is None


def test_a_late_exclusion_does_not_undo_a_breach() -> None:
    """What was missed by then stays missed, what was still running falls away."""
    given = Life(shipped(PRO), MONDAY)
    given.do("exclude", "2026-03-16 12:00")
    assert (given.state("route"), given.state("overall")) == ("missed", "cancelled")
