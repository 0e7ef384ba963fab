"""The leaflet button: a language is chosen, the file is written, and where it lies is said."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from conftest import MakeWindow
from PySide6.QtWidgets import QFileDialog

from desktop.session import Session
from desktop.windows.documents.languages import PaperButton, language_menu


def test_the_menu_begins_with_the_language_of_the_screen(
    make: MakeWindow, session: Session, code: str
) -> None:
    make(code)
    button = PaperButton(session, "pages.law.leaflet", partial(session.leaflet, "CN", "ES"))
    chosen: list[str] = []
    menu = language_menu(button, session, chosen.append)
    names = [action.text() for action in menu.actions()]
    assert len(names) == 4
    assert names[0] == {"zh_Hans": "简体中文", "de": "Deutsch", "ko": "한국어", "en": "English"}[code]
    menu.actions()[0].trigger()
    assert chosen == [code]


@pytest.mark.parametrize(("home", "host"), [("CN", "ES"), ("JP", "CN"), ("CN", "SG")])
def test_the_leaflet_is_written_where_it_was_asked_for(
    make: MakeWindow, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str, host: str
) -> None:
    make("en")
    place = tmp_path / "leaflet.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    button = PaperButton(session, "pages.law.leaflet", partial(session.leaflet, home, host))
    button.save("ko")
    assert place.read_bytes().startswith(b"%PDF")
    assert "leaflet.pdf" in button.said.text()


def test_the_page_of_an_agreement_has_one_for_the_direction_shown(
    make: MakeWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def think_better(_parent: object, _title: str, path: str, _kinds: str) -> tuple[str, str]:
        offered.append(path)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", think_better)
    window = make("en")
    window.open("law", None, "CN-ES-2017")
    for button in window.pages["law"].findChildren(PaperButton):
        button.save("en")
    assert [Path(path).name for path in offered] == [f"LEAFLET_CN-ES_en_{window.session.day}.pdf"]
