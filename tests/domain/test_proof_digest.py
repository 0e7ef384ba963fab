"""The digest of an answer: canonical, stable, without persons, and every change of it is found."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import replace

import pytest
from any_facts import postings
from hypothesis import given, settings
from hypothesis import strategies as st
from letter_samples import law, material

from desktop.domain.decide import decide
from desktop.domain.facts import VOCABULARY, Facts
from desktop.domain.proof import (
    MOST_BYTES,
    Check,
    NotAProof,
    Proof,
    Standing,
    canonical,
    check,
    grouped,
    printed_digests,
    proof_of,
    read_digest,
    read_edition,
    read_proof,
)

DAY = dt.date(2026, 11, 21)


def proof() -> Proof:
    sample = material("de_posted")
    return proof_of(sample.all_facts, sample.determination)


def checked(facts: bytes | None = None, answer: bytes | None = None, printed: str | None = None) -> Check:
    whole = proof()
    page = grouped(whole.digest) if printed is None else printed
    return check(
        whole.facts_bytes if facts is None else facts,
        whole.answer_bytes if answer is None else answer,
        page,
        law(),
    )


def told(**changes: object) -> bytes:
    """The answer file with other parts."""
    return canonical({**json.loads(proof().answer_bytes), **changes})


@given(facts=postings())
@settings(max_examples=60, deadline=None)
def test_what_was_written_is_read_back(facts: Facts) -> None:
    made = proof_of(facts, decide(facts, law(), DAY))
    assert read_proof(made.facts_bytes, made.answer_bytes) == made


@given(facts=postings(), order=st.randoms())
@settings(max_examples=40, deadline=None)
def test_the_order_in_which_facts_were_stated_does_not_matter(facts: Facts, order: object) -> None:
    known = list(facts.known())
    order.shuffle(known)  # type: ignore[attr-defined]
    again = Facts()
    for name, value in known:
        again = again.with_(name, value)
    edition = "2026-11-21+0123456789ab"
    assert Proof(again, edition, DAY, {}).digest == Proof(facts, edition, DAY, {}).digest


def test_the_digest_is_that_of_the_facts_file_and_stays_the_same_for_ever() -> None:
    facts = Facts(from_state="CN", to_state="DE", start=dt.date(2026, 3, 1), home_employer=True)
    made = Proof(facts, "2026-11-21+0123456789ab", DAY, {})
    expected = (
        b'{"edition":"2026-11-21+0123456789ab","facts":'
        b'{"from":"CN","home_employer":true,"start":"2026-03-01","to":"DE"}}'
    )
    assert made.facts_bytes == expected
    assert made.digest == hashlib.sha256(expected).hexdigest()


@given(facts=postings(), name=st.sampled_from(sorted(VOCABULARY)))
@settings(max_examples=60, deadline=None)
def test_a_fact_more_or_less_is_another_digest(facts: Facts, name: str) -> None:
    without = facts.with_(name, None)
    same = Proof(facts, "x", DAY, {}).digest == Proof(without, "x", DAY, {}).digest
    assert same is (facts.get(name) is None)
    assert Proof(facts, "x", DAY, {}).digest != Proof(facts, "y", DAY, {}).digest


def test_nothing_of_a_person_is_inside() -> None:
    sample = material("de_posted")
    made = proof_of(sample.all_facts, sample.determination)
    inside = (made.facts_bytes + made.answer_bytes).decode()
    assert set(json.loads(made.facts_bytes)["facts"]) <= set(VOCABULARY)
    persons = ("person.surname_latin", "person.passport_no", "unit.uscc", "host.name", "person.birth_date")
    assert not [key for key in persons if str(sample.text(key) or "\0") in inside]


@pytest.mark.parametrize(
    "typed",
    [
        "{plain}",
        "{spaced}",
        "  {hyphens}\n",
        "{capitals}",
        "WAIPAI:{capitals}:2026-11-21+0123456789AB",
    ],
)
def test_a_digest_is_read_however_it_is_typed(typed: str) -> None:
    plain = proof().digest
    forms = {
        "plain": plain,
        "spaced": grouped(plain),
        "hyphens": grouped(plain).replace(" ", "-"),
        "capitals": plain.upper(),
    }
    assert read_digest(typed.format(**forms)) == plain


@given(text=st.text(max_size=200))
def test_other_texts_are_no_digest(text: str) -> None:
    found = read_digest(text)
    assert found is None or len(found) == 64


def test_a_code_names_the_edition_and_a_bare_digest_does_not() -> None:
    made = proof()
    assert read_edition(made.code) == made.edition
    assert read_edition(made.digest) is None
    assert read_digest("0" * 5000) is None


def test_a_whole_paper_agrees() -> None:
    found = checked()
    assert (found.standing, found.differences) == (Standing.AGREES, ())


@pytest.mark.parametrize("at", range(0, 400, 7))
def test_any_flipped_byte_of_the_facts_is_found(at: int) -> None:
    whole = proof().facts_bytes
    place = at % len(whole)
    flipped = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
    assert checked(facts=flipped).standing is Standing.ALTERED


def test_exchanged_facts_are_found_even_with_their_own_digest() -> None:
    sample = material("kr_short")
    other = proof_of(sample.all_facts, sample.determination)
    assert checked(facts=other.facts_bytes).why == "digest"
    both = checked(facts=other.facts_bytes, answer=other.answer_bytes)
    assert (both.standing, both.why) == (Standing.ALTERED, "page")


@pytest.mark.parametrize("printed", ["", "no digest", grouped("ab" * 32)])
def test_pages_must_print_this_digest_and_no_other(printed: str) -> None:
    assert checked(printed=printed).why == "page"
    assert checked(printed=f"{grouped(proof().digest)} {printed}").standing is (
        Standing.ALTERED if printed_digests(printed) else Standing.AGREES
    )


def test_facts_that_are_not_canonical_are_altered() -> None:
    pretty = json.dumps(json.loads(proof().facts_bytes), indent=1).encode()
    digest = hashlib.sha256(pretty).hexdigest()
    assert checked(facts=pretty, answer=told(digest=digest)).standing is Standing.ALTERED


def test_another_answer_differs_and_is_named() -> None:
    answer = {**json.loads(proof().answer_bytes)["answer"], "outcome": "not_exempt", "secured_until": None}
    found = checked(answer=told(answer=answer))
    assert found.standing is Standing.DIFFERS
    assert [(one.part, one.before) for one in found.differences] == [
        ("outcome", "not_exempt"),
        ("secured_until", None),
    ]


def test_a_paper_of_another_edition_is_compared_all_the_same() -> None:
    sample = material("de_posted")
    older = proof_of(sample.all_facts, replace(sample.determination, law_edition="2026-01-01+000000000000"))
    found = check(older.facts_bytes, older.answer_bytes, grouped(older.digest), law())
    assert found.standing is Standing.AGREES
    assert found.proof is not None
    assert found.proof.edition != law().edition


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b'{"edition":1,"facts":{}}',
        b'{"edition":"x","facts":{"no_such_fact":1}}',
        b'{"edition":"x","edition":"x","facts":{}}',
        b"[" * 50_000,
        b'{"edition":"' + b"x" * MOST_BYTES + b'","facts":{}}',
        '{"edition":"x","facts":{"from":"中"}}'.encode(),
        b'{"edition":"x","facts":{"start":"2026-02-30"}}',
        b'{"edition":"x","facts":{"prior_months":1e999}}',
    ],
)
def test_broken_facts_are_altered_and_never_stop_the_program(broken: bytes) -> None:
    assert checked(facts=broken).standing is Standing.ALTERED
    with pytest.raises(NotAProof):
        read_proof(broken, proof().answer_bytes)


@given(facts=st.binary(max_size=300), answer=st.binary(max_size=300), printed=st.text(max_size=100))
@settings(max_examples=150, deadline=None)
def test_nonsense_is_altered(facts: bytes, answer: bytes, printed: str) -> None:
    assert check(facts, answer, printed, law()).standing is Standing.ALTERED


@given(
    data=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=9),
        lambda kids: st.lists(kids, max_size=3) | st.dictionaries(st.text(max_size=9), kids, max_size=3),
        max_leaves=8,
    )
)
@settings(max_examples=150, deadline=None)
def test_any_json_in_place_of_the_answer_is_altered_or_differs(data: object) -> None:
    for answer in (canonical(data), told(answer=data), told(day=data), told(digest=data)):
        assert checked(answer=answer).standing is not Standing.AGREES
