"""How a reader may check a «расчёт срока»: with a pencil, by the unit that his limit is counted in, and by program."""

from api.proof.wording import BY_THE_CLOCK, IN_DAYS
from domain.lifecycle import Explanation
from domain.lifecycle.calculation import RuleFacts
from domain.worktime import Unit

_BY_HAND = "Проверить расчёт можно вручную. "
BY_HOURS = (
    _BY_HAND + "Возьмите момент, с которого идёт счёт, и часы каждого дня из таблицы «Дни». "
    "Откладывайте рабочее время подряд, пропуская перерывы, нерабочие дни и приостановки: нарастающий итог "
    "сравняется с тем, сколько времени даёт регламент, как раз в срок."
)
BY_WORKING_DAYS = (
    _BY_HAND + "Считайте рабочие дни из таблицы «Дни», начиная со следующего дня после начала: "
    "срок кончается с закрытием службы в последний из них, в каком бы часу он ни начался."
)
BY_CALENDAR_DAYS = (
    _BY_HAND + "Считайте все дни подряд, рабочие и нерабочие, начиная со следующего дня после начала: "
    "срок кончается в 24:00 последнего из них; часы службы на него не влияют."
)
BY_CLOCK = (
    _BY_HAND + "Срок идёт по часам, днём и ночью, в рабочие и нерабочие дни: прибавьте к моменту, с которого идёт "
    "счёт, столько времени, сколько даёт регламент."
)
AT_ONCE = "Проверять здесь нечего: регламент требует действовать сразу, и срок наступает вместе с началом."
WORKING_DAYS_PAUSED = (
    "Приостановка сдвигает такой срок по рабочему времени. Сложите рабочее время от начала счёта до момента, в который "
    "срок кончился бы без неё: столько же набирается и с приостановкой, и нарастающий итог сравняется с этим временем "
    "как раз в срок."
)
CLOCK_PAUSED = "Приостановка отодвигает срок на столько времени, сколько длилась после его начала."
CUT = "Здесь главнее другой срок, он назван выше: промежутки перечислены до него."
BY_PROGRAM = (
    "То же делает программа, которая не имеет с этим расчётом ничего общего и проходит его минута за минутой: "
    "сохраните расчёт в виде JSON (тот же адрес с параметром format=json) и выполните otklik verify ФАЙЛ; "
    "с ключом --calendar она сверит и часы каждого дня с календарём, который известен ей самой."
)
_BY_UNIT = {
    Unit.WORKING_DAYS: BY_WORKING_DAYS,
    Unit.CALENDAR_DAYS: BY_CALENDAR_DAYS,
    Unit.HOURS: BY_CLOCK,
    Unit.DAYS_24H: BY_CLOCK,
    Unit.AT_ONCE: AT_ONCE,
}


def how_to_check(told: Explanation, rule: RuleFacts) -> tuple[str, ...]:
    """The paragraphs for this limit; one counted back from another is counted in working time."""
    unit = Unit.WORKING_HOURS if rule.amount is None else rule.amount.unit
    sentences = [_BY_UNIT.get(unit, BY_HOURS)]
    if is_paused(told) and unit in IN_DAYS | BY_THE_CLOCK:
        sentences.append(WORKING_DAYS_PAUSED if unit is Unit.WORKING_DAYS else CLOCK_PAUSED)
    if told.due_at is not None and told.own_end is not None and told.due_at != told.own_end:
        sentences.append(CUT)
    return " ".join(sentences), BY_PROGRAM


def is_paused(told: Explanation) -> bool:
    """Whether the limit has stood still, or does."""
    return bool(told.pauses) or told.paused_since is not None
