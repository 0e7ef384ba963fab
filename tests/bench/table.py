"""The printed table of ``./run bench``: one row a promise, beside what it is compared with."""

from __future__ import annotations

from dataclasses import dataclass

FOOT = """
Ratio: our time or memory divided by the peer's, less is better; for two cores, how many times as fast.
openfisca answers for the German category of posted workers alone, without reasons.
Both sides were measured in this run; with other work on the machine only ratios mean
something, and two cores are then not free for us."""
_HEAD = ("what", "ours", "peer", "peer's", "ratio", "mark")
_FORM = "{:<40} {:>14}  {:<42} {:>14} {:>8}  {}"


@dataclass(frozen=True, slots=True)
class Mark:
    """The ratio the project asks for: at most ``limit``, or at least where ``at_least`` is set."""

    limit: float
    at_least: bool = False

    def kept_by(self, ratio: float) -> bool:
        """Whether a measured ratio keeps it."""
        return ratio >= self.limit if self.at_least else ratio <= self.limit

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.limit}"


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison: ``ours`` and ``theirs`` in ``unit``, ``peer`` with its version.

    ``ratio`` is our time or memory divided by the peer's; for two cores against one it is how many times as fast.
    Without a peer's figure ``theirs`` and ``ratio`` are ``None``, and ``peer`` says why.
    ``guide`` is a figure to go by where the project asks for no ratio.
    """

    what: str
    ours: float
    unit: str
    peer: str
    theirs: float | None = None
    ratio: float | None = None
    mark: Mark | None = None
    guide: str = ""


def head() -> str:
    """The names of the columns over a rule."""
    names = _FORM.format(*_HEAD)
    return f"{names}\n{'-' * (len(names) + 8)}"


def line(row: Row) -> str:
    """The row as it is printed, figures to three significant digits."""
    ours, theirs = _figure(row.ours, row.unit), _figure(row.theirs, row.unit)
    ratio = "-" if row.ratio is None else f"{row.ratio:.3g}"
    return _FORM.format(row.what, ours, row.peer, theirs, ratio, _mark(row)).rstrip()


def _mark(row: Row) -> str:
    if row.mark is None:
        return row.guide
    if row.ratio is None:
        return str(row.mark)
    return f"{row.mark} {'kept' if row.mark.kept_by(row.ratio) else 'missed'}"


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return "-"
    return f"{value:,.0f} {unit}" if value >= 100 else f"{value:.3g} {unit}"
