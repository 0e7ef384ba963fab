"""How everything looks: colours light and dark, sizes on a grid of 8 px, fonts and the one style sheet.

Colours of text reach a contrast of at least 4.5:1 on every ground they stand on (WCAG 2.2, 1.4.3); the colours
of states differ in lightness too, so that they can be told apart without seeing red and green.
"""

from __future__ import annotations

import sys
from pathlib import Path
from string import Template
from typing import NamedTuple

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop.paths import resources_folder

GRID = 8
READING_WIDTH = 760
"""Widest text column in logical pixels at 100 %; it grows with the text."""
SCALES = (1.0, 1.15, 1.3, 1.5, 1.75, 2.0)
SIZES = {"small": 13, "body": 15, "title": 23, "number": 34}
"""Three text sizes and one large number, in logical pixels at 100 %."""

LIGHT = {
    "ground": "#ffffff", "side": "#f2f4f7", "raised": "#ffffff", "tint": "#e7f0fa", "line": "#c3cad3",
    "strong_line": "#6b7683", "text": "#1b2127", "muted": "#525d69", "accent": "#0a5aa8", "on_accent": "#ffffff",
    "accent_hover": "#084a8b", "good": "#00664d", "wait": "#805300", "ask": "#6a3da3", "bad": "#ab3000",
    "open": "#525d69", "slider": "#a2acb7", "error_ground": "#fdeee9", "note_ground": "#fdf5e2",
}  # fmt: skip
DARK = {
    "ground": "#171b20", "side": "#1e232a", "raised": "#20262d", "tint": "#1c3147", "line": "#3d4752",
    "strong_line": "#8b97a4", "text": "#e9edf1", "muted": "#abb6c1", "accent": "#76b7ff", "on_accent": "#0c1c2c",
    "accent_hover": "#9bcaff", "good": "#52d3a8", "wait": "#f3bd53", "ask": "#cbaaf7", "bad": "#ff9470",
    "open": "#abb6c1", "slider": "#5d6874", "error_ground": "#3a221b", "note_ground": "#352b17",
}  # fmt: skip

_FAMILIES = {
    "zh_Hans": ("Noto Sans SC", "Noto Sans KR", "Noto Sans"),
    "ko": ("Noto Sans KR", "Noto Sans SC", "Noto Sans"),
    "de": ("Noto Sans", "Noto Sans SC", "Noto Sans KR"),
    "en": ("Noto Sans", "Noto Sans SC", "Noto Sans KR"),
}
_HAVE_GOOD_SYSTEM_FONTS = ("win32", "darwin")

_SHEET = Template("""
* { font-size: ${body}px; }
QMainWindow, QStackedWidget, QDialog, QScrollArea, QWidget#column { background: $ground; }
QScrollArea { border: none; }
QLabel { color: $text; background: transparent; }
QLabel[role="title"] { font-size: ${title}px; font-weight: bold; }
QLabel[role="heading"] { font-weight: bold; }
QLabel[role="number"] { font-size: ${number}px; font-weight: bold; }
QLabel[role="small"] { font-size: ${small}px; color: $muted; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="error"] { color: $bad; font-weight: bold; }
QPushButton { color: $text; background: $raised; border: 1px solid $strong_line; border-radius: 6px;
    padding: 7px 16px; min-height: ${row}px; }
QPushButton:hover { background: $tint; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border: 2px solid $accent; padding: 6px 15px; }
QPushButton:disabled { color: $muted; border-color: $line; }
QPushButton[role="primary"] { color: $on_accent; background: $accent; border-color: $accent; font-weight: bold;
    padding: 9px 24px; }
QPushButton[role="primary"]:hover { background: $accent_hover; }
QPushButton[role="primary"]:focus { border: 3px solid $text; padding: 7px 22px; }
QPushButton[role="primary"]:disabled { color: $muted; background: $tint; border-color: $line; }
QPushButton[role="quiet"] { color: $accent; background: transparent; border: 2px solid transparent;
    padding: 4px 2px; text-align: left; }
QPushButton[role="quiet"]:hover { text-decoration: underline; background: $tint; }
QPushButton[role="quiet"]:focus { border: 2px solid $accent; }
QPushButton[role="nav"] { color: $text; background: transparent; border: 2px solid transparent; padding: 4px 10px;
    text-align: left; }
QPushButton[role="nav"]:hover { background: $tint; }
QPushButton[role="nav"]:checked { background: $tint; color: $accent; font-weight: bold; }
QPushButton[role="nav"]:focus { border: 2px solid $accent; }
QPushButton::menu-indicator { width: 0; }
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDateEdit { color: $text; background: $raised;
    border: 1px solid $strong_line; border-radius: 6px; padding: 6px 10px; min-height: ${row}px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus {
    border: 2px solid $accent; padding: 5px 9px; }
QComboBox::drop-down { subcontrol-origin: padding; subcontrol-position: center right; border: none;
    width: ${row}px; }
QComboBox::down-arrow { image: url("$open"); width: ${mark}px; height: ${mark}px; }
QComboBox QAbstractItemView { border: 1px solid $strong_line; border-radius: 0; padding: 0; }
QComboBox QLineEdit { border: none; padding: 0; min-height: 0; background: transparent; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] { border: 2px solid $bad; padding: 5px 9px; }
QCheckBox, QRadioButton { color: $text; spacing: 8px; padding: 3px; border: 2px solid transparent;
    border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox::indicator, QListView::indicator, QTableView::indicator { width: ${mark}px; height: ${mark}px;
    border: 2px solid $strong_line; border-radius: 4px;
    background: $ground; }
QCheckBox::indicator:checked, QListView::indicator:checked, QTableView::indicator:checked {
    background: $accent; border-color: $accent;
    image: url("$tick"); }
QRadioButton::indicator { width: ${mark}px; height: ${mark}px; }
QFrame[role="card"] { background: $raised; border: 1px solid $line; border-radius: 8px; }
QFrame[role="bar"] { background: $tint; border: none; border-left: 4px solid $accent; border-radius: 4px; }
QFrame[role="bar"][mood="error"] { background: $error_ground; border-left-color: $bad; }
QFrame[role="bar"][mood="note"] { background: $note_ground; border-left-color: $wait; }
QFrame[role="line"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QWidget#side { background: $side; border-right: 1px solid $line; }
QListView, QTableView, QTreeView, QTextBrowser { color: $text; background: $raised; border: 1px solid $line;
    border-radius: 6px; selection-background-color: $tint; selection-color: $text;
    alternate-background-color: $side; gridline-color: $line; outline: none; }
QListView:focus, QTableView:focus, QTreeView:focus { border: 2px solid $accent; }
QListView::item { padding: 6px 8px; }
QListView::item:focus { border: 2px solid $accent; }
QHeaderView::section { color: $muted; background: $side; border: none; border-bottom: 1px solid $line;
    padding: 6px 8px; font-size: ${small}px; }
QMenu { color: $text; background: $raised; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 28px; border-radius: 4px; }
QMenu::item:selected { background: $tint; color: $accent; }
QToolTip { color: $text; background: $raised; border: 1px solid $strong_line; padding: 4px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar::handle:vertical { background: $slider; border-radius: 4px; min-height: 32px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle:horizontal { background: $slider; border-radius: 4px; min-width: 32px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
""")


