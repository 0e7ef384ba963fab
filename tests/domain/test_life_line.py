"""The line of a working life: what is drawn, joined, left out and said."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.agreement import Law
from desktop.domain.decide import decide
from desktop.domain.facts import Facts
from desktop.domain.facts_io import read_facts
from desktop.domain.paper import Branches, Lane, Span, State, Timeline, Words, YearMonths
from desktop.domain.record.certificate import Certificate, Document
from desktop.domain.record.contribution import ContributionMonth, Payment
from desktop.domain.record.diary import DiaryEntry, Reminder, Stage
from desktop.domain.record.life import Posting, WorkingLife
from desktop.domain.record.life_layout import Scale, place, rows_of, stretches
from desktop.domain.record.life_line import LifeLine, home_of, life_line
from desktop.domain.record.person import Person

DAY = dt.date(2026, 3, 2)
WANG = Person(id=1, name="王静怡")
_CASE = Path(__file__).parents[1] / "golden" / "letters" / "cases" / "de_posted.json"
_POSTED = read_facts(json.loads(_CASE.read_text(encoding="utf-8"))["facts"])


def _month(year: int, month: int, state: str = "CN", **more: object) -> ContributionMonth:
    row = ContributionMonth(person_id=1, month=dt.date(year, month, 1), state=state, branch="pension")
    return replace(row, **more)  # type: ignore[arg-type]


def _posting(law: Law, start: dt.date | None = dt.date(2025, 1, 1), end: dt.date | None = None) -> Posting:
    facts = replace(_POSTED, start=start, end=end, planned_end=None)
    return Posting(case_id=7, name="Essen", facts=facts, determination=decide(facts, law, DAY))


def _lane(line: LifeLine, name: str) -> tuple[Span, ...]:
    assert line.timeline is not None
    return next((lane.spans for lane in line.timeline.lanes if lane.title.key == f"life.lane.{name}"), ())


def test_nothing_kept_gives_no_line() -> None:
    assert life_line(WorkingLife(person=WANG), DAY) == LifeLine(None)


def test_the_line_goes_over_whole_years_and_holds_today() -> None:
    line = life_line(WorkingLife(person=WANG, months=(_month(2019, 5),)), DAY).timeline
    assert line is not None
    assert (line.first, line.last, line.today) == (dt.date(2019, 1, 1), dt.date(2026, 12, 31), DAY)


def test_months_that_follow_each_other_are_one_bar_over_new_year() -> None:
    months = (_month(2024, 11), _month(2024, 12), _month(2025, 1), _month(2025, 3))
    bars = _lane(life_line(WorkingLife(person=WANG, months=months), DAY), "home")
    assert [(bar.first, bar.last) for bar in bars] == [
        (dt.date(2024, 11, 1), dt.date(2025, 1, 31)),
        (dt.date(2025, 3, 1), dt.date(2025, 3, 31)),
    ]
    assert bars[0].words.params["period"] == YearMonths(dt.date(2024, 11, 1), dt.date(2025, 1, 1))


def test_a_bar_holds_the_same_branches_and_status_in_all_its_months() -> None:
    months = (
        _month(2025, 1), _month(2025, 1, branch="medical"),
        _month(2025, 2), _month(2025, 3, status=Payment.DUE),
    )  # fmt: skip
    bars = _lane(life_line(WorkingLife(person=WANG, months=months), DAY), "home")
    assert [bar.words.params["branches"] for bar in bars] == [
        Branches(("pension", "medical"), "CN"),
        Branches(("pension",), "CN"),
        Branches(("pension",), "CN"),
    ]
    assert [bar.look for bar in bars] == ["good", "good", "bad"]


def test_home_stands_above_host_and_each_state_in_its_lane(law: Law) -> None:
    life = WorkingLife(
        person=WANG, postings=(_posting(law),), months=(_month(2025, 1), _month(2025, 1, "DE"))
    )
    assert home_of(life) == "CN"
    line = life_line(life, DAY)
    assert line.timeline is not None
    keys = [lane.title.key.rpartition(".")[2] for lane in line.timeline.lanes]
    assert keys == ["postings", "home", "host", "dates"]
    assert _lane(line, "host")[0].words.params["state"] == State("DE")


def test_home_is_where_the_first_posting_starts(law: Law) -> None:
    facts = Facts(from_state="DE", to_state="CN", start=DAY)
    posting = Posting(case_id=1, name="", facts=facts, determination=decide(facts, law, DAY))
    assert home_of(WorkingLife(person=WANG, postings=(posting,))) == "DE"


def test_a_posting_without_a_first_day_is_named_and_not_drawn(law: Law) -> None:
    line = life_line(WorkingLife(person=WANG, postings=(_posting(law, start=None),)), DAY)
    assert line.timeline is None
    assert [words.params["name"] for words in line.left_out] == ["Essen"]


def test_a_posting_without_an_end_goes_on_to_the_end_of_the_line(law: Law) -> None:
    line = life_line(WorkingLife(person=WANG, postings=(_posting(law),)), DAY)
    (bar,) = _lane(line, "postings")
    assert line.timeline is not None
    assert (bar.last, bar.open_end) == (line.timeline.last, True)


def test_the_limits_are_those_of_the_clock(law: Law) -> None:
    posting = _posting(law, end=dt.date(2027, 12, 31))
    assert posting.determination.clock is not None
    wanted = {stage.last for stage in posting.determination.clock.stages} - {None}
    marks = _lane(life_line(WorkingLife(person=WANG, postings=(posting,)), DAY), "dates")
    assert {mark.first for mark in marks} == wanted != set()


def _certificate(ends_on: dt.date, **more: object) -> Certificate:
    certificate = Certificate(
        person_id=1, state="CN", host="DE", starts_on=dt.date(2025, 1, 1), ends_on=ends_on
    )
    return replace(certificate, **more)  # type: ignore[arg-type]


def test_a_certificate_is_valid_on_its_last_day_and_over_on_the_next() -> None:
    for ends_on, look, marked in ((DAY, "good", True), (DAY - dt.timedelta(1), "open", False)):
        line = life_line(WorkingLife(person=WANG, certificates=(_certificate(ends_on),)), DAY)
        (bar,) = _lane(line, "certificates")
        assert (bar.last, bar.look, bool(_lane(line, "dates"))) == (ends_on, look, marked)


def test_a_lost_certificate_says_so() -> None:
    life = WorkingLife(person=WANG, certificates=(_certificate(DAY, lost_on=DAY),))
    (bar,) = _lane(life_line(life, DAY), "certificates")
    assert (bar.look, bar.words.params["standing"]) == ("bad", Words("life.standing.lost"))


def test_a_document_with_its_last_day_alone_is_one_day() -> None:
    passport = Document(person_id=1, kind="passport", ends_on=dt.date(2030, 5, 1))
    line = life_line(WorkingLife(person=WANG, documents=(passport,)), DAY)
    (mark,) = _lane(line, "documents")
    assert (mark.point, mark.first) == (True, dt.date(2030, 5, 1))
    assert _lane(line, "dates") == ()


def test_reminders_stand_until_they_are_done() -> None:
    reminders = (
        Reminder(person_id=1, due_on=DAY, title="Apostille"),
        Reminder(person_id=1, due_on=DAY - dt.timedelta(1)),
        Reminder(person_id=1, due_on=DAY, done=True),
    )
    marks = _lane(life_line(WorkingLife(person=WANG, reminders=reminders), DAY), "dates")
    assert [(mark.words.key, mark.look) for mark in marks] == [
        ("life.reminder.late.words", "bad"),
        ("life.reminder.words", "wait"),
    ]


def test_the_diary_is_on_the_line() -> None:
    diary = tuple(DiaryEntry(person_id=1, case_id=7, on=DAY, stage=stage) for stage in Stage)
    marks = _lane(life_line(WorkingLife(person=WANG, diary=diary), DAY), "dates")
    said = {str(mark.words.params["stage"]) for mark in marks}
    assert said == {str(Words(f"record.diary.stage.{stage.value}")) for stage in Stage}


# -- where things stand

_DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2040, 12, 31))


@st.composite
def _spans(draw: st.DrawFn) -> Span:
    first, last = sorted((draw(_DAYS), draw(_DAYS)))
    point = draw(st.booleans())
    label = Words("x" * draw(st.integers(1, 30)))
    return Span(first, first if point else last, label, label, point=point)


def _line(spans: tuple[Span, ...]) -> Timeline:
    first = dt.date(min(span.first for span in spans).year, 1, 1)
    last = dt.date(max(span.last for span in spans).year, 12, 31)
    words = Words("x")
    return Timeline(first, last, first, words, (Lane(words, spans),), words)


@given(st.lists(_spans(), min_size=1, max_size=25), st.floats(200, 20_000))
def test_neither_bars_nor_labels_ever_touch(spans: list[Span], width: float) -> None:
    line = _line(tuple(spans))
    scale = Scale.over(line.first, line.last, width)
    placed = place(spans, scale, lambda span: 6.0 * len(span.label.key), gap=4, mark=10)
    assert len(placed) == len(spans)
    rows: dict[int, list[tuple[float, float]]] = {}
    for one in placed:
        rows.setdefault(one.row, []).append((one.begin, one.end))
    assert sorted(rows) == list(range(rows_of(placed)))
    for taken in rows.values():
        taken.sort()
        assert all(before[1] < after[0] for before, after in pairwise(taken))


@given(st.lists(_spans(), min_size=1, max_size=10), st.integers(1, 20))
def test_a_cut_line_covers_the_same_days_once(spans: list[Span], years: int) -> None:
    line = _line(tuple(spans))
    parts = stretches(line, years)
    assert (parts[0].first, parts[-1].last) == (line.first, line.last)
    assert all(part.last.year - part.first.year < years for part in parts)
    assert all((after.first - before.last).days == 1 for before, after in pairwise(parts))
    drawn = sum((s.last - s.first).days + 1 for part in parts for lane in part.lanes for s in lane.spans)
    assert drawn == sum((span.last - span.first).days + 1 for span in spans)


@given(_DAYS, st.floats(100, 100_000))
def test_a_place_on_the_scale_is_its_day_again(day: dt.date, width: float) -> None:
    scale = Scale.over(dt.date(1990, 1, 1), dt.date(2040, 12, 31), width)
    assert scale.day(scale.x(day) + scale.per_day / 2) == day


def test_a_day_that_stands_for_without_end_does_not_stretch_the_line() -> None:
    title = Document(
        person_id=1, kind="residence_title", starts_on=dt.date(2025, 6, 1), ends_on=dt.date(9999, 12, 31)
    )
    line = life_line(WorkingLife(person=WANG, documents=(title,)), DAY)
    assert line.timeline is not None
    assert (line.timeline.first.year, line.timeline.last.year) == (2025, 2026)
    (bar,) = _lane(line, "documents")
    assert (bar.first, bar.last) == (dt.date(2025, 6, 1), dt.date(2026, 12, 31))


def test_what_lies_far_away_is_named_and_not_drawn() -> None:
    late = Reminder(person_id=1, due_on=dt.date(2126, 3, 2), title="call")
    line = life_line(WorkingLife(person=WANG, reminders=(late,), months=(_month(1, 1),)), DAY)
    assert line.timeline is not None
    assert line.timeline.first.year == line.timeline.last.year == 2026
    assert not line.timeline.lanes
    assert [words.key for words in line.left_out] == ["life.left_out.far"] * 2
