"""The Russian words for what the enums name: in Temporal's UI, in reports and in answers."""

from collections.abc import Mapping

from domain.terms import Action, CommandName, LimitState, Outcome, Role, State

STATES: Mapping[State, str] = {
    State.AWAITING_RESOLUTION: "ожидает резолюции",
    State.AWAITING_ROUTING: "ожидает направления",
    State.DRAFTING: "готовится ответ",
    State.IN_REVIEW: "на согласовании",
    State.REWORK: "на доработке",
    State.APPROVED: "согласовано, ожидает размещения",
    State.CLOSED: "завершено",
}
OUTCOMES: Mapping[Outcome, str] = {
    Outcome.ANSWERED: "ответ размещён",
    Outcome.HANDED_OVER: "ответ передан",
    Outcome.REFUSED: "не подлежит обработке",
    Outcome.NO_ANSWER: "ответ не даётся",
    Outcome.OTHER: "закрыто по иной причине",
}
LIMIT_STATES: Mapping[LimitState, str] = {
    LimitState.PENDING: "ещё не начат",
    LimitState.RUNNING: "идёт",
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
ACTIONS: Mapping[str, str] = {
    CommandName.RESOLVE: "резолюция",
    CommandName.ROUTE: "направлено",
    CommandName.SUBMIT_DRAFT: "проект ответа",
    CommandName.APPROVE: "согласовано",
    CommandName.RETURN: "возвращено",
    CommandName.PUBLISH: "размещено",
    CommandName.HAND_OVER: "передано",
    CommandName.EXCLUDE: "исключено",
    CommandName.CLOSE: "закрыто",
    CommandName.NOTE: "заметка",
    Action.REGISTERED: "зарегистрировано",
    Action.REMINDER: "напоминание",
    Action.LIMIT_DUE: "срок наступил",
    Action.LIMIT_MISSED: "срок нарушен",
    Action.LIMIT_CORRECTED: "нарушение срока снято",
    Action.REFUSED: "команда отклонена",
}
"""What a journal entry is about."""
