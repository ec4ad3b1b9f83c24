"""`otklik worktime batch`: a file of questions."""

import json
from pathlib import Path

from activities.worktime_batch import run_batch
from domain.os_words import reason
from ops.errors import OpsError


def run(path: Path) -> dict[str, str]:
    """Answer every question of a JSON file.

    Raises:
        OpsError: the file cannot be read.
        domain.errors.OtklikError: it has no list of cases.

    """
    try:
        document = json.loads(path.read_bytes())
    except OSError as error:
        raise OpsError(f"файл {path} не открывается: {reason(error)}") from error
    except ValueError as error:
        raise OpsError(f"файл {path} не читается как JSON: {error}") from error
    if not isinstance(document, dict):
        raise OpsError(f"в файле {path} ожидается объект JSON со списком cases")
    return run_batch(document)
