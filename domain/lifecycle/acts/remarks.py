"""What is said about a message at any time, also after its end: notes, significance, shortcomings."""

from typing import cast

from domain.errors import wrong_field
from domain.lifecycle import commands
from domain.lifecycle.acts.act import Act, Given, details_of
from domain.lifecycle.commands import Command


def note(command: Command, _given: Given) -> Act:
    """A remark for the journal."""
    return Act(clause=None, details=details_of(command))


def significant(command: Command, given: Given) -> Act:
    """The head hears of the message at once, over the signature that the act demands (PRO-22, STA-24)."""
    command = cast("commands.Significant", command)
    report = given.rules.regulation.significant
    if report is not None and report.signed and command.signatory is None:
        raise wrong_field("signatory", "укажите должность того, кто подписал информацию", clause=report.clause)
    return Act(
        clause=report.clause if report else None,
        details=details_of(command) | ({"to": report.to} if report else {}),
        changes={"significant": True},
    )


def shortcoming(command: Command, given: Given) -> Act:
    """A shortcoming in the work is kept for the head (PRO-20, STA-23)."""
    report = given.rules.regulation.shortcomings
    return Act(
        clause=report.clause if report else None,
        # Not «clause»: that of the entry is the one that the report rests on.
        details=details_of(command) | ({"to": report.to} if report else {}),
        changes={"shortcomings": given.case.shortcomings + 1},
    )
