"""The notice of an event as a file: both languages side by side, read back by another program."""

from __future__ import annotations

import datetime as dt

import pytest
from pdf_reading import poppler_text, without_spaces
from proof_pages import law, of

from desktop.documents.render import render
from desktop.domain.facts_io import read_facts
from desktop.domain.papers.letter_change import change_notice
from desktop.domain.papers.letter_event import TOLD
from desktop.domain.record.event_changes import BEFORE, KIND, ON
from desktop.domain.record.events import Event
from desktop.languages.language import Language

DAY = dt.date(2028, 7, 1)
FIELDS = {
    ON: DAY, BEFORE: '{"person.passport_no": "E1000001"}', "person.passport_no": "EK7654321",
    "person.surname_latin": "OUYANG", "person.given_latin": "KUN", "person.name_zh": "欧阳堃",
    "host.name": "Musterbau GmbH", "unit.name_zh": "远山科技有限公司", "ca.cert_no": "W-1",
}  # fmt: skip
LANGUAGES_OF = {("CN", "DE"): ("zh_Hans", "de"), ("CN", "KR"): ("zh_Hans", "ko"), ("DE", "CN"): ("de", "zh_Hans"),
                ("KR", "CN"): ("ko", "zh_Hans"), ("CN", "NL"): ("zh_Hans", "en")}  # fmt: skip


def notice(home: str, host: str, event: Event) -> str:
    facts = {
        "from": home, "to": host, "start": "2027-03-01", "end": "2030-02-28", "activity": "employee",
        "home_employer": True, "certificate": "held",
    }  # fmt: skip
    paper = change_notice(of(read_facts(facts), {**FIELDS, KIND: event.value}))
    return poppler_text(render(paper, LANGUAGES_OF[home, host], law()).pdf)


@pytest.mark.parametrize("states", LANGUAGES_OF)
@pytest.mark.parametrize("event", TOLD)
def test_notice_says_day_and_change_in_both_languages(states: tuple[str, str], event: Event) -> None:
    printed = without_spaces(notice(*states, event))
    for code in LANGUAGES_OF[states]:
        language = Language(code)
        names = {name: language.state(state) for name, state in zip(("home", "host"), states, strict=True)}
        for part in ("event", "home_body", "host_body"):
            words = language.text(f"letters.app11.{part}.{event.value}", day=DAY, **names)
            assert without_spaces(words)[:12] in printed
    assert str(DAY.year) in printed
    assert "E1000001" in printed
    assert "EK7654321" in printed
