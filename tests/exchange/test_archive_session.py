"""Archives through an open program and the command line, in real encrypted files."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest

from desktop.__main__ import main
from desktop.domain.case import Answer
from desktop.domain.record.certificate import Certificate, Custody
from desktop.domain.record.contents import Contents
from desktop.domain.record.contribution import ContributionMonth
from desktop.domain.record.evidence import Evidence, Quality
from desktop.domain.record.merge import Standing
from desktop.domain.record.person import Employer, Person
from desktop.exchange.archive_problems import ArchiveAltered
from desktop.problems import FileProblem
from desktop.record.archive import Import, readme, save_archive
from desktop.session import Session

DAY = dt.date(2026, 3, 2)
SLIP = b"%PDF-1.7 payslip of March" + b"".join(sha256(bytes([n])).digest() for n in range(256)) * 20


class Stop(Exception):
    """Somebody pressed the button."""


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Session]:
    """A profile with one person who has a bit of everything, and one who has nothing."""
    session = Session.start(tmp_path / "full", "en", DAY)
    record = session.record
    case = session.new_case("Essen", {"from": Answer("CN"), "to": Answer("DE"), "start": Answer(None)})
    session.set_field(case.id, "person.name_zh", "王静怡")
    session.set_field(case.id, "case.internal_ref", "HR-1")
    person = record.person_of(case.id)
    assert person.id is not None
    record.save_person(Person(name="Anna Öztürk"))
    firm = record.save_employer(Employer(name="Ruhr Maschinen", state="DE"))
    record.link(case.id, abroad_employer_id=firm.id)
    slip = record.attach(
        Evidence(person_id=person.id, quality=Quality.PAYSLIP, title="3", file_name="工资单.pdf"), SLIP
    )
    for month in range(1, 13):
        record.keep(
            ContributionMonth(
                person_id=person.id, month=dt.date(2025, month, 1), state="DE", branch="pension",
                employer_id=firm.id, employee=Decimal("372.05"), currency="EUR", evidence_id=slip.id,
            )
        )  # fmt: skip
    certificate = record.keep(
        Certificate(person_id=person.id, case_id=case.id, state="CN", host="DE", starts_on=DAY, ends_on=DAY)
    )
    assert certificate.id is not None
    record.keep(Custody(person_id=person.id, certificate_id=certificate.id, since=DAY, holder="HR"))
    yield session
    session.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Session]:
    session = Session.start(tmp_path / "empty", "en", DAY)
    yield session
    session.close()


@pytest.fixture
def file(full: Session, tmp_path: Path) -> Path:
    path = tmp_path / "all.zip"
    save_archive(full, path)
    return path


def _kept(session: Session) -> Contents:
    return session.store.contents.read().renumbered()


def test_an_archive_comes_back_without_loss(full: Session, empty: Session, file: Path) -> None:
    with Import(empty, file) as archive:
        assert archive.take() == len(_kept(full))
    assert _kept(empty) == _kept(full)
    (person,) = (p for p in empty.record.people() if p.name == "王静怡")
    assert person.id is not None
    life = empty.record.life(person.id)
    assert empty.record.content(life.evidence[0]) == SLIP
    assert empty.case(life.postings[0].case_id).fields["case.internal_ref"] == "HR-1"
    assert life.postings[0].host == "DE"


def test_looking_writes_nothing(empty: Session, file: Path) -> None:
    with Import(empty, file) as archive:
        assert archive.counts()["contributions"][Standing.NEW] == 12
    assert len(_kept(empty)) == 0
    assert empty.record.changes.undoable() is None


def test_an_archive_of_ones_own_brings_nothing(full: Session, file: Path) -> None:
    before = _kept(full)
    with Import(full, file) as archive:
        assert {entry.standing for entry in archive.entries} == {Standing.SAME}
        assert archive.take() == 0
    assert _kept(full) == before


def test_one_undo_takes_an_import_back(empty: Session, file: Path) -> None:
    with Import(empty, file) as archive:
        archive.take()
    change = empty.record.undo()
    assert change is not None
    assert (change.what, change.params) == ("archive", {"file": "all.zip"})
    assert len(_kept(empty)) == 0
    assert empty.cases() == ()


def test_what_differs_stays_until_it_is_chosen(full: Session, file: Path) -> None:
    person = next(p for p in full.record.people() if p.name == "王静怡")
    assert person.id is not None
    month = full.record.life(person.id).months[2]
    full.record.keep(ContributionMonth(**{**_values(month), "employee": Decimal(9)}))
    with Import(full, file) as archive:
        (found,) = archive.different
        assert found.spot.field == "employee"
        assert archive.take() == 0
        assert full.record.life(person.id).months[2].employee == Decimal(9)
        assert archive.take({found.spot}) == 1
    assert full.record.life(person.id).months[2] == month


def _values(month: ContributionMonth) -> dict[str, object]:
    return {name: getattr(month, name) for name in month.__slots__}


def test_an_archive_of_one_person_names_nobody_else(full: Session, tmp_path: Path) -> None:
    path = tmp_path / "one.zip"
    person = next(p for p in full.record.people() if p.name == "王静怡")
    save_archive(full, path, person.id)
    with zipfile.ZipFile(path) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "replace")
    assert "王静怡" in everything
    assert "Öztürk" not in everything


def test_stopping_keeps_nothing(full: Session, empty: Session, file: Path, tmp_path: Path) -> None:
    def stop(_done: int, _of: int) -> None:
        raise Stop

    with Import(empty, file) as archive, pytest.raises(Stop):
        archive.take(went_on=stop)
    assert len(_kept(empty)) == 0
    before = file.read_bytes()
    with pytest.raises(KeyError):
        save_archive(full, file, 99)
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".new"] == []


def test_a_file_that_changes_meanwhile_is_not_taken(empty: Session, file: Path) -> None:
    with Import(empty, file) as archive:
        with zipfile.ZipFile(file) as old:
            parts = {name: old.read(name) for name in old.namelist()}
        with zipfile.ZipFile(file, "w") as new:
            for name, data in parts.items():
                new.writestr(name, data[::-1])
        with pytest.raises(FileProblem):
            archive.take()
    assert len(_kept(empty)) == 0


def test_a_folder_that_is_not_there_is_named(full: Session, tmp_path: Path) -> None:
    with pytest.raises(FileProblem) as caught:
        save_archive(full, tmp_path / "none" / "a.zip")
    assert str(tmp_path) in str(caught.value.params["path"])


def test_the_file_tells_about_itself_in_four_languages(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        text = archive.read("README.txt").decode("utf-8-sig")
    assert text == readme()
    for word in ("not encrypted", "nicht verschlüsselt", "암호화되지", "没有加密"):
        assert word in text


def test_the_commands(full: Session, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = _kept(full)
    other = ["--profile", str(tmp_path / "other"), "--language", "de"]
    assert main([*other, "archive", "load", str(file)]) == 0
    assert "12 neu" in capsys.readouterr().out
    assert main([*other, "archive", "save", str(tmp_path / "nothing.zip")]) == 0
    assert main([*other, "archive", "load", str(file), "--yes"]) == 0
    assert f"Einträge: {len(wanted)}" in capsys.readouterr().out
    assert main([*other, "archive", "save", str(tmp_path / "again.zip")]) == 0
    with zipfile.ZipFile(file) as first, zipfile.ZipFile(tmp_path / "again.zip") as second:
        assert first.namelist() == second.namelist()
    file.write_bytes(b"broken")
    assert main([*other, "archive", "load", str(file)]) == 2
    assert "beschädigt" in capsys.readouterr().err


def test_a_proof_that_was_altered_on_the_way(empty: Session, file: Path) -> None:
    with zipfile.ZipFile(file) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(file, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data[::-1] if "attachments" in name else data)
    with pytest.raises(ArchiveAltered):
        Import(empty, file)
