"""The papers about a certificate, drawn and read back with another program."""

from __future__ import annotations

import datetime as dt
import io
from functools import cache

import pytest
from pdf_reading import poppler_text, without_spaces
from proof_pages import law  # puts the cases of the letters' tests on the path
from pypdf import PdfReader

from desktop.documents.render import render
from desktop.domain.papers import compose
from desktop.domain.papers.certificate_papers import LOST_KIT, RECEIPT, usual_languages
from desktop.languages.language import LANGUAGES, Language

CASES = ("de_posted", "kr_short", "de_to_china", "kr_to_china")


@cache
def drawn(case: str, paper_id: str, languages: tuple[str, ...]) -> bytes:
    from certificate_samples import held_material

    return render(compose(paper_id, held_material(case)), languages, law()).pdf


def pages(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize("ui", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_both_slips_of_the_receipt_are_on_one_sheet(case: str, ui: str) -> None:
    home, host = {"de_posted": "CN DE", "kr_short": "CN KR", "de_to_china": "DE CN", "kr_to_china": "KR CN"}[
        case
    ].split()
    languages = usual_languages(RECEIPT, home, host, ui)
    pdf = drawn(case, RECEIPT, languages)
    assert pages(pdf) == 1
    said = without_spaces(poppler_text(pdf))
    for code in languages:
        for name in ("giver", "taker"):
            assert said.count(without_spaces(Language(code).text(f"letters.sign.{name}"))) == 2
    assert said.count("Lohnbüro") >= 2


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("paper_id", LOST_KIT)
def test_the_kit_is_read_back_in_every_language(paper_id: str, code: str) -> None:
    said = without_spaces(poppler_text(drawn("de_posted", paper_id, (code,))))
    assert "2027-0815" in said
    assert without_spaces(Language(code).date(dt.date(2027, 6, 2))) in said


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("case", ["kr_short", "de_to_china", "kr_to_china"])
@pytest.mark.parametrize("paper_id", ["CERT-04", "CERT-05"])
def test_a_letter_and_a_cover_sheet_take_one_page(paper_id: str, case: str, code: str) -> None:
    assert pages(drawn(case, paper_id, (code,))) == 1
