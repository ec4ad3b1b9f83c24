"""The plan of one message: by when each step that is left must be done, so that nothing is missed."""

from domain.planning.plan import Plan, PlanStep, nothing_left, plan

__all__ = ["Plan", "PlanStep", "nothing_left", "plan"]
