"""What is asked of the act itself, of the hours of service, and of those who take part."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from domain.regulation import Status
from domain.terms import Network
from ops.regulation_new import kinds
from ops.regulation_new.answers import Answers, Question
from ops.regulation_new.kinds import Item
from ops.regulation_new.service_time import day_hours, friday_hours

_ACT = "Акт"
_TIME = "Рабочее время"
_PEOPLE = "Кто пишет и кто отвечает"
_STATUSES: Mapping[str, Status] = {
    "действует": Status.IN_FORCE,
    "проект": Status.DRAFT,
    "утратил силу": Status.REPEALED,
}


def _usual_break(answers: Answers) -> str:
    """An hour from one o'clock, where it lies inside the day."""
    begin, end = answers.of(HOURS).value.split("-")
    return "13:00-14:00" if begin < "13:00" and end > "14:00" else "нет"


def _usual_effect(answers: Answers) -> str:
    signed = answers.of(DATE).value
    return "нет" if signed is None else f"{signed:%d.%m.%Y}"


ID: Final[Question[str]] = Question(
    "id",
    _ACT,
    "Короткое имя регламента в программе: строчные латинские буквы, цифры, дефис.",
    "В акте его нет, придумайте: ozerny-2026.",
    kinds.slug,
    cited=False,
)
MUNICIPALITY: Final[Question[str]] = Question(
    "municipality",
    _ACT,
    "Как называется муниципалитет?",
    "Название из заголовка акта: Озёрный городской округ.",
    kinds.line,
    cited=False,
)
ISSUER: Final[Question[str]] = Question(
    "issuer",
    _ACT,
    "Кто издал акт?",
    "Шапка постановления: Администрация Озёрного городского округа.",
    kinds.line,
    cited=False,
)
NUMBER: Final[Question[str | None]] = Question(
    "number",
    _ACT,
    "Номер акта?",
    "Рядом с датой; у проекта номера нет.",
    kinds.line_or_none,
    "нет",
    cited=False,
)
DATE: Final[Question[date | None]] = Question(
    "date",
    _ACT,
    "Дата акта?",
    "Рядом с номером; у проекта даты нет.",
    kinds.day,
    "нет",
    cited=False,
)
STATUS: Final[Question[Status]] = Question(
    "status",
    _ACT,
    f"Акт действует? Ответ — одно из: {', '.join(_STATUSES)}.",
    "Последние пункты постановления: о вступлении в силу.",
    kinds.choice(_STATUSES),
    "действует",
    cited=False,
)
EFFECTIVE: Final[Question[date | None]] = Question(
    "effective_from",
    _ACT,
    "С какого дня он действует?",
    "Пункт постановления «вступает в силу»; не сказано — день подписания.",
    kinds.day,
    _usual_effect,
    cited=False,
)
TIMEZONE: Final[Question[str]] = Question(
    "timezone",
    _TIME,
    "Часовой пояс, как в базе IANA: Europe/Moscow, Asia/Barnaul, Asia/Anadyr…",
    "В акте его нет.",
    kinds.zone,
    "Europe/Moscow",
    cited=False,
)
DAYS: Final[Question[tuple[str, ...]]] = Question(
    "working_days",
    _TIME,
    "В какие дни недели служба работает?",
    "Обычно этого в акте нет: правила внутреннего распорядка.",
    kinds.weekdays,
    "пн-пт",
    cited=False,
)
HOURS: Final[Question[str]] = Question(
    "hours",
    _TIME,
    "С какого и до какого часа?",
    "Правила внутреннего распорядка.",
    kinds.hours,
    "09:00-18:00",
    cited=False,
)
LUNCH: Final[Question[str | None]] = Question(
    "lunch",
    _TIME,
    "Перерыв на обед? Он в рабочее время не входит.",
    "Правила внутреннего распорядка; перерыва нет — «нет».",
    day_hours(HOURS),
    _usual_break,
    cited=False,
)
FRIDAY: Final[Question[str | None]] = Question(
    "friday_hours",
    _TIME,
    "Часы пятницы, если она короче?",
    "Правила внутреннего распорядка; как все дни — «нет».",
    friday_hours(LUNCH),
    "нет",
    cited=False,
    when=lambda answers: "fri" in answers.of(DAYS).value,
)
NETWORKS: Final[Question[tuple[Network, ...]]] = Question(
    "networks",
    _PEOPLE,
    "На каких площадках следят за сообщениями? Через запятую, или «все».",
    "Первые пункты: что считается открытым источником.",
    kinds.networks,
    "ВКонтакте, Одноклассники, Telegram, MAX, сайты, форумы, блоги, мессенджеры",
)
AUTHORITIES: Final[Question[tuple[Item, ...]]] = Question(
    "authorities",
    _PEOPLE,
    "Какие органы и подразделения отвечают? Через точку с запятой; людей не называйте. "
    "Имя для программы можно поставить перед двоеточием: roads: Управление дорог; housing: Управление ЖКХ.",
    "Часто в акте они не перечислены: впишите по своей структуре.",
    kinds.named("authority-"),
    "Орган 1; Орган 2",
    cited=False,
)
COORDINATOR: Final[Question[str]] = Question(
    "coordinator",
    _PEOPLE,
    "Какая должность или отдел направляет сообщения в органы?",
    "Пункт о кураторе, ответственном отделе или секторе.",
    kinds.line,
    "Куратор",
)
EXECUTOR: Final[Question[str]] = Question(
    "executor",
    _PEOPLE,
    "Кто готовит ответ?",
    "Пункт об исполнителях.",
    kinds.line,
    "Исполнитель — сотрудник органа",
)
HEAD: Final[Question[str | None]] = Question(
    "head",
    _PEOPLE,
    "Как называется глава, если акт о нём говорит?",
    "Пункты о докладе, контроле или резолюции.",
    kinds.line_or_none,
    "нет",
)
MONITORING: Final[Question[str | None]] = Question(
    "monitoring",
    _PEOPLE,
    "Кто выявляет сообщения, если не сам координатор?",
    "Пункт о мониторинге.",
    kinds.line_or_none,
    "нет",
)
