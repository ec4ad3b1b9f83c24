"""A command that is possible now."""

from dataclasses import dataclass

from domain.terms import CommandName, Role


@dataclass(frozen=True)
class Permit:
    """A command, the roles that may give it (``admin`` always may), and whose turn it is: a stage's or a part's."""

    command: CommandName
    roles: tuple[Role, ...]
    stage: str | None = None
    outside: bool = False
    part: str | None = None
