"""The regulations that the demonstration plays: a copy of the loaded ones, with bodies enough for joint work."""

from pathlib import Path

from activities.regulation_source import load_library
from domain.regulation import Library, RegulationError, parse_regulation
from ops.demo_turns import BODIES


def copy_regulations(source: Path, folder: Path) -> Library:
    """Copy every file into ``folder``; raises RegulationError where one of the originals is wrong.

    A file that names fewer bodies gets some of the demonstration's own, as its municipality would write them in.
    """
    load_library(source)
    for path in source.glob("*.toml"):
        if not path.name.startswith("."):
            (folder / path.name).write_text(_with_bodies(path.read_text(encoding="utf-8-sig")), encoding="utf-8")
    return load_library(folder)


def _with_bodies(text: str) -> str:
    """The same with bodies added at the end, where the file's own list is one that can be continued there."""
    present = len(parse_regulation(text, "").authorities)
    more = "".join(
        f'\n[[authorities]]\nid = "demo-body-{number}"\ntitle = "Орган {number}"\n'
        for number in range(present + 1, BODIES + 1)
    )
    try:
        parse_regulation(text + more, "")
    except RegulationError:
        return text
    return text + more
