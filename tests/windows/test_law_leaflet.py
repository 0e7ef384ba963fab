"""The leaflet button: a language is chosen, the file is written, and where it lies is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import MakeWindow
from PySide6.QtWidgets import QFileDialog

from desktop.session import Session
from desktop.windows.law.leaflet import LeafletButton


def test_the_menu_begins_with_the_language_of_the_screen(
    make: MakeWindow, session: Session, code: str
) -> None:
    make(code)
    names = [action.text() for action in LeafletButton(session, "CN", "ES").languages().actions()]
    assert len(names) == 4
    assert names[0] == {"zh_Hans": "简体中文", "de": "Deutsch", "ko": "한국어", "en": "English"}[code]


@pytest.mark.parametrize(("home", "host"), [("CN", "ES"), ("JP", "CN"), ("CN", "SG")])
def test_the_leaflet_is_written_where_it_was_asked_for(
    make: MakeWindow, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str, host: str
) -> None:
    make("en")
    place = tmp_path / "leaflet.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    button = LeafletButton(session, home, host)
    button.save("ko")
    assert place.read_bytes().startswith(b"%PDF")
    assert "leaflet.pdf" in button.said.text()


def test_the_page_of_an_agreement_has_one_for_the_direction_shown(make: MakeWindow) -> None:
    window = make("en")
    window.open("law", None, "CN-ES-2017")
    buttons = window.pages["law"].findChildren(LeafletButton)
    assert [button._route for button in buttons] == [("CN", "ES")]
