"""Text that people send: what can be stored everywhere, and how long it may be.

PostgreSQL's text type refuses U+0000 and UTF-8 has no lone surrogates, so both are refused at the door; everything
else (emoji, marks of right-to-left writing, HTML) is kept as it was written.

What is taken in today is read more strictly than what was taken in before and is kept in histories and databases: a
case must stay readable whatever it holds. ``AT_THE_DOOR`` makes the difference.
"""

import re
import string
import unicodedata
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, StringConstraints, ValidationInfo

AT_THE_DOOR: Mapping[str, bool] = {"at_the_door": True}
"""The context of a validation of what comes in just now."""

MAX_TEXT = 50_000
"""Characters in a text (contract, section 2)."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\]+")
_NO_LABEL = re.compile(f"[{re.escape(string.punctuation.translate({ord(sign): None for sign in '-_%'}))}]")


def _storable(value: object) -> object:
    if isinstance(value, str):
        found = _UNSTORABLE.search(value)
        if found is not None:
            raise ValueError(
                "символ U+0000 недопустим" if found[0] == "\x00" else "одиночный суррогатный символ недопустим"
            )
    return value


def at_the_door(info: ValidationInfo) -> bool:
    """Whether a validator sees something that comes in just now."""
    return info.context is AT_THE_DOOR


def _not_blank(value: str, info: ValidationInfo) -> str:
    if not value.strip() or (at_the_door(info) and not _shows_something(value)):
        raise ValueError("текст не должен быть пустым")
    return value


def _shows_something(text: str) -> bool:
    """Whether a text has more than spaces and marks of no width."""
    return any(unicodedata.category(letter) not in _INVISIBLE for letter in text)


def _like_an_address(value: object) -> object:
    # The pattern is in the description too, but as an error it says nothing to whoever forgot https://.
    if isinstance(value, str) and not _ADDRESS.fullmatch(value):
        raise ValueError("ожидается один адрес целиком, например https://vk.com/wall-1_2, без пробелов и кавычек")
    return value


def _of_the_web(value: str, info: ValidationInfo) -> str:
    if at_the_door(info) and not _names_a_host(value):
        raise ValueError("ожидается адрес страницы, например https://vk.com/wall-1_2")
    return value


def _names_a_host(url: str) -> bool:
    """Whether an address has a host that may exist: labels between dots, or an IP address; and a port, if any."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        # Unbalanced brackets, or a port that is none.
        return False
    return ":" in host or all(label and not _NO_LABEL.search(label) for label in host.removesuffix(".").split("."))


def storable_excerpt(text: str, length: int) -> str:
    """The beginning of a text that was not checked, fit to be stored: what cannot be is shown as U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text[:length])


def shortened(text: str, length: int) -> str:
    """The beginning of a text, with a sign where something was left out."""
    return text if len(text) <= length else text[:length] + "…"


Storable = BeforeValidator(_storable)
NotBlank = AfterValidator(_not_blank)

Text = Annotated[str, StringConstraints(strict=True, max_length=MAX_TEXT), NotBlank, Storable]
"""A text that must say something."""

Line = Annotated[str, StringConstraints(strict=True, max_length=500), NotBlank, Storable]
"""A short text: a title, a name, a theme."""

Identifier = Annotated[str, StringConstraints(strict=True, max_length=200), NotBlank, Storable]
"""A name given by another system."""

Url = Annotated[
    str,
    StringConstraints(strict=True, max_length=2000, pattern=f"^{_ADDRESS.pattern}$"),
    AfterValidator(_of_the_web),
    BeforeValidator(_like_an_address),
    Storable,
]
"""An address on the web; only http and https, so that it may be shown as a link."""

CommandId = Annotated[str, StringConstraints(strict=True, max_length=64), NotBlank, Storable]
"""A client's own name of one act; the same name twice is one effect."""
