"""What each command does to a case, once it is known that it may be given."""

from collections.abc import Callable, Mapping

from domain.lifecycle.acts import drafts, endings, remarks, routing
from domain.lifecycle.acts.act import Act, Fact, Given
from domain.lifecycle.commands import Command
from domain.terms import CommandName

__all__ = ["Act", "Fact", "Given", "perform"]


def perform(command: Command, given: Given) -> Act:
    """Work out the effect of a command; raises a refusal where one of its values is wrong."""
    return _ACTS[command.name](command, given)


_ACTS: Mapping[CommandName, Callable[[Command, Given], Act]] = {
    CommandName.RESOLVE: routing.resolve,
    CommandName.ROUTE: routing.route,
    CommandName.DECLINE: routing.decline,
    CommandName.REASSIGN: routing.reassign,
    CommandName.SUBMIT_DRAFT: drafts.submit,
    CommandName.INTERIM_ANSWER: drafts.submit,
    CommandName.CONTRIBUTE: drafts.contribute,
    CommandName.APPROVE: drafts.approve,
    CommandName.RETURN: drafts.send_back,
    CommandName.PUBLISH: endings.publish,
    CommandName.HAND_OVER: endings.hand_over,
    CommandName.CLARIFIED: endings.clarified,
    CommandName.EXCLUDE: endings.exclude,
    CommandName.CLOSE: endings.close,
    CommandName.NOTE: remarks.note,
    CommandName.SIGNIFICANT: remarks.significant,
    CommandName.SHORTCOMING: remarks.shortcoming,
}
