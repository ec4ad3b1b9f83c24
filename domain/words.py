"""The Russian words for what the enums name: in Temporal's UI, in reports and in answers."""

from collections.abc import Mapping

from domain.terms import Action, ChangeKind, CommandName, Function, LimitState, Outcome, Role, State

STATES: Mapping[State, str] = {
    State.AWAITING_RESOLUTION: "ожидает резолюции",
    State.AWAITING_ROUTING: "ожидает направления",
    State.DRAFTING: "готовится ответ",
    State.AWAITING_PARTS: "готовятся части ответа",
    State.AWAITING_AUTHOR: "ожидает ответа автора",
    State.IN_REVIEW: "на согласовании",
    State.REWORK: "на доработке",
    State.APPROVED: "согласовано, ожидает размещения",
    State.INTERIM_PUBLISHED: "дан промежуточный ответ",
    State.CLOSED: "завершено",
}
OUTCOMES: Mapping[Outcome, str] = {
    Outcome.ANSWERED: "ответ размещён",
    Outcome.HANDED_OVER: "ответ передан",
    Outcome.REFUSED: "не подлежит обработке",
    Outcome.NO_ANSWER: "ответ не даётся",
    Outcome.EXPLAINED: "дано разъяснение",
    Outcome.CONVERTED: "стало обращением по 59-ФЗ",
    Outcome.RETURNED_OUTSIDE: "возвращено отправителю",
    Outcome.AUTHOR_SILENT: "автор не ответил на вопрос",
    Outcome.OTHER: "закрыто по иной причине",
}
LIMIT_STATES: Mapping[LimitState, str] = {
    LimitState.PENDING: "ещё не начат",
    LimitState.RUNNING: "идёт",
    LimitState.PAUSED: "приостановлен",
    LimitState.MET: "соблюдён",
    LimitState.MISSED: "нарушен",
    LimitState.CANCELLED: "снят",
}
ROLES: Mapping[Role, str] = {
    Role.MONITORING: "мониторинг",
    Role.COORDINATOR: "координатор",
    Role.EXECUTOR: "исполнитель",
    Role.REVIEWER: "согласующий",
    Role.HEAD: "глава",
    Role.AUDITOR: "аудитор",
    Role.ADMIN: "администратор",
}
FUNCTIONS: Mapping[Function, str] = {
    Function.RESPONSIBLE: "ответственный",
    Function.EXECUTOR: "исполнитель",
    Function.COORDINATOR: "координатор",
    Function.HEAD: "глава",
}
CHANGES: Mapping[ChangeKind, str] = {
    ChangeKind.ADDED: "добавлено",
    ChangeKind.REMOVED: "убрано",
    ChangeKind.CHANGED: "изменено",
}
ACTIONS: Mapping[str, str] = {
    CommandName.RESOLVE: "резолюция",
    CommandName.ROUTE: "направлено",
    CommandName.SUBMIT_DRAFT: "проект ответа",
    CommandName.DECLINE: "возвращено не по компетенции",
    CommandName.INTERIM_ANSWER: "проект промежуточного ответа",
    CommandName.CONTRIBUTE: "часть общего ответа",
    CommandName.APPROVE: "согласовано",
    CommandName.RETURN: "возвращено",
    CommandName.PUBLISH: "размещено",
    CommandName.HAND_OVER: "передано",
    CommandName.CLARIFIED: "автор ответил",
    CommandName.SIGNIFICANT: "социально значимое",
    CommandName.SHORTCOMING: "недостаток",
    CommandName.REASSIGN: "передано другому исполнителю",
    CommandName.RECALCULATE: "сроки пересчитаны",
    CommandName.EXCLUDE: "исключено",
    CommandName.CLOSE: "закрыто",
    CommandName.NOTE: "заметка",
    Action.REGISTERED: "зарегистрировано",
    Action.REMINDER: "напоминание",
    Action.LIMIT_DUE: "срок наступил",
    Action.LIMIT_MISSED: "срок нарушен",
    Action.LIMIT_CORRECTED: "нарушение срока снято",
    Action.FOLLOW_UP_DUE: "наступил обещанный день",
    Action.FOLLOW_UP_KEPT: "обещанное выполнено",
    Action.REFUSED: "команда отклонена",
}
"""What a journal entry is about."""
