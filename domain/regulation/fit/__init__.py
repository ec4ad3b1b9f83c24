"""Do the numbers of a regulation fit? The limits of the steps, summed against the limit that they lie in.

A finding is no error: an act may ask for what cannot be kept, and is executed as it stands. It is said before somebody
is late by it.
"""

from domain.regulation.fit.explanation import Change, Explanation
from domain.regulation.fit.finding import Finding, Level
from domain.regulation.fit.findings import findings
from domain.regulation.fit.joint import part_warning

__all__ = ["Change", "Explanation", "Finding", "Level", "findings", "part_warning"]
