"""Labelled values and tables: rows that flow over pages, with headers that a screen reader can name."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from desktop.documents.flow import Band, Column, Piece, Rule
from desktop.documents.setting import Setting
from desktop.documents.structure import Element
from desktop.documents.styles import BODY_HEIGHT, BODY_WIDTH, LINE, TINT, centred
from desktop.documents.wrapping import longest_word
from desktop.domain.paper import Missing, Row, Rows, Table, Value

_LABEL_SHARE: Final = 0.33
_LABEL_SHARE_HAN: Final = 0.28
_LABEL_MOST: Final = 0.54
_LABEL_GAP: Final = 8
_PAD: Final = (3.0, 3.0)
_DENSE_PAD: Final = (1.0, 1.0)
_CELL_GAP: Final = 8
_WHOLE: Final = BODY_HEIGHT / 5
"""Rows lower than this are not cut at the end of a page."""


def rows(block: Rows, setting: Setting) -> list[Band]:
    """One band a row: the label, and the value or a line to write it on."""
    table = setting.element("Table")
    labels = [setting.voice.say(row.label) for row in block.rows]
    width = _label_width(labels, setting)
    bands = [_row(row, label, width, setting, table) for row, label in zip(block.rows, labels, strict=True)]
    if bands:
        bands[0].before = 3 if setting.dense else 5
    return bands


def _label_width(labels: Sequence[str], setting: Setting) -> float:
    """A third of the width, or up to a little over half where a long German word would have to be cut."""
    look = setting.style("label")
    narrow = setting.width < BODY_WIDTH / 2 and setting.voice.code == "zh_Hans"
    share = _LABEL_SHARE_HAN if narrow else _LABEL_SHARE
    longest = max((longest_word(label, setting.voice.stack) * look.size for label in labels), default=0)
    return max(share * setting.width, min(longest + 1, _LABEL_MOST * setting.width))


def _row(row: Row, label: str, label_width: float, setting: Setting, table: Element) -> Band:
    line = table.add("TR")
    value_x = label_width + _LABEL_GAP
    value_look = setting.style("value")
    label_look = centred(setting.style("label"), value_look.leading)
    field = row.field or (row.value.field if isinstance(row.value, Missing) else "")
    value = setting.voice.say(row.value, field, label)
    head, cell = line.add("TH", scope="Row"), line.add("TD")
    labels = setting.pieces(label, label_look, head, width=label_width)
    values = setting.pieces(value, value_look, cell, width=setting.width - value_x)
    if setting.voice.is_blank(value):
        labels.insert(0, Piece(max(0, values[0].height - value_look.leading)))
    band = Band(
        columns=(Column(0, labels), Column(value_x, values)),
        pad=_DENSE_PAD if setting.dense else _PAD,
        rules=(Rule(0, setting.width),),
    )
    band.whole = band.height < _WHOLE
    return band


def table(block: Table, settings: Sequence[Setting], width: float) -> list[Band]:
    """The header row and one band a row, over ``width``; in two languages both stand in each cell."""
    element = settings[0].element("Table")
    shares = block.widths or (1.0,) * len(block.head)
    edges = [0.0]
    for share in shares:
        edges.append(edges[-1] + share / sum(shares) * width)
    places = [(left, right - left - _CELL_GAP) for left, right in pairwise(edges)]
    head = Band(
        columns=_cells(block.head, settings, places, element.add("TR"), header=True),
        before=6,
        pad=(4, 4),
        keep=True,
        rules=(Rule(0, width, LINE, 0.8),),
        tint=(0, width, TINT),
    )
    bands = [head]
    for values in block.body:
        columns = _cells(values, settings, places, element.add("TR"), header=False)
        row = Band(columns, pad=_PAD, rules=(Rule(0, width),), head=head)
        row.whole = row.height < _WHOLE
        bands.append(row)
    return bands


def _cells(
    values: Sequence[Value],
    settings: Sequence[Setting],
    places: Sequence[tuple[float, float]],
    line: Element,
    header: bool,
) -> tuple[Column, ...]:
    columns = []
    for value, (x, width) in zip(values, places, strict=False):
        cell = line.add("TH", scope="Column") if header else line.add("TD")
        look = "head" if header else "cell"
        columns.append(Column(x + _CELL_GAP / 2, both(value, settings, look, cell, width)))
    return tuple(columns)


def both(value: Value, settings: Sequence[Setting], look: str, cell: Element, width: float) -> list[Piece]:
    """``value`` in the first language and below it in the second, once where both write it alike."""
    pieces: list[Piece] = []
    first = ""
    for setting in settings:
        text = setting.voice.say(value)
        if pieces and (text == first or setting.voice.is_blank(text)):
            continue
        first = text
        element = cell if setting is settings[0] else cell.add("Span", language=setting.voice.tag)
        pieces.extend(setting.pieces(text, setting.style(look), element, width=width))
    return pieces
