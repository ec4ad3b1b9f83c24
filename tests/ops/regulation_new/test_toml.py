"""TOML that is written is TOML that is read."""

import tomllib
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ops.regulation_new.toml import Page, value_text

plain = st.recursive(
    st.one_of(
        st.booleans(),
        st.integers(-(2**53), 2**53),
        st.dates(),
        st.text(),
        st.decimals(-1000, 1000, places=3),
    ),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), inner)),
    max_leaves=8,
)


@given(plain)
def test_every_value_is_read_as_it_was_written(value: Any) -> None:  # noqa: ANN401 -- whatever a value may be
    """Quotes, backslashes, control characters and numbers come back as they were."""
    read = tomllib.loads(f"key = {value_text(value)}", parse_float=Decimal)["key"]
    assert read == value


def test_a_page_is_tables_with_remarks() -> None:
    """A table stands after an empty line and its remark; what is None has no line."""
    page = Page()
    page.comment("Слово " * 30)
    page.remark("")
    page.keys({"a": 1})
    page.table("[b]", {"c": date(2026, 4, 6), "d": None, "e": ["x"]}, "О таблице.")
    page.space()
    page.space()
    text = page.text()
    assert text.endswith('#\na = 1\n\n# О таблице.\n[b]\nc = 2026-04-06\ne = ["x"]\n\n')
    assert all(len(line) <= 120 for line in text.splitlines())
    assert tomllib.loads(text) == {"a": 1, "b": {"c": date(2026, 4, 6), "e": ["x"]}}
