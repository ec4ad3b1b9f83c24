"""A regulation that somebody names on the command line: a file, or one of those that are loaded."""

from datetime import date
from pathlib import Path

from activities.regulation_source import load_library, read_regulation
from domain.regulation import Regulation
from settings import Settings

_SUFFIX = ".toml"


def find_regulation(settings: Settings, name: str, today: date) -> Regulation:
    """Read a file, or take ``id`` or ``id@version`` of the installation; of an id alone, the version of today.

    Raises:
        domain.regulation.RegulationError: the file, or one of those that are loaded, cannot be used.
        domain.regulation.UnknownRegulationError: nothing of that name is loaded.

    """
    path = Path(name)
    if path.suffix == _SUFFIX or path.is_file():
        return read_regulation(path)
    library = load_library(settings.regulations_dir)
    regulation_id, at, version = name.partition("@")
    return library.version(regulation_id, version) if at else library.on(regulation_id, today)
