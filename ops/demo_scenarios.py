"""The scenarios of the demonstration: each behaviour that an act may provide for, in time and late."""

from datetime import time, timedelta

from domain.terms import CommandName
from ops import demo_turns as turns
from ops.demo_scenario import Day, Scenario

_ORDINARY = (
    Scenario("всё в срок", time(10, 0)),
    Scenario("пятница, 17:50", time(17, 50), day=Day.FRIDAY),
    Scenario("две доработки", time(9, 0), turns.returned(2)),
    Scenario("поздно направлено", time(11, 0), late_step=CommandName.ROUTE),
    Scenario("поздний проект", time(12, 40), late_step=CommandName.SUBMIT_DRAFT),
    Scenario("позднее согласование после доработки", time(9, 15), turns.returned(1), CommandName.APPROVE),
    Scenario("поздно размещено", time(14, 0), turns.placed_in_its_time, CommandName.PUBLISH),
)
_ON_THE_WAY = (
    Scenario("возврат не по компетенции", time(9, 40), turns.declined),
    Scenario("поздний возврат не по компетенции", time(9, 40), turns.declined_in_its_time, CommandName.DECLINE),
    Scenario("повторное, другой исполнитель, пересчёт", time(10, 20), turns.repeated_and_reassigned),
    Scenario("доклад главе и недостаток", time(9, 50), turns.reported),
    Scenario("замечания последнего этапа", time(9, 20), turns.returned_at_the_end),
)
_INTERIM = (
    Scenario("промежуточный, затем окончательный", time(10, 10), turns.interim),
    Scenario("два промежуточных, окончательный поздно", time(10, 10), turns.interims_and_late_final),
)
_QUESTIONS = (
    Scenario("вопрос автору", time(9, 10), turns.question(timedelta(hours=2))),
    Scenario("автор отвечает через два дня", time(9, 10), turns.question(timedelta(hours=18))),
    Scenario("вопрос автору поздно", time(10, 30), turns.late_question),
)
_JOINT = (
    Scenario("органы по очереди", time(9, 0), turns.in_turn, bodies=3),
    Scenario("очередь: отказ, часть поздно", time(9, 0), turns.in_turn_declined, bodies=2),
    Scenario("головной и соисполнители, замена", time(9, 0), turns.side_by_side, bodies=3),
    Scenario("соисполнитель опоздал", time(9, 0), turns.side_by_side_late, bodies=3),
)
_TERMS = (
    Scenario("сокращённый срок", time(9, 0), turns.shortened),
    Scenario("сокращённый срок нарушен", time(9, 0), turns.shortened_and_late),
    Scenario("ответ в выходные", time(16, 0), turns.on_days_off, day=Day.FRIDAY),
    Scenario("поступило в выходной", time(12, 0), turns.arrived_on_day_off, day=Day.OFF),
    Scenario("в выходной, поздно рассмотрено", time(12, 0), turns.arrived_on_day_off, CommandName.RESOLVE, Day.OFF),
    Scenario("срок внешней системы", time(9, 0), turns.under_outside_term, outside_term=timedelta(hours=6)),
    Scenario(
        "срок внешней системы нарушен",
        time(9, 0),
        turns.under_outside_term,
        CommandName.PUBLISH,
        outside_term=timedelta(hours=6),
    ),
)
_ENDINGS = (
    Scenario("разъяснение", time(10, 40), turns.explained),
    Scenario("разъяснение поздно", time(10, 40), turns.explained, CommandName.PUBLISH),
    Scenario("не подлежит обработке", time(15, 0), turns.refused),
    Scenario("ответ не даётся", time(15, 0), turns.unanswered),
    Scenario("признаки обращения", time(15, 30), turns.converted),
    Scenario("ответ уже на сайте", time(15, 30), turns.converted_to_published),
    Scenario("закрыто по иной причине", time(16, 30), turns.closed),
)
SCENARIOS: tuple[Scenario, ...] = (*_ORDINARY, *_ON_THE_WAY, *_INTERIM, *_QUESTIONS, *_JOINT, *_TERMS, *_ENDINGS)
