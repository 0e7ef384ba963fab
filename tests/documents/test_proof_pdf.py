"""Papers with a digest as files: read back by other programs, scanned, and taken apart."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import subprocess
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from pdf_reading import poppler_text, tags
from PIL import Image
from proof_pages import SAMPLES, drawn, law, of, sample
from pypdf import PdfReader

from desktop.documents.render import render
from desktop.domain.papers.proofs import PROOFS
from desktop.domain.proof import ANSWER_FILE, FACTS_FILE, grouped, proof_of, read_digest, read_proof
from desktop.languages.language import LANGUAGES


def proof(name: str) -> Any:
    return proof_of(sample(name).all_facts, sample(name).determination)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("paper_id", PROOFS)
@pytest.mark.parametrize("name", SAMPLES)
def test_every_paper_is_sound_and_prints_its_digest(
    name: str, paper_id: str, code: str, tmp_path: Path
) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(drawn(name, paper_id, code))
    checked = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert grouped(proof(name).digest) in poppler_text(file.read_bytes(), "-layout")


@pytest.mark.parametrize("paper_id", PROOFS)
def test_other_programs_find_the_files_and_the_digest_is_their_own(paper_id: str, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(drawn("de_posted", paper_id, "de"))
    subprocess.run(["pdfdetach", "-saveall", "-o", str(tmp_path), str(file)], check=True)
    facts, answer = ((tmp_path / name).read_bytes() for name in (FACTS_FILE, ANSWER_FILE))
    assert hashlib.sha256(facts).hexdigest() == proof("de_posted").digest
    assert read_proof(facts, answer) == proof("de_posted")
    reader = PdfReader(io.BytesIO(file.read_bytes()))
    assert {name: list(data) for name, data in reader.attachments.items()} == {
        ANSWER_FILE: [answer],
        FACTS_FILE: [facts],
    }
    root: Any = reader.trailer["/Root"]
    assert [str(spec.get_object()["/AFRelationship"]) for spec in root["/AF"]] == ["/Data", "/Data"]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_telephone_reads_the_code(name: str, code: str, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(drawn(name, "PROOF-05", code))
    subprocess.run(["pdftoppm", "-r", "150", "-png", str(file), str(tmp_path / "page")], check=True)
    pages = [Image.open(page) for page in sorted(tmp_path.glob("*.png"))]
    (found,) = (code for page in pages for code in zxingcpp.read_barcodes(page))
    assert found.text == proof(name).code
    assert read_digest(found.text) == proof(name).digest


def test_the_code_is_a_figure_with_its_digest_in_words() -> None:
    tree = tags(drawn("de_posted", "PROOF-01", "de"))
    (figure,) = tree.all("Figure")
    assert grouped(proof("de_posted").digest) in figure.alternative
    assert figure.contents


def test_the_files_are_the_same_in_every_language_and_on_every_run() -> None:
    files = []
    for code in LANGUAGES:
        reader = PdfReader(io.BytesIO(drawn("kr_short", "PROOF-01", code)))
        files.append({name: bytes(data[0]) for name, data in reader.attachments.items()})
    assert all(one == files[0] for one in files)
    again = render(PROOFS["PROOF-02"](sample("kr_short")), ("ko",), law()).pdf
    assert again == drawn("kr_short", "PROOF-02", "ko")


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("host", ["DE", "KR", "CH", "JP", "RS", "NL", "KG", "US"])
def test_the_memo_has_at_most_two_pages(host: str, code: str) -> None:
    """Also for a stay beyond every limit, where doubts and stages are many."""
    there = sample("de_posted").facts.with_("to", host)
    for facts in (there, there.with_("end", dt.date(2037, 12, 31))):
        assert render(PROOFS["PROOF-02"](of(facts, sample("de_posted").fields)), (code,), law()).pages <= 2


@pytest.mark.parametrize("name", SAMPLES)
def test_nobody_is_named_inside_the_files(name: str) -> None:
    reader = PdfReader(io.BytesIO(drawn(name, "PROOF-01", "en")))
    inside = b"".join(data[0] for data in reader.attachments.values())
    person = sample(name).text("person.surname_latin").encode()
    assert person
    assert person not in inside


def test_a_paper_without_a_digest_has_no_files() -> None:
    from letter_samples import compose

    pdf = render(compose("APP-05", sample("de_posted")), ("de",), law()).pdf
    assert not PdfReader(io.BytesIO(pdf)).attachments
