"""A what-if as a query: asked in raw data, answered as data, the refusal too; nothing enters the history."""

from datetime import datetime
from typing import Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.errors import Refusal
    from domain.lifecycle import Case, Rules, foresee, parse_command, parse_what_if
    from workflows.contract import WhatIfAnswer


def answer(case: Case, rules: Rules, asked: Any, now: datetime) -> WhatIfAnswer:  # noqa: ANN401 -- whatever was sent
    """Say what a command would do at ``now`` or later, or which refusal it would meet."""
    if case.closed:
        return WhatIfAnswer(ended=True)
    try:
        question = parse_what_if(asked)
        command = parse_command(question.command, question.payload)
        return WhatIfAnswer(foreseen=foresee(case, rules, command, now, question.at))
    except Refusal as refusal:
        return WhatIfAnswer(refusal=refusal.as_details())
