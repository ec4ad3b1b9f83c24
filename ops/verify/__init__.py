"""«Расчёт срока» computed again by an independent walker: the standard library only, nothing of the project's own.

It reads what ``GET /messages/{id}/deadlines/{name}/explain`` answers, walks minute by minute from the start by the
hours of each date in the file, and compares. It shares no code with ``domain``; import-linter holds that.
"""

from ops.verify.errors import WrongFileError
from ops.verify.verdict import Difference, verify

__all__ = ["Difference", "WrongFileError", "verify"]
