"""Taking a message in."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.errors import InvalidInput
from domain.lifecycle import Message, Returned, admit, message_id, parse_intake
from domain.regulation import Library, Regulation
from domain.regulation.model import Status
from domain.terms import Network, Visibility
from tests.domain.lifecycle.builders import GUL, LUZ, PRO, PROCEDURES, STA, VOL, shipped

NOW = datetime(2026, 3, 16, 10, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LIBRARY = Library.of([shipped(name).regulation for name in (PRO, VOL, LUZ, GUL, STA)])


def taken(**fields: Any) -> Message:  # noqa: ANN401 -- fields of an intake
    """A message with these fields, taken in at ``NOW``."""
    return taken_by(LIBRARY, NOW, **fields)


def taken_by(library: Library, now: datetime, **fields: Any) -> Message:  # noqa: ANN401 -- fields of an intake
    """A message with these fields, under other regulations or at another time."""
    return admit(parse_intake({"regulation": PRO, "network": "vk", "text": "Яма"} | fields), library, now)


def refused(**fields: Any) -> InvalidInput:  # noqa: ANN401 -- fields of an intake
    """The refusal of a message with these fields."""
    with pytest.raises(InvalidInput) as caught:
        taken(**fields)
    return caught.value


def wrong_fields(refusal: InvalidInput) -> list[str]:
    """The names of the fields that are wrong."""
    return [error.field for error in refusal.errors]


@pytest.mark.parametrize(
    ("given", "detected", "received"),
    [
        ({}, 0, 0),
        ({"detected_at": 60}, 60, 60),
        ({"received_at": 30}, 30, 30),
        ({"detected_at": 60, "received_at": 30}, 60, 30),
        ({"posted_at": 90, "detected_at": 60}, 60, 60),
        ({"posted_at": 90}, 0, 0),
    ],
)
def test_missing_times_have_defaults(given: dict[str, int], detected: int, received: int) -> None:
    """A missing ``received_at`` is ``detected_at`` and the other way round; where both are missing it is now."""
    message = taken(**{field: NOW - ago * MINUTE for field, ago in given.items()})
    assert (message.detected_at, message.received_at) == (NOW - detected * MINUTE, NOW - received * MINUTE)


@pytest.mark.parametrize("field", ["posted_at", "detected_at", "received_at"])
def test_a_clock_a_little_ahead_counts_as_now(field: str) -> None:
    """A time up to a minute ahead is now, a later one is refused."""
    assert getattr(taken(**{field: NOW + MINUTE}), field) == NOW
    refusal = refused(**{field: NOW + MINUTE + timedelta(microseconds=1)})
    assert [(error.field, error.message) for error in refusal.errors] == [(field, "время в будущем")]


def test_a_message_posted_by_a_fast_clock_can_be_detected_now() -> None:
    """A network's clock that is some seconds ahead does not put detection before posting."""
    assert taken(posted_at=NOW + MINUTE).detected_at == NOW


def test_detection_is_not_before_posting() -> None:
    """What was not yet posted cannot have been detected."""
    refusal = refused(posted_at=NOW - MINUTE, detected_at=NOW - 2 * MINUTE)
    assert wrong_fields(refusal) == ["detected_at"]
    assert taken(posted_at=NOW - MINUTE, detected_at=NOW - MINUTE).detected_at == NOW - MINUTE


def test_receipt_is_not_before_detection() -> None:
    """What was not yet detected cannot have been received."""
    refusal = refused(detected_at=NOW - MINUTE, received_at=NOW - 2 * MINUTE)
    assert wrong_fields(refusal) == ["received_at"]


@pytest.mark.parametrize("field", ["posted_at", "detected_at", "received_at", "external_due_at"])
@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("2026-03-16T10:00:00", "укажите часовой пояс, например 2026-03-16T10:00:00+03:00"),
        ("2026-03-16", "укажите часовой пояс, например 2026-03-16T10:00:00+03:00"),
        ("0001-01-01T00:00:00+14:00", "время вне допустимых пределов: годы с 2000 по 2999"),
        ("1999-12-31T23:59:59Z", "время вне допустимых пределов: годы с 2000 по 2999"),
        ("9999-12-31T23:59:59-12:00", "время вне допустимых пределов: годы с 2000 по 2999"),
        ("когда-то", "ожидаются дата и время по ISO 8601 с часовым поясом"),
    ],
)
def test_a_time_that_means_nothing_is_refused(field: str, value: str, message: str) -> None:
    """Naive times, absurd years with odd offsets and words are refused by name, and nothing overflows."""
    assert [(error.field, error.message) for error in refused(**{field: value}).errors] == [(field, message)]


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
def test_each_regulation_fixes_version_and_flow(procedure: Any) -> None:  # noqa: ANN401
    """The message is pinned to the version it came under and to its flow."""
    message = taken(regulation=procedure.regulation, flow=procedure.flow)
    assert (message.regulation_version, message.flow) == (procedure.rules.regulation.version, procedure.flow)
    assert message.visibility is Visibility.PUBLIC


