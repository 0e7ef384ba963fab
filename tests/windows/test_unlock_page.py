"""Opening a locked file: the wait after wrong tries, the recovery sheet, and what is left without it."""

from pathlib import Path

import pytest
from access_helpers import PASSWORD, Seconds, lock, password_step, settled, unlock, unlock_page
from conftest import MakeWindow
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from type_text import type_text

from desktop.safety.access import RecoverySheet
from desktop.session import LANGUAGES, Session
from desktop.storage.problems import WrongPassphrase
from desktop.windows.locking.locking import Locking
from desktop.windows.main_window import MainWindow
from desktop.windows.rescue.page import RescuePage
from desktop.windows.unlock.lost import LostStep
from desktop.windows.unlock.recover import RecoverStep
from desktop.windows.unlock.renew import RenewStep

NEW = "another horse altogether"


@pytest.fixture
def window(make: MakeWindow, session: Session) -> MainWindow:
    """A window over a locked file with one case and no recovery sheet."""
    return locked(make, session)


def locked(make: MakeWindow, session: Session) -> MainWindow:
    if not session.cases():
        session.new_case("Kept")
    session.protect(PASSWORD)
    window = make()
    window.locking = Locking(window)
    window.open("cases")
    lock(window)
    return window


def with_sheet(make: MakeWindow, session: Session) -> tuple[MainWindow, RecoverySheet]:
    session.new_case("Kept")
    sheet = session.access.new_recovery_sheet()
    return locked(make, session), sheet


def recover_step(window: MainWindow) -> RecoverStep:
    password_step(window).forgot.click()
    step = unlock_page(window).steps["recover"]
    assert isinstance(step, RecoverStep)
    return step


def renew_step(window: MainWindow) -> RenewStep:
    page = unlock_page(window)
    assert page.step == "renew"
    step = page.steps["renew"]
    assert isinstance(step, RenewStep)
    return step


def renew(window: MainWindow) -> None:
    step = renew_step(window)
    step.new.first.setText(NEW)
    step.new.again.setText(NEW)
    step.button.click()


# -- waiting


def test_the_wait_is_said_counted_down_and_over(window: MainWindow, session: Session) -> None:
    seconds, step = Seconds(session), password_step(window)
    for _ in range(3):
        unlock(window, "wrong")
        assert step.button.isEnabled()
    unlock(window, "wrong")
    assert not step.button.isEnabled()
    assert step.countdown.isVisible()
    assert step.countdown.text() == session.language.plural("safety.unlock.wait_seconds", 2)
    unlock(window, PASSWORD)
    assert session.locked, "the right password has to wait too"
    seconds.now += 1
    step.countdown.look()
    assert step.countdown.text() == session.language.plural("safety.unlock.wait_seconds", 1)
    seconds.now += 1
    step.countdown.look()
    assert step.countdown.text() == session.text("safety.unlock.wait_over")
    assert step.button.isEnabled()
    unlock(window)
    assert not session.locked
    assert window.kind == "cases"


def test_long_waits_are_minutes(window: MainWindow, session: Session) -> None:
    seconds, step = Seconds(session), password_step(window)
    for _ in range(11):
        unlock(window, "wrong")
        seconds.now += 300
        step.countdown.look()
    unlock(window, "wrong")
    assert step.countdown.text() == session.language.plural("safety.unlock.wait_minutes", 5)


def test_who_starts_the_program_again_waits_on(make: MakeWindow, session: Session, profile: Path) -> None:
    window = locked(make, session)
    seconds = Seconds(session)
    for _ in range(8):
        seconds.now += 300
        password_step(window).countdown.look()
        unlock(window, "wrong")
    session.close()
    with_wait = Session.start(profile, "en")
    try:
        assert with_wait.access.wait() > 0
    finally:
        with_wait.close()


def test_the_password_does_not_stay_in_the_line(window: MainWindow) -> None:
    step = password_step(window)
    unlock(window)
    assert step.line.text() == ""


