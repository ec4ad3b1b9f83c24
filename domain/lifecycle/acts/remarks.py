"""What is said about a message at any time, also after its end: notes, significance, shortcomings."""

from typing import cast

from domain.errors import WrongRole, wrong_field
from domain.lifecycle import commands
from domain.lifecycle.acts.act import Act, Given, details_of
from domain.lifecycle.commands import Command
from domain.regulation import Report
from domain.terms import Role


def note(command: Command, _given: Given) -> Act:
    """A remark for the journal."""
    return Act(clause=None, details=details_of(command))


def significant(command: Command, given: Given) -> Act:
    """The head hears of the message at once, over the signature that the act demands (PRO-22, STA-24)."""
    command = cast("commands.Significant", command)
    report = given.rules.regulation.significant
    check_reporter(report, given)
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
    check_reporter(report, given)
    return Act(
        clause=report.clause if report else None,
        # Not «clause»: that of the entry is the one that the report rests on.
        details=details_of(command) | ({"to": report.to} if report else {}),
        changes={"shortcomings": given.case.shortcomings + 1},
    )


def check_reporter(report: Report | None, given: Given) -> None:
    """Raise WrongRole where the act gives the report to somebody else."""
    if report is None or given.actor.role == Role.ADMIN:
        return
    fits = given.actor.role == report.by and (report.stage is None or given.actor.stage == report.stage)
    if not fits:
        stage = f" (этап {report.stage})" if report.stage else ""
        raise WrongRole(f"Об этом докладывает {report.by}{stage}", clause=report.clause)
