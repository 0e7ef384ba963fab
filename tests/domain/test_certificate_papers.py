"""What the papers about a certificate say, and what they must not say."""

from __future__ import annotations

import datetime as dt
import json
import os
from dataclasses import replace

import pytest
from certificate_samples import DIGEST, LOST, between, held_material
from letter_samples import CASES, GOLDEN, as_json, keys, law, material, values

from desktop.domain.paper import Branches, Fingerprint, Letterhead, Missing, Paper, Rows, Ticks, Words
from desktop.domain.papers import compose
from desktop.domain.papers.certificate_papers import CERTIFICATE_PAPERS, LOST_KIT, RECEIPT, usual_languages
from desktop.languages.language import LANGUAGES, Language

PAPERS = tuple(CERTIFICATE_PAPERS)


def _row(paper: Paper, label: str) -> object:
    return next(
        row.value
        for block in paper.blocks
        if isinstance(block, Rows)
        for row in block.rows
        if row.label.key == f"letters.row.{label}"
    )


@pytest.mark.parametrize("paper_id", PAPERS)
@pytest.mark.parametrize("case", ["de_posted", "kr_short", "de_to_china"])
def test_paper_is_as_approved(case: str, paper_id: str) -> None:
    """``UPDATE_GOLDEN=1`` writes the files anew; the change is then read in the diff."""
    paper = replace(compose(paper_id, held_material(case)), law_edition="DATE+DIGEST")
    text = json.dumps(as_json(paper), ensure_ascii=False, indent=1) + "\n"
    path = GOLDEN / case / f"{paper_id}.json"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("paper_id", PAPERS)
def test_every_text_can_be_said_in_every_language(paper_id: str, code: str) -> None:
    language = Language(code)
    for case in CASES:
        for sample in (held_material(case), material(case), held_material(case, copy=None, chain=())):
            for block in compose(paper_id, sample).blocks:
                for value in values(block):
                    if isinstance(value, Words):
                        assert "{" not in language.value(value, law())


@pytest.mark.parametrize("paper_id", PAPERS)
def test_a_case_without_a_certificate_is_composed_too(paper_id: str) -> None:
    paper = compose(paper_id, replace(material("de_posted"), fields={}))
    assert paper.id == paper_id
    assert set(paper.missing) <= set(material("de_posted").forms.fields)


# -- the receipt


def test_the_receipt_is_the_same_slip_twice() -> None:
    blocks = compose(RECEIPT, held_material("de_posted")).blocks
    first, second = (block for block in blocks if isinstance(block, Rows))
    assert first == second
    paper = compose(RECEIPT, held_material("de_posted"))
    assert paper.missing == ()
    assert _row(paper, "handed_on") == dt.date(2027, 3, 2)
    assert [value.params["holder"] for value in values(_row(paper, "giver")) if isinstance(value, Words)] == [
        "陈晓梅"
    ]


def test_unknown_hands_are_left_to_be_written_in() -> None:
    paper = compose(RECEIPT, held_material("de_posted", handing=None, giver=None))
    assert all(isinstance(_row(paper, name), Missing) for name in ("paper", "giver", "taker", "handed_on"))
    assert paper.missing == ()


def test_without_the_passport_spelling_the_name_of_the_register_stands_there() -> None:
    paper = compose(RECEIPT, between("CN", "ES"))
    assert _row(paper, "name") == "陈晓梅"
    assert paper.missing == ()


# -- the kit


@pytest.mark.parametrize(
    ("home", "host", "said"),
    [
        ("CN", "DE", {"lost_certificate", "seal_china", "home_payment_gap"}),
        ("CN", "JP", {"lost_certificate", "seal_china", "home_payment_gap", "changes_japan"}),
        ("JP", "CN", {"changes_japan", "copy_kept_japan"}),
        ("CN", "ES", {"lost_certificate", "seal_china", "home_payment_gap", "copy_sent_spain"}),
        ("ES", "CN", {"copy_sent_spain"}),
        ("CN", "CA", {"lost_certificate", "seal_china", "home_payment_gap", "copy_sent_canada"}),
        ("CA", "CN", {"copy_sent_canada"}),
        ("CN", "NL", {"lost_certificate", "seal_china", "home_payment_gap", "copy_sent_netherlands"}),
        ("NL", "CN", set()),
        ("DE", "CN", set()),
        ("KR", "CN", set()),
    ],
)
def test_the_kit_says_what_the_sources_say_and_where_they_are_silent(
    home: str, host: str, said: set[str]
) -> None:
    found = keys(compose("CERT-02", between(home, host)))
    there = {key.rpartition(".")[2] for key in found if key.startswith("law.consequence.")}
    assert there == said
    silent = not said & {"lost_certificate", "changes_japan"}
    assert ("letters.cert02.silent" in found) is silent


@pytest.mark.parametrize(("issued", "printed"), [("2025-09-14", False), ("2025-09-15", True)])
def test_printing_again_is_offered_only_for_an_electronic_seal(issued: str, printed: bool) -> None:
    sample = held_material("de_posted")
    sample = replace(sample, fields={**sample.fields, "ca.issue_date": issued})
    assert ("letters.cert02.step.print" in keys(compose("CERT-02", sample))) is printed
    assert "letters.cert02.step.print" not in keys(compose("CERT-02", held_material("kr_to_china")))


