"""What is done with each row, at a desk of the tests' own."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from domain.errors import InvalidInput, WrongRole
from domain.importing import CellProblem, Columns, Mapped, Result
from domain.lifecycle import Intake, message_id, parse_intake
from domain.validation import FieldError
from importing.taking import MOST_FAILURES, AwayError, RowsTaker, Taken
from tests.domain.importing.samples import HEADER, ROUTED, TOWN, mapping


@dataclass
class Desk:
    """Holds what was handed in; ``away``: so many times nobody answers."""

    taken: dict[str, Taken] = field(default_factory=dict)
    routed: list[tuple[str, Any]] = field(default_factory=list)
    refusal: InvalidInput | None = None
    route_refusal: WrongRole | None = None
    state: str = "awaiting_routing"
    away: int = 0
    route_away: bool = False
    asked: int = 0

    async def known(self, known_id: str) -> Taken | None:
        """What is known of a message."""
        self._answer()
        return self.taken.get(known_id)

    async def take_in(self, intake: Intake) -> Taken:
        """Take a message in."""
        self._answer()
        if self.refusal is not None:
            raise self.refusal
        known_id = message_id(intake.regulation, intake.network, f"external:{intake.external_id}")
        earlier = self.taken.get(known_id)
        message = {"text": intake.text, "author": intake.author and intake.author.model_dump()}
        fresh = Taken(known_id, self.state, 0, {**message, "received_at": "2026-03-16T07:00:00Z"}, new=True)
        self.taken.setdefault(known_id, replace(fresh, new=False))
        return earlier or fresh

    async def route(self, known_id: str, payload: Mapping[str, Any]) -> None:
        """Send a message to a body."""
        if self.route_away:
            raise AwayError
        if self.route_refusal is not None:
            raise self.route_refusal
        self.routed.append((known_id, payload["assignments"]))

    def _answer(self) -> None:
        self.asked += 1
        if self.away:
            self.away -= 1
            raise AwayError


def row(number: int = 2, authority: str | None = None, **fields: object) -> Mapped:
    """A row that is a message."""
    message = {"regulation": "luga-2020", "network": "vk", "external_id": f"{number}", "text": "Яма"}
    return Mapped(number, parse_intake(message | fields), authority)


def taker(desk: Desk, *, may_come_again: bool = False) -> RowsTaker:
    """Who takes rows to that desk."""
    columns = Columns.find(mapping(ROUTED), HEADER)
    return RowsTaker(desk, columns, replace(TOWN, may_come_again=may_come_again))


async def test_new_row_and_its_repeat() -> None:
    """A message is new once, and known from then on."""
    desk = Desk()

    first, second = await taker(desk).take(row()), await taker(desk).take(row())

    assert (first.result, second.result) == (Result.NEW, Result.KNOWN)
    assert first.id == second.id
    assert first.routed_to is None


async def test_another_message_under_a_known_number_is_not_lost() -> None:
    """A number that an export begins anew makes no other message known: the row is refused, with the case."""
    desk = Desk()
    first = await taker(desk).take(row())

    other = await taker(desk).take(row(text="Темно", authority="roads"))

    assert (other.result, other.id, other.routed_to) == (Result.REFUSED, first.id, None)
    assert other.said == (
        "строка 2, столбец «Номер»: "
        "то же, что у принятого раньше (id в результате), а автор или текст другие: нужен свой номер"
    )


async def test_row_that_was_not_understood_reaches_nobody() -> None:
    """What is wrong in the file is said without asking anybody."""
    desk = Desk()
    wrong = CellProblem(column="Дата", message="дата не читается")

    result = await taker(desk).take(Mapped(7, errors=(wrong,)))

    assert (result.row, result.result, result.errors) == (7, Result.REFUSED, (wrong,))
    assert desk.asked == 0


async def test_refused_row_is_said_by_its_column() -> None:
    """What intake refuses is blamed on the column of the file."""
    desk = Desk(refusal=InvalidInput("нет", errors=[FieldError("posted_at", "время в будущем")]))

    result = await taker(desk).take(row())

    assert (result.result, result.id) == (Result.REFUSED, None)
    assert result.said == "строка 2, столбец «Дата»: время в будущем"


async def test_message_is_sent_to_its_body() -> None:
    """A row that names a body is routed to it, once."""
    desk = Desk()

    result = await taker(desk).take(row(authority="roads"))

    assert result.routed_to == "roads"
    assert desk.routed == [(result.id, [{"authority": "roads"}])]


async def test_message_of_an_unknown_body_is_taken_and_said() -> None:
    """A body that the mapping has not leaves the message taken; once a person has sent it on, nothing is missing."""
    desk = Desk()
    unknown = replace(row(), unrouted="такого органа нет")

    first = await taker(desk).take(unknown)
    desk.taken[first.id or ""] = replace(desk.taken[first.id or ""], state="drafting")
    second = await taker(desk).take(unknown)

    assert (first.result, first.routed_to) == (Result.NEW, None)
    assert first.said == "строка 2, столбец «Исполнитель»: принято, но не направлено: такого органа нет"
    assert (second.result, second.errors) == (Result.KNOWN, ())
    assert desk.routed == []


async def test_interrupted_run_is_made_up_for() -> None:
    """A message that was taken and not yet sent on is sent on by the next run; one already at work is left alone."""
    desk = Desk()
    await taker(desk).take(row())

    again = await taker(desk).take(row(authority="roads"))
    known_id = again.id or ""
    desk.taken[known_id] = replace(desk.taken[known_id], state="drafting")
    third = await taker(desk).take(row(authority="housing"))

    assert (again.result, again.routed_to) == (Result.KNOWN, "roads")
    assert (third.result, third.routed_to, third.errors) == (Result.KNOWN, None, ())
    assert len(desk.routed) == 1


async def test_head_s_resolution_comes_first() -> None:
    """Where the head names the body, the file does not; the row says what to do."""
    desk = Desk(state="awaiting_resolution")

    result = await taker(desk).take(row(authority="roads"))

    assert result.result is Result.NEW
    assert "сначала резолюция главы" in result.said
    assert desk.routed == []


async def test_message_that_could_not_be_sent_on_is_taken_all_the_same() -> None:
    """A refused or unanswered route leaves the message taken and says so by the body's column."""
    refused = await taker(Desk(route_refusal=WrongRole("нужна роль coordinator"))).take(row(authority="roads"))
    unanswered = await taker(Desk(route_away=True)).take(row(authority="roads"))

    assert refused.said == ("строка 2, столбец «Исполнитель»: принято, но не направлено: нужна роль coordinator")
    assert (refused.result, unanswered.result) == (Result.NEW, Result.NEW)
    assert "временно недоступно" in unanswered.said


