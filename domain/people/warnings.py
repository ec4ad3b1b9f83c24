"""What a roster has to say about a message: who has it and is away, until when, and who stands in (PRO-6).

It forbids nothing: the roster is the town's own data, and a message may be on its way to somebody who comes back.
"""

from datetime import date

from domain.lifecycle import CaseView
from domain.people.office import Office, Offices
from domain.people.on_duty import post_of
from domain.people.presence import absent_until, acting, is_absent, is_present
from domain.regulation import Regulation
from domain.terms import Function, PartState, Role, State

_PENDING = frozenset({PartState.WAITING, PartState.WORKING})
_Task = tuple[str | None, str | None]
"""A body and the person in it, where one is named."""


def absence_warnings(case: CaseView, people: Offices, regulation: Regulation, day: date) -> tuple[str, ...]:
    """Warn of executors that are away and of bodies without a present one; nothing where there is no roster."""
    tasks = _tasks(case) if people else ()
    told = (_warning(people, authority, person, regulation, day) for authority, person in dict.fromkeys(tasks))
    cited = _cited(regulation)
    return tuple(f"{text}{cited}" for text in told if text is not None)


def _tasks(case: CaseView) -> list[_Task]:
    """Whom the message waits for: the executor whose turn it is, and in joint work whoever owes a part."""
    hands = case.hands
    if hands is None:
        return []
    own: list[_Task] = [(hands.authority, hands.person)] if hands.role is Role.EXECUTOR else []
    if not own and case.state is not State.AWAITING_PARTS:
        return []
    return own + [(part.authority, part.executor) for part in case.parts if part.state in _PENDING]


def _warning(
    people: Offices, authority: str | None, person: str | None, regulation: Regulation, day: date
) -> str | None:
    body = tuple(office for office in people if office.authority == authority and office.held_on(day))
    if person is None:
        return _of_body(people, body, _title(regulation, authority), day)
    theirs = next((office for office in body if office.person == person), None)
    if theirs is None:
        return f"Исполнитель {person} в списке органа «{_title(regulation, authority)}» сегодня не значится"
    if is_absent(people, person, day):
        return f"Исполнитель отсутствует: {_told(people, theirs, day)}"
    return None


def _of_body(people: Offices, body: Offices, title: str, day: date) -> str | None:
    executors = [office for office in body if office.function is Function.EXECUTOR]
    if any(is_present(people, office.person, day) for office in executors):
        return None
    if not executors:
        return f"У органа «{title}» в списке сегодня нет исполнителя"
    away = "; ".join(_told(people, office, day) for office in executors)
    return f"В органе «{title}» нет присутствующего исполнителя: {away}"


def _told(people: Offices, office: Office, day: date) -> str:
    until = absent_until(people, office.person, day)
    away = "срок не указан" if until is None else f"по {until:%d.%m.%Y} включительно"
    other = acting(people, office, day)
    stands_in = "заменить некому" if other is None else f"замещает {post_of(people, other, office, day)} ({other})"
    return f"{office.post} ({office.person}) — {away}, {stands_in}"


def _title(regulation: Regulation, authority: str | None) -> str:
    return next((body.title for body in regulation.authorities if body.id == authority), str(authority))


def _cited(regulation: Regulation) -> str:
    """The clause by which a body has executors, where the regulation names one."""
    clause = next((item.clause for item in regulation.roles if item.role is Role.EXECUTOR), None)
    return "" if clause is None else f" (пункт {clause})"
