"""Questions that only some countries need: parts of a state, ships and airlines, family, names with an article."""

import re

import pytest
from conftest import MakeWindow
from PySide6.QtWidgets import QLabel

from desktop.domain.case import Answer
from desktop.domain.facts import VOCABULARY, Kind
from desktop.domain.topics import TOPICS
from desktop.session import Session
from desktop.windows.check import CheckPage
from desktop.windows.controls.editors import ChoiceEditor, Editor, RegionEditor, StateEditor
from desktop.windows.main_window import MainWindow
from desktop.windows.naming import answer_words, state_names

PAGES = (
    "to_region", "flag", "airline_seat", "employed_by_branch_in", "family_of_exempt_worker", "works_in_host",
    "maintained_by_worker", "normally_self_employed_at_home", "employed_before_months", "sent_from",
    "work_permit_on",
)  # fmt: skip


def case(session: Session, home: str, host: str, **answers: object) -> int:
    given = {"activity": "employee", "from": home, "to": host, **answers}
    return session.new_case(answers={name: Answer(value) for name, value in given.items()}).id  # type: ignore[arg-type]


def editors(window: MainWindow) -> list[Editor]:
    page = window.page("check")
    assert isinstance(page, CheckPage)
    assert page.question is not None
    return page.question.editors


def region(window: MainWindow) -> RegionEditor:
    (editor,) = editors(window)
    assert isinstance(editor, RegionEditor)
    return editor


def texts(window: MainWindow) -> list[str]:
    """All words on the page, those of the cards included."""
    page = window.page("check")
    cards = [
        card.text()
        for editor in editors(window)
        if isinstance(editor, ChoiceEditor)
        for card in editor.choices.cards
    ]
    return [*cards, *(label.text() for label in page.findChildren(QLabel))]


@pytest.mark.parametrize("key", PAGES)
def test_each_page_has_its_words_in_every_language(
    make: MakeWindow, session: Session, code: str, key: str
) -> None:
    window = make(code)
    window.open("check", case(session, "CN", "DK"), key)
    (editor,) = editors(window)
    assert editor.ask.text()
    assert editor.help.text()
    page = window.page("check")
    assert isinstance(page, CheckPage)
    assert page.question is not None
    assert page.question.why.reason.text()
    assert session.text(f"app.topic.{key}")


@pytest.mark.parametrize(
    "fact", [n for n, f in VOCABULARY.items() if f.kind is Kind.STATE and n not in ("from", "to")]
)
def test_a_state_is_chosen_from_home_host_and_all_others(
    window: MainWindow, session: Session, fact: str
) -> None:
    (key,) = [topic.key for topic in TOPICS if fact in topic.facts]
    window.open("check", case(session, "CN", "CH"), key)
    (editor,) = editors(window)
    assert isinstance(editor, StateEditor)
    assert [card.value for card in editor.input.choices.cards] == ["CN", "CH", ""]


def test_every_partner_state_is_near_at_hand_on_the_route(window: MainWindow, session: Session) -> None:
    window.open("check", None, "route")
    assert editors(window)[0].input.choices.cards[0].value == "CN"  # type: ignore[attr-defined]
    near = {card.value for card in editors(window)[1].input.choices.cards}  # type: ignore[attr-defined]
    assert near == {"", *(state for agreement in session.law.agreements for state in agreement.states)}


@pytest.mark.parametrize(
    ("host", "parts"), [("DK", ["GL", "FO"]), ("CA", ["CA-QC"]), ("DE", []), ("NL", ["NL-AW", "NL-BQ1"])]
)
def test_the_parts_of_a_state_come_from_the_law(
    window: MainWindow, session: Session, host: str, parts: list[str]
) -> None:
    window.open("check", case(session, "CN", host), "to_region")
    values = [card.value for card in region(window).choices.cards[:-1]]
    assert values[-1] == host
    assert set(parts) <= set(values[:-1])
    assert bool(values[:-1]) == bool(parts)


def test_every_part_the_law_leaves_out_has_a_name(make: MakeWindow, session: Session, code: str) -> None:
    make(code)
    outside = {
        part.region
        for agreement in session.law.agreements
        for direction in agreement.directions.values()
        for part in direction.outside
        if part.asked
    }
    assert {"GL", "FO", "CA-QC"} <= outside
    assert [part for part in outside if session.language.region(part) == part] == []


def test_elsewhere_is_an_answer_and_named_as_one(make: MakeWindow, session: Session, code: str) -> None:
    window = make(code)
    case_id = case(session, "CN", "DK")
    window.open("check", case_id, "to_region")
    card = next(card for card in region(window).choices.cards if card.value == "DK")
    card.click()
    present = session.case(case_id)
    assert present.answers["to_region"] == Answer("DK")
    names = state_names(session, present)
    said = answer_words(session, "to_region", Answer("DK"), names)
    assert card.text() == said != names["host"]
    assert answer_words(session, "to_region", Answer("GL"), names) == session.language.state("GL")


def test_another_country_takes_back_the_part_of_the_first_one(window: MainWindow, session: Session) -> None:
    case_id = case(session, "CN", "DK", to_region="DK")
    window.open("check", case_id, "route")
    first, last = editors(window)
    first.show_answer(Answer("CN"))
    last.show_answer(Answer("CA"))
    last.changed.emit()
    assert session.case(case_id).answers["to"] == Answer("CA")
    assert "to_region" not in session.case(case_id).answers


def test_a_page_changes_its_language_and_keeps_the_part(window: MainWindow, session: Session) -> None:
    window.open("check", case(session, "CN", "CA", to_region="CA-QC"), "to_region")
    for code, name in (("de", "Quebec"), ("zh_Hans", "魁北克"), ("ko", "퀘벡"), ("en", "Quebec")):
        window.set_language(code)
        chosen = region(window).choices.chosen()
        assert chosen is not None
        assert (chosen.value, chosen.text()) == ("CA-QC", name)


@pytest.mark.parametrize(
    ("code_spoken", "host", "bare", "within"),
    [
        ("de", "CH", r"\b(?:in|nach|aus|von) Schweiz\b", "in der Schweiz"),
        ("de", "NL", r"\b(?:in|nach|aus|von) Niederlande\b", "in den Niederlanden"),
        ("en", "NL", r"(?<!the )Netherlands", "in the Netherlands"),
    ],
)
def test_no_question_drops_the_article_of_a_country(
    make: MakeWindow, session: Session, code_spoken: str, host: str, bare: str, within: str
) -> None:
    window = make(code_spoken)
    window.complete()
    case_id = case(session, "CN", host)
    said = []
    for topic in TOPICS:
        if topic.kind == "facts" and topic.key != "route":
            window.open("check", case_id, topic.key)
            said += [text for text in texts(window) if len(text.split()) > 2 and "→" not in text]
    assert any(within in text for text in said)
    assert [text for text in said if re.search(bare, text)] == []


def test_general_words_stand_where_the_states_are_not_known(make: MakeWindow, session: Session) -> None:
    window = make("de")
    window.open("check", session.new_case(answers={"activity": Answer("employee")}).id, "host_contract")
    assert "im Beschäftigungsstaat" in editors(window)[0].ask.text()