async def test_one_silence_stops_no_other_row() -> None:
    """A row without an answer says that the file is to be imported again; the next rows are tried."""
    desk = Desk(away=1)
    hands = taker(desk)

    first, second = await hands.take(row(2)), await hands.take(row(3))

    assert (first.result, second.result) == (Result.UNAVAILABLE, Result.NEW)
    assert "загрузите файл ещё раз" in first.said


async def test_long_silence_is_not_waited_out_row_by_row() -> None:
    """After several rows on end without an answer nobody is asked any more."""
    desk = Desk(away=1000)
    hands = taker(desk)

    results = [await hands.take(row(number)) for number in range(2, 40)]

    assert {item.result for item in results} == {Result.UNAVAILABLE}
    assert desk.asked == MOST_FAILURES


async def test_message_that_went_back_is_not_brought_again_by_the_same_file() -> None:
    """Where messages go back to their sender, a second run asks for the last arrival and adds none (LUZ-5)."""
    desk = Desk()
    hands = taker(desk, may_come_again=True)
    first = await hands.take(row())
    closed = replace(desk.taken[first.id or ""], state="closed")
    desk.taken[first.id or ""] = closed
    desk.taken[message_id("luga-2020", row().intake.network, "external:2", 2)] = replace(closed, id="second")  # type: ignore[union-attr] # the row has an intake

    again = await hands.take(row(received_at="2026-03-16T10:00:00+03:00"))
    later = await hands.take(row(received_at="2026-03-17T10:00:00+03:00"))

    assert (first.result, again.result, again.id) == (Result.NEW, Result.KNOWN, "second")
    # Another time of receipt is another arrival: intake itself decides about it.
    assert later.id == first.id
