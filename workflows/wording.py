"""What Temporal's UI says about a message, in Russian words.

The server refuses a summary over 400 bytes and details over 20,000; a Cyrillic letter takes two.
"""

from collections.abc import Iterator, Mapping, Sequence

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.clock_words import end_words, moment_words
    from domain.deadlines import Alarm, AlarmKind
    from domain.lifecycle import CaseView, DeadlineView, Message, Rules
    from domain.lifecycle.case import Watched
    from domain.terms import AssignmentRole, LimitState, PartState
    from domain.text import shortened
    from domain.words import ACTIONS, LIMIT_STATES, OUTCOMES, ROLES, STATES

_SUMMARY_LETTERS = 150
_TITLE_LETTERS = 90
_CLAUSE_LETTERS = 20
_LINE_LETTERS = 200
_LIMITS = 33
_ID_LETTERS = 60

_ALARMS = {AlarmKind.REMINDER: "напомнить", AlarmKind.DUE: "срок", AlarmKind.MISSED: "нарушение после"}
_PARTS: Mapping[PartState, str] = {
    PartState.WORKING: "Часть ответа готовят",
    PartState.CONTRIBUTED: "Часть ответа ждёт передачи от",
    PartState.WAITING: "Очередь ещё не дошла до",
    PartState.DECLINED: "От части ответа отказались",
}


def message_summary(message: Message) -> str:
    """Name the message without a word of its text, which is personal data."""
    named = message.external_id or message.url or ""
    return " · ".join(part for part in (message.regulation, message.network, named[:_ID_LETTERS]) if part)


def snapshot_summary(message: Message) -> str:
    """One line for the reading of regulation and calendar."""
    return f"регламент {message.regulation} ({message.regulation_version}) и календарь"[:_SUMMARY_LETTERS]


def recording_summary(actions: Sequence[str]) -> str:
    """One line for a write into the journal: what is written."""
    return f"в журнал: {', '.join(ACTIONS.get(action, action) for action in actions)}"[:_SUMMARY_LETTERS]


def remark_summary(command: str) -> str:
    """One line for a remark about a message that has ended."""
    return f"в журнал завершённого: {ACTIONS[command]}"


def follow_up_summary(watched: Watched) -> str:
    """One line for a promise's timer; not its words, which may name people."""
    return f"обещано {watched.number}: {moment_words(watched.due_at)}"


def timer_summary(alarm: Alarm, rules: Rules) -> str:
    """One line for a limit's timer: what it is, by which clause, and until when on the municipality's own clock."""
    rule, due = alarm.limit.rule, rules.local(alarm.limit.due_at)
    clause = shortened(rule.clause, _CLAUSE_LETTERS)
    return f"{_ALARMS[alarm.kind]}: {shortened(rule.title, _TITLE_LETTERS)} (п. {clause}), срок {end_words(due)}"


def case_details(case: CaseView) -> str:
    """The present state of a case, as Markdown."""
    outcome = f" — {OUTCOMES[case.outcome]}" if case.outcome else ""
    lines = [f"**{STATES[case.state].capitalize()}**{outcome}"]
    if case.hands:
        holder = ", ".join(filter(None, (case.hands.stage, case.hands.authority, case.hands.person)))
        lines.append(f"В работе: {ROLES[case.hands.role]}{f' ({holder})' if holder else ''}")
        lines += _awaited(case)
    if case.overdue:
        lines.append("**Есть нарушенный срок**")
    lines = [line[:_LINE_LETTERS] for line in lines]
    lines += ["", "| срок | пункт | до | состояние |", "|---|---|---|---|"]
    known = [limit for limit in case.deadlines if limit.due_at or limit.paused_since]
    # Of a long life the ended limits are left out: what somebody looks for here is until when.
    shown = known if len(known) <= _LIMITS else sorted(known, key=_has_ended)[:_LIMITS]
    lines += [_limit_row(limit) for limit in shown]
    if len(shown) < len(known):
        lines.append(f"| ещё сроков: {len(known) - len(shown)} | | | |")
    return "\n".join(lines)


def _has_ended(limit: DeadlineView) -> bool:
    open_states = (LimitState.RUNNING, LimitState.PAUSED, LimitState.MISSED)
    return limit.done_at is not None or limit.state not in open_states


def _awaited(case: CaseView) -> Iterator[str]:
    """Who else is waited for: the author, and the bodies whose part of the answer is not with its writer yet."""
    if case.awaiting_reply:
        yield "Ожидается ответ автора на уточняющий вопрос"
    for state, words in _PARTS.items():
        bodies = [part.authority for part in case.parts if part.role is AssignmentRole.PART and part.state is state]
        if bodies:
            yield f"{words}: {', '.join(bodies)}"


def _limit_row(limit: DeadlineView) -> str:
    provisional = " (предварительно)" if limit.provisional else ""
    due = f"{end_words(limit.due_at)}{provisional}" if limit.due_at else "—"
    since = f" с {moment_words(limit.paused_since)}" if limit.paused_since else ""
    whose = f" ({shortened(limit.authority, _ID_LETTERS)})" if limit.authority else ""
    title, clause = shortened(limit.title, _TITLE_LETTERS), shortened(limit.clause, _CLAUSE_LETTERS)
    return f"| {title}{whose} | {clause} | {due} | {LIMIT_STATES[limit.state]}{since} |"
