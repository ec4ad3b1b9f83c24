"""Lives under the invented ministry of ``docs/examples``: a night shift, parts side by side, answers put off twice."""

from functools import cache

from domain.lifecycle import Rules
from domain.regulation import parse_regulation
from tests.domain.lifecycle.builders import SIXTH, Life, assigned, rules_of

STAGES = ("law", "press", "deputy")


@cache
def ministry() -> Rules:
    """The rules of the documented example."""
    path = SIXTH.parent / "lenskoe-2026.toml"
    return rules_of(parse_regulation(path.read_text("utf-8"), path.name))


def sent(detected: str, **fields: str) -> Life:
    """A message that three bodies work on."""
    given = Life(ministry(), detected, **fields)
    given.do("route", assignments=assigned("roads", "fleet", "ferry"), lead="roads")
    return given


def put_off(given: Life, when: str) -> None:
    """Answer for the time being."""
    given.do("interim_answer", when)
    for stage in STAGES:
        given.do("approve", stage=stage)
    given.do("publish")


def test_the_clock_runs_at_night_and_an_urgent_message_has_a_shorter_one() -> None:
    """24 hours, or two for an emergency; the draft has half of them, a part a quarter."""
    plain, urgent = sent("2026-06-10 23:30"), sent("2026-06-10 23:30", importance="ЧП")
    assert [plain.due(name) for name in ("overall", "draft", "part")] == [
        "2026-06-11 23:30",
        "2026-06-11 11:30",
        "2026-06-11 05:30",
    ]
    assert [urgent.due(name) for name in ("overall", "draft", "part")] == [
        "2026-06-11 01:30",
        "2026-06-11 00:30",
        "2026-06-11 00:00",
    ]


def test_a_shift_past_midnight_is_one_stretch() -> None:
    """An hour of the lawyers that begins at 23:30 is over at half past midnight; after six the day shift goes on."""
    given = sent("2026-06-10 22:00")
    given.do("submit_draft", "2026-06-10 23:30")
    assert given.due("decide1") == "2026-06-11 00:30"
    other = sent("2026-06-10 22:00")
    other.do("submit_draft", "2026-06-11 05:30")
    assert other.due("decide1") == "2026-06-11 09:00"


def test_each_body_has_its_own_time_to_return_until_it_gives_its_part() -> None:
    """Who has given a part can no longer be late with a return; the others can."""
    given = sent("2026-06-10 22:00")
    given.do("contribute", "2026-06-10 23:00", actor={"role": "executor", "authority": "fleet"})
    assert [given.state(name) for name in ("return", "return-2", "return-3")] == ["running", "cancelled", "running"]


def test_every_answer_for_the_time_being_puts_the_final_one_off() -> None:
    """Five working days from each; the first term falls away, and the day of Russia counts as none."""
    given = sent("2026-06-10 22:00")
    for body in ("fleet", "ferry"):
        given.do("contribute", "2026-06-10 23:00", actor={"role": "executor", "authority": body})
        given.do("approve", part=body)
    put_off(given, "2026-06-11 00:10")
    assert given.due("final") == "2026-06-20 00:00"
    put_off(given, "2026-06-15 10:00")
    assert (given.state("final"), given.due("final-2")) == ("cancelled", "2026-06-23 00:00")


def test_a_question_to_the_author_asks_nothing_of_the_lawyers() -> None:
    """One stage sees it; the whole limit stands until he replies, and his silence for three days is a ground."""
    given = sent("2026-06-10 22:00")
    given.do("submit_draft", "2026-06-10 23:00", kind="clarification")
    given.do("approve", stage="press")
    given.do("publish")
    assert given.state("decide1") == "pending"
    assert (given.state("overall"), given.due("wait")) == ("paused", "2026-06-13 23:00")
