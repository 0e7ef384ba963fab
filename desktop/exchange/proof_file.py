"""The files inside a printed paper that explains an answer, and the words on its pages.

The file may come from anyone: it is read within limits, and whatever a broken one does to the reader becomes a
problem with a sentence.
"""

from __future__ import annotations

import io
import logging
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.domain.proof import ANSWER_FILE, FACTS_FILE, MOST_BYTES
from desktop.problems import FileProblem, read_problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pypdf import Configuration, PdfReader

MOST_FILE: Final = 20_000_000
"""Bytes of a PDF that are read; a paper of ours takes less than a hundredth of it."""
_MOST_PAGES: Final = 20
"""The longest of our papers takes half of it."""


class NotAPaper(FileProblem):
    """No PDF file, or one without the facts that our papers carry."""

    key = "errors.proof.no_paper"
    takes = ("path",)


class PaperTooLarge(FileProblem):
    """A file larger than ``limit`` megabytes, which no paper of ours is."""

    key = "errors.proof.too_large"
    takes = ("path", "limit")


@dataclass(frozen=True, slots=True)
class CarriedProof:
    """The two files of a paper as they are, and the text of its pages."""

    facts: bytes
    answer: bytes
    printed: str


def read_paper(path: Path) -> CarriedProof:
    """What the paper in ``path`` carries; raises a ``FileProblem``. Whether it holds together is not looked at."""
    data = _bytes(path)
    try:
        with _quiet():
            return _carried(data)
    except Exception as error:  # a hostile file can make the reader stumble anywhere
        raise NotAPaper(path=str(path)) from error


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_FILE + 1)
    except (OSError, ValueError) as error:
        raise read_problem(error if isinstance(error, OSError) else OSError(str(error)), path) from error
    if len(data) > MOST_FILE:
        raise PaperTooLarge(path=str(path), limit=MOST_FILE // 1_000_000)
    return data


def _carried(data: bytes) -> CarriedProof:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    facts, answer = (_attached(reader, name) for name in (FACTS_FILE, ANSWER_FILE))
    pages = (page.extract_text() for page in reader.pages[:_MOST_PAGES])
    return CarriedProof(facts, answer, "\n".join(pages))


def _attached(reader: PdfReader, name: str) -> bytes:
    """The one file of this name; raises ``ValueError`` where there are several or it is too large."""
    (data,) = reader.attachments[name]
    if len(data) > MOST_BYTES:
        raise ValueError(f"{name} is too large")
    return data


def _limits() -> Configuration:
    """Bytes and counts: several times what a paper of ours needs, far below what could hold up a machine."""
    from pypdf import Configuration

    return Configuration(
        maximum_declared_stream_length=5_000_000,
        array_based_stream_maximum_output_length=1_000_000,
        lzw_maximum_output_length=1_000_000,
        run_length_maximum_output_length=1_000_000,
        zlib_maximum_output_length=1_000_000,
        zlib_maximum_recovery_input_length=10_000,
        brotli_maximum_output_length=1_000_000,
        stream_decoding_work_maximum_length=5_000_000,
        stream_parsing_work_maximum_count=200_000,
        page_tree_maximum_page_entries=10_000,
        xform_maximum_invocations_per_extraction=100,
        jbig2dec_binary=None,
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """pypdf within our limits, starting no other program, and without its remarks on damaged files."""
    from pypdf import apply_configuration

    log = logging.getLogger("pypdf")
    before = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        with apply_configuration(_limits()):
            yield
    finally:
        log.setLevel(before)
