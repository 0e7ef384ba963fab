"""``session.tables``: a table of another program, from the file to the record."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.backups import Reason
from desktop.domain.imports.amount import Judgement
from desktop.domain.imports.check_rows import Bounds
from desktop.domain.imports.heads import find_head_row, head_texts, judge_columns, suggest
from desktop.domain.imports.lines import Finding, Preview, Verdict
from desktop.domain.imports.matching import Matching, matching_name, matching_text, read_matching
from desktop.domain.imports.preview import Plan, check_rows, open_questions, people_of, plan, read_rows
from desktop.domain.imports.row_cells import as_text
from desktop.domain.imports.words import Readers
from desktop.exchange.sheets import open_table, read_sheet
from desktop.problems import Problem
from desktop.record.table_import import born_by_number, people_known, take_over

if TYPE_CHECKING:
    from desktop.domain.imports.sheet import Progress, Sheet
    from desktop.domain.imports.table_file import TableFile
    from desktop.session import Session


class RecordMoved(Problem):
    """The record was changed after the preview was made."""

    key = "errors.import.moved"


@dataclass(frozen=True, slots=True)
class Checked:
    """A preview, how it was made, and the change of the record it was made after."""

    plan: Plan
    preview: Preview
    after: int


class Tables:
    """See the module. Nothing is written but by ``take_over`` and ``remember``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @cached_property
    def readers(self) -> Readers:
        """What understands the cells."""
        from desktop.exchange.import_words import read_words
        from desktop.languages.amounts import currency_codes, parse_amount
        from desktop.languages.month_words import parse_month, parse_month_number
        from desktop.languages.state_words import state_code
        from desktop.paths import resources_folder

        words = read_words(resources_folder() / "imports" / "words.toml")
        return Readers(words, parse_amount, parse_month, parse_month_number, state_code, currency_codes)

    # -- reading

    def open(self, path: Path, encoding: str = "") -> TableFile:
        """Look at a file; see ``exchange.sheets.open_table``."""
        return open_table(path, encoding)

    def read(self, file: TableFile, worksheet: str, progress: Progress) -> Sheet:
        """The cells of a worksheet; see ``exchange.sheets.read_sheet``."""
        with _uncollected():
            return read_sheet(file, worksheet, progress)

    def pasted(self, text: str, name: str) -> Sheet:
        """The cells of a text from the clipboard; ``name`` stands for it in problems."""
        from desktop.exchange.sheet_text import read_text

        return read_text(text, name)

    # -- matching

    def match(self, sheet: Sheet, head_row: int | None = None) -> Matching:
        """What the columns mean: as remembered for these heads, else as the heads say."""
        row = head_row or find_head_row(sheet, self.readers)
        kept = self._session.store.setting(matching_name(head_texts(sheet, row)))
        if isinstance(kept, str):
            try:
                return read_matching(kept, row)
            except ValueError:  # of an earlier version
                pass
        return self.found(sheet, row)

    def found(self, sheet: Sheet, head_row: int) -> Matching:
        """What the heads alone say."""
        return suggest(sheet, head_row, self.readers)

    def remember(self, sheet: Sheet, matching: Matching) -> None:
        """Remember the matching for these heads."""
        name = matching_name(head_texts(sheet, matching.head_row))
        self._session.store.set_setting(name, matching_text(matching))

    def judge(self, sheet: Sheet, matching: Matching) -> dict[int, Judgement]:
        """How the columns of money are written, as far as it shows."""
        return judge_columns(sheet, matching, self.readers)

    def questions(
        self, sheet: Sheet, matching: Matching, judgements: Mapping[int, Judgement], person_id: int | None
    ) -> tuple[Finding, ...]:
        """What has to be said before the rows can be checked."""
        return open_questions(sheet, matching, judgements, person_id)

    # -- the preview, and taking it over

    def check(
        self,
        sheet: Sheet,
        matching: Matching,
        judgements: Mapping[int, Judgement],
        person_id: int | None,
        progress: Progress,
    ) -> Checked:
        """The preview of a worksheet; raises ``ValueError`` while there are ``questions``."""
        from desktop.languages.amounts import money_of

        session, after = self._session, self._stamp()
        how = plan(sheet, matching, judgements, person_id)
        people = people_known(session.record, session.store)
        firms = {firm.id: firm.name for firm in session.record.employers() if firm.id is not None}
        with _uncollected():
            rows = read_rows(how, self.readers, people, progress)
            known = session.store.imports.months_of(people_of(rows))
            bounds = Bounds(session.day, people, money_of, known, firms, born_by_number)
            return Checked(how, check_rows(rows, bounds, progress), after)

    def take_over(self, checked: Checked, replace_conflicts: bool, progress: Progress) -> int:
        """Keep the accepted rows as one step of undo, and remember the matching; returns how many rows were kept.

        Raises ``RecordMoved`` where the record changed since the preview. What ``progress`` raises takes
        everything back.
        """
        if checked.after != self._stamp():
            raise RecordMoved
        session = self._session
        session.backups.before(Reason.IMPORT)
        taken = take_over(session.record, session.store, checked.preview, replace_conflicts, progress)
        self.remember(checked.plan.sheet, checked.plan.matching)
        return taken

    def _stamp(self) -> int:
        return self._session.store.due.last_change()

    # -- what could not be taken

    def words(self, finding: Finding) -> str:
        """A finding as a sentence in the screen's language."""
        from desktop.record.table_words import finding_words

        return finding_words(self._session.language, finding)

    def save_refused(self, checked: Checked, path: Path) -> int:
        """Write the refused rows with their reasons as a CSV file; returns how many; raises a ``FileProblem``."""
        from desktop.exchange.sheet_out import rows_file
        from desktop.problems import write_problem
        from desktop.storage.atomic import write_atomically

        refused = [line for line in checked.preview.lines if line.verdict is Verdict.REFUSED]
        sheet, text = checked.plan.sheet, self._session.text
        heads = (
            text("record.import.head.row"),
            text("record.import.head.why"),
            *head_texts(sheet, checked.plan.matching.head_row),
        )
        rows = (
            (
                str(line.number),
                " ".join(self.words(finding) for finding in line.findings),
                *map(as_text, sheet.rows[line.number - 1]),
            )
            for line in refused
        )
        delimiter = ";" if self._session.language.code == "de" else ","
        try:
            write_atomically(path, rows_file(heads, rows, delimiter))
        except OSError as error:
            raise write_problem(error, path) from error
        return len(refused)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for cycles: a million new rows have none, and looking takes two fifths of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
