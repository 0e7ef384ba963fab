"""The answer in one sentence, for the sample people in four languages and for every outcome."""

import dataclasses
import datetime as dt

import pytest

from desktop.domain.determination import Outcome
from desktop.domain.facts import Facts
from desktop.session import LANGUAGES, Session
from desktop.windows.result.sentence import answer_sentence, needs_certificate

POSTED = Facts(
    from_state="CN",
    to_state="DE",
    start=dt.date(2027, 3, 1),
    end=dt.date(2030, 2, 28),
    activity="employee",
    home_employer=True,
    home_contract="active",
    works_for_home_employer=True,
    host_workplace="office_or_branch",
    host_contract=False,
    home_pension="employees",
    home_unemployment=True,
    paying_at_home=True,
)


def sentence(session: Session, facts: Facts) -> str:
    from desktop.domain.decide import decide

    return answer_sentence(session, facts, decide(facts, session.law, session.day))


def test_an_exemption_names_branches_country_and_last_day(session: Session, code: str) -> None:
    session.set_language(code)
    words = sentence(session, POSTED)
    language = session.language
    assert language.state("DE") in words
    assert language.date(dt.date(2030, 2, 28)) in words
    assert language.branch("pension", "DE") in words
    assert language.branch("unemployment", "DE") in words


def test_a_person_without_unemployment_insurance_is_told_of_pension_only(session: Session) -> None:
    words = sentence(session, dataclasses.replace(POSTED, home_unemployment=False))
    assert session.language.branch("pension", "DE") in words
    assert session.language.branch("unemployment", "DE") not in words


def test_no_home_insurance_means_contributions(session: Session) -> None:
    words = sentence(session, dataclasses.replace(POSTED, home_pension="none", paying_at_home=False))
    assert words == session.text("result.sentence.not_exempt", host="Germany")


def test_an_unknown_route_is_asked_for_first(session: Session) -> None:
    assert sentence(session, Facts(to_state="DE")) == session.text("result.sentence.route_missing")


def test_a_pair_without_law_is_not_called_a_missing_fact(session: Session) -> None:
    words = sentence(session, dataclasses.replace(POSTED, from_state="FR", to_state="BR"))
    assert words == session.text("result.sentence.cannot_tell", host="Brazil")


@pytest.mark.parametrize("outcome", list(Outcome))
@pytest.mark.parametrize("dated", [True, False])
@pytest.mark.parametrize("missing", [(), ("end",)])
def test_every_outcome_has_a_sentence(
    session: Session, outcome: Outcome, dated: bool, missing: tuple[str, ...]
) -> None:
    from desktop.domain.decide import decide

    found = decide(POSTED, session.law, session.day)
    until = found.secured_until if dated else None
    answer = dataclasses.replace(found, outcome=outcome, secured_until=until, missing=missing)
    for code in LANGUAGES:
        session.set_language(code)
        words = answer_sentence(session, POSTED, answer)
        assert session.language.state("DE") in words
        assert "None" not in words


@pytest.mark.parametrize(("certificate", "needed"), [(None, True), ("held", False)])
def test_the_certificate_is_asked_for_until_it_is_held(
    session: Session, certificate: str | None, needed: bool
) -> None:
    from desktop.domain.decide import decide

    facts = dataclasses.replace(POSTED, certificate=certificate)
    assert needs_certificate(facts, decide(facts, session.law, session.day)) is needed
