"""Setting text in one language, width and look: makes lines, and elements of the structure tree."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from desktop.documents.flow import Blank, Piece
from desktop.documents.fonts import FIRST_BLANK
from desktop.documents.marks import Mark, Shape, Stroke, Text
from desktop.documents.structure import Element
from desktop.documents.styles import ACCENT, LINE, MM, Style, centred, style
from desktop.documents.voice import Voice
from desktop.documents.wrapping import wrap
from desktop.domain.paper import Value

_BLANK_WIDTH: Final = 32 * MM
_WRITING_HEIGHT: Final = 6.5 * MM
_WRITING_HEIGHT_DENSE: Final = 4.2 * MM
_SEGMENT: Final = re.compile(f"[{FIRST_BLANK}-\U0010ffff]|[^{FIRST_BLANK}-\U0010ffff]+")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and how a block is set.

    ``main`` is the code of the document's language: elements in another one carry their own. ``letter``
    follows the letter conventions of the language. ``look`` replaces styles by name (a card is set smaller),
    ``dense`` takes the air out of tables.
    """

    voice: Voice
    width: float
    parent: Element
    main: str
    letter: bool = False
    look: Mapping[str, str] = field(default_factory=dict)
    dense: bool = False

    def style(self, name: str) -> Style:
        """The style called ``name`` in this language and look."""
        return style(self.look.get(name, name), self.voice.code)

    def element(
        self, role: str, parent: Element | None = None, *, scope: str = "", alternative: str = ""
    ) -> Element:
        """A new element below ``parent``, else below this setting's own, where it carries the language."""
        language = self.voice.tag if parent is None and self.voice.code != self.main else ""
        return (parent or self.parent).add(role, language=language, scope=scope, alternative=alternative)

    def narrowed(self, width: float) -> Setting:
        """The same setting at another width."""
        return replace(self, width=width)

    def pieces(
        self,
        text: str,
        look: Style,
        element: Element,
        *,
        width: float = 0,
        indent: float = 0,
        align: float = 0,
    ) -> list[Piece]:
        """``text`` (as ``Voice.say`` gives it) in lines of ``width`` points, or of this setting's width.

        The first line is indented by ``indent`` points. ``align`` is the share of the free space to the left
        of a line: 0 left, 0.5 centred, 1 right.
        """
        width = width or self.width
        if self.voice.is_blank(text):
            return [self._writing_line(text, width)]
        blank = min(_BLANK_WIDTH, width)
        pieces = []
        for line in wrap(text, self.voice.stack, look.size, width, indent, blank):
            free = width - self._width(line, look, blank) if align else 0
            pieces.append(self._line(line, look, element, indent + align * free, blank))
            indent = 0
        return pieces

    def said(
        self,
        value: Value,
        name: str,
        element: Element,
        *,
        label: str = "",
        width: float = 0,
        align: float = 0,
    ) -> list[Piece]:
        """``value`` in the style called ``name``; the rest as in ``pieces``."""
        text = self.voice.say(value, label=label)
        return self.pieces(text, self.style(name), element, width=width, align=align)

    def _width(self, line: str, look: Style, blank: float) -> float:
        blanks = sum(c >= FIRST_BLANK for c in line)
        return self.voice.stack.width(line) * look.size + blanks * blank

    def _line(self, line: str, look: Style, element: Element, x: float, blank: float) -> Piece:
        marks: list[Mark] = []
        blanks: list[Blank] = []
        if max(line, default="") >= FIRST_BLANK:  # room to write, and the words below stay clear of the line
            look = centred(look, max(look.leading, _WRITING_HEIGHT_DENSE))
        for segment in _SEGMENT.findall(line):
            if segment >= FIRST_BLANK:
                marks.extend(writing_line(x + 1, look.baseline + 2, blank - 3))
                blanks.append(Blank(self.voice.blanks[segment], x, look.baseline + 2, blank))
                x += blank
                continue
            runs = self.voice.stack.runs(segment)
            marks.append(Text(x, look.baseline, runs, look, element))
            x += sum(run.width for run in runs) * look.size
        return Piece(look.leading, marks, blanks)

    def _writing_line(self, blank: str, width: float) -> Piece:
        height = _WRITING_HEIGHT_DENSE if self.dense else _WRITING_HEIGHT
        place = Blank(self.voice.blanks[blank], 0, height - 2, width)
        return Piece(height, writing_line(0, height - 2, width), [place])


def writing_line(x: float, y: float, width: float) -> list[Mark]:
    """A line to write on, with the small mark that says a required value is missing."""
    return [Stroke(x, y, x + width, y, colour=LINE), pointer(x, y - 1.5)]


def pointer(x: float, y: float) -> Mark:
    """The mark of a missing value, its lower left corner at (``x``, ``y``)."""
    return Shape(((x, y), (x, y - 4.4), (x + 3.4, y - 2.2)), ACCENT)
