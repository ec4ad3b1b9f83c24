"""Settings of one call of the command line: the environment's, with the options that were given on top."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ops import temporal_server
from ops.errors import OpsError
from settings import Settings, wrong_settings


def read_settings(
    *,
    data_dir: Path | None = None,
    api_port: int | None = None,
    temporal_port: int | None = None,
    ui_port: int | None = None,
) -> Settings:
    """Read the settings; an option that is not given leaves what the environment says.

    Paths are made absolute: children and messages must mean the same folder wherever they are. A Temporal port
    that is given means the embedded server on this machine.

    Raises:
        OpsError: a setting is wrong.

    """
    given: dict[str, Any] = {
        "data_dir": data_dir,
        "api_port": api_port,
        "temporal_port": temporal_port,
        "ui_port": ui_port,
        "temporal_address": None if temporal_port is None else f"{temporal_server.HOST}:{temporal_port}",
    }
    given = {name: value for name, value in given.items() if value is not None}
    try:
        settings = Settings(**given)
        absolute = {"data_dir": settings.data_dir.absolute(), "regulations_dir": settings.regulations_dir.absolute()}
        if settings.contacts_file is not None:
            absolute["contacts_file"] = settings.contacts_file.absolute()
        # Read anew, so that the database's default place follows the absolute folder.
        return Settings(**given | absolute)
    except ValidationError as error:
        raise OpsError(wrong_settings(error)) from error


def embedded(settings: Settings) -> Settings:
    """Say the same with the address of the server that `otklik up` starts itself."""
    return settings.model_copy(update={"temporal_address": f"{temporal_server.HOST}:{settings.temporal_port}"})
