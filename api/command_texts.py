"""What the documentation says of each command, in Russian; the rest is in ``docs/signals.md``."""

from collections.abc import Mapping

from domain.terms import CommandName

SUMMARIES: Mapping[CommandName, str] = {
    CommandName.RESOLVE: "Резолюция: назначить орган",
    CommandName.ROUTE: "Направить в орган или в несколько органов",
    CommandName.DECLINE: "Вернуть: вопрос не в компетенции органа",
    CommandName.SUBMIT_DRAFT: "Представить проект: ответа, вопроса автору или разъяснения",
    CommandName.INTERIM_ANSWER: "Представить проект промежуточного ответа",
    CommandName.CONTRIBUTE: "Представить часть общего ответа",
    CommandName.APPROVE: "Согласовать проект или передать часть дальше",
    CommandName.RETURN: "Вернуть проект или часть на доработку",
    CommandName.PUBLISH: "Сообщить о размещении ответа",
    CommandName.CLARIFIED: "Внести ответ автора на уточняющий вопрос",
    CommandName.EXCLUDE: "Исключить на основании регламента",
    CommandName.SIGNIFICANT: "Доложить о социально значимом сообщении",
    CommandName.SHORTCOMING: "Отметить недостаток в работе",
    CommandName.REASSIGN: "Передать другому исполнителю",
    CommandName.HAND_OVER: "Передать ответ для размещения или зарегистрировать обращение",
    CommandName.CLOSE: "Закрыть по причине, которой в регламенте нет",
    CommandName.RECALCULATE: "Пересчитать сроки по перечитанным календарю и регламенту",
    CommandName.NOTE: "Записать пометку в журнал",
}
_COMMON = "Необязательны: command_id, occurred_at, comment; actor — от координатора за внешний орган."
_PART = (
    "part — орган, о части которого решение: нужен, если ждут несколько частей или рядом с частью на согласовании "
    "проект; без него решение о проекте или о единственной части."
)
_REMARK = "Возможно и после завершения работы: запись добавляется к журналу завершённого дела."
_CHECKLIST = (
    "checklist — что сказано о пунктах контрольного списка: verdict yes, no или override; у no и override нужна "
    "reason. Пункты, о которых не сказано, журнал назовёт неотмеченными. Сам список — GET …/checklist."
)
_FOLLOW_UPS = (
    "follow_ups — обещания ответа, за которыми надо следить: what и on. В открытие службы этого дня журнал скажет, что "
    "день наступил, также у завершённого дела."
)
_SPECIAL: Mapping[CommandName, str] = {
    CommandName.ROUTE: (
        "Несколько органов — совместная работа: без lead они готовят части по очереди, как названы, и последний пишет "
        "общий ответ; с lead работают одновременно, и общий ответ пишет он. Какой порядок принят, говорит регламент. "
        "Если по нему ответ пишет один, а у других запрашивают сведения, та же команда после направления — запрос: "
        "её даёт и исполнитель, part — что спросить. "
        "repeat_of — идентификатор прежнего сообщения того же регламента."
    ),
    CommandName.APPROVE: f"{_PART} {_CHECKLIST}",
    CommandName.RETURN: f"{_PART} items — пункты контрольного списка, которым проект не отвечает.",
    CommandName.HAND_OVER: (
        "to — кому передан согласованный ответ; appeal — сообщение стало обращением по 59-ФЗ: основание, номер и дата "
        f"регистрации. Указывается одно из двух. {_FOLLOW_UPS}"
    ),
    CommandName.PUBLISH: _FOLLOW_UPS,
    CommandName.SIGNIFICANT: _REMARK,
    CommandName.SHORTCOMING: _REMARK,
    CommandName.NOTE: _REMARK,
}


def description(name: CommandName) -> str:
    """What a command's page says besides its summary."""
    return " ".join(part for part in (_SPECIAL.get(name), _COMMON) if part)
