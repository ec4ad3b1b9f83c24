"""The checklist of the answer: shown with the draft, rehearsed before it, ticked with the decision."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI

from api.examples import CHECKLIST as EXAMPLES
from api.rulebook import Rulebook
from domain.lifecycle import Rules
from domain.regulation import Library
from tests.api.client import DRAFT, MESSAGES, PUBLISH, ROUTE, Clock, Person, absent_id, assert_problem

CHECKLIST = f"{MESSAGES}/{{message_id}}/checklist"
TEXT = "Здравствуйте! Фонарь во дворе заменят до 20 марта, бригада уже получила лампу."


def path(message_id: str) -> str:
    """Where a message's checklist is."""
    return CHECKLIST.format(message_id=message_id)


def items(answer: dict[str, Any]) -> dict[str, str | None]:
    """What is advised, item by item."""
    return {item["id"]: item["advised"] for item in answer["items"]}


async def routed(coordinator: Person, **fields: object) -> str:
    """A message that is with the executor's body."""
    message_id = await coordinator.report(**fields)
    response = await coordinator.command(message_id, "route", ROUTE)
    assert response.status_code == 200, response.text
    return message_id


async def answered(coordinator: Person, executor: Person, text: str, **fields: object) -> str:
    """A message that has its answer."""
    message_id = await routed(coordinator, **fields)
    await executor.command(message_id, "submit_draft", {"kind": "final", "text": text})
    await coordinator.command(message_id, "approve")
    response = await executor.command(message_id, "publish", PUBLISH)
    assert response.json()["state"] == "closed", response.text
    return message_id


async def test_before_a_draft_it_says_what_will_be_asked(coordinator: Person, executor: Person) -> None:
    """The executor reads the demands with their clauses before writing a word."""
    answer = (await executor.get(path(await routed(coordinator)))).json()

    assert (answer["kind"], answer["submitted_at"], answer["promises"]) == ("final", None, [])
    assert set(items(answer).values()) == {None}
    assert {item["clause"] for item in answer["items"]} == {"17", "152-ФЗ"}
    assert all(item["explanation"] is None and item["ticks"] == [] and item["title"] for item in answer["items"])


async def test_with_the_draft_it_advises(coordinator: Person, executor: Person) -> None:
    """The draft under review is advised on; promises with their days are listed."""
    message_id = await routed(coordinator)
    await executor.command(message_id, "submit_draft", {"kind": "final", "text": TEXT})

    answer = (await coordinator.get(path(message_id))).json()

    assert items(answer) == {
        "to-the-point": "ok",
        "measures": "ok",
        "promise": "ok",
        "attachments": "not_applicable",
        "form": "ok",
        "personal-data": "ok",
        "own-words": "ok",
    }
    assert [item["on"] for item in answer["promises"]] == ["2026-03-20"]
    assert answer["submitted_at"] == "2026-03-15T22:30:00Z"


async def test_ticks_stand_beside_their_items(coordinator: Person, executor: Person) -> None:
    """What the reviewer said is in the checklist, in the case, and in the journal with what nobody spoke of."""
    message_id = await routed(coordinator)
    await executor.command(message_id, "submit_draft", DRAFT)
    said = [
        {"item": "measures", "verdict": "yes"},
        {"item": "form", "verdict": "override", "reason": "Автор просил подробно"},
    ]

    case = (await coordinator.command(message_id, "approve", {"checklist": said})).json()

    shown = {item["id"]: item["ticks"] for item in (await executor.get(path(message_id))).json()["items"]}
    assert [tick["verdict"] for tick in shown["measures"]] == ["yes"]
    assert [(tick["verdict"], tick["reason"], tick["stage"]) for tick in shown["form"]] == [
        ("override", "Автор просил подробно", "curator")
    ]
    assert shown["promise"] == []
    assert [(tick["item"], tick["by"]["person"]) for tick in case["draft"]["checklist"]] == [
        ("measures", "coordinator"),
        ("form", "coordinator"),
    ]
    journal = (await coordinator.get(f"{MESSAGES}/{message_id}/journal")).json()["items"]
    assert journal[-1]["details"]["checklist"] == said
    assert "promise" in journal[-1]["details"]["unticked"]


async def test_an_unknown_item_is_named(coordinator: Person, executor: Person) -> None:
    """A tick of an item that is not asked is a 422 that names the field; nothing is approved."""
    message_id = await routed(coordinator)
    await executor.command(message_id, "submit_draft", DRAFT)

    wrong = {"checklist": [{"item": "manners", "verdict": "yes"}]}
    assert_problem(await coordinator.command(message_id, "approve", wrong), 422, "checklist[0].item")
    assert (await coordinator.get(f"{MESSAGES}/{message_id}")).json()["state"] == "in_review"


@pytest.mark.parametrize("title", EXAMPLES)
async def test_example_of_a_rehearsal_works(coordinator: Person, executor: Person, title: str) -> None:
    """Each documented text is advised on."""
    response = await executor.post(path(await routed(coordinator)), EXAMPLES[title])

    assert response.status_code == 200, response.text
    assert set(items(response.json()).values()) <= {"ok", "not_applicable", "doubt"}


