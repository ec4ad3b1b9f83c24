"""Logs: where they go, how a line looks, and what it keeps to itself."""

import json
import logging
import warnings
from collections.abc import Iterator

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError
from temporalio import activity
from temporalio.testing import ActivityEnvironment

from domain.errors import InvalidInput
from logs import JsonFormatter, TextFormatter, about, configure_logging, describe, now_about, process
from settings import LogFormat, LogLevel, Settings

SECRET = "личное слово"


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    """Leave the logging of the test run as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in logging.Logger.manager.loggerDict}
    yield
    logging.captureWarnings(capture=False)
    for handler in root.handlers:
        if handler not in handlers:
            handler.close()
    root.handlers[:] = handlers
    root.setLevel(level)
    for name in logging.Logger.manager.loggerDict:
        logging.getLogger(name).setLevel(levels.get(name, logging.NOTSET))


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
    """A line for a collector is one JSON object, the places of an error included."""
    configure_logging(settings(LogFormat.JSON))
    try:
        raise ValueError(SECRET)  # noqa: TRY301 -- an exception to be logged
    except ValueError:
        logging.getLogger("otklik.test").exception("сбой")

    (line,) = capsys.readouterr().err.splitlines()
    written = json.loads(line)
    assert written["level"] == "error"
    assert written["logger"] == "otklik.test"
    assert written["message"] == "сбой"
    assert "in test_json_is_one_object_a_line" in written["exception"]
    assert written["exception"].splitlines()[-1] == "ValueError"
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


def record(message: str = "сказано", **extra: object) -> logging.LogRecord:
    """What a logging call makes."""
    return logging.getLogger("otklik.test").makeRecord(
        "otklik.test", logging.INFO, "file", 1, message, (), None, extra=extra
    )


def as_text(made: logging.LogRecord) -> str:
    """A line for people, without its time."""
    return TextFormatter().format(made).partition(" INFO otklik.test: ")[2]


def as_json(made: logging.LogRecord) -> dict[str, object]:
    """The fields of a line for a collector, beyond those that every line has."""
    line = json.loads(JsonFormatter().format(made))
    return {name: value for name, value in line.items() if name not in {"time", "level", "logger", "message"}}


def test_known_fields_are_written_and_no_others() -> None:
    """A line says what is in the list of fields; what else a call brings may be anything, and is left out."""
    made = record(limit="draft", clause="10", text=SECRET, author=SECRET)

    assert as_json(made) == {"limit": "draft", "clause": "10"}
    assert as_text(made) == "сказано limit=draft clause=10"


def test_request_is_told_once_in_text() -> None:
    """What the line of a request says in words is repeated as fields in JSON only."""
    made = record("GET / 200 3 ms", method="GET", path="/", status=200, milliseconds=3)

    assert as_json(made) == {"method": "GET", "path": "/", "status": 200, "milliseconds": 3}
    assert as_text(made) == "GET / 200 3 ms"


def test_line_names_its_case() -> None:
    """Lines inside a block are about its case, those after it became known too, and lines outside about none."""
    with about("message-1"):
        assert as_json(record()) == {"workflow_id": "message-1"}
        assert as_text(record()) == "сказано workflow_id=message-1"
        with about(None):
            assert as_json(record()) == {}
            now_about("message-2")
            assert as_json(record()) == {"workflow_id": "message-2"}
        assert as_json(record()) == {"workflow_id": "message-1"}
    assert as_json(record()) == {}


def test_workflow_s_and_activity_s_fields_are_the_sdk_s() -> None:
    """Lines of workflows and activities name the workflow as the SDK does; the call's own fields come first."""
    workflow = {"workflow_id": "message-1", "run_id": "r", "task_queue": "otklik", "update_id": SECRET}
    activity_info = {"workflow_id": "message-1", "workflow_run_id": "r", "activity_type": "record", "attempt": 3}

    assert as_json(record(temporal_workflow=workflow)) == {"workflow_id": "message-1", "run_id": "r"}
    assert as_json(record(temporal_activity=activity_info)) == {
        "workflow_id": "message-1",
        "run_id": "r",
        "activity_type": "record",
        "attempt": 3,
    }
    assert as_json(record(temporal_workflow=workflow, workflow_id="message-2"))["workflow_id"] == "message-2"


