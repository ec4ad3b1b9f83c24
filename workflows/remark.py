"""A remark about a message that has ended, as a small durable workflow: the message's own one is there no more.

While the message's own workflow still runs, the command is its: it gets it as a signal, and two writers never number
the entries of one journal.
"""

from datetime import timedelta

from temporalio import workflow
from temporalio.common import RawValue, RetryPolicy

from workflows.handlers import as_failure, read_payload
from workflows.passing_on import passed_on

with workflow.unsafe.imports_passed_through():
    from pydantic import ValidationError

    from activities.names import RemarkActivities, RemarkOrder
    from domain.errors import InvalidInput, Refusal, WrongState, refusal_from
    from domain.lifecycle import Command, parse_command
    from domain.terms import REMARKS
    from domain.validation import field_errors
    from workflows.contract import REMARK_TYPE, RemarkInput, RemarkResult
    from workflows.wording import remark_summary

_PATIENT = RetryPolicy(initial_interval=timedelta(seconds=1), maximum_interval=timedelta(seconds=30))


# A wrong number of arguments is a TypeError, which would otherwise fail the workflow task for ever.
@workflow.defn(name=REMARK_TYPE, failure_exception_types=[TypeError])
class RemarkWorkflow:
    """One note, report of significance or of a shortcoming after the end; it fails where that is refused."""

    @workflow.run
    async def run(self, given: RawValue) -> RemarkResult:
        """Read the command, leave it to the message if that still runs, else write it into the record."""
        try:
            order = _read(given)
            command = parse_command(order.command, order.payload)
            if await passed_on(order.message_id, order.command.value, order.payload):
                return RemarkResult(digest=command.digest(), passed_on=True)
            await self._add(order)
        except Refusal as refusal:
            raise as_failure(refusal) from None
        return RemarkResult(digest=command.digest())

    async def _add(self, order: RemarkOrder) -> None:
        """Write the remark, however long the database is away; raises the Refusal where it may not be given."""
        outcome = await workflow.execute_activity_method(
            RemarkActivities.add_remark,
            order,
            start_to_close_timeout=timedelta(seconds=30),
            retry_policy=_PATIENT,
            summary=remark_summary(order.command),
        )
        if outcome.refusal is not None:
            raise refusal_from(outcome.refusal)


def _read(given: RawValue) -> RemarkOrder:
    """Read the input; raises the Refusal where it is none, or is no remark."""
    try:
        start = RemarkInput.model_validate(read_payload([given]))
    except ValidationError as error:
        raise InvalidInput("Замечание не принято", errors=field_errors(error)) from error
    command = parse_command(start.command, start.payload)
    if command.name not in REMARKS:
        raise WrongState(f"После завершения возможны: {', '.join(sorted(REMARKS))}")
    return RemarkOrder(
        message_id=start.message_id, command=command.name, payload=_named(start, command), now=workflow.now()
    )


def _named(start: RemarkInput, command: Command) -> dict[str, object]:
    """The payload with a ``command_id``, so that a repeated activity is one effect."""
    return start.payload | {"command_id": command.command_id or workflow.uuid4().hex}
