"""The papers that explain an answer: what must stand on each, for every kind of answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache

import pytest
from any_facts import postings
from babel.messages.pofile import read_po
from hypothesis import given, settings
from letter_samples import CASES, ROOT, forms, keys, law, material, of, values

from desktop.domain.agreement import Citation
from desktop.domain.decide import decide
from desktop.domain.determination import Outcome
from desktop.domain.facts import Facts
from desktop.domain.facts_io import read_facts
from desktop.domain.paper import Fingerprint, Paper, Table, Words
from desktop.domain.papers.letter_payroll import of_host
from desktop.domain.papers.material import Material, Sheet
from desktop.domain.papers.offers import offers
from desktop.domain.papers.proof_reasons import citations_of
from desktop.domain.papers.proofs import PROOFS
from desktop.domain.proof import grouped, proof_of, read_proof
from desktop.languages.language import LANGUAGES, Language

POSTED = {
    "nationality": "CN", "activity": "employee", "home_employer": True, "home_contract": "active",
    "works_for_home_employer": True, "host_workplace": "office_or_branch", "host_contract": False,
    "wages_borne_by": "home", "home_pension": "employees", "home_unemployment": True, "paying_at_home": True,
    "employed_before_months": 20, "from": "CN", "start": "2026-03-01", "end": "2029-12-31",
}  # fmt: skip
HOSTS = ("DE", "KR", "DK", "FI", "CA", "CH", "NL", "ES", "LU", "JP", "RS", "KG", "FR", "US", "GB", "RU", "BR")


def posted(host: str, **changes: object) -> Material:
    stated = {name: value for name, value in {**POSTED, "to": host, **changes}.items() if value is not None}
    return of(read_facts(stated), {})


def varied() -> Iterator[Material]:
    """Every kind of answer, every host state, with and without papers' entries."""
    for case in CASES:
        yield material(case)
        yield material(case, certificate="refused")
        yield of(material(case).facts.with_("paying_at_home", None), {})
    for host in HOSTS:
        yield posted(host)
        yield posted(host, end="2036-12-31")
        yield posted(host, home_contract="dormant")
    yield posted("DE", certificate="held")
    yield posted("DE", prior_months=12)
    yield posted("KR", end=None)
    yield posted("DE", activity="mission_staff", home_employer=None, joint_application=True, end=None)
    yield of(Facts(), {})


SAMPLES = tuple(varied())


@cache
def used() -> frozenset[str]:
    return frozenset(key for sample in SAMPLES for make in PROOFS.values() for key in keys(make(sample)))


@cache
def texts(code: str) -> dict[str, str]:
    with (ROOT / "translations" / code / "proof.po").open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_text_used_exists(code: str) -> None:
    language = Language(code)
    assert [key for key in sorted(used()) if not language.has(key)] == []


def test_every_text_of_the_papers_is_used() -> None:
    rare = ("proof.language.", "proof.verify.")
    left = {key for key in texts("de") if not key.startswith(rare)} - used()
    assert left == set()


@given(facts=postings(dated=False))
@settings(max_examples=60, deadline=None)
def test_every_paper_works_on_any_facts_and_says_every_value(facts: Facts) -> None:
    day = dt.date(2026, 11, 21)
    sample = Material(facts, {}, decide(facts, law(), day), law(), day, forms())
    language = Language("de")
    for paper_id, make in PROOFS.items():
        paper = make(sample)
        assert (paper.id, paper.missing) == (paper_id, ())
        for value in values(paper):
            if isinstance(value, Words):
                assert language.value(value, law()).strip()


@pytest.mark.parametrize("paper_id", PROOFS)
def test_all_papers_of_a_decision_carry_the_same_digest_and_files(paper_id: str) -> None:
    sample = material("de_posted")
    proof = proof_of(sample.all_facts, sample.determination)
    paper = PROOFS[paper_id](sample)
    (seal,) = (block for block in paper.blocks if isinstance(block, Fingerprint))
    assert (seal.digest, seal.code) == (grouped(proof.digest), proof.code)
    answer, facts = (file.data for file in sorted(seal.files, key=lambda file: file.name))
    assert read_proof(facts, answer) == proof
    assert paper.law_edition == proof.edition


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_reasoned_answer_leaves_nothing_out(sample: Material) -> None:
    paper = PROOFS["PROOF-01"](sample)
    said, cited = keys(paper), {v for v in values(paper) if isinstance(v, Citation)}
    answer = sample.determination
    assert set(citations_of(sample)) <= cited
    for warning in answer.warnings:
        assert f"result.warning.{warning.key}" in said
        point = law().open_points.get(warning.open_point or "")
        if point is not None:
            assert {f"law.open.{point.id}.reading.{name}" for name in point.readings} <= said
    for name, _ in sample.all_facts.known():
        assert f"fields.fact.{name}" in said
    for name in answer.missing:
        assert f"fields.fact.{name}" in said
    for stage in answer.clock.stages if answer.clock else ():
        assert f"result.clock.stage.{stage.stage}" in said


