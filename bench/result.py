"""What a benchmark finds: figures with what was to be reached, and tables that show what they are made of."""

from enum import StrEnum

from pydantic import AwareDatetime, BaseModel, ConfigDict


class Compared(StrEnum):
    """How our side of a figure is set against the other one."""

    TIMES = "ours / theirs"
    SPEED_UP = "theirs / ours"
    EXTRA = "ours - theirs"


class _Kept(BaseModel):
    """Something that is written to ``bench/results/`` and read back for the document."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Figure(_Kept):
    """One figure of both sides in one unit; without a reach it is shown for what it tells only."""

    name: str
    against: str
    unit: str
    ours: float
    theirs: float
    compared: Compared = Compared.TIMES
    at_least: float | None = None
    at_most: float | None = None

    @property
    def value(self) -> float:
        """How the sides compare."""
        match self.compared:
            case Compared.TIMES:
                return self.ours / self.theirs
            case Compared.SPEED_UP:
                return self.theirs / self.ours
            case Compared.EXTRA:
                return self.ours - self.theirs

    @property
    def reached(self) -> bool | None:
        """Whether the value is as it has to be; None where nothing was asked of it."""
        if self.at_least is None and self.at_most is None:
            return None
        low = float("-inf") if self.at_least is None else self.at_least
        high = float("inf") if self.at_most is None else self.at_most
        return low <= self.value <= high

    @property
    def comparison(self) -> str:
        """The value in words."""
        return f"{self.value:+g}" if self.compared is Compared.EXTRA else f"{self.value:.2f}x"

    @property
    def reach(self) -> str:
        """What was to be reached, in words."""
        sign, unit = ("+", "") if self.compared is Compared.EXTRA else ("", "x")
        bounds = (("≥", self.at_least), ("≤", self.at_most))
        return ", ".join(f"{word} {sign}{bound:g}{unit}" for word, bound in bounds if bound is not None)

    @property
    def verdict(self) -> str:
        """Reached or not, in a word."""
        return {True: "yes", False: "NO", None: ""}[self.reached]


class Detail(_Kept):
    """A table that shows what a figure is made of."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Result(_Kept):
    """All that one benchmark found; ``skipped`` says why it could not measure at all, or a part.

    ``failed``: the error that ended it, so that nothing of it is told.
    """

    figures: tuple[Figure, ...] = ()
    details: tuple[Detail, ...] = ()
    skipped: tuple[str, ...] = ()
    failed: str | None = None


class Measured(_Kept):
    """The result of one benchmark of a run, and how long it took."""

    name: str
    title: str
    seconds: float
    result: Result


class Run(_Kept):
    """One call of ``python -m bench``; ``quick``: its sizes were small, so that the figures only show that it works."""

    date: AwareDatetime
    quick: bool
    machine: dict[str, str]
    versions: dict[str, str]
    measured: tuple[Measured, ...]

    @property
    def reached(self) -> bool:
        """Whether every benchmark came to its end, and every figure is as it has to be."""
        failed = any(item.result.failed for item in self.measured)
        return not failed and all(
            figure.reached is not False for item in self.measured for figure in item.result.figures
        )
