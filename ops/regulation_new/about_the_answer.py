"""What is asked of the way to an answer: the whole limit, routing, the draft, its approval and rework."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final, Literal

from domain.regulation.parts import WORKING_TIME_UNITS
from domain.terms import EventKind, Role
from domain.worktime import Amount, Unit
from ops.regulation_new import amounts, kinds
from ops.regulation_new.answers import Answers, Question
from ops.regulation_new.kinds import Decider, Item

_ANSWER = "Ответ и его срок"
_ROUTING = "Направление и возврат"
_APPROVAL = "Согласование и доработка"
_YES_NO = "да или нет"

Declining = Literal["reroute", "resolution", "outside"]
"""To whom a message goes back, in the file's words."""

_BEGINNINGS: Mapping[str, EventKind] = {
    "выявлено": EventKind.DETECTED,
    "поступило": EventKind.RECEIVED,
    "направлено": EventKind.ROUTED,
}
_DECLINES: Mapping[str, Declining | None] = {
    "координатору": "reroute",
    "главе": "resolution",
    "отправителю": "outside",
    "нет": None,
}


def _draft(text: str, answers: Answers) -> amounts.DraftTerm | None:
    return amounts.draft_term(text, answers.of(OVERALL).value)


def _usual_draft(answers: Answers) -> str:
    """Four hours before the end, as most acts have it; half of a shorter limit, nothing of one in days."""
    whole = answers.of(OVERALL).value
    if whole.unit not in WORKING_TIME_UNITS:
        return "нет"
    four_hours = Amount(amount=Decimal(4), unit=Unit.WORKING_HOURS)
    if whole.duration > four_hours.duration:
        return "за 4 часа до конца"
    minutes = whole.duration.total_seconds() / 120
    return f"за {minutes:.0f} минут до конца" if minutes >= 1 else "нет"


def _declined(text: str, answers: Answers) -> Declining | None:
    found = kinds.choice(_DECLINES)(text, answers)
    if found == "resolution" and not answers.of(RESOLUTION).value:
        raise ValueError("главе возвращают там, где сообщение идёт через его резолюцию, а её по вашему ответу нет")
    return found


def _declines(answers: Answers) -> bool:
    return answers.of(DECLINE).value is not None


def _approved(answers: Answers) -> bool:
    return bool(answers.of(STAGES).value)


OVERALL: Final[Question[Amount]] = Question(
    "overall",
    _ANSWER,
    "Общий срок: сколько времени на подготовку и размещение ответа?",
    "Пункт «срок подготовки и размещения ответа». Часы и минуты — рабочие; по часам — «24 часа круглосуточно».",
    amounts.lasting,
    "9 часов",
)
BEGINNING: Final[Question[EventKind]] = Question(
    "overall_from",
    _ANSWER,
    f"С чего идёт общий срок? Одно из: {', '.join(_BEGINNINGS)}.",
    "Тот же пункт: «с момента выявления», «поступления», «направления».",
    kinds.choice(_BEGINNINGS),
    "выявлено",
)
DRAFT: Final[Question[amounts.DraftTerm | None]] = Question(
    "draft",
    _ANSWER,
    "Когда должен быть готов проект ответа? Вперёд: «5 часов»; назад: «за 4 часа до конца».",
    "Пункт о подготовке проекта: «не позднее чем за … до истечения срока».",
    _draft,
    _usual_draft,
)
RESOLUTION: Final[Question[bool]] = Question(
    "resolution",
    _ROUTING,
    f"Сообщение сначала идёт главе на резолюцию: {_YES_NO}?",
    "Пункт о рассмотрении главой.",
    kinds.yes,
    "нет",
)
ROUTE: Final[Question[Amount | None]] = Question(
    "route_within",
    _ROUTING,
    "За сколько сообщение направляют в орган?",
    "Пункт «направляет в течение…».",
    amounts.amount_or_none,
    "30 минут",
)
DECLINE: Final[Question[Declining | None]] = Question(
    "decline",
    _ROUTING,
    f"Может ли исполнитель вернуть чужой вопрос, и кому? Одно из: {', '.join(_DECLINES)}.",
    "Пункт о вопросах не своей компетенции.",
    _declined,
    "координатору",
)
DECLINE_WITHIN: Final[Question[Amount | None]] = Question(
    "decline_within",
    _ROUTING,
    "За сколько исполнитель возвращает чужой вопрос?",
    "Тот же пункт: «в течение…».",
    amounts.amount_or_none,
    "30 минут",
    when=_declines,
)
DECLINE_REASON: Final[Question[bool]] = Question(
    "decline_reason",
    _ROUTING,
    f"Причина возврата обязательна: {_YES_NO}?",
    "Тот же пункт: «с указанием причин».",
    kinds.yes,
    "нет",
    cited=False,
    when=_declines,
)
STAGES: Final[Question[tuple[Item, ...]]] = Question(
    "stages",
    _APPROVAL,
    "Какие этапы согласования проходит проект, по порядку? Через точку с запятой; согласования нет — «нет». "
    "Имя для программы можно поставить перед двоеточием: curator: Согласование куратором.",
    "Пункты о согласовании проекта.",
    kinds.stages,
    "curator: Согласование куратором",
)
REWORK: Final[Question[Amount | None]] = Question(
    "rework_within",
    _APPROVAL,
    "Проект вернули: за сколько его дорабатывают?",
    "Пункт о доработке, замечаниях.",
    amounts.amount_or_none,
    "1 час",
    when=_approved,
)


def stage_by(number: int) -> Question[Decider]:
    """Who decides at one stage."""
    return Question(
        f"stage{number}_by",
        _APPROVAL,
        f"Этап {number}: кто решает? Одно из: {', '.join(kinds.DECIDERS)}.",
        "Пункт об этом этапе.",
        kinds.choice(kinds.DECIDERS),
        "координатор" if number == 1 else "согласующий",
        cited=False,
        when=lambda answers: len(answers.of(STAGES).value) >= number,
    )


def stage_within(number: int) -> Question[Amount | None]:
    """How much time one stage has."""
    return Question(
        f"stage{number}_within",
        _APPROVAL,
        f"Этап {number}: за сколько решают?",
        "Пункт об этом этапе; срока нет — «нет».",
        amounts.amount_or_none,
        "30 минут",
        when=lambda answers: len(answers.of(STAGES).value) >= number,
    )


def _has_reviewer(answers: Answers) -> bool:
    """Whether somebody decides at a stage who is neither coordinator nor head."""
    numbers = range(1, len(answers.of(STAGES).value) + 1)
    return any(answers.of(stage_by(number)).value.role is Role.REVIEWER for number in numbers)


REVIEWER: Final[Question[str]] = Question(
    "reviewer",
    _APPROVAL,
    "Какие должности или органы решают на этапах, где ответ — «согласующий» или «вне муниципалитета»?",
    "Пункты об этих этапах.",
    kinds.line,
    "Согласующий орган",
    when=_has_reviewer,
)


def stage_questions() -> Iterator[Question[Any]]:
    """List what is asked of every stage that there may be."""
    for number in range(1, kinds.MOST_STAGES + 1):
        yield stage_by(number)
        yield stage_within(number)
