"""A paper read back: what it carries, and that no file whatever stops the program."""

from __future__ import annotations

import io
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "documents"))  # the papers are drawn there

from proof_pages import PROOFS, drawn, law, render, sample

from desktop.domain.proof import ANSWER_FILE, FACTS_FILE, Check, Standing, check, proof_of
from desktop.exchange.proof_file import MOST_FILE, NotAPaper, PaperTooLarge, read_paper
from desktop.problems import FileNotFound, FileUnreadable, Problem

PAPER = drawn("de_posted", "PROOF-05", "de")


def checked(path: Path) -> Check:
    carried = read_paper(path)
    return check(carried.facts, carried.answer, carried.printed, law())


def with_files(files: dict[str, bytes]) -> bytes:
    """The genuine pages with these files in place of their own."""
    writer = PdfWriter()
    for page in PdfReader(io.BytesIO(PAPER)).pages:
        writer.add_page(page)
    for name, data in files.items():
        writer.add_attachment(name, data)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def own_files() -> dict[str, bytes]:
    proof = proof_of(sample("de_posted").all_facts, sample("de_posted").determination)
    return {FACTS_FILE: proof.facts_bytes, ANSWER_FILE: proof.answer_bytes}


@pytest.mark.parametrize("paper_id", ["PROOF-01", "PROOF-02", "PROOF-03", "PROOF-04", "PROOF-05"])
@pytest.mark.parametrize("code", ["zh_Hans", "de", "ko", "en"])
def test_a_paper_agrees_in_every_language(paper_id: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(drawn("kr_short", paper_id, code))
    assert checked(path).standing is Standing.AGREES


@pytest.mark.parametrize("languages", [("de", "zh_Hans"), ("ko", "en")])
def test_a_draft_in_two_languages_agrees(languages: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    for make in PROOFS.values():
        path.write_bytes(render(make(sample("de_posted")), languages, law(), draft=True).pdf)
        assert checked(path).standing is Standing.AGREES


def test_a_paper_saved_again_by_another_program_still_agrees(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(with_files(own_files()))
    assert checked(path).standing is Standing.AGREES


def test_exchanged_files_are_found(tmp_path: Path) -> None:
    other = proof_of(sample("kr_short").all_facts, sample("kr_short").determination)
    path = tmp_path / "paper.pdf"
    path.write_bytes(with_files({**own_files(), FACTS_FILE: other.facts_bytes}))
    assert checked(path).why == "digest"
    path.write_bytes(with_files({FACTS_FILE: other.facts_bytes, ANSWER_FILE: other.answer_bytes}))
    assert checked(path).why == "page"


def test_a_byte_changed_in_the_facts_is_found(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(PAPER.replace(b'"end":"2030', b'"end":"2031'))
    found = checked(path)
    assert (found.standing, found.why) == (Standing.ALTERED, "digest")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7\n",
        b"not a paper",
        bytes(range(256)) * 40,
        PAPER[: len(PAPER) // 2],
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
        with_files({}),
        with_files({FACTS_FILE: own_files()[FACTS_FILE]}),
        with_files({FACTS_FILE: b"x" * 200_000, ANSWER_FILE: b"{}"}),
        drawn("de_posted", "PROOF-05", "de").replace(b"/EmbeddedFiles", b"/EmbeddedFilez"),
    ],
    ids=["empty", "head", "text", "bytes", "half", "loop", "bare", "one file", "huge file", "no tree"],
)
def test_other_files_are_no_paper(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(data)
    with pytest.raises(NotAPaper):
        read_paper(path)


def test_a_bomb_is_no_paper(tmp_path: Path) -> None:
    bomb = zlib.compress(b"0" * 200_000_000, 9)
    names = b"/Names<</EmbeddedFiles<</Names[(waipai-facts.json)3 0 R]>>>>"
    head = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R" + names + b">>endobj\n"
    pages = b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n3 0 obj<</Type/Filespec/EF<</F 4 0 R>>>>endobj\n"
    stream = b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n" % len(bomb) + bomb + b"\nendstream endobj\n"
    path = tmp_path / "paper.pdf"
    path.write_bytes(head + pages + stream + b"trailer<</Root 1 0 R>>\n%%EOF")
    with pytest.raises(NotAPaper):
        read_paper(path)


def test_files_that_are_not_there_or_too_large_have_their_own_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileNotFound):
        read_paper(tmp_path / "none.pdf")
    with pytest.raises(FileUnreadable):
        read_paper(tmp_path)
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.truncate(MOST_FILE + 1)
    with pytest.raises(PaperTooLarge):
        read_paper(large)


@given(at=st.integers(0, len(PAPER) - 1), value=st.integers(0, 255), length=st.integers(1, 40))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_paper_never_stops_the_program(at: int, value: int, length: int, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(PAPER[:at] + bytes([value]) * length + PAPER[at + length :])
    try:
        found = checked(path)
    except Problem:
        return
    genuine = proof_of(sample("de_posted").all_facts, sample("de_posted").determination)
    assert found.standing is not Standing.AGREES or found.proof == genuine
