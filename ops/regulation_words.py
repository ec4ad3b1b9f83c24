"""The Russian words in which the command line shows a regulation."""

from collections.abc import Iterable, Iterator, Mapping

from domain.regulation import LimitRule, Reminder, Status
from domain.regulation.fit import Level
from domain.regulation.words import amount_words, event_words, number_words
from domain.terms import AsksOf, CommandName, Network, Outcome, Role
from domain.worktime import Amount, Lateness

STATUSES: Mapping[Status, str] = {
    Status.DRAFT: "проект",
    Status.IN_FORCE: "действует",
    Status.REPEALED: "утратил силу",
}
ROLES: Mapping[str, str] = {
    Role.MONITORING: "мониторинг",
    Role.COORDINATOR: "координатор",
    Role.EXECUTOR: "исполнитель",
    Role.REVIEWER: "согласующий",
    Role.HEAD: "глава",
    Role.AUDITOR: "аудитор",
    Role.ADMIN: "администратор",
    "municipality": "муниципалитет",
    "author": "автор",
}
COMPLETIONS: Mapping[CommandName, str] = {
    CommandName.PUBLISH: "размещение ответа",
    CommandName.HAND_OVER: "передача ответа",
}
OUTCOMES: Mapping[Outcome, str] = {
    Outcome.REFUSED: "не рассматривается",
    Outcome.NO_ANSWER: "ответ не даётся",
    Outcome.EXPLAINED: "даётся разъяснение",
    Outcome.CONVERTED: "становится обращением",
    Outcome.AUTHOR_SILENT: "завершается: автор молчит",
}
LEVELS: Mapping[Level, str] = {
    Level.FITS: "помещается",
    Level.TIGHT: "впритык",
    Level.IMPOSSIBLE: "не помещается",
}
DECLINES: Mapping[str, str] = {
    "reroute": "снова на направление",
    "resolution": "за новой резолюцией",
    "outside": "отправителю, на этом работа кончается",
}
JOINT_MODES: Mapping[str, str] = {
    "sequential": "по очереди, общий ответ пишет последний",
    "lead": "одновременно, общий ответ пишет головной",
    "facts": "ответ пишет один, у других запрашивает сведения",
}
ASKED_OF: Mapping[AsksOf, str] = {
    AsksOf.ALWAYS: "с каждого проекта",
    AsksOf.ANSWER: "с ответа",
    AsksOf.FINAL: "с окончательного ответа",
    AsksOf.INTERIM: "с промежуточного ответа",
    AsksOf.REPEAT: "с ответа на повторное",
}
ATTRIBUTES: Mapping[str, str] = {"theme": "тема", "location": "место", "importance": "важность"}
LATENESS: Mapping[Lateness, str] = {
    Lateness.SERVICE: "до конца перерыва или закрытия того же дня службы",
    Lateness.WORKING_TIME: "пока не прошло больше рабочего времени, чем дано",
    Lateness.INSTANT: "ровно до момента срока",
    Lateness.DAY_END: "сроки в рабочих днях — до полуночи",
}
NETWORKS: Mapping[Network, str] = {
    Network.VK: "ВКонтакте",
    Network.OK: "Одноклассники",
    Network.INSTAGRAM: "Instagram",
    Network.FACEBOOK: "Facebook",
    Network.TWITTER: "Twitter",
    Network.TELEGRAM: "Telegram",
    Network.MAX: "MAX",
    Network.SITE: "сайты",
    Network.FORUM: "форумы",
    Network.BLOG: "блоги",
    Network.VIDEO: "видеохостинги",
    Network.MESSENGER: "мессенджеры",
    Network.OTHER: "прочее",
}
WEEKDAYS: Mapping[str, str] = {
    "mon": "пн",
    "tue": "вт",
    "wed": "ср",
    "thu": "чт",
    "fri": "пт",
    "sat": "сб",
    "sun": "вс",
}


def span_words(rule: LimitRule) -> str:
    """Say from which event to which a limit runs."""
    ends = " или ".join(event_words(ref) for ref in rule.ends)
    if rule.starts is None:
        return f"→ {ends}"
    day_off = " в выходной" if rule.starts_on_day_off else ""
    return f"{event_words(rule.starts)}{day_off} → {ends}"


def length_words(rule: LimitRule) -> str:
    """Say how much time a limit gives."""
    if rule.before is not None:
        return f"за {amount_words(rule.before.lead)} до конца {rule.before.limit}"
    if rule.share_of is not None:
        own = f"{number_words(rule.share_of.share * 100)} % срока {rule.share_of.limit}"
    else:
        own = amount_words(rule.duration)
    return own + (f", не позже конца {rule.capped_by}" if rule.capped_by else "")


def reminder_words(reminders: Iterable[Reminder]) -> str:
    """Say when a debtor is reminded of a limit."""
    said = (
        f"когда останется {number_words(item.share * 100)} % срока"
        if item.share is not None
        else f"за {amount_words(Amount.model_validate(item.model_dump(include={'amount', 'unit'})))}"
        for item in reminders
    )
    return ", ".join(said) or "нет"


def notes(rule: LimitRule) -> Iterator[str]:
    """Say what else moves a limit, and when somebody is reminded of it, each thing on a line of its own."""
    yield from conditions(rule)
    if rule.reminders is not None:
        yield f"напоминания: {reminder_words(rule.reminders)}"


def conditions(rule: LimitRule) -> Iterator[str]:
    """Say what else moves a limit, each thing on a line of its own."""
    for term in rule.by_importance:
        yield f"важность «{term.importance}»: {amount_words(term.duration)}"
    if rule.pause is not None:
        longest = f", не дольше {amount_words(rule.pause.at_most.duration)}" if rule.pause.at_most else ""
        yield f"приостановка: {event_words(rule.pause.starts)} → {event_words(rule.pause.ends)}{longest}"
    if rule.alternative:
        binds = " или ".join(event_words(ref) for ref in rule.binds_from)
        yield "один из двух исходов" + (f"; обязателен, когда {binds}" if binds else "")
    for key, words in _NOTES.items():
        if getattr(rule, key):
            yield words


_NOTES: Mapping[str, str] = {
    "repeats": "каждый раз заново",
    "per_authority": "у каждого органа свой",
    "restart_on_reroute": "заново после нового направления",
    "external_due": "главнее срок внешней системы",
    "by_analogy": "по аналогии",
}
