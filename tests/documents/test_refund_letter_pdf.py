"""APP-12 as a file: what it asks for is read back from the page, in every language and beside the other one."""

from __future__ import annotations

import datetime as dt

import pytest
from pdf_reading import poppler_text, without_spaces

from desktop.documents.render import render
from desktop.domain.case import FieldValue
from desktop.domain.decide import decide
from desktop.domain.facts import Facts
from desktop.domain.papers import COMPOSERS
from desktop.domain.papers.material import Material
from desktop.languages.language import LANGUAGES, Language
from desktop.law.forms_reader import read_forms
from desktop.law.reader import read_law
from desktop.paths import resources_folder

DAY = dt.date(2026, 11, 22)
LAW = read_law(resources_folder() / "law")
FORMS = read_forms(resources_folder() / "documents")
FIELDS: dict[str, FieldValue] = {
    "person.surname_latin": "OUYANG", "person.given_latin": "KUN", "person.birth_date": "1988-06-14",
    "refund.first_month": "2022-03", "refund.last_month": "2024-02", "refund.own_share": "1.234,50 EUR",
    "bank.holder": "OUYANG KUN", "bank.account": "DE02120300000000202051", "host.name": "Beispiel GmbH",
    "ca.cert_no": "DE-2022-0815", "ca.valid_from": "2022-03-01", "ca.valid_to": "2026-02-28",
}  # fmt: skip


def letter(kind: str, host: str, languages: tuple[str, ...]) -> str:
    facts = Facts(from_state="CN", to_state=host, start=dt.date(2022, 3, 1), end=dt.date(2026, 2, 28))
    material = Material(facts, {**FIELDS, "refund.kind": kind}, decide(facts, LAW, DAY), LAW, DAY, FORMS)
    return without_spaces(poppler_text(render(COMPOSERS["APP-12"](material), languages, LAW).pdf))


HOSTS = ("DE", "KR", "JP", "CH", "CA", "FI", "ES")


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("host", HOSTS)
def test_the_claim_names_the_months_the_sum_and_the_certificate(host: str, code: str) -> None:
    found = letter("wrongly", host, (code,))
    language = Language(code)
    for day in (dt.date(2022, 3, 1), dt.date(2024, 2, 1)):
        assert without_spaces(language.year_month(day)) in found
    for part in ("1.234,50EUR", "DE-2022-0815", "OUYANG", "DE02120300000000202051"):
        assert part in found


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("host", HOSTS)
def test_the_enquiry_is_no_claim_and_asks_what_is_lost(host: str, code: str) -> None:
    found, language = letter("rightly", host, (code,)), Language(code)
    for key in ("app12.no_claim", "app12.question.3"):
        assert without_spaces(language.text(f"letters.{key}")) in found
    assert "DE02120300000000202051" not in found  # no account is given away with a question


@pytest.mark.parametrize("host", ["DE", "KR"])
def test_the_reading_copy_stands_behind_in_chinese(host: str) -> None:
    found = letter("wrongly", host, ({"DE": "de", "KR": "ko"}[host], "zh_Hans"))
    own = Language({"DE": "de", "KR": "ko"}[host]).text("letters.app12.decide")
    assert found.index(without_spaces(own)) < found.index(Language("zh_Hans").text("letters.app12.decide"))


def test_german_claims_name_the_section_and_others_do_not() -> None:
    assert "§26Abs.2und3SGBIV" in letter("wrongly", "DE", ("de",))
    assert "SGBIV" not in letter("wrongly", "KR", ("de",))
