"""APP-12: when it is offered, to whom it goes, who signs, and that a question is no claim."""

from __future__ import annotations

import datetime as dt

import pytest
from letter_samples import CASES, DAY, compose, keys, law, material, with_fields

from desktop.domain.decide import decide
from desktop.domain.facts import Facts
from desktop.domain.paper import Letterhead, Official, Paper, Rows, Signatures
from desktop.domain.papers.material import Material
from desktop.domain.papers.offers import offers


def letter(kind: str, case: str = "de_posted", **changes: str) -> Paper:
    fields = {
        "refund__kind": kind,
        "refund__first_month": "2027-03",
        "refund__last_month": "2027-06",
        **changes,
    }
    return compose("APP-12", with_fields(material(case), **fields))


def head(paper: Paper) -> Letterhead:
    return next(block for block in paper.blocks if isinstance(block, Letterhead))


def signers(paper: Paper) -> set[str]:
    places = next(block for block in paper.blocks if isinstance(block, Signatures)).places
    return {place.caption.key for place in places}  # type: ignore[union-attr]


def shown(paper: Paper) -> set[str]:
    return {row.field for block in paper.blocks if isinstance(block, Rows) for row in block.rows}


def test_claim_is_signed_by_both_and_enquiry_by_the_worker_alone() -> None:
    assert signers(letter("wrongly")) == {"letters.sign.host", "letters.sign.worker"}
    assert signers(letter("rightly")) == {"letters.sign.worker"}


def test_without_a_kind_it_is_the_claim() -> None:
    assert keys(compose("APP-12", material("de_posted"))) & {"letters.app12.subject.wrongly"}


@pytest.mark.parametrize(("kind", "body"), [("wrongly", None), ("rightly", "de.drv_bund")])
def test_german_claims_go_to_the_insurer_and_enquiries_to_the_pension_insurance(
    kind: str, body: str | None
) -> None:
    addressee = head(letter(kind)).addressee
    if body is None:
        assert any(getattr(value, "key", "") == "letters.body.einzugsstelle" for value in addressee)
    else:
        assert addressee == (Official(law().authorities[body].names),)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("kind", ["wrongly", "rightly"])
def test_the_bank_account_stands_in_the_claim_alone(case: str, kind: str) -> None:
    paper = letter(kind, case, bank__account="DE02120300000000202051")
    assert ("bank.account" in shown(paper)) is (kind == "wrongly")


def test_the_enquiry_says_that_it_is_no_claim() -> None:
    assert "letters.app12.no_claim" in keys(letter("rightly"))
    assert "letters.app12.no_claim" not in keys(letter("wrongly"))


def test_limitation_is_named_for_germany_alone() -> None:
    assert "letters.app12.limitation.DE" in keys(letter("wrongly"))
    assert "letters.app12.limitation.DE" not in keys(letter("wrongly", "kr_short"))


def test_months_are_required() -> None:
    paper = compose("APP-12", material("de_posted"))
    assert {"refund.first_month", "refund.last_month"} <= set(paper.missing)
    assert not {"refund.own_share", "refund.employer_share"} & set(paper.missing)


def test_every_body_it_is_written_to_is_known() -> None:
    for host in {rule.state for rule in law().refunds} - {"*"}:
        sample = _of(Facts(from_state="CN" if host != "CN" else "DE", to_state=host))
        for kind in ("wrongly", "rightly"):
            paper = compose("APP-12", with_fields(sample, refund__kind=kind))
            assert "letters.body.host" not in keys(paper), host


def _of(facts: Facts) -> Material:
    return Material(facts, {}, decide(facts, law(), DAY), law(), DAY, material("de_posted").forms)


# -- when it is offered


def offered(typed: tuple[str, ...] = (), **changes: object) -> bool:
    facts = material("de_posted", certificate="held", **changes).facts
    return "APP-12" in {offer.paper_id for offer in offers(facts, decide(facts, law(), DAY), typed)}


def test_offered_where_the_certificate_came_after_the_first_day() -> None:
    start = material("de_posted").facts.start
    assert start is not None
    for name in ("certificate_issued_on", "certificate_handed_in_on"):
        late, same = start + dt.timedelta(days=1), start
        assert offered(**{name: late.isoformat()})
        assert not offered(**{name: same.isoformat()})


def test_offered_where_months_to_have_back_were_filled_in() -> None:
    assert not offered()
    assert offered(("refund.first_month",))


def test_it_is_printed_in_the_readers_language_with_the_home_language_behind() -> None:
    facts = material("de_posted").facts
    found = {o.paper_id: o for o in offers(facts, decide(facts, law(), DAY), ("refund.first_month",))}[
        "APP-12"
    ]
    assert (found.languages, found.reader, found.bilingual) == (("de", "zh_Hans"), "host_body", False)


def test_no_value_of_the_letter_is_lost() -> None:
    """What is typed stands on the page."""
    paper = letter("wrongly", refund__own_share="1.234,50 EUR")
    rows = [row for block in paper.blocks if isinstance(block, Rows) for row in block.rows]
    assert ("refund.own_share", "1.234,50 EUR") in [(row.field, row.value) for row in rows]
