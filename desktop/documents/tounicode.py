"""The map from glyphs back to text that lets readers copy, search and read aloud what a page shows.

reportlab 5.1 writes a character beyond U+FFFF as five hexadecimal digits, which no reader understands: 𬭎
prints but extracts as another character. This module writes the map as the PDF reference asks (ISO 32000-1,
9.10.3): text in UTF-16 and at most 100 entries a block.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_BLOCK: Final = 100
_HEAD: Final = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /{name} def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange
"""
_TAIL: Final = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"


def to_unicode_map(font_name: str, subset: Sequence[int]) -> str:
    """The ToUnicode map of a font subset.

    ``subset`` holds the Unicode code point of each one-byte code, in order; 0 stands for "no character" and
    gets no entry. The signature is that of reportlab's ``makeToUnicodeCMap``, which it replaces.
    """
    entries = [
        f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>"
        for code, point in enumerate(subset)
        if point
    ]
    blocks = [entries[start : start + _BLOCK] for start in range(0, len(entries), _BLOCK)]
    body = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    return _HEAD.format(name=font_name) + body + _TAIL
