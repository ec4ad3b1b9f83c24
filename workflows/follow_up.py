"""A promise that is watched, as a small durable workflow of its own: it outlives the message, which ends earlier.

News go to the message's own workflow as a signal while that runs, else into the record: two writers never number the
entries of one journal.
"""

from contextlib import suppress
from datetime import datetime, timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy

from workflows.passing_on import passed_on

with workflow.unsafe.imports_passed_through():
    from activities.names import FollowUpActivities, FollowUpOrder
    from domain.lifecycle import Kept, News
    from workflows.contract import (
        FOLLOW_UP_SIGNAL,
        FOLLOW_UP_TYPE,
        KEEP_UPDATE,
        FollowUpInput,
    )
    from workflows.wording import follow_up_summary

_PATIENT = RetryPolicy(initial_interval=timedelta(seconds=1), maximum_interval=timedelta(seconds=30))


@workflow.defn(name=FOLLOW_UP_TYPE)
class FollowUpWorkflow:
    """One promise: its day comes, and it is kept, before or after."""

    @workflow.init
    def __init__(self, start: FollowUpInput) -> None:
        """Prepare; the promise may be kept before ``run`` begins."""
        self._start = start
        self._kept: Kept | None = None

    @workflow.run
    async def run(self, start: FollowUpInput) -> Kept:
        """List the promise, tell when its day has come, and wait until it is kept."""
        await self._write(FollowUpOrder(message_id=start.message_id, watched=start.watched, now=workflow.now()))
        if not await self._kept_by(start.watched.due_at):
            await self._tell(self._news(start.watched.due_at))
            await workflow.wait_condition(lambda: self._kept is not None)
        await self._tell(self._news(self.kept.at, self.kept))
        await workflow.wait_condition(workflow.all_handlers_finished)
        return self.kept

    @workflow.update(name=KEEP_UPDATE, description="Обещанное выполнено")
    async def keep(self, kept: Kept) -> Kept:
        """Take note that the promise is kept; who says so first is believed, and answered to all who say so later."""
        self._kept = self._kept or kept
        return self._kept

    @property
    def kept(self) -> Kept:
        """What shows that the promise is kept, once it is."""
        assert self._kept is not None  # noqa: S101 -- narrows the type: run waits for it
        return self._kept

    async def _kept_by(self, moment: datetime) -> bool:
        """Whether the promise was kept before its day."""
        left = max(moment - workflow.now(), timedelta(0))
        with suppress(TimeoutError):
            await workflow.wait_condition(
                lambda: self._kept is not None, timeout=left, timeout_summary=follow_up_summary(self._start.watched)
            )
        return self._kept is not None

    def _news(self, at: datetime, kept: Kept | None = None) -> News:
        watched = self._start.watched
        return News(number=watched.number, what=watched.what, on=watched.on, at=at, kept=kept)

    async def _tell(self, news: News) -> None:
        """Have news journalled by whoever writes the message's journal, and put into the list."""
        message_id = self._start.message_id
        ended = not await passed_on(message_id, FOLLOW_UP_SIGNAL, news)
        watched = self._start.watched.model_copy(update={"state": news.state})
        await self._write(
            FollowUpOrder(message_id=message_id, watched=watched, now=workflow.now(), news=news, ended=ended)
        )

    async def _write(self, order: FollowUpOrder) -> None:
        """Write it, however long the database is away."""
        await workflow.execute_activity_method(
            FollowUpActivities.write_follow_up,
            order,
            start_to_close_timeout=timedelta(seconds=30),
            retry_policy=_PATIENT,
            summary=follow_up_summary(order.watched),
        )
