"""The main window: languages, looks, bugs and problems, protection, and what waits for the first painting."""

from pathlib import Path

import pytest
from conftest import MakeWindow
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMessageBox

from desktop.domain.case import Answer
from desktop.problems import UnknownState
from desktop.session import Session, kept_language
from desktop.storage.problems import InUse
from desktop.windows.app import cannot_start
from desktop.windows.cases import CasesPage
from desktop.windows.controls import qt_values
from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.theme import DARK, LIGHT, READING_WIDTH, theme
from desktop.windows.errors import Errors
from desktop.windows.locking.watch import USUAL
from desktop.windows.main_window import MainWindow
from desktop.windows.preferences import Preferences
from desktop.windows.protect import ProtectPage
from desktop.windows.side import LANGUAGE_NAMES, PLACES
from desktop.windows.tour.tour import FIRST_DAY, STOPS, Tour
from desktop.windows.unlock.page import UnlockPage
from desktop.windows.unlock.password import PasswordStep
from desktop.windows.walk import words_on

GROUNDS = ("ground", "side", "raised", "tint")
INKS = ("text", "muted", "accent", "good", "wait", "ask", "bad", "open")


def luminance(code: str) -> float:
    """Relative luminance of WCAG 2.2."""
    parts = [int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("table", [LIGHT, DARK], ids=["light", "dark"])
def test_every_ink_can_be_read_on_every_ground(table: dict[str, str]) -> None:
    weak = [(ink, ground) for ink in INKS for ground in GROUNDS if contrast(table[ink], table[ground]) < 4.5]
    assert weak == []
    assert contrast(table["on_accent"], table["accent"]) >= 4.5
    assert contrast(table["bad"], table["error_ground"]) >= 4.5
    assert contrast(table["text"], table["note_ground"]) >= 4.5


def test_numbers_of_qt_are_what_they_stand_for() -> None:
    assert Qt.TextFormat.PlainText.value == qt_values.PLAIN_TEXT
    assert Qt.FocusPolicy.NoFocus.value == qt_values.NO_FOCUS
    assert Qt.FocusPolicy.TabFocus.value == qt_values.TAB_FOCUS
    assert Qt.ScrollBarPolicy.ScrollBarAlwaysOff.value == qt_values.SCROLL_BAR_ALWAYS_OFF
    flags = (Qt.TextFlag.TextWordWrap, Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignTop)
    assert sum(flag.value for flag in flags) == qt_values.WRAPPED


def test_each_language_on_every_page_without_a_missing_text(make: MakeWindow, code: str) -> None:
    window = make()
    tour = Tour(window)
    tour.show("start-first")
    tour.fill()
    for name in (*FIRST_DAY, *STOPS):
        tour.show(name)
        window.set_language(code)
        window.set_language("en")


def test_buttons_of_qt_speak_the_language(window: MainWindow) -> None:
    window.set_language("de")
    box = QMessageBox()
    box.setStandardButtons(QMessageBox.StandardButton.Cancel)
    assert box.button(QMessageBox.StandardButton.Cancel).text().replace("&", "") == "Abbrechen"
    window.set_language("en")
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert buttons.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == "Cancel"


def test_keys_have_the_names_of_the_language(make: MakeWindow, session: Session) -> None:
    window = make("de")
    window.complete()
    assert window.side.buttons["start"].toolTip() == "Start (Strg+1)"
    window.open("help")
    said = "\n".join(words_on(window.pages["help"]))
    for keys in (f"Strg+1 … Strg+{len(PLACES)}", "Strg+N", "Entf", "Strg+Z"):
        assert keys in said
    assert "Ctrl" not in said
    window.set_language("en")
    assert "Ctrl+N" in words_on(window.pages["help"])
    assert window.side.language.toolTip().endswith("(Ctrl+Shift+L)")
    assert window.side.lock.toolTip().endswith("(Ctrl+L)")


def test_a_click_on_the_languages_leaves_the_focus_where_one_types(window: MainWindow) -> None:
    window.open("law")
    line = window.pages["law"].parts["agreements"].date.line  # type: ignore[attr-defined]
    line.setFocus()
    QTest.mouseClick(window.side.language, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()
    window.set_language("ko")
    assert window.focusWidget() is line


def test_after_the_language_the_focus_is_on_the_page_even_where_it_was_built_anew(
    window: MainWindow, session: Session
) -> None:
    case = session.open_sample(session.samples[0])
    window.open("review", case.id)
    page = window.pages["review"]
    page.documents.setFocus()  # type: ignore[attr-defined]
    window.set_language("zh_Hans")
    QApplication.processEvents()
    focus = window.focusWidget()
    assert focus is not None
    assert page.isAncestorOf(focus)
    assert focus.isVisible()


def test_a_page_of_a_deleted_case_speaks_the_new_language_without_harm(
    window: MainWindow, session: Session
) -> None:
    case = session.open_sample(session.samples[0])
    for kind in ("check", "result", "documents", "review", "copy"):
        window.open(kind, case.id)
    window.open("cases")
    page = window.pages["cases"]
    assert isinstance(page, CasesPage)
    page.table.choose(case.id)
    page.delete.click()
    window.set_language("ko")
    for kind in ("check", "result", "documents", "review", "copy"):
        window.side.wanted.emit(kind)
        QApplication.processEvents()
    window.open("check", None, "new")
    assert window.kind == "check"


def test_languages_stand_under_their_own_names(make: MakeWindow, code: str) -> None:
    assert make(code).side.language.text() == LANGUAGE_NAMES[code]


def test_the_language_is_remembered(window: MainWindow, session: Session, profile: Path) -> None:
    window.set_language("ko")
    session.close()
    again = Session.start(profile)
    try:
        assert again.language.code == "ko"
    finally:
        again.close()


def test_a_profile_in_use_is_told_in_the_language_kept_there(
    qapp: QApplication, session: Session, profile: Path
) -> None:
    session.set_language("ko")
    with pytest.raises(InUse) as caught:
        Session.start(profile)
    assert kept_language(profile) == "ko"
    box = cannot_start(caught.value, kept_language(profile))
    assert box.text() == session.text(caught.value.key, **caught.value.params)


def test_a_profile_without_a_language_leaves_it_to_the_system(qapp: QApplication, tmp_path: Path) -> None:
    assert kept_language(tmp_path / "nothing") is None
    assert cannot_start(UnknownState(text="Atlantis"), None).text() == Session().text(
        UnknownState(text="Atlantis").key, text="Atlantis"
    )


def test_lists_to_choose_from_have_no_bevel(window: MainWindow) -> None:
    """The style's own button has a black edge at the right and below, inside the frame."""
    window.set_dark(False)
    box = ChoiceBox()
    box.addItem("x")
    box.resize(160, 40)
    image = box.grab().toImage()
    wide, high = image.width(), image.height()
    frame = image.pixelColor(wide // 2, 0)
    edges = [(x, y) for x in range(wide) for y in range(high) if x >= wide - 6 or y >= high - 6]
    darker = [place for place in edges if image.pixelColor(*place).lightness() < frame.lightness() - 8]
    assert darker == []


def test_dark_and_size_apply_at_once(window: MainWindow) -> None:
    window.set_dark(True)
    window.set_scale(2.0)
    assert window.palette().window().color().name() == DARK["ground"]
    assert theme.look.reading_width == 2 * READING_WIDTH
    window.set_dark(False)
    assert window.palette().window().color().name() == LIGHT["ground"]


def test_preferences_survive_and_nonsense_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "windows.json"
    Preferences(dark=True, scale=1.5, path=path, lock_after=2).save()
    again = Preferences.load(path)
    assert (again.dark, again.scale, again.lock_after) == (True, 1.5, 2)
    for nonsense in ("{", "[]", '{"dark": 3, "scale": "big"}', '{"scale": 900, "lock_after": -1}'):
        path.write_text(nonsense, "utf-8")
        kept = Preferences.load(path)
        assert 1.0 <= kept.scale <= 2.0
        assert kept.lock_after == USUAL


@pytest.fixture
def errors(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Errors:
    import sys
    import threading

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    return Errors(window)


def test_a_problem_is_one_sentence_in_the_bar(window: MainWindow, errors: Errors, session: Session) -> None:
    import sys

    problem = UnknownState(text="Atlantis")
    sys.excepthook(UnknownState, problem, None)
    QApplication.processEvents()
    assert "Atlantis" in window.bar.label.text()
    assert errors.dialog is None


def test_a_bug_offers_a_report_without_what_was_typed_and_the_program_goes_on(
    window: MainWindow, errors: Errors
) -> None:
    import sys

    try:
        raise ValueError("Wang Wei, 11010519491231002X")
    except ValueError as bug:
        sys.excepthook(ValueError, bug, bug.__traceback__)
    QApplication.processEvents()
    assert errors.dialog is not None
    report = errors.dialog.report.toPlainText()
    assert "ValueError" in report
    assert "Wang Wei" not in report
    errors.dialog.accept()
    window.open("cases")
    assert window.kind == "cases"


def test_protection_is_offered_once_when_the_first_case_is_left(make: MakeWindow, session: Session) -> None:
    window = make(throwaway=False)
    window.open("check", None, "new")
    window.open("start")
    assert window.kind == "start", "nothing is kept yet"
    window.open("check", None, "new")
    window.pages["check"].question.situation.choices.cards[0].click()  # type: ignore[attr-defined]
    window.open("cases")
    assert window.kind == "protect"
    page = window.pages["protect"]
    assert isinstance(page, ProtectPage)
    page.choices.choose("later")
    page.decide()
    assert window.kind == "cases"
    window.open("check", window.case_id)
    window.open("cases")
    assert window.kind == "cases"


def test_two_different_passwords_are_told(window: MainWindow, session: Session) -> None:
    session.new_case(answers={"from": Answer("CN")})
    window.open("protect")
    page = window.pages["protect"]
    assert isinstance(page, ProtectPage)
    page.choices.choose("passphrase")
    page.new.first.setText("correct horse battery")
    page.new.again.setText("correct horse")
    page.decide()
    assert page.new.error.isVisible()
    assert session.protection == "beside_file"


def test_a_password_is_set_from_the_page(window: MainWindow, session: Session) -> None:
    session.new_case("A case")
    window.open("protect")
    page = window.pages["protect"]
    assert isinstance(page, ProtectPage)
    page.choices.choose("passphrase")
    page.new.first.setText("correct horse battery")
    page.new.again.setText("correct horse battery")
    page.decide()
    assert session.protection == "passphrase"
    assert window.kind == "protect", "the recovery sheet is offered first"
    page.offer.later.click()
    assert window.kind == "start"


def test_unlocking_says_when_the_password_is_wrong(qapp: QApplication, profile: Path) -> None:
    from desktop.windows.app import make_window

    first = Session.start(profile, "en")
    first.new_case("Kept")
    first.protect("correct horse battery")
    first.close()
    second = Session.start(profile, "en")
    try:
        window = make_window(second, Preferences(dark=False))
        window.show()
        assert window.kind == "unlock"
        window.open("cases")
        assert window.kind == "unlock"
        page = window.pages["unlock"]
        assert isinstance(page, UnlockPage)
        step = page.steps["password"]
        assert isinstance(step, PasswordStep)
        step.line.setText("wrong")
        step.unlock()
        assert step.error.text()
        assert second.locked
        step.line.setText("correct horse battery")
        step.unlock()
        assert window.kind == "start"
        assert [case.name for case in second.cases()] == ["Kept"]
        QApplication.processEvents()
        window.close()
    finally:
        second.close()
