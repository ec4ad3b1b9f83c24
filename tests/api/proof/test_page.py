"""The page of a «расчёт срока»: everything of the text, escaped, with a picture."""

import re
from html import unescape

import pytest

from api.proof.page import page
from api.proof.story import story
from api.proof.timeline import MOST_DAYS, timeline
from domain.lifecycle import Explanation
from domain.lifecycle.explanation import Debtor
from tests.api.proof.explanations import small_life, told_of
from tests.domain.lifecycle.builders import GUL, PRO, Life, Procedure, life, shipped
from tests.fixtures.cases import explanation

MONDAY = "2026-03-16 10:00"
HOSTILE = '<script>alert("1")</script><img src=x onerror=alert(1)>&lt;\'"'


def _plain() -> Explanation:
    return told_of(Life(shipped(PRO), MONDAY), "overall")


def _paused(replied: str | None) -> Explanation:
    given = life(Procedure(GUL, "pages"), MONDAY)
    given.do("resolve")
    given.do("route", "2026-03-16 13:00")
    given.do("submit_draft", "2026-03-16 14:30", kind="clarification")
    given.do("approve")
    given.do("publish", "2026-03-16 16:00")
    if replied:
        given.do("clarified", replied)
    return told_of(given, "draft1")


def _bars(told: Explanation, kind: str) -> list[tuple[float, float]]:
    """The bars of a kind: where each begins and how long it is, in hours."""
    found = re.findall(rf'<rect class="{kind}" x="([\d.]+)" y="\d+" width="([\d.]+)"', timeline(told))
    return [(round((float(x) - 120) / 24, 1), round(float(width) / 24, 1)) for x, width in found]


@pytest.mark.parametrize("told", [_plain(), _paused(None), _paused("2026-03-18 10:00"), explanation()])
def test_page_says_all_that_the_text_says(told: Explanation) -> None:
    """Every pair, every row, every note and every paragraph stands in it."""
    whole, words = story(told), " ".join(unescape(re.sub(r"<[^>]+>", " ", page(told))).split())

    rows = [cell for table in whole.tables for row in (table.head, *table.rows) for cell in row]
    pairs = [text for pair in (*whole.answer, *whole.facts) for text in pair]
    for text in (whole.title, *rows, *pairs, *whole.notes, *whole.check):
        assert " ".join(text.split()) in words


def test_a_pause_strikes_out_no_words() -> None:
    """On a day off that falls into a pause the reason of the day stays readable above the pause's line."""
    given = life(Procedure(GUL, "pages"), "2026-05-08 10:00")
    given.do("resolve")
    given.do("route", "2026-05-08 11:00")
    given.do("submit_draft", "2026-05-08 14:30", kind="clarification")
    given.do("approve")
    given.do("publish", "2026-05-08 16:00")
    drawn = timeline(told_of(given, "draft1"))

    words = [int(y) for y in re.findall(r'<text class="off" [^>]*y="(\d+)"', drawn)]
    lines = [int(y) for y in re.findall(r'<rect class="paused" [^>]*y="(\d+)"', drawn)]
    assert len(words) == 3
    assert all(any(baseline + 3 < line < baseline + 10 for line in lines) for baseline in words)


def test_whatever_people_wrote_is_escaped() -> None:
    """A title, a quote, an importance, a body's name: none of them becomes a part of the page."""
    told = _plain()
    assert told.rule is not None
    hostile = told.model_copy(
        update={
            "name": HOSTILE,
            "title": HOSTILE,
            "clause": HOSTILE,
            "quote": HOSTILE,
            "reading": HOSTILE,
            "message_id": HOSTILE,
            "regulation_title": HOSTILE,
            "timezone": HOSTILE,
            "calendar_version": HOSTILE,
            "debtor": Debtor(role="executor", title=HOSTILE, authority=HOSTILE, authority_title=HOSTILE),
            "rule": told.rule.model_copy(update={"amount_from": "importance", "importance": HOSTILE}),
            "days": tuple(day.model_copy(update={"note": HOSTILE}) for day in told.days),
        }
    )

    written = page(hostile)
    assert "<script" not in written
    assert "<img" not in written
    assert unescape(re.sub(r"<[^>]+>", "", written)).count('<script>alert("1")</script>') > 10


