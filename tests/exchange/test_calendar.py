"""The calendar file, read back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from icalendar import Calendar

from desktop.domain.decide import decide
from desktop.domain.facts_io import read_facts
from desktop.domain.papers import Material
from desktop.domain.papers.calendar import Event, events
from desktop.exchange.calendar import write_calendar
from desktop.languages.language import Language
from desktop.law.forms_reader import read_forms
from desktop.law.reader import read_law

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
LAW = read_law(RESOURCES / "law")
DAY = dt.date(2026, 11, 21)


def found(end: str = "2030-02-28") -> tuple[Event, ...]:
    facts = read_facts(
        {
            "from": "CN", "to": "DE", "nationality": "CN", "start": "2027-03-01", "end": end,
            "activity": "employee", "home_employer": True, "home_contract": "active",
            "works_for_home_employer": True, "host_workplace": "office_or_branch", "host_contract": False,
            "wages_borne_by": "home", "limited_in_advance": True, "home_pension": "employees",
            "home_unemployment": True, "paying_at_home": True,
        }
    )  # fmt: skip
    fields = {
        "person.surname_latin": "OUYANG",
        "person.name_zh": "欧阳堃",
        "hostid.title_expiry": "2030-03-31",
    }
    forms = read_forms(RESOURCES / "documents")
    return events(Material(facts, fields, decide(facts, LAW, DAY), LAW, DAY, forms))


def written(code: str = "zh_Hans", end: str = "2030-02-28") -> bytes:
    return write_calendar(found(end), Language(code), LAW, "case-7", DAY)


def entries(content: bytes) -> dict[str, object]:
    return {str(entry["uid"]): entry for entry in Calendar.from_ical(content).walk("VEVENT")}


@pytest.mark.parametrize("code", ["zh_Hans", "de", "ko", "en"])
def test_the_file_reads_back_with_all_its_days(code: str) -> None:
    read = Calendar.from_ical(written(code)).walk("VEVENT")
    assert [entry["dtstart"].dt for entry in read] == [event.day for event in found()]
    assert [str(entry["summary"]) for entry in read] == [Language(code).text(e.title.key) for e in found()]


def test_entries_last_the_whole_day_and_remind() -> None:
    for entry in Calendar.from_ical(written()).walk("VEVENT"):
        assert type(entry["dtstart"].dt) is dt.date
        assert entry["dtend"].dt - entry["dtstart"].dt == dt.timedelta(days=1)
        alarms = entry.walk("VALARM")
        assert alarms
        assert all(alarm["trigger"].dt < dt.timedelta() for alarm in alarms)


def test_uids_stay_when_dates_move() -> None:
    assert entries(written()).keys() == entries(written(end="2029-02-28")).keys()


def test_same_input_same_bytes() -> None:
    assert written() == written()


def test_no_name_is_in_the_file() -> None:
    text = written("en").decode()
    assert "OUYANG" not in text
    assert "欧阳" not in text


def test_house_rules_are_marked_and_sources_cited() -> None:
    described = [str(e["description"]) for e in Calendar.from_ical(written("en")).walk("VEVENT")]
    marked = [text for text in described if "not a legal deadline" in text]
    assert len(marked) == sum(event.house_rule for event in found())
    assert any("Art." in text for text in described)
