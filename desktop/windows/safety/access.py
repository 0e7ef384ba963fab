"""Who can open the file: what protects it, the recovery sheet, and when it is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.problems import Problem
from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.keys import named_keys
from desktop.windows.controls.part import Part
from desktop.windows.controls.widgets import Button, Column, Label, StateWord, card, clear, row
from desktop.windows.locking.watch import PERIODS

if TYPE_CHECKING:
    from desktop.session import Session
    from desktop.windows.main_window import MainWindow

_STATES = {"passphrase": "exempt", "keyring": "exceptional_agreement_needed", "beside_file": "not_exempt"}
"""The symbol of each protection: only a password keeps others out who use this account."""


class AccessPart(Part):
    """Built anew whenever it is shown: each of its sentences follows from the key file."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.column = Column()
        self.whole.addWidget(self.column)
        self.protect, self.make, self.test = Button(), Button(), Button()
        self.period, self.lock = ChoiceBox(), Button()
        self._fill()

    def show_detail(self, detail: str = "", case_id: int | None = None) -> None:
        self._fill()

    def retranslate(self) -> None:
        self._fill()

    def focus(self) -> None:
        self.protect.setFocus()

    def _fill(self) -> None:
        clear(self.column.body)
        add = self.column.body.addWidget
        for heading, content in (
            ("protection", self._protection()),
            ("sheet", self._sheet()),
            ("locking", self._locking()),
        ):
            add(Label(self.text(f"safety.access.{heading}"), "heading"))
            add(content)

    # -- what protects the file

    def _protection(self) -> QWidget:
        now = self.session.protection
        self.protect = Button(self.text(f"safety.access.change_{now}"), icon="lock")
        self.protect.clicked.connect(lambda: self.leave_for.emit("protect", None, "safety"))
        return card(
            StateWord(_STATES[now], self.text(f"safety.access.now_{now}")),
            Label(self.text(f"safety.access.means_{now}")),
            row(self.protect),
        )

    # -- the recovery sheet

    def _sheet(self) -> QWidget:
        access = self.session.access
        made_on = access.recovery_made_on
        self.make = Button(self.text("safety.sheet.make" if made_on is None else "safety.sheet.make_new"))
        self.make.set_icon("documents")
        self.make.clicked.connect(self._make)
        self.test = Button(self.text("safety.sheet.test"), icon="check")
        self.test.clicked.connect(self._test)
        buttons = (self.make,) if made_on is None else (self.make, self.test)
        return card(self._sheet_state(), Label(self.text("safety.sheet.what")), row(*buttons))

    def _sheet_state(self) -> QWidget:
        access = self.session.access
        made_on = access.recovery_made_on
        if made_on is None:
            key = "damaged" if access.recovery_damaged else "none"
            return StateWord("not_exempt", self.text(f"safety.sheet.is_{key}"))
        state, key = ("exempt", "made") if access.recovery_confirmed else ("cannot_tell", "untested")
        return StateWord(state, self.text(f"safety.sheet.is_{key}", date=made_on))

    def _make(self) -> None:
        from desktop.windows.safety.sheet_dialog import SheetDialog

        try:
            sheet = self.session.access.new_recovery_sheet()
        except Problem as problem:
            self.say.emit(self.text(problem.key, **problem.params), "error")
            return
        dialog = SheetDialog(self, self.session, sheet)
        dialog.finished.connect(self._fill)
        dialog.open()

    def _test(self) -> None:
        from desktop.windows.safety.sheet_test import OldSheetDialog

        dialog = OldSheetDialog(self, self.session)
        dialog.finished.connect(self._fill)
        dialog.open()

    # -- when it is locked

    def _locking(self) -> QWidget:
        protected = self.session.protection == "passphrase"
        if not protected:
            return card(Label(self.text("safety.access.lock_needs_password")))
        label = Label(self.text("safety.access.lock_after"))
        self.period = ChoiceBox()
        for minutes in PERIODS:
            self.period.addItem(self.session.language.plural("safety.access.minutes", minutes), minutes)
        self.period.addItem(self.text("safety.access.never"), 0)
        label.setBuddy(self.period)
        self.period.setAccessibleName(label.text())
        window = self._window()
        if window is not None:
            self.period.setCurrentIndex(max(0, self.period.findData(window.preferences.lock_after)))
        self.period.activated.connect(self._keep_period)
        self.lock = Button(self.text("safety.access.lock_now", keys=named_keys("Ctrl+L")), icon="lock")
        self.lock.clicked.connect(self._lock)
        return card(label, row(self.period), Label(self.text("safety.access.lock_sleep")), row(self.lock))

    def _keep_period(self, place: int) -> None:
        window = self._window()
        if window is not None:
            window.preferences.lock_after = self.period.itemData(place)
            window.preferences.save()

    def _lock(self) -> None:
        window = self._window()
        if window is not None:
            window.lock_now()

    def _window(self) -> MainWindow | None:
        from desktop.windows.main_window import MainWindow

        window = self.window()
        return window if isinstance(window, MainWindow) else None
