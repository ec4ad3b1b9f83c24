"""What the text of a «расчёт срока» says: everything that a lawyer asks, in words."""

import pytest

from api.proof import checking
from api.proof.story import NO_FACTS
from api.proof.text import text
from domain.lifecycle import Explanation
from tests.api.proof.explanations import HOURS, WHOLE, small_life, told_of
from tests.domain.lifecycle.builders import GUL, PRO, VOL, Life, Procedure, life, shipped
from tests.fixtures.cases import explanation
from tests.ops.verify.papers import placing

MONDAY = "2026-03-16 10:00"
FROM_TO = 'starts = "detected"\nends = ["published"]\n'


def _flat(told: Explanation) -> str:
    """The text with its lines joined."""
    return " ".join(text(told).split())


def _asked(replied: str | None) -> Life:
    given = life(Procedure(GUL, "pages"), MONDAY)
    given.do("resolve")
    given.do("route", "2026-03-16 13:00")
    given.do("submit_draft", "2026-03-16 14:30", kind="clarification")
    given.do("approve")
    given.do("publish", "2026-03-16 16:00")
    if replied:
        given.do("clarified", replied)
    return given


def test_it_names_what_the_limit_rests_on() -> None:
    """The message, the regulation's version, the clause, its words and their reading, the debtor, the calendar."""
    told = told_of(Life(shipped(PRO), MONDAY), "draft")
    said = _flat(told)

    assert "Расчёт срока: " in said
    assert "Сообщение: case-1" in said
    assert "— providensky-2020, версия 2020-03-11" in said
    assert f"Пункт: {told.clause}" in said
    assert told.quote in said
    assert " ".join(told.reading.split()) in said
    assert "Кто должен: Исполнитель" in said
    assert f"Версия календаря: {told.calendar_version}" in said
    assert "Asia/Anadyr" in said or "Asia/Kamchatka" in said
    assert "Как проверить" in said
    assert "otklik verify" in said


def test_it_counts_interval_by_interval() -> None:
    """Each with its length and the running sum, and the end that follows."""
    said = _flat(told_of(Life(shipped(PRO), MONDAY), "overall"))

    assert "Срок: вт 17.03.2026 11:00" in said
    assert "1 пн 16.03.2026 10:00 пн 16.03.2026 13:00 3 ч 3 ч" in said
    assert "2 пн 16.03.2026 14:00 пн 16.03.2026 18:00 4 ч 7 ч" in said
    assert "3 вт 17.03.2026 09:00 вт 17.03.2026 11:00 2 ч 9 ч" in said


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("2026-03-20 17:00", "сб 21.03.2026 — выходной"),
        ("2026-03-06 17:00", "вс 08.03.2026 — праздничный день: Международный женский день"),
        ("2026-03-06 17:00", "пн 09.03.2026 — нерабочий день по производственному календарю"),
        (
            "2026-04-29 17:00",
            "чт 30.04.2026 09:00–13:00, 14:00–17:00 сокращённый день, накануне: Праздник Весны и Труда",
        ),
        ("2027-02-19 17:00", "сб 20.02.2027 09:00–13:00, 14:00–17:00 рабочий день вместо выходного: перенос"),
    ],
)
def test_it_gives_the_reason_of_every_day(when: str, said: str) -> None:
    """Why a day counts otherwise than its weekday: a day off, a holiday by name, a transfer, a shortened day."""
    assert said in _flat(told_of(Life(shipped(PRO), when), "overall"))


def test_it_numbers_the_days_of_a_limit_in_days() -> None:
    """The first day is the one after the start; what is no working day has no number."""
    rules_of_days = 'starts = "detected"\nends = ["published"]\namount = 2\nunit = "working_days"\n'
    given = small_life(rules_of_days)
    given.now = given.moment("2026-03-16 12:00")
    said = _flat(told_of(given, "limit1"))

    assert "считаются дни" in said
    assert "вт 17.03.2026 09:00–13:00, 14:00–18:00 рабочий день; 1-й день срока" in said
    assert "ср 18.03.2026 09:00–13:00, 14:00–18:00 рабочий день; 2-й день срока" in said


