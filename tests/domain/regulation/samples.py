"""The complete example of ``docs/regulation-format.md``, whole or with something in it replaced."""

import re
from pathlib import Path

from domain.regulation import Regulation, parse_regulation

ROOT = Path(__file__).parents[3]
FORMAT_PAGE = ROOT / "docs" / "regulation-format.md"

_EXAMPLE = re.search(r"```toml\n(.*?)```", FORMAT_PAGE.read_text(encoding="utf-8"), re.DOTALL)
assert _EXAMPLE is not None
EXAMPLE = _EXAMPLE[1]


def changed(*replacements: tuple[str, str]) -> str:
    """The example with the first occurrence of each text replaced; a text that is not there is a mistake."""
    text = EXAMPLE
    for old, new in replacements:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def sample(*replacements: tuple[str, str]) -> Regulation:
    """The example, changed and read."""
    return parse_regulation(changed(*replacements), "sample.toml")
