"""People: the offices that do a regulation's work, their absences, stand-ins and acting persons (PRO-5, PRO-6)."""

from domain.people.changes import OfficeChange, changes
from domain.people.check import check_roster, parse_roster, parse_roster_file
from domain.people.office import ME, Absence, Office, Offices, Roster
from domain.people.on_duty import OnDuty, concerning, on_duty
from domain.people.presence import absent_until, acting, is_absent, is_present, replaced_by
from domain.people.warnings import absence_warnings

__all__ = [
    "ME",
    "Absence",
    "Office",
    "OfficeChange",
    "Offices",
    "OnDuty",
    "Roster",
    "absence_warnings",
    "absent_until",
    "acting",
    "changes",
    "check_roster",
    "concerning",
    "is_absent",
    "is_present",
    "on_duty",
    "parse_roster",
    "parse_roster_file",
    "replaced_by",
]
