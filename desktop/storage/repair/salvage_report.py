"""What a salvage saved, restored from elsewhere, and lost: rows by table, and whose they were as far as is known."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final

from desktop.storage.codec import decode
from desktop.storage.repair.btree import Value

HISTORY: Final = "history"
"""The origin of rows that were made anew from the history in the damaged file itself."""
JOURNAL: Final = "journal"
"""The origin of rows from the state of the file before the part of its journal that is damaged."""
SETTING: Final = "salvaged"
"""The setting that holds the report; not carried to other files."""
_FATES: Final = ("restored", "lost", "cut")
_MARKS: Final[Mapping[str, tuple[str, ...]]] = {
    "contribution": ("month", "state"), "certificate": ("number", "ends_on"), "evidence": ("title",),
    "attachment": ("file_name",), "custody": ("holder", "place", "since"), "document": ("ends_on",),
    "diary": ("on",), "reminder": ("title", "due_on"), "posting": ("name",), "person": ("name",),
    "employer": ("name",),
}  # fmt: skip
"""What tells one row of a table from another, for a list."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one table that share their fate.

    ``origin`` says where they were taken from: ``HISTORY``, ``JOURNAL``, the name of a backup, empty for what is lost.
    ``person`` and ``case`` are names, empty where unknown. ``marks`` has a few values for each row that has any.
    ``person_id`` and ``case_id`` are all that the saved file keeps of these, so that who is deleted for good is gone.
    """

    table: str
    count: int
    origin: str = ""
    person: str = ""
    case: str = ""
    marks: tuple[tuple[str, ...], ...] = ()
    person_id: int | None = None
    case_id: int | None = None


@dataclass(slots=True)
class Report:
    """The outcome of a salvage.

    ``saved`` counts the rows taken from sound pages, by table. ``restored`` came from elsewhere and may be older,
    ``lost`` is gone, ``cut`` are attachments of which a part is left. ``unsure`` names tables of which more may be
    lost than can be counted. ``history_gaps`` is true where entries of the history are lost or changed their place.
    """

    pages: int = 0
    damaged_pages: int = 0
    journal_damaged: bool = False
    saved: dict[str, int] = field(default_factory=dict)
    restored: list[Group] = field(default_factory=list)
    lost: list[Group] = field(default_factory=list)
    cut: list[Group] = field(default_factory=list)
    unsure: tuple[str, ...] = ()
    nameless: int = 0
    """Rows that were found and could not be told whose table they belong to, and changed pages without a name."""

    @property
    def whole(self) -> bool:
        """Whether nothing is lost."""
        return not (self.lost or self.cut or self.unsure or self.nameless)

    def as_kept(self) -> dict[str, Any]:
        """The report for the file it tells of: without names and marks, which deleting for good would not find."""
        data = asdict(self)
        for name in _FATES:
            for group in data[name]:
                group.update(person="", case="", marks=())
        return data

    def name_anew(self, owners: Owners) -> None:
        """Give every group the present names of its person and case."""
        for name in _FATES:
            setattr(self, name, [owners.named(group) for group in getattr(self, name)])


class Owners:
    """Who the rows belong to, asked of the file that was saved; names that are lost are empty."""

    def __init__(self, connection: Any) -> None:
        self._persons = dict(connection.execute("SELECT id, name FROM person"))
        self._cases = {number: (name, person) for number, name, person in
                       connection.execute("SELECT id, name, person_id FROM posting")}  # fmt: skip

    def groups(self, table: str, rows: Iterable[Mapping[str, Value]], origin: str = "") -> list[Group]:
        """The rows in groups by person and case."""
        found: dict[tuple[int | None, int | None], list[tuple[str, ...]]] = {}
        for row in rows:
            found.setdefault(self._whose(table, row), []).append(_marks(table, row))
        return [
            self.named(Group(table, len(marks), origin, "", "", tuple(filter(None, marks)), person, case))
            for (person, case), marks in found.items()
        ]

    def named(self, group: Group) -> Group:
        """The group with the names of its person and case, as they are now."""
        case, _ = self._cases.get(group.case_id, ("", None))
        return replace(group, person=str(self._persons.get(group.person_id, "")), case=str(case))

    def _whose(self, table: str, row: Mapping[str, Value]) -> tuple[int | None, int | None]:
        case = row.get("id" if table == "posting" else "case_id")
        _, person = self._cases.get(case, ("", None))
        person = row.get("id" if table == "person" else "person_id") or person
        return person if isinstance(person, int) else None, case if isinstance(case, int) else None


def _marks(table: str, row: Mapping[str, Value]) -> tuple[str, ...]:
    values = (row.get(name) for name in _MARKS.get(table, ()))
    return tuple(str(value) for value in values if value not in (None, ""))


def kept_report(connection: Any) -> tuple[Report, dt.date] | None:
    """The report that a salvaged file keeps of itself, and the day; ``None`` where there is none that can be read."""
    for (value,) in connection.execute("SELECT value FROM setting WHERE name = ?", [SETTING]):
        try:
            data = json.loads(str(decode(value)))
            made_on = dt.date.fromisoformat(data.pop("made_on"))
            groups = {name: [Group(**{**group, "marks": ()}) for group in data[name]] for name in _FATES}
            report = Report(**{**data, **groups, "unsure": tuple(data["unsure"])})
        except (ValueError, KeyError, TypeError):  # of a later program
            return None
        report.name_anew(Owners(connection))
        return report, made_on
    return None