def test_it_shows_a_pause_and_what_stands_still() -> None:
    """From when to when, and that nobody knows where it has not ended."""
    over, going = _flat(told_of(_asked("2026-03-18 10:00"), "draft1")), _flat(told_of(_asked(None), "draft1"))

    assert "пн 16.03.2026 16:00 ср 18.03.2026 10:00 42 ч" in over
    assert "Срок: приостановлен с пн 16.03.2026 16:00; когда он пойдёт дальше, ещё не известно" in going
    assert "Останется: 6 ч рабочего времени, когда пойдёт дальше" in going
    assert "пн 16.03.2026 16:00 ещё идёт" in going


def test_it_says_from_what_a_backward_limit_is_counted() -> None:
    """The lead, the limit and its amount, and what that leaves."""
    said = _flat(told_of(Life(shipped(PRO), MONDAY), "draft"))

    assert "за 4 раб. ч до конца срока" in said
    assert "который даёт 9 раб. ч; то есть 5 ч рабочего времени от начала" in said


def test_it_tells_another_systems_end_from_ours() -> None:
    """Both, and which of them counts."""
    said = _flat(told_of(Life(shipped(VOL), MONDAY, external_due_at="2026-03-17 09:30"), "overall"))

    assert "Срок другой системы: вт 17.03.2026 09:30; по регламенту главнее он" in said
    assert "Собственный расчёт: вт 17.03.2026 11:00" in said
    draft = _flat(told_of(Life(shipped(VOL), MONDAY, external_due_at="2026-03-17 09:30"), "draft"))
    assert "по регламенту главнее он, и этот срок сдвинут на столько же" in draft


@pytest.mark.parametrize(
    ("approved", "said"),
    [("2026-03-16 11:30", "он кончается не раньше"), ("2026-03-16 16:10", "он и кончается раньше")],
)
def test_it_names_what_may_cut_a_limit(approved: str, said: str) -> None:
    """The limit, its clause and its end, and whether it does cut."""
    told = told_of(placing(approved), "publish")

    assert "Не позже конца срока: «" in _flat(told)
    assert said in _flat(told)


def test_it_says_whose_amount_it_is() -> None:
    """The act's, that of an importance, a share of another limit's, one that a person has set for this message."""
    share = 'starts = "detected"\nends = ["published"]\nshare_of = { limit = "limit1", share = 0.5 }\n'
    classes = WHOLE + f'by_importance = [{{ importance = "высокая", amount = 4, {HOURS.strip()} }}]\n'
    given = small_life(classes, share, importance="высокая")
    five, two = ({"amount": number, "unit": "working_hours"} for number in (5, 2))
    shortened = Life(shipped(PRO), MONDAY)
    shortened.do("route", answer_within=five, draft_within=two, reason="Поручение")
    ordered = "установлено для этого сообщения при направлении"

    assert "4 раб. ч; для важности «высокая» вместо обычных 9 раб. ч" in _flat(told_of(given, "limit1"))
    assert "2 раб. ч; 50 % срока «Срок», то есть от 4 раб. ч" in _flat(told_of(given, "limit2"))
    assert f"5 раб. ч; {ordered} вместо обычных 9 раб. ч" in _flat(told_of(shortened, "overall"))
    assert f"2 раб. ч; {ordered}" in _flat(told_of(shortened, "draft"))


def test_it_says_when_the_start_was_no_working_time() -> None:
    """The event on Saturday, the counting from Monday on; what was entered later is told."""
    given = Life(shipped(PRO), "2026-03-14 12:00", known="2026-03-16 10:00")
    said = _flat(told_of(given, "overall"))

    assert "Начало: выявлено: сб 14.03.2026 12:00 (внесено пн 16.03.2026 10:00)" in said
    assert "Счёт идёт с: пн 16.03.2026 09:00: раньше служба не работала" in said