def test_the_kit_asks_first_where_the_original_was_last() -> None:
    paper = compose("CERT-02", held_material("de_posted"))
    step = next(v for v in values(paper) if isinstance(v, Words) and v.key == "letters.cert02.step.search_at")
    assert step.params == {"holder": "Lohnbüro", "since": dt.date(2027, 3, 2)}
    assert "letters.cert02.step.search" in keys(compose("CERT-02", held_material("de_posted", chain=())))


def test_a_copy_is_ticked_only_where_there_is_one() -> None:
    for copy, ticked in ((held_material("de_posted").held.copy, True), (None, False)):  # type: ignore[union-attr]
        paper = compose("CERT-02", held_material("de_posted", copy=copy))
        (ticks,) = (block for block in paper.blocks if isinstance(block, Ticks))
        assert [on for _, on in ticks.items] == [ticked, *[False] * (len(ticks.items) - 1)]


# -- the letters


def _addressee(paper: Paper) -> object:
    return next(block.addressee for block in paper.blocks if isinstance(block, Letterhead))[0]


def test_a_german_certificate_is_asked_for_where_it_was_issued() -> None:
    """The DVKA issues what rests on Art. 8; all others come from the collecting fund (VRC/D 101)."""
    usual = held_material("de_to_china")
    assert usual.held is not None
    assert _addressee(compose("CERT-03", usual)).names == law().authorities["de.issuer"].names  # type: ignore[attr-defined]
    exception = replace(usual.held.certificate, kind="exception")
    sample = replace(usual, held=replace(usual.held, certificate=exception))
    assert _addressee(compose("CERT-03", sample)) == Words("letters.body.dvka")
    typed = replace(usual.held.certificate, issuer="AOK Musterstadt")
    sample = replace(usual, held=replace(usual.held, certificate=typed))
    assert _addressee(compose("CERT-03", sample)) == "AOK Musterstadt"


def test_the_letters_name_the_branches_of_the_certificate_not_of_the_answer() -> None:
    sample = held_material("de_posted")
    assert sample.held is not None
    narrow = replace(sample.held, certificate=replace(sample.held.certificate, branches=("pension",)))
    for paper_id in ("CERT-03", "CERT-04"):
        paper = compose(paper_id, replace(sample, held=narrow))
        assert {v.codes for v in values(paper) if isinstance(v, Branches)} == {("pension",)}


def test_paying_at_home_is_stated_only_where_it_is_known() -> None:
    sample = held_material("de_posted")
    assert "letters.cert03.paying" in keys(compose("CERT-03", sample))
    stopped = replace(sample, facts=sample.facts.with_("paying_at_home", False))
    assert "letters.cert03.paying" not in keys(compose("CERT-03", stopped))
    assert "letters.cert03.paying" not in keys(compose("CERT-03", between("CN", "DE")))


def test_the_day_of_the_loss_stands_in_the_letters_only_where_it_is_known() -> None:
    sample = held_material("kr_short")
    assert sample.held is not None
    unknown = replace(sample.held, certificate=replace(sample.held.certificate, lost_on=None))
    for number, paper_id in (("cert03", "CERT-03"), ("cert04", "CERT-04")):
        said = [value for value in values(compose(paper_id, sample)) if isinstance(value, Words)]
        assert [value.params["day"] for value in said if "day" in value.params] == [LOST]
        found = keys(compose(paper_id, replace(sample, held=unknown)))
        assert f"letters.{number}.intro" in found
        assert f"letters.{number}.intro_day" not in found


# -- the copy


def test_the_cover_sheet_carries_the_digest_of_the_copy() -> None:
    (seal,) = (b for b in compose("CERT-05", held_material("de_posted")).blocks if isinstance(b, Fingerprint))
    assert seal.digest.replace(" ", "") == DIGEST
    assert seal.code == DIGEST.upper()
    without = compose("CERT-05", held_material("de_posted", copy=None))
    assert not any(isinstance(block, Fingerprint) for block in without.blocks)
    assert "letters.cert05.no_copy" in keys(without)


# -- languages


@pytest.mark.parametrize("ui", LANGUAGES)
def test_each_paper_is_in_its_readers_language_first(ui: str) -> None:
    assert usual_languages("CERT-02", "CN", "DE", ui) == (ui,)
    assert usual_languages("CERT-03", "CN", "DE", ui)[0] == "zh_Hans"
    assert usual_languages("CERT-04", "CN", "KR", ui)[0] == "ko"
    assert usual_languages("CERT-05", "CN", "ES", ui) == ("en", "zh_Hans")
    for paper_id in (RECEIPT, *LOST_KIT):
        languages = usual_languages(paper_id, "CN", "DE", ui)
        assert len(set(languages)) == len(languages) <= 2
        assert set(languages) <= set(LANGUAGES)


def test_the_receipt_stands_in_two_languages_side_by_side() -> None:
    assert usual_languages(RECEIPT, "CN", "DE", "ko") == ("ko", "de")
    assert usual_languages(RECEIPT, "CN", "DE", "de") == ("de", "zh_Hans")
    assert compose(RECEIPT, held_material("de_posted")).bilingual
