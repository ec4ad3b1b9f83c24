"""The regulations that are loaded, every version of each beside the others (R17)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.errors import OtklikError
from domain.regulation.model import Regulation, Status


class UnknownRegulationError(OtklikError):
    """No regulation of that id, or no such version of it, is loaded."""


class RepeatedVersionError(OtklikError):
    """Two files give the same version of the same regulation."""


@dataclass(frozen=True)
class Library:
    """All loaded versions, in the order of their start."""

    regulations: tuple[Regulation, ...]

    @classmethod
    def of(cls, regulations: Iterable[Regulation]) -> "Library":
        """Collect versions; raises RepeatedVersionError where one stands twice."""
        ordered = sorted(regulations, key=lambda item: (item.id, item.effective_from or date.min, item.version))
        seen: set[tuple[str, str]] = set()
        for item in ordered:
            if (item.id, item.version) in seen:
                raise RepeatedVersionError(f"версия {item.version} регламента {item.id} задана в двух файлах")
            seen.add((item.id, item.version))
        return cls(tuple(ordered))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all regulations, each once."""
        return tuple(dict.fromkeys(item.id for item in self.regulations))

    def versions(self, regulation_id: str) -> tuple[Regulation, ...]:
        """All versions of a regulation, oldest first; raises UnknownRegulationError where there is none."""
        found = tuple(item for item in self.regulations if item.id == regulation_id)
        if not found:
            raise UnknownRegulationError(f"неизвестный регламент; допустимо: {', '.join(self.ids)}")
        return found

    def version(self, regulation_id: str, version: str) -> Regulation:
        """One version; raises UnknownRegulationError where it is not loaded."""
        for item in self.versions(regulation_id):
            if item.version == version:
                return item
        raise UnknownRegulationError(f"версия {version} регламента {regulation_id} не загружена")

    def zone(self, regulation_id: str) -> ZoneInfo:
        """The municipality's time zone; raises UnknownRegulationError."""
        return ZoneInfo(self.versions(regulation_id)[-1].calendar.timezone)

    def day(self, regulation_id: str, moment: datetime) -> date:
        """Which day a moment belongs to in the municipality; raises UnknownRegulationError."""
        return moment.astimezone(self.zone(regulation_id)).date()

    def on(self, regulation_id: str, day: date) -> Regulation:
        """Choose the version that applies to a message whose clock starts on that day.

        It is the latest one already effective and not repealed; before the first one, the first (a paper trail older
        than the act is still kept by it). Raises UnknownRegulationError for an unknown id.
        """
        versions = self.versions(regulation_id)
        effective = [item for item in versions if (item.effective_from or date.min) <= day]
        usable = [item for item in effective if item.status is not Status.REPEALED]
        return (usable or effective or list(versions))[-1 if effective else 0]
