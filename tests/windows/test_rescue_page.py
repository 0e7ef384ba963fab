"""A file that does not open: every problem leads to a page with ways out, and the ways lead out."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from access_helpers import PASSWORD, settled
from PySide6.QtWidgets import QApplication

from desktop.domain.backups import Reason
from desktop.languages.language import Language
from desktop.session import LANGUAGES, Session
from desktop.storage.keys.vault import Vault
from desktop.storage.problems import (
    CasesMissing,
    Damaged,
    JournalDamaged,
    KeyDamaged,
    KeyMissing,
    KeyringLost,
    NewerFile,
    StorageFull,
    WrongKey,
)
from desktop.windows.app import make_window
from desktop.windows.main_window import MainWindow
from desktop.windows.preferences import Preferences
from desktop.windows.rescue.forms import KeyForm
from desktop.windows.rescue.page import RescuePage
from desktop.windows.rescue.ways import WAYS
from desktop.windows.safety.backups import BackupsPart
from desktop.windows.safety.repair import RepairPart
from desktop.windows.safety.restore_dialog import RestoreDialog
from desktop.windows.unlock.recover import RecoverStep

RESCUED = (CasesMissing, Damaged, JournalDamaged, KeyDamaged, KeyMissing, KeyringLost, NewerFile, WrongKey)


class Ring:
    """A keyring that lasts as long as the test."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Program:
    """Starts the program on one profile, as often as need be."""

    def __init__(self, profile: Path) -> None:
        self.profile = profile
        self.window: MainWindow | None = None

    def start(self) -> MainWindow:
        self.end()
        session = Session.start(self.profile, "en")
        self.window = make_window(session, Preferences(dark=False), throwaway=True)
        self.window.show()
        self.window.complete()
        QApplication.processEvents()
        return self.window

    def end(self) -> None:
        if self.window is not None:
            self.window.close()
            self.window.session.close()
            self.window.deleteLater()
            self.window = None