class Look(NamedTuple):
    """What is chosen now: dark or light, the size of the text (1.0 to 2.0) and the language of the fonts."""

    dark: bool = False
    scale: float = 1.0
    language: str = "en"

    def size(self, role: str = "body") -> int:
        """The text size of ``role`` in logical pixels."""
        return round(SIZES[role] * self.scale)

    def colour(self, name: str) -> QColor:
        """A colour by its name in the tables above."""
        return QColor((DARK if self.dark else LIGHT)[name])

    @property
    def reading_width(self) -> int:
        """The widest text column in logical pixels."""
        return round(READING_WIDTH * self.scale)


class Theme(QObject):
    """The look of the running program; ``changed`` tells pages that paint for themselves."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.bare = False
        """While true, icons are only given their room: the first page is painted sooner without them."""
        self.look = Look()
        self.applied: Look | None = None

    def apply(self, app: QApplication, look: Look) -> None:
        """Make ``look`` the look of every window, at once.

        What stays the same is not set again: styling all widgets anew takes a while.
        """
        before, self.look, self.applied = self.applied, look, look
        if before is None or look != before:
            app.setFont(_font(look))
        if before is None or look.dark != before.dark:
            app.setPalette(_palette(look))
        if before is None or (look.dark, look.scale) != (before.dark, before.scale):
            app.setStyleSheet(_sheet(look))
            self.changed.emit()

    def draw_icons(self) -> None:
        """From now on draw icons, also those that were only given their room."""
        if self.bare:
            self.bare = False
            self.changed.emit()


theme = Theme()


def colour(name: str) -> QColor:
    """A colour of the present look."""
    return theme.look.colour(name)


def size(role: str = "body") -> int:
    """A text size of the present look in logical pixels."""
    return theme.look.size(role)


def system_is_dark() -> bool:
    """Whether the system asks for dark windows; at the start its palette tells that more quickly."""
    if theme.applied is None:
        return QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128
    return QGuiApplication.styleHints().colorScheme() == QtCore.Qt.ColorScheme.Dark


def register_fonts(folder: Path) -> None:
    """Make the bundled fonts known. A QApplication must exist: without one Qt crashes."""
    for name in ("NotoSansSC", "NotoSansKR", "NotoSans"):
        QFontDatabase.addApplicationFont(str(folder / f"{name}-Regular.ttf"))


def _font(look: Look) -> QFont:
    font = QFont()
    bundled = list(_FAMILIES[look.language])
    font.setFamilies([font.family(), *bundled] if sys.platform in _HAVE_GOOD_SYSTEM_FONTS else bundled)
    font.setPixelSize(look.size())
    return font


def _palette(look: Look) -> QPalette:
    role = QPalette.ColorRole
    names = {
        role.Window: "ground", role.WindowText: "text", role.Base: "raised", role.AlternateBase: "side",
        role.Text: "text", role.Button: "raised", role.ButtonText: "text", role.BrightText: "on_accent",
        role.Highlight: "accent", role.HighlightedText: "on_accent", role.Link: "accent",
        role.ToolTipBase: "raised", role.ToolTipText: "text", role.PlaceholderText: "muted",
        role.Mid: "line", role.Dark: "strong_line", role.Light: "raised", role.Accent: "accent",
    }  # fmt: skip
    palette = QPalette()
    for where, name in names.items():
        palette.setColor(where, look.colour(name))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, look.colour("muted"))
    return palette


def _sheet(look: Look) -> str:
    sizes = {role: str(look.size(role)) for role in SIZES}
    sizes |= {"row": str(round(22 * look.scale)), "mark": str(round(16 * look.scale))}
    shade = "dark" if look.dark else "light"
    icons = {
        name: (resources_folder() / "icons" / f"{name}-{shade}.svg").as_posix() for name in ("tick", "open")
    }
    return _SHEET.substitute(DARK if look.dark else LIGHT, **icons, **sizes)
