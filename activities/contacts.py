"""How people are reached: a file of the installation's own that maps a person to the id of a channel.

Such an id is personal data: it is neither in a roster nor in a journal, and the API tells it to administrators only.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from domain.errors import OtklikError
from domain.os_words import reason
from domain.text import Identifier
from domain.validation import field_errors

_CONTACTS = TypeAdapter(dict[Identifier, Identifier])


class ContactsError(OtklikError):
    """A file of contacts that cannot be used."""

    def __init__(self, file: Path, reason: str) -> None:
        """Name the file and what is wrong, never what is in it."""
        super().__init__(f"контакты {file.name}: {reason}")


def read_contacts(file: Path | None) -> Mapping[str, str]:
    """Read the file: person -> id of a channel; nobody can be reached where there is none. Raises ContactsError."""
    if file is None:
        return {}
    try:
        # An editor may begin the file with a byte order mark.
        return _CONTACTS.validate_python(tomllib.loads(file.read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise ContactsError(file, f"файл не открывается: {reason(error)}") from error
    except ValidationError as error:
        wrong = "; ".join(f"{item.field}: {item.message}" for item in field_errors(error))
        raise ContactsError(file, wrong) from error
    # Of the text (not UTF-8) and of TOML; and very deep nesting, which tomllib lets out as Python's own error.
    except (ValueError, RecursionError) as error:
        raise ContactsError(
            file, 'файл не читается: нужен TOML в кодировке UTF-8, строка — "лицо" = "канал"'
        ) from error
