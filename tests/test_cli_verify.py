"""The command ``verify``: what it says in four languages, what it finds, and its exit status."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.__main__ import main
from desktop.domain.proof import Proof, grouped, proof_of
from desktop.languages.language import LANGUAGES, Language
from desktop.problems import Problem
from desktop.session import Session

ROOT = Path(__file__).parent
CASE = ROOT / "golden" / "letters" / "cases" / "de_posted.json"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    def run_one(*arguments: str, language: str = "en") -> tuple[int, str, str]:
        profile = str(tmp_path / "profile")
        status = main(["--profile", profile, "--language", language, "verify", *arguments])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run_one


@pytest.fixture
def paper(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The reasoned answer of a case, as ``documents`` writes it."""
    profile = str(tmp_path / "profile")
    assert main(["--profile", profile, "documents", str(CASE), "--out", str(tmp_path / "out")]) == 0
    written = json.loads(capsys.readouterr().out)
    (name,) = (file["file"] for file in written if file["document"] == "PROOF-01")
    return tmp_path / "out" / name


def kept(tmp_path: Path) -> tuple[str, str]:
    """The digest of a stored case, and the content of its QR code."""
    session = Session.start(tmp_path / "profile", "en")
    try:
        case = session.open_sample(session.samples[0])
        proof = proof_of(session.facts(case), session.determine(case))
    finally:
        session.close()
    return proof.digest, proof.code


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_paper_agrees_and_no_author_is_proved(run: Run, paper: Path, code: str) -> None:
    status, said, _ = run(str(paper), language=code)
    language = Language(code)
    assert status == 0
    assert said.splitlines()[0] == language.text("proof.verify.agrees")
    assert language.date(dt.date(2030, 2, 28)) in said, "the answer itself, to compare with the pages"
    assert said.splitlines()[-1] == language.text("proof.verify.no_author")


def test_changed_facts_are_said_to_be_altered(run: Run, paper: Path) -> None:
    data = paper.read_bytes()
    paper.write_bytes(data.replace(b'"from":"CN"', b'"from":"KR"'))
    assert paper.read_bytes() != data
    status, said, _ = run(str(paper))
    assert status == 1
    assert "altered" in said


def test_a_changed_answer_is_named(run: Run, paper: Path) -> None:
    data = paper.read_bytes()
    paper.write_bytes(data.replace(b'"outcome":"exempt"', b'"outcome":"e\\u001b["'))
    assert paper.read_bytes() != data
    status, said, _ = run(str(paper))
    assert status == 1
    assert "Answer: in the paper" in said
    assert "same edition" in said
    assert "\x1b" not in said


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_no_paper_is_said_in_words(run: Run, tmp_path: Path, code: str) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Guten Tag", "utf-8")
    for what in (str(file), str(tmp_path), str(tmp_path / "none.pdf")):
        status, said, complaint = run(what, language=code)
        assert (status, said) == (2, "")
        assert complaint.strip()
        assert "Traceback" not in complaint


@pytest.mark.parametrize("form", ["plain", "words", "hyphens", "code"])
def test_a_digest_is_found_among_the_own_cases(run: Run, tmp_path: Path, form: str) -> None:
    digest, code = kept(tmp_path)
    typed = {
        "plain": [digest],
        "words": grouped(digest).split(),
        "hyphens": [grouped(digest).replace(" ", "-").upper()],
        "code": [code],
    }[form]
    status, said, _ = run(*typed)
    assert status == 0
    assert "belongs to your case" in said
    assert "None of this proves who made the paper." in said


def test_a_digest_of_another_edition_is_found_by_its_code(run: Run, tmp_path: Path) -> None:
    kept(tmp_path)
    session = Session.start(tmp_path / "profile", "en")
    try:
        (case,) = session.cases()
        older = Proof(session.facts(case), "2026-01-01+0123456789ab", session.day, {})
    finally:
        session.close()
    assert run(older.digest)[0] == 1
    assert run(older.code)[0] == 0


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_unknown_digest_is_not_found(run: Run, tmp_path: Path, code: str) -> None:
    kept(tmp_path)
    status, said, _ = run("ab" * 32, language=code)
    assert status == 1
    assert said.splitlines()[0] == Language(code).text("proof.verify.not_found")


def test_locked_cases_are_not_looked_through(run: Run, tmp_path: Path) -> None:
    digest, _ = kept(tmp_path)
    session = Session.start(tmp_path / "profile", "en")
    session.unlock()
    session.protect("a long enough passphrase")
    session.close()
    status, said, complaint = run(digest)
    assert (status, said) == (2, "")
    assert "locked" in complaint


def test_the_sentences_of_the_problems_exist() -> None:
    from desktop.exchange.proof_file import NotAPaper, PaperTooLarge

    problems: list[Problem] = [NotAPaper(path="x"), PaperTooLarge(path="x", limit=20)]
    for code in LANGUAGES:
        for problem in problems:
            assert Language(code).text(problem.key, **problem.params)