def test_sdk_repeats_no_fields_in_its_messages(capsys: pytest.CaptureFixture[str]) -> None:
    """The workflow of an activity is a field of its lines, and not written out again at their end."""
    configure_logging(settings(LogFormat.JSON))

    ActivityEnvironment().run(activity.logger.warning, "медленно")

    line = json.loads(capsys.readouterr().err)
    assert line["message"] == "медленно"
    assert line["workflow_id"] == "test"


def test_nobody_forges_a_line() -> None:
    """A message ends at its first line, and a field that could look like another is quoted."""
    made = record(f"первая\n2026-03-16 INFO otklik.test: {SECRET}", limit="a clause=9", clause="\n")

    assert as_text(made) == 'первая limit="a clause=9" clause="\\n"'
    assert SECRET not in JsonFormatter().format(made)
    assert as_text(record("")) == ""


def failed(error: BaseException) -> BaseException:
    """An error that was raised, and so has places."""
    try:
        raise error
    except type(error) as raised:
        return raised


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (KeyError(SECRET), "KeyError"),
        (IntegrityError("INSERT", {}, Exception(SECRET)), "sqlalchemy.exc.IntegrityError"),
        (InvalidInput("Данные не приняты"), "domain.errors.InvalidInput: Данные не приняты"),
        (FileNotFoundError(2, "нет файла", "a.toml"), "FileNotFoundError: [Errno 2] нет файла: 'a.toml'"),
        (
            OperationalError("SELECT", {"a": SECRET}, Exception(f"сервер не отвечает\n{SECRET}")),
            "sqlalchemy.exc.OperationalError: (builtins.Exception) сервер не отвечает",
        ),
    ],
)
def test_error_quotes_no_value(error: Exception, told: str) -> None:
    """An error is told by its kind and places; by its message only where that is about a part of the system."""
    described = describe(failed(error))

    assert "in failed" in described
    assert described.splitlines()[-1] == told
    assert SECRET not in described


def test_errors_that_led_to_it_are_told_too() -> None:
    """Causes come first, hidden ones do not come, members of a group follow, and a ring of causes ends."""
    cause, hidden = KeyError(SECRET), TypeError(SECRET)
    error = ValueError(SECRET)
    error.__cause__ = cause
    cause.__context__ = error
    concealing = RuntimeError(SECRET)
    concealing.__context__, concealing.__suppress_context__ = hidden, True
    group = ExceptionGroup(SECRET, [error, concealing])

    assert describe(group).splitlines() == [
        "ExceptionGroup",
        "holds:",
        "KeyError",
        "led to:",
        "ValueError",
        "holds:",
        "RuntimeError",
    ]


def test_text_tells_an_error_below_its_line() -> None:
    """For people the places of an error follow the line; without an error nothing does."""
    made = record()
    made.exc_info = (ValueError, ValueError(SECRET), None)
    assert as_text(made) == "сказано\nValueError"

    made.exc_info = (None, None, None)
    assert as_text(made) == "сказано"
    assert as_json(made) == {}


def test_details_of_libraries_are_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    """At the level of details the program tells its own; libraries tell what they carry, so theirs stay out."""
    configure_logging(settings(LogFormat.TEXT, LogLevel.DEBUG))
    logging.getLogger("otklik.test").debug("своё")
    logging.getLogger("temporalio.worker").debug("Completing activity with completion: %s", SECRET)

    assert [line.rpartition(": ")[2] for line in capsys.readouterr().err.splitlines()] == ["своё"]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (InvalidInput("раздел 1 не читается\nраздел 2 не читается"), "раздел 1 не читается; раздел 2 не читается"),
        (RuntimeError(SECRET), "the process ends"),
    ],
)
def test_what_ends_a_process_is_a_line_of_its_log(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception, said: str
) -> None:
    """Whatever it is, it is one object for the collector, without the words of an error that is not ours; code 1."""
    monkeypatch.setenv("OTKLIK_LOG_FORMAT", "json")

    with pytest.raises(SystemExit) as ended, process():
        raise error

    line = json.loads(capsys.readouterr().err)
    assert ended.value.code == 1
    assert (line["level"], line["message"]) == ("error", said)
    assert SECRET not in str(line)


def test_wrong_settings_end_a_process_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that cannot read its settings says which in one line, since it knows of no log yet."""
    monkeypatch.setenv("OTKLIK_API_PORT", "many")

    with pytest.raises(SystemExit, match="неверные настройки: OTKLIK_API_PORT: ожидается целое число"), process():
        pytest.fail("it went on")
