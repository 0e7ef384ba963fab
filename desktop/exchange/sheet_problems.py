"""Why a table cannot be read as a whole; what is wrong with one row is ``domain.imports.findings``."""

from __future__ import annotations

from desktop.problems import FileProblem


class SheetProtected(FileProblem):
    """The workbook asks for a password."""

    key = "errors.sheet.protected"
    takes = ("path",)


class SheetBroken(FileProblem):
    """The workbook is damaged, or its content is not what its name says."""

    key = "errors.sheet.broken"
    takes = ("path",)


class SheetEmpty(FileProblem):
    """No cell holds anything."""

    key = "errors.sheet.empty"
    takes = ("path",)


class SheetUnknown(FileProblem):
    """A kind of file no table is read from."""

    key = "errors.sheet.unknown"
    takes = ("path",)


class SheetTooLarge(FileProblem):
    """More than ``limit`` megabytes, packed or, in a workbook, unpacked."""

    key = "errors.sheet.too_large"
    takes = ("path", "limit")


class SheetSwollen(FileProblem):
    """The file claims a far larger table than it holds."""

    key = "errors.sheet.swollen"
    takes = ("path",)


class TooManyRows(FileProblem):
    """Something stands below row ``limit``."""

    key = "errors.sheet.too_many_rows"
    takes = ("path", "limit")


class TooManyColumns(FileProblem):
    """Something stands right of column ``limit``, counted from 1."""

    key = "errors.sheet.too_many_columns"
    takes = ("path", "limit", "column")


class TooMuchMerged(FileProblem):
    """So many merged cells that no row could be told from another."""

    key = "errors.sheet.merged"
    takes = ("path",)


class RowBroken(FileProblem):
    """In ``row`` of a text file a quotation mark is never closed, or stands inside a quoted cell."""

    key = "errors.sheet.row_broken"
    takes = ("path", "row")


class EncodingWrong(FileProblem):
    """The text is not in the encoding chosen, or in none that is known."""

    key = "errors.sheet.encoding"
    takes = ("path",)
