"""The head of a letter by the customs of its language.

German and English follow the order of DIN 5008 form B (address field from 45 mm, information to its right),
Korean the order of an official letter (공문: 수신, 제목), Chinese letters put the subject in the middle above
the addressee.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from desktop.documents.flow import Band, Column, Piece, Rule
from desktop.documents.setting import Setting
from desktop.documents.styles import ACCENT, BODY_WIDTH, MM, TOP, centred
from desktop.domain.paper import Letterhead, Missing, Value, Words

_ADDRESS_TOP: Final = 45 * MM - TOP
_ADDRESS_HEIGHT: Final = 45 * MM
_ADDRESS_WIDTH: Final = 85 * MM
_INFO_X: Final = 100 * MM


def letterhead(block: Letterhead, setting: Setting) -> list[Band]:
    """Sender, addressee, date, reference and subject; all of it flows where it is long."""
    if setting.width < BODY_WIDTH / 2:
        return _stacked(block, setting)
    return _HEADS.get(setting.voice.code, _latin)(block, setting)


def _latin(block: Letterhead, setting: Setting) -> list[Band]:
    sender = _sender(block, setting)
    sender.least = _ADDRESS_TOP
    address = Column(0, _lines(block.addressee, setting.narrowed(_ADDRESS_WIDTH)))
    info = Column(_INFO_X, _info(block, setting.narrowed(setting.width - _INFO_X)))
    field = Band((address, info), pad=(6 * MM, 0), least=_ADDRESS_HEIGHT)
    return [sender, field, _subject(block, setting, before=4)]


def _chinese(block: Letterhead, setting: Setting) -> list[Band]:
    info = Band((Column(0, _info_lines(block, setting)),), before=6)
    subject = _subject(block, setting, before=20, align=0.5)
    address = Band((Column(0, _lines(block.addressee, setting)),), before=14)
    return [_sender(block, setting), info, subject, address]


def _korean(block: Letterhead, setting: Setting) -> list[Band]:
    sender = _sender(block, setting, align=0.5)
    captioned: list[tuple[str, Sequence[Value]]] = [("to", block.addressee), ("date", (block.date,))]
    if block.reference is not None:
        captioned.append(("reference", (block.reference,)))
    bands = [_captioned(caption, values, setting) for caption, values in captioned]
    bands[0].before = 14
    subject = _captioned("subject", (block.subject,), setting, "subject")
    subject.pad = (1.5, 6)
    subject.rules = (Rule(0, setting.width, ACCENT, 0.8),)
    return [sender, *bands, subject]


def _stacked(block: Letterhead, setting: Setting) -> list[Band]:
    info = Band((Column(0, _info(block, setting)),), before=5)
    address = Band((Column(0, _lines(block.addressee, setting)),), before=8)
    return [_sender(block, setting), address, info, _subject(block, setting, before=10)]


_HEADS: Final = {"zh_Hans": _chinese, "ko": _korean}


def _sender(block: Letterhead, setting: Setting, align: float = 0) -> Band:
    pieces: list[Piece] = []
    for number, value in enumerate(block.sender):
        look = setting.style("caption" if number else "sender")
        text = setting.voice.say(value, one_line=True)
        pieces.extend(setting.pieces(text, look, setting.element("P"), align=align))
    pieces.extend(_caption_of_blanks(block.sender, "sender", setting))
    rule = Rule(0, setting.width, ACCENT, 1.1)
    return Band((Column(0, pieces),), before=14, pad=(0, 5), rules=(rule,))


def _lines(values: Sequence[Value], setting: Setting) -> list[Piece]:
    pieces: list[Piece] = []
    element = setting.element("P")
    for value in values:
        pieces.extend(setting.said(value, "body", element))
    return pieces + _caption_of_blanks(values, "to", setting)


def _caption_of_blanks(values: Sequence[Value], name: str, setting: Setting) -> list[Piece]:
    """Below lines to write on: what belongs there, since nothing else says so."""
    if not any(isinstance(value, Missing) for value in values):
        return []
    caption = setting.voice.text(f"letter.{name}")
    return setting.pieces(caption, setting.style("caption"), setting.element("P"))


def _info(block: Letterhead, setting: Setting) -> list[Piece]:
    """Date and reference, each below its caption."""
    pieces: list[Piece] = []
    for name, value in _dated(block):
        caption = setting.voice.text(f"letter.{name}")
        element = setting.element("P")
        pieces.extend(setting.pieces(caption, setting.style("label"), element))
        pieces.extend(setting.said(value, "body", element, label=caption))
        pieces.append(Piece(4))
    return pieces


def _info_lines(block: Letterhead, setting: Setting) -> list[Piece]:
    """Date and reference to the right, each on the line of its caption."""
    pieces: list[Piece] = []
    for name, value in _dated(block):
        line = Words("documents.letter.line", {"caption": Words(f"documents.letter.{name}"), "value": value})
        pieces.extend(setting.said(line, "label", setting.element("P"), align=1))
    return pieces


def _dated(block: Letterhead) -> list[tuple[str, Value]]:
    values = (("date", block.date), ("reference", block.reference))
    return [(name, value) for name, value in values if value is not None]


def _captioned(caption: str, values: Sequence[Value], setting: Setting, look: str = "body") -> Band:
    width = 16 * MM
    element = setting.element("H1" if look == "subject" else "P")
    words = Words(f"documents.letter.{caption}")
    body = setting.style(look)
    label = setting.pieces(setting.voice.say(words), centred(setting.style("label"), body.leading), element)
    text: list[Piece] = []
    for value in values:
        text.extend(setting.said(value, look, element, width=setting.width - width))
    return Band((Column(0, label), Column(width, text)), pad=(1.5, 1.5), keep=True)


def _subject(block: Letterhead, setting: Setting, before: float, align: float = 0) -> Band:
    pieces = setting.said(block.subject, "subject", setting.element("H1"), align=align)
    return Band((Column(0, pieces),), before=before, pad=(0, 5), keep=True)
