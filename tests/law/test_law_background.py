import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.agreement import Law
from desktop.domain.background import Reference
from desktop.domain.cautions import RULES
from desktop.languages import Language
from desktop.law import background
from desktop.law.common import read_common_cautions
from desktop.law.reader import read_law
from desktop.paths import resources_folder

LAW = resources_folder() / "law"
LANGUAGES = [Language(code) for code in ("zh_Hans", "de", "ko", "en")]
STUDIED = {"SG", "GB", "US", "AU", "AE", "SA", "IT", "RU", "MY", "FR", "HK", "MO", "TW", "CN", "*"}

HOST = """checked = 2026-11-21
[[host]]
state = "SG"
pension = "not_charged"
ask = "sg.cpf"
citations = ["SG-MOM-2021"]
confidence = "high"
[[host.cautions]]
key = "uk_52_weeks"
when = "sent"
"""
PAGE = """key = "partners"
columns = ["signed"]
citations = ["LIT-WANG-WEI"]
confidence = "medium"
checked = 2026-11-21
[[rows]]
about = "IT"
cells = { signed = "1973" }
[[rows]]
about = "a_sentence"
"""
CLAIM = """checked = 2026-11-21
[[claim]]
key = "dozens"
citations = ["CN-MOHRSS-2025-10-29"]
confidence = "high"
"""
READERS: dict[str, tuple[Callable[[Path, list[str]], object], str, str]] = {
    "hosts": (background.read_hosts, "hosts/hosts.toml", HOST),
    "references": (background.read_references, "references/partners.toml", PAGE),
    "claims": (background.read_claims, "claims.toml", CLAIM),
}


@pytest.fixture(scope="module")
def law() -> Law:
    return read_law(LAW)


def errors_of(folder: Path, kind: str, text: str) -> list[str]:
    read, name, _ = READERS[kind]
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    errors: list[str] = []
    read(folder, errors)
    return errors


def page(law: Law, key: str) -> Reference:
    return next(reference for reference in law.references if reference.key == key)


def in_all(key: str) -> bool:
    return all(language.has(key) for language in LANGUAGES)


# --- the reader


@pytest.mark.parametrize("kind", READERS)
def test_sound_files_are_read_without_errors(kind: str, tmp_path: Path) -> None:
    assert errors_of(tmp_path, kind, READERS[kind][2]) == []


@pytest.mark.parametrize("kind", READERS)
def test_a_folder_without_such_files_has_none_and_no_errors(kind: str, tmp_path: Path) -> None:
    errors: list[str] = []
    assert not READERS[kind][0](tmp_path, errors)
    assert errors == []


