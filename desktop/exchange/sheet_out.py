"""Rows that could not be taken over, as a CSV file to mend them in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from desktop.domain.formulas import tamed


def rows_file(heads: Sequence[str], rows: Iterable[Sequence[str]], delimiter: str = ",") -> bytes:
    """The CSV file of the rows: UTF-8 with its mark, by which Excel knows it, and with lines ended by CR LF.

    A text that a spreadsheet would compute gets an apostrophe in front, so that no cell of a stranger runs.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    for row in (heads, *rows):
        writer.writerow([tamed(cell) for cell in row])
    return buffer.getvalue().encode("utf-8-sig")
