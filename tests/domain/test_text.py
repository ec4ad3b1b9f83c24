"""What a text may hold."""

from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from domain.text import AT_THE_DOOR, MAX_TEXT, CommandId, Identifier, Line, Text, Url, storable_excerpt

TEXT = TypeAdapter[str](Text)
URL = TypeAdapter[str](Url)


@pytest.mark.parametrize(
    "text",
    [
        "Яма на дороге",
        "😀👍🏽",
        "\u202eмолоко\u202c",
        "مرحبا",
        "<script>alert(1)</script>",
        " с пробелами \n",
        "x" * MAX_TEXT,
    ],
)
def test_text_is_kept_as_it_was_written(text: str) -> None:
    """Emoji, right-to-left marks, markup and outer spaces are kept, up to the longest text."""
    assert TEXT.validate_python(text) == text


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("", "value_error"),
        (" \n\t ", "value_error"),
        ("a\x00b", "value_error"),
        ("\ud83d", "value_error"),
        ("x" * (MAX_TEXT + 1), "string_too_long"),
        (5, "string_type"),
        (b"text", "string_type"),
        (float("nan"), "string_type"),
        (None, "string_type"),
    ],
)
def test_text_that_cannot_be_stored_or_says_nothing_is_refused(value: object, kind: str) -> None:
    """Nothing, blanks, U+0000, lone surrogates, too many characters and what is no text are refused."""
    with pytest.raises(ValidationError) as caught:
        TEXT.validate_python(value)
    assert [error["type"] for error in caught.value.errors()] == [kind]


@pytest.mark.parametrize(("kind", "most"), [(Line, 500), (Identifier, 200), (CommandId, 64)])
def test_short_texts_have_their_own_length(kind: Any, most: int) -> None:  # noqa: ANN401 -- an annotated type
    """A line, an identifier and a command's id end at their own lengths."""
    adapter = TypeAdapter[str](Annotated[kind, "kept"])
    assert adapter.validate_python("x" * most) == "x" * most
    with pytest.raises(ValidationError):
        adapter.validate_python("x" * (most + 1))


@pytest.mark.parametrize("url", ["https://vk.com/wall-1_2", "http://пример.рф/путь?q=1#а", "https://x"])
def test_web_addresses_are_accepted(url: str) -> None:
    """Addresses of the web are accepted, in any alphabet."""
    assert URL.validate_python(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "ftp://example.org",
        "https://",
        "https://a b",
        'https://a"onmouseover=',
        "https://a\nb",
        "https://a\n",
        "vk.com/wall",
        "https://a<b>",
        "https://\ud800",
        "https://" + "x" * 2000,
    ],
)
def test_what_is_no_safe_address_is_refused(url: str) -> None:
    """Only http and https without spaces, quotes and angle brackets may be shown as a link."""
    with pytest.raises(ValidationError):
        URL.validate_python(url)


@given(st.text(alphabet=st.characters(exclude_categories=())), st.integers(0, 20))
def test_an_excerpt_can_be_stored(text: str, length: int) -> None:
    """Whatever a stranger wrote, its excerpt has no U+0000, can be written in UTF-8 and is short enough."""
    excerpt = storable_excerpt(text, length)
    assert "\x00" not in excerpt
    assert excerpt.encode().decode() == excerpt
    assert len(excerpt) == min(len(text), length)


@pytest.mark.parametrize("text", ["\u200b", "\u2060\u200d", "\ufeff \n", "\u202e\u202c", "\u00ad"])
def test_marks_of_no_width_say_nothing(text: str) -> None:
    """A text that nobody can see is refused when it comes in; one that was taken in before stays readable."""
    with pytest.raises(ValidationError, match="текст не должен быть пустым"):
        TEXT.validate_python(text, context=AT_THE_DOOR)
    assert TEXT.validate_python(text) == text


@pytest.mark.parametrize("text", ["👍🏽", "\u200bда", "\ue000", "…", "\u202eда\u202c"])
def test_signs_say_something(text: str) -> None:
    """An emoji, a sign of a network's own and words among marks of no width are texts."""
    assert TEXT.validate_python(text, context=AT_THE_DOOR) == text


@pytest.mark.parametrize(
    "url",
    [
        "https://vk.com/wall-1_2",
        "http://пример.рф/путь?q=1#а",
        "https://x",
        "https://my_blog.example.org./a",
        "http://127.0.0.1:8080/a",
        "http://[2001:db8::1]/a",
        "https://user@example.org/a",
        "https://xn--e1afmkfd.xn--p1ai/",
    ],
)
def test_hosts_that_may_exist_are_accepted(url: str) -> None:
    """A name in any alphabet, an address of either kind, a port."""
    assert URL.validate_python(url, context=AT_THE_DOOR) == url


@pytest.mark.parametrize(
    "url",
    [
        "http://..//",
        "http://a..b/",
        "http://[::1",
        "http:///wall-1_2",
        "https://x:99999/",
        "https://x:port/",
        "https://vk,com/wall",
        "https://exa$mple/",
        "https://?q=1",
    ],
)
def test_hosts_that_cannot_exist_are_refused(url: str) -> None:
    """An address without a host, or with a malformed one, proves nothing; one that was taken in stays readable."""
    with pytest.raises(ValidationError, match="ожидается адрес страницы"):
        URL.validate_python(url, context=AT_THE_DOOR)
    assert URL.validate_python(url) == url
