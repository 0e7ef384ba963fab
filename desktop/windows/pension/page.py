"""What these months mean for the pension: China's minimum years, what stops abroad, and adding up of periods."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.agreement import Citation
from desktop.domain.refunds.from_record import count_months
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Column, Label, StateWord, card, clear
from desktop.windows.money_bar import MoneyBar
from desktop.windows.naming import case_name
from desktop.windows.page import Page
from desktop.windows.pension.career import LITERATURE, CareerPart
from desktop.windows.pension.years import YearsPart
from desktop.windows.result.blocks import stack
from desktop.windows.result.reasons import source_lines

if TYPE_CHECKING:
    from desktop.session import Session

_PATTERNS = (
    ("paid", "exempt"),
    ("flexible", "cannot_tell"),
    ("gap", "not_exempt"),
)
"""The three ways of months abroad, with their symbols."""
_ORDER_13 = (Citation("CN-ORDER-13-2011", "art", "6"),)
_COORDINATION = (
    Citation("EU-883-2004", "art", "6"),
    Citation("EU-883-2004", "art", "52"),
    Citation("LIT-WANG-WEI"),
)


class PensionPage(Page):
    """``load`` takes the case in hand: its person's answers are shown and kept."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.case_id: int | None = None
        self.bar = MoneyBar(self, "pension")
        self.years, self.career = YearsPart(session), CareerPart(session)
        self.person = Label(role="muted")
        self.abroad, self.sources = QVBoxLayout(), QVBoxLayout()
        self.column = Column()
        body = self.column.body
        body.addWidget(self.bar)
        body.addWidget(self._words("title", "title"))
        body.addWidget(self.person)
        body.addWidget(self._words("lead"))
        body.addWidget(self._words("years.title", "heading"))
        body.addWidget(self.years)
        body.addWidget(self._words("abroad.title", "heading"))
        body.addLayout(self.abroad)
        body.addWidget(self._words("career.title", "heading"))
        body.addWidget(self._words("career.intro"))
        body.addWidget(self.career)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.column)
        self.years.changed.connect(self._keep)
        self.career.changed.connect(self._keep)
        body.addLayout(self.sources)
        self._show_abroad()

    def _words(self, key: str, role: str = "body") -> Label:
        label = Label(role=role)
        self.put(label.setText, f"pension.{key}")
        return label

    def load(self, case_id: int | None = None, detail: str | None = None) -> None:
        self.case_id = self.bar.case_id = case_id
        kept = self.session.store.setting(self._setting)
        values = json.loads(kept) if isinstance(kept, str) else {}
        self.years.show_answers({**self._implied(), **values.get("years", {})})
        self.career.show_career(values.get("career") or LITERATURE)
        self.person.setVisible(bool(case_id))
        if case_id:
            self.person.setText(case_name(self.session, self.session.case(case_id)))

    def shown(self) -> None:
        self.years.category.setFocus()

    def retranslate(self) -> None:
        super().retranslate()
        self.bar.retranslate()
        self.years.retranslate()
        self.career.retranslate()
        self._show_abroad()
        if self.case_id:
            self.person.setText(case_name(self.session, self.session.case(self.case_id)))

    # -- answers

    @property
    def _setting(self) -> str:
        return f"pension:{self.case_id or 0}"

    def _implied(self) -> dict[str, str]:
        """What the case already tells: the category of retirement, the birth date, the months paid in China."""
        if not self.case_id:
            return {}
        case = self.session.case(self.case_id)
        found = {"category": self.session.facts(case).worker_category or ""}
        born = self.session.field_value(case, "person.birth_date")
        if isinstance(born, dt.date):
            found["born"] = born.isoformat()
        paid = self.session.field_value(case, "ins.months_paid")
        if isinstance(paid, int) and not isinstance(paid, bool):
            found["paid"] = str(paid)
        if case.person_id is not None:
            counted = count_months(self.session.record.life(case.person_id).months, "CN")
            found["paid"] = str(counted) if counted else found.get("paid", "")
        return {name: value for name, value in found.items() if value}

    def _keep(self) -> None:
        """Keep the answers with the case, in the encrypted file."""
        values = {"years": self.years.answers(), "career": [dict(one) for one in self.career.career]}
        self.session.store.set_setting(self._setting, json.dumps(values))

    # -- what stops and what goes on

    def _show_abroad(self) -> None:
        clear(self.abroad)
        self.abroad.setSpacing(2 * GRID)
        ways = [
            stack(
                StateWord(symbol, self.text(f"pension.abroad.{name}.name"), "heading"),
                Label(self.text(f"pension.abroad.{name}.plain")),
                spacing=GRID // 2,
            )
            for name, symbol in _PATTERNS
        ]
        self.abroad.addWidget(card(*ways, spacing=2 * GRID))
        self.abroad.addWidget(self._settled())
        clear(self.sources)
        self.sources.addWidget(source_lines(self.session, _COORDINATION, "high"))

    def _settled(self) -> QWidget:
        """Settling abroad and another nationality; that no growth of the account is computed here."""
        lines = [Label(self.text(f"pension.abroad.{name}")) for name in ("settled", "nationality", "growth")]
        return card(*lines, source_lines(self.session, _ORDER_13, "medium"))
