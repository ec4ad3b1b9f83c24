"""Every question, in the order in which a clerk is asked; the names are those of a file of answers."""

from dataclasses import replace
from typing import Any

from ops.regulation_new import about_the_act as act
from ops.regulation_new import about_the_answer as answer
from ops.regulation_new import about_the_end as end
from ops.regulation_new.answers import Question


def questions(usual_id: str | None = None) -> tuple[Question[Any], ...]:
    """List the questions; those whose ``when`` says no are passed over. ``usual_id`` is what the file's name gives."""
    return (
        replace(act.ID, usual=usual_id),
        *(act.MUNICIPALITY, act.ISSUER, act.NUMBER, act.DATE, act.STATUS, act.EFFECTIVE),
        *(act.TIMEZONE, act.DAYS, act.HOURS, act.LUNCH, act.FRIDAY),
        *(act.NETWORKS, act.AUTHORITIES, act.COORDINATOR, act.EXECUTOR, act.HEAD, act.MONITORING),
        *(answer.OVERALL, answer.BEGINNING, answer.DRAFT),
        *(answer.RESOLUTION, answer.ROUTE, answer.DECLINE, answer.DECLINE_WITHIN, answer.DECLINE_REASON),
        *(answer.STAGES, *answer.stage_questions(), answer.REVIEWER, answer.REWORK),
        *(end.PUBLISHER, end.PUBLISH, end.INTERIM, end.FINAL, end.ASKING),
        *(end.REFUSED, end.NO_ANSWER, end.APPEAL, end.REPEATS, end.SIGNIFICANT, end.PERIODIC, end.REMINDERS),
    )
