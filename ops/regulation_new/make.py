"""From answers to a file on the disk."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import typer
from pydantic import TypeAdapter, ValidationError

from domain.os_words import reason
from domain.regulation import Regulation, parse_regulation
from domain.regulation.parts import Slug
from ops.errors import OpsError
from ops.regulation_new.ask import ask
from ops.regulation_new.first_file import first_file
from ops.regulation_new.given import read_answers
from ops.regulation_new.questions import questions
from ops.regulation_new.save import refuse_existing, save

_SLUG: TypeAdapter[str] = TypeAdapter(Slug)


@dataclass(frozen=True)
class Made:
    """A regulation that was written, and the names of the questions whose usual answer was taken."""

    regulation: Regulation
    usual: tuple[str, ...]


def make(path: Path, given: Path | None, prompt: Callable[[], str], say: Callable[[str], None], *, force: bool) -> Made:
    """Make the first file of a regulation from a file of answers, or by asking.

    Nothing is written before the last answer, and then all of it at once.

    Raises:
        OpsError: the file exists or cannot be written, the answers cannot be read, or the asking was broken off.
        domain.regulation.RegulationError: the answers make no regulation.

    """
    refuse_existing(path, force=force)
    asked = questions(_usual_id(path))
    if given is None:
        try:
            answers = ask(asked, prompt, say)
        except (typer.Abort, EOFError, KeyboardInterrupt) as error:
            raise OpsError("прервано; файл не записан") from error
    else:
        answers = read_answers(_text(given), str(given), asked)
    text = first_file(answers)
    regulation = parse_regulation(text, str(path))
    save(path, text, force=force)
    return Made(regulation, tuple(name for name, answer in answers.given.items() if answer.usual))


def _usual_id(path: Path) -> str | None:
    try:
        return _SLUG.validate_python(path.stem)
    except ValidationError:
        return None


def _text(path: Path) -> str:
    try:
        # An editor may begin the file with a byte order mark.
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise OpsError(f"файл ответов {path} не открывается: {reason(error)}") from error
    except UnicodeDecodeError as error:
        raise OpsError(f"файл ответов {path} сохранён не в кодировке UTF-8") from error
