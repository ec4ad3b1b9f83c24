"""Reads regulations from files. Nothing is kept: every call reads the disk anew."""

from collections.abc import Iterable
from pathlib import Path

from domain.os_words import reason
from domain.regulation import Library, Regulation, RegulationError, parse_regulation
from domain.validation import FieldError


class LibraryError(RegulationError):
    """A directory of regulations that cannot be used; ``failures`` holds every wrong file."""

    def __init__(self, directory: Path, failures: tuple[RegulationError, ...]) -> None:
        """Name every error of every file; without a file, say that there is none."""
        self.failures = failures
        errors = tuple(
            FieldError(f"{Path(failure.source).name}: {item.field}", item.message)
            for failure in failures
            for item in failure.errors
        )
        super().__init__(str(directory), errors or (FieldError("*.toml", "в каталоге нет регламентов"),))


def read_regulation(path: Path) -> Regulation:
    """Read one file; raises RegulationError with every error in it, also where it is no text in UTF-8."""
    try:
        # An editor may begin the file with a byte order mark.
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise _failure(path, f"файл не открывается: {reason(error)}") from error
    except UnicodeDecodeError as error:
        raise _failure(path, "файл сохранён не в кодировке UTF-8") from error
    return parse_regulation(text, str(path))


def read_each(paths: Iterable[Path]) -> tuple[Regulation | RegulationError, ...]:
    """Read files one by one; a file that repeats the version of an earlier one is wrong too."""
    results: list[Regulation | RegulationError] = []
    taken: dict[tuple[str, str], Path] = {}
    for path in paths:
        try:
            regulation = read_regulation(path)
        except RegulationError as error:
            results.append(error)
            continue
        earlier = taken.setdefault((regulation.id, regulation.version), path)
        if earlier is path:
            results.append(regulation)
        else:
            message = f"версия {regulation.version} регламента {regulation.id} уже задана в файле {earlier}"
            results.append(_failure(path, message, field="version"))
    return tuple(results)


def load_library(directory: Path) -> Library:
    """Read every ``*.toml`` of a directory; raises LibraryError that names all that is wrong at once."""
    # Names that begin with a dot are an editor's or a file system's own copies.
    paths = sorted(path for path in directory.glob("*.toml") if not path.name.startswith("."))
    results = read_each(paths)
    failures = tuple(item for item in results if isinstance(item, RegulationError))
    if failures or not paths:
        raise LibraryError(directory, failures)
    return Library.of(item for item in results if isinstance(item, Regulation))


def _failure(path: Path, message: str, field: str = "файл") -> RegulationError:
    return RegulationError(str(path), (FieldError(field, message),))
