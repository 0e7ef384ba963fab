"""``session.repair``: whether the file is whole, and saving what can be saved of one that is not.

The check changes nothing. A salvage writes a new file beside the damaged one, which stays as it is. Both can be used
where the file could not be opened; the lists they give are put into words here.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.domain.imports.sheet import Progress, silent
from desktop.domain.paper import Words
from desktop.domain.papers.salvage_list import ID, Listed, Section, salvage_list
from desktop.storage.problems import Damaged

if TYPE_CHECKING:
    from desktop.domain.health import Health
    from desktop.paperwork import PaperFile
    from desktop.session import Session
    from desktop.storage.repair.salvage_report import Group, Report

_STAMP: Final = "%Y-%m-%d_%H-%M-%S"
_MOST_MARKS: Final = 60
"""So many single entries are named in a line; more of one kind and person would not be read."""
_THINGS: Final = {
    "person": "persons", "employer": "employers", "posting": "cases", "contribution": "contributions",
    "certificate": "certificates", "custody": "custody", "document": "documents", "diary": "diary",
    "reminder": "reminders", "evidence": "evidence", "fact_proof": "fact_proofs",
}  # fmt: skip
"""Tables of things that archives name too."""
_FIRST: Final = ("person", "posting", "employer")
_LAST: Final = ("change", "change_row", "change_range", "deletion", "setting", "last_number")


@dataclass(frozen=True, slots=True)
class Salvaged:
    """A file that was saved: its folder, what became of everything, and the day.

    ``source`` is the folder of the damaged file; ``None`` where the saved file is open and told of itself.
    """

    folder: Path
    source: Path | None
    report: Report
    made_on: dt.date


class Repair:
    """See the module."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def can_check(self) -> bool:
        """Whether the file is open, so that it can be looked through."""
        return self._session.is_open

    def check(self, progress: Progress = silent) -> Health:
        """Look through the whole open file. Raises a ``StorageProblem``; what ``progress`` raises stops it."""
        return self._session.store.repairs.check(self._session.profile.key, progress)

    def salvage(self, progress: Progress = silent) -> Salvaged:
        """Save what can be saved into a new file beside the present one, which stays open or shut as it is.

        Backups in reach fill what is missing. Raises ``Damaged`` where the key is not known because the file was not
        tried to be opened, and the ``StorageProblem``s of ``salvage``; what ``progress`` raises stops it.
        """
        from desktop.storage.repair.salvage import salvage

        session = self._session
        profile = session.profile
        key = profile.key if session.is_open else profile.key_of_damaged
        if key is None:
            raise Damaged(folder=str(profile.folder))
        now = session.backups.clock()
        into = session.places.new_salvaged(now.strftime(_STAMP))
        backups = [path for backup in session.backups.list() for path in backup.paths if path.is_dir()]
        report = salvage(profile.folder, key, into, backups, progress)
        return Salvaged(into, profile.folder, report, now.astimezone().date())

    def kept(self) -> Salvaged | None:
        """What the open file says of its own salvage; ``None`` where it never was one."""
        session = self._session
        kept = session.store.repairs.report() if session.is_open else None
        return None if kept is None else Salvaged(session.folder, None, *kept)

    def use(self, salvaged: Salvaged) -> None:
        """Go on with the saved file. Raises a ``StorageProblem``."""
        self._session.places.open(salvaged.folder)

    # -- the list

    def sections(self, report: Report) -> tuple[Section, ...]:
        """What is to be told, the worst first: lost, kept in part, restored and from where."""

        found = [Section(Words("safety.repair.lost"), self._all_listed(report.lost))]
        found.append(Section(Words("safety.repair.cut"), self._all_listed(report.cut)))
        for origin in dict.fromkeys(group.origin for group in report.restored):
            groups = [group for group in report.restored if group.origin == origin]
            found.append(Section(self._from(origin), self._all_listed(groups)))
        told = [section for section in found if section.lines]
        told += [Section(words, ()) for words in self._notes(report)]
        return tuple(told)

    def _notes(self, report: Report) -> Iterator[Words]:

        if report.nameless:
            yield Words("safety.repair.nameless", {"n": report.nameless})
        for table in report.unsure:
            yield Words("safety.repair.unsure", {"what": _kind(table)})

    def _from(self, origin: str) -> Words:
        from desktop.domain.backups import read_name
        from desktop.storage.repair.salvage_report import HISTORY, JOURNAL

        if origin in (HISTORY, JOURNAL):
            return Words(f"safety.repair.from_{origin}")
        name = read_name(origin)
        when = origin if name is None else self._session.language.moment(name.made_at)
        return Words("safety.repair.from_backup", {"when": when})

    def filled(self, report: Report) -> Mapping[str, int]:
        """How many rows did not come from the file's sound pages: by ``backup``, ``journal`` and ``history``."""
        from desktop.storage.repair.salvage_report import HISTORY, JOURNAL

        found: Counter[str] = Counter()
        for group in report.restored:
            found[group.origin if group.origin in (HISTORY, JOURNAL) else "backup"] += group.count
        return {origin: found[origin] for origin in ("backup", JOURNAL, HISTORY) if found[origin]}

    def _all_listed(self, groups: Sequence[Group]) -> tuple[Listed, ...]:
        """People and cases first, the history last."""
        return tuple(self._listed(group) for group in sorted(groups, key=lambda group: _rank(group.table)))

    def _listed(self, group: Group) -> Listed:
        names = tuple(dict.fromkeys(name for name in (group.person, group.case) if name))
        marks = [mark for mark in group.marks if not set(mark) <= set(names)]
        which = self._months(marks) if group.table == "contribution" else self._marks(marks)
        return Listed(_kind(group.table), " · ".join(names), group.count, which)

    def _marks(self, marks: Sequence[tuple[str, ...]]) -> str:
        """What tells the entries apart, days in the user's way."""
        named = [" ".join(map(self._mark, mark)) for mark in sorted(marks)[:_MOST_MARKS]]
        return self._joined([*named, "…"] if len(marks) > _MOST_MARKS else named)

    def _joined(self, parts: Sequence[str]) -> str:
        def next_to(a: str, b: str) -> str:
            return self._session.text("safety.repair.next", a=a, b=b)

        return reduce(next_to, parts) if parts else ""

    def _mark(self, mark: str) -> str:
        try:
            return self._session.language.date(dt.date.fromisoformat(mark))
        except ValueError:
            return mark

    def _months(self, marks: Sequence[tuple[str, ...]]) -> str:
        """The months by state, those that follow each other as one span: China 2023-01–2024-02."""
        by_state: dict[str, set[dt.date]] = {}
        for mark in marks:
            if len(mark) == len(("month", "state")):
                by_state.setdefault(mark[1], set()).add(dt.date.fromisoformat(mark[0]))
        return "; ".join(
            f"{self._session.language.state(state)} {self._joined(list(_spans(sorted(months))))}"
            for state, months in sorted(by_state.items())
        )

    def text_list(self, salvaged: Salvaged) -> str:
        """The list as plain text, a line for each kind and person."""
        text = self._session.text
        lines = [text("papers.salvaged.title"), self._session.language.date(salvaged.made_on), ""]
        lines += [text("papers.salvaged.lead"), ""]
        for section in self.sections(salvaged.report):
            lines += [self.said(section.heading), *map(self.line, section.lines), ""]
        return "\n".join(lines)

    def line(self, listed: Listed) -> str:
        """A line of the list as one text."""
        amount = self._session.language.number(listed.amount)
        count = self._session.text("safety.repair.line", what=self.said(listed.what), n=amount)
        return " · ".join(part for part in (count, listed.whose, listed.which) if part)

    def said(self, words: Words) -> str:
        """The text behind ``words`` in the screen's language."""
        params = {name: value if isinstance(value, str | int) else self.said(value)  # type: ignore[arg-type]
                  for name, value in words.params.items()}  # fmt: skip
        return self._session.text(words.key, **params)

    def files(self, salvaged: Salvaged) -> Sequence[PaperFile]:
        """The list as a text file and as a paper to print."""
        from desktop.documents.render import render
        from desktop.paperwork import PaperFile

        code, name = self._session.language.code, f"{ID}_{salvaged.made_on.isoformat()}"
        paper = salvage_list(self.sections(salvaged.report), salvaged.made_on)
        drawn = render(paper, (code,), self._session.law)
        text = self.text_list(salvaged).encode("utf-8-sig")
        return (
            PaperFile(ID, (code,), f"{name}.txt", text, 0, ()),
            PaperFile(ID, (code,), f"{name}.pdf", drawn.pdf, drawn.pages, ()),
        )


def _spans(months: Sequence[dt.date]) -> Iterator[str]:
    """Months in order, given by their first days, in spans without a gap."""
    start = 0
    for place, month in enumerate(months):
        following = months[place + 1] if place + 1 < len(months) else None
        if following is None or (following.year - month.year) * 12 + following.month - month.month != 1:
            first, last = f"{months[start]:%Y-%m}", f"{month:%Y-%m}"
            yield first if first == last else f"{first}–{last}"
            start = place + 1


def _rank(table: str) -> int:
    """The place of a table in the list."""
    if table in _FIRST:
        return _FIRST.index(table) - len(_FIRST)
    return _LAST.index(table) + 1 if table in _LAST else 0


def _kind(table: str) -> Words:
    """What the rows of a table are called."""
    if table in _THINGS:
        return Words(f"archive.table.{_THINGS[table]}")
    return Words(f"safety.repair.kind.{table}")
