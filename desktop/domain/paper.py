"""The content of a paper before it has a language or a page.

A paper is a sequence of blocks. Words are named by catalogue keys, facts are typed values; the documents
room turns both into one of four languages and draws them. Nothing here is a sentence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from desktop.domain.agreement import Citation


@dataclass(frozen=True, slots=True)
class Missing:
    """A value that is not there yet; the page shows a line to write on, the window a way to the field."""

    field: str


@dataclass(frozen=True, slots=True)
class Words:
    """A text of the catalogues, with its parameters (values of this module or plain text)."""

    key: str
    params: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both inclusive."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Months:
    """A number of months (of the counting that the agreement uses)."""

    count: int


@dataclass(frozen=True, slots=True)
class State:
    """A state by its ISO 3166-1 code, printed by its name."""

    code: str


@dataclass(frozen=True, slots=True)
class Branches:
    """Branches of social insurance ("pension", …), printed as the names that ``state`` gives them."""

    codes: tuple[str, ...]
    state: str


@dataclass(frozen=True, slots=True)
class PersonName:
    """Passport spelling is the master; the local script stands beside it where there is one."""

    surname: str
    given: str
    local: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """An address as typed, one part a line, with the state that decides its order."""

    lines: tuple[str, ...]
    state: str


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number, E.164 where it was typed so, printed in the groups of its country."""

    number: str


@dataclass(frozen=True, slots=True)
class Official:
    """Official names that are data, by language ("zh", "de", "ko", "en"); the nearest one is printed."""

    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Number:
    """A decimal number, with ``decimals`` places or, where that is ``None``, with those it has."""

    value: Decimal
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in ``currency`` (ISO 4217) with ``decimals`` places, printed with the currency's name."""

    amount: Decimal
    currency: str
    decimals: int


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency by its ISO 4217 code, printed by its name."""

    code: str


@dataclass(frozen=True, slots=True)
class YearMonths:
    """The months from that of ``first`` to that of ``last``, both included; one alone where they are the same."""

    first: dt.date
    last: dt.date


Value = (
    str
    | int
    | Number
    | Money
    | Currency
    | YearMonths
    | dt.date
    | Missing
    | Words
    | Period
    | Months
    | State
    | Branches
    | PersonName
    | Address
    | Phone
    | Official
    | Citation
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the paper's title."""

    text: Words
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text. ``style``: body, small, lead, note."""

    text: Words
    style: str = "body"


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled value; ``field`` is the field's key, for the jump from the window."""

    label: Words
    value: Value
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """Labelled values, one under the other, as a table with row headers."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row."""

    head: tuple[Words, ...]
    body: tuple[tuple[Value, ...], ...]
    widths: tuple[float, ...] = ()
    """Shares of the width; equal where empty."""


@dataclass(frozen=True, slots=True)
class Ticks:
    """Boxes to tick, each with its text; ``True`` draws the tick."""

    items: tuple[tuple[Value, bool], ...]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Sender, addressee, place and date, subject and reference of a letter."""

    sender: tuple[Value, ...]
    addressee: tuple[Value, ...]
    date: Value
    subject: Words
    reference: Value | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """One place to sign: the line's caption, and whether an empty box for a seal stands beside it."""

    caption: Words
    seal: bool = False


@dataclass(frozen=True, slots=True)
class Signatures:
    """Places to sign, side by side."""

    places: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """What did not fit its place or belongs behind: starts a new page with its own heading."""

    heading: Words
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Blocks on a card of identity-card width (85.6 mm x 2), to cut out and fold."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: what it is called, and its parts by the keys of the legend."""

    label: Words
    parts: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars on one scale, one under the other, with ``total`` printed at the end of each.

    ``legend`` names the parts in their order. ``spoken`` stands for the drawing where it cannot be seen.
    """

    caption: Words
    legend: tuple[tuple[str, Words], ...]
    bars: tuple[Bar, ...]
    decimals: int
    spoken: Words


@dataclass(frozen=True, slots=True)
class Span:
    """Something on a line of time: from ``first`` to ``last``, both inclusive, or one day where ``point`` is set.

    ``label`` is short and stands in the drawing, ``words`` say all of it. ``look`` is ``good``, ``wait``, ``ask``,
    ``bad`` or ``open``. ``open_end``: the end is not known, and ``last`` is the end of the line.
    """

    first: dt.date
    last: dt.date
    label: Words
    words: Words
    look: str = "open"
    point: bool = False
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """Spans of one kind under one name, in the order of their days."""

    title: Words
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Lanes over one line of time from ``first`` to ``last``, both inclusive.

    ``today`` is marked. ``spoken`` stands for the drawing where it cannot be seen.
    """

    first: dt.date
    last: dt.date
    today: dt.date
    today_label: Words
    lanes: tuple[Lane, ...]
    spoken: Words


@dataclass(frozen=True, slots=True)
class Attached:
    """A small file inside the printed file, for other programs to read; ``name`` is plain ASCII."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The digest of a paper's facts: as text in groups of eight, and as a QR code that holds ``code``.

    ``caption`` stands above the digest, ``notes`` below it; a screen reader says ``caption`` for the code.
    ``files`` go into the printed file. ``large``: for a photo by hand of a sheet that may be stained, and to be typed.
    """

    digest: str
    code: str
    caption: Words
    notes: tuple[Words, ...] = ()
    files: tuple[Attached, ...] = ()
    large: bool = False


@dataclass(frozen=True, slots=True)
class WordGrid:
    """Words to be typed elsewhere: numbered from 1, in large print, three in a row."""

    words: tuple[str, ...]


Block = (
    Heading
    | Paragraph
    | Rows
    | Table
    | Chart
    | Timeline
    | Ticks
    | Letterhead
    | Signatures
    | Annex
    | Card
    | Fingerprint
    | WordGrid
)


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of a case: what it is, what stands on it and which fields it still misses."""

    id: str
    """``APP-04`` and so on; ``Q-01`` asks, ``PROOF-01`` to ``PROOF-05`` explain, ``CERT-01`` to ``CERT-05`` are about a
    certificate of the register."""
    title: Words
    blocks: tuple[Block, ...]
    missing: tuple[str, ...]
    """Keys of required fields without a value, in the order of the page."""
    law_edition: str
    """Empty where the paper does not come from the law."""
    decided_on: dt.date
    bilingual: bool = False
    """Both sides sign: the language and Chinese stand side by side."""
