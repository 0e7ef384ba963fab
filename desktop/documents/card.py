"""A card to cut out and fold: two faces of identity-card size (ISO/IEC 7810 ID-1) side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Final

from desktop.documents.flow import Band, Blank, Column, Flow, Piece, Sheet
from desktop.documents.marks import Frame, Mark, Stroke
from desktop.documents.setting import Setting
from desktop.documents.structure import Element
from desktop.documents.styles import GREY, HAIR, LEFT, MM, PAGE_WIDTH
from desktop.domain.paper import Block, Card

_FACE_WIDTH: Final = 85.6 * MM
_FACE_HEIGHT: Final = 54 * MM
_INSET: Final = 3.6 * MM
_CUT_MARK: Final = 4 * MM
_SIZES: Final = ("card", "fine")
_LOOK: Final = {
    "title": "_title",
    "heading": "_title",
    "subheading": "_title",
    "body": "",
    "lead": "",
    "note": "",
    "small": "_label",
    "value": "",
    "label": "_label",
}

Faces = Callable[[Sequence[Block], Setting], list[Band]]


def card(block: Card, settings: Sequence[Setting], faces: Faces) -> list[Band]:
    """Cards as many as it takes; in two languages each has its face, in one the text goes on over both.

    ``faces`` sets blocks at the width of a face.
    """
    single = len(settings) == 1
    filled = _filled(block, settings, faces, room=2 if single else 1)
    if single:
        filled = [filled[0][::2], filled[0][1::2]]
    x = (PAGE_WIDTH - 2 * _FACE_WIDTH) / 2 - LEFT
    return [
        Band((Column(x, [_piece(pair)]),), before=10 * MM, pad=(_CUT_MARK, 0), whole=True)
        for pair in zip_longest(*filled)
    ]


def _filled(block: Card, settings: Sequence[Setting], faces: Faces, room: int) -> list[list[Sheet]]:
    """The faces of each language, all in finer print where one takes more than ``room`` in the common one."""
    for size in _SIZES:
        trials = [replace(setting, parent=Element("Div", setting.parent)) for setting in settings]
        filled = [_sheets(block, trial, size, faces) for trial in trials]
        if max(len(sheets) for sheets in filled) <= room:
            break
    for setting, trial in zip(settings, trials, strict=True):
        setting.parent.kids.append(trial.parent)
    return filled


def _sheets(block: Card, setting: Setting, size: str, faces: Faces) -> list[Sheet]:
    look = {name: size + part for name, part in _LOOK.items()}
    small = replace(setting, width=_FACE_WIDTH - 2 * _INSET, look=look, dense=True, letter=False)
    flow = Flow(_FACE_HEIGHT - 2 * _INSET)
    flow.add(faces(block.blocks, small))
    return flow.sheets


def _piece(pair: Sequence[Sheet | None]) -> Piece:
    marks: list[Mark] = [Frame(0, 0, 2 * _FACE_WIDTH, _FACE_HEIGHT, width=0.3, colour=HAIR)]
    blanks: list[Blank] = []
    marks.extend(_cut_marks())
    for number, sheet in enumerate(pair):
        if sheet is None:
            continue
        x = number * _FACE_WIDTH + _INSET
        marks.extend(placed.mark.moved(x + placed.x, _INSET + placed.y) for placed in sheet.placed)
        blanks.extend(replace(blank, x=blank.x + x, y=blank.y + _INSET) for blank in sheet.blanks)
    return Piece(_FACE_HEIGHT + _CUT_MARK, marks, blanks)


def _cut_marks() -> list[Mark]:
    """Short lines outside the corners to cut along, and above and below the middle to fold along."""
    marks: list[Mark] = []
    for x in (0, _FACE_WIDTH, 2 * _FACE_WIDTH):
        for start, end in ((-_CUT_MARK, -1 * MM), (_FACE_HEIGHT + 1 * MM, _FACE_HEIGHT + _CUT_MARK)):
            marks.append(Stroke(x, start, x, end, width=0.4, colour=GREY))
    for y in (0, _FACE_HEIGHT):
        for start, end in ((-_CUT_MARK, -1 * MM), (2 * _FACE_WIDTH + 1 * MM, 2 * _FACE_WIDTH + _CUT_MARK)):
            marks.append(Stroke(start, y, end, y, width=0.4, colour=GREY))
    return marks
