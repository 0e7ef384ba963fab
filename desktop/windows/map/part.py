"""The map of the whole check: a picture to zoom and move, the same as text, and as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QPainter, QWheelEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QGraphicsScene,
    QGraphicsView,
    QPlainTextEdit,
    QStackedWidget,
    QWidget,
)

from desktop.windows.controls.part import Part
from desktop.windows.controls.theme import GRID, theme
from desktop.windows.controls.widgets import Button, Label, row
from desktop.windows.map.drawing import draw_map
from desktop.windows.map.export import FORMATS, export_map
from desktop.windows.map.words import map_rows, map_text, outcome_words
from desktop.windows.result.blocks import stack

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from desktop.session import Session

_STEP = 1.25
_SMALLEST, _LARGEST = 0.1, 4.0
_FIRST = 0.6
"""How large the drawing is at least when it is first shown, at a text size of 100 %."""


class MapView(QGraphicsView):
    """The drawing; Ctrl and the wheel zoom, the mouse moves it, arrows and Page keys scroll."""

    def __init__(self, scene: QGraphicsScene) -> None:
        super().__init__(scene)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)

    @property
    def zoom(self) -> float:
        """How large the drawing is; 1.0 is its own size."""
        return self.transform().m11()

    def zoom_by(self, factor: float) -> None:
        """Make the drawing larger or smaller, within sensible bounds."""
        wanted = max(_SMALLEST, min(_LARGEST, self.zoom * factor))
        self.scale(wanted / self.zoom, wanted / self.zoom)

    def fit_width(self) -> None:
        """As wide as the window."""
        self.zoom_by(self._fitting() / self.zoom)

    def begin(self) -> None:
        """As wide as the window, but with letters that grow with those of the program."""
        self.zoom_by(max(self._fitting(), _FIRST * theme.look.scale) / self.zoom)
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().minimum())
        self.verticalScrollBar().setValue(self.verticalScrollBar().minimum())

    def _fitting(self) -> float:
        return (self.viewport().width() - 2 * GRID) / max(self.sceneRect().width(), 1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
            event.accept()
        else:
            super().wheelEvent(event)


class MapPart(Part):
    """The map with its buttons."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.intro = Label()
        self.scene = QGraphicsScene(self)
        self.view = MapView(self.scene)
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.words)
        self.larger, self.smaller, self.fit = Button(), Button(), Button()
        self.as_text, self.save = Button(), Button(icon="save")
        self.as_text.setCheckable(True)
        self.said = Label(role="small")
        self._scale = 0.0
        buttons = row(self.larger, self.smaller, self.fit, self.as_text, self.save)
        head = stack(self.intro, buttons, self.said)
        head.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, GRID)
        self.whole.addWidget(head)
        self.whole.addWidget(self.stack, 1)
        self.larger.clicked.connect(lambda: self.view.zoom_by(_STEP))
        self.smaller.clicked.connect(lambda: self.view.zoom_by(1 / _STEP))
        self.fit.clicked.connect(self.view.fit_width)
        self.as_text.toggled.connect(self._turn)
        self.save.clicked.connect(self._save)
        theme.changed.connect(self._draw)
        self.retranslate()

    def retranslate(self) -> None:
        self.intro.setText(self.text("pages.map.intro"))
        for name in ("larger", "smaller", "fit", "save"):
            getattr(self, name).setText(self.text(f"pages.map.{name}"))
        self.as_text.setText(
            self.text("pages.map.as_picture" if self.as_text.isChecked() else "pages.map.as_text")
        )
        self.view.setAccessibleName(self.text("pages.law.part.map"))
        self.view.setAccessibleDescription(self.text("pages.map.spoken"))
        self.words.setAccessibleName(self.text("pages.law.part.map"))
        self.words.setPlainText(map_text(self.session))
        self.said.setText("")
        self.said.hide()
        self._draw()

    def focus(self) -> None:
        self.larger.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._begin()

    def _begin(self) -> None:
        """The first view, and again for another size of the text."""
        if self._scale != theme.look.scale:
            self._scale = theme.look.scale
            self.view.begin()

    def _draw(self) -> None:
        title = self.text("pages.map.title", edition=self.session.law.edition)
        draw_map(self.scene, self.font(), title, map_rows(self.session), outcome_words(self.session))
        if self.isVisible():
            self._begin()

    def _turn(self, as_text: bool) -> None:
        shown: QWidget = self.words if as_text else self.view
        self.stack.setCurrentWidget(shown)
        self.as_text.setText(self.text("pages.map.as_picture" if as_text else "pages.map.as_text"))
        for button in (self.larger, self.smaller, self.fit):
            button.setVisible(not as_text)

    def _save(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        kinds = ";;".join(f"{kind.upper()} (*.{kind})" for kind in FORMATS)
        suggested = str(Path(folder) / f"waipai-map.{FORMATS[0]}")
        name, kind = QFileDialog.getSaveFileName(self, self.text("pages.map.save"), suggested, kinds)
        if name:
            path = Path(name)
            self.save_as(path if path.suffix else path.with_suffix(f".{kind.partition(' ')[0].lower()}"))

    def save_as(self, path: Path) -> None:
        """Write the map into ``path`` and say so, or why not."""
        try:
            export_map(self.scene, path, self.text("pages.law.part.map"))
        except OSError:
            said = self.text("pages.map.not_saved", path=path.name)
        else:
            said = self.text("pages.map.saved", path=path.name)
        self.said.setText(said)
        self.said.show()
