"""What docs/checklist.md shows is sent, in its order, and answered as it says."""

import json
from pathlib import Path
from typing import Any

from domain.terms import AnswerCheck
from tests.api.client import MESSAGES, ROUTE, Person
from tests.api.test_follow_ups import FOLLOW_UPS, path

PAGE = (Path(__file__).parents[2] / "docs" / "checklist.md").read_text(encoding="utf-8")


def shown(name: str) -> list[Any]:
    """The JSON of a part of the page."""
    part = PAGE.partition(f"<!-- {name}:begin -->")[2].partition(f"<!-- {name}:end -->")[0]
    return [json.loads(block.partition("```")[0]) for block in part.split("```json\n")[1:]]


async def test_the_page_is_true(coordinator: Person, executor: Person) -> None:
    """A life from the first try of a text to the promise that is kept."""
    message_id = await coordinator.report()
    await coordinator.command(message_id, "route", ROUTE)

    rehearsal, advised = shown("rehearsal")
    answer = (await executor.post(f"{MESSAGES}/{message_id}/checklist", rehearsal)).json()
    assert {item["id"]: [item["advised"], item["explanation"]] for item in answer["items"]} == advised

    await executor.command(message_id, "submit_draft", rehearsal)
    approval, entry = shown("approval")
    case = (await coordinator.command(message_id, "approve", approval)).json()
    assert [tick["item"] for tick in case["draft"]["checklist"]] == [tick["item"] for tick in approval["checklist"]]
    journal = (await coordinator.get(f"{MESSAGES}/{message_id}/journal")).json()["items"]
    del journal[-1]["details"]["limits"]
    assert journal[-1]["details"] == approval | entry | {"stage": "curator"}

    publication, promise = shown("publication")
    assert (await executor.command(message_id, "publish", publication)).status_code == 200
    (found,) = (await executor.get(FOLLOW_UPS, state="open")).json()["items"]
    assert found == promise | {"message_id": message_id}

    (proof,) = shown("kept")
    assert (await coordinator.post(path(message_id), proof)).json()["evidence"]["note"] == proof["evidence"]["note"]


def test_every_check_is_told_of() -> None:
    """Each check has its row."""
    assert all(f"| `{check}` |" in PAGE for check in AnswerCheck)
    assert PAGE.count("```json") == sum(len(shown(name)) for name in ("rehearsal", "approval", "publication", "kept"))
