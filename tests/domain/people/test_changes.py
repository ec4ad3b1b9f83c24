"""What a change of a roster changed: told office by office, and enough to make the new roster from the old one."""

from hypothesis import given

from domain.people import Office, OfficeChange, Offices, changes
from domain.terms import ChangeKind
from tests.domain.people.rosters import MONDAY, away, coordinator, office, rosters


def test_each_kind_of_change_is_told() -> None:
    """An office that came has its fields, one that went had them, one that differs says only how."""
    before = (office("a", "b"), office("b"), coordinator("c"))
    after = (office("a", "c"), coordinator("c"), office("d", **away()))

    first, second, third = changes(before, after)

    assert first == OfficeChange(
        change=ChangeKind.CHANGED,
        person="a",
        function=before[0].function,
        authority="authority-1",
        before={"stand_in": "b"},
        after={"stand_in": "c"},
    )
    assert (second.change, second.person, second.before) == (ChangeKind.ADDED, "d", {})
    assert second.after == {"post": "Пост d", "absences": [{"from": "2026-03-16", "until": "2026-03-16"}]}
    assert (third.change, third.person, third.after) == (ChangeKind.REMOVED, "b", {})


def test_office_held_twice_is_told_whole() -> None:
    """Of two terms of one person in one office, the journal says which of them went and what came for it."""
    first, second = coordinator("a"), coordinator("a", valid_from=MONDAY)
    stood_in = coordinator("a", "b", valid_from=MONDAY)

    came, went = changes((first, second), (first, stood_in))

    assert (came.change, came.after["stand_in"], came.after["valid_from"]) == (ChangeKind.ADDED, "b", "2026-03-16")
    assert (went.change, went.before) == (ChangeKind.REMOVED, {"post": "Пост a", "valid_from": "2026-03-16"})


def test_an_order_is_no_change() -> None:
    """The same offices in another order differ in nothing."""
    one, other = office("a"), coordinator("b")

    assert changes((one, other), (other, one)) == ()


def taken(before: Offices, made: tuple[OfficeChange, ...]) -> list[Office]:
    """The roster that the changes make of another."""
    found = list(before)
    for change in made:
        named = change.model_dump(include={"person", "function", "authority"})
        if change.change is not ChangeKind.ADDED:
            old = next(item for item in found if fits(item, change))
            found.remove(old)
        if change.change is ChangeKind.CHANGED:
            kept = {name: value for name, value in fields(old).items() if name not in change.before}
            named = kept | named
        if change.change is not ChangeKind.REMOVED:
            found.append(Office.model_validate(named | change.after))
    return found


def fields(item: Office) -> dict[str, object]:
    """An office as the journal writes it."""
    return item.model_dump(mode="json", exclude_defaults=True)


def fits(item: Office, change: OfficeChange) -> bool:
    """Whether an office is the one that a change was made of."""
    same = (item.person, item.function, item.authority) == (change.person, change.function, change.authority)
    told = {name: value for name, value in fields(item).items() if name not in {"person", "function", "authority"}}
    if change.change is ChangeKind.REMOVED:
        return same and change.before == told
    return same and change.before.items() <= told.items()


@given(before=rosters, after=rosters)
def test_changes_make_the_new_roster(before: Offices, after: Offices) -> None:
    """Nothing is lost: the journal's words, applied to the old roster, give the new one."""
    made = taken(before, changes(before, after))

    assert sorted(map(str, made)) == sorted(map(str, after))
