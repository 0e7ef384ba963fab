"""Everything that is kept as one file, and such a file back: looked at first, written after yes, one step of undo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING

from desktop.domain.backups import Reason
from desktop.domain.record.contents import TABLES
from desktop.domain.record.differences import Spot, differences, plan, settled
from desktop.domain.record.merge import Entry, Standing, compare
from desktop.domain.record.redaction import GROUPS
from desktop.exchange.archive import write_archive
from desktop.exchange.archive_problems import ArchiveChanged
from desktop.exchange.archive_reader import Archive
from desktop.languages.language import LANGUAGES, Language
from desktop.problems import write_problem
from desktop.storage.atomic import replacing

if TYPE_CHECKING:
    from desktop.session import Session

Progress = Callable[[int, int], None]
"""Takes how many of how many things are done; what it raises ends the work, and nothing is kept."""


def _quietly(_done: int, _of: int) -> None:
    """Nobody is watching."""


def save_archive(
    session: Session, path: Path, person_id: int | None = None, went_on: Progress = _quietly
) -> int:
    """Write everything of one person, or of all, into ``path``; returns how many things that are.

    Raises ``KeyError`` for a person who is not there, and a ``FileProblem``.
    """
    contents = session.store.contents.read(person_id)
    content = session.store.record.content
    try:
        with replacing(path) as file:
            write_archive(file, contents, content, readme(), session.day, went_on)
    except OSError as error:
        raise write_problem(error, path) from error
    return len(contents)


def readme(hidden: Collection[str] | None = None) -> str:
    """What the archive says about itself, in all four languages; ``hidden`` are the groups hidden in it, if any are."""
    return "\n\n".join(_readme(Language(code), hidden) for code in LANGUAGES) + "\n"


def _readme(language: Language, hidden: Collection[str] | None) -> str:
    about = language.text("archive.readme")
    if hidden is None:
        return about
    left_out = _groups(language, hidden) or language.text("archive.nothing")
    said = language.text("archive.readme.redacted", hidden=left_out)
    return f"{about}\n{said}\n{not_hidden_words(language, hidden)}"


def not_hidden_words(language: Language, hidden: Collection[str]) -> str:
    """What can still be seen in a file that hides the groups ``hidden``."""
    kept = _groups(language, set(GROUPS) - set(hidden))
    also = language.text("archive.readme.kept", kept=kept) if kept else ""
    return language.text("archive.readme.visible", kept=also)


def _groups(language: Language, groups: Collection[str]) -> str:
    words = (language.text(f"archive.hide.{group}") for group in GROUPS if group in groups)
    return language.text("archive.between").join(words)


class Import:
    """An archive beside what is kept here. Nothing is written before ``take``. Use it as a context.

    ``entries`` are all its things, each new here, the same or different; ``different`` are the fields that differ.
    An archive of a part says nothing of what it does not hold.
    """

    def __init__(
        self, session: Session, path: Path, went_on: Progress = _quietly, opened: IO[bytes] | None = None
    ) -> None:
        """``opened`` is the archive where it came out of the encrypted file ``path``.

        Raises a ``FileProblem`` for an archive that cannot be taken.
        """
        self._session, self._path = session, path
        self._reason = Reason.ARCHIVE if opened is None else Reason.CASE_FILE
        self._archive = Archive(path, went_on, opened)
        found = compare(session.store.contents.read(), self._archive.contents)
        self.different = differences(found, emptying=self._archive.left_out is None)
        self.entries: tuple[Entry, ...] = settled(found, self.different)

    def __enter__(self) -> Import:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go."""
        self._archive.__exit__(None, None, None)

    def counts(self) -> Mapping[str, Mapping[Standing, int]]:
        """For each table of the archive that has things, how many are new, the same and different."""
        found = Counter((entry.table, entry.standing) for entry in self.entries)
        return {
            table: {standing: found[table, standing] for standing in Standing}
            for table in TABLES
            if any(found[table, standing] for standing in Standing)
        }

    def count_sentences(self) -> tuple[str, ...]:
        """``counts`` in words, a sentence for each table; what there is none of is not said."""
        text, language = self._session.text, self._session.language
        sentences = []
        for table, found in self.counts().items():
            parts = [
                text(f"archive.count.{standing.value}", count=language.number(count))
                for standing, count in found.items()
                if count
            ]
            name = text(f"archive.table.{table}")
            sentences.append(text("archive.count", table=name, counts=language.list(parts)))
        return tuple(sentences)

    def take(self, chosen: Collection[Spot] = (), went_on: Progress = _quietly) -> int:
        """Write all that is new, and of what is different the fields in ``chosen``; returns how many things.

        Cases whose answers change are decided again. Raises a ``StorageProblem`` or ``FileProblem``; nothing is
        kept then.
        """
        self._session.backups.before(self._reason)
        wanted = plan(self.entries, chosen)
        every = sum(1 for _ in wanted)
        record, store = self._session.record, self._session.store
        with record.together("archive", file=self._path.name):
            try:
                store.contents.write(wanted, self._archive.content, lambda done: went_on(done, every))
            except ValueError as error:
                raise ArchiveChanged(path=str(self._path)) from error
            for case in self._answered_anew(chosen):
                self._session.reopen(case)
        return every

    def _answered_anew(self, chosen: Collection[Spot]) -> set[int]:
        rows = {self.entries[spot.place].mine for spot in chosen if spot.field == "answers"}
        return {row.id for row in rows if row is not None and row.outcome is not None}
