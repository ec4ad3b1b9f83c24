"""Import of a table of messages: which column means what, what a row says, and what became of it.

Pure: where the rows come from is ``importing``'s business, where they go is the API's and the command line's.
"""

from domain.importing.arrivals import comes_again
from domain.importing.cells import Cell, Unusable
from domain.importing.columns import Columns, complete, recognised
from domain.importing.destination import Destination
from domain.importing.errors import MappingError, UnreadableTable
from domain.importing.mapping import ColumnMapping, Meaning, parse_mapping
from domain.importing.outcome import CellProblem, Result, RowResult, Summary, Tally
from domain.importing.repeats import Repeats, says_other
from domain.importing.routing import awaits_resolution, awaits_route, route_payload
from domain.importing.rows import Mapped, RowMapper
from domain.importing.slip import Row

__all__ = [
    "Cell",
    "CellProblem",
    "ColumnMapping",
    "Columns",
    "Destination",
    "Mapped",
    "MappingError",
    "Meaning",
    "Repeats",
    "Result",
    "Row",
    "RowMapper",
    "RowResult",
    "Summary",
    "Tally",
    "UnreadableTable",
    "Unusable",
    "awaits_resolution",
    "awaits_route",
    "comes_again",
    "complete",
    "parse_mapping",
    "recognised",
    "route_payload",
    "says_other",
]
