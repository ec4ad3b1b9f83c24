"""Text that people send: what can be stored everywhere, and how long it may be.

PostgreSQL's text type refuses U+0000 and UTF-8 has no lone surrogates, so both are refused at the door; everything
else (emoji, marks of right-to-left writing, HTML) is kept as it was written.
"""

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints

MAX_TEXT = 50_000
"""Characters in a text (contract, section 2)."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def _storable(value: object) -> object:
    if isinstance(value, str):
        found = _UNSTORABLE.search(value)
        if found is not None:
            raise ValueError(
                "символ U+0000 недопустим" if found[0] == "\x00" else "одиночный суррогатный символ недопустим"
            )
    return value


def _not_blank(value: str) -> str:
    if not value.strip():
        raise ValueError("текст не должен быть пустым")
    return value


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

URL_PATTERN = r"^https?://[^\s<>\"'`\\]+$"

Url = Annotated[
    str,
    StringConstraints(strict=True, max_length=2000, pattern=URL_PATTERN),
    Storable,
]
"""An address on the web; only http and https, so that it may be shown as a link."""

CommandId = Annotated[str, StringConstraints(strict=True, max_length=64), NotBlank, Storable]
"""A client's own name of one act; the same name twice is one effect."""
