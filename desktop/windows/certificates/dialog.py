"""The dialog with the entries of one certificate, new or kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit

from desktop.domain.facts import BRANCHES
from desktop.domain.record.certificate import KINDS, Certificate
from desktop.domain.record.certificate_draft import CertificateDraft
from desktop.windows.controls.body_box import body_words
from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.controls.inputs import DateInput
from desktop.windows.controls.text_input import TextInput
from desktop.windows.controls.theme import size
from desktop.windows.controls.widgets import Label, row
from desktop.windows.record.inputs import EntryDialog, PostingBox, StateBox

if TYPE_CHECKING:
    from desktop.domain.record.life import WorkingLife
    from desktop.windows.page import Page

_DAYS = ("issued_on", "starts_on", "ends_on")


class CertificateDialog(EntryDialog):
    """Begins with ``draft``; ``certificate`` is what is being changed, ``None`` for a new one.

    ``kept`` is the certificate after it was accepted.
    """

    def __init__(
        self, page: Page, life: WorkingLife, draft: CertificateDraft, certificate: Certificate | None = None
    ) -> None:
        title = "record.certificate.new" if certificate is None else "record.certificate.change"
        super().__init__(page, page.text(title))
        self._life, self._certificate = life, certificate
        self.kept: Certificate | None = None
        self.number, self.issuer, self.note = TextInput(), TextInput(), QPlainTextEdit()
        self.kind, self.posting = ChoiceBox(), PostingBox(page, life)
        near = [code for posting in life.postings for code in (posting.home, posting.host) if code]
        self.state, self.host = StateBox(page, ["CN", *near]), StateBox(page, [*near, "CN"])
        self.branches = {code: QCheckBox(page.session.language.branch(code)) for code in BRANCHES}
        self.days = {name: DateInput(page.session.language) for name in _DAYS}
        self.copy = ChoiceBox()
        self._fill_choices()
        self._lay_out()
        self.show_draft(draft)
        self.number.setFocus()

    def _fill_choices(self) -> None:
        text = self.page.text
        for kind in KINDS:
            self.kind.addItem(text(f"record.certificate.kind.{kind}"), kind)
        self.copy.addItem(text("record.certificate.no_copy"), None)
        for one in self._life.evidence:
            self.copy.addItem(one.title, one.id)
        now = self._certificate.evidence_id if self._certificate else None
        self.copy.setCurrentIndex(max(self.copy.findData(now), 0) if now is not None else 0)

    def _lay_out(self) -> None:
        name = "record.certificate.field."
        self.add(f"{name}number", self.number)
        for day, place in self.days.items():
            self.add_day(f"{name}{day}", place)
        self.add(f"{name}state", self.state)
        self.add(f"{name}host", self.host)
        self.column.body.addWidget(Label(self.page.text(f"{name}branches")))
        self.column.body.addWidget(row(*self.branches.values()))
        self.add(f"{name}kind", self.kind)
        self.add(f"{name}posting", self.posting)
        self.add(f"{name}issuer", self.issuer)
        self.add(f"{name}copy", self.copy)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(4 * size())
        self.add(f"{name}note", self.note)

    def show_draft(self, draft: CertificateDraft) -> None:
        """Show these entries."""
        self.number.setText(draft.number)
        self.issuer.setText(body_words(self.page.session, draft.issuer))
        self.note.setPlainText(draft.note)
        self.kind.setCurrentIndex(max(self.kind.findData(draft.kind), 0))
        self.posting.set_case(draft.case_id)
        self.state.set_code(draft.state)
        self.host.set_code(draft.host)
        for code, box in self.branches.items():
            box.setChecked(code in draft.branches)
        for name, place in self.days.items():
            place.set_day(getattr(draft, name))

    def draft(self) -> CertificateDraft:
        """The entries as they stand; days that cannot be read are missing."""
        days = {name: place.day() for name, place in self.days.items()}
        return CertificateDraft(
            case_id=self.posting.case_id(),
            kind=str(self.kind.currentData()),
            number=self.number.text().strip(),
            state=self.state.code(),
            host=self.host.code(),
            issuer=self.issuer.text().strip(),
            branches=tuple(code for code, box in self.branches.items() if box.isChecked()),
            note=self.note.toPlainText().strip(),
            **days,
        )

    def keep(self) -> None:
        """Keep the certificate; what is missing or cannot be read is said. Doubts are shown on the page."""
        wrong = self.wrong_day(*self.days.values())
        draft = self.draft()
        if not wrong and draft.missing:
            names = [self.page.text(f"record.certificate.field.{name}") for name in draft.missing]
            wrong = self.page.text("record.missing", what=self.page.session.language.list(names))
        self.complain(wrong)
        if wrong:
            return
        assert self._life.person.id is not None
        certificate = draft.put_into(self._certificate, self._life.person.id)
        copy = self.copy.currentData()
        self.kept = self.page.session.record.keep(replace(certificate, evidence_id=copy))
        self.accept()