def test_picture_shows_service_and_what_was_counted() -> None:
    """A strip for each date: the hours of service, of them what was counted, the start and the end."""
    told = _plain()

    assert _bars(told, "service") == [(9, 4), (14, 4), (9, 4), (14, 4)]
    assert _bars(told, "counted") == [(10, 3), (14, 4), (9, 2)]
    assert _bars(told, "paused") == []
    assert re.findall(r'<line class="(\w+)" x1="([\d.]+)"[^>]*><title>([^<]+)', timeline(told)) == [
        ("start", "360.0", "Начало счёта: пн 16.03.2026 10:00"),
        ("due", "384.0", "Срок: вт 17.03.2026 11:00"),
    ]
    assert 'role="img"' in timeline(told)


def test_picture_says_why_nobody_works() -> None:
    """In place of hours: a day off, a holiday by its name."""
    drawn = timeline(told_of(Life(shipped(PRO), "2026-03-06 17:00"), "overall"))

    reasons = re.findall(r'<text class="off"[^>]*>([^<]+)', drawn)
    assert reasons == ["выходной", "Международный женский день", "нерабочий день по производственному календарю"]


def test_picture_shows_pauses() -> None:
    """A pause runs over nights and days; one that has not ended as far as the picture goes."""
    assert _bars(_paused("2026-03-18 10:00"), "paused") == [(16, 8), (0, 24), (0, 10)]
    assert _bars(_paused(None), "paused") == [(16, 8), (0, 24)]


def test_picture_of_a_limit_by_the_clock_runs_over_midnight() -> None:
    """Twenty hours from Monday at ten: fourteen of Monday, six of Tuesday."""
    told = told_of(small_life('starts = "detected"\nends = ["published"]\namount = 20\nunit = "hours"\n'), "limit1")

    assert _bars(told, "counted") == [(10, 14), (0, 6)]


def test_picture_shows_the_hours_of_days_off() -> None:
    """Where the days off count, they have hours of service."""
    given = life(Procedure(GUL, "pages"), "2026-03-20 16:00")
    given.do("resolve")
    given.do("route", "2026-03-20 17:00", days_off=True)

    assert _bars(told_of(given, "draft1"), "counted") == [(17, 1), (9, 4), (14, 3)]


def test_long_runs_have_no_picture() -> None:
    """Thirty days are no picture any more; what an older version kept has no days to draw."""
    days = 'starts = "detected"\nends = ["published"]\namount = 30\nunit = "calendar_days"\n'
    told = told_of(small_life(days), "limit1")

    assert len(told.days) > MOST_DAYS
    assert timeline(told) == ""
    assert "<figure>" not in page(told)
    assert timeline(explanation()) == ""


def test_no_date_and_no_hours_are_broken_in_two() -> None:
    """On a narrow screen a line ends between a date and a time, or between two pairs of hours, and nowhere else."""
    written = page(_plain())

    assert "<td><span>пн 16.03.2026</span> 10:00</td>" in written
    assert "<td><span>09:00–13:00,</span> <span>14:00–18:00</span></td>" in written
    assert "td span { white-space: nowrap }" in written


def test_midnight_is_the_right_end_of_the_last_day() -> None:
    """A limit over at 24:00 is drawn there, and its picture goes no further."""
    days = 'starts = "detected"\nends = ["published"]\namount = 2\nunit = "calendar_days"\n'
    told = told_of(small_life(days), "limit1")
    drawn = timeline(told)

    assert _bars(told, "counted") == [(10, 14), (0, 24), (0, 24)]
    assert '<line class="due" x1="696.0"' in drawn
    assert "<title>Срок: ср 18.03.2026 24:00</title>" in drawn
    assert "19.03.2026" not in drawn


def test_legend_names_what_is_drawn() -> None:
    """A limit that stands still has no end in the picture, and its legend promises none."""
    assert '<i class="due">' in page(_plain())
    assert '<i class="paused">' not in page(_plain())
    assert '<i class="due">' not in page(_paused(None))
    assert '<i class="paused">' in page(_paused(None))


def test_long_names_stay_within_a_narrow_page() -> None:
    """A name without a space, in the title or in the last line, is broken rather than widening a phone's page."""
    written = page(_plain())

    for element in ("h1", "dd", "footer"):
        (rule,) = re.findall(rf"^{element} {{[^}}]*}}", written, flags=re.MULTILINE)
        assert "overflow-wrap: anywhere" in rule
