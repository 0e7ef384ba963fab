import errno
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import desktop.exchange.case_file
import desktop.safety.problems
import desktop.storage.problems
from desktop.problems import (
    DiskFull,
    FileFailed,
    FileNotFound,
    FileUnreadable,
    NotWritable,
    Problem,
    read_problem,
    write_problem,
)

ROOMS = (desktop.exchange.case_file, desktop.safety.problems, desktop.storage.problems)
"""Importing a room makes its problems known to ``Problem.__subclasses__``."""
TRANSLATIONS = Path(__file__).parents[1] / "translations"
LANGUAGES = ("de", "en", "ko", "zh_Hans")


def all_problems(kind: type[Problem] = Problem) -> Iterator[type[Problem]]:
    for each in kind.__subclasses__():
        if hasattr(each, "key"):
            yield each
        yield from all_problems(each)


def texts(language: str) -> dict[str, str]:
    """The catalogues that problems of any room speak from."""
    found: dict[str, str] = {}
    for name in ("errors", "documents"):
        with (TRANSLATIONS / language / f"{name}.po").open("rb") as file:
            found |= {str(message.id): str(message.string) for message in read_po(file) if message.id}
    return found


def test_every_problem_has_its_own_key() -> None:
    keys = [problem.key for problem in all_problems()]
    assert len(keys) == len(set(keys)) >= 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_can_be_said(language: str) -> None:
    catalogue = texts(language)
    for problem in all_problems():
        placeholders = set(re.findall(r"\{(\w+)\}", catalogue[problem.key]))
        assert placeholders == set(problem.takes), (language, problem.key)
        said = catalogue[problem.key].format(**dict.fromkeys(problem.takes, "§"))
        assert "{" not in said


def test_a_problem_without_its_parameters_is_a_mistake() -> None:
    with pytest.raises(TypeError):
        DiskFull()
    with pytest.raises(TypeError):
        DiskFull(path="a", folder="b")


@pytest.mark.parametrize(
    ("number", "reading", "writing"),
    [
        (errno.ENOENT, FileNotFound, FileFailed),
        (errno.EACCES, FileUnreadable, NotWritable),
        (errno.EISDIR, FileUnreadable, NotWritable),
        (errno.EROFS, FileUnreadable, NotWritable),
        (errno.ENOSPC, FileFailed, DiskFull),
        (errno.EIO, FileFailed, FileFailed),
    ],
)
def test_errors_of_the_system_become_problems(
    number: int, reading: type[Problem], writing: type[Problem]
) -> None:
    error = OSError(number, "said by the system")
    assert type(read_problem(error, Path("a"))) is reading
    assert type(write_problem(error, Path("a"))) is writing
    assert read_problem(error, Path("a")).params["path"] == "a"
