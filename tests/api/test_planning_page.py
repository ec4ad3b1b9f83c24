"""The worked day of docs/planning.md happens as the page says."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from tests.api.client import MESSAGES, Clock, Person

PAGE = Path(__file__).parents[2] / "docs" / "planning.md"

_PARTS = re.compile(r"\*\*`(?P<at>[^`]+)`\*\*|```\n(?P<request>.*?)```|```json\n(?P<answer>.*?)```", re.DOTALL)


class Asked(NamedTuple):
    """One request of the page: when it is sent, what, and what the answer has, where the page shows it."""

    at: datetime
    method: str
    name: str
    body: Any
    answer: Any


def day() -> Iterator[Asked]:
    """The requests of the worked day, in order."""
    text = PAGE.read_text("utf-8").partition("<!-- day:begin -->")[2].partition("<!-- day:end -->")[0]
    moment, asked = datetime.min, None  # noqa: DTZ901 -- the page's first moment comes before its first request
    for part in _PARTS.finditer(text):
        if part["at"]:
            moment = datetime.fromisoformat(part["at"])
        elif part["request"]:
            if asked is not None:
                yield asked
            line, _, body = part["request"].partition("\n")
            method, name = line.split()
            asked = Asked(moment, method, name, json.loads(body) if body.strip() else None, None)
        elif asked is not None:
            asked = asked._replace(answer=json.loads(part["answer"]))
    if asked is not None:
        yield asked


def shows(answer: Any, page: Any) -> bool:  # noqa: ANN401 -- JSON
    """Whether an answer has everything that the page shows of it."""
    if isinstance(page, dict):
        return all(key in answer and shows(answer[key], value) for key, value in page.items())
    if isinstance(page, list):
        return len(answer) == len(page) and all(map(shows, answer, page))
    return bool(answer == page)


async def test_the_worked_day_happens(coordinator: Person, executor: Person, clock: Clock) -> None:
    """Each request of the page, at its moment, is answered as the page shows."""
    requests = list(day())
    assert [asked.name for asked in requests if asked.answer] == ["plan", "what-if", "plan", "what-if", "plan"]
    clock.now = requests[0].at
    message_id = await coordinator.report(detected_at=requests[0].at.isoformat())
    for asked in requests:
        clock.now = asked.at
        person = executor if asked.name == "submit_draft" else coordinator
        path = f"{MESSAGES}/{message_id}/{asked.name}"
        response = await (person.get(path) if asked.method == "GET" else person.post(path, asked.body))
        assert response.status_code == 200, response.text
        assert asked.answer is None or shows(response.json(), asked.answer), response.text
