"""Commands of the scripts with their payloads; the ordinary ones are in ``tests.workflows.lives``."""

from typing import Any

from tests.workflows.lives import Step
from tests.workflows.towns import OTHER

RESOLVE_OTHER: Step = ("resolve", {"authority": OTHER})
ROUTE_OTHER: Step = ("route", {"assignments": [{"authority": OTHER}]})
DECLINE: Step = ("decline", {"reason": "Двор обслуживает другой орган."})
INTERIM: Step = ("interim_answer", {"text": "Заявка принята, о сроке сообщим."})
QUESTION: Step = ("submit_draft", {"kind": "clarification", "text": "Назовите, пожалуйста, номер дома."})
PLACE: Step = ("publish", {"url": "https://example.org/question"})
CLARIFIED: Step = ("clarified", {"text": "Дом 5, второй подъезд.", "actor": {"role": "author"}})
NOTE: Step = ("note", {"text": "Подрядчик предупреждён."})


def route(*bodies: str, **fields: Any) -> Step:  # noqa: ANN401 -- fields of the command
    """Send the message to bodies, in order."""
    return "route", {"assignments": [{"authority": body} for body in bodies], **fields}


def contribute(body: str) -> Step:
    """A co-executor sends its part."""
    return "contribute", {"text": "Светильники заменены.", "actor": _executor(body)}


def pass_on(body: str) -> Step:
    """The coordinator agrees to a part."""
    return "approve", {"part": body}


def send_back(body: str) -> Step:
    """The coordinator returns a part."""
    return "return", {"part": body, "remarks": "Укажите число светильников."}


def decline_part(body: str) -> Step:
    """A co-executor declines its part."""
    return "decline", {"reason": "Светильниками не занимаемся.", "actor": _executor(body)}


def explanation(ground: str, *earlier: str) -> Step:
    """An explanation instead of an answer goes for approval."""
    linked = {"earlier": earlier} if earlier else {}
    return "submit_draft", {"kind": "explanation", "text": "Разъясняем порядок.", "ground": ground, **linked}


def _executor(body: str) -> dict[str, str]:
    return {"role": "executor", "authority": body}
