"""Reading the payload of a command."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import InvalidInput
from domain.lifecycle import COMMANDS, STAMPED_FIELDS, Command, parse_command
from domain.terms import CommandName
from domain.text import MAX_TEXT
from domain.validation import MOST_ERRORS
from domain.worktime import Unit
from tests.domain.lifecycle.builders import COORDINATOR, PAYLOADS

UNKNOWN_FIELD = "неизвестное поле"
MISSING = "обязательное поле отсутствует"
NO_MOMENT = "ожидаются дата и время по ISO 8601 с часовым поясом"
NO_ZONE = "укажите часовой пояс, например 2026-03-16T10:00:00+03:00"
NO_UNICODE = "недопустимые символы Юникода"
NO_DATE = "ожидается дата ГГГГ-ММ-ДД"
NO_ADDRESS = "ожидается адрес, который начинается с https:// или http://, без пробелов и кавычек"
BLANK = "текст не должен быть пустым"
ONE_OF_TWO = "укажите либо to (кому передан ответ), либо appeal (обращение по 59-ФЗ)"
GROUND_FITS = "ground указывается у разъяснения (kind = explanation), и только у него"
WHOLE_DAYS = "для единицы working_days нужно целое число"
UNITS = "допустимо: " + ", ".join(Unit)
APPEAL = {"ground": "formal-appeal", "registration_number": "12", "registered_on": "2026-03-16"}


def refused(name: str, payload: Any) -> InvalidInput:  # noqa: ANN401 -- anything
    """The refusal of a payload that is wrong."""
    with pytest.raises(InvalidInput) as caught:
        parse_command(name, payload)
    return caught.value


@pytest.mark.parametrize("name", CommandName)
def test_every_command_has_a_payload(name: CommandName) -> None:
    """Each name has one kind of payload, and reads it."""
    command = parse_command(name, PAYLOADS[name])
    assert type(command) is COMMANDS[name]
    assert command.name is name


@pytest.mark.parametrize("name", CommandName)
def test_every_payload_may_carry_the_common_fields(name: CommandName) -> None:
    """``command_id``, ``occurred_at``, ``comment`` and ``actor`` belong to every command."""
    common = {
        "command_id": "c-1",
        "occurred_at": "2026-03-16T10:00:00+03:00",
        "comment": "Связи не было",
        "actor": {"role": "oiv", "stage": "oiv", "name": "Отдел", "authority": None},
    }
    command = parse_command(name, {**PAYLOADS[name], **common})
    assert command.model_dump(mode="json", include=set(common)) == common


def test_an_appeal_is_read_with_all_its_missing_fields() -> None:
    """Whatever a formal appeal lacks is named at once."""
    wrong = refused("hand_over", {"appeal": {}})
    assert [error.field for error in wrong.errors] == [
        "appeal.ground",
        "appeal.registration_number",
        "appeal.registered_on",
    ]


def test_an_interim_answer_is_a_draft_by_a_shorter_name() -> None:
    """It has the kind of its name, no ground and no earlier answers, and none of them can be sent."""
    command = parse_command("interim_answer", PAYLOADS[CommandName.INTERIM_ANSWER])
    assert (command.kind, command.ground, command.earlier) == ("interim", None, ())  # type: ignore[attr-defined]
    assert set(command.model_dump(exclude_none=True)) == {"text", "attachments"}


def test_words_are_evidence_of_a_shortcoming() -> None:
    """A sentence is as good as an object with a note."""
    for evidence in ("Ответ без даты", {"note": "Ответ без даты"}):
        command = parse_command("shortcoming", {"clause": "9", "evidence": evidence})
        assert command.model_dump(exclude_none=True)["evidence"] == {"note": "Ответ без даты"}


@pytest.mark.parametrize(
    ("name", "change", "field", "message"),
    [
        ("note", {"text": ""}, "text", BLANK),
        ("note", {"text": " \n"}, "text", BLANK),
        ("note", {"text": None}, "text", "ожидается строка"),
        ("note", {"text": 5}, "text", "ожидается строка"),
        ("note", {"text": float("nan")}, "text", "ожидается строка"),
        ("note", {"text": "x" * (MAX_TEXT + 1)}, "text", "не длиннее 50000 символов"),
        ("note", {"text": "a\x00"}, "text", "символ U+0000 недопустим"),
        ("note", {"text": "a\ud83d"}, "text", "одиночный суррогатный символ недопустим"),
        ("note", {"name": "note"}, "name", UNKNOWN_FIELD),
        ("note", {"importance": "high"}, "importance", UNKNOWN_FIELD),
        ("note", {"\x00": 1}, "\ufffd", UNKNOWN_FIELD),
        ("note", {"\ud800": 1}, "payload", NO_UNICODE),
        ("note", {"command_id": ""}, "command_id", BLANK),
        ("note", {"command_id": "x" * 65}, "command_id", "не длиннее 64 символов"),
        ("note", {"command_id": 7}, "command_id", "ожидается строка"),
        ("note", {"comment": " "}, "comment", BLANK),
        ("note", {"occurred_at": "вчера"}, "occurred_at", NO_MOMENT),
        ("note", {"occurred_at": "2026-02-30T10:00:00Z"}, "occurred_at", NO_MOMENT),
        ("note", {"occurred_at": "2026-03-16T10:00:00"}, "occurred_at", NO_ZONE),
        ("note", {"occurred_at": "2026-03-16"}, "occurred_at", NO_ZONE),
        ("note", {"occurred_at": float("nan")}, "occurred_at", NO_MOMENT),
        ("note", {"occurred_at": float("inf")}, "occurred_at", NO_MOMENT),
        ("note", {"occurred_at": 10**400}, "occurred_at", NO_MOMENT),
        ("note", {"occurred_at": True}, "occurred_at", NO_MOMENT),
        ("note", {"occurred_at": "\ud800"}, "occurred_at", NO_UNICODE),
        (
            "note",
            {"occurred_at": "0001-01-01T00:00:00+14:00"},
            "occurred_at",
            "время вне допустимых пределов: годы с 2000 по 2999",
        ),
        ("note", {"actor": "oiv"}, "actor", "ожидается объект"),
        ("note", {"actor": {}}, "actor.role", MISSING),
        ("note", {"actor": {"role": "oiv", "person": "x"}}, "actor.person", UNKNOWN_FIELD),
        ("resolve", {"authority": ""}, "authority", BLANK),
        ("resolve", {"authority": "x" * 201}, "authority", "не длиннее 200 символов"),
        ("route", {"assignments": []}, "assignments", "укажите орган"),
        ("route", {"assignments": [{"authority": "a"}] * 21}, "assignments", "не более 20 элементов"),
        ("route", {"assignments": "authority-1"}, "assignments", "ожидается список"),
        ("route", {"assignments": [{}]}, "assignments[0].authority", MISSING),
        ("route", {"assignments": [{"authority": "a", "who": 1}]}, "assignments[0].who", UNKNOWN_FIELD),
        ("route", {"theme": "x" * 501}, "theme", "не длиннее 500 символов"),
        ("route", {"because": ["theme", "mood"]}, "because[1]", "допустимо: theme, location, importance"),
        ("route", {"because": ["theme"] * 4}, "because", "не более 3 элементов"),
        ("route", {"days_off": "да"}, "days_off", "ожидается true или false"),
        ("route", {"answer_within": "PT1H"}, "answer_within", "ожидается объект"),
        ("route", {"answer_within": {"amount": 1}}, "answer_within.unit", MISSING),
        (
            "route",
            {"answer_within": {"amount": -1, "unit": "hours"}},
            "answer_within.amount",
            "должно быть не меньше 0",
        ),
        ("route", {"answer_within": {"amount": 1, "unit": "weeks"}}, "answer_within.unit", UNITS),
        ("route", {"answer_within": {"amount": 1.5, "unit": "working_days"}}, "answer_within", WHOLE_DAYS),
        ("route", {"answer_within": {"amount": 1001, "unit": "working_days"}}, "answer_within", "не больше 1000"),
        ("route", {"draft_within": {"amount": 1000000, "unit": "hours"}}, "draft_within", "не больше 1000"),
        (
            "route",
            {"answer_within": {"amount": "0.000000000000001", "unit": "working_hours"}},
            "answer_within",
            "длительность задана точнее микросекунды",
        ),
        ("decline", {"reason": ""}, "reason", BLANK),
        ("submit_draft", {"kind": "draft"}, "kind", "допустимо: final, interim, clarification, explanation"),
        ("submit_draft", {"kind": "explanation"}, "payload", GROUND_FITS),
        ("submit_draft", {"ground": "judicial-acts"}, "payload", GROUND_FITS),
        ("submit_draft", {"earlier": ["a"] * 21}, "earlier", "не более 20 элементов"),
        ("interim_answer", {"text": "x" * (MAX_TEXT + 1)}, "text", "не длиннее 50000 символов"),
        ("interim_answer", {"kind": "interim"}, "kind", UNKNOWN_FIELD),
        ("contribute", {"text": "x" * (MAX_TEXT + 1)}, "text", "не длиннее 50000 символов"),
        ("contribute", {"text": ""}, "text", BLANK),
        ("contribute", {"attachments": [{"id": "1"}] * 21}, "attachments", "не более 20 элементов"),
        ("approve", {"part": 5}, "part", "ожидается строка"),
        ("clarified", {"text": " "}, "text", BLANK),
        ("significant", {"summary": ""}, "summary", BLANK),
        ("significant", {"signatory": "x" * 501}, "signatory", "не длиннее 500 символов"),
        ("shortcoming", {"clause": ""}, "clause", BLANK),
        ("shortcoming", {"evidence": 5}, "evidence", "ожидается объект"),
        ("shortcoming", {"evidence": ""}, "evidence.note", BLANK),
        ("reassign", {"executor": ""}, "executor", BLANK),
        ("reassign", {"reason": None}, "reason", "ожидается строка"),
        ("recalculate", {"reason": ""}, "reason", BLANK),
        ("submit_draft", {"kind": "\ud800"}, "kind", NO_UNICODE),
        ("submit_draft", {"attachments": {"url": "https://a"}}, "attachments", "ожидается список"),
        ("submit_draft", {"attachments": [{}]}, "attachments[0]", "укажите url или id вложения"),
        ("submit_draft", {"attachments": [{"id": "1"}] * 21}, "attachments", "не более 20 элементов"),
        (
            "submit_draft",
            {"attachments": [{"url": "javascript:alert(1)"}]},
            "attachments[0].url",
            NO_ADDRESS,
        ),
        ("approve", {"stage": 5}, "stage", "ожидается строка"),
        ("return", {"remarks": "  "}, "remarks", BLANK),
        ("publish", {"url": None}, "payload", "укажите url размещённого ответа или evidence"),
        ("publish", {"evidence": {}}, "evidence", "укажите screenshot или note"),
        ("publish", {"evidence": {"sha256": "a" * 64}}, "evidence", "укажите screenshot или note"),
        (
            "publish",
            {"evidence": {"note": "n", "sha256": "zz"}},
            "evidence.sha256",
            "значение не соответствует ожидаемому виду",
        ),
        ("publish", {"visibility": "secret"}, "visibility", "допустимо: public, direct"),
        ("publish", {"also_at": ["нет"]}, "also_at[0]", NO_ADDRESS),
        ("publish", {"also_at": ["https://example.org/a"] * 21}, "also_at", "не более 20 элементов"),
        ("hand_over", {"to": ""}, "to", BLANK),
        ("hand_over", {"to": None}, "payload", ONE_OF_TWO),
        ("hand_over", {"appeal": APPEAL}, "payload", ONE_OF_TWO),
        ("hand_over", {"to": None, "appeal": APPEAL | {"registered_on": "вчера"}}, "appeal.registered_on", NO_DATE),
        (
            "hand_over",
            {"to": None, "appeal": APPEAL | {"published_answer_url": "сайт"}},
            "appeal.published_answer_url",
            NO_ADDRESS,
        ),
        ("exclude", {"ground": None}, "ground", "ожидается строка"),
        ("close", {"reason": "\x00"}, "reason", "символ U+0000 недопустим"),
    ],
)
def test_a_wrong_value_is_named_in_russian(name: str, change: dict[str, Any], field: str, message: str) -> None:
    """The refusal names the one wrong field and says what is expected there."""
    refusal = refused(name, {**PAYLOADS[CommandName(name)], **change})
    assert [(error.field, error.message) for error in refusal.errors] == [(field, message)]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("resolve", "authority"),
        ("route", "assignments"),
        ("submit_draft", "kind"),
        ("submit_draft", "text"),
        ("return", "remarks"),
        ("interim_answer", "text"),
        ("contribute", "text"),
        ("clarified", "text"),
        ("significant", "summary"),
        ("shortcoming", "clause"),
        ("shortcoming", "evidence"),
        ("reassign", "executor"),
        ("reassign", "reason"),
        ("recalculate", "reason"),
        ("exclude", "ground"),
        ("close", "reason"),
        ("note", "text"),
    ],
)
def test_a_demanded_field_that_is_absent_is_named(name: str, field: str) -> None:
    """Each field that a command cannot do without is named where it is missing."""
    payload = {key: value for key, value in PAYLOADS[CommandName(name)].items() if key != field}
    assert [(error.field, error.message) for error in refused(name, payload).errors] == [(field, MISSING)]


@pytest.mark.parametrize("payload", [None, 5, "text", [], [{}], True, float("nan")])
def test_a_payload_that_is_no_object_is_refused(payload: object) -> None:
    """Only a JSON object is a payload."""
    refusal = refused("note", payload)
    assert [(error.field, error.message) for error in refusal.errors] == [("payload", "ожидается объект JSON")]


@pytest.mark.parametrize("name", ["", "delete", "NOTE", "note ", "__class__", "\x00", "\ud800"])
def test_an_unknown_command_is_refused_with_the_known_ones(name: str) -> None:
    """The refusal lists the commands, and does not repeat the unknown name."""
    refusal = refused(name, {})
    assert refusal.detail == "Неизвестная команда; допустимо: " + ", ".join(CommandName)


def test_a_flood_of_unknown_fields_is_answered_shortly() -> None:
    """A payload of thousands of fields makes a refusal that a journal can keep."""
    assert len(refused("note", {f"field-{number}": 1 for number in range(5000)}).errors) == MOST_ERRORS


@pytest.mark.parametrize("text", ["😀 спасибо 👍🏽", "\u202eмолоко\u202c", "שלום", "<b>жирно</b>"])
def test_text_is_kept_as_written(text: str) -> None:
    """Emoji, right-to-left writing and markup reach the case unchanged."""
    assert parse_command("close", {"reason": text}).model_dump()["reason"] == text


@pytest.mark.parametrize("field", ["url", "id"])
def test_an_attachment_is_named_by_address_or_id(field: str) -> None:
    """One of the two is enough."""
    attachment = {field: "https://example.org/1"}
    command = parse_command("submit_draft", {**PAYLOADS[CommandName.SUBMIT_DRAFT], "attachments": [attachment]})
    assert command.model_dump(exclude_none=True)["attachments"] == (attachment,)


@pytest.mark.parametrize("evidence", [{"note": "Передано по телефону"}, {"screenshot": "s-1.png", "sha256": "A" * 64}])
def test_evidence_may_stand_for_a_link(evidence: dict[str, str]) -> None:
    """A publication without a link is proven by a screenshot or a note."""
    command = parse_command("publish", {"evidence": evidence})
    assert command.model_dump(exclude_none=True)["evidence"] == evidence


def test_the_fingerprint_is_of_what_is_asked() -> None:
    """When a command arrives and its own id do not change the fingerprint; its contents and its sender do."""
    plain = parse_command("note", {"text": "Да"})
    stamped = {"principal": None, "received_at": "2026-03-16T10:00:00Z", "command_id": "c-1"}
    assert set(stamped) >= STAMPED_FIELDS
    assert parse_command("note", {"text": "Да", **stamped}).digest() == plain.digest()
    others: list[Command] = [
        parse_command("note", {"text": "Нет"}),
        parse_command("close", {"reason": "Да"}),
        parse_command("note", {"text": "Да", "comment": "Да"}),
        parse_command("note", {"text": "Да", "occurred_at": "2026-03-16T10:00:00Z"}),
        parse_command("note", {"text": "Да", "actor": {"role": "author"}}),
        parse_command("note", {"text": "Да", "principal": COORDINATOR}),
    ]
    assert len({plain.digest(), *(other.digest() for other in others)}) == 7


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(alphabet=st.characters(exclude_categories=())),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = sorted({field for command in COMMANDS.values() for field in command.model_fields})


@settings(max_examples=300)
@given(st.sampled_from(CommandName), st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=5), JSON, max_size=5))
def test_garbage_is_read_or_refused(name: CommandName, payload: dict[str, Any]) -> None:
    """Whatever JSON comes, the answer is a command or a refusal that can be stored."""
    try:
        command = parse_command(name, payload)
    except InvalidInput as refusal:
        details = refusal.as_details()
        assert details["errors"]
        assert "\x00" not in str(details)
        assert str(details).encode()
    else:
        assert command.name is name
        assert len(command.digest()) == 16
