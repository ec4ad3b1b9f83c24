"""Writes TOML with comments: a file that people read and change by hand.

The library of the field that keeps comments is no dependency of this project, and nothing here reads or changes a file
that exists: tables are written once, from plain values.
"""

import json
import textwrap
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

Value = str | bool | int | Decimal | date | Sequence["Value"] | Mapping[str, "Value"]
_WIDTH = 118


class Page:
    """The lines of one file."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._lines: list[str] = []

    def comment(self, text: str) -> None:
        """Add a remark for people, broken into lines."""
        self._lines += textwrap.wrap(
            text, _WIDTH, initial_indent="# ", subsequent_indent="# ", break_long_words=False, break_on_hyphens=False
        )

    def remark(self, line: str) -> None:
        """Add one line of a remark as it stands."""
        self._lines.append(f"# {line}".rstrip())

    def space(self) -> None:
        """Add an empty line, where none is there yet."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def keys(self, values: Mapping[str, Value | None]) -> None:
        """Add keys with their values; those that are None are left out."""
        self._lines += [f"{key} = {value_text(value)}" for key, value in values.items() if value is not None]

    def table(self, header: str, values: Mapping[str, Value | None], remark: str = "") -> None:
        """Add a table with its keys, after an empty line and a remark."""
        self.space()
        if remark:
            self.comment(remark)
        self._lines.append(header)
        self.keys(values)

    def text(self) -> str:
        """The file."""
        return "\n".join(self._lines) + "\n"


def value_text(value: Value) -> str:
    """Write a value on one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        # JSON escapes what TOML does, except the one control character that JSON allows to stand as it is.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, int | date):
        return str(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {value_text(item)}" for key, item in value.items()) + " }"
    return f"[{', '.join(map(value_text, value))}]"
