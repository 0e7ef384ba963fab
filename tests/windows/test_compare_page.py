"""Comparison: a case or a person made up here, up to four states, one table that speaks."""

import pytest
from conftest import MakeWindow
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.domain.compare import MOST_HOSTS
from desktop.session import Session
from desktop.windows.compare.page import NOBODY, ComparePart
from desktop.windows.compare.table import ASPECTS, CompareTable
from desktop.windows.controls.choice_box import ChoiceBox
from desktop.windows.law.page import LawPage
from desktop.windows.main_window import MainWindow


def part_of(window: MainWindow, case_id: int | None = None) -> ComparePart:
    window.open("law", case_id, "compare")
    page = window.pages["law"]
    assert isinstance(page, LawPage)
    part = page.parts["compare"]
    assert isinstance(part, ComparePart)
    return part


def sample(session: Session, key: str) -> int:
    return session.open_sample(next(s for s in session.samples if s.key == key)).id


def table_of(part: ComparePart) -> CompareTable:
    QApplication.processEvents()
    return part.findChildren(CompareTable)[-1]


def words_on(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def pick(box: QWidget, value: object) -> None:
    assert isinstance(box, ChoiceBox)
    place = box.findData(value)
    assert place >= 0, value
    box.setCurrentIndex(place)
    box.activated.emit(place)


def test_it_opens_with_states_that_have_an_agreement(make: MakeWindow, session: Session, code: str) -> None:
    part = part_of(make(code))
    assert len(part.hosts) == MOST_HOSTS - 1
    assert [one.host for one in part.answers] == part.hosts
    assert all(one.answer.agreement for one in part.answers)


def test_a_case_brings_its_facts_and_its_host_comes_first(window: MainWindow, session: Session) -> None:
    case = sample(session, "engineer_dusseldorf")
    part = part_of(window, case)
    assert part.hosts[0] == "DE"
    answer = session.determine(session.case(case))
    assert part.answers[0].answer == answer
    assert part.person.currentData() == case


def test_each_row_speaks_about_every_state(window: MainWindow, session: Session) -> None:
    part = part_of(window, sample(session, "engineer_dusseldorf"))
    table = table_of(part)
    assert table.rowCount() == len(ASPECTS)
    names = [session.language.state(one.host) for one in part.answers]
    for y in range(table.rowCount()):
        spoken = table.item(y, 0).data(Qt.ItemDataRole.AccessibleTextRole)  # type: ignore[union-attr]
        assert all(f"{name}: " in spoken for name in names)
    assert [table.horizontalHeaderItem(x).text() for x in range(1, 4)] == names  # type: ignore[union-attr]


def test_large_text_sets_the_states_one_under_the_other(make: MakeWindow, session: Session) -> None:
    part = part_of(make("de", 2.0), sample(session, "engineer_dusseldorf"))
    table = table_of(part)
    assert table.rowCount() == len(part.hosts)
    assert table.horizontalHeader().isHidden()


def test_a_state_is_added_and_taken_away_and_four_are_enough(window: MainWindow, session: Session) -> None:
    part = part_of(window)
    pick(part.add, "US")
    assert part.hosts[-1] == "US"
    assert len(part.hosts) == MOST_HOSTS
    assert part.add.currentText() == session.text("pages.compare.full")
    assert part.add.count() == 1
    name = session.text("pages.compare.remove", state=session.language.state("US"))
    next(b for b in part.findChildren(QWidget) if b.accessibleName() == name).click()  # type: ignore[attr-defined]
    assert "US" not in part.hosts
    assert part.add.findData("US") > 0


def test_the_home_state_is_no_host(window: MainWindow) -> None:
    part = part_of(window)
    assert part.add.findData("CN") == -1


def test_a_person_from_scratch_is_asked_what_the_answers_need(window: MainWindow, session: Session) -> None:
    part = part_of(window)
    assert part.case_id == NOBODY
    pick(part.form.inputs["situation"], "sent_office")
    assert part.form.facts().home_employer is True
    assert "home_pension" in part.form.inputs
    pick(part.form.inputs["home_pension"], "employees")
    pick(part.form.inputs["paying_at_home"], True)
    facts = part.form.facts()
    assert (facts.home_pension, facts.paying_at_home) == ("employees", True)
    missing = {name for one in part.answers for name in one.answer.missing}
    assert missing - {"to_region"} <= set(part.form.inputs)


def test_another_home_state_gets_hosts_of_its_own(window: MainWindow) -> None:
    part = part_of(window)
    pick(part.form.inputs["from"], "DE")
    assert "DE" not in [one.host for one in part.answers]
    part.hosts = ["DE"]
    part._answered()
    assert part.hosts == ["CN"]


def test_what_is_missing_and_the_warnings_stand_in_full(window: MainWindow, session: Session) -> None:
    part = part_of(window, sample(session, "subsidiary_munich"))
    words = words_on(part)
    for one in part.answers:
        for fact in one.answer.missing:
            names = {"home": session.language.state("CN"), "host": session.language.state(one.host)}
            question = session.text(f"questions.{fact}.ask", **names)
            assert session.text("pages.compare.ask", question=question) in words


def test_the_language_changes_and_the_facts_stay(window: MainWindow, session: Session) -> None:
    part = part_of(window)
    pick(part.form.inputs["situation"], "sent_office")
    hosts, answers = list(part.hosts), dict(part.form.answers)
    window.set_language("zh_Hans")
    assert (part.hosts, part.form.answers) == (hosts, answers)
    assert part.intro.text() == session.text("pages.compare.intro", n="4")


@pytest.mark.parametrize("typed", ["31 February 2027", "soon"])
def test_a_day_that_does_not_exist_is_marked(window: MainWindow, typed: str) -> None:
    part = part_of(window)
    line = part.form.inputs["start"]
    line.line.setText(typed)  # type: ignore[attr-defined]
    line.line.editingFinished.emit()  # type: ignore[attr-defined]
    assert line.line.wrong  # type: ignore[attr-defined]
    assert part.form.facts().start is None