@pytest.mark.parametrize(("regulation", "flow"), [(PRO, "main"), (GUL, "pages")])
def test_the_first_flow_is_the_default(regulation: str, flow: str) -> None:
    """A message that names no flow is under the regulation's first one."""
    assert taken(regulation=regulation).flow == flow


def test_an_unknown_regulation_is_refused_with_the_known_ones() -> None:
    """The refusal lists what is loaded."""
    refusal = refused(regulation="moscow-2021")
    assert wrong_fields(refusal) == ["regulation"]
    assert all(name in refusal.detail for name in LIBRARY.ids)


@pytest.mark.parametrize("flow", ["incident", "Main"])
def test_an_unknown_flow_is_refused_with_the_known_ones(flow: str) -> None:
    """The refusal lists the regulation's own flows."""
    refusal = refused(flow=flow)
    assert wrong_fields(refusal) == ["flow"]
    assert refusal.detail.endswith("допустимо: main")


@pytest.mark.parametrize(
    ("regulation", "network", "clause"), [(LUZ, "ok", "3"), (GUL, "telegram", "1.3"), (PRO, "facebook", "3")]
)
def test_a_network_outside_the_scope_is_refused_by_its_clause(regulation: str, network: str, clause: str) -> None:
    """The regulation's clause on its scope forbids it, and the allowed networks are listed."""
    refusal = refused(regulation=regulation, network=network)
    assert wrong_fields(refusal) == ["network"]
    assert refusal.clause == clause
    assert "vk" in refusal.detail


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"text": ""}, "text"),
        ({"text": "\x00"}, "text"),
        ({"text": "\ud800"}, "text"),
        ({"network": "myspace"}, "network"),
        ({"network": "\ud800"}, "network"),
        ({"visibility": 3}, "visibility"),
        ({"author": {"name": ""}}, "author.name"),
        ({"author": {"url": "javascript:1"}}, "author.url"),
        ({"attachments": [{}]}, "attachments[0]"),
        ({"state": "closed"}, "state"),
        ({"regulation": 5}, "regulation"),
    ],
)
def test_a_wrong_value_is_named(fields: dict[str, Any], wrong: str) -> None:
    """Each wrong field of an intake is named."""
    assert wrong_fields(refused(**fields)) == [wrong]


@pytest.mark.parametrize("payload", [None, [], "text", 5])
def test_what_is_no_object_is_refused(payload: object) -> None:
    """Only an object is a message."""
    with pytest.raises(InvalidInput) as caught:
        parse_intake(payload)
    assert wrong_fields(caught.value) == ["payload"]


def test_missing_fields_are_all_named() -> None:
    """Nothing but the three fields that must be there is demanded."""
    with pytest.raises(InvalidInput) as caught:
        parse_intake({})
    assert wrong_fields(caught.value) == ["regulation", "network", "text"]


def test_everything_that_was_reported_is_kept() -> None:
    """Author, address, attributes, links and the text itself are kept as they came."""
    reported = {
        "external_id": "wall-1_2",
        "url": "https://vk.com/wall-1_2",
        "author": {"name": "Иван 😀", "url": "https://vk.com/id1"},
        "text": "Яма\u202e на дороге",
        "visibility": "direct",
        "theme": "Дороги",
        "theme_group": "ЖКХ",
        "location": "ул. Мира",
        "importance": "высокая",
        "repeat_of": "case-0",
        "external_due_at": "2026-03-17T10:00:00Z",
        "attachments": [{"url": "https://example.org/1.png", "id": None, "title": None}],
    }
    assert taken(**reported).model_dump(mode="json", include=set(reported)) == reported


def revised(**changes: Any) -> Regulation:  # noqa: ANN401 -- fields of a regulation
    """A later version of the Providensky act."""
    return shipped(PRO).regulation.model_copy(update={"version": "2026", **changes})


