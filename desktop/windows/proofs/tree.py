"""What a proof stands for, as a tree of boxes to tick: facts, months, certificates and documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from desktop.domain.record.proofs import Proves, facts_to_prove, proves
from desktop.windows.certificates.words import certificate_name, document_number
from desktop.windows.controls.theme import size, theme
from desktop.windows.proofs.quality_words import fact_words, posting_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.record.contribution import ContributionMonth
    from desktop.domain.record.life import WorkingLife
    from desktop.windows.page import Page

_PLACE: Final = Qt.ItemDataRole.UserRole
_ROWS: Final = 12


class ProofTree(QTreeWidget):
    """``ticked`` is sent once after the boxes changed; the space bar ticks, a group ticks all below it."""

    ticked = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        page.put(self.setAccessibleName, "record.proof.stands_for")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.ticked)
        self.itemChanged.connect(lambda _item, _column: self._soon.start())
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.setMinimumHeight(_ROWS * round(size() * 1.8))

    def show_proof(self, evidence_id: int, life: WorkingLife) -> None:
        """Show what the person's proof stands for and what else it could."""
        now = proves(evidence_id, life)
        opened, here, scrolled = self._opened(), self._here(), self.verticalScrollBar().value()
        self.blockSignals(True)
        self.clear()
        self._add_facts(life, now)
        self._add_months(life, now)
        self._add_others(life, now)
        for group in self._items():
            if group.parent() is None:
                ticked = group.checkState(0) != Qt.CheckState.Unchecked
                first = group is self.topLevelItem(0)
                group.setExpanded(group.text(0) in opened or ticked or first)
        self._go_back(here)
        self.verticalScrollBar().setValue(scrolled)
        self.blockSignals(False)

    def _here(self) -> tuple[str, object]:
        """Where the keyboard is: the words of the group, and what the leaf stands for."""
        item = self.currentItem()
        if item is None:
            return "", None
        group = item.parent()
        return (group or item).text(0), item.data(0, _PLACE)

    def _go_back(self, here: tuple[str, object]) -> None:
        """Put the keyboard where it was, so that one box after the other can be ticked."""
        for item in self._items():
            group = item.parent()
            if ((group or item).text(0), item.data(0, _PLACE)) == here:
                self.setCurrentItem(item)

    def _opened(self) -> set[str]:
        return {item.text(0) for item in self._items() if item.parent() is None and item.isExpanded()}

    # -- groups

    def _add_facts(self, life: WorkingLife, now: Proves) -> None:
        session = self._page.session
        for posting in life.postings:
            group = self._group(posting_words(session, posting))
            for fact in facts_to_prove(posting):
                place = ("fact", posting.case_id, fact)
                self._leaf(group, fact_words(session, posting, fact), place, place[1:] in now.facts)

    def _add_months(self, life: WorkingLife, now: Proves) -> None:
        """A group for each state and year, in it each month once however many rows it has."""
        groups: dict[tuple[str, int], dict[int, list[ContributionMonth]]] = {}
        for month in life.months:
            of_year = groups.setdefault((month.state, month.month.year), {})
            of_year.setdefault(month.month.month, []).append(month)
        language = self._page.session.language
        for (state, year), months in sorted(groups.items(), key=lambda one: (one[0][0], -one[0][1])):
            name = self._page.text("record.proof.months_of", state=language.state(state), year=str(year))
            group = self._group(name)
            for _, rows in sorted(months.items()):
                ids = tuple(row.id for row in rows if row.id is not None)
                ticked = any(number in now.months for number in ids)
                self._leaf(group, language.year_month(rows[0].month), ("months", *ids), ticked)

    def _add_others(self, life: WorkingLife, now: Proves) -> None:
        session, text = self._page.session, self._page.text
        if life.certificates:
            group = self._group(text("record.part.certificates"))
            for one in life.certificates:
                ticked = one.id in now.certificates
                self._leaf(group, certificate_name(session, one), ("certificate", one.id), ticked)
        if life.documents:
            group = self._group(text("record.document.title"))
            for document in life.documents:
                words = text(f"record.document.kind.{document.kind}")
                if document.number:
                    words = text("record.line", name=words, value=document_number(document))
                self._leaf(group, words, ("document", document.id), document.id in now.documents)

    def _group(self, words: str) -> QTreeWidgetItem:
        group = QTreeWidgetItem([words])
        group.setFlags(group.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable)
        group.setCheckState(0, Qt.CheckState.Unchecked)
        self.addTopLevelItem(group)
        return group

    def _leaf(self, group: QTreeWidgetItem, words: str, place: tuple[object, ...], ticked: bool) -> None:
        leaf = QTreeWidgetItem([words])
        leaf.setFlags(leaf.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        leaf.setData(0, _PLACE, place)
        leaf.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        group.addChild(leaf)

    # -- reading

    def chosen(self) -> Proves:
        """What is ticked."""
        facts: set[tuple[int, str]] = set()
        numbers: dict[str, set[int]] = {"months": set(), "certificate": set(), "document": set()}
        for leaf in self._leaves():
            if leaf.checkState(0) is Qt.CheckState.Checked:
                kind, *rest = leaf.data(0, _PLACE)
                if kind == "fact":
                    facts.add((rest[0], rest[1]))
                else:
                    numbers[kind].update(rest)
        return Proves(
            frozenset(facts),
            frozenset(numbers["months"]),
            frozenset(numbers["certificate"]),
            frozenset(numbers["document"]),
        )

    def _items(self) -> Iterator[QTreeWidgetItem]:
        """Every group, followed by its leaves."""
        for place in range(self.topLevelItemCount()):
            group = self.topLevelItem(place)
            if group is not None:
                yield group
                yield from filter(None, map(group.child, range(group.childCount())))

    def _leaves(self) -> Iterator[QTreeWidgetItem]:
        return (item for item in self._items() if item.parent() is not None)
