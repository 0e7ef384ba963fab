"""Files taken in as proofs: limits, hostile names and contents, what they stand for, undo."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.case import Answer
from desktop.domain.record.certificate import Certificate, Document
from desktop.domain.record.contribution import ContributionMonth
from desktop.domain.record.evidence import Evidence, Quality
from desktop.domain.record.person import Person
from desktop.domain.record.proofs import Proves, proves
from desktop.problems import FileNotFound, FileUnreadable
from desktop.record.attachments import (
    MOST_BYTES,
    FileEmpty,
    FileTooLarge,
    NotOpened,
    clean_name,
    may_be_opened,
    read_attachment,
)
from desktop.session import Session

DAY = dt.date(2026, 3, 2)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session.start(tmp_path / "profile", "en", DAY)
    yield session
    session.close()


@pytest.fixture
def person(session: Session) -> Person:
    return session.record.save_person(Person(name="陈晓梅"))


def _file(folder: Path, name: str = "payslip.pdf", content: bytes = b"%PDF-1.7 ...") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def _number(person: Person) -> int:
    assert person.id is not None
    return person.id


def test_a_file_comes_in_as_an_own_note_with_its_digest(
    session: Session, person: Person, tmp_path: Path
) -> None:
    evidence = session.proof_files.attach(_number(person), _file(tmp_path))
    assert evidence.quality is Quality.OWN_NOTE
    assert (evidence.title, evidence.file_name) == ("payslip", "payslip.pdf")
    assert evidence.digest == hashlib.sha256(b"%PDF-1.7 ...").hexdigest()
    assert session.record.content(evidence) == b"%PDF-1.7 ..."


def test_the_profile_never_holds_the_file_readable(session: Session, person: Person, tmp_path: Path) -> None:
    content = b"a payslip nobody else may read" * 50
    session.proof_files.attach(_number(person), _file(tmp_path, content=content))
    kept = [path.read_bytes() for path in session.folder.rglob("*") if path.is_file()]
    assert not any(content[:30] in data for data in kept)


# -- limits


def test_an_empty_file_proves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileEmpty):
        read_attachment(_file(tmp_path, content=b""))


def test_a_file_may_be_as_large_as_the_limit_and_not_a_byte_more(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES)
    assert len(read_attachment(path)) == MOST_BYTES
    with path.open("r+b") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(FileTooLarge) as problem:
        read_attachment(path)
    assert problem.value.params == {"name": "large.pdf", "limit": 25}


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(FileNotFound):
        read_attachment(tmp_path / "nothing.pdf")
    with pytest.raises(FileUnreadable):
        read_attachment(tmp_path)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.pdf")
        with pytest.raises(FileUnreadable):
            read_attachment(tmp_path / "pipe.pdf")


# -- names


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\Windows\\system.ini", "system.ini"),
        ("工资单 2025年3月.pdf", "工资单 2025年3月.pdf"),
        ("pay\x00slip\n.pdf", "payslip.pdf"),
        ("pay\u202efdp.exe", "payfdp.exe"),
        ("CON.pdf", "_CON.pdf"),
        ("a<b>:c|d?.png", "abcd.png"),
        ("...", "attachment"),
        ("", "attachment"),
    ],
)
def test_a_name_is_only_a_name(name: str, clean: str) -> None:
    assert clean_name(name) == clean


@given(st.text(max_size=400))
def test_no_name_leads_out_of_its_folder(name: str) -> None:
    clean = clean_name(name)
    assert Path(clean).name == clean
    assert clean not in ("", ".", "..")
    assert not set(clean) & set('/\\\x00<>:"|?*')
    assert len(clean.encode()) <= 210
    assert clean_name(clean) == clean


def test_a_long_name_keeps_its_ending() -> None:
    assert clean_name("长" * 300 + ".pdf").endswith("长.pdf")


# -- opening


@pytest.mark.parametrize(
    "name", ["virus.exe", "page.html", "macro.xlsm", "script.sh", "link.lnk", "x.pdf.bat", "none"]
)
def test_other_kinds_are_kept_and_saved_but_never_opened(
    session: Session, person: Person, tmp_path: Path, name: str
) -> None:
    evidence = session.proof_files.attach(_number(person), _file(tmp_path, name, b"MZ\x90\x00"))
    assert not may_be_opened(name)
    with pytest.raises(NotOpened):
        session.proof_files.open(evidence)
    target = tmp_path / "saved"
    session.proof_files.save(evidence, target)
    assert target.read_bytes() == b"MZ\x90\x00"
    if os.name == "posix":
        assert not os.access(target, os.X_OK)


def test_a_program_called_pdf_is_handed_over_as_a_pdf_and_not_to_be_run(
    session: Session, person: Person, tmp_path: Path
) -> None:
    evidence = session.proof_files.attach(_number(person), _file(tmp_path, "payslip.PDF", b"MZ\x90\x00"))
    copy = session.proof_files.open(evidence)
    assert copy.suffix == ".PDF"
    assert copy.is_relative_to(session.folder)
    if os.name == "posix":
        assert not os.access(copy, os.X_OK)


def test_a_name_from_an_archive_is_cleaned_before_it_becomes_a_file(session: Session, person: Person) -> None:
    evidence = Evidence(
        person_id=_number(person), quality=Quality.PAYSLIP, title="x", file_name="../../../x/evil.pdf"
    )
    kept = session.record.attach(evidence, b"1")
    assert session.proof_files.open(kept).name == "evil.pdf"


# -- what they stand for


@pytest.fixture
def life(session: Session, person: Person) -> int:
    """A person with a case, three months, a certificate and a passport; returns the case."""
    number = _number(person)
    answers = {"from": Answer("CN"), "to": Answer("DE"), "start": Answer(dt.date(2025, 1, 1))}
    case = session.new_case("Berlin", answers)
    session.record.link(case.id, person_id=number)
    for month in (1, 2, 3):
        session.record.keep(
            ContributionMonth(person_id=number, month=dt.date(2025, month, 1), state="CN", branch="pension")
        )
    session.record.keep(
        Certificate(person_id=number, state="CN", host="DE", starts_on=DAY, ends_on=DAY, case_id=case.id)
    )
    session.record.keep(Document(person_id=number, kind="passport", ends_on=DAY))
    return case.id


def _everything(session: Session, person: Person, case_id: int) -> Proves:
    life = session.record.life(_number(person))
    return Proves(
        frozenset({(case_id, "start"), (case_id, "to")}),
        frozenset(row.id for row in life.months if row.id),
        frozenset(row.id for row in life.certificates if row.id),
        frozenset(row.id for row in life.documents if row.id),
    )


def test_several_months_stand_behind_one_proof_and_undo_takes_all_of_it_back(
    session: Session, person: Person, life: int, tmp_path: Path
) -> None:
    evidence = session.proof_files.attach(_number(person), _file(tmp_path))
    assert evidence.id is not None
    wanted = _everything(session, person, life)
    before = session.record.life(_number(person))
    session.proof_files.stand_for(evidence, wanted)
    assert proves(evidence.id, session.record.life(_number(person))) == wanted
    undone = session.record.undo()
    assert undone is not None
    assert undone.what == "proof"
    assert session.record.life(_number(person)) == before


def test_a_proof_stands_for_exactly_what_was_chosen_last(
    session: Session, person: Person, life: int, tmp_path: Path
) -> None:
    first = session.proof_files.attach(_number(person), _file(tmp_path))
    second = session.proof_files.attach(_number(person), _file(tmp_path, "b.pdf"))
    assert first.id is not None
    assert second.id is not None
    wanted = _everything(session, person, life)
    session.proof_files.stand_for(first, wanted)
    some = replace(wanted, facts=frozenset({(life, "to")}), months=frozenset(list(wanted.months)[:1]))
    session.proof_files.stand_for(first, some)
    assert proves(first.id, session.record.life(_number(person))) == some
    session.proof_files.stand_for(second, Proves(months=some.months))
    kept = session.record.life(_number(person))
    assert proves(first.id, kept) == replace(some, months=frozenset())
    assert proves(second.id, kept) == Proves(months=some.months)


def test_removing_a_proof_frees_what_it_stood_for_and_undo_brings_both_back(
    session: Session, person: Person, life: int, tmp_path: Path
) -> None:
    evidence = session.proof_files.attach(_number(person), _file(tmp_path))
    wanted = _everything(session, person, life)
    session.proof_files.stand_for(evidence, wanted)
    before = session.record.life(_number(person))
    session.proof_files.remove(evidence)
    after = session.record.life(_number(person))
    assert after.evidence == after.proofs == ()
    assert all(row.evidence_id is None for row in (*after.months, *after.certificates, *after.documents))
    session.record.undo()
    assert session.record.life(_number(person)) == before
    assert session.record.content(evidence)


def test_facts_of_nobodys_case_have_no_proof_yet(session: Session) -> None:
    case = session.new_case("", {"from": Answer("CN"), "to": Answer("DE"), "start": Answer(DAY)})
    facts = session.proof_files.facts_of(case)
    assert facts
    assert not any(one.proved for one in facts)


def test_a_case_knows_which_of_its_facts_are_proved(
    session: Session, person: Person, life: int, tmp_path: Path
) -> None:
    evidence = session.proof_files.attach(_number(person), _file(tmp_path))
    session.record.keep(replace(evidence, quality=Quality.OFFICIAL_PRINT))
    session.proof_files.stand_for(evidence, Proves(facts=frozenset({(life, "start")})))
    facts = {one.fact: one.proved for one in session.proof_files.facts_of(session.case(life))}
    assert facts["start"]
    assert not facts["to"]
