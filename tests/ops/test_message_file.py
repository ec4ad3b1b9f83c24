"""A file of messages for the demonstration and the lab."""

from pathlib import Path

import pytest

from ops.errors import SamplesError
from ops.message_file import Message, read_messages


def written(folder: Path, text: str) -> Path:
    """A file with this text."""
    path = folder / "messages.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_all_known_columns_are_read(tmp_path: Path) -> None:
    """What else a file tells of a message is kept, other columns are passed over, cells are trimmed."""
    path = written(
        tmp_path,
        "id,text,theme,executor,importance,detected_at,regulation\n"
        "1, Яма , Дороги ,Комитет дорог,высокая,02.03.2026 09:40,luga-2020\n",
    )
    assert read_messages(path) == [
        Message(" Яма ", "Дороги", "luga-2020", "Комитет дорог", "высокая", "02.03.2026 09:40")
    ]


def test_texts_are_cut_to_what_a_message_may_hold(tmp_path: Path) -> None:
    """A file may be longer than the contract allows."""
    (message,) = read_messages(written(tmp_path, f"text,theme\n{'я' * 60_000},{'т' * 600}\n"))
    assert (len(message.text), len(message.theme or "")) == (50_000, 500)


@pytest.mark.parametrize("text", ["text,theme\n", "theme\nДороги\n", ""])
def test_a_file_without_messages_is_refused(tmp_path: Path, text: str) -> None:
    """Nothing can be played with nothing."""
    with pytest.raises(SamplesError, match=r"нет сообщений; ожидаются столбцы text и theme"):
        read_messages(written(tmp_path, text))


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """Another encoding, or no file at all."""
    path = tmp_path / "messages.csv"
    with pytest.raises(SamplesError, match="не читается"):
        read_messages(path)
    path.write_bytes("text\nЯма\n".encode("cp1251"))
    with pytest.raises(SamplesError, match="не читается"):
        read_messages(path)
