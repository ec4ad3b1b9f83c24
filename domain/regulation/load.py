"""Reads a regulation's TOML text; what is wrong is said with the file, the key's path and what is allowed."""

import tomllib

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
        regulation = Regulation.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise RegulationError(source, (FieldError("TOML", f"файл не читается: {error}"),)) from error
    except ValidationError as error:
        raise RegulationError(source, field_errors(error)) from error
    found = problems(regulation)
    if found:
        raise RegulationError(source, found)
    return regulation