def test_facts_say_where_they_come_from() -> None:
    sample = material("de_posted")
    stated = Facts(from_state="CN", to_state="DE")
    shown = Material(**{**_parts(sample), "stated": stated})
    origins = {
        row[0].key: row[2].key  # type: ignore[union-attr]
        for row in _table(PROOFS["PROOF-01"](shown), "proof.head.fact").body
    }
    assert origins["fields.fact.to"] == "proof.origin.answered"
    assert origins["fields.fact.end"] == "proof.origin.implied"
    assert origins["fields.fact.prior_months"] == "proof.origin.assumed"


def test_the_memo_says_that_it_is_no_certificate() -> None:
    assert all("proof.memo.no_certificate" in keys(PROOFS["PROOF-02"](sample)) for sample in SAMPLES)


@pytest.mark.parametrize("case", ["de_posted", "kr_short", "de_to_china"])
def test_the_payroll_page_has_the_rules_of_the_payroll_note(case: str) -> None:
    sample = material(case)
    paper = PROOFS["PROOF-03"](sample)
    rules = of_host(Sheet(sample))
    assert rules
    assert [block for block in paper.blocks if block in rules] == rules


def test_german_payroll_gets_keys_and_reasons_and_is_told_to_confirm() -> None:
    said = keys(PROOFS["PROOF-03"](material("de_posted")))
    assert {"letters.app05.key.usual", "letters.app05.report.DE", "letters.app05.report.DE.switch"} <= said
    assert "proof.payroll.confirm_keys" in said


@pytest.mark.parametrize("host", HOSTS)
def test_payroll_stops_only_what_is_exempt(host: str) -> None:
    sample = posted(host)
    said = keys(PROOFS["PROOF-03"](sample))
    assert ("proof.do.stop" in said) is bool(sample.exempt_branches)
    assert ("proof.payroll.nothing" in said) is not bool(sample.exempt_branches)
    assert said & {"proof.payroll.confirm", "proof.payroll.confirm_keys", "proof.payroll.confirm_open"}


def test_payroll_shows_the_names_that_the_agreement_gives_the_schemes() -> None:
    said = Language("en")
    names = {scheme.names.get("ja") for a in law().agreements for scheme in a.schemes if scheme.state == "JP"}
    shown = " ".join(
        said.value(value, law())
        for value in values(PROOFS["PROOF-03"](posted("JP")))
        if isinstance(value, Words)
    )
    assert any(name and name in shown for name in names)


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_counter_learns_what_is_asked_and_whom_to_call(sample: Material) -> None:
    paper = PROOFS["PROOF-04"](sample)
    said = keys(paper)
    asked = {key for key in said if key.startswith("proof.clerk.ask.")}
    assert asked
    answer = sample.determination
    claims = "proof.clerk.ask.record" in asked
    assert claims is (
        bool(answer.exempt_branches)
        and answer.outcome in (Outcome.EXEMPT, Outcome.AFTER_EXTENSION, Outcome.EXCEPTIONAL)
    )
    if claims:
        assert "proof.role.issues" in said or "law.role.competent" in said
    assert not any(key.startswith("law.host.") and key.endswith(".steps") for key in said)


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_worker_is_never_told_that_an_exemption_depends_on_paying_when_there_is_none(
    sample: Material,
) -> None:
    said = keys(PROOFS["PROOF-05"](sample))
    assert not ("proof.worker.pay.home" in said and not sample.exempt_branches)
    assert not {"result.step.keep_paying", "result.step.other_branches"} & said


def test_the_worker_reads_the_language_of_home_and_the_counter_that_of_the_host() -> None:
    for case, worker, counter in (
        ("de_posted", "zh_Hans", "de"),
        ("kr_short", "zh_Hans", "ko"),
        ("de_to_china", "de", "zh_Hans"),
    ):
        sample = material(case)
        found = {offer.paper_id: offer for offer in offers(sample.all_facts, sample.determination)}
        assert found["PROOF-05"].languages == (worker,)
        assert found["PROOF-04"].languages[0] == counter
    swiss = posted("CH")
    found = {offer.paper_id: offer for offer in offers(swiss.all_facts, swiss.determination)}
    assert found["PROOF-04"].languages[0] == "en"


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_decision_offers_all_five(sample: Material) -> None:
    found = {offer.paper_id: offer.need for offer in offers(sample.all_facts, sample.determination)}
    assert {paper: found.get(paper) for paper in PROOFS} == {
        "PROOF-01": "always",
        **dict.fromkeys(("PROOF-02", "PROOF-03", "PROOF-04", "PROOF-05"), "on_request"),
    }


def _parts(sample: Material) -> dict[str, object]:
    return {
        "facts": sample.facts,
        "fields": sample.fields,
        "determination": sample.determination,
        "law": sample.law,
        "day": sample.day,
        "forms": sample.forms,
        "ticks": sample.ticks,
    }


def _table(paper: Paper, first: str) -> Table:
    return next(b for b in paper.blocks if isinstance(b, Table) and b.head[0].key == first)
