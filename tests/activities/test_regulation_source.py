"""Regulations read from files."""

from pathlib import Path

import pytest

from activities.regulation_source import LibraryError, load_library, read_each, read_regulation
from domain.regulation import Regulation, RegulationError
from tests.domain.regulation.samples import EXAMPLE, changed


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_read(tmp_path: Path) -> None:
    """A sound file is a regulation, also with a byte order mark before it."""
    plain = read_regulation(_write(tmp_path, "a.toml", EXAMPLE))
    assert plain.id == "zarechny-2026"
    assert read_regulation(_write(tmp_path, "b.toml", "\ufeff" + EXAMPLE)) == plain


def test_a_file_in_another_encoding_is_refused_clearly(tmp_path: Path) -> None:
    """A file saved in an old Windows encoding is told apart from a wrong one."""
    path = tmp_path / "old.toml"
    path.write_bytes("# регламент".encode("cp1251"))
    with pytest.raises(RegulationError, match="не в кодировке UTF-8"):
        read_regulation(path)


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    """A missing file is an error of that file."""
    with pytest.raises(RegulationError, match=r"missing\.toml: файл: файл не открывается"):
        read_regulation(tmp_path / "missing.toml")


def test_a_directory_is_read_anew_each_time(tmp_path: Path) -> None:
    """Nothing is kept between two calls."""
    _write(tmp_path, "a.toml", EXAMPLE)
    assert load_library(tmp_path).ids == ("zarechny-2026",)
    _write(tmp_path, "a.toml", changed(('id = "zarechny-2026"', 'id = "other"')))
    assert load_library(tmp_path).ids == ("other",)


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    """Only visible files that end in .toml are regulations."""
    _write(tmp_path, "a.toml", EXAMPLE)
    _write(tmp_path, "._a.toml", "not a regulation")
    _write(tmp_path, "notes.txt", "not a regulation")
    assert load_library(tmp_path).ids == ("zarechny-2026",)


def test_every_wrong_file_is_named_at_once(tmp_path: Path) -> None:
    """One failure lists the errors of all files."""
    _write(tmp_path, "a.toml", EXAMPLE)
    _write(tmp_path, "b.toml", changed(("format = 1", "format = 2"), ('"in_force"', '"force"')))
    _write(tmp_path, "c.toml", "[")
    with pytest.raises(LibraryError) as caught:
        load_library(tmp_path)
    assert [Path(failure.source).name for failure in caught.value.failures] == ["b.toml", "c.toml"]
    assert [error.field for error in caught.value.errors] == ["b.toml: format", "b.toml: status", "c.toml: TOML"]
    assert str(caught.value).count("\n") == 2


@pytest.mark.parametrize("name", [".", "missing"])
def test_a_directory_without_regulations_is_refused(tmp_path: Path, name: str) -> None:
    """Work without any regulation does not begin."""
    with pytest.raises(LibraryError, match="нет регламентов"):
        load_library(tmp_path / name)


def test_the_same_version_in_two_files_is_an_error_of_the_second(tmp_path: Path) -> None:
    """Both files are named; the first stays usable."""
    paths = [_write(tmp_path, name, EXAMPLE) for name in ("a.toml", "b.toml")]
    first, second = read_each(paths)
    assert isinstance(first, Regulation)
    assert isinstance(second, RegulationError)
    assert "a.toml" in str(second)
    assert "b.toml" in str(second)
