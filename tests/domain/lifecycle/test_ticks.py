"""What a stage says of a draft by the checklist."""

from typing import Any

import pytest

from domain.lifecycle import Case, parse_command
from domain.terms import State
from tests.domain.lifecycle.builders import (
    COORDINATOR,
    EXECUTOR,
    OTHER,
    OWN,
    PRO,
    STA,
    Life,
    assigned,
    refused,
    reviewer,
    shipped,
    small,
    told,
)

MONDAY = "2026-03-16 10:00"
ASKED = ["to-the-point", "measures", "promise", "attachments", "form", "personal-data", "own-words"]
"""What Providensky asks of a final answer that is no repeat."""

YES = {"item": "measures", "verdict": "yes"}
OVERRIDE = {"item": "own-words", "verdict": "override", "reason": "Авария одна на всех"}
NO = {"item": "promise", "verdict": "no", "reason": "Срок назовёт подрядчик"}


def drafted(regulation: str = PRO, **fields: Any) -> Life:  # noqa: ANN401 -- fields of the intake
    """A message whose draft is in review."""
    return Life(shipped(regulation), MONDAY, **fields).draft()


def ticks(life: Life) -> list[tuple[str, str, str | None, str]]:
    """What the case shows of its draft: item, verdict, reason and stage."""
    draft = life.view.draft
    assert draft is not None
    return [(item.item, item.verdict.value, item.reason, item.stage) for item in draft.checklist]


def test_a_stage_ticks_and_overrides() -> None:
    """Each word on an item is kept with the draft, with stage, person and time, and stands in the journal."""
    life = drafted()
    entry = life.do("approve", by=COORDINATOR, checklist=[YES, OVERRIDE, NO])
    assert life.case.state is State.APPROVED
    assert entry.details["checklist"] == [YES, OVERRIDE, NO]
    assert entry.details["unticked"] == ["to-the-point", "attachments", "form", "personal-data"]
    assert ticks(life) == [
        ("measures", "yes", None, "curator"),
        ("own-words", "override", "Авария одна на всех", "curator"),
        ("promise", "no", "Срок назовёт подрядчик", "curator"),
    ]
    assert life.case.draft is not None
    assert {(item.by.person, item.at) for item in life.case.draft.checklist} == {(COORDINATOR.person, life.now)}


def test_approval_without_ticks_is_possible_as_ever() -> None:
    """Nobody has to tick anything; the journal says what nobody has spoken of."""
    life = drafted()
    entry = life.do("approve", by=COORDINATOR)
    assert (life.case.state, ticks(life)) == (State.APPROVED, [])
    assert {key: entry.details[key] for key in entry.details.keys() - {"limits"}} == {
        "stage": "curator",
        "unticked": ASKED,
    }


def test_all_items_ticked() -> None:
    """Where each item was spoken of nothing is unticked."""
    entry = drafted().do("approve", checklist=[{"item": item, "verdict": "yes"} for item in ASKED])
    assert "unticked" not in entry.details


def test_stages_add_to_what_was_said() -> None:
    """A later stage is asked only of what is left, and may say otherwise; both words stay."""
    life = drafted(STA)
    life.do("approve", by=COORDINATOR, checklist=[YES])
    entry = life.do(
        "approve", by=reviewer("mcu"), checklist=[{"item": "measures", "verdict": "no", "reason": "Нет дня"}]
    )
    assert "measures" not in entry.details["unticked"]
    assert ticks(life) == [("measures", "yes", None, "department"), ("measures", "no", "Нет дня", "mcu")]


def test_a_return_names_items_and_a_new_draft_begins_anew() -> None:
    """What the draft does not meet is kept with it until the executor sends another."""
    life = drafted()
    entry = life.do("return", by=COORDINATOR, items=["measures", "measures", "form"])
    assert entry.details["items"] == ["measures", "measures", "form"]
    assert ticks(life) == [("measures", "no", None, "curator"), ("form", "no", None, "curator")]
    life.do("submit_draft", by=EXECUTOR)
    assert ticks(life) == []


@pytest.mark.parametrize(
    ("name", "fields", "wrong"),
    [
        ("approve", {"checklist": [{"item": "manners", "verdict": "yes"}]}, "checklist[0].item"),
        ("approve", {"checklist": [YES, {"item": "progress", "verdict": "yes"}]}, "checklist[1].item"),
        ("approve", {"checklist": [{"item": "form", "verdict": "no"}]}, "checklist[0]"),
        ("approve", {"checklist": [{"item": "form", "verdict": "override"}]}, "checklist[0]"),
        ("approve", {"checklist": [{"item": "form", "verdict": "maybe"}]}, "checklist[0].verdict"),
        ("approve", {"checklist": [YES, YES]}, "checklist"),
        ("return", {"items": ["form", "manners"]}, "items[1]"),
    ],
)
def test_a_wrong_word_is_refused(name: str, fields: dict[str, Any], wrong: str) -> None:
    """An item that is not asked, a doubt without a reason, an unknown verdict: the field is named, nothing changes."""
    assert told(refused(drafted(), name, **fields)) == ("invalid_input", None, [wrong])


def test_the_items_of_a_repeat_are_asked_of_repeats() -> None:
    """A message that repeats another is asked for measures or progress (R18)."""
    life = drafted(repeat_of="case-0")
    entry = life.do("approve", checklist=[{"item": "progress", "verdict": "yes"}])
    assert ("progress", "yes", None, "curator") in ticks(life)
    assert "progress" not in entry.details["unticked"]


def test_questions_are_asked_what_every_draft_is_asked() -> None:
    """A question to the author has a form and no measures."""
    life = Life(shipped(PRO), MONDAY).begin()
    life.do("submit_draft", by=EXECUTOR, kind="clarification", text="Какой дом?")
    assert life.do("approve").details["unticked"] == ["attachments", "form", "personal-data"]


def test_a_regulation_without_a_checklist_asks_nothing() -> None:
    """There is nothing to tick and nothing unticked."""
    life = Life(small(), MONDAY).draft()
    assert told(refused(life, "approve", checklist=[YES])) == ("invalid_input", None, ["checklist[0].item"])
    assert life.do("approve").details == {"stage": "curator"}


@pytest.mark.parametrize(
    ("name", "fields", "wrong"),
    [("approve", {"checklist": [YES]}, "checklist"), ("return", {"items": ["form"]}, "items")],
)
def test_a_part_has_no_checklist(name: str, fields: dict[str, Any], wrong: str) -> None:
    """The checklist is that of the answer; a decision on a part of joint work that speaks of it is refused."""
    life = Life(shipped(PRO), MONDAY)
    life.do("route", assignments=assigned(OWN, OTHER))
    life.do("contribute", by=EXECUTOR)
    assert told(refused(life, name, **fields)) == ("invalid_input", None, [wrong])
    assert life.do(name).details["part"] == OWN


def test_a_draft_of_an_older_release_has_no_ticks() -> None:
    """A case that was carried over from before the checklist is read, and ticked."""
    life = drafted()
    carried = life.case.model_dump(mode="json")
    del carried["draft"]["checklist"]
    life.case = Case.model_validate(carried)
    life.do("approve", checklist=[YES])
    assert ticks(life) == [("measures", "yes", None, "curator")]


def test_an_approval_without_ticks_has_the_fingerprint_that_it_always_had() -> None:
    """A repeat of a command that an older release carried out is known as one."""
    assert parse_command("approve", {"checklist": []}).digest() == parse_command("approve", {}).digest()
    assert parse_command("approve", {"checklist": [YES]}).digest() != parse_command("approve", {}).digest()
