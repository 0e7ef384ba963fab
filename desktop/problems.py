"""What can go wrong through nobody's bug: typed errors that name a sentence of the catalogue ``errors``.

A ``Problem`` is something the user can act on. Windows and commands show ``language.text(problem.key,
**problem.params)`` and go on; every other exception is a bug and goes to ``desktop.crash``.
"""

from __future__ import annotations

import errno
from pathlib import Path
from typing import ClassVar

Param = str | int


class Problem(Exception):
    """A problem with a sentence: ``key`` in the catalogues, ``takes`` the names of its placeholders.

    Raises ``TypeError`` when made with other parameters than ``takes``: the sentence could not be said.
    """

    key: ClassVar[str]
    takes: ClassVar[tuple[str, ...]] = ()

    def __init__(self, **params: Param) -> None:
        if set(params) != set(self.takes):
            raise TypeError(f"{type(self).__name__} takes {self.takes}, not {tuple(params)}")
        super().__init__(self.key, params)
        self.params = params


class InputProblem(Problem):
    """Something typed or read that cannot be right."""


class ImpossibleDate(InputProblem):
    """A date that no calendar has, or that is not written as YYYY-MM-DD."""

    key = "errors.date.impossible"
    takes = ("text",)


class EndBeforeStart(InputProblem):
    """The last day lies before the first."""

    key = "errors.date.end_before_start"
    takes = ("start", "end")


class UnknownState(InputProblem):
    """A country that is no ISO 3166-1 code of two letters."""

    key = "errors.state.unknown"
    takes = ("text",)


class TextTooLong(InputProblem):
    """A text beyond the limit of its place, both counted in characters."""

    key = "errors.text.too_long"
    takes = ("length", "limit")


class UnprintableCharacter(InputProblem):
    """A character no embedded font has; ``code`` as ``U+1F600``."""

    key = "errors.text.unprintable"
    takes = ("character", "code")


class EmptyText(InputProblem):
    """Nothing where a name is needed."""

    key = "errors.text.empty"


class PaperStopped(Problem):
    """A paper holds a character no embedded font has; ``field`` is the field's label for the user."""

    key = "errors.paper.unprintable"
    takes = ("field", "character", "code")


class FileProblem(Problem):
    """A file named by the user that cannot be used."""


class FileNotFound(FileProblem):
    """No such file."""

    key = "errors.file.not_found"
    takes = ("path",)


class FileUnreadable(FileProblem):
    """The file is there but may not be read, or is a folder."""

    key = "errors.file.unreadable"
    takes = ("path",)


class FileNotText(FileProblem):
    """The file is not UTF-8 text."""

    key = "errors.file.not_text"
    takes = ("path",)


class NotWritable(FileProblem):
    """The file or folder may not be written."""

    key = "errors.file.not_writable"
    takes = ("path",)


class DiskFull(FileProblem):
    """No room left where ``path`` lies; what was kept before is untouched."""

    key = "errors.file.disk_full"
    takes = ("path",)


class FileFailed(FileProblem):
    """Reading or writing failed for a rarer reason; ``code`` is the system's name of it (``EIO``)."""

    key = "errors.file.failed"
    takes = ("path", "code")


class MalformedJson(FileProblem):
    """Not JSON; ``line`` and ``column`` count from 1."""

    key = "errors.json.malformed"
    takes = ("path", "line", "column")


class MalformedToml(FileProblem):
    """Not TOML; ``line`` and ``column`` count from 1."""

    key = "errors.toml.malformed"
    takes = ("path", "line", "column")


FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
"""Error numbers that mean: no room left (``EDQUOT`` is unknown to Windows)."""
FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EISDIR, errno.EEXIST}
"""Error numbers that mean: not here, whoever asks."""


def write_problem(error: OSError, path: Path) -> Problem:
    """The problem behind an error of the operating system while ``path`` was written."""
    if error.errno in FULL:
        return DiskFull(path=str(path))
    if error.errno in FORBIDDEN:
        return NotWritable(path=str(path))
    return FileFailed(path=str(path), code=error_code(error))


def read_problem(error: OSError, path: Path) -> Problem:
    """The problem behind an error of the operating system while ``path`` was read."""
    if isinstance(error, FileNotFoundError):
        return FileNotFound(path=str(path))
    if error.errno in FORBIDDEN:
        return FileUnreadable(path=str(path))
    return FileFailed(path=str(path), code=error_code(error))


def error_code(error: OSError) -> str:
    """The system's name of an error, such as ``EIO``."""
    return errno.errorcode.get(error.errno or 0, type(error).__name__)
