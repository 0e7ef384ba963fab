"""The part of the safety page about access: what protects the file, the recovery sheet and its test, locking."""

from pathlib import Path

import pytest
from access_helpers import PASSWORD, settled
from conftest import MakeWindow
from PySide6.QtWidgets import QApplication
from type_text import type_text

from desktop.session import Session
from desktop.windows.main_window import MainWindow
from desktop.windows.preferences import Preferences
from desktop.windows.protect import ProtectPage
from desktop.windows.safety.access import AccessPart
from desktop.windows.safety.sheet_dialog import SheetDialog
from desktop.windows.safety.sheet_test import NewSheetTest, OldSheetTest
from desktop.windows.walk import words_on

NEW = "another horse altogether"


@pytest.fixture
def window(make: MakeWindow, session: Session) -> MainWindow:
    session.new_case("Kept")
    return make()


def part(window: MainWindow) -> AccessPart:
    window.open("safety", None, "access")
    shown = window.pages["safety"].parts["access"]  # type: ignore[attr-defined]
    assert isinstance(shown, AccessPart)
    return shown


def said(window: MainWindow) -> str:
    part(window)
    QApplication.processEvents()
    return "\n".join(words_on(window.pages["safety"]))


def dialog(window: MainWindow) -> SheetDialog:
    QApplication.processEvents()
    return next(found for found in window.findChildren(SheetDialog) if found.isVisible())


def protect_page(window: MainWindow) -> ProtectPage:
    page = window.pages["protect"]
    assert isinstance(page, ProtectPage)
    return page


def test_it_says_what_protects_the_file_and_what_that_means(window: MainWindow, session: Session) -> None:
    for protection in ("beside_file", "passphrase"):
        assert session.protection == protection
        for key in ("now", "means"):
            assert session.text(f"safety.access.{key}_{protection}") in said(window)
        if protection == "beside_file":
            session.access.protect(PASSWORD)


def test_a_password_is_set_and_the_sheet_offered_made_and_tried(window: MainWindow, session: Session) -> None:
    part(window).protect.click()
    page = protect_page(window)
    page.new.first.setText(PASSWORD)
    page.new.again.setText(PASSWORD)
    page.button.click()
    assert session.protection == "passphrase"
    page.offer.make.click()
    shown = dialog(window)
    test = shown.test
    assert isinstance(test, NewSheetTest)
    assert shown.preview.file is not None
    assert len(set(test.places)) == 2
    test.check.click()
    assert test.error.isVisible()
    assert not session.access.recovery_confirmed
    for place, line in zip(test.places, test.lines, strict=True):
        type_text(line, f" {test._sheet.words[place].upper()} ")
    test.check.click()
    assert test.result.isVisible()
    assert not test.error.isVisible()
    assert session.access.recovery_confirmed
    shown.shut.click()
    settled(lambda: window.kind == "safety")
    assert session.text("safety.sheet.is_made", date=session.access.recovery_made_on) in said(window)


def test_an_offer_that_is_declined_costs_nothing(window: MainWindow, session: Session) -> None:
    part(window).protect.click()
    page = protect_page(window)
    page.new.first.setText(PASSWORD)
    page.new.again.setText(PASSWORD)
    page.button.click()
    page.offer.later.click()
    assert window.kind == "safety"
    assert not session.access.has_recovery
    assert session.text("safety.sheet.is_none") in said(window)


def test_changing_the_password_asks_for_the_present_one(window: MainWindow, session: Session) -> None:
    session.access.protect(PASSWORD)
    part(window).protect.click()
    page = protect_page(window)
    assert page.old.isVisible()
    page.new.first.setText(NEW)
    page.new.again.setText(NEW)
    page.old.setText("wrong")
    page.button.click()
    assert page.error.isVisible()
    page.old.setText(PASSWORD)
    page.button.click()
    assert not page.error.isVisible()
    session.access.lock()
    session.access.unlock(NEW)


def test_nothing_typed_stays_on_the_page(window: MainWindow) -> None:
    part(window).protect.click()
    page = protect_page(window)
    page.new.first.setText(PASSWORD)
    window.open("cases")
    assert page.new.first.text() == ""


def test_a_sheet_can_be_tried_at_any_time(window: MainWindow, session: Session) -> None:
    sheet = session.access.new_recovery_sheet()
    assert session.text("safety.sheet.is_untested", date=sheet.made_on) in said(window)
    test = OldSheetTest(session)
    test.words.setPlainText(" ".join(sheet.words[:11]))
    test.check_typed()
    assert not test.error.isHidden()
    test.words.setPlainText(" ".join(sheet.words))
    test.check_typed()
    assert not test.result.isHidden()
    assert session.access.recovery_confirmed


def test_an_old_sheet_is_not_taken_for_the_new_one(window: MainWindow, session: Session) -> None:
    """Else the newest, which nobody has on paper, would be the only one that opens the file."""
    old = session.access.new_recovery_sheet()
    session.access.confirm_recovery_sheet()
    session.access.new_recovery_sheet()
    test = OldSheetTest(session)
    test.words.setPlainText(" ".join(old.words))
    test.check_typed()
    assert test.result.isHidden()
    assert not session.access.recovery_confirmed


def test_a_picture_without_the_code_is_told(window: MainWindow, session: Session, tmp_path: Path) -> None:
    sheet = session.access.new_recovery_sheet()
    test = NewSheetTest(session, sheet)
    picture = tmp_path / "window.png"
    window.grab().save(str(picture))
    test.check_picture(picture)
    assert not test.error.isHidden()
    assert "window.png" in test.error.text()


def test_the_time_until_the_lock_is_chosen_and_kept(
    window: MainWindow, session: Session, tmp_path: Path
) -> None:
    window.preferences.path = tmp_path / "windows.json"
    assert session.text("safety.access.lock_needs_password") in said(window)
    session.access.protect(PASSWORD)
    box = part(window).period
    assert [box.itemData(place) for place in range(box.count())] == [2, 5, 10, 30, 0]
    assert box.currentData() == 10
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert window.preferences.lock_after == 5
    assert Preferences.load(tmp_path / "windows.json").lock_after == 5
    assert part(window).period.currentData() == 5


def test_the_button_locks(window: MainWindow, session: Session) -> None:
    session.access.protect(PASSWORD)
    window.complete()
    part(window).lock.click()
    settled(lambda: window.kind == "unlock")
    assert session.locked


def test_every_language_has_its_words(make: MakeWindow, session: Session, code: str) -> None:
    session.new_case("Kept")
    window = make(code)
    for _ in range(2):
        part(window)
        window.set_language("en")
        window.set_language(code)
        assert session.text("safety.sheet.what") in said(window)
        if session.protection == "beside_file":
            session.access.protect(PASSWORD)
            session.access.new_recovery_sheet()
