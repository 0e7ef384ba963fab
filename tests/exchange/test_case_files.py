"""Case files between two open programs, in real encrypted files: out, in, and what stands in the way."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyrage
import pytest

from desktop.domain.case import Answer
from desktop.domain.record.certificate import Certificate
from desktop.domain.record.contents import Contents
from desktop.domain.record.evidence import Evidence, Quality
from desktop.domain.record.merge import Standing
from desktop.domain.record.person import Person
from desktop.exchange.age_file import encrypt_to_keys, new_key, public_key
from desktop.exchange.age_problems import NoRecipient, NotForMe, PasswordTooShort, WrongPassword
from desktop.exchange.archive_problems import ArchiveTooLarge, NotAnArchive
from desktop.problems import FileProblem, Problem, TextTooLong
from desktop.safety.case_files import Choice, Lock
from desktop.safety.own_keys import key_in_file
from desktop.session import Session

DAY = dt.date(2026, 3, 2)
SLIP = b"%PDF-1.7 payslip"
PASSWORD = Lock(password="apfel-birne-오늘")


def _quiet(_done: int, _of: int) -> None:
    """Nobody is watching."""


@pytest.fixture
def hr(tmp_path: Path) -> Iterator[Session]:
    """The firm's program: one person with a case, and somebody else."""
    session = Session.start(tmp_path / "hr", "de", DAY)
    record = session.record
    record.save_person(Person(name="Anna Öztürk"))
    case = session.new_case(
        "Essen", {"from": Answer("CN"), "to": Answer("DE"), "home_employer": Answer(True)}
    )
    session.set_field(case.id, "person.name_zh", "王静怡")
    session.set_field(case.id, "case.internal_ref", "HR-1")
    person = record.person_of(case.id)
    assert person.id is not None
    record.save_person(Person(id=person.id, name=person.name, note="difficult"))
    slip = record.attach(
        Evidence(person_id=person.id, quality=Quality.PAYSLIP, title="3", file_name="工资单.pdf"), SLIP
    )
    record.keep(
        Certificate(person_id=person.id, case_id=case.id, state="CN", host="DE", starts_on=DAY, ends_on=DAY,
                    evidence_id=slip.id)
    )  # fmt: skip
    yield session
    session.close()


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Session]:
    session = Session.start(tmp_path / "worker", "zh_Hans", DAY)
    yield session
    session.close()


def _case(session: Session) -> int:
    (case,) = session.cases()
    return case.id


def _send(one: Session, path: Path, lock: Lock | None = PASSWORD, **more: object) -> Path:
    one.case_files.save(path, Choice(case_id=_case(one), **more), lock, _quiet)  # type: ignore[arg-type]
    return path


def _take(other: Session, path: Path, password: str = PASSWORD.password, everything: bool = False) -> int:
    with other.case_files.open(path, password, _quiet) as found:
        return found.take({d.spot for d in found.different if everything or d.fills}, _quiet)


def _kept(session: Session) -> Contents:
    return session.store.contents.read().renumbered()


def test_a_case_goes_to_the_worker_and_nothing_else_does(
    hr: Session, worker: Session, tmp_path: Path
) -> None:
    path = _send(hr, tmp_path / "case.age")
    inside = zipfile.ZipFile(io.BytesIO(pyrage.passphrase.decrypt(path.read_bytes(), PASSWORD.password)))
    everything = b"".join(inside.read(name) for name in inside.namelist()).decode("utf-8", "replace")
    assert "王静怡" in everything
    assert "Öztürk" not in everything
    assert "difficult" not in everything
    assert SLIP in [inside.read(name) for name in inside.namelist()]
    _take(worker, path)
    (case,) = worker.cases()
    assert (case.name, case.fields["person.name_zh"], case.fields["case.internal_ref"]) == (
        "Essen",
        "王静怡",
        "HR-1",
    )
    assert case.person_id is not None
    life = worker.record.life(case.person_id)
    assert worker.record.content(life.evidence[0]) == SLIP
    assert len(life.certificates) == 1


