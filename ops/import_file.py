"""`otklik import`: a file of messages is read here and handed in to a running API, row by row.

It may be killed at any moment and run again: every message has an id that it has again on the next run, so what was
taken answers ``known``. A dry run needs no API: it judges the rows by the regulations' files of this machine.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import aclosing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from activities.regulation_source import load_library
from domain.errors import Refusal
from domain.importing import Columns, Destination, Mapped, Meaning, Result, RowResult, Summary, Tally, UnreadableTable
from domain.lifecycle import admit
from domain.os_words import reason
from domain.regulation import Library
from importing.in_order import in_order
from importing.limits import MEGABYTE, Limits
from importing.mappings import find_mapping
from importing.reading import Reading, read_file
from importing.taking import RowsTaker
from ops.errors import OpsError
from ops.import_desk import RestDesk, client
from ops.import_report import ResultFile

LIMITS = Limits(rows=1_000_000, unpacked=500 * MEGABYTE)

_AT_ONCE = 8


@dataclass(frozen=True)
class Order:
    """What is imported, where to, and where the results are written."""

    file: Path
    regulation: str
    flow: str | None
    mapping: str
    result_file: Path


@dataclass(frozen=True)
class Watcher:
    """Is told how many rows there are, then of each one that is done; and why the work stands still."""

    begin: Callable[[int], None]
    done: Callable[[RowResult], None]
    waits: Callable[[str], None]


def send(order: Order, url: str, token: str, watcher: Watcher) -> Summary:
    """Read the file and hand its rows in.

    Raises:
        UnreadableTable, MappingError, InvalidInput: nothing was sent.
        OpsError: the API stays away or refuses the token; what was taken until then stays taken.

    """
    with _opened(order) as reading:
        return asyncio.run(_send(order, reading, url, token, watcher))


async def _send(order: Order, reading: Reading, url: str, token: str, watcher: Watcher) -> Summary:
    async with client(url, token) as http:
        desk = RestDesk(http, watcher.waits)
        destination = _described(await desk.regulation(order.regulation), order)
        taker = RowsTaker(desk, reading.columns, destination)
        messages = reading.messages(destination)
        with _recorded(order, reading, watcher) as record:
            async with aclosing(in_order(messages, taker.take, _AT_ONCE)) as results:
                async for result in results:
                    record(result)
            return record.summary


def check(order: Order, regulations_dir: Path, now: datetime, watcher: Watcher) -> Summary:
    """Judge every row as intake would, and send nothing.

    Raises:
        UnreadableTable, MappingError, InvalidInput: the file, the mapping or the names of the order are wrong.
        LibraryError, UnknownRegulationError: the regulations cannot be used, or there is none of that name.

    """
    library = load_library(regulations_dir)
    newest = library.versions(order.regulation)[-1]
    today = now.astimezone(ZoneInfo(newest.calendar.timezone)).date()
    destination = Destination.of(library.on(order.regulation, today), order.flow)
    with _opened(order) as reading, _recorded(order, reading, watcher) as record:
        for mapped in reading.messages(destination):
            record(_judged(mapped, reading.columns, library, now))
        return record.summary


def _judged(mapped: Mapped, columns: Columns, library: Library, now: datetime) -> RowResult:
    if mapped.intake is None:
        return RowResult(row=mapped.row, result=Result.REFUSED, errors=mapped.errors)
    try:
        admit(mapped.intake, library, now)
    except Refusal as refusal:
        return RowResult(row=mapped.row, result=Result.REFUSED, errors=columns.refusal(refusal))
    unrouted = () if mapped.unrouted is None else (columns.problem(Meaning.AUTHORITY, mapped.unrouted),)
    return RowResult(row=mapped.row, result=Result.CHECKED, errors=unrouted)


@contextmanager
def _opened(order: Order) -> Iterator[Reading]:
    mapping = find_mapping(order.mapping)
    try:
        source: BinaryIO = order.file.open("rb")
    except OSError as error:
        raise UnreadableTable(f"{order.file} не открывается: {reason(error)}") from error
    with source:
        yield read_file(source, mapping, LIMITS)


def _described(regulation: object, order: Order) -> Destination:
    try:
        return Destination.of(regulation, order.flow)
    except ValidationError as error:
        raise OpsError("по этому адресу отвечает не API Отклика") from error


class _Record:
    """Writes down each result, counts it and tells the watcher."""

    def __init__(self, results: ResultFile, watcher: Watcher) -> None:
        self._results = results
        self._watcher = watcher
        self._tally = Tally()

    def __call__(self, result: RowResult) -> None:
        self._results.write(result)
        self._tally.add(result)
        self._watcher.done(result)

    @property
    def summary(self) -> Summary:
        """The figures so far."""
        return self._tally.summary


@contextmanager
def _recorded(order: Order, reading: Reading, watcher: Watcher) -> Iterator[_Record]:
    if order.result_file.resolve() == order.file.resolve():
        raise OpsError("файл результатов тот же, что файл сообщений: укажите другой --result")
    with ResultFile(order.result_file) as results:
        watcher.begin(reading.count)
        yield _Record(results, watcher)
