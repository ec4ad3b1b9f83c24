"""The regulations of whole lives: the shipped ones with more bodies, and two towns whose files differ on purpose."""

import re
from collections.abc import Callable
from pathlib import Path

from activities.regulation_source import load_library
from domain.regulation import Library
from tests.domain.lifecycle.builders import SIXTH as SIXTH_FOLDER
from tests.regulations_for_tests import never_at_rest, write_regulations

OWN, OTHER, THIRD, FOURTH = BODIES = ("authority-1", "authority-2", "authority-3", "authority-4")
"""The bodies that each regulation names."""

PRO = "providensky-2020"
VOL = "volchikha-2020"
LUZ = "luga-2020"
GUL = "gulkevichi-draft"
STA = "stavropol-2023"

RESTING = "gulkevichi-resting"
"""Gulkevichi's regulation in a town that rests on Saturdays and Sundays."""

RENEWED = "providensky-renewed"
"""Providensky's regulation in a town whose file is changed while a message is under way."""

SIXTH = "zarechny"
"""The invented regulation of ``docs/examples`` in its first version, with the bodies of the other towns."""

_BODIES_OF_SIXTH = {"housing": OWN, "roads": OTHER, "networks": THIRD}
_SHIPPED_BODIES = 2


def write_towns(folder: Path) -> Library:
    """Write every regulation into ``folder``, where each day is worked but for those of the town that rests."""
    write_regulations(folder)
    for path in folder.glob("*.toml"):
        path.write_text(_with_bodies(path.read_text(encoding="utf-8")), encoding="utf-8")
    _copy(folder, GUL, RESTING, lambda text: re.sub(r"^(sat|sun) = .*\n", "", text, flags=re.MULTILINE))
    _copy(folder, PRO, RENEWED, lambda text: text)
    _write_sixth(folder)
    return load_library(folder)


def file_of(folder: Path, regulation: str) -> Path:
    """The file of a town's regulation."""
    return folder / f"{regulation}.toml"


def _with_bodies(text: str) -> str:
    more = BODIES[_SHIPPED_BODIES:]
    return text + "".join(f'\n[[authorities]]\nid = "{body}"\ntitle = "Орган {body[-1]}"\n' for body in more)


def _write_sixth(folder: Path) -> None:
    text = never_at_rest((SIXTH_FOLDER / "2025.toml").read_text(encoding="utf-8"))
    for named, body in _BODIES_OF_SIXTH.items():
        text = text.replace(f'id = "{named}"', f'id = "{body}"', 1)
    file_of(folder, SIXTH).write_text(text, encoding="utf-8")


def _copy(folder: Path, regulation: str, name: str, change: Callable[[str], str]) -> None:
    text = file_of(folder, regulation).read_text(encoding="utf-8").replace(f'id = "{regulation}"', f'id = "{name}"', 1)
    file_of(folder, name).write_text(change(text), encoding="utf-8")
