"""A paper into a tagged PDF file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Final

from desktop.documents.attachments import attach_files
from desktop.documents.blocks import Layout
from desktop.documents.flow import Flow, Sheet
from desktop.documents.furniture import fold_marks, footer, watermark
from desktop.documents.metadata import finished, new_canvas
from desktop.documents.paint import paint
from desktop.documents.setting import Setting
from desktop.documents.structure import Element, attach
from desktop.documents.styles import BODY_HEIGHT, BODY_WIDTH, LEFT, TOP
from desktop.documents.voice import Voice
from desktop.domain.paper import Block, Fingerprint, Heading, Letterhead, Paper, Paragraph, Words

if TYPE_CHECKING:
    from desktop.domain.agreement import Law

_ONE_AT_A_TIME: Final = Lock()
"""reportlab's font objects read one file position and must not draw two papers at once."""


_FOLDED: Final = ("de", "en")


@dataclass(frozen=True, slots=True)
class Problem:
    """A value that was missing while drawing: its field, and where the line to write on lies.

    ``page`` counts from 1; ``x``, ``y`` (from the upper left corner of the page) and ``width`` are points.
    """

    field: str
    page: int
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished file, its number of pages, and what was missing, in the order of the pages."""

    pdf: bytes
    pages: int
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Part:
    """Sheets in the same languages; ``folded`` for a letter to be folded into an envelope with a window."""

    voices: tuple[Voice, ...]
    sheets: list[Sheet]
    folded: bool


def render(paper: Paper, languages: Sequence[str], law: Law, *, draft: bool = False) -> Rendered:
    """Draw ``paper``. The same input gives the same bytes, in every process.

    ``languages`` are one or two of ``zh_Hans``, ``de``, ``ko``, ``en``. Two stand side by side where the
    paper is bilingual; else the second is a reading copy on pages of its own behind. ``law`` names what is
    cited. ``draft`` prints a watermark. Raises ``UnprintableText`` for a character without a glyph,
    ``ValueError`` for other languages or another number of them.
    """
    if not 1 <= len(languages) <= 2 or len(set(languages)) != len(languages):
        raise ValueError(f"one language or two different ones, not {', '.join(languages) or 'none'}")
    voices = tuple(Voice(code, law) for code in languages)
    root = Element("Document")
    with _ONE_AT_A_TIME:
        parts = _parts(paper, voices, root)
        return _drawn(paper, parts, root, draft)


def _parts(paper: Paper, voices: tuple[Voice, ...], root: Element) -> list[_Part]:
    if paper.bilingual or len(voices) == 1:
        return [_part(paper.blocks, paper, voices, voices[0].code, root)]
    first, second = voices
    notice = Paragraph(Words("documents.reading_copy"), "note")
    copy = root.add("Sect", language=second.tag)
    return [
        _part(paper.blocks, paper, (first,), first.code, root),
        _part((notice, *paper.blocks), paper, (second,), second.code, copy),
    ]


def _part(
    blocks: Sequence[Block], paper: Paper, voices: tuple[Voice, ...], main: str, parent: Element
) -> _Part:
    headed = any(isinstance(block, Letterhead) for block in blocks)
    titled = any(isinstance(block, Heading) and block.level == 1 for block in blocks)
    if not headed and not titled:
        blocks = (Heading(paper.title, 1), *blocks)
    letter = headed or paper.bilingual
    settings = [Setting(voice, BODY_WIDTH, parent, main, letter) for voice in voices]
    flow = Flow(BODY_HEIGHT)
    flow.add(Layout.of(settings, BODY_WIDTH).bands(blocks))
    return _Part(voices, flow.sheets, headed and len(voices) == 1 and main in _FOLDED)


def _drawn(paper: Paper, parts: Sequence[_Part], root: Element, draft: bool) -> Rendered:
    first = parts[0].voices[0]
    canvas = new_canvas(first.title(paper.title), paper.id, first.tag, paper.decided_on)
    pages = sum(len(part.sheets) for part in parts)
    owners: list[list[Element]] = []
    problems: list[Problem] = []
    for part in parts:
        behind = [watermark(part.voices[0])] if draft else []
        for number, sheet in enumerate(part.sheets):
            page = len(owners) + 1
            around = footer(paper, part.voices, page, pages, bool(sheet.blanks))
            if part.folded and number == 0:
                around += fold_marks()
            owners.append(paint(canvas, page - 1, behind, [*sheet.placed, *around]))
            problems += [
                Problem(blank.field, page, LEFT + blank.x, TOP + blank.y, blank.width)
                for blank in sheet.blanks
            ]
    attach(canvas._doc, root, owners)
    prints = (block for block in paper.blocks if isinstance(block, Fingerprint))
    attach_files(canvas._doc, [file for block in prints for file in block.files])
    return Rendered(finished(canvas), pages, tuple(problems))
