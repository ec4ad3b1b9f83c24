"""What is wrong is said in Russian, field by field."""

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, model_validator

from domain.validation import MOST_ERRORS, WHOLE, FieldError, field_errors, field_path


class Colour(StrEnum):
    """Two values."""

    RED = "red"
    BLUE = "blue"


class Inner(BaseModel):
    """A part of a payload."""

    model_config = ConfigDict(extra="forbid")
    size: int = 0


class Sample(BaseModel):
    """One field of every kind that payloads and regulations have."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=2, max_length=5)] = "ok"
    shape: Annotated[str, Field(pattern="^a+$")] = "a"
    colour: Colour = Colour.RED
    one: Literal["x", "y"] = "x"
    yes: bool = True
    number: int = 1
    items: Annotated[tuple[int, ...], Field(min_length=1, max_length=2)] = (1,)
    names: list[str] = []
    table: dict[str, int] = {}
    inner: Inner = Inner()
    moment: AwareDatetime | None = None
    day: date | None = None
    share: Annotated[Decimal, Field(gt=0, lt=1)] = Decimal("0.5")
    count: Annotated[int, Field(ge=1, le=3)] = 1
    amount: Annotated[Decimal, Field(decimal_places=1)] = Decimal(1)


def errors_of(payload: Any) -> tuple[FieldError, ...]:  # noqa: ANN401 -- anything
    """The errors of a payload that is wrong."""
    with pytest.raises(ValidationError) as caught:
        Sample.model_validate(payload)
    return field_errors(caught.value)


@pytest.mark.parametrize(
    ("payload", "field", "message"),
    [
        ({"text": "x"}, "text", "не короче 2 символов"),
        ({"text": "xxxxxx"}, "text", "не длиннее 5 символов"),
        ({"text": 5}, "text", "ожидается строка"),
        ({"text": "a\ud800"}, "text", "недопустимые символы Юникода"),
        ({"shape": "b"}, "shape", "значение не соответствует ожидаемому виду"),
        ({"colour": "green"}, "colour", "допустимо: red, blue"),
        ({"one": "z"}, "one", "допустимо: x, y"),
        ({"yes": []}, "yes", "ожидается true или false"),
        ({"yes": "perhaps"}, "yes", "ожидается true или false"),
        ({"number": "x"}, "number", "ожидается целое число"),
        ({"number": []}, "number", "ожидается целое число"),
        ({"items": []}, "items", "не менее 1 элементов"),
        ({"items": [1, 2, 3]}, "items", "не более 2 элементов"),
        ({"items": 5}, "items", "ожидается список"),
        ({"items": [1, "x"]}, "items[1]", "ожидается целое число"),
        ({"names": "x"}, "names", "ожидается список"),
        ({"table": []}, "table", "ожидается объект"),
        ({"inner": 5}, "inner", "ожидается объект"),
        ({"inner": {"extra": 1}}, "inner.extra", "неизвестное поле"),
        ({"moment": "x"}, "moment", "ожидаются дата и время по ISO 8601 с часовым поясом"),
        ({"moment": "2026-03-16"}, "moment", "укажите часовой пояс, например 2026-03-16T10:00:00+03:00"),
        ({"moment": []}, "moment", "ожидаются дата и время по ISO 8601 с часовым поясом"),
        ({"moment": float("nan")}, "moment", "ожидаются дата и время по ISO 8601 с часовым поясом"),
        ({"day": "x"}, "day", "ожидается дата ГГГГ-ММ-ДД"),
        ({"day": []}, "day", "ожидается дата ГГГГ-ММ-ДД"),
        ({"share": "1"}, "share", "должно быть меньше 1"),
        ({"share": 0}, "share", "должно быть больше 0"),
        ({"share": "x"}, "share", "ожидается число"),
        ({"share": []}, "share", "ожидается число"),
        ({"share": "NaN"}, "share", "ожидается конечное число"),
        ({"count": 0}, "count", "должно быть не меньше 1"),
        ({"count": 4}, "count", "должно быть не больше 3"),
        ({"amount": "1.25"}, "amount", "недопустимое значение"),
        ({"strange": 1}, "strange", "неизвестное поле"),
        ([], WHOLE, "ожидается объект"),
    ],
)
def test_each_kind_of_error_names_its_field_in_russian(payload: Any, field: str, message: str) -> None:  # noqa: ANN401
    """An error says which field is wrong and what is expected there."""
    assert errors_of(payload) == (FieldError(field, message),)


def test_every_wrong_field_is_named_at_once() -> None:
    """Three mistakes are three errors."""
    assert [error.field for error in errors_of({"text": 1, "number": "x", "more": 1})] == ["text", "number", "more"]


def test_a_missing_field_is_named() -> None:
    """A field that must be there is named where it is not."""

    class Needs(BaseModel):
        text: str

    with pytest.raises(ValidationError) as caught:
        Needs.model_validate({})
    assert field_errors(caught.value) == (FieldError("text", "обязательное поле отсутствует"),)


def test_an_error_of_the_whole_says_its_own_words() -> None:
    """A rule over several fields is reported in its own words, under the name of the whole payload."""

    class Both(BaseModel):
        @model_validator(mode="after")
        def _never(self) -> "Both":
            raise ValueError("одно из двух")

    with pytest.raises(ValidationError) as caught:
        Both.model_validate({})
    assert field_errors(caught.value) == (FieldError(WHOLE, "одно из двух"),)
    assert field_errors(caught.value, within=("flows", 0)) == (FieldError("flows[0]", "одно из двух"),)


@pytest.mark.parametrize(
    ("location", "path"),
    [
        (("text",), "text"),
        (("flows", 0, "limits", 2, "unit"), "flows[0].limits[2].unit"),
        ((0, "x"), "[0].x"),
        ((), WHOLE),
        (("",), WHOLE),
    ],
)
def test_paths_are_written_as_people_read_them(location: tuple[str | int, ...], path: str) -> None:
    """Names are joined by dots, numbers stand in brackets."""
    assert field_path(location) == path


@given(st.dictionaries(st.text(alphabet=st.characters(exclude_categories=())), st.none(), min_size=1, max_size=3))
def test_names_of_unknown_fields_can_be_stored(payload: dict[str, None]) -> None:
    """Whatever names a stranger gives to fields, the errors can be written in UTF-8, without U+0000, and stay short."""
    for error in errors_of({f"?{key}": value for key, value in payload.items()}):
        assert re.fullmatch("[^\\x00\ud800-\udfff]{1,100}", error.field, re.DOTALL)


def test_a_flood_of_errors_is_cut() -> None:
    """Thousands of unknown fields make no more than a hundred errors."""
    assert len(errors_of({f"field-{number}": 1 for number in range(3000)})) == MOST_ERRORS
