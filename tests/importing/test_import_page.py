"""docs/import.md: what it shows a clerk is true."""

import re
from pathlib import Path

from domain.importing import Meaning, Result, parse_mapping
from domain.terms import Network

PAGE = (Path(__file__).parents[2] / "docs" / "import.md").read_text(encoding="utf-8")


def test_mapping_of_the_page_loads() -> None:
    """The example that explains every key can be used as it stands, and uses every table."""
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE, flags=re.DOTALL)

    mapping = parse_mapping(example, "docs/import.md")

    assert mapping.model_fields_set == set(type(mapping).model_fields)


def test_page_names_every_field_and_network() -> None:
    """Whoever writes a mapping finds every name that it may hold."""
    explained = set(re.findall(r"`([a-z_]+)`", PAGE))

    assert set(Meaning) <= explained
    assert set(Network) <= explained
    assert set(Result) <= explained
