"""The edition in the law section, its warnings on other pages, and the day of a reviewer on every screen."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from editions_made import STRANGER, pack, shorter_german_posting
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.domain.case import Answer
from desktop.languages import catalogues
from desktop.session import Session
from desktop.windows.app import make_window
from desktop.windows.law.edition import EditionPanel
from desktop.windows.main_window import MainWindow
from desktop.windows.page import KINDS
from desktop.windows.preferences import Preferences

SENT = {
    "from": "CN", "to": "DE", "activity": "employee", "home_employer": True, "home_contract": "active",
    "works_for_home_employer": True, "host_contract": False, "limited_in_advance": True, "nationality": "CN",
    "home_pension": "employees", "paying_at_home": True, "host_workplace": "office_or_branch",
    "home_unemployment": True, "start": dt.date(2026, 1, 1), "end": dt.date(2030, 12, 31),
}  # fmt: skip


@pytest.fixture(autouse=True)
def own_words_afterwards() -> Iterator[None]:
    yield
    catalogues.use_words(lambda: None)


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    path = tmp_path / "newer.zip"
    path.write_bytes(pack(shorter_german_posting()))
    return path


def shown(widget: QWidget) -> str:
    """All texts of the labels that can be seen."""
    QApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def panel_of(window: MainWindow) -> EditionPanel:
    window.open("law", None, "edition")
    QApplication.processEvents()
    return window.pages["law"].findChildren(EditionPanel)[-1]


def test_the_edition_can_be_read_in_every_language(make: object, session: Session, code: str) -> None:
    window = make(code)  # type: ignore[operator]
    said = shown(panel_of(window))
    assert session.text("pages.edition.source_program") in said
    assert session.language.date(session.edition.edition.date) in said


def test_buttons_wait_for_a_pack(window: MainWindow, newer: Path) -> None:
    panel = panel_of(window)
    assert not panel.install.isVisible()
    panel.take_pack(newer)
    assert panel.install.isVisible()
    assert "newer.zip" in shown(panel)


def test_check_and_compare_change_nothing(window: MainWindow, session: Session, newer: Path) -> None:
    panel = panel_of(window)
    panel.take_pack(newer)
    law = session.law
    panel.verify.click()
    assert session.text("pages.edition.sound") in shown(panel)
    panel.compare.click()
    assert "60 → 48" in shown(panel)
    assert session.law is law


def test_a_refused_pack_is_told_with_its_faults(window: MainWindow, session: Session, tmp_path: Path) -> None:
    bad = tmp_path / "bad.zip"
    bad.write_bytes(pack(key=STRANGER))
    panel = panel_of(window)
    panel.take_pack(bad)
    for button in (panel.verify, panel.install):
        button.click()
        assert session.text("errors.pack.unknown_key") in shown(panel)
    panel.take_pack(tmp_path / "gone.zip")
    panel.install.click()
    assert "gone.zip" in shown(panel)
    assert session.edition.signer is None


def test_installing_lists_the_changed_cases_and_leads_to_them(
    window: MainWindow, session: Session, newer: Path
) -> None:
    case = session.new_case("KIWI", {name: Answer(value) for name, value in SENT.items()})
    session.reopen(case.id)
    window.open("cases")
    panel = panel_of(window)
    panel.take_pack(newer)
    panel.install.click()
    QApplication.processEvents()
    panel = panel_of(window)
    said = shown(panel)
    assert "KIWI" in said
    assert "60 → 48" in said
    assert "2029" in said
    assert session.edition.signer is not None
    name = session.text("pages.edition.open_case", name="KIWI")
    (link,) = [b for b in panel.findChildren(QWidget) if getattr(b, "text", str)() == name]
    link.click()  # type: ignore[attr-defined]
    assert window.kind == "result"
    assert session.language.date(dt.date(2027, 2, 1)) in shown(window.pages["result"])


@pytest.fixture
def on_a_day(qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """A window as a reviewer opens it, long after the edition."""
    session = Session.start(tmp_path / "reviewed", "en", dt.date(2031, 5, 4))
    window = make_window(session, Preferences(dark=False), throwaway=True)
    window.show()
    QApplication.processEvents()
    yield window
    window.close()
    session.close()


def test_the_day_of_a_reviewer_is_on_every_page(on_a_day: MainWindow, code: str) -> None:
    session = on_a_day.session
    on_a_day.set_language(code)
    case = session.new_case("KIWI", {name: Answer(value) for name, value in SENT.items()})
    for kind in KINDS:
        on_a_day.open(kind, case.id)
        assert on_a_day.reviewing.isVisible()
        assert session.language.date(dt.date(2031, 5, 4)) in on_a_day.reviewing.text()


def test_without_a_chosen_day_no_line_is_spent_on_it(window: MainWindow) -> None:
    assert not window.reviewing.isVisible()


def test_an_old_edition_is_told_on_start_and_beside_the_answer(on_a_day: MainWindow) -> None:
    session = on_a_day.session
    words = session.text("pages.edition.old", date=session.edition.edition.date)
    case = session.new_case("KIWI", {name: Answer(value) for name, value in SENT.items()})
    for kind in ("start", "result"):
        on_a_day.open(kind, case.id)
        on_a_day.pages[kind].retranslate()
        assert words in shown(on_a_day.pages[kind])


def test_a_fresh_edition_warns_of_nothing(window: MainWindow, session: Session) -> None:
    session.day = session.edition.edition.date
    window.open("start")
    window.pages["start"].retranslate()
    assert session.text("pages.edition.old", date=session.day) not in shown(window.pages["start"])


def test_the_day_is_on_every_page_of_a_paper(tmp_path: Path) -> None:
    import io

    from pypdf import PdfReader

    session = Session.start(tmp_path / "p", "en", dt.date(2031, 5, 4))
    case = session.new_case("KIWI", {name: Answer(value) for name, value in SENT.items()})
    for code, day in (("en", "4 May 2031"), ("de", "04.05.2031")):
        pages = PdfReader(io.BytesIO(session.render(case, "APP-10", (code,)).data)).pages
        assert all(day in page.extract_text().replace("\xa0", " ") for page in pages)
    session.close()


def test_a_damaged_installed_edition_is_told_on_start(
    qapp: QApplication, tmp_path: Path, newer: Path
) -> None:
    session = Session.start(tmp_path / "p", "en")
    session.install_edition(newer.read_bytes())
    session.close()
    for path in (tmp_path / "p").rglob("glossary.csv"):
        path.write_text("damaged")
    session = Session.start(tmp_path / "p", "en")
    window = make_window(session, Preferences(dark=False), throwaway=True)
    window.show()
    window.complete()
    assert session.text("pages.edition.unusable") in shown(window.pages["start"])
    assert session.edition.signer is None
    window.close()
    session.close()
