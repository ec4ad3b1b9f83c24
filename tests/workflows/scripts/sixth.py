"""Scripts of the invented regulation: a first reaction, facts from another body, an author who does not reply."""

from tests.workflows.lives import DRAFT, PUBLISH, ROUTE, Step
from tests.workflows.scripts.script import Script, at, refused
from tests.workflows.scripts.steps import INTERIM, PLACE, QUESTION, contribute
from tests.workflows.towns import OTHER, OWN, SIXTH

ASK: Step = (
    "route",
    {
        "assignments": [{"authority": OTHER, "part": "Когда ремонт?"}],
        "actor": {"role": "executor", "authority": OWN},
    },
)
SILENT: Step = ("exclude", {"ground": "author-silent"})

FACTS = Script(
    "zarechny-facts",
    SIXTH,
    (
        at("10:05", ROUTE),
        at("10:10", ASK),
        at("10:35", INTERIM),
        at("10:40", PUBLISH),
        at("11:05", contribute(OTHER)),
        at("11:30", DRAFT),
        at("11:40", PUBLISH),
    ),
    intake={"importance": "срочное"},
)
"""Urgent: an interim answer is the first reaction, another body tells what it knows, and nobody approves anything."""

AUTHOR_SILENT = Script(
    "zarechny-author-silent",
    SIXTH,
    (
        at("10:05", ROUTE),
        at("10:20", QUESTION),
        at("10:30", PLACE),
        refused("+3 10:29", SILENT),
        at("+3 10:31", SILENT),
    ),
)
"""The author has three days and nights to reply; then a person may end the work."""
