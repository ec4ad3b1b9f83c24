"""Why the system refuses a file."""

import errno
from pathlib import Path

import pytest

from domain.os_words import reason


def test_a_missing_file_is_told_in_russian(tmp_path: Path) -> None:
    """The reason stands amid a Russian sentence, whatever language the machine speaks."""
    with pytest.raises(OSError) as caught:  # noqa: PT011 -- its reason is what is looked at
        (tmp_path / "нет").read_bytes()
    assert reason(caught.value) == "такого файла или папки нет"

    with pytest.raises(OSError) as caught:  # noqa: PT011 -- as above
        tmp_path.read_bytes()
    assert reason(caught.value) == "это папка, а не файл"


def test_what_is_not_known_keeps_the_words_of_the_system() -> None:
    """Nothing is swallowed: a rare error says what the system says, one without a number what it was raised with."""
    assert reason(OSError(errno.EXDEV, "Invalid cross-device link")) == "Invalid cross-device link"
    assert reason(OSError("оборвано")) == "оборвано"
