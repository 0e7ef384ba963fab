"""LIFE-01 read back: every item in words, the drawing as one figure, the same years over several lines."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from pdf_reading import poppler_text, pypdf_text, tags, without_spaces

from desktop.domain.agreement import Law
from desktop.domain.record.certificate import Certificate, Document
from desktop.domain.record.contribution import ContributionMonth, Payment
from desktop.domain.record.diary import Reminder
from desktop.domain.record.life import WorkingLife
from desktop.domain.record.life_line import life_line
from desktop.domain.record.person import Person
from desktop.languages.language import LANGUAGES, Language
from desktop.law.reader import read_law
from desktop.paths import resources_folder
from desktop.problems import PaperStopped
from desktop.record.life_paper import draw_life

DAY = dt.date(2026, 3, 2)
WANG = Person(
    id=1, name="王静怡", born_on=dt.date(1990, 5, 17),
    fields={"person.surname_latin": "WANG", "person.given_latin": "JINGYI", "person.name_zh": "王静怡"},
)  # fmt: skip
LIFE = WorkingLife(
    person=WANG,
    months=tuple(
        ContributionMonth(
            person_id=1, month=dt.date(year, month, 1), state=state, branch="pension", status=status
        )
        for year, state, status in (
            (2008, "CN", Payment.PAID),
            (2024, "CN", Payment.DUE),
            (2024, "DE", Payment.WAIVED),
        )
        for month in range(1, 13)
    ),
    certificates=(
        Certificate(
            person_id=1, state="CN", host="DE", number="N-1", starts_on=dt.date(2024, 1, 1),
            ends_on=dt.date(2027, 12, 31),
        ),
    ),
    documents=(Document(person_id=1, kind="passport", ends_on=dt.date(2029, 5, 1)),),
    reminders=(Reminder(person_id=1, due_on=dt.date(2026, 9, 1), title="公证 Apostille"),),
)  # fmt: skip


@pytest.fixture(scope="module")
def law() -> Law:
    return read_law(resources_folder() / "law")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_item_stands_on_the_paper_in_words(law: Law, code: str) -> None:
    file = draw_life(LIFE, law, code, DAY)
    read = without_spaces(poppler_text(file.data, "-layout"))
    in_order = without_spaces(pypdf_text(file.data))
    language = Language(code)
    assert "王静怡" in read
    for _, span in life_line(LIFE, DAY):
        assert without_spaces(language.value(span.words, law)) in in_order
    assert without_spaces(language.text("papers.life.end")) in in_order
    assert without_spaces(language.text("life.today")) in read


def test_the_drawing_is_a_figure_with_words_for_each_stretch_of_years(law: Law) -> None:
    file = draw_life(LIFE, law, "en", DAY)
    figures = list(tags(file.data).all("Figure"))
    assert len(figures) == 2, "2008 to 2029 is too long for one line"
    assert all("王静怡" in figure.alternative for figure in figures)
    text = poppler_text(file.data, "-layout")
    assert {str(year) for year in range(2008, 2030)} <= set(text.split())


def test_the_file_is_called_by_the_letters_of_the_passport(law: Law) -> None:
    assert draw_life(LIFE, law, "de", DAY).file_name == "LIFE-01_WANG_JINGYI_de.pdf"
    nobody = replace(LIFE, person=Person(id=1, name="王静怡"))
    assert draw_life(nobody, law, "de", DAY).file_name == "LIFE-01_de.pdf"


def test_an_empty_record_says_so(law: Law) -> None:
    file = draw_life(WorkingLife(person=WANG), law, "en", DAY)
    assert "Nothing with a date has been entered yet." in poppler_text(file.data)


def test_many_rows_go_on_over_the_page_with_the_years_on_top(law: Law) -> None:
    reminders = tuple(Reminder(person_id=1, due_on=DAY, title=f"number {n}") for n in range(80))
    file = draw_life(replace(LIFE, reminders=reminders), law, "en", DAY)
    assert file.pages > 2
    text = poppler_text(file.data)
    assert all(f"number {n}" in text for n in range(80))


def test_a_letter_without_a_font_stops_the_paper(law: Law) -> None:
    life = replace(LIFE, reminders=(Reminder(person_id=1, due_on=DAY, title="\U0001f600"),))
    with pytest.raises(PaperStopped):
        draw_life(life, law, "en", DAY)
