"""The advice on a draft: every item that is asked of it, with what its machine check says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from domain.checklist import attachments, form, measures, privacy, promises, question, sameness
from domain.checklist.advice import Advice, Answer
from domain.regulation import Checklist, ChecklistItem
from domain.terms import AnswerCheck

CHECKS: Mapping[AnswerCheck, Callable[[Answer], Advice]] = {
    AnswerCheck.QUESTION: question.check,
    AnswerCheck.MEASURES: measures.check,
    AnswerCheck.PROMISE: promises.check,
    AnswerCheck.ATTACHMENTS: attachments.check,
    AnswerCheck.FORM: form.check,
    AnswerCheck.PROGRESS: measures.check_progress,
    AnswerCheck.PERSONAL_DATA: privacy.check,
    AnswerCheck.OWN_WORDS: sameness.check,
}


@dataclass(frozen=True)
class AdvisedItem:
    """An item that is asked of a draft; ``advice`` is None where no machine checks it, or there is no draft yet."""

    item: ChecklistItem
    advice: Advice | None


def advise(checklist: Checklist, answer: Answer, *, repeat: bool) -> tuple[AdvisedItem, ...]:
    """Look at a draft; the time is bounded by its length. ``repeat``: its message repeats an earlier one."""
    return tuple(
        AdvisedItem(item, CHECKS[item.check](answer) if item.check else None)
        for item in checklist.asked_of(answer.kind, repeat=repeat)
    )
