"""False claims, reference pages, bodies, and why a question is asked."""

from conftest import MakeWindow
from PySide6.QtWidgets import QLabel, QWidget

from desktop.domain.case import Answer, Case
from desktop.domain.fact_sources import citations
from desktop.domain.topics import TOPICS
from desktop.session import Session
from desktop.windows.law.page import LawPage
from desktop.windows.law.references import ReferenceTable, about_words
from desktop.windows.main_window import MainWindow
from desktop.windows.result.fold import Link, SentenceFold
from desktop.windows.why import Why


def part_of(window: MainWindow, name: str) -> QWidget:
    window.open("law", None, name)
    page = window.pages["law"]
    assert isinstance(page, LawPage)
    return page.parts[name.partition(":")[0]]


def words_on(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_every_claim_stands_with_its_answer_and_its_source(
    make: MakeWindow, session: Session, code: str
) -> None:
    words = words_on(part_of(make(code), "claims"))
    assert len(session.law.claims) == 10
    for claim in session.law.claims:
        assert session.text(f"law.claim.{claim.key}.answer") in words
        for place in claim.sourced.citations:
            assert session.language.citation(place, session.law) in words


def test_a_claim_about_one_agreement_leads_to_it(window: MainWindow, session: Session) -> None:
    part = part_of(window, "claims")
    claim = next(claim for claim in session.law.claims if claim.agreement)
    name = session.text(f"law.agreement.{claim.agreement}.name")
    next(link for link in part.findChildren(Link) if link.text() == name).click()
    page = window.pages["law"]
    assert isinstance(page, LawPage)
    assert page.part == "agreement"


def test_reference_pages_are_tables_and_sentences(make: MakeWindow, session: Session, code: str) -> None:
    part = part_of(make(code), "references")
    tables = {table.accessibleName(): table for table in part.findChildren(ReferenceTable)}
    for reference in session.law.references:
        rows = [row for row in reference.rows if row.cells]
        if rows:
            title = session.text(f"law.reference.{reference.key}.title")
            assert tables[title].rowCount() == len(rows)
        for row in reference.rows:
            if not row.cells:
                assert about_words(session, reference, row) in words_on(part)


def test_a_reference_page_is_opened_by_its_key(window: MainWindow, session: Session) -> None:
    key = session.law.references[-1].key
    part = part_of(window, f"references:{key}")
    title = session.text(f"law.reference.{key}.title")
    fold = [f for f in part.findChildren(SentenceFold) if f.head.text() == title][-1]
    assert fold.head.isChecked()


def test_every_body_of_a_state_is_listed(window: MainWindow, session: Session) -> None:
    heads = [fold.head.text() for fold in part_of(window, "bodies").findChildren(SentenceFold)]
    for body in session.law.authorities.values():
        if body.state != "ZZ":  # stands for a state that is not named
            name = session.language.official(body.names)
            role = session.text(f"pages.law.role.{body.role}")
            assert session.text("pages.law.body", name=name, role=role) in heads


def why_of(session: Session, topic: str, **answers: str) -> Why:
    case = Case(0, "", {name: Answer(value) for name, value in answers.items()})
    why = Why(session, next(one for one in TOPICS if one.key == topic), case)
    why.fold.head.click()
    return why


def test_why_names_the_article_of_this_route(make: MakeWindow, session: Session) -> None:
    make()
    why = why_of(session, "home_pension", **{"from": "CN", "to": "DE"})
    condition = next(
        condition
        for condition in session.law.agreement("CN-DE-2001").directions["CN"].categories[0].conditions
        if condition.fact == "home_pension"
    )
    place = session.language.citation(condition.sourced.citations[0], session.law)
    assert place in why.articles.text()
    assert len(why.articles.text().splitlines()) == 1


def test_why_names_every_agreement_while_the_route_is_open(make: MakeWindow, session: Session) -> None:
    make()
    why = why_of(session, "home_pension")
    asking = [
        agreement
        for agreement in session.law.agreements
        if citations(session.law, agreement, "CN", ("home_pension",))
    ]
    assert len(why.articles.text().splitlines()) == len(asking) > 10


def test_why_of_every_page_opens_in_every_language(make: MakeWindow, session: Session, code: str) -> None:
    make(code)
    for topic in TOPICS:
        for route in ({}, {"from": "CN", "to": "KR"}, {"from": "DE", "to": "CN"}):
            why_of(session, topic.key, **route)
