"""How much of a file is read: more is refused before it costs memory or time."""

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """The largest file that is read.

    ``rows`` below the header; ``unpacked`` bytes of a spreadsheet's parts together: a few kilobytes of an archive can
    unpack to gigabytes.
    """

    rows: int
    unpacked: int
