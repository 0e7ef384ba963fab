"""The dialog that checks papers and digests, reached from the help page."""

from pathlib import Path

from conftest import MakeWindow
from PySide6.QtWidgets import QApplication
from type_text import type_text

from desktop.domain.proof import grouped, proof_of
from desktop.session import Session
from desktop.windows.main_window import MainWindow
from desktop.windows.verify import VerifyDialog


def dialog(window: MainWindow) -> VerifyDialog:
    window.open("help")
    window.pages["help"].verify.click()  # type: ignore[attr-defined]
    QApplication.processEvents()
    (found,) = window.pages["help"].findChildren(VerifyDialog)
    assert found.isVisible()
    return found


def test_a_paper_from_the_documents_agrees(
    make: MakeWindow, session: Session, code: str, tmp_path: Path
) -> None:
    case = session.open_sample(session.samples[0])
    window = make(code)
    path = tmp_path / "paper.pdf"
    path.write_bytes(session.render(case, "PROOF-02", (code,)).data)
    opened = dialog(window)
    opened.check(path)
    assert opened.said.text().startswith(session.text("proof.verify.agrees"))
    opened.check(tmp_path / "none.pdf")
    assert opened.said.text() == session.text("errors.file.not_found", path=str(tmp_path / "none.pdf"))


def test_a_digest_typed_from_paper_finds_its_case(make: MakeWindow, session: Session) -> None:
    case = session.open_sample(session.samples[0])
    proof = proof_of(session.facts(case), session.determine(case))
    opened = dialog(make("en"))
    type_text(opened.typed, grouped(proof.digest))
    opened.look.click()
    assert opened.said.text().startswith(session.text("proof.verify.found", name=case.name))


def test_what_is_no_digest_is_marked_and_said(make: MakeWindow, session: Session) -> None:
    opened = dialog(make("en"))
    type_text(opened.typed, "61bf603a")
    opened.look_up()
    assert opened.typed.wrong
    assert opened.said.text() == session.text("proof.verify.no_digest")
