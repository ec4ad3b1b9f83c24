"""The log of the worker and the API: one line an event, as text or as JSON, on the standard error stream.

Nothing that people wrote and no name or token of theirs gets into it. A line is one line, with the program's own words
and fields of a fixed list; an error is its kind and the places it passed, because the messages of most errors quote the
value that they are about.
"""

import json
import logging
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

from pydantic import ValidationError
from sqlalchemy.exc import OperationalError
from temporalio import activity, workflow

from domain.errors import OtklikError
from settings import LogFormat, Settings, wrong_settings

FIELDS = (
    "workflow_id",
    "run_id",
    "activity_type",
    "attempt",
    "command",
    "reason",
    "action",
    "limit",
    "clause",
    "error",
)
"""What a line may say besides its message; another extra of a logging call is not written."""

REQUEST_FIELDS = ("method", "path", "status", "milliseconds")
"""What the line of a request says in its message; JSON has it as fields too."""

_OURS = ("activities", "api", "db", "importing", "ops", "otklik")
_ABOUT_ITSELF = (OSError, OperationalError)
"""Errors in which the system or a database says how it is; like our own they quote nobody's value."""

_PROCESS = logging.getLogger("otklik.process")

_about: ContextVar[str | None] = ContextVar("about", default=None)


@contextmanager
def about(workflow_id: str | None) -> Iterator[None]:
    """The lines of this block are about the case of a workflow; None: about no known case yet."""
    token = _about.set(workflow_id)
    try:
        yield
    finally:
        _about.reset(token)


def now_about(workflow_id: str) -> None:
    """The case has become known: the further lines of the surrounding ``about`` are about it."""
    _about.set(workflow_id)


class JsonFormatter(logging.Formatter):
    """One JSON object a line, for a collector of logs."""

    def format(self, record: logging.LogRecord) -> str:
        """Write time (UTC), level, logger, message, the fields there are, and the error where there is one."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record),
        }
        line |= _fields(record, (*FIELDS, *REQUEST_FIELDS))
        if record.exc_info and record.exc_info[1]:
            line["exception"] = describe(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


class TextFormatter(logging.Formatter):
    """A line for people; an error's places follow below it."""

    def format(self, record: logging.LogRecord) -> str:
        """Write time, level, logger, message, the fields there are, and the error where there is one."""
        fields = "".join(f" {name}={_plain(value)}" for name, value in _fields(record, FIELDS).items())
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {_message(record)}{fields}"
        return f"{line}\n{describe(record.exc_info[1])}" if record.exc_info and record.exc_info[1] else line


@contextmanager
def process() -> Iterator[Settings]:
    """The whole life of a process: its settings are read, its log is there, and what ends it is a line of that log.

    Raises:
        SystemExit: with 1, after that line. Python's own account of an error is of many lines and quotes values.

    """
    try:
        settings = Settings()
    except ValidationError as error:
        sys.exit(wrong_settings(error))
    configure_logging(settings)
    try:
        yield settings
    except OtklikError as error:
        _PROCESS.error("%s", "; ".join(str(error).splitlines()))
        sys.exit(1)
    except Exception:  # noqa: BLE001 -- whatever it is ends the process, and must be one line of its log
        _PROCESS.exception("the process ends")
        sys.exit(1)


def configure_logging(settings: Settings) -> None:
    """Send everything of this process to the standard error stream, in place of earlier arrangements.

    The details of ``debug`` are our own only: those of libraries quote what they carry.
    """
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter() if settings.log_format is LogFormat.JSON else TextFormatter())
    logging.basicConfig(level=max(level, logging.INFO), handlers=[handler], force=True)
    for name in _OURS:
        logging.getLogger(name).setLevel(level)
    # Warnings of libraries belong to the same log.
    logging.captureWarnings(capture=True)
    # The SDK would repeat its fields at the end of each message.
    workflow.logger.workflow_info_on_message = False
    activity.logger.activity_info_on_message = False


def describe(error: BaseException) -> str:
    """The kinds of an error and of those that led to it, and the places that they passed."""
    return "\n".join(_lines(error, seen=set()))


def _lines(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None and id(earlier) not in seen:
        yield from _lines(earlier, seen)
        yield "led to:"
    yield from (line.rstrip("\n") for line in traceback.format_tb(error.__traceback__))
    yield _kind(error)
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            yield "holds:"
            yield from _lines(inner, seen)


def _kind(error: BaseException) -> str:
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    if isinstance(error, OtklikError):
        return f"{name}: {error}"
    return f"{name}: {_first_line(str(error))}" if isinstance(error, _ABOUT_ITSELF) else name


def _message(record: logging.LogRecord) -> str:
    """The first line: what others' messages say below it are values, and a second line would be a forged event."""
    return _first_line(record.getMessage())


def _first_line(text: str) -> str:
    return next(iter(text.splitlines()), "")


def _fields(record: logging.LogRecord, names: tuple[str, ...]) -> dict[str, object]:
    """The fields of a line: of the case that is at hand, of what the SDK adds, and of the logging call itself."""
    found: dict[str, object] = {"workflow_id": _about.get()}
    for source in ("temporal_workflow", "temporal_activity"):
        found |= getattr(record, source, {})
    found["run_id"] = found.get("run_id", found.get("workflow_run_id"))
    found |= getattr(getattr(record, "temporal_log", None), "fields", {})
    found |= vars(record)
    return {name: found[name] for name in names if found.get(name) is not None}


def _plain(value: object) -> str:
    text = str(value)
    return text if text.isprintable() and " " not in text else json.dumps(text, ensure_ascii=False)