def test_there_and_back_again_with_new_names(hr: Session, worker: Session, tmp_path: Path) -> None:
    """The worker renames the case, fills in what is missing and corrects an answer; the firm takes what it ticks."""
    _take(worker, _send(hr, tmp_path / "a.age"))
    theirs, mine = _case(worker), _case(hr)
    worker.rename_case(theirs, "我的埃森")
    worker.set_field(theirs, "person.phone_cn", "138")
    worker.answer(theirs, {"home_employer": Answer(False)})
    hr.rename_case(mine, "Wang, Essen")
    hr.set_field(mine, "person.name_hangul", "왕정이")
    path = _send(worker, tmp_path / "b.age")
    with hr.case_files.open(path, PASSWORD.password, _quiet) as found:
        assert {(d.spot.field, d.spot.key, d.fills) for d in found.different} == {
            ("name", "", False), ("answers", "home_employer", False), ("fields", "person.phone_cn", True),
        }  # fmt: skip
        assert found.counts()["certificates"][Standing.SAME] == 1
        assert found.take({d.spot for d in found.different if d.spot.key}, _quiet) == 2
    (case,) = hr.cases()
    assert case.name == "Wang, Essen", "nothing is overwritten unasked"
    assert case.fields["person.phone_cn"] == "138"
    assert case.fields["person.name_hangul"] == "왕정이"
    assert case.answers["home_employer"] == Answer(False)
    hr.record.undo()
    (case,) = hr.cases()
    assert "person.phone_cn" not in case.fields
    assert case.answers["home_employer"] == Answer(True), "one step of undo"


def test_an_answer_taken_over_is_decided_again(hr: Session, worker: Session, tmp_path: Path) -> None:
    _take(worker, _send(hr, tmp_path / "a.age"))
    before = hr.reopen(_case(hr)).determination.outcome.value
    worker.answer(_case(worker), {"home_employer": Answer(False), "activity": Answer("self_employed")})
    _take(hr, _send(worker, tmp_path / "b.age"), everything=True)
    (case,) = hr.cases()
    assert case.outcome == hr.determine(case).outcome.value
    assert before is not None


def test_a_second_time_brings_nothing(hr: Session, worker: Session, tmp_path: Path) -> None:
    path = _send(hr, tmp_path / "a.age")
    assert _take(worker, path) > 0
    before = _kept(worker)
    assert _take(worker, path, everything=True) == 0
    assert _kept(worker) == before


def test_a_key_for_the_worker(hr: Session, worker: Session, tmp_path: Path) -> None:
    public = worker.case_files.keys.public
    assert public == worker.case_files.keys.public
    path = tmp_path / "key.txt"
    worker.case_files.keys.save_public(path)
    assert key_in_file(path) == public
    assert all(line.startswith("#") for line in path.read_text("utf-8").splitlines()[:-1])
    known = hr.case_files.keys.keep("Worker", path.read_text("utf-8"))
    assert hr.case_files.keys.others() == (known,)
    hr.case_files.keys.keep("王静怡", public)
    assert [one.name for one in hr.case_files.keys.others()] == ["王静怡"], "one key, one name"
    file = _send(hr, tmp_path / "a.age", Lock(keys=(known.key,)))
    assert not worker.case_files.needs_password(file)
    assert _take(worker, file) > 0
    with pytest.raises(NotForMe):
        hr.case_files.open(file, "", _quiet)
    hr.case_files.keys.forget(public)
    assert hr.case_files.keys.others() == ()


def test_keys_leave_the_file_in_no_archive_and_no_history(hr: Session, tmp_path: Path) -> None:
    keys = hr.case_files.keys
    secret = keys.secret
    keys.keep("Agency", public_key(new_key()))
    hr.case_files.save(tmp_path / "all.zip", Choice(), None, _quiet)
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        text = b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "replace")
    assert "AGE-SECRET-KEY" not in text
    assert "Agency" not in text
    history = hr.store._connection.execute("SELECT before, after FROM change_row").fetchall()
    assert secret not in repr(history)


@pytest.mark.parametrize("name", ["own_key", "recipients"])
def test_no_file_brings_keys_in(hr: Session, tmp_path: Path, name: str) -> None:
    """Whoever could plant a recipient would read what is written to "HR"."""
    planted = json.dumps({"format": "waipai-archive", "version": 2, "written_on": "2026-01-01",
                          "settings": [{"id": 1, "name": name, "value": "x"}]})  # fmt: skip
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("waipai.json", planted)
    with pytest.raises(FileProblem) as caught:
        hr.case_files.open(tmp_path / "a.zip", "", _quiet)
    assert caught.value.params["field"] == "name"


def test_the_name_of_a_recipient_must_be_one(hr: Session) -> None:
    with pytest.raises(TextTooLong):
        hr.case_files.keys.keep("x" * 201, public_key(new_key()))


@pytest.mark.parametrize("lock", [Lock(), Lock(password="1234567"), Lock(keys=("age1",))])
def test_a_file_that_nobody_or_everybody_could_open_is_not_written(
    hr: Session, tmp_path: Path, lock: Lock
) -> None:
    with pytest.raises(Problem) as caught:
        _send(hr, tmp_path / "a.age", lock)
    assert isinstance(caught.value, NoRecipient | PasswordTooShort) or lock.keys
    assert not (tmp_path / "a.age").exists()


