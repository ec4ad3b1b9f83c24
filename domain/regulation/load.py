"""Reads a regulation's TOML text; what is wrong is said with the file, the key's path and what is allowed."""

import tomllib
from typing import Any

from pydantic import ValidationError

from domain.errors import OtklikError
from domain.regulation.checks import problems
from domain.regulation.model import Regulation
from domain.validation import FieldError, field_errors


class RegulationError(OtklikError):
    """A regulation's file that cannot be used."""

    def __init__(self, source: str, errors: tuple[FieldError, ...]) -> None:
        """Keep the file's name and every error found in it."""
        self.source = source
        self.errors = errors
        super().__init__("\n".join(f"{source}: {item.field}: {item.message}" for item in errors))


def parse_regulation(text: str, source: str) -> Regulation:
    """Read one regulation; ``source`` is the file's name for messages. Raises RegulationError with every error."""
    try:
        regulation = Regulation.model_validate(_tables(text, source))
    except ValidationError as error:
        raise RegulationError(source, field_errors(error)) from error
    found = problems(regulation)
    if found:
        raise RegulationError(source, found)
    return regulation


def _tables(text: str, source: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    # tomllib lets out two errors of Python itself: of numbers with thousands of digits, and of very deep nesting.
    except (ValueError, RecursionError) as error:
        raise RegulationError(source, (FieldError("TOML", f"файл не читается: {error}"),)) from error
