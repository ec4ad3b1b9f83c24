"""A row of the table as a message: every wrong cell is named by its column, all of them at once."""

from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from domain.errors import InvalidInput
from domain.importing.columns import Columns
from domain.importing.destination import Destination
from domain.importing.errors import MappingError
from domain.importing.mapping import ANY_OTHER, ColumnMapping, Meaning
from domain.importing.names import by_plain_name, plain
from domain.importing.outcome import CellProblem
from domain.importing.slip import Row, Slip
from domain.lifecycle.intake import Intake, parse_intake
from domain.networks import network_of
from domain.terms import Network
from domain.validation import FieldError

_LINES = (
    Meaning.EXTERNAL_ID,
    Meaning.VISIBILITY,
    Meaning.THEME,
    Meaning.THEME_GROUP,
    Meaning.LOCATION,
    Meaning.IMPORTANCE,
)
_MOMENTS = (Meaning.POSTED_AT, Meaning.DETECTED_AT, Meaning.RECEIVED_AT, Meaning.EXTERNAL_DUE_AT)
_NO_SUCH_BODY = "такого органа в соответствии нет: добавьте его в таблицу authorities"
_SCHEME = "https://"
_DERIVED_PREFIX = "import-"
_DERIVED_LETTERS = 32


@dataclass(frozen=True)
class Mapped:
    """What a row says: an intake, and the authority that it shall be sent to; or what is wrong with it.

    ``unrouted``: why a message that can be taken in cannot be sent on. Its limits run, whatever its body is called.
    """

    row: int
    intake: Intake | None = None
    authority: str | None = None
    unrouted: str | None = None
    errors: tuple[CellProblem, ...] = ()


class RowMapper:
    """Reads the rows of one file."""

    def __init__(self, mapping: ColumnMapping, columns: Columns, destination: Destination) -> None:
        """Prepare the names; raises MappingError where an alias means an authority that the regulation has not."""
        _check_authorities(mapping, destination)
        self._columns = columns
        self._destination = destination
        self._defaults = mapping.defaults.named()
        self._networks = {network.value: network for network in Network} | by_plain_name(mapping.networks)
        self._authorities = {plain(name): name for name in destination.authorities}
        self._authorities |= by_plain_name(mapping.authorities)
        self._zone = destination.zone if mapping.dates.timezone is None else ZoneInfo(mapping.dates.timezone)
        self._formats = mapping.dates.strptime_formats

    def read(self, row: Row) -> Mapped:
        """Say what a row means."""
        if row.fault is not None:
            return Mapped(row.number, errors=(CellProblem(column=None, message=row.fault),))
        slip = Slip(self._columns, row)
        payload = self._payload(slip)
        name = slip.line(Meaning.AUTHORITY)
        authority = None if name is None else self._authorities.get(plain(name)) or self._authorities.get(ANY_OTHER)
        unrouted = None if name is None or authority is not None else _NO_SUCH_BODY
        intake = self._intake(payload, slip)
        if intake is None:
            if unrouted is not None:
                slip.blame(Meaning.AUTHORITY, unrouted)
            return Mapped(row.number, errors=tuple(slip.errors))
        return Mapped(row.number, intake if intake.external_id else _named(intake), authority, unrouted)

    def _payload(self, slip: Slip) -> dict[str, Any]:
        url = _address(slip.line(Meaning.URL))
        author = {"name": slip.line(Meaning.AUTHOR), "url": slip.line(Meaning.AUTHOR_URL)}
        return {
            "regulation": self._destination.regulation,
            "flow": self._destination.flow,
            "text": slip.text(Meaning.TEXT),
            "url": url,
            "author": author if any(author.values()) else None,
            "network": self._network(slip, url),
            **{name.value: slip.moment(name, self._formats, self._zone) for name in _MOMENTS},
            **self._lines(slip),
        }

    def _lines(self, slip: Slip) -> dict[str, str]:
        found = {name: slip.line(name) or self._defaults.get(name) for name in _LINES}
        return {name.value: value for name, value in found.items() if value is not None}

    def _network(self, slip: Slip, url: str | None) -> Network:
        """The network by its name, else by the address, else the mapping's own."""
        name = slip.line(Meaning.NETWORK)
        if name is not None:
            network = self._networks.get(plain(name))
            if network is None:
                slip.blame(Meaning.NETWORK, "такой соцсети в соответствии нет: добавьте её в таблицу networks")
            # What stands for a wrong name is never sent: it lets the other cells be judged all the same.
            return network or Network.OTHER
        network = network_of(url) if url is not None else None
        default = self._defaults.get(Meaning.NETWORK)
        if network is None and default is None:
            slip.blame(Meaning.NETWORK, "соцсеть не указана, и по ссылке её не узнать: впишите её в ячейку")
        return network or Network(default or Network.OTHER)

    def _intake(self, payload: dict[str, Any], slip: Slip) -> Intake | None:
        """The message; None where a cell is wrong, whether we or the intake itself found it."""
        try:
            intake = parse_intake(payload)
        except InvalidInput as refusal:
            # A cell that could not be read counts as empty; that it is empty is no second mistake.
            blamed = {item.column for item in slip.errors}
            found = self._columns.problems(refusal.errors)
            slip.errors.extend(item for item in found if item.column not in blamed)
            return None
        return None if slip.errors else intake


def _check_authorities(mapping: ColumnMapping, destination: Destination) -> None:
    known = ", ".join(sorted(destination.authorities))
    unknown = [
        FieldError(f"authorities.{alias}", f"органа {authority} в регламенте нет; есть: {known}")
        for alias, authority in mapping.authorities.items()
        if authority not in destination.authorities
    ]
    if unknown:
        raise MappingError(f"«{mapping.title}»", unknown)


def _address(text: str | None) -> str | None:
    """The address; one that an export shows without a scheme gets it where the host is a network's."""
    if text is None or "://" in text or network_of(_SCHEME + text) is None:
        return text
    return _SCHEME + text


def _named(intake: Intake) -> Intake:
    """Give a message an id that it has again on the next run: by its address, else by its text and its first date."""
    moment = intake.posted_at or intake.detected_at or intake.received_at
    date = "" if moment is None else moment.astimezone(UTC).isoformat()
    key = (intake.network, intake.url) if intake.url is not None else (intake.network, intake.text.strip(), date)
    derived = sha256("\n".join(key).encode()).hexdigest()[:_DERIVED_LETTERS]
    return intake.model_copy(update={"external_id": f"{_DERIVED_PREFIX}{derived}"})