@pytest.fixture
def program(qapp: QApplication, profile: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    import sys
    import threading

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    session = Session.start(profile, "en")
    session.new_case("Kept")
    session.close()
    program = Program(profile)
    yield program
    program.end()
    QApplication.processEvents()


def rescue_page(window: MainWindow) -> RescuePage:
    assert window.kind == "rescue"
    page = window.pages["rescue"]
    assert isinstance(page, RescuePage)
    return page


def ways(window: MainWindow) -> list[str]:
    shown = rescue_page(window).ways
    assert shown is not None
    return list(shown.buttons)


def cases(window: MainWindow) -> list[str]:
    return [case.name for case in window.session.cases()]


def test_every_problem_of_opening_has_ways_and_words() -> None:
    assert {problem.key for problem in RESCUED} == set(WAYS)
    for code in LANGUAGES:
        language = Language(code)
        for way in {way for each in WAYS.values() for way in each}:
            assert language.text(f"safety.way.{way}") != language.text(f"safety.way.{way}_more")


def test_a_missing_key_file_is_told_and_can_be_put_back(program: Program, profile: Path) -> None:
    key = (profile / "cases.key").read_bytes()
    (profile / "cases.key").unlink()
    window = program.start()
    page = rescue_page(window)
    assert page.said.text() == window.session.text(KeyMissing.key, folder=str(profile))
    assert ways(window) == ["retry", "key", "backups", "anew"]
    page.go_way("retry")
    assert page.again.isVisible()
    for kind in ("cases", "start", "safety", "unlock"):
        window.open(kind)
        assert window.kind == "rescue"
    (profile / "cases.key").write_bytes(key)
    page.go_way("retry")
    settled(lambda: window.kind == "start")
    assert cases(window) == ["Kept"]


def test_a_damaged_key_file_is_no_reason_not_to_start(program: Program, profile: Path) -> None:
    (profile / "cases.key").write_text("{", "utf-8")
    window = program.start()
    assert rescue_page(window).problem is not None
    assert ways(window) == ["key", "backups", "retry", "anew"], "no sheet was made"


def test_the_key_comes_back_from_a_backup(program: Program, profile: Path, tmp_path: Path) -> None:
    session = Session.start(profile, "en")
    session.access.protect(PASSWORD)
    session.close()
    backup = tmp_path / "2026-11-22_05-12-30_opening"
    shutil.copytree(profile, backup)
    (profile / "cases.key").write_text("{", "utf-8")
    window = program.start()
    page = rescue_page(window)
    page.go_way("key")
    form = page.shown_ways["key"]
    assert isinstance(form, KeyForm)
    assert not form.button.isEnabled()
    form.take_folder(backup)
    form.line.setText("wrong wrong")
    form.take()
    assert form.error.isVisible()
    form.line.setText(PASSWORD)
    form.take()
    settled(lambda: window.kind == "start")
    assert cases(window) == ["Kept"]


def test_the_key_of_other_cases_changes_nothing(program: Program, profile: Path, tmp_path: Path) -> None:
    other = Session.start(tmp_path / "other", "en")
    other.new_case("Other")
    other.close()
    (profile / "cases.key").unlink()
    window = program.start()
    page = rescue_page(window)
    page.go_way("key")
    form = page.shown_ways["key"]
    assert isinstance(form, KeyForm)
    form.take_folder(tmp_path / "other")
    form.take()
    assert not (profile / "cases.key").exists()
    assert page.problem is not None
    assert page.problem.key == WrongKey.key


def test_a_damaged_file_leads_to_the_repair(program: Program, profile: Path) -> None:
    path = profile / "cases.db"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    window = program.start()
    assert ways(window)[0] == "repair"


def test_missing_cases_lead_to_the_backups(program: Program, profile: Path) -> None:
    kept = program.start()
    assert cases(kept) == ["Kept"]
    program.end()
    for path in profile.glob("cases.db*"):
        path.unlink()
    window = program.start()
    assert ways(window)[0] == "backups"
    assert not (profile / "cases.db").exists(), "no empty file takes its place"


def test_a_backup_is_brought_back_beside_the_damaged_file(program: Program, profile: Path) -> None:
    session = Session.start(profile, "en")
    assert len(session.cases()) == 1
    session.backups.make(Reason.USE)
    session.close()
    path = profile / "cases.db"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    window = program.start()
    page = rescue_page(window)
    page.go_way("backups")
    part = page.shown_ways["backups"]
    assert isinstance(part, BackupsPart)
    part.open_backup(0)
    QApplication.processEvents()
    next(dialog for dialog in part.findChildren(RestoreDialog) if dialog.isVisible()).bring_back()
    settled(lambda: window.kind == "start")
    assert cases(window) == ["Kept"]
    assert path.read_bytes() == bytes(data), "nothing is written over"


def test_a_damaged_file_behind_a_password_is_salvaged_and_opens_with_it(
    program: Program, profile: Path
) -> None:
    session = Session.start(profile, "en")
    session.access.protect(PASSWORD)
    session.close()
    path = profile / "cases.db"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    window = program.start()
    assert window.kind == "unlock"
    step = window.pages["unlock"].steps["password"]  # type: ignore[attr-defined]
    step.line.setText(PASSWORD)
    step.unlock()
    assert ways(window)[0] == "repair"
    page = rescue_page(window)
    page.go_way("repair")
    part = page.shown_ways["repair"]
    assert isinstance(part, RepairPart)
    part.save_now()
    assert part.salvaged is not None, window.bar.label.text()
    part.use()
    settled(lambda: window.kind == "unlock")
    window.pages["unlock"].steps["password"].line.setText(PASSWORD)  # type: ignore[attr-defined]
    window.pages["unlock"].steps["password"].unlock()  # type: ignore[attr-defined]
    settled(lambda: window.kind == "start")
    assert cases(window) == ["Kept"]


def test_a_lost_keyring_and_the_sheet(program: Program, profile: Path) -> None:
    session = Session.start(profile, "en")
    assert session.cases()
    sheet = session.access.new_recovery_sheet()
    Vault(profile, Ring()).move_to_keyring(session.profile.key)
    session.close()
    window = program.start()
    assert ways(window) == ["retry", "recover", "backups", "anew"]
    rescue_page(window).go_way("recover")
    assert window.kind == "unlock"
    page = window.pages["unlock"]
    step = page.steps["recover"]  # type: ignore[attr-defined]
    assert isinstance(step, RecoverStep)
    step.back.click()
    assert window.kind == "rescue"
    rescue_page(window).go_way("recover")
    step.words.setPlainText(" ".join(sheet.words))
    step.open_with_words()
    assert page.step == "renew"  # type: ignore[attr-defined]
    new = page.steps["renew"].new  # type: ignore[attr-defined]
    new.first.setText(PASSWORD)
    new.again.setText(PASSWORD)
    page.steps["renew"].decide()  # type: ignore[attr-defined]
    settled(lambda: window.kind == "start")
    assert cases(window) == ["Kept"]
    assert window.session.protection == "passphrase"


def test_a_new_empty_file_is_begun_beside_the_broken_one(program: Program, profile: Path) -> None:
    (profile / "cases.key").unlink()
    before = (profile / "cases.db").read_bytes()
    window = program.start()
    page = rescue_page(window)
    page.go_way("anew")
    page.shown_ways["anew"].button.click()  # type: ignore[attr-defined]
    settled(lambda: window.kind == "start")
    assert cases(window) == []
    window.session.new_case("New")
    again = program.start()
    assert cases(again) == ["New"]
    assert (profile / "cases.db").read_bytes() == before


def test_other_problems_are_a_sentence_in_the_bar(program: Program) -> None:
    window = program.start()
    assert not window.gate.rescue(StorageFull(folder="/x"))
    assert window.kind == "start"


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_speaks_every_language(program: Program, profile: Path, code: str) -> None:
    (profile / "cases.key").unlink()
    window = program.start()
    window.set_language(code)
    page = rescue_page(window)
    assert page.title.text() == Language(code).text("safety.rescue.title")
    for way in ("key", "anew"):
        page.go_way(way)
        window.set_language("en")
        window.set_language(code)
        assert page.shown_ways[way].title.text() == Language(code).text(f"safety.way.{way}")  # type: ignore[attr-defined]
        page.back.click()