def test_the_version_is_that_of_the_local_day_of_detection() -> None:
    """In Anadyr a new version already applies at noon UTC of the day before its first day."""
    later = revised(effective_from=datetime(2026, 3, 17, tzinfo=UTC).date())
    library = Library.of([shipped(PRO).regulation, later])
    before = taken_by(library, NOW, detected_at="2026-03-16T00:00:00Z")
    after = taken_by(library, NOW + timedelta(days=1), detected_at="2026-03-16T12:00:00Z")
    assert (before.regulation_version, after.regulation_version) == ("2020-03-11", "2026")


def test_a_repealed_version_takes_no_messages() -> None:
    """A message comes under the version in force, though a newer repealed one is loaded."""
    later = revised(effective_from=datetime(2026, 1, 1, tzinfo=UTC).date(), status=Status.REPEALED)
    library = Library.of([shipped(PRO).regulation, later])
    assert taken_by(library, NOW).regulation_version == "2020-03-11"


def test_the_id_is_the_same_for_the_same_message() -> None:
    """Regulation, network and key make the id; another of them makes another."""
    ids = {
        message_id(PRO, Network.VK, "1"),
        message_id(PRO, Network.VK, "2"),
        message_id(PRO, Network.OK, "1"),
        message_id(STA, Network.VK, "1"),
    }
    assert len(ids) == 4
    assert message_id(PRO, Network.VK, "1") in ids


@pytest.mark.parametrize("ago", [60, 0])
def test_another_systems_end_is_after_the_detection(ago: int) -> None:
    """A term that ended before it began is a slip; one that has ended by now is not."""
    detected = NOW - 30 * MINUTE
    refusal = refused(regulation=VOL, detected_at=detected, external_due_at=detected - ago * MINUTE)
    assert wrong_fields(refusal) == ["external_due_at"]
    assert taken(regulation=VOL, detected_at=detected, external_due_at=NOW - MINUTE).external_due_at == NOW - MINUTE


@pytest.mark.parametrize(
    ("regulation", "fields", "estimated"),
    [
        (LUZ, {}, True),
        (VOL, {"received_at": NOW - MINUTE}, True),
        (VOL, {"detected_at": NOW - MINUTE}, False),
        (PRO, {}, False),
        (GUL, {}, False),
        (STA, {}, False),
    ],
)
def test_an_untold_detection_outside_is_an_estimate(regulation: str, fields: dict[str, Any], estimated: bool) -> None:  # noqa: FBT001
    """R15: where somebody else detects and does not say when, our receipt stands for it and is marked."""
    message = taken(regulation=regulation, **fields)
    assert message.detected_estimated is estimated
    assert message.detected_at == message.received_at or not estimated


DAY = timedelta(days=1)


@pytest.mark.parametrize("estimated", [False, True])
def test_a_message_that_comes_again_keeps_its_first_detection(estimated: bool) -> None:  # noqa: FBT001
    """Luga 5: after the return it is a new arrival, received now, detected when it first was, estimate or not."""
    again = Returned("case-1", arrival=2, detected_at=NOW - DAY, detected_estimated=estimated)
    intake = parse_intake({"regulation": LUZ, "network": "vk", "text": "Яма", "detected_at": NOW - MINUTE})
    message = admit(intake, LIBRARY, NOW, again)
    assert (message.detected_at, message.received_at) == (NOW - DAY, NOW)
    assert (message.arrival, message.earlier_case) == (3, "case-1")
    assert message.detected_estimated is estimated


def test_a_sender_may_say_when_the_message_came_again() -> None:
    """Its own time of receipt counts."""
    intake = parse_intake({"regulation": LUZ, "network": "vk", "text": "Яма", "received_at": NOW - MINUTE})
    message = admit(intake, LIBRARY, NOW, Returned("case-1", arrival=1, detected_at=NOW - DAY))
    assert (message.received_at, message.arrival) == (NOW - MINUTE, 2)


def test_a_first_arrival_has_no_earlier_case() -> None:
    """It is the first one."""
    message = taken(regulation=LUZ)
    assert (message.arrival, message.earlier_case) == (1, None)


def test_every_arrival_has_an_id_of_its_own() -> None:
    """The first one's is what it always was, later ones are told apart by their number."""
    ids = [message_id(LUZ, Network.VK, "1", arrival) for arrival in (1, 2, 3)]
    assert len(set(ids)) == 3
    assert ids[0] == message_id(LUZ, Network.VK, "1")
    assert message_id(LUZ, Network.VK, "1\n2") not in ids


def test_what_has_a_default_may_be_null() -> None:
    """A monitoring system that writes null for all it does not know is understood for every field alike."""
    message = taken(visibility=None, attachments=None, flow=None, theme=None)
    assert (message.visibility, message.attachments) == (Visibility.PUBLIC, ())
