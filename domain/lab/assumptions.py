"""What the model of people takes for granted, in words: every result is printed with it."""

from collections.abc import Iterator, Mapping

from domain.lab.engine import Town
from domain.lab.figures import place_title
from domain.lab.staff import Staff, places_of
from domain.lab.terms import STEPS, Place, Step

_DAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")

GENERAL = (
    "Люди работают по календарю службы своего регламента, без отпусков и болезней, и заняты только этими сообщениями.",
    "Из очереди берут то, у чего ближе срок; начатое доводят до конца, перерыв и ночь его лишь прерывают.",
    "Сроки считает, действия принимает и нарушения определяет то же ядро, что и в работе; здесь правил нет.",
    "Сообщение выявлено и получено в одну и ту же минуту; местное время поступления одно для всех регламентов.",
    "На время работы не влияют ни тема, ни текст, ни соцсеть, ни то, сколько сообщений в очереди.",
    "Общий ответ готовят два органа: один даёт часть, потом другой пишет; возвращает орган то, что получил один.",
    (
        "Не моделируются вопросы автору, разъяснения, исключения по основаниям, обращения по 59-ФЗ, сокращённые сроки,"
        " сроки внешних систем, ответы в выходные по решению, замена исполнителя."
    ),
    "В начале очереди пусты; расчёт идёт до завершения последнего сообщения, и после конца месяца тоже.",
    "Жребий каждого шага зависит только от зерна, номера сообщения и шага: сравниваемые расчёты тянут одно и то же.",
    "Границы доли — 95 % по Уилсону, будто сообщения независимы; в очереди они зависимы, и настоящий разброс шире.",
)


def staff_assumptions(staff: Staff) -> tuple[str, ...]:
    """What the staff file says, whatever the regulation."""
    chances, arrivals = staff.chances, staff.arrivals
    steps = "; ".join(f"{STEPS[step]} — {staff.steps[step]}" for step in Step)
    returned = "".join(f", на этапе {stage} — {_percent(share)}" for stage, share in chances.returned_by.items())
    days = _ratio(dict(zip(_DAYS, arrivals.days.weights(), strict=True)))
    found = [
        f"Шаги, рабочее время: {steps}.",
        f"Согласующий возвращает проект в {_percent(chances.returned)} случаев{returned}; каждый раз заново.",
        (
            f"Где порядок это предусматривает: орган возвращает не по компетенции {_percent(chances.declined)},"
            f" промежуточный ответ получают {_percent(chances.interim)}, ответ двух органов {_percent(chances.joint)}."
        ),
        f"Отвечает орган, названный в файле, если его имя известно; остальное делят {_ratio(staff.bodies.shares)}.",
        f"Если в файле нет времени, сообщения поступают по дням {days}; по часам {_ratio(arrivals.hours)}.",
    ]
    if staff.importance:
        found.append(f"Важность, если её нет в файле: {_ratio(staff.importance)}.")
    return tuple(found)


def town_assumptions(town: Town) -> tuple[str, ...]:
    """Who works under one procedure, and what of the staff file it has no use for."""
    regulation = town.rules.regulation
    flow = regulation.flow(town.flow)
    places = places_of(town.staff, regulation, flow)
    absent = [
        words
        for words, provided in (
            ("возврат не по компетенции", flow.decline),
            ("промежуточный ответ", flow.interim),
            ("работа нескольких органов", flow.joint),
            ("согласование", flow.stages or None),
        )
        if provided is None
    ]
    people = f"Люди: {'; '.join(_office(town, place) for place in places)}."
    without = [f"Порядок не предусматривает: {', '.join(absent)}."] if absent else []
    return (people, *without, *_own_steps(town, places))


def _office(town: Town, place: Place) -> str:
    office = town.staff.office(place)
    look = f", новое видят в течение {office.look:g} раб. мин" if office.look else ", новое видят сразу"
    return f"{place_title(town, place)} — {office.people}{look}"


def _own_steps(town: Town, places: tuple[Place, ...]) -> Iterator[str]:
    for place in places:
        steps = town.staff.office(place).steps
        if steps:
            listed = "; ".join(f"{STEPS[step]} — {duration}" for step, duration in steps.items())
            yield f"Своё время: {place_title(town, place)}: {listed}."


def _ratio(weights: Mapping[str, float]) -> str:
    whole = sum(weights.values())
    return ", ".join(f"{name} {_percent(weight / whole)}" for name, weight in weights.items())


def _percent(share: float) -> str:
    return f"{share * 100:.1f}".removesuffix(".0").replace(".", ",") + " %"
