"""Check and repair through the session: from a damaged file to one that opens with the same password."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from desktop.domain.backups import Reason
from desktop.domain.record.certificate import Certificate
from desktop.domain.record.person import Person
from desktop.languages.language import LANGUAGES
from desktop.safety.repair import Salvaged
from desktop.session import Session
from desktop.storage.problems import Damaged, WrongPassphrase
from desktop.storage.repair.salvage_report import HISTORY, JOURNAL, Group, Report

PASSWORD = "夏天的长江 1998"
PAGE = 4096


def break_page(folder: Path, page: int) -> None:
    content = bytearray((folder / "cases.db").read_bytes())
    content[page * PAGE - 200] ^= 4
    (folder / "cases.db").write_bytes(content)


def root_of(session: Session, table: str) -> int:
    sql = "SELECT rootpage FROM sqlite_master WHERE name = ?"
    return int(session.store._connection.execute(sql, [table]).fetchone()[0])


def test_a_sound_file_is_told_to_be_whole(tmp_path: Path) -> None:
    session = Session.start(tmp_path / "home", "en")
    session.new_case("张伟")
    steps: list[int] = []
    health = session.repair.check(lambda done, of: steps.append(done))
    assert health.sound
    assert health.history is not None
    assert health.history.whole
    assert health.pages > 60
    assert health.rows > 0
    assert steps
    session.close()


def test_a_check_can_be_stopped_and_changes_nothing(tmp_path: Path) -> None:
    session = Session.start(tmp_path / "home", "en")
    session.new_case("张伟")

    def stop(_done: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        session.repair.check(stop)
    assert session.repair.check().sound
    assert [case.name for case in session.cases()] == ["张伟"]
    session.close()


def test_from_damage_to_a_file_that_opens_with_the_same_password(tmp_path: Path) -> None:
    home = tmp_path / "home"
    session = Session.start(home, "en")
    case = session.new_case("김하늘")
    session.protect(PASSWORD)
    page = root_of(session, "answer")
    session.close()
    break_page(home, page)
    damaged = (home / "cases.db").read_bytes()

    session = Session.start(home, "en")
    with pytest.raises(Damaged):
        session.repair.salvage()  # nobody has said the password
    with pytest.raises(WrongPassphrase):
        session.unlock("something else")
    with pytest.raises(Damaged):
        session.unlock(PASSWORD)
    salvaged = session.repair.salvage()
    assert salvaged.report.whole
    assert salvaged.folder.parent == home / "salvaged"
    session.repair.use(salvaged)
    assert session.locked
    session.unlock(PASSWORD)
    assert session.case(case.id).name == "김하늘"
    kept = session.repair.kept()
    assert kept is not None
    assert kept.report == salvaged.report
    assert (home / "cases.db").read_bytes() == damaged
    session.close()

    session = Session.start(home, "en")
    session.unlock(PASSWORD)
    assert session.folder == salvaged.folder
    session.close()


def test_what_is_missing_comes_from_the_newest_backup_and_is_named(tmp_path: Path) -> None:
    home = tmp_path / "home"
    session = Session.start(home, "en")
    with session.store.changes.change("person"):
        person = session.store.record.persons.put(Person(name="陈晓梅"))
    session.store._connection.execute(  # as a file of before the history had it
        "INSERT INTO reminder (id, person_id, kind, due_on, title, done, note) VALUES (7, 1, 'own', '2027-01-02',"
        " 'call', 0, '')"
    )
    session.store._connection.commit()
    name = session.backups.make(Reason.HAND)
    page = root_of(session, "reminder")
    session.close()
    break_page(home, page)

    session = Session.start(home, "en")
    with pytest.raises(Damaged):
        session.unlock()
    salvaged = session.repair.salvage()
    assert salvaged.report.lost == []
    (restored,) = salvaged.report.restored
    assert restored.origin == str(name)
    assert (restored.table, restored.count, restored.person) == ("reminder", 1, "陈晓梅")
    assert session.repair.filled(salvaged.report) == {"backup": 1}
    told = session.repair.text_list(salvaged)
    assert "Restored from the backup of" in told
    assert "Reminders: 1 · 陈晓梅 · call 2 January 2027" in told
    session.repair.use(salvaged)
    assert session.store.record.persons.get(person.id or 0).name == "陈晓梅"
    session.close()


def test_each_name_is_said_once_and_the_history_comes_last(tmp_path: Path) -> None:
    session = Session.start(tmp_path / "home", "en")
    case = Group("posting", 1, "", "Wang Fang", "Wang Fang", (("Wang Fang",),))
    report = Report(lost=[Group("change", 2), case, Group("person", 1, "", "Wang Fang")])
    (section,) = session.repair.sections(report)
    assert [session.repair.line(line) for line in section.lines] == [
        "People: 1 · Wang Fang", "Cases: 1 · Wang Fang", "Entries of the history: 2",
    ]  # fmt: skip
    session.close()


def test_a_damaged_page_of_the_open_file_is_found(tmp_path: Path) -> None:
    session = Session.start(tmp_path / "home", "en")
    session.new_case("张伟")
    session.store._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    page = root_of(session, "certificate")
    break_page(session.folder, page)
    health = session.repair.check()
    assert not health.sound
    assert health.damaged_pages == (page,)
    assert session.repair.salvage().report.whole
    session.close()


def test_what_no_page_can_show_is_found_and_left_out(tmp_path: Path) -> None:
    session = Session.start(tmp_path / "home", "en")
    store = session.store
    with store.changes.change("person"):
        person = store.record.persons.put(Person(name="陈晓梅"))
        assert person.id is not None
        certificate = Certificate(
            person_id=person.id, state="CN", host="DE", number="Z1",
            starts_on=dt.date(2026, 4, 1), ends_on=dt.date(2028, 3, 31),
        )  # fmt: skip
        store.record.shelf(Certificate).put(certificate)
        digest = store.record.keep_content(b"payslip")
        store._connection.execute("UPDATE certificate SET starts_on = 'soon'")
        store._connection.execute("UPDATE attachment SET content = x'00'")
        store._connection.execute(
            "INSERT INTO evidence VALUES (1, ?, 'payslip', 'slip', NULL, ?, 'slip.pdf', '')",
            [person.id, digest],
        )
    health = session.repair.check()
    assert health.unreadable == [("certificate", 1)]
    assert health.altered == [digest]
    salvaged = session.repair.salvage()
    assert [(group.table, group.marks) for group in salvaged.report.lost] == [
        ("certificate", (("Z1", "2028-03-31"),))
    ]
    assert [group.marks for group in salvaged.report.cut] == [(("slip.pdf",),)]
    session.repair.use(salvaged)
    session.unlock()
    assert session.repair.check().sound
    session.close()


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_kind_and_origin_has_its_words_on_screen_and_paper(tmp_path: Path, code: str) -> None:
    session = Session.start(tmp_path / "home", code)
    connection = session.store._connection
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    kinds = [name for name in tables if not name.startswith(("_", "sqlite", "due_"))]
    assert len(kinds) > 20
    groups = [Group(kind, 2, "", "龚䶮", "case 1", (("2026-03-01", "CN"),)) for kind in kinds]
    restored = [
        Group("person", 1, o) for o in (HISTORY, JOURNAL, "2026-11-22_05-12-30_0042_closing", "a copy")
    ]
    report = Report(
        pages=70, damaged_pages=2, saved={"person": 3}, lost=groups, restored=restored,
        cut=[Group("attachment", 1, "", "龚䶮", "", (("slip.pdf",),))], unsure=("person",), nameless=2,
    )  # fmt: skip
    salvaged = Salvaged(session.folder, session.folder, report, session.day)
    told = session.repair.text_list(salvaged)
    assert "safety.repair" not in told
    assert "slip.pdf" in told
    text, paper = session.repair.files(salvaged)
    assert text.data.decode("utf-8-sig") == told
    assert paper.data.startswith(b"%PDF")
    assert paper.file_name == f"SAFE-02_{session.day.isoformat()}.pdf"
    session.close()


def test_months_in_a_row_are_one_span(tmp_path: Path) -> None:
    session = Session.start(tmp_path / "home", "en")
    months = (("2025-11-01", "CN"), ("2026-03-01", "CN"), ("2025-12-01", "CN"), ("2026-01-01", "CN"))
    report = Report(lost=[Group("contribution", 5, "", "陈晓梅", "", (*months, ("2026-01-01", "DE")))])
    (section,) = session.repair.sections(report)
    assert session.repair.line(section.lines[0]) == (
        "Contribution months: 5 · 陈晓梅 · China 2025-11–2026-01, 2026-03; Germany 2026-01"
    )
    session.close()