async def test_a_rehearsal_stores_nothing(coordinator: Person, executor: Person) -> None:
    """A text that is only tried leaves no trace: not in the case, not in the journal, not in the checklist."""
    message_id = await routed(coordinator)
    before = (await coordinator.get(f"{MESSAGES}/{message_id}/journal")).json()

    answer = (await executor.post(path(message_id), {"text": "Примем меры в ближайшее время."})).json()

    assert (items(answer)["promise"], answer["submitted_at"]) == ("doubt", None)
    assert (await coordinator.get(f"{MESSAGES}/{message_id}/journal")).json() == before
    assert set(items((await executor.get(path(message_id))).json()).values()) == {None}


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["text"]),
        ({"text": " "}, ["text"]),
        ({"text": "а", "kind": "poem"}, ["kind"]),
        ({"text": "а", "attachments": [{}]}, ["attachments[0]"]),
        ({"text": "а", "colour": "red"}, ["colour"]),
    ],
)
async def test_a_wrong_rehearsal_is_refused(coordinator: Person, body: dict[str, Any], fields: list[str]) -> None:
    """Each wrong value is named."""
    assert_problem(await coordinator.post(path(await routed(coordinator)), body), 422, *fields)


async def test_a_repeat_is_asked_for_measures(coordinator: Person, executor: Person) -> None:
    """What the answer to a repeated message must say is an item of its own (R18)."""
    first = await answered(coordinator, executor, TEXT)
    again = await routed(coordinator, external_id="wall-2", repeat_of=first)

    answer = (await executor.post(path(again), {"text": "Фонарь заменим до пятницы."})).json()

    assert items(answer)["progress"] == "doubt"
    assert next(item["clause"] for item in answer["items"] if item["id"] == "progress") == "16"


async def test_the_same_words_within_the_hour_are_told(
    coordinator: Person, executor: Person, other_executor: Person, clock: Clock
) -> None:
    """That there is such an answer is said, and nothing of it: it may be another body's; after an hour it is passed."""
    first = await answered(coordinator, executor, TEXT)
    message_id = await coordinator.report(external_id="wall-2")
    await coordinator.command(message_id, "route", {"assignments": [{"authority": "authority-2"}]})

    clock.advance(timedelta(minutes=59))
    response = await other_executor.post(path(message_id), {"text": TEXT.replace("20", "25")})

    (own_words,) = (item for item in response.json()["items"] if item["id"] == "own-words")
    assert (own_words["advised"], own_words["seen"]) == ("doubt", [])
    assert first not in response.text
    clock.advance(timedelta(minutes=1))
    assert items((await other_executor.post(path(message_id), {"text": TEXT})).json())["own-words"] == "ok"


async def test_ones_own_answer_is_no_other(coordinator: Person, executor: Person) -> None:
    """The checklist of an answered message does not find the message itself."""
    message_id = await answered(coordinator, executor, TEXT)

    assert items((await executor.get(path(message_id))).json())["own-words"] == "ok"


async def test_another_regulations_answer_is_no_other(coordinator: Person, executor: Person) -> None:
    """Municipalities do not compare with each other."""
    await answered(coordinator, executor, TEXT)
    message_id = await routed(coordinator, regulation="luga-2020", detected_at="2026-03-16T01:20:00+03:00")

    assert items((await executor.post(path(message_id), {"text": TEXT})).json())["own-words"] == "ok"


async def test_without_the_database_the_rest_is_advised(
    coordinator: Person, executor: Person, lose_database: Callable[[], None]
) -> None:
    """A database that is away takes the comparison away, and no other advice."""
    message_id = await routed(coordinator)
    await executor.get(path(message_id))
    lose_database()

    answer = (await executor.post(path(message_id), {"text": TEXT})).json()

    assert items(answer)["own-words"] == "not_applicable"
    assert items(answer)["measures"] == "ok"


async def test_working_days_are_the_municipalitys(coordinator: Person, executor: Person, clock: Clock) -> None:
    """A term in working days ends by the regulation's own calendar: holidays do not count."""
    message_id = await routed(coordinator)
    clock.now = clock.now.replace(month=4, day=29)

    answer = (await executor.post(path(message_id), {"text": "Починим в течение 3 рабочих дней."})).json()

    assert [item["on"] for item in answer["promises"]] == ["2026-05-06"]


async def test_a_version_that_is_gone_is_not_found(
    app: FastAPI, coordinator: Person, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the regulation's file nobody knows what it asks; running cases go on all the same."""
    message_id = await routed(coordinator)
    without = Rulebook(Library.of(rulebook.library.versions("luga-2020")))
    monkeypatch.setattr(app.state.context.rulebook, "rules", without.rules)

    assert_problem(await coordinator.get(path(message_id)), 404)


async def test_a_regulation_without_a_checklist_asks_nothing(
    app: FastAPI, coordinator: Person, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table may be absent: then there are no items."""
    message_id = await routed(coordinator)
    rules = rulebook.rules("providensky-2020", "2020-03-11")
    bare = Rules(rules.regulation.model_copy(update={"checklist": None}), rules.time)
    monkeypatch.setattr(app.state.context.rulebook, "rules", lambda *_: bare)

    assert (await coordinator.post(path(message_id), {"text": TEXT})).json()["items"] == []


async def test_a_foreign_message_has_no_checklist(coordinator: Person, other_executor: Person) -> None:
    """Whoever does not see a message sees no checklist of it, and cannot try words on it."""
    message_id = await routed(coordinator)

    for asked in (message_id, absent_id()):
        assert_problem(await other_executor.get(path(asked)), 404)
        assert_problem(await other_executor.post(path(asked), {"text": TEXT}), 404)
