"""Contradictions between the values of one file."""

import pytest

from domain.regulation import RegulationError, parse_regulation
from domain.regulation.checks import problems
from domain.regulation.events import RESERVED
from tests.domain.regulation.samples import EXAMPLE, sample
from tests.domain.regulation.small import EXPLAINED, EXPLAINING, INTERIM, text

_FLOW = EXAMPLE[EXAMPLE.index("[[flows]]") :]

_ITEM = '[[checklist.items]]\nid = "own"\ntitle = "Своё"\nclause = "9"\n\n'
_LENGTH = '[[checklist.lengths]]\nnetwork = "vk"\nletters = 100\nclause = "9"\n\n'

CONTRADICTIONS = [
    ('id = "housing"', 'id = "roads"', "authorities: «roads» встречается 2 раза"),
    (
        "[[flows]]",
        '[[grounds]]\nid = "threats"\ntitle = "Ещё"\nclause = "15"\noutcome = "no_answer"\n\n[[flows]]',
        "grounds: «threats» встречается 2 раза",
    ),
    (_FLOW, _FLOW + _FLOW, "flows: «main» встречается 2 раза"),
    ('id = "press"', 'id = "sector"', "flows[0].stages: «sector» встречается 2 раза"),
    ("[[flows]]", _ITEM + _ITEM + "[[flows]]", "checklist.items: «own» встречается 2 раза"),
    ("[[flows]]", _ITEM + _LENGTH + _LENGTH + "[[flows]]", "checklist.lengths: «vk» встречается 2 раза"),
    ('name = "check"', 'name = "check-2"', "limits[2].name: имя не кончается на «-число»: так нумеруются повторы"),
    ('name = "check"', 'name = "draft"', "flows[0].limits: «draft» встречается 2 раза"),
    (
        "approved:sector",
        "approved:mayor",
        "flows[0].limits[2].ends: неизвестный этап «mayor»; допустимо: sector, press",
    ),
    (
        'starts = "routed"',
        'starts = "handed_over"',
        "limits[0].starts: событие «handed_over» в этом порядке не наступает",
    ),
    (
        'ends = ["published:answer"]',
        'ends = ["published"]',
        "flows[0].limits[0].ends[0]: размещают и вопрос автору: уточните, например published:answer",
    ),
    ('[flows.resolution]\nclause = "5"\n\n', "", None),
    ('id = "press"', 'id = "interim"', "flows[0].stages[1].id: этап так назвать нельзя: это вид ответа; заняты имена"),
    ('stages = ["sector"]', "stages = []", "flows[0].limits[2].starts: срок начнётся и с вопроса автору"),
    ('stages = ["sector"]\n', "", None),
    (
        'stages = ["sector"]',
        'stages = ["sector", "mayor"]',
        "flows[0].clarification.stages: неизвестный этап «mayor»; допустимо: sector, press",
    ),
    ('then = "reroute"', 'then = "resolution"', None),
    ('then = "reroute"', 'then = "outside"', None),
    (
        'limit = "overall"',
        'limit = "total"',
        "limits[1].before.limit: на такой срок сослаться нельзя; допустимо: overall, check, return, final",
    ),
    ('limit = "overall"', 'limit = "draft"', "limits[1].before.limit: на такой срок сослаться нельзя"),
    ("amount = 1.5", "amount = 8", "flows[0].limits[1].before.amount: должно быть меньше срока «overall»"),
    (
        'amount = 8\nunit = "working_hours"',
        'amount = 2\nunit = "working_days"',
        "flows[0].limits[1].before.limit: назад отсчитывают только от срока",
    ),
    ('capped_by = "overall"', 'capped_by = "draft"', "flows[0].limits[3].capped_by: на такой срок сослаться нельзя"),
    (
        'cancelled_by = ["returned"]',
        'cancelled_by = ["returned"]\ncapped_by = "publish"',
        "flows[0].limits[2].capped_by: на такой срок сослаться нельзя",
    ),
]


@pytest.mark.parametrize(("old", "new", "message"), CONTRADICTIONS)
def test_a_contradiction_is_found(old: str, new: str, message: str | None) -> None:
    """Names that repeat or lead nowhere are refused with the place; a step that no limit needs may be absent."""
    if message is None:
        assert problems(sample((old, new))) == ()
        return
    with pytest.raises(RegulationError) as caught:
        sample((old, new))
    assert message in str(caught.value)


def test_without_a_resolution_no_limit_starts_from_it() -> None:
    """The head's resolution happens only where the flow has that step."""
    with pytest.raises(RegulationError, match="событие «resolved» в этом порядке не наступает"):
        sample(('[flows.resolution]\nclause = "5"\n', ""), ('starts = "routed"', 'starts = "resolved"'))


def test_a_return_for_a_new_resolution_needs_that_step() -> None:
    """Without the head's resolution nobody decides anew."""
    without = ('[flows.resolution]\nclause = "5"\n', "")
    with pytest.raises(RegulationError, match=r"flows\[0\].decline.then: resolution допустимо, только если есть"):
        sample(without, ('then = "reroute"', 'then = "resolution"'))


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_a_stage_is_not_called_like_a_kind_of_draft(name: str) -> None:
    """Every name of a kind of draft is reserved, because ``approved:interim`` would mean two things."""
    found = _said(text(stages=(name,)))
    assert "flows[0].stages[0].id: этап так назвать нельзя" in found
    assert all(other in found for other in RESERVED)


def test_a_question_is_agreed_to_by_stages_that_exist() -> None:
    """Where there is no stage, only the empty list is allowed."""
    asked = 'clarification = { clause = "4", placed_by = "executor", stages = ["a"] }\n'
    assert _said(text(steps=asked)) == ""
    assert "clarification.stages: неизвестный этап «a»; допустимо: пустой список" in _said(text(steps=asked, stages=()))