@pytest.mark.parametrize(
    ("kind", "old", "new", "complaint"),
    [
        ("hosts", '"SG"', '"Singapore"', "state is “Singapore”; write an ISO code"),
        ("hosts", '"not_charged"', '"maybe"', "pension is “maybe”; allowed are due, not_charged, unknown."),
        ("hosts", '"sent"', '"posted"', "when is “posted”; allowed are always, hired, sent."),
        ("hosts", 'ask = "sg.cpf"\n', "", "ask is missing."),
        ("hosts", '["SG-MOM-2021"]', "[]", "citations is an empty list"),
        ("hosts", 'key = "uk_52_weeks"\n', 'key = "uk"\nmonths = 3\n', "months is not known here."),
        ("references", "signed =", "sealed =", "cells fill “sealed”, which is no column of this page."),
        ("references", '"1973"', '"in 1973"', "cells hold “in 1973”; write a figure"),
        ("references", '"a_sentence"', '"IT"', "IT stands twice."),
        ("references", "[[rows]]", "[[lines]]", "rows are missing: a page needs something to say."),
        ("references", "2026-11-21", '"today"', "checked must be a date."),
        ("claims", 'key = "dozens"', 'key = ""', "key is empty."),
        ("claims", '"high"', '"sure"', "confidence is “sure”"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_with_its_place(
    kind: str, old: str, new: str, complaint: str, tmp_path: Path
) -> None:
    _, name, text = READERS[kind]
    errors = errors_of(tmp_path, kind, text.replace(old, new))
    place = f"{(tmp_path / name).parent.name}/{Path(name).name}"
    assert any(complaint in error and error.startswith(place) for error in errors), errors
    assert all(error.endswith(".") for error in errors)


@pytest.mark.parametrize("kind", ["hosts", "claims"])
def test_the_same_key_twice_is_an_error(kind: str, tmp_path: Path) -> None:
    text = READERS[kind][2]
    errors = errors_of(tmp_path, kind, text + text.partition("\n")[2])
    assert any("stands twice." in error for error in errors)


def test_two_pages_of_one_key_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "references").mkdir()
    (tmp_path / "references" / "again.toml").write_text(PAGE, encoding="utf-8")
    assert [error.partition(": ")[2] for error in errors_of(tmp_path, "references", PAGE)] == [
        "partners stands twice."
    ]


@pytest.mark.parametrize("kind", READERS)
@given(data=st.data())
def test_no_damage_to_a_file_stops_the_reader(
    kind: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    lines = READERS[kind][2].splitlines(keepends=True)
    damaged = data.draw(st.integers(0, len(lines) - 1))
    lines[damaged] = data.draw(st.sampled_from(["", "[[\n", "key = 1\n", 'rows = "x"\n', lines[damaged] * 2]))
    errors = errors_of(tmp_path_factory.mktemp("law"), kind, "".join(lines))
    assert all(error.endswith(".") for error in errors)


def test_rows_and_cautions_share_the_source_and_body_around_them(tmp_path: Path) -> None:
    errors_of(tmp_path, "hosts", HOST)
    errors_of(tmp_path, "references", PAGE)
    rule = background.read_hosts(tmp_path, [])["SG"]
    assert (rule.cautions[0].ask, rule.cautions[0].sourced) == (rule.ask, rule.sourced)
    reference = background.read_references(tmp_path, [])[0]
    assert {row.sourced for row in reference.rows} == {reference.sourced}


# --- states without an agreement


def test_every_state_that_was_studied_has_its_rule_and_one_stands_for_all_others(law: Law) -> None:
    assert set(law.hosts) == STUDIED


def test_what_was_not_studied_is_unknown_and_never_answered_as_free(law: Law) -> None:
    by_pension = {p: {s for s, rule in law.hosts.items() if rule.pension == p} for p in background.PENSION}
    assert by_pension["unknown"] == {"SA", "HK", "MO", "TW", "*"}
    assert by_pension["not_charged"] == {"SG", "AE", "RU"}


@pytest.mark.parametrize("state", sorted(STUDIED))
def test_every_host_answer_names_whom_to_ask_in_every_language(law: Law, state: str) -> None:
    rule = law.hosts[state]
    names = law.authorities[rule.ask].names
    short = re.search(r"\((\w+)", names["en"])
    general = {
        "en": "social insurance",
        "de": "Sozialversicherungsträger",
        "ko": "사회보험기관",
        "zh": "社会保险",
    }
    for language in LANGUAGES:
        steps = language.text(f"law.host.{rule.words}.steps").casefold()
        expected = short[1] if short else general[language.code.partition("_")[0]]
        assert expected.casefold() in steps, language.code


def test_host_rules_and_their_warnings_have_words(law: Law) -> None:
    for rule in law.hosts.values():
        assert in_all(f"law.host.{rule.words}.plain")
        assert all(in_all(f"result.warning.{caution.key}") for caution in rule.cautions)


def test_bodies_of_states_without_an_agreement_cite_something_that_is_listed(law: Law) -> None:
    for rule in law.hosts.values():
        assert all(c.instrument in law.instruments for c in rule.sourced.citations)


# --- reference pages and claims


def test_every_page_row_and_word_cell_has_its_words(law: Law) -> None:
    for reference in law.references:
        key = f"law.reference.{reference.key}"
        needed = {f"{key}.title", f"{key}.intro"} | {f"{key}.column.{name}" for name in reference.columns}
        for row in reference.rows:
            if not re.fullmatch(r"[A-Z]{2}|\d{4}", row.about):
                needed.add(f"{key}.row.{row.about}")
            needed |= {f"law.reference.cell.{c}" for c in row.cells.values() if not c[0].isdigit()}
        assert [name for name in sorted(needed) if not in_all(name)] == []


def test_the_certificates_of_each_year_add_up(law: Law) -> None:
    rows = {row.about: row.cells for row in page(law, "certificates").rows if row.cells}
    total = rows.pop("total")
    assert sum(int(cells["korea"]) for cells in rows.values()) == int(total["korea"])
    for cells in rows.values():
        if "germany" in cells:
            parts = (cells["germany_without_employer"], cells["germany_with_employer"])
            assert sum(map(int, parts)) == int(cells["germany"])
    assert int(total["germany_without_employer"]) < int(total["germany"])


def test_the_partners_of_the_united_states_are_dated_in_order_and_china_is_none(law: Law) -> None:
    rows = {row.about: row.cells for row in page(law, "partners_us").rows if row.cells}
    assert len(rows) == 21
    assert "CN" not in rows
    assert all(cells["signed"] <= cells["in_force"] for cells in rows.values())


def test_the_shares_of_the_example_career_are_in_every_language() -> None:
    for language in LANGUAGES:
        text = language.text("law.reference.eu_coordination.row.career_example")
        assert re.findall(r"(\d+)\s?%", text)[:3] == ["40", "30", "30"]


def test_ten_claims_with_their_answers_and_sources(law: Law) -> None:
    known = {agreement.id for agreement in law.agreements}
    assert len(law.claims) == 10
    for claim in law.claims:
        assert in_all(f"law.claim.{claim.key}.said")
        assert in_all(f"law.claim.{claim.key}.answer")
        assert claim.agreement in {"", *known}
        assert all(c.instrument in law.instruments for c in claim.sourced.citations)


# --- what holds for every agreement


def test_common_cautions_have_rules_and_words() -> None:
    errors: list[str] = []
    cautions = [common.caution for common in read_common_cautions(LAW, errors)]
    assert errors == []
    assert [c.key for c in cautions if c.when not in RULES or not in_all(f"result.warning.{c.key}")] == []


def test_every_agreement_that_applies_has_the_common_days(law: Law) -> None:
    for agreement in law.agreements:
        for home, direction in agreement.directions.items():
            found = {d.key for d in law.deadlines if agreement.id in d.agreements and d.home == home}
            needed = {"file_before_start", "report_end"}
            needed |= (
                {"register_in_china", "certificate_in_china"} if direction.host == "CN" else {"hand_in_host"}
            )
            assert agreement.first is None or needed <= found, (agreement.id, home)


def test_the_days_that_china_sets_are_no_house_rules_and_begin_when_they_were_set(law: Law) -> None:
    since = {
        d.key: (d.since.isoformat() if d.since else "", d.months, d.days, d.house_rule)
        for d in law.deadlines
        if d.key in ("register_in_china", "certificate_in_china")
    }
    assert since == {
        "register_in_china": ("2011-10-15", 0, 30, False),
        "certificate_in_china": ("2011-12-02", 3, 0, False),
    }


@pytest.mark.parametrize(
    "key",
    ["service_contract", "labour_contract", "contract_must_say", "accident_cover", "filing", "truthful"],
)
def test_labour_export_concerns_only_people_from_china(law: Law, key: str) -> None:
    rows = [c for c in law.consequences if c.key == f"labour_export_{key}"]
    assert {c.home for c in rows} == {"CN"}