def test_it_says_that_days_off_count() -> None:
    """Saturday has hours, and the reason for them."""
    given = life(Procedure(GUL, "pages"), "2026-03-20 16:00")
    given.do("resolve")
    given.do("route", "2026-03-20 17:00", days_off=True)

    said = _flat(told_of(given, "draft1"))
    assert "сб 21.03.2026 09:00–13:00, 14:00–18:00 выходной; для этого сообщения считается" in said


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ('amount = 20\nunit = "hours"\n', "Срок идёт по часам"),
        (f"amount = 4\n{HOURS}by_analogy = true\n", "по аналогии"),
        (f"amount = 4\n{HOURS}alternative = true\n", "одного из двух исходов"),
    ],
)
def test_it_notes_what_is_special(limit: str, said: str) -> None:
    """A limit by the clock, one by analogy, a window of one of two outcomes."""
    assert said in _flat(told_of(small_life(f'starts = "detected"\nends = ["published"]\n{limit}'), "limit1"))


def test_a_year_without_transfers_is_noted() -> None:
    """The computation may change when they are published."""
    assert "расчёт предварительный" in _flat(told_of(Life(shipped(PRO), "2035-03-16 10:00"), "overall"))


def test_what_an_older_version_kept_is_shown_as_far_as_it_goes() -> None:
    """A closed case keeps its old explanation: what is not in it is not made up, and that is said."""
    said = _flat(explanation())

    assert "Расчёт срока: draft" in said
    assert "Счёт идёт с: пн 16.03.2026 12:00" in said
    assert "1 пн 16.03.2026 12:00 пн 16.03.2026 16:00 4 ч" in said
    assert NO_FACTS in said
    assert checking.BY_HOURS not in said


def test_a_limit_that_ends_at_midnight_ends_on_its_last_day() -> None:
    """Ten calendar days from the 16th are over on the 26th at 24:00; nobody is led to believe in the 27th."""
    said = _flat(told_of(small_life(f'{FROM_TO}amount = 10\nunit = "calendar_days"\n'), "limit1"))

    assert "Срок: чт 26.03.2026 24:00 Поздно — после: чт 26.03.2026 24:00" in said
    assert "1 пн 16.03.2026 10:00 чт 26.03.2026 24:00 254 ч 254 ч" in said
    assert "сб 21.03.2026 — выходной; 5-й день срока" in said
    assert "чт 26.03.2026 09:00–13:00, 14:00–18:00 рабочий день; 10-й день срока" in said
    assert "27.03.2026" not in said


def _outcome(done: str, act: str = "publish") -> str:
    """What is said of the whole limit, of nine hours, that ended then."""
    given = Life(shipped(PRO), MONDAY)
    if act == "publish":
        given.approved()
    given.do(act, done)
    return _flat(told_of(given, "overall"))


def test_it_says_how_the_limit_ended() -> None:
    """In time, late, or fallen away; of an open one nothing is said."""
    assert "Итог: соблюдён, закрыт пн 16.03.2026 15:00" in _outcome("2026-03-16 15:00")
    assert "Итог: нарушен, закрыт вт 17.03.2026 12:00" in _outcome("2026-03-17 12:00")
    assert "Итог: снят, закрыт пн 16.03.2026 15:00" in _outcome("2026-03-16 15:00", "close")
    assert "Итог" not in _flat(told_of(Life(shipped(PRO), MONDAY), "overall"))


