"""The one main window: the navigation at the side, a bar for notes, and the page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.windows.controls.buttons import refont
from desktop.windows.controls.theme import GRID, SCALES, Look, system_is_dark, theme
from desktop.windows.controls.widgets import Bar, Label
from desktop.windows.gate import Gate
from desktop.windows.page import CASE_KINDS, Page, make_page
from desktop.windows.side import PLACES, Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QTranslator
    from PySide6.QtGui import QCloseEvent, QKeyEvent

    from desktop.session import Session
    from desktop.windows.locking.locking import Locking
    from desktop.windows.preferences import Preferences
    from desktop.windows.safety.keeper import Keeper

_QT_TRANSLATIONS = {"zh_Hans": "qtbase_zh_CN", "de": "qtbase_de", "ko": "qtbase_ko"}


class MainWindow(QMainWindow):
    """The main window. Pages are made when first opened and kept, so that nothing on them is lost."""

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__()
        self.session = session
        self.preferences = preferences
        self.case_id: int | None = None
        self.kind = ""
        self.pages: dict[str, Page] = {}
        self.protection_offered = False
        self.gate = Gate(self)
        self.locking: Locking | None = None
        self.keeper: Keeper | None = None
        self._to_retranslate: set[str] = set()
        self._translator: QTranslator | None = None
        self._wear()  # before there is any widget that would be styled and measured twice
        self.side = Side(session)
        self.bar = Bar()
        self.reviewing = Label(role="muted")
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.setWindowTitle("Waipai 外派")
        self.resize(1180, 760)
        self.setMinimumSize(640, 480)

    def _lay_out(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.reviewing)
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)
        ground = QWidget()
        whole = QHBoxLayout(ground)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.side)
        whole.addWidget(right, 1)
        self.bar.setContentsMargins(GRID, 0, GRID, 0)
        self.reviewing.setContentsMargins(4 * GRID, GRID, 4 * GRID, 0)
        self._name_day()
        self.setCentralWidget(ground)

    def _connect(self) -> None:
        self.side.wanted.connect(lambda kind: self.open(kind, self.case_id if kind in CASE_KINDS else None))
        self.side.language.clicked.connect(self.side.open_languages)
        self.side.language_chosen.connect(self.set_language)
        self.side.view.clicked.connect(lambda: self.side.open_view(self.preferences.dark))
        self.side.scale_chosen.connect(self.set_scale)
        self.side.dark_chosen.connect(self.set_dark)
        self.side.protection_wanted.connect(lambda: self.open("protect"))
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(lambda _scheme: self.apply_look())
        for number, kind in enumerate(PLACES, start=1):
            self._shortcut(f"Ctrl+{number}", partial(self.side.wanted.emit, kind))
        self._shortcut("F1", lambda: self.open("help", None, self.kind))
        self._shortcut("Ctrl+Shift+L", self.side.open_languages)
        self._shortcut("Ctrl+L", self.lock_now)
        self.side.lock.clicked.connect(self.lock_now)
        self._shortcut("Ctrl+N", lambda: self.open("check", None, "new"))
        for keys in ("Ctrl++", "Ctrl+="):
            self._shortcut(keys, lambda: self._step_scale(1))
        self._shortcut("Ctrl+-", lambda: self._step_scale(-1))
        self._shortcut("Ctrl+0", lambda: self.set_scale(1.0))
        self._shortcut("Ctrl+Q", self.close)

    def _shortcut(self, keys: str, call: object) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(call)

    def complete(self) -> None:
        """Everything that can wait until the first page is painted."""
        from desktop.windows.errors import Errors
        from desktop.windows.locking.locking import Locking
        from desktop.windows.reminding import Reminding
        from desktop.windows.safety.keeper import Keeper
        from desktop.windows.singletons import keep_singletons_alive

        keep_singletons_alive()
        theme.draw_icons()
        self._errors = Errors(self)
        self._translate_qt()
        self.side.tell_keys()
        self._name_bar()
        if self.gate.try_file():
            self.pages[self.kind].retranslate()
        Reminding(self)
        self.locking = Locking(self)
        self.keeper = Keeper(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no page wants: undo and redo."""
        from desktop.windows.reverting import revert, wish_of

        wish = wish_of(event)
        if wish and self.gate.trouble is None and not self.session.locked:
            revert(self, wish)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is half typed, back it up, leave nothing of this window in the application or the clipboard."""
        from desktop.windows.controls.secret_clipboard import clear_secret

        self.leave_page()
        if self.keeper is not None and not self.keeper.may_close():
            event.ignore()
            return
        clear_secret()
        self._forget_translator()
        super().closeEvent(event)

    # -- going somewhere

    def open(self, kind: str, case_id: object = None, detail: object = None) -> None:
        """Bring a page to the front; while the file is locked every way leads to ``unlock``."""
        kind, case_id, detail = self.gate.way_to(kind, case_id, detail)
        self.leave_page()
        case = case_id if isinstance(case_id, int) else None
        if self._shall_offer_protection(kind):
            kind, case, detail = "protect", case, kind
        if case is not None or detail == "new":
            self.case_id = case
        page = self.page(kind)
        if kind in self._to_retranslate:
            self._to_retranslate.discard(kind)
            page.retranslate()
            refont(page)
        page.load(case, detail if isinstance(detail, str) else None)
        self.show_page(kind)

    def _shall_offer_protection(self, kind: str) -> bool:
        """Once, when the check of the first case is finished or left."""
        if self.protection_offered or self.kind != "check" or kind == "check" or self.case_id is None:
            return False
        self.protection_offered = True
        return self.session.protection == "beside_file"

    def page(self, kind: str) -> Page:
        """The page of this kind, made on first use."""
        if kind not in self.pages:
            page = make_page(kind, self.session)
            page.go.connect(self.open)
            page.started.connect(self._take_case)
            page.gone.connect(self._forget_case)
            page.say.connect(lambda sentence, mood: self.bar.tell(sentence, mood))
            page.undo.connect(self._offer_undo)
            page.trouble.connect(self.gate.rescue)
            self.pages[kind] = page
            self.stack.addWidget(page)
        return self.pages[kind]

    def show_page(self, kind: str) -> None:
        """Bring a page that is loaded to the front."""
        self.kind = kind
        self.stack.setCurrentWidget(self.pages[kind])
        self.side.light(kind)
        self.pages[kind].shown()

    def _take_case(self, case_id: int) -> None:
        self.case_id = case_id

    def _forget_case(self, case_id: int) -> None:
        if self.case_id == case_id:
            self.case_id = None
        self._drop_hidden_pages(CASE_KINDS)

    def leave_page(self) -> None:
        """Let the page in front keep what is half typed there, and take away what the bar says of it."""
        if self.kind in self.pages:
            self.bar.hide()
            self.pages[self.kind].leave()

    def _offer_undo(self, sentence: str, call: object) -> None:
        self.bar.tell(sentence, "info", self.session.text("app.undo"), call)  # type: ignore[arg-type]

    # -- the locked file, and another one

    def lock_now(self) -> None:
        """Lock the cases, or offer a password where none protects them."""
        if self.locking is not None:
            self.locking.lock_now()

    def drop_pages(self) -> None:
        """Leave nothing of the file in the window."""
        self.kind = ""
        self.bar.hide()
        self.bar.label.clear()
        self._drop_hidden_pages(tuple(self.pages))

    def reopen(self) -> None:
        """Open the file that the session means now, from its first page."""
        self.gate.reopen()
        if self.keeper is not None:
            self.keeper.again()

    # -- language and look

    def set_language(self, code: str) -> None:
        """Switch every page to another language, at once and without losing what was typed."""
        typing = self.focusWidget()
        self.session.set_language(code)
        self.apply_look()
        self._translate_qt()
        self.side.tell_keys()
        for kind, page in self.pages.items():
            if kind == self.kind:
                page.retranslate()
            else:
                self._to_retranslate.add(kind)
        self._name_bar()
        self._name_day()
        for part in (self.side, self.reviewing, self.bar, self.pages[self.kind]):
            refont(part)
        self._return_focus(typing)

    def _return_focus(self, widget: QWidget | None) -> None:
        """Back to where it was; where the page was built anew, to the place the page gives it."""
        if widget is None or widget is self.focusWidget():
            return
        if isValid(widget) and widget.isVisible():
            widget.setFocus()
        else:
            self.pages[self.kind].shown()

    def set_scale(self, scale: float) -> None:
        """Set the size of the text (1.0 to 2.0) and remember it."""
        self.preferences.scale = scale
        self.preferences.save()
        self.apply_look()

    def set_dark(self, dark: bool | None) -> None:
        """Set dark or light, or ``None`` to follow the system, and remember it."""
        self.preferences.dark = dark
        self.preferences.save()
        self.apply_look()

    def apply_look(self) -> None:
        """Apply what is chosen: colours, text size, fonts of the language."""
        self._wear()
        self.side.retranslate()

    def _wear(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        dark = system_is_dark() if self.preferences.dark is None else self.preferences.dark
        look = Look(dark, self.preferences.scale, self.session.language.code)
        if (look.dark, look.scale) != (theme.look.dark, theme.look.scale):
            self._drop_hidden_pages(tuple(self.pages))
        theme.apply(app, look)

    def _drop_hidden_pages(self, kinds: Sequence[str]) -> None:
        """Pages out of sight are made anew when next opened: that is quicker than styling all of them again."""
        for kind in [kind for kind in kinds if kind in self.pages and kind != self.kind]:
            page = self.pages.pop(kind)
            self.stack.removeWidget(page)
            page.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def renew(self, detail: str) -> None:
        """Make every page anew, because the law is another one, and open this one again at ``detail``."""
        page = self.pages.pop(self.kind)
        self.stack.removeWidget(page)
        page.deleteLater()
        self._drop_hidden_pages(tuple(self.pages))
        self.open(self.kind, self.case_id, detail)

    def _step_scale(self, by: int) -> None:
        place = min(range(len(SCALES)), key=lambda i: abs(SCALES[i] - self.preferences.scale)) + by
        self.set_scale(SCALES[max(0, min(place, len(SCALES) - 1))])

    def _translate_qt(self) -> None:
        app = QApplication.instance()
        assert app is not None
        self._forget_translator()
        name = _QT_TRANSLATIONS.get(self.session.language.code)
        if name:
            from PySide6.QtCore import QLibraryInfo, QTranslator

            translator = QTranslator(self)
            if translator.load(name, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
                app.installTranslator(translator)
                self._translator = translator

    def _forget_translator(self) -> None:
        app = QApplication.instance()
        if self._translator is not None and app is not None:
            app.removeTranslator(self._translator)
            self._translator = None

    def _name_day(self) -> None:
        """Where a reviewer chose the day, every page says so."""
        if self.session.reviewing:
            self.reviewing.setText(self.session.text("app.reviewing", date=self.session.day))
        self.reviewing.setVisible(self.session.reviewing)

    def _name_bar(self) -> None:
        self.bar.close_button.setAccessibleName(self.session.text("app.close_note"))
        self.bar.close_button.setToolTip(self.session.text("app.close_note"))
