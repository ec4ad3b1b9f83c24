"""Puts a new file on the disk whole or not at all."""

import os
import tempfile
from pathlib import Path

from domain.os_words import reason
from ops.errors import OpsError


def refuse_existing(path: Path, *, force: bool) -> None:
    """Raise OpsError where a file would be overwritten that nobody said may be."""
    if path.exists() and not force:
        raise OpsError(f"файл {path} уже есть; назовите другой или добавьте --force")


def save(path: Path, text: str, *, force: bool) -> None:
    """Write a file; raises OpsError where it cannot be written, or exists meanwhile.

    The text is written beside it under a name that no folder of regulations reads, and then gets its own name at once.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        fresh = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            fresh.chmod(_READABLE)
            _name(fresh, path, force=force)
        finally:
            fresh.unlink(missing_ok=True)
    except FileExistsError:
        refuse_existing(path, force=False)
    except OSError as error:
        raise OpsError(f"файл {path} не записывается: {reason(error)}") from error


def _name(fresh: Path, path: Path, *, force: bool) -> None:
    if force:
        fresh.replace(path)
    else:
        # A link, unlike a rename, is refused where the name is taken meanwhile.
        path.hardlink_to(fresh)


_READABLE = 0o644
