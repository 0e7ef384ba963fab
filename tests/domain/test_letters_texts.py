"""The texts of the letters: complete, equal and alive in all four languages."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product

import pytest
from babel.messages.pofile import read_po
from certificate_samples import held_material
from event_samples import after
from letter_samples import CASES, ROOT, compose, keys, law, material, of, values, with_fields

from desktop.domain.facts import Facts
from desktop.domain.paper import Missing, Words
from desktop.domain.papers.certificate_papers import CERTIFICATE_PAPERS
from desktop.domain.papers.letter_event import TOLD
from desktop.domain.papers.letters import LETTERS
from desktop.domain.papers.material import Material
from desktop.languages.language import LANGUAGES, Language


@cache
def texts(code: str) -> dict[str, str]:
    with (ROOT / "translations" / code / "letters.po").open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def varied() -> Iterator[Material]:
    """Cases that between them reach every text: states, categories, contracts, pay, requests, outcomes."""
    for case in CASES:
        yield material(case)
        yield material(case, certificate="refused")
        yield of(material(case).facts, {"decl.true": True})
    for contract, payer, recharged, instructions in product(
        ("yes", "dormant", ""), ("home", "host", "both"), ("no", "partly", "fully"), ("home", "host", "both")
    ):
        yield _changed(
            Facts(from_state="CN", to_state="DE", activity="employee", home_employer=True),
            {
                "employment.contract_cn_kept": contract,
                "employment.wage_payer": payer,
                "employment.wage_recharged": recharged,
                "employment.instructions": instructions,
                "employment.local_contract": payer == "host",
                "ins.arrears": payer == "host",
            },
        )
    for pair in (
        ("CN", "DE"),
        ("DE", "CN"),
        ("CN", "KR"),
        ("KR", "CN"),
        ("CN", "FR"),
        ("FR", "CN"),
        ("CN", "RS"),
        ("JP", "CN"),
        (None, None),
    ):
        for activity in ("employee", "self_employed", "investor", "seafarer", "mission_staff"):
            yield of(Facts(from_state=pair[0], to_state=pair[1], activity=activity, paying_at_home=True), {})
    yield with_fields(material("kr_short"), ca__issue_date="2025-09-14")
    for case in CASES:
        yield with_fields(material(case), refund__kind="rightly", refund__left_on="2026-06-30")
        yield from (after(case, event) for event in TOLD)
    yield material("de_posted", end="2031-12-31")
    yield material("de_posted", paying_at_home=False)
    yield material("kr_short", nationality="VN")
    yield material("de_posted", exception_agreement="agreed")
    yield material("de_posted", host_workplace="subsidiary_or_affiliate")
    yield material("kr_to_china", start="2005-02-01", end="2006-01-31")
    yield material("kr_to_china", home_employer=False, home_contract="none", home_unemployment=False)
    yield material("de_to_china", home_unemployment=False)
    yield material("kr_short", home_employer=True, home_contract="active", works_for_home_employer=True)
    yield material(
        "kr_short",
        home_employer=True,
        home_contract="active",
        works_for_home_employer=True,
        host_contract=False,
        host_workplace="office_or_branch",
        home_pension="employees",
        home_unemployment=True,
    )


def _changed(facts: Facts, fields: dict[str, str | bool]) -> Material:
    return of(facts, {key: value for key, value in fields.items() if value != ""})


def held() -> Iterator[Material]:
    """Certificates that between them reach every text of the papers about them."""
    for case in CASES:
        yield material(case)
        sample = held_material(case)
        assert sample.held is not None
        yield sample
        yield held_material(case, copy=None, handing=replace(sample.held.chain[0], place=""))
        scans = tuple(replace(row, paper="copy" if row.id == 1 else "scan") for row in sample.held.chain)
        yield held_material(case, chain=(replace(scans[0], place=""), scans[1]), handing=scans[1])
        yield held_material(case, handing=scans[0])


@cache
def used() -> frozenset[str]:
    letters = {key for sample in varied() for paper in LETTERS for key in keys(compose(paper, sample))}
    papers = {key for sample in held() for make in CERTIFICATE_PAPERS.values() for key in keys(make(sample))}
    return frozenset(letters | papers)


def test_four_catalogues_have_the_same_keys_and_placeholders() -> None:
    first = texts(LANGUAGES[0])
    for code in LANGUAGES[1:]:
        other = texts(code)
        assert other.keys() == first.keys()
        assert [key for key in first if placeholders(first[key]) != placeholders(other[key])] == []


def test_every_text_used_exists_and_every_text_is_used() -> None:
    letters = {key for key in used() if key.startswith("letters.")}
    assert letters == set(texts("de"))


@pytest.mark.parametrize("code", LANGUAGES)
def test_texts_of_other_catalogues_exist(code: str) -> None:
    language = Language(code)
    assert [key for key in sorted(used()) if not language.has(key)] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_paper_can_be_said(code: str) -> None:
    """No text lacks a parameter, and no sentence has empty brackets."""
    language = Language(code)
    for sample, paper_id in product(varied(), LETTERS):
        for value in values(compose(paper_id, sample)):
            if isinstance(value, Words) and not any(isinstance(p, Missing) for p in value.params.values()):
                said = language.value(value, law())
                assert said.strip()
                assert not re.search(r"\(\s*\)|（\s*）|\{|\}", said), said


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_is_promised(code: str) -> None:
    promises = {
        "zh_Hans": "(?<!参)保证|退还",
        "de": "garantier|erstattet",
        "ko": "(?<!사회)보장|환급",
        "en": "guarantee|refund|promise",
    }
    asked_for = "letters.app12."  # the letter that asks for money back; it grants none
    assert [
        key
        for key, text in texts(code).items()
        if re.search(promises[code], text) and not key.startswith(asked_for)
    ] == []


def test_typography_of_the_languages() -> None:
    assert [key for key, text in texts("de").items() if re.search(r"(Art\.|§) \d", text)] == []
    assert [
        key for key, text in texts("zh_Hans").items() if re.search(r"[\u4e00-\u9fff][,;:?!(]", text)
    ] == []
    polite = re.compile(r"(해|어|아|예)요[.?]|당신")
    assert [key for key, text in texts("ko").items() if polite.search(text)] == []


def test_korean_enclosures_end_as_official_letters_do() -> None:
    enclosures = [text for key, text in texts("ko").items() if key.startswith("letters.app04.enclosures.KR")]
    assert enclosures
    assert all(text.startswith("붙임  1.") and text.endswith(" 1부.  끝.") for text in enclosures)
