"""Scripts of lives that end without an ordinary answer: explained, excluded, converted."""

from tests.workflows.lives import APPROVE, HAND_OVER, PUBLISH, RESOLVE, ROUTE, Step
from tests.workflows.scripts.script import Script, at, refused
from tests.workflows.scripts.steps import explanation
from tests.workflows.towns import GUL

REGISTERED_ON = "2026-03-16"

EXPLAINED = Script(
    "gulkevichi-draft-pages-explained",
    GUL,
    (
        at("10:10", RESOLVE),
        at("10:30", ROUTE),
        at("12:00", explanation("outside-competence")),
        at("12:10", APPROVE),
        at("12:20", APPROVE),
        at("12:30", PUBLISH),
    ),
    flow="pages",
)
"""An explanation on the pages, in time."""

EXPLAINED_LATE = Script(
    "gulkevichi-draft-incident-explained",
    GUL,
    (
        at("10:10", RESOLVE),
        at("10:30", ROUTE),
        refused("11:00", explanation("threats")),
        at("12:00", explanation("answered-repeatedly", "message-1")),
        at("12:10", APPROVE),
        at("12:20", APPROVE),
        refused("12:30", HAND_OVER),
        at("+1 10:15", PUBLISH),
    ),
    flow="incident",
)
"""An explanation of an incident: sent within its own limit, but after that of the hand-over."""


def excluded(regulation: str, flow: str, ground: str) -> Script:
    """Not processed or not answered, on a ground."""
    step: Step = ("exclude", {"ground": ground, "note": "Текст сохранён."})
    return Script(f"{regulation}-{ground}", regulation, (at("10:10", step),), flow=flow)


def converted(regulation: str, flow: str, ground: str, **fields: str) -> Script:
    """Registered as a formal appeal, on a ground."""
    appeal = {"ground": ground, "registration_number": "О-17", "registered_on": REGISTERED_ON, **fields}
    return Script(
        f"{regulation}-{flow}-converted-{ground}",
        regulation,
        (at("10:10", ("hand_over", {"appeal": appeal})),),
        flow=flow,
    )


PUBLISHED_ANSWER = converted(GUL, "pages", "published-answer", published_answer_url="https://example.org/answers/5")
"""The answer is on the site already, so the message becomes a formal appeal."""

ILLEGIBLE = excluded(GUL, "incident", "illegible")
"""Nothing can be read, so nothing is answered."""

SCRIPTS = (EXPLAINED, EXPLAINED_LATE, PUBLISHED_ANSWER, ILLEGIBLE)
