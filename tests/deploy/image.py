"""What the image holds, as plain files: what .dockerignore lets through, and the variables of the Dockerfile."""

import re
import shutil
from pathlib import Path

from tests.deploy.compose import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
_INSTRUCTION = re.compile(r"^([A-Z]+) ((?:.*\\\n)*.*)$", re.MULTILINE)


def instructions() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile, each with its continued lines as one."""
    return [(word, re.sub(r"\\\n\s*", "", rest)) for word, rest in _INSTRUCTION.findall(DOCKERFILE)]


def environment() -> dict[str, str]:
    """The variables that a process in the image has."""
    lines = [rest for word, rest in instructions() if word == "ENV"]
    return dict(pair.split("=", 1) for line in lines for pair in line.split())


def let_through() -> list[str]:
    """The paths that reach the image."""
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    return [line.removeprefix("!") for line in lines if line.startswith("!")]


def unpack(target: Path) -> None:
    """Lay the files of the image's program into a folder."""
    for name in let_through():
        source, copy = ROOT / name, target / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, copy)