def _ground(outcome: str, keys: str = "") -> str:
    return f'[[grounds]]\nid = "ground"\ntitle = "Основание"\nclause = "8"\noutcome = "{outcome}"\n{keys}\n'


@pytest.mark.parametrize(
    ("head", "steps", "message"),
    [
        (EXPLAINED, EXPLAINING, None),
        (_ground("explained", 'must_contain = ["куда обратиться"]\nearlier_answers = 2'), EXPLAINING, None),
        (_ground("converted", "needs_published_answer = true"), "", None),
        (EXPLAINED, INTERIM, "grounds[0].outcome: explained допустимо, только если есть таблица [flows.explaining]"),
        ("", EXPLAINING, 'flows[0].explaining: нужно хотя бы одно основание [[grounds]] с outcome = "explained"'),
        (_ground("refused"), EXPLAINING, "flows[0].explaining: нужно хотя бы одно основание"),
        (
            _ground("refused", 'must_contain = ["куда обратиться"]'),
            "",
            'grounds[0].must_contain: указывается, когда outcome = "explained", и только тогда',
        ),
        (
            _ground("no_answer", "earlier_answers = 2"),
            "",
            'grounds[0].earlier_answers: указывается, когда outcome = "explained", и только тогда',
        ),
        (
            _ground("refused", "needs_published_answer = true"),
            "",
            'grounds[0].needs_published_answer: указывается, когда outcome = "converted", и только тогда',
        ),
    ],
)
def test_grounds_and_explanations_need_each_other(head: str, steps: str, message: str | None) -> None:
    """A ground of explanations needs a flow that explains, and the reverse; each key belongs to one outcome."""
    found = _said(text(head=head, steps=steps))
    assert (found == "") if message is None else (message in found)


@pytest.mark.parametrize("table", ["significant", "shortcomings"])
def test_a_report_is_a_reviewers_of_some_flow(table: str) -> None:
    """The stage whose reviewer reports exists in one of the flows."""
    report = f'[{table}]\nclause = "9"\nby = "reviewer"\nto = "Глава"\nstage = "{{}}"\n'
    by_coordinator = f'[{table}]\nclause = "9"\nby = "coordinator"\nto = "Глава"\n'
    assert _said(text(head=report.format("b"), stages=("a", "b"))) == ""
    assert _said(text(head=by_coordinator)) == ""
    unknown = _said(text(head=report.format("c"), stages=("a", "b")))
    assert f"{table}.stage: неизвестный этап «c»; допустимо: a, b" in unknown


def test_monthly_reports_have_names_of_their_own() -> None:
    """Two reports of one name could not be told apart."""
    report = '[[periodic]]\nname = "month"\ntitle = "Итоги"\nclause = "21"\nactor = "coordinator"\n'
    assert _said(text(head=report)) == ""
    assert "periodic: «month» встречается 2 раза; имена не повторяются" in _said(text(head=report + report))


def test_a_draft_that_may_be_returned_has_a_clause_for_it() -> None:
    """Without stages nobody returns a draft, and the act need not say what is done then."""
    without = ('rework_clause = "6"', "")
    assert _said(text(stages=()).replace(', rework_clause = "6"', "")) == ""
    with pytest.raises(RegulationError, match=r"flows\[0\].drafting.rework_clause: нужен пункт о доработке"):
        parse_regulation(text(stages=("a",)).replace(f", {without[0]}", without[1]), "small.toml")


@pytest.mark.parametrize(
    ("mode", "passed", "sound"),
    [
        ("sequential", True, True),
        ("lead", True, True),
        ("facts", False, True),
        ("facts", True, False),
        ("lead", False, False),
    ],
)
def test_parts_are_passed_on_and_facts_are_not(mode: str, passed: bool, sound: bool) -> None:  # noqa: FBT001 -- a table
    """The clause on passing a part on stands where parts are passed on, and nowhere else."""
    key = ', pass_clause = "8(2)"' if passed else ""
    found = _said(text(steps=f'joint = {{ clause = "8", mode = "{mode}"{key} }}\n'))
    assert found == "" if sound else "flows[0].joint: pass_clause указывается, когда mode" in found


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ('clause = "14"\nmore_than = 3\nto = "Начальник отдела"\n', ""),
        ('clause = "14"\nto = "Начальник отдела"\n', "breaches.more_than: обязательное поле отсутствует"),
        ('clause = "14"\nmore_than = -1\nto = "Кто"\n', "breaches.more_than: должно быть не меньше 0"),
        ('clause = "14"\nmore_than = 3\nto = ""\n', "breaches.to: не короче 1 символов"),
    ],
)
def test_breaches_say_how_many_and_to_whom(table: str, message: str) -> None:
    """The counter of a month has a number and somebody who is told."""
    found = _said(text(head=f"[breaches]\n{table}"))
    assert message in found if message else not found


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ('clause = "4"\nweek.sat = ["10:00-14:00"]\nimportance = ["срочное"]\n', ""),
        ('clause = "4"\n', "duty: укажите часы дежурства"),
        ('clause = "4"\nweek.sat = ["10:00"]\n', "duty.week.sat: ожидается промежуток вида 09:00-13:00"),
        ('week.sat = ["10:00-14:00"]\n', "duty.clause: обязательное поле отсутствует"),
    ],
)
def test_duty_has_hours_and_a_clause(table: str, message: str) -> None:
    """Duty on days off says in which hours, and by which clause."""
    found = _said(text(head=f"[duty]\n{table}"))
    assert message in found if message else not found


def _said(file: str) -> str:
    """Everything that is wrong with a file; nothing where it is sound."""
    try:
        parse_regulation(file, "small.toml")
    except RegulationError as error:
        return str(error)
    return ""
