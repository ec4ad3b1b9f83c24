"""Contradictions between the values of one file."""

import pytest

from domain.regulation import RegulationError
from domain.regulation.checks import problems
from domain.regulation.happening import reachable_events
from domain.terms import EventKind
from tests.domain.regulation.samples import EXAMPLE, sample

_STAGES = EXAMPLE[EXAMPLE.index("[[flows.stages]]") : EXAMPLE.index("[flows.completion]")]
_CHECK = EXAMPLE[
    EXAMPLE.index('[[flows.limits]]\nname = "check"') : EXAMPLE.index('[[flows.limits]]\nname = "publish"')
]
_FLOW = EXAMPLE[EXAMPLE.index("[[flows]]") :]

CONTRADICTIONS = [
    ('id = "housing"', 'id = "roads"', "authorities: «roads» встречается 2 раза"),
    (
        "[[flows]]",
        '[[grounds]]\nid = "threats"\ntitle = "Ещё"\nclause = "15"\noutcome = "no_answer"\n\n[[flows]]',
        "grounds: «threats» встречается 2 раза",
    ),
    (_FLOW, _FLOW + _FLOW, "flows: «main» встречается 2 раза"),
    ('id = "press"', 'id = "sector"', "flows[0].stages: «sector» встречается 2 раза"),
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
    ('[flows.resolution]\nclause = "5"\n\n', "", None),
    (
        'limit = "overall"',
        'limit = "total"',
        "limits[1].before.limit: на такой срок сослаться нельзя; допустимо: overall, check",
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


def test_without_stages_nothing_is_returned() -> None:
    """A flow without approval has the last approval at once and no return."""
    flow = sample((_STAGES, ""), (_CHECK, "")).flows[0]
    kinds = reachable_events(flow)
    assert EventKind.APPROVED in kinds
    assert EventKind.RETURNED not in kinds


def test_a_flow_ends_in_one_way() -> None:
    """Publication and hand-over exclude each other."""
    published = reachable_events(sample().flows[0])
    handed_over = reachable_events(
        sample(
            ('command = "publish"', 'command = "hand_over"'),
            ('ends = ["published"]', 'ends = ["handed_over"]'),
            ('ends = ["published"]', 'ends = ["handed_over"]'),
        ).flows[0]
    )
    assert {EventKind.PUBLISHED} == published - handed_over
    assert {EventKind.HANDED_OVER} == handed_over - published
