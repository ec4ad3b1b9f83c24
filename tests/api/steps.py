"""The steps that come before each command and each example, so that it is accepted."""

from domain.terms import CommandName
from tests.api.client import DRAFT, ROUTE, Person

Step = tuple[str, dict[str, object]]

TWO = [{"authority": "authority-1"}, {"authority": "authority-2"}]
RESOLVE: Step = ("resolve", {"authority": "authority-1"})
ROUTED: Step = ("route", ROUTE)
IN_TURN: Step = ("route", {"assignments": TWO})
DRAFTED: Step = ("submit_draft", DRAFT)
APPROVED: Step = ("approve", {})
PART: Step = ("contribute", {"text": "Наша часть"})
QUESTION: Step = ("submit_draft", {"kind": "clarification", "text": "Какой подъезд?"})
ASKED: Step = ("publish", {"url": "https://vk.com/wall-1_1?reply=2"})

PAGES = {"regulation": "gulkevichi-draft", "flow": "pages"}
INCIDENT = {"regulation": "gulkevichi-draft", "flow": "incident"}
STAVROPOL = {"regulation": "stavropol-2023"}
PLACES: dict[str, dict[str, str]] = {
    CommandName.RESOLVE: PAGES,
    CommandName.HAND_OVER: INCIDENT,
    "Несколько органов под головным": STAVROPOL,
    "Ответ и в выходные дни": PAGES,
    "Разъяснение": INCIDENT,
}
BEFORE: dict[str, tuple[Step, ...]] = {
    CommandName.DECLINE: (ROUTED,),
    CommandName.SUBMIT_DRAFT: (ROUTED,),
    CommandName.INTERIM_ANSWER: (ROUTED,),
    CommandName.CONTRIBUTE: (IN_TURN,),
    CommandName.APPROVE: (ROUTED, DRAFTED),
    CommandName.RETURN: (ROUTED, DRAFTED),
    CommandName.PUBLISH: (ROUTED, DRAFTED, APPROVED),
    CommandName.CLARIFIED: (ROUTED, QUESTION, APPROVED, ASKED),
    CommandName.REASSIGN: (ROUTED,),
    CommandName.HAND_OVER: (RESOLVE, ROUTED, DRAFTED, APPROVED, APPROVED),
    "Ответ и в выходные дни": (RESOLVE,),
    "Разъяснение": (RESOLVE, ROUTED),
    "Часть передана дальше": (IN_TURN, PART),
    "Возврат части": (IN_TURN, PART),
}
"""What comes before an example: by its own name, else by its command's."""


async def at_its_step(admin: Person, executor: Person, name: str, title: str = "") -> str:
    """Have a message taken in and brought to where a command, or an example of it, is due; say which."""
    place = PLACES.get(title, PLACES.get(name, {}))
    message_id = await admin.report(detected_at="2026-03-16T10:00:00+12:00", **place)
    for step, payload in BEFORE.get(title, BEFORE.get(name, ())):
        person = executor if step in {"submit_draft", "contribute"} else admin
        response = await person.command(message_id, step, payload)
        assert response.status_code == 200, response.text
    return message_id
