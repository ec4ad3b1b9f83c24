"""The Russian words and numbers in which the lab shows its figures."""

from domain.lab import Change
from domain.lab.figures import Share
from domain.regulation.words import amount_words
from ops.regulation_words import ROLES
from ops.simulation import Side


def percent(share: float | None) -> str:
    """Write a share, for example «93,2 %»; a dash where nothing was judged."""
    return "—" if share is None else f"{share * 100:.1f} %".replace(".", ",")


def bounded(share: Share) -> str:
    """Write a share with its bounds: «93,2 % (91,5–94,6)»."""
    if share.share is None or share.low is None or share.high is None:
        return "—"
    bounds = f"{share.low * 100:.1f}–{share.high * 100:.1f}".replace(".", ",")
    return f"{percent(share.share)} ({bounds})"


def points(after: float | None, before: float | None) -> str:
    """Write how many points of a percent a share has gained: «+1,4» or «−0,3»."""
    if after is None or before is None:
        return "—"
    gained = round((after - before) * 100, 1)
    if not gained:
        return "0"
    sign = "+" if gained > 0 else "−"
    return f"{sign}{abs(gained):.1f}".replace(".", ",")


def number(value: float | None, digits: int = 1) -> str:
    """Write a number with thousands apart and a decimal comma; a dash where there is none."""
    return "—" if value is None else f"{value:,.{digits}f}".replace(",", " ").replace(".", ",")


def place_words(side: Side, place: str | None) -> str:
    """What a place is called; a wait for facts is nobody's."""
    if place is None:
        return "никто: ждут сведений"
    return next(office.title for office in side.figures.offices if office.place == place)


def change_words(side: Side, change: Change) -> str:
    """Say what a variant changes."""
    if change.amount is not None and change.limit is not None:
        rule = side.regulation.flow(side.town.flow).limit(change.limit)
        return f"срок {change.limit} (пункт {rule.clause}): {amount_words(change.amount)}"
    role, _, which = (change.office or "").partition(":")
    titles = {office.place: office.title for office in side.figures.offices}
    every = ", в каждом органе" if role == "executor" and not which else ""
    title = titles.get(change.office or "", ROLES[role] + (f" {which}" if which else every))
    return f"+1 человек: {title} (будет {change.people})"
