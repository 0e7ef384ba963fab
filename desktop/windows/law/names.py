"""Official names side by side, a column a language: the schemes, the categories and the instruments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.windows.controls.theme import GRID, size
from desktop.windows.controls.widgets import Label
from desktop.windows.law.limits_panel import category_name
from desktop.windows.result.blocks import stack
from desktop.windows.result.grid import Cell, Grid

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from desktop.domain.agreement import Agreement, Instrument
    from desktop.session import Session

AUTONYMS = {
    "zh": "中文", "en": "English", "de": "Deutsch", "ko": "한국어", "ja": "日本語", "fr": "Français", "es": "Español",
    "nl": "Nederlands", "fi": "Suomi", "sv": "Svenska", "da": "Dansk", "lb": "Lëtzebuergesch", "it": "Italiano",
    "sr": "Srpski", "ru": "Русский", "ky": "Кыргызча",
}  # fmt: skip
"""Each language of a treaty under its own name."""

_NARROW = 11
"""Below this width of a column, in heights of the text, the languages stand one under the other."""
_MOST_COLUMNS = 3


def names_blocks(session: Session, agreement: Agreement) -> Iterator[tuple[str, QWidget]]:
    """The blocks of names there are, each with the key of its heading."""
    if agreement.schemes:
        yield "schemes", _schemes(session, agreement)
    categories = _categories(session, agreement)
    if categories is not None:
        yield "category_names", categories
    yield "instruments", _instruments(session, agreement)


class NamesTable(Grid):
    """What something is called: first the word of the screen, then a column for each language of the treaty."""

    def __init__(self, name: str, first: str, rows: Sequence[tuple[Cell, Mapping[str, str]]]) -> None:
        self._codes = _languages([names for _, names in rows])
        heads = [AUTONYMS.get(code, code) for code in self._codes]
        self._rows = rows
        self._stacked: bool | None = None
        super().__init__(name, (first, *heads), (3, *(4 for _ in heads)))
        self.fit()

    def fit(self) -> None:
        """Stand the languages one under the other where the columns become too narrow."""
        columns = 1 + len(self._codes)
        stacked = len(self._codes) > _MOST_COLUMNS or self.width() < columns * _NARROW * size()
        if stacked != self._stacked:
            self._stacked = stacked
            for column in range(2, columns):
                self.setColumnHidden(column, stacked)
            self.set_rows([self._cells(first, names) for first, names in self._rows])
        super().fit()

    def _cells(self, first: Cell, names: Mapping[str, str]) -> tuple[Cell, ...]:
        named = [(AUTONYMS.get(code, code), names.get(code, "")) for code in self._codes]
        spoken = ", ".join(f"{language}: {words}" for language, words in named if words)
        first = Cell(first.text, first.more, first.state, f"{first.text}. {spoken}")
        if not self._stacked:
            return (first, *(Cell(words) for _, words in named))
        lines = "\n".join(f"{language}: {words}" for language, words in named if words)
        return (first, Cell(lines), *(Cell("") for _ in named[1:]))


def _schemes(session: Session, agreement: Agreement) -> QWidget:
    """The schemes of both states; the sign before the branch tells whether the agreement covers it."""
    parts: list[QWidget] = []
    for state in agreement.states:
        rows = []
        for scheme in agreement.schemes:
            if scheme.state == state:
                covered = "covered" if scheme.covered else "not_covered"
                word = session.text(f"pages.law.scheme.{covered}")
                sign = "exempt" if scheme.covered else "stays_due"
                rows.append((Cell(session.text(f"result.branch.{scheme.branch}"), word, sign), scheme.names))
        if rows:
            name = session.language.state(state)
            parts.append(Label(name, "heading"))
            parts.append(NamesTable(name, session.text("pages.law.head.branch"), rows))
    return stack(*parts)


def _categories(session: Session, agreement: Agreement) -> QWidget | None:
    """The official names of the categories as far as the notes give them, each name once."""
    rows: dict[str, tuple[Cell, Mapping[str, str]]] = {}
    for direction in agreement.directions.values():
        for category in direction.categories:
            if category.names:
                rows.setdefault(
                    category.code, (Cell(category_name(session, direction, category)), category.names)
                )
    if not rows:
        return None
    heading = session.text("pages.law.category_names")
    return NamesTable(heading, session.text("pages.law.head.category"), list(rows.values()))


def _instruments(session: Session, agreement: Agreement) -> QWidget:
    parts: list[QWidget] = []
    for instrument_id in agreement.instruments:
        instrument = session.law.instruments[instrument_id]
        titles = [f"{AUTONYMS.get(code, code)}: {title}" for code, title in instrument.titles.items()]
        lines = [Label("\n".join(titles))]
        if facts := _facts(session, instrument):
            lines.append(Label(" · ".join(facts), "small"))
        parts.append(stack(*lines, spacing=GRID // 2))
    return stack(*parts, spacing=2 * GRID)


def _facts(session: Session, instrument: Instrument) -> list[str]:
    """Number, date, the authentic texts and the official address, as far as they are known."""
    facts = [instrument.number] if instrument.number else []
    if instrument.dated:
        facts.append(session.language.date(instrument.dated))
    if instrument.authentic:
        texts = [AUTONYMS.get(code, code) for code in instrument.authentic]
        facts.append(session.text("pages.law.authentic", languages=session.language.list(texts)))
    if instrument.prevailing:
        prevailing = AUTONYMS.get(instrument.prevailing, instrument.prevailing)
        facts.append(session.text("pages.law.prevailing", language=prevailing))
    if instrument.address:
        facts.append(instrument.address)
    return facts


def _languages(names: Sequence[Mapping[str, str]]) -> list[str]:
    """The languages that occur, Chinese first, the treaty's other language next, English last."""
    found = {code: None for mapping in names for code in mapping}
    return sorted(found, key=lambda code: {"zh": 0, "en": 2}.get(code, 1))
