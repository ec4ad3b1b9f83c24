"""The file of contacts: who is reached by which channel."""

from pathlib import Path

import pytest

from activities.contacts import ContactsError, read_contacts


def test_nobody_is_reached_without_a_file() -> None:
    """An installation that names no file has no contacts."""
    assert read_contacts(None) == {}


def test_file_maps_persons_to_channels(tmp_path: Path) -> None:
    """Each line is a person and the id of a channel; an editor's mark at the beginning is no part of it."""
    file = tmp_path / "contacts.toml"
    file.write_bytes('\ufeff"executor-1" = "telegram:100200"\ncoordinator-1 = "vk:194205"\n'.encode())

    assert read_contacts(file) == {"executor-1": "telegram:100200", "coordinator-1": "vk:194205"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'"executor-1" = 5', "executor-1: "),
        (b'"executor-1" = ""', "executor-1: "),
        (b'"executor-1"', "TOML"),
        ('executor-1 = "канал"'.encode("cp1251"), "UTF-8"),
        (b"a = " + b"[" * 5000, "TOML"),
        (None, "не открывается"),
    ],
    ids=["number", "blank", "syntax", "encoding", "depth", "absent"],
)
def test_wrong_file_is_named(tmp_path: Path, content: bytes | None, message: str) -> None:
    """What cannot be used is said with the file's name, without a channel's id."""
    file = tmp_path / "contacts.toml"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(ContactsError, match=rf"contacts\.toml: .*{message}"):
        read_contacts(file)
