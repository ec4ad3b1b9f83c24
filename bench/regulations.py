"""The regulations that benchmarks run under: the shipped ones in a town that works day and night.

So a figure does not depend on the hour at which it is measured.
"""

import re
from pathlib import Path

from activities.regulation_source import load_library
from domain.regulation import Library
from settings import Settings

MEASURED = "providensky-2020"
"""The regulation of the measured life: one stage of approval, placed by the executor."""

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEK = "[calendar.week]\n" + "".join(f'{day} = ["00:00-24:00"]\n' for day in _DAYS)


def write_regulations(folder: Path) -> Library:
    """Write the shipped regulations into a new folder, each with a week that never closes and no holidays."""
    folder.mkdir()
    for path in sorted(Settings.model_fields["regulations_dir"].default.glob("*.toml")):
        text = path.read_text(encoding="utf-8").replace("[calendar]\n", '[calendar]\ncountry = "none"\n', 1)
        text = re.sub(r"\[calendar\.week\]\n(?:\w{3} = .*\n)+", _WEEK, text)
        (folder / path.name).write_text(text, encoding="utf-8")
    return load_library(folder)
