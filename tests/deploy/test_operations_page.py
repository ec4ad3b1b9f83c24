"""docs/operations.md: its commands exist, and name what there is."""

import re
import shlex

import pytest
from typer.testing import CliRunner

import cli
from tests.deploy.compose import ROOT, SERVICES
from tests.test_settings import documented

PAGE = (ROOT / "docs" / "operations.md").read_text("utf-8")
LINES = [
    line
    for block in re.findall(r"^```(?:sh)?\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    for line in block.splitlines()
]
OUTSIDE = {"git", "curl"}


@pytest.mark.parametrize("line", LINES)
def test_command_exists(line: str) -> None:
    """Every command of the page is a script, a service or a command line that there is."""
    words = shlex.split(line)
    if words[0] == "docker":
        assert words[1] == "compose"
        named = [word for word in words[3:] if word in SERVICES]
        assert named or words[2] in {"build", "up", "ps"}
        if words[2] == "exec":
            words = words[words.index(named[0]) + 1 :]
    if words[0] == "otklik":
        options = [word for word in words if word.startswith("--")]
        path = words[1 : 1 + sum(word in {"token", "issue", "list", "revoke"} for word in words[1:3])]
        shown = CliRunner(env={"COLUMNS": "200"}).invoke(cli.app, [*path, "--help"])
        assert shown.exit_code == 0
        assert all(option in shown.output for option in options)
    elif words[0] not in {*OUTSIDE, "docker"}:
        assert (ROOT / words[0]).is_file()


def test_named_settings_exist() -> None:
    """Every setting that the page names is documented."""
    assert set(re.findall(r"`(OTKLIK_[A-Z_]+)`", PAGE)) <= documented().keys()


def test_services_are_explained() -> None:
    """The table says what each service is for."""
    table = PAGE.partition("| service | what |")[2].partition("\n\n")[0]

    assert set(re.findall(r"`([a-z-]+)`", table)) >= SERVICES.keys()


def test_published_ports_are_those_of_the_file() -> None:
    """An operator reads the ports that are published."""
    for service in SERVICES.values():
        for port in service.get("ports", []):
            assert port.split(":")[1] in PAGE
