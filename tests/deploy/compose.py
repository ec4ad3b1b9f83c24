"""What docker-compose.yml says, with its merges done."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from settings import PREFIX

ROOT = Path(__file__).parents[2]
FILE = ROOT / "docker-compose.yml"

Service = Mapping[str, Any]

COMPOSE: Mapping[str, Any] = YAML(typ="safe").load(FILE)
SERVICES: Mapping[str, Service] = COMPOSE["services"]
JOBS = {name: service for name, service in SERVICES.items() if service["restart"].startswith("on-failure")}
"""What runs to its end."""

LASTING = {name: service for name, service in SERVICES.items() if name not in JOBS}
OURS = {name: service for name, service in SERVICES.items() if "build" in service}
"""What runs from this repository's image."""


def environment(name: str) -> dict[str, str]:
    """The variables of a service."""
    return dict(SERVICES[name].get("environment", {}))


def our_settings(name: str) -> dict[str, str]:
    """Those of them that are settings of Otklik."""
    return {variable: value for variable, value in environment(name).items() if variable.startswith(PREFIX)}


def mounts(name: str) -> dict[str, str]:
    """The files and folders of this repository that a service sees: path inside -> path here."""
    parts = [volume.split(":") for volume in SERVICES[name].get("volumes", [])]
    return {part[1]: part[0] for part in parts if part[0].startswith("./")}
