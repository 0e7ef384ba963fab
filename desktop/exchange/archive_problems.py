"""Why an archive is refused; each refusal names what was found, and nothing of the archive is then used."""

from __future__ import annotations

from desktop.problems import FileProblem


class NotAnArchive(FileProblem):
    """No ZIP file, a damaged one, or one without the contents of an archive."""

    key = "errors.archive.not_one"
    takes = ("path",)


class ArchiveProtected(FileProblem):
    """A part of the ZIP file is behind a password."""

    key = "errors.archive.protected"
    takes = ("path",)


class ArchiveNewer(FileProblem):
    """Written by a newer program, in a format of ``version``."""

    key = "errors.archive.newer"
    takes = ("path", "version")


class ArchiveTooLarge(FileProblem):
    """The part ``name`` is larger than ``limit`` megabytes."""

    key = "errors.archive.too_large"
    takes = ("path", "name", "limit")


class ArchiveTooManyParts(FileProblem):
    """More than ``limit`` parts."""

    key = "errors.archive.too_many"
    takes = ("path", "limit")


class ArchiveStranger(FileProblem):
    """A part whose ``name`` no archive has: a path, a second part of one name, a file nothing refers to."""

    key = "errors.archive.stranger"
    takes = ("path", "name")


class ArchiveMissing(FileProblem):
    """The file ``name`` that a proof refers to is not there."""

    key = "errors.archive.missing"
    takes = ("path", "name")


class ArchiveAltered(FileProblem):
    """The file ``name`` is not the one whose digest the archive states."""

    key = "errors.archive.altered"
    takes = ("path", "name")


class ArchiveBadRow(FileProblem):
    """The row ``number`` (from 1) of ``table`` has something in ``field`` that cannot stand there."""

    key = "errors.archive.bad_row"
    takes = ("path", "table", "number", "field")


class ArchiveChanged(FileProblem):
    """The archive, or what is kept here, was changed after it was looked at; nothing was written."""

    key = "errors.archive.changed"
    takes = ("path",)