# -- the recovery sheet


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_words_open_the_file_and_a_new_password_comes_first(
    make: MakeWindow, session: Session, code: str
) -> None:
    session.set_language(code)
    window, sheet = with_sheet(make, session)
    step = recover_step(window)
    type_text(step.words, " ".join(sheet.words))
    step.words.entered.emit()
    assert not session.locked
    window.open("cases")
    assert window.kind == "unlock", "nothing else before the new password"
    window.open("help")
    window.open("cases")
    assert window.kind == "unlock"
    renew(window)
    assert window.kind == "cases"
    lock(window)
    unlock(window)
    assert session.locked, "the forgotten password is of no use any more"
    unlock(window, NEW)
    assert window.kind == "cases"


def test_the_code_opens_the_file(make: MakeWindow, session: Session) -> None:
    window, sheet = with_sheet(make, session)
    step = recover_step(window)
    step.words.setPlainText(sheet.code.lower())
    step.button.click()
    assert not session.locked
    assert step.words.toPlainText() == "", "the secret does not stay on the page"
    renew_step(window)


def test_a_picture_of_the_sheet_opens_the_file(make: MakeWindow, session: Session, tmp_path: Path) -> None:
    window, sheet = with_sheet(make, session)
    picture = tmp_path / "sheet.png"
    draw(session, sheet, picture)
    recover_step(window).open_with_picture(picture)
    assert not session.locked
    renew_step(window)


def draw(session: Session, sheet: RecoverySheet, path: Path) -> None:
    """The sheet as a scanner would see it."""
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(session.access.draw_recovery_sheet(sheet).data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    image = QImage(QSize(1240, 1754), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.drawImage(0, 0, document.render(0, image.size()))
    painter.end()
    assert image.save(str(path))


def test_a_wrong_word_is_named_and_chosen(make: MakeWindow, session: Session) -> None:
    window, sheet = with_sheet(make, session)
    step = recover_step(window)
    words = [*sheet.words[:4], "waipai", *sheet.words[5:]]
    step.words.setPlainText(" ".join(words))
    step.button.click()
    assert "5" in step.error.text()
    assert "waipai" in step.error.text()
    assert step.words.textCursor().selectedText() == "waipai"
    assert session.locked


def test_nothing_that_was_typed_stays_when_one_goes_back(make: MakeWindow, session: Session) -> None:
    window, sheet = with_sheet(make, session)
    step = recover_step(window)
    step.words.setPlainText(" ".join(sheet.words))
    step.back.click()
    assert unlock_page(window).step == "password"
    assert step.words.toPlainText() == ""


def test_two_different_new_passwords_are_told(make: MakeWindow, session: Session) -> None:
    window, sheet = with_sheet(make, session)
    step = recover_step(window)
    step.words.setPlainText(sheet.code)
    step.button.click()
    new = renew_step(window)
    new.new.first.setText(NEW)
    new.new.again.setText("something else here")
    new.button.click()
    assert new.new.error.isVisible()
    assert window.kind == "unlock"


# -- neither password nor sheet


def lost_step(window: MainWindow) -> LostStep:
    password_step(window).forgot.click()
    step = unlock_page(window).steps["lost"]
    assert isinstance(step, LostStep)
    return step


def test_without_a_sheet_the_truth_and_ways_out(window: MainWindow, session: Session) -> None:
    step = lost_step(window)
    assert list(step.ways.buttons) == ["password", "backups", "anew"], "no sheet was ever made"
    step.ways.buttons["password"].click()
    assert unlock_page(window).step == "password"


def test_one_can_begin_anew_and_come_back(window: MainWindow, session: Session) -> None:
    lost_step(window).ways.buttons["anew"].click()
    assert window.kind == "rescue"
    page = window.pages["rescue"]
    assert isinstance(page, RescuePage)
    page.back.click()
    assert window.kind == "unlock"
    lost_step(window).ways.buttons["anew"].click()
    page.shown_ways["anew"].button.click()  # type: ignore[attr-defined]
    settled(lambda: window.kind == "start")
    assert session.cases() == ()
    session.new_case("New")
    session.places.go_back()
    assert session.locked
    session.unlock(PASSWORD)
    assert [case.name for case in session.cases()] == ["Kept"]


def test_the_old_password_is_wrong_after_a_change(window: MainWindow, session: Session) -> None:
    unlock(window)
    session.access.change_passphrase(PASSWORD, NEW)
    lock(window)
    with pytest.raises(WrongPassphrase):
        session.access.unlock(PASSWORD)
