"""What holds for every agreement: common cautions, and rows of deadlines, bodies and so on that name ``*``.

``"*"`` among the agreements of a row means all of them; a row that names an agreement wins over it there. In
such rows ``home`` may be ``"*"`` too, and ``ask`` may be ``home`` (whoever issues the certificate) or ``host``
(whoever it is shown to).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from desktop.domain.agreement import Agreement, Caution, LateFiling, Law, OutsideRegion
from desktop.domain.cautions import RULES
from desktop.domain.practice import Consequence, Deadline
from desktop.law.toml_table import load

EVERY = "*"
T = TypeVar("T", Deadline, Consequence)


@dataclass(frozen=True, slots=True)
class CommonCaution:
    """A caution of every agreement; ``home`` and ``host`` restrict it to one direction (empty: both)."""

    caution: Caution
    home: str
    host: str

    def fits(self, home: str, host: str) -> bool:
        """Whether it is meant for people from ``home`` in ``host``."""
        return self.home in ("", home) and self.host in ("", host)


def read_common_cautions(folder: Path, errors: list[str]) -> tuple[CommonCaution, ...]:
    """``cautions.toml``; a folder without it has none."""
    path = folder / "cautions.toml"
    if not path.exists():
        return ()
    top = load(path, errors)
    found = tuple(
        CommonCaution(
            Caution(
                row.text("key"),
                row.choice("when", RULES),
                (),
                row.optional_integer("months") or 0,
                row.optional_text("ask"),
                row.sourced(),
            ),
            row.optional_text("from"),
            row.optional_text("to"),
        )
        for row in top.tables("cautions")
    )
    top.optional_date("checked")
    top.close()
    return found


def read_common_outside(folder: Path, errors: list[str]) -> Mapping[str, tuple[OutsideRegion, ...]]:
    """``territory.toml``: places to which no agreement of a host state applies, by that state."""
    path = folder / "territory.toml"
    if not path.exists():
        return {}
    top = load(path, errors)
    found: dict[str, tuple[OutsideRegion, ...]] = {}
    for row in top.tables("outside"):
        host, region = row.text("host"), row.text("region")
        outside = OutsideRegion(region, row.sourced(), row.flag("asked", otherwise=True))
        found[host] = (*found.get(host, ()), outside)
    top.optional_date("checked")
    top.close()
    return found


def for_all_agreements(
    law: Law, outside: Mapping[str, tuple[OutsideRegion, ...]], late: Mapping[str, LateFiling]
) -> Law:
    """``law`` with every ``*`` spelt out, with the common territory ``outside`` and the rules on ``late`` filing.

    Nothing behind the reader needs to know of these.
    """
    ids = tuple(agreement.id for agreement in law.agreements)
    states = {agreement.id: agreement.states for agreement in law.agreements}
    return replace(
        law,
        agreements=tuple(_asking(agreement, law, outside, late) for agreement in law.agreements),
        authorities={
            key: replace(a, agreements=tuple(id_ for id_ in ids if a.state in states[id_]))
            if EVERY in a.agreements
            else a
            for key, a in law.authorities.items()
        },
        open_points={
            key: replace(p, agreements=ids) if EVERY in p.agreements else p
            for key, p in law.open_points.items()
        },
        deadlines=tuple(_deadlines(law)),
        consequences=tuple(_consequences(law)),
    )


def _bodies(law: Law, agreement: str, home: str) -> Mapping[str, str]:
    """Who issues the certificate of this direction and to whom it is shown, by the words for them."""
    for form in law.certificates:
        if form.agreement == agreement and form.home == home:
            return {"home": form.issued_by, "host": form.shown_to}
    return {}


def _asking(
    agreement: Agreement,
    law: Law,
    outside: Mapping[str, tuple[OutsideRegion, ...]],
    late: Mapping[str, LateFiling],
) -> Agreement:
    """``agreement`` with its cautions asking bodies instead of ``home`` and ``host``, and with what is common."""
    directions = {}
    for home, direction in agreement.directions.items():
        bodies = _bodies(law, agreement.id, home)
        cautions = tuple(replace(c, ask=bodies.get(c.ask, c.ask)) for c in direction.cautions)
        territory = (*direction.outside, *outside.get(direction.host, ()))
        filing = direction.late_filing or late.get(direction.host)
        directions[home] = replace(direction, cautions=cautions, outside=territory, late_filing=filing)
    return replace(agreement, directions=directions)


def _directions(law: Law, home: str, host: str) -> Iterator[tuple[str, str]]:
    """Agreement and home state of each direction between these states (``*`` or empty: any).

    An agreement that is not in force makes nothing due.
    """
    for agreement in law.agreements:
        if agreement.first is None:
            continue
        for direction in agreement.directions.values():
            if home in (EVERY, "", direction.home) and host in ("", direction.host):
                yield agreement.id, direction.home


def _deadlines(law: Law) -> Iterator[Deadline]:
    """Rows of single agreements first, in their order, then the common ones that these leave open."""
    taken = {(d.key, agreement, d.home) for d in law.deadlines for agreement in d.agreements}
    common, own = _parted(law.deadlines)
    yield from own
    for deadline in common:
        for agreement, home in _directions(law, deadline.home, deadline.host):
            if (deadline.key, agreement, home) not in taken:
                ask = _bodies(law, agreement, home).get(deadline.ask, deadline.ask)
                yield replace(deadline, agreements=(agreement,), home=home, ask=ask)


def _consequences(law: Law) -> Iterator[Consequence]:
    """As ``_deadlines``; a row without a home state speaks of people from both."""
    taken = {
        (c.key, agreement, home)
        for c in law.consequences
        for agreement, home in itertools.product(c.agreements, (c.home,) if c.home else (EVERY,))
    }
    common, own = _parted(law.consequences)
    yield from own
    for consequence in common:
        for agreement, home in _directions(law, consequence.home, consequence.host):
            if not taken & {(consequence.key, agreement, home), (consequence.key, agreement, EVERY)}:
                yield replace(consequence, agreements=(agreement,), home=home)


def _parted(rows: Iterable[T]) -> tuple[list[T], list[T]]:
    everywhere: list[T] = []
    particular: list[T] = []
    for row in rows:
        (everywhere if EVERY in row.agreements else particular).append(row)
    return everywhere, particular
