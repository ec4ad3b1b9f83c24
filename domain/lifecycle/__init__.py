"""The life of one message: intake, commands, decisions, announcements, and how a case is shown."""

from domain.lifecycle.case import Case, Draft
from domain.lifecycle.commands import COMMANDS, STAMPED_FIELDS, Command, parse_command
from domain.lifecycle.deadline_view import DeadlineView
from domain.lifecycle.decide import announce, decide, heard_at, refuse, register
from domain.lifecycle.explanation import Explanation, explain, explain_all
from domain.lifecycle.follow_up import Kept, News, heard, parse_news
from domain.lifecycle.foresee import Foreseen, WhatIf, foresee, moment_asked, parse_what_if
from domain.lifecycle.intake import Intake, Message, Returned, admit, message_id, parse_intake
from domain.lifecycle.journalling import Decision
from domain.lifecycle.permissions import check_visible, permits, sees
from domain.lifecycle.permit import Permit
from domain.lifecycle.rules import Rules, rules_from
from domain.lifecycle.view import CaseView, case_view

__all__ = [
    "COMMANDS",
    "STAMPED_FIELDS",
    "Case",
    "CaseView",
    "Command",
    "DeadlineView",
    "Decision",
    "Draft",
    "Explanation",
    "Foreseen",
    "Intake",
    "Kept",
    "Message",
    "News",
    "Permit",
    "Returned",
    "Rules",
    "WhatIf",
    "admit",
    "announce",
    "case_view",
    "check_visible",
    "decide",
    "explain",
    "explain_all",
    "foresee",
    "heard",
    "heard_at",
    "message_id",
    "moment_asked",
    "parse_command",
    "parse_intake",
    "parse_news",
    "parse_what_if",
    "permits",
    "refuse",
    "register",
    "rules_from",
    "sees",
]
