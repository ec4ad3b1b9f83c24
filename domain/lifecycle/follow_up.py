"""What becomes of a watched promise: its day has come, or it is kept; journalled in the case, also after its end."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from domain.errors import InvalidInput
from domain.lifecycle.case import Case, Hands, Watched
from domain.lifecycle.hands import hands_of
from domain.lifecycle.journalling import Decision, Line, journalled
from domain.lifecycle.payloads import Evidence
from domain.lifecycle.remark import Remarked, rebuilt
from domain.lifecycle.rules import Rules
from domain.lifecycle.view import CaseView
from domain.roles import SYSTEM, Actor
from domain.terms import Action, FollowUpState, Role
from domain.text import Text
from domain.validation import field_errors


class Kept(BaseModel):
    """That a promise is kept: who says so, when, and what shows it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: AwareDatetime
    by: Actor
    evidence: Evidence
    comment: Text | None = None


class News(BaseModel):
    """What has become of a promise: without ``kept`` its day has come."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: Annotated[int, Field(ge=1)]
    what: Text
    on: date
    at: AwareDatetime
    kept: Kept | None = None

    @property
    def state(self) -> FollowUpState:
        """Where the promise stands now."""
        return FollowUpState.DUE if self.kept is None else FollowUpState.KEPT


def parse_news(payload: Any) -> News:  # noqa: ANN401 -- whatever a stranger sent
    """Read what a promise's workflow tells; raises InvalidInput that names every wrong field."""
    try:
        return News.model_validate(payload)
    except ValidationError as error:
        raise InvalidInput("Сведения об обещании не приняты", errors=field_errors(error)) from error


def heard(case: Case, rules: Rules, news: News, now: datetime) -> Decision:
    """Journal news in a case that is open; a promise that it does not know is journalled all the same."""
    line = _line(news, hands_of(case, rules))
    return journalled(case.changed(follow_ups=_with(case.follow_ups, news)), rules, now, line)


def heard_after(recorded: CaseView, rules: Rules, news: News, now: datetime) -> Remarked:
    """Journal news in a case that has ended, as it was recorded; in the hands of whoever answered."""
    answered = recorded.draft.by.person if recorded.draft else None
    hands = Hands(role=Role.EXECUTOR, authority=recorded.authority, person=answered)
    decision = journalled(rebuilt(recorded, now), rules, now, _line(news, hands))
    (entry,) = decision.entries
    changed = {"follow_ups": _with(recorded.follow_ups, news), "journal_seq": decision.case.journal_seq}
    return Remarked(recorded.model_copy(update=changed), entry)


def _line(news: News, hands: Hands | None) -> Line:
    details: dict[str, Any] = {"follow_up": news.number, "what": news.what, "on": news.on.isoformat()}
    if news.kept is not None:
        told = news.kept.model_dump(mode="json", include={"evidence", "comment"}, exclude_none=True)
        return Line(news.at, Action.FOLLOW_UP_KEPT, None, details | told, news.kept.by)
    in_hands = {} if hands is None else {"hands": hands.model_dump(mode="json", exclude_defaults=True)}
    return Line(news.at, Action.FOLLOW_UP_DUE, None, details | in_hands, SYSTEM)


def _with(watched: tuple[Watched, ...], news: News) -> tuple[Watched, ...]:
    return tuple(
        item.model_copy(update={"state": news.state}) if item.number == news.number else item for item in watched
    )
