"""Logs: where they go and how a line looks."""

import json
import logging
import warnings
from collections.abc import Iterator

import pytest

from logs import configure_logging
from settings import LogFormat, LogLevel, Settings


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    """Leave the logging of the test run as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    logging.captureWarnings(capture=False)
    for handler in root.handlers:
        if handler not in handlers:
            handler.close()
    root.handlers[:] = handlers
    root.setLevel(level)


def settings(log_format: LogFormat, level: LogLevel = LogLevel.INFO) -> Settings:
    """Settings of the log alone."""
    return Settings(log_format=log_format, log_level=level)


def test_text_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """A line for people has the level, the logger and the message."""
    configure_logging(settings(LogFormat.TEXT))
    logging.getLogger("otklik.test").info("принято %d", 3)

    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.endswith(" INFO otklik.test: принято 3\n")


def test_json_is_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """A line for a collector is one JSON object, traceback included."""
    configure_logging(settings(LogFormat.JSON))
    try:
        raise ValueError("не так")  # noqa: TRY301 -- an exception to be logged
    except ValueError:
        logging.getLogger("otklik.test").exception("сбой")

    (line,) = capsys.readouterr().err.splitlines()
    written = json.loads(line)
    assert written["level"] == "error"
    assert written["logger"] == "otklik.test"
    assert written["message"] == "сбой"
    assert written["exception"].endswith("ValueError: не так")
    assert written["time"].endswith("+00:00")


def test_level_holds(capsys: pytest.CaptureFixture[str]) -> None:
    """What is below the level is not written."""
    configure_logging(settings(LogFormat.TEXT, LogLevel.WARNING))
    logging.getLogger("otklik.test").info("тихо")

    assert capsys.readouterr().err == ""


def test_warnings_are_logged(capsys: pytest.CaptureFixture[str]) -> None:
    """Warnings of libraries are lines of the same log."""
    configure_logging(settings(LogFormat.JSON))
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=False)
        logging.captureWarnings(capture=True)
        warnings.warn("устарело", stacklevel=1)

    assert "устарело" in json.loads(capsys.readouterr().err)["message"]
