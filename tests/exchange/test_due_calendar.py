"""What is due as a calendar file, read back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from icalendar import Calendar

from desktop.domain.dates.due import DueItem, Kind, Rule
from desktop.domain.dates.reminders import STEPS
from desktop.domain.paper import Words
from desktop.exchange.due_calendar import write_due_calendar
from desktop.languages.language import Language
from desktop.law.reader import read_law
from desktop.paths import resources_folder

LAW = read_law(resources_folder() / "law")
DAY = dt.date(2026, 11, 22)
PASSPORT = DueItem(
    key="7-passport_expiry", kind=Kind.PASSPORT, due_on=dt.date(2028, 2, 29), rule=Rule.OWN, person_id=3,
    case_id=7, name="欧阳堃", text=Words("dates.what.passport"),
)  # fmt: skip
OWN = DueItem(
    key="reminder-4", kind=Kind.OWN, due_on=dt.date(2027, 1, 31), rule=Rule.OWN, source="reminder", person_id=3,
    name="欧阳堃", title="Call Ms Größmann",
)  # fmt: skip
EXTENSION = replace(
    PASSPORT,
    key="7-extension",
    kind=Kind.EXTENSION_OPENS,
    rule=Rule.HOUSE,
    text=Words("law.deadline.extension"),
)
ITEMS = (OWN, PASSPORT, EXTENSION)


def written(items: tuple[DueItem, ...] = ITEMS, code: str = "en", names: bool = False) -> bytes:
    return write_due_calendar(items, Language(code), LAW, "profile", DAY, names)


def entries(content: bytes) -> dict[str, dict[str, object]]:
    return {
        str(entry["uid"]): {
            "day": entry["dtstart"].dt,
            "title": str(entry["summary"]),
            "text": str(entry["description"]),
            "alarms": [-alarm["trigger"].dt.days for alarm in entry.walk("VALARM")],
        }
        for entry in Calendar.from_ical(content).walk("VEVENT")
    }


@pytest.mark.parametrize("code", ["zh_Hans", "de", "ko", "en"])
def test_every_date_reads_back_on_its_day_with_its_steps(code: str) -> None:
    read = entries(written(code=code))
    assert [one["day"] for one in read.values()] == [item.due_on for item in ITEMS]
    assert read["profile-7-passport_expiry@waipai"]["alarms"] == list(STEPS)


def test_a_date_that_moves_keeps_its_uid() -> None:
    before, later = entries(written()), replace(PASSPORT, due_on=dt.date(2030, 3, 1))
    after = entries(written((OWN, later, EXTENSION)))
    assert after.keys() == before.keys()
    assert after["profile-7-passport_expiry@waipai"]["day"] == dt.date(2030, 3, 1)


def test_nobody_is_named_unless_that_is_wanted() -> None:
    plain, named = written().decode(), written(names=True).decode()
    for private in ("欧阳", "Größmann"):
        assert private not in plain
        assert private in named
    assert entries(written())["profile-7-extension@waipai"]["title"].startswith("Case 7:")


def test_our_own_recommendation_is_marked_as_none_of_the_law() -> None:
    texts = {uid: one["text"] for uid, one in entries(written()).items()}
    marked = [uid for uid, text in texts.items() if "not a legal deadline" in str(text)]
    assert marked == ["profile-7-extension@waipai"]


def test_same_input_same_bytes() -> None:
    assert written() == written()


def test_the_number_of_a_passport_stays_out_of_the_calendar() -> None:
    kept = replace(PASSPORT, key="document-9", source="document", thing_id=9, title="E12345678")
    content = written((kept,), names=True)
    assert b"E12345678" not in content
    assert "passport" in str(entries(content)["profile-document-9@waipai"]["title"]).casefold()
