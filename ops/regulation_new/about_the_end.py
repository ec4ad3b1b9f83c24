"""What is asked of the end: placing, special answers, grounds, reports, reminders."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, Literal

from domain.terms import Role
from domain.worktime import Amount
from ops.regulation_new import amounts, kinds
from ops.regulation_new.answers import Answers, Question
from ops.regulation_new.kinds import Item, Reminding

_END = "Размещение и особые случаи"
_REST = "Основания, доклады, напоминания"
_YES_NO = "да или нет"


class Asking(StrEnum):
    """Whether the author may be asked, and whether the limit stands still meanwhile."""

    NO = "нет"
    RUNNING = "без паузы"
    PAUSED = "с паузой"


_PLACERS: Mapping[str, Literal[Role.COORDINATOR, Role.EXECUTOR]] = {
    "исполнитель": Role.EXECUTOR,
    "координатор": Role.COORDINATOR,
}
_ASKING: Mapping[str, Asking] = {item.value: item for item in Asking}


def _interim(answers: Answers) -> bool:
    return answers.of(INTERIM).value


PUBLISHER: Final[Question[Literal[Role.COORDINATOR, Role.EXECUTOR]]] = Question(
    "publish_by",
    _END,
    f"Кто размещает ответ? Одно из: {', '.join(_PLACERS)}.",
    "Пункт о размещении ответа.",
    kinds.choice(_PLACERS),
    "исполнитель",
)
PUBLISH: Final[Question[Amount | None]] = Question(
    "publish_within",
    _END,
    "За сколько после согласования его размещают?",
    "Тот же пункт: «в течение … с момента согласования».",
    amounts.amount_or_none,
    "30 минут",
)
INTERIM: Final[Question[bool]] = Question(
    "interim",
    _END,
    f"Можно ли дать промежуточный ответ: {_YES_NO}?",
    "Пункт о промежуточном ответе.",
    kinds.yes,
    "да",
)
FINAL: Final[Question[Amount | None]] = Question(
    "final_within",
    _END,
    "За сколько после промежуточного ответа готовят окончательный?",
    "Тот же пункт.",
    amounts.amount_or_none,
    "7 рабочих дней",
    when=_interim,
)
ASKING: Final[Question[Asking]] = Question(
    "clarification",
    _END,
    "Можно ли задать вопрос автору? Одно из: без паузы (срок идёт дальше), с паузой (срок стоит до ответа), нет.",
    "Пункт об уточнении, запросе сведений у автора.",
    kinds.choice(_ASKING),
    "без паузы",
)
REFUSED: Final[Question[tuple[Item, ...]]] = Question(
    "refused",
    _REST,
    "Какие сообщения не рассматривают? Через точку с запятой.",
    "Пункт «не подлежат рассмотрению».",
    kinds.titles("refused-"),
    "Угрозы; Нецензурные или оскорбительные выражения; Намерение причинить вред другому лицу",
)
NO_ANSWER: Final[Question[tuple[Item, ...]]] = Question(
    "no_answer",
    _REST,
    "На какие принятые сообщения ответ не дают?",
    "Пункт «ответ не даётся»: нельзя прочитать…",
    kinds.titles("no-answer-"),
    "нет",
)
APPEAL: Final[Question[bool]] = Question(
    "appeal",
    _REST,
    f"Сообщение с признаками обращения гражданина становится обращением: {_YES_NO}?",
    "Пункт о 59-ФЗ; если его нет, действует сам закон.",
    kinds.yes,
    "да",
)
REPEATS: Final[Question[tuple[Item, ...]]] = Question(
    "repeats",
    _REST,
    "Что должно быть в ответе на повторное сообщение? Через точку с запятой.",
    "Пункт о повторных сообщениях.",
    kinds.titles("repeat-"),
    "нет",
)
SIGNIFICANT: Final[Question[str | None]] = Question(
    "significant",
    _REST,
    "Кому докладывают о социально значимом?",
    "Пункт «незамедлительно докладывает».",
    kinds.line_or_none,
    "нет",
)
PERIODIC: Final[Question[int | None]] = Question(
    "report_day",
    _REST,
    "К какому рабочему дню следующего месяца готов ежемесячный отчёт?",
    "Пункт об итогах месяца.",
    kinds.working_day,
    "нет",
)
REMINDERS: Final[Question[tuple[Reminding, ...]]] = Question(
    "reminders",
    _REST,
    "Когда напоминать о сроке? Доля срока или время до конца: «25 %, 10 минут».",
    "В акте этого обычно нет: удобство программы.",
    kinds.reminders,
    "25 %",
    cited=False,
)
