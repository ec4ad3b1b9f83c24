"""The wait for an author's reply: its limit, and the ground that follows from his silence."""

import pytest

from domain.regulation import RegulationError, parse_regulation
from tests.domain.regulation.small import CLARIFICATION, limit, text

GROUND = '[[grounds]]\nid = "silent"\ntitle = "Молчит"\nclause = "10"\noutcome = "author_silent"\n'
WAITING = 'clarification = { clause = "10", placed_by = "executor", wait = "reply" }\n'
AUTHOR = 'actor = "author"\nrepeats = true'


def reply(span: str = "published:clarification > clarified", keys: str = AUTHOR) -> str:
    """The limit within which the author may reply."""
    return limit("reply", span, "3 days_24h").replace('actor = "executor"\n', "") + keys + "\n"


def said(*limits: str, steps: str = WAITING, head: str = GROUND) -> str:
    """Everything that is wrong with a file; nothing where it is sound."""
    try:
        parse_regulation(text(*limits, steps=steps, head=head), "small.toml")
    except RegulationError as error:
        return str(error)
    return ""


def test_a_whole_wait_is_sound() -> None:
    """A wait that names the author's limit, with a ground for his silence, is accepted; so is no wait at all."""
    assert said(reply()) == ""
    assert said(steps=CLARIFICATION, head="") == ""


@pytest.mark.parametrize(
    ("limits", "steps", "head", "message"),
    [
        (
            (reply(),),
            WAITING,
            "",
            'flows[0].clarification.wait: нужно основание [[grounds]] с outcome = "author_silent"',
        ),
        ((), CLARIFICATION, GROUND, "grounds[0].outcome: author_silent допустимо, только если в [flows.clarification]"),
        (
            (),
            "",
            GROUND,
            "grounds[0].outcome: author_silent допустимо, только если в [flows.clarification] указано wait",
        ),
        ((), WAITING, GROUND, "flows[0].clarification.wait: такого срока в порядке нет; допустимо: any"),
        (
            (reply(),),
            CLARIFICATION,
            "",
            "flows[0].limits[0].actor: author допустимо только у срока, названного в [flows.clarification] wait",
        ),
        ((reply(keys='actor = "author"'),), WAITING, GROUND, "flows[0].limits[0]: сроку ожидания нужно: actor"),
        ((reply(keys='actor = "executor"\nrepeats = true'),), WAITING, GROUND, 'нужно: actor = "author"'),
        ((reply("detected > clarified"),), WAITING, GROUND, 'starts = "published:clarification"'),
        ((reply("published:clarification > clarified, returned"),), WAITING, GROUND, 'ends = ["clarified"]'),
    ],
)
def test_what_is_missing_of_a_wait_is_said(limits: tuple[str, ...], steps: str, head: str, message: str) -> None:
    """The wait, its limit and the ground need each other, and each error names the key."""
    assert message in said(*limits, steps=steps, head=head)
