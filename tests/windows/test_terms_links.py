"""Terms in running text: the longest at each place, once a block, never markup; a click, Enter or F1 explains."""

from collections.abc import Callable

import pytest
from conftest import MakeWindow
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from desktop.session import Session
from desktop.windows.law.page import LawPage
from desktop.windows.law.terms import TermsPart
from desktop.windows.main_window import MainWindow
from desktop.windows.terms.index import term_index
from desktop.windows.terms.label import TermLabel, mark_terms
from desktop.windows.terms.panel import TermPanel, explain_term


def found(session: Session, language: str, text: str) -> list[tuple[str, str]]:
    return [(text[one.first : one.end], one.key) for one in term_index(session.law, language).find(text)]


@pytest.mark.parametrize(
    ("language", "text", "word", "key"),
    [
        ("en", "You need the certificate of coverage for this.", "certificate of coverage", "form.coc"),
        ("en", "Show the A1 certificate.", "A1 certificate", "form.a1"),
        ("de", "Eine Ausnahmevereinbarung hilft.", "Ausnahmevereinbarung", "con.exceptional_agreement"),
        ("de", "Zwei Ausnahmevereinbarungen helfen.", "Ausnahmevereinbarungen", "con.exceptional_agreement"),
        ("zh_Hans", "您须办理参保证明。", "参保证明", "form.coc"),
        ("ko", "가입증명서를 제출하십시오.", "가입증명서", "form.coc"),
    ],
)
def test_a_term_is_found_in_a_sentence(
    session: Session, language: str, text: str, word: str, key: str
) -> None:
    assert (word, key) in found(session, language, text)


def test_the_longest_term_wins(session: Session) -> None:
    (only,) = found(session, "zh_Hans", "参保证明书")
    assert only[0] == "参保证明书"


@pytest.mark.parametrize("text", ["impostings", "Entsendungsrecht"])
def test_a_part_of_a_word_is_no_term(session: Session, text: str) -> None:
    assert found(session, "en", text) == []
    assert found(session, "de", text) == []


def test_everyday_words_and_names_of_buttons_are_not_marked(session: Session) -> None:
    assert found(session, "en", "The employer and the employee go back and save.") == []


@pytest.fixture
def block(qapp: QApplication) -> Callable[..., QWidget]:
    def make(*texts: str) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        for text in texts:
            layout.addWidget(TermLabel(text))
        return holder

    return make


def test_each_term_is_marked_once_in_a_block(session: Session, block: Callable[..., QWidget]) -> None:
    holder = block("A posting. Another posting.", "A third posting and dual coverage.")
    mark_terms(holder, session)
    first, second = holder.findChildren(TermLabel)
    assert first.marked == ("con.posting",)
    assert second.marked == ("con.dual_coverage",)


def test_what_stands_in_a_text_is_never_markup(session: Session, block: Callable[..., QWidget]) -> None:
    text = "A posting <b>now</b> & <img src='x'> later"
    holder = block(text)
    mark_terms(holder, session)
    (label,) = holder.findChildren(TermLabel)
    assert label.text() == text
    assert "&lt;b&gt;now&lt;/b&gt; &amp;" in QLabel.text(label)


def test_a_new_text_is_plain_again(session: Session, block: Callable[..., QWidget]) -> None:
    holder = block("A posting.")
    mark_terms(holder, session)
    (label,) = holder.findChildren(TermLabel)
    label.setText("Nothing <i>here</i>")
    assert label.marked == ()
    assert label.textFormat() == Qt.TextFormat.PlainText


def result_label(window: MainWindow, session: Session) -> TermLabel:
    case = session.open_sample(next(s for s in session.samples if s.key == "engineer_dusseldorf"))
    window.open("result", case.id)
    QApplication.processEvents()
    labels = window.pages["result"].findChildren(TermLabel)
    return next(label for label in labels if "form.coc" in label.marked)


def test_the_result_explains_the_certificate_and_leads_to_terms(window: MainWindow, session: Session) -> None:
    label = result_label(window, session)
    label.linkActivated.emit("term:form.coc")
    panel = window.findChild(TermPanel)
    assert panel is not None
    words = "\n".join(one.text() for one in panel.findChildren(QLabel))
    for word in session.law.terms["form.coc"].words.values():
        assert word in words
    assert session.text("law.term.form.coc.not") in words
    panel.open.click()
    assert window.kind == "law"
    page = window.pages["law"]
    assert isinstance(page, LawPage)
    part = page.parts["terms"]
    assert isinstance(part, TermsPart)
    assert part.key == "form.coc"


def test_f1_on_a_term_explains_it_and_elsewhere_opens_help(window: MainWindow, session: Session) -> None:
    label = result_label(window, session)
    label.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    assert label.selectedText(), "the link has the focus"
    QTest.keyClick(label, Qt.Key.Key_F1)
    assert window.kind == "result"
    panel = window.findChild(TermPanel)
    assert panel is not None
    assert panel.key == "form.coc"
    panel.close()
    window.pages["result"].shown()
    focus = QApplication.focusWidget()
    QTest.keyClick(focus or window, Qt.Key.Key_F1)
    assert window.kind == "help"


def test_escape_closes_the_panel(window: MainWindow, session: Session) -> None:
    label = result_label(window, session)
    panel = explain_term(label, session, "form.a1")
    assert panel.isVisible()
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_the_panel_fits_the_smallest_window_at_the_largest_text(
    make: MakeWindow, session: Session, code: str
) -> None:
    window = make(code, 2.0)
    label = result_label(window, session)
    panel = explain_term(label, session, "form.coc")
    QApplication.processEvents()
    assert panel.width() <= window.width()
    for one in panel.findChildren(QLabel):
        if one.wordWrap() and one.text():
            assert one.heightForWidth(one.width()) <= one.height() + 2, one.text()
    panel.close()