@pytest.mark.parametrize(("code", "shape"), [
    ("en", r"[a-z]+(-[a-z]+){5}"), ("de", r"[a-zäöüß]+(-[a-zäöüß]+){5}"), ("ko", r"[가-힣]+(-[가-힣]+){5}"),
    ("zh_Hans", r"\d{4}(-\d{4}){4}"),
])  # fmt: skip
def test_a_password_to_read_out(hr: Session, code: str, shape: str) -> None:
    hr.set_language(code)
    found = {hr.case_files.suggested_password() for _ in range(20)}
    assert len(found) == 20
    assert all(re.fullmatch(shape, password) for password in found)


def test_what_is_encrypted_touches_the_disk_only_encrypted(
    hr: Session, worker: Session, tmp_path: Path
) -> None:
    path = _send(hr, tmp_path / "case.age")
    assert worker.cases() == ()
    before = {file for file in tmp_path.rglob("*") if file.is_file()}
    with worker.case_files.open(path, PASSWORD.password, _quiet) as found:
        assert found.entries
        after = {file for file in tmp_path.rglob("*") if file.is_file()}
    assert after == before
    for file in after:
        assert not {text for text in (b"PK\x03\x04", "王静怡".encode(), SLIP) if text in file.read_bytes()}, (
            file
        )


def test_wrong_passwords_keep_nothing(hr: Session, worker: Session, tmp_path: Path) -> None:
    path = _send(hr, tmp_path / "case.age")
    assert worker.case_files.needs_password(path)
    for password in ("wrong-password", PASSWORD.password.upper()):
        with pytest.raises(WrongPassword):
            worker.case_files.open(path, password, _quiet)
    assert len(_kept(worker)) == 0


def test_bombs_inside_are_as_harmless_as_outside(worker: Session, tmp_path: Path) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("waipai.json", b"[" + b" " * 60_000_000 + b"]")
    path = tmp_path / "bomb.age"
    for data, kind in (
        (bomb.getvalue(), ArchiveTooLarge),
        (b"no archive", NotAnArchive),
        (b"", NotAnArchive),
    ):
        path.write_bytes(encrypt_to_keys(data, [worker.case_files.keys.public]))
        with pytest.raises(kind):
            worker.case_files.open(path, "", _quiet)
    assert len(_kept(worker)) == 0


def test_everything_encrypted_comes_back_without_loss(hr: Session, worker: Session, tmp_path: Path) -> None:
    path = tmp_path / "all.age"
    hr.case_files.save(path, Choice(), Lock(keys=(worker.case_files.keys.public,)), _quiet)
    _take(worker, path)
    assert _kept(worker) == _kept(hr)


def test_a_redacted_copy_says_what_it_hides_and_what_not(hr: Session, tmp_path: Path) -> None:
    path = tmp_path / "r.zip"
    hidden = frozenset({"names", "notes", "numbers"})
    hr.case_files.save(path, Choice(person_id=hr.cases()[0].person_id, hidden=hidden), None, _quiet)
    with zipfile.ZipFile(path) as archive:
        readme = archive.read("README.txt").decode("utf-8-sig")
        head = json.loads(archive.read("waipai.json"))
        rest = b"".join(archive.read(n) for n in archive.namelist()).decode("utf-8", "replace")
    assert "王静怡" not in rest
    assert "HR-1" not in rest
    assert "王○○" in rest
    assert not [part for part in zipfile.ZipFile(path).namelist() if part.startswith("attachments")]
    for word in ("NOT hidden", "NICHT verborgen", "가리지 않는 것", "没有隐藏"):
        assert word in readme
    assert set(head["left_out"]) >= hidden | {"files", "settings"}


def test_counts_say_before_writing_what_goes_along(hr: Session) -> None:
    bare = hr.case_files.counts(Choice(case_id=_case(hr), parts=frozenset()))
    full = hr.case_files.counts(Choice(case_id=_case(hr)))
    assert "files" not in bare
    assert full["files"] == 1
    assert (full["persons"], full["cases"], full["certificates"]) == (1, 1, 1)


def test_a_case_of_nobody_goes_too(worker: Session, hr: Session, tmp_path: Path) -> None:
    case = worker.new_case("x", {"from": Answer("CN")})
    worker.set_field(case.id, "person.phone_cn", "138")
    _take(hr, _send(worker, tmp_path / "a.age"))
    assert {c.name for c in hr.cases()} == {"x", "Essen"}
    assert next(c for c in hr.cases() if c.name == "x").fields == {"person.phone_cn": "138"}