@pytest.mark.parametrize(
    ("amount", "way"),
    [
        ('amount = 9\nunit = "working_hours"\n', checking.BY_HOURS),
        ('amount = 45\nunit = "working_minutes"\n', checking.BY_HOURS),
        ('amount = 2\nunit = "working_days"\n', checking.BY_WORKING_DAYS),
        ('amount = 10\nunit = "calendar_days"\n', checking.BY_CALENDAR_DAYS),
        ('amount = 20\nunit = "hours"\n', checking.BY_CLOCK),
        ('amount = 2\nunit = "days_24h"\n', checking.BY_CLOCK),
        ('amount = 0\nunit = "at_once"\n', checking.AT_ONCE),
    ],
)
def test_the_way_to_check_is_that_of_the_unit(amount: str, way: str) -> None:
    """Whoever follows it with a pencil comes to the same end: what runs at night is not counted by hours of service."""
    ways = {getattr(checking, name) for name in ("BY_HOURS", "BY_WORKING_DAYS", "BY_CALENDAR_DAYS", "BY_CLOCK")}
    said = _flat(told_of(small_life(FROM_TO + amount), "limit1"))

    assert way in said
    assert not [other for other in ways - {way} if other in said]


def test_a_paused_limit_in_days_is_checked_by_working_time() -> None:
    """Its days are those that it would have without the pause, and their working time is what the sums come to."""
    said = _flat(told_of(_asked("2026-03-18 10:00"), "overall1"))

    assert "Срок: пт 20.03.2026 12:00" in said
    assert "ср 18.03.2026 09:00–13:00, 14:00–18:00 рабочий день; 2-й день срока без приостановки" in said
    assert "3 ч 20 ч" in said
    assert checking.WORKING_DAYS_PAUSED in said
    assert "Останется" not in _flat(told_of(_asked(None), "overall1"))


def test_a_pause_moves_a_limit_by_the_clock_by_its_whole_length() -> None:
    """Nights and days off of the pause count as well; what is left is told while it lasts."""
    rules = small_life(
        f'{FROM_TO}amount = 20\nunit = "hours"\npause = {{ starts = "returned", ends = "draft_submitted" }}\n'
    )
    rules.draft("2026-03-16 11:00")
    rules.do("return", "2026-03-16 12:00")
    going = _flat(told_of(rules, "limit1"))
    rules.do("submit_draft", "2026-03-17 12:00")
    over = _flat(told_of(rules, "limit1"))

    assert "Останется: 18 ч, когда пойдёт дальше" in going
    assert "Срок: ср 18.03.2026 06:00" in over
    assert checking.CLOCK_PAUSED in over


def test_a_limit_that_another_one_cuts_says_so_where_it_is_checked() -> None:
    """Its sums stop before the amount, and the reader is told why."""
    assert checking.CUT in _flat(told_of(placing("2026-03-16 16:10"), "publish"))
    assert checking.CUT not in _flat(told_of(placing("2026-03-16 11:30"), "publish"))


def test_an_office_is_not_called_by_its_role_twice() -> None:
    """«Исполнитель — …» needs no «(исполнитель)»; another name does."""
    assert "Кто должен: Исполнитель — сотрудник органа, который готовит и размещает ответы Начало" in _flat(
        told_of(Life(shipped(PRO), MONDAY), "draft")
    )
    assert "Кто должен: Отдел приема граждан (координатор) Начало" in _flat(
        told_of(placing("2026-03-16 16:10"), "publish")
    )


def test_a_provisional_end_is_marked_beside_it() -> None:
    """Whoever reads the first line alone knows that it may move."""
    assert "Срок: пн 19.03.2035 11:00 — предварительно" in _flat(
        told_of(Life(shipped(PRO), "2035-03-16 10:00"), "overall")
    )


@pytest.mark.parametrize("detected", ["2026-03-06 17:50", "2026-12-30 17:50"])
def test_the_text_fits_a_terminal(detected: str) -> None:
    """No line is longer than 80 letters; a long reason of a day goes on below itself."""
    told = told_of(Life(shipped(PRO), detected), "draft").model_copy(update={"title": "Проект " + "и ответ " * 20})
    lines = text(told).splitlines()

    assert max(map(len, lines)) <= 80
    (first,) = [number for number, line in enumerate(lines) if "нерабочий день по производственному" in line]
    assert lines[first].index("нерабочий") == len(lines[first + 1]) - len(lines[first + 1].lstrip())
