"""Files for others, page by page: nothing is cut off, every control has a name, at 100 % and 200 % of text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import MakeWindow
from PySide6.QtWidgets import QApplication, QDialog
from test_access_names import nameless
from test_cutoff_texts import cut_off

from desktop.exchange.age_file import new_key, public_key
from desktop.session import Session
from desktop.windows.archive.dialog import ArchiveDialog
from desktop.windows.case_file.keys_dialog import KeysDialog
from desktop.windows.tour.tour import Tour


def _wrong(dialog: QDialog, page: str) -> list[str]:
    for _ in range(3):
        QApplication.processEvents()
    assert dialog.width() <= 1024 * 2
    return [f"{page}: {what}" for what in (*cut_off(dialog), *nameless(dialog))]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_page_of_the_dialog(
    make: MakeWindow, session: Session, tmp_path: Path, code: str, scale: float
) -> None:
    window = make(code, scale)
    tour = Tour(window)
    tour.fill()
    person = session.record.person_of(tour.case())
    session.case_files.keys.keep("Ruhr Maschinen GmbH", public_key(new_key()))
    window.open("life")
    dialog = ArchiveDialog(window.pages["life"], person)
    dialog.show()
    found = _wrong(dialog, "start")
    dialog.begin.click()
    assert dialog.form is not None
    dialog.form.lock_box.suggest.click()
    found += _wrong(dialog, "password")
    password = dialog.form.lock_box.password.text()
    dialog.save(tmp_path / "a.age")
    found += _wrong(dialog, "saved")
    dialog.begin.click()
    dialog.form.hide_it.setChecked(True)
    for way in ("keys", "open"):
        dialog.form.lock_box.ways[way].setChecked(True)
        found += _wrong(dialog, way)
    session.record.save_person(replace(person, name="欧阳"))
    assert person.id is not None
    session.record.set_person_field(person.id, "person.resident_id", "110101199005171239")
    session.record.set_person_field(person.id, "person.phone_cn", None)
    dialog.look_at(tmp_path / "a.age")
    found += _wrong(dialog, "asking")
    dialog.password.setText(password)
    dialog.unlock()
    assert dialog.stack.currentWidget() is dialog.found
    found += _wrong(dialog, "found")
    keys = KeysDialog(dialog, session)
    keys.show()
    found += _wrong(keys, "keys")
    keys.close()
    dialog.close()
    assert found == []
