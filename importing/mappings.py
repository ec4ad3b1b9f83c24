"""The mappings that are shipped, by name, and those of a user's own, by path."""

from collections.abc import Mapping
from pathlib import Path

from domain.importing import ColumnMapping, MappingError, parse_mapping
from domain.os_words import reason
from domain.validation import FieldError

FOLDER = Path(__file__).resolve().parent.parent / "imports"
USUAL = "usual"

_SUFFIX = ".toml"


def read_mapping(path: Path) -> ColumnMapping:
    """Read a file; raises MappingError that names every wrong key."""
    try:
        # An editor may begin the file with a byte order mark.
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise _failure(path.name, f"файл не открывается: {reason(error)}") from error
    except UnicodeDecodeError as error:
        raise _failure(path.name, "файл сохранён не в кодировке UTF-8") from error
    return parse_mapping(text, path.name)


def read_folder(folder: Path = FOLDER) -> Mapping[str, ColumnMapping]:
    """Read every mapping of a folder, by name; raises MappingError for the first that cannot be used."""
    paths = sorted(path for path in folder.glob(f"*{_SUFFIX}") if not path.name.startswith("."))
    return {path.stem: read_mapping(path) for path in paths}


def find_mapping(name: str) -> ColumnMapping:
    """The shipped mapping of that name, or the file where the name is a path; raises MappingError."""
    if name.endswith(_SUFFIX):
        return read_mapping(Path(name))
    shipped = read_folder()
    if name not in shipped:
        raise _failure(name, f"такого соответствия нет; есть: {', '.join(shipped)}; или укажите путь к файлу .toml")
    return shipped[name]


def _failure(source: str, message: str) -> MappingError:
    return MappingError(source, (FieldError("mapping", message),))
