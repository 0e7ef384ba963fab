"""Editions that are installed: which one decides, what stays after a refusal or a crash, whose answer changes."""

import datetime as dt
from pathlib import Path

import pytest
from editions_made import LATER, SAID, STRANGER, edition, pack, shorter_german_posting

from desktop.domain.case import Answer
from desktop.domain.edition import Edition, EditionChange, edition_age_days, edition_age_warning
from desktop.editions import install as editions_module
from desktop.editions.in_use import builtin_edition
from desktop.editions.install import Editions
from desktop.languages import Language, catalogues
from desktop.law.edition_tree import builtin_files
from desktop.law.packfile import PackRefused
from desktop.problems import DiskFull
from desktop.session import Session

SENT = {
    "from": "CN", "to": "DE", "activity": "employee", "home_employer": True, "home_contract": "active",
    "works_for_home_employer": True, "host_contract": False, "limited_in_advance": True, "nationality": "CN",
    "home_pension": "employees", "paying_at_home": True, "host_workplace": "office_or_branch",
    "home_unemployment": True, "start": dt.date(2026, 1, 1), "end": dt.date(2030, 12, 31),
}  # fmt: skip


@pytest.fixture(scope="module")
def newer() -> bytes:
    """A pack that is newer, and shortens the German posting."""
    return pack(shorter_german_posting())


@pytest.fixture
def kept(tmp_path: Path) -> Editions:
    return Editions(tmp_path / "editions", throwaway=True)


@pytest.fixture(autouse=True)
def own_words_afterwards() -> object:
    yield None
    catalogues.use_words(lambda: None)


def keys_of(refused: PackRefused) -> list[str]:
    return [fault.key for fault in refused.faults]


def test_the_edition_inside_the_program_has_the_day_of_its_law() -> None:
    own = builtin_edition()
    assert own.law.edition.partition("+")[0] == own.edition.date.isoformat()
    assert own.edition.changes
    assert (own.signer, own.words, own.unusable) == (None, None, False)


def test_without_a_pack_the_programs_own_edition_decides(kept: Editions) -> None:
    assert kept.in_use().signer is None


def test_a_newer_pack_decides_once_it_is_installed(kept: Editions, newer: bytes) -> None:
    signed = kept.install(newer)
    used = kept.in_use()
    assert used.edition.date == LATER
    assert used.law.edition == signed.id
    assert used.signer == "Waipai, key of the tests"
    assert used.forms == builtin_edition().forms


def test_a_pack_is_installed_once_and_then_only_when_newer(kept: Editions, newer: bytes) -> None:
    kept.install(newer)
    for data in (newer, pack(described=edition(dt.date(2026, 12, 1)))):
        with pytest.raises(PackRefused) as caught:
            kept.install(data)
        assert keys_of(caught.value) == ["not_newer"]
    assert kept.in_use().edition.date == LATER


def test_the_number_tells_editions_of_a_day_apart(kept: Editions, newer: bytes) -> None:
    kept.install(newer)
    kept.install(pack(described=edition(LATER, 2)))
    assert kept.in_use().edition.number == 2


def test_an_older_edition_comes_back_when_asked_for(kept: Editions, newer: bytes) -> None:
    kept.install(newer)
    older = pack(described=edition(builtin_edition().edition.date, 1))
    kept.install(older, older=True)
    used = kept.in_use()
    assert used.signer is not None
    assert used.edition.order == builtin_edition().edition.order


def test_a_refused_pack_leaves_everything_as_it_was(kept: Editions, newer: bytes, tmp_path: Path) -> None:
    kept.install(newer)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    for data in (b"", newer[:-10], pack(described=edition(dt.date(2028, 1, 1)), key=STRANGER)):
        with pytest.raises(PackRefused):
            kept.install(data)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_the_key_of_the_tests_opens_throwaway_profiles_only(tmp_path: Path, newer: bytes) -> None:
    real = Editions(tmp_path, throwaway=False)
    with pytest.raises(PackRefused) as caught:
        real.install(newer)
    assert keys_of(caught.value) == ["test_key"]
    Editions(tmp_path, throwaway=True).install(newer)
    assert real.in_use().unusable


def test_a_crash_before_the_last_step_keeps_the_old_edition(
    kept: Editions, newer: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(editions_module, "write_atomically", full)
        with pytest.raises(DiskFull):
            kept.install(newer)
    assert kept.in_use().signer is None
    kept.install(newer)
    assert kept.in_use().signer is not None


@pytest.mark.parametrize(
    "name", ["law/CN-DE/CN-DE-2001.toml", "words/ko/law.po", "edition.toml", "edition.sig"]
)
def test_a_damaged_edition_is_passed_over_and_told(
    name: str, kept: Editions, newer: bytes, tmp_path: Path
) -> None:
    signed = kept.install(newer)
    path = tmp_path / "editions" / signed.id / name
    path.write_bytes(path.read_bytes()[:-5])
    used = kept.in_use()
    assert used.unusable
    assert used.law.edition == builtin_edition().law.edition
    path.unlink()
    assert kept.in_use().unusable


@pytest.mark.parametrize("text", ["", "edition = 1", 'edition = "../.."\nchosen_over = ""', "\0"])
def test_a_damaged_note_of_the_edition_in_use(
    text: str, kept: Editions, newer: bytes, tmp_path: Path
) -> None:
    kept.install(newer)
    (tmp_path / "editions" / "current.toml").write_text(text)
    assert kept.in_use().unusable


def test_old_editions_are_cleared_away(kept: Editions, newer: bytes, tmp_path: Path) -> None:
    kept.install(newer)
    signed = kept.install(pack(described=edition(LATER, 2)))
    assert [path.name for path in (tmp_path / "editions").iterdir() if path.is_dir()] == [signed.id]


# -- in a session


def test_installing_lists_only_the_cases_whose_answer_changed(tmp_path: Path, newer: bytes) -> None:
    session = Session.start(tmp_path, "en", dt.date(2027, 3, 1))
    long_ = session.new_case("long", {name: Answer(value) for name, value in SENT.items()})
    session.new_case("short", {n: Answer(v) for n, v in (SENT | {"end": dt.date(2027, 12, 31)}).items()})
    session.new_case("begun", {"from": Answer("CN")})
    assert session.reopen(long_.id).determination.outcome.value == "exempt"
    (changed,) = session.install_edition(newer)
    assert changed.case.id == long_.id
    assert changed.before.secured_until == dt.date(2030, 12, 31)
    assert changed.after.secured_until == dt.date(2029, 12, 31)
    (entry,) = changed.entries
    assert (entry.path[-2:], entry.before, entry.after) == (("first", "months"), 60, 48)
    again = session.case(long_.id)
    assert (again.outcome, again.law_edition) == ("exempt_after_approval_of_extension", session.law.edition)
    session.close()


def test_a_refused_pack_changes_no_case(tmp_path: Path) -> None:
    session = Session.start(tmp_path, "en")
    case = session.new_case("one", {name: Answer(value) for name, value in SENT.items()})
    session.reopen(case.id)
    law = session.law
    with pytest.raises(PackRefused):
        session.install_edition(b"nothing")
    assert session.law is law
    assert session.case(case.id).law_edition == law.edition
    session.close()


def test_the_words_of_the_edition_come_before_those_of_the_program(tmp_path: Path) -> None:
    files = builtin_files()
    name, key = "words/en/law.po", "law.agreement.CN-DE-2001.name"
    text = files[name].decode()
    old = Language("en").text(key)
    files[name] = text.replace(f'msgstr "{old}"', 'msgstr "The German treaty"').encode()
    session = Session.start(tmp_path, "en")
    session.install_edition(pack(files))
    assert session.text(key) == Language("en").text(key) == "The German treaty"
    assert session.text("law.agreement.CN-KR-2012.name") == Language("en").text(
        "law.agreement.CN-KR-2012.name"
    )
    session.close()
    session = Session(language="en")
    assert session.text(key) == old


def test_a_pack_brings_no_words_but_those_of_the_law(kept: Editions) -> None:
    files = builtin_files()
    for code in ("de", "en", "ko", "zh_Hans"):
        files[f"words/{code}/result.po"] += b'\nmsgid "result.outcome.exempt"\nmsgstr "x"\n'
    with pytest.raises(PackRefused) as caught:
        kept.install(pack(files))
    assert len([s for s in caught.value.sentences if "result.outcome.exempt is no word of the law" in s]) == 4


def test_words_of_a_pack_ask_for_nothing_that_the_program_does_not_give(kept: Editions) -> None:
    files = builtin_files()
    for code in ("de", "en", "ko", "zh_Hans"):
        files[f"words/{code}/result.po"] += b'\nmsgid "result.warning.new_one"\nmsgstr "{secret} {home}"\n'
        files[f"words/{code}/law.po"] += b'\nmsgid "law.condition.new_one"\nmsgstr "{home.__class__}"\n'
    with pytest.raises(PackRefused) as caught:
        kept.install(pack(files))
    told = "result.warning.new_one asks for secret, which the program does not give."
    assert len([s for s in caught.value.sentences if s.endswith(told)]) == 4
    assert len([s for s in caught.value.sentences if "law.condition.new_one has a bad placeholder" in s]) == 4


# -- age


@pytest.mark.parametrize(
    ("made", "day", "old"),
    [
        (dt.date(2026, 11, 21), dt.date(2027, 5, 21), False),
        (dt.date(2026, 11, 21), dt.date(2027, 5, 22), True),
        (dt.date(2026, 8, 31), dt.date(2027, 2, 28), False),
        (dt.date(2026, 8, 31), dt.date(2027, 3, 1), True),
        (dt.date(2026, 11, 21), dt.date(2020, 1, 1), False),
    ],
)
def test_an_edition_is_old_after_six_months(made: dt.date, day: dt.date, old: bool) -> None:
    assert edition_age_warning(made, day) is old


def test_age_is_never_negative() -> None:
    assert edition_age_days(dt.date(2026, 11, 21), dt.date(2026, 11, 20)) == 0
    assert edition_age_days(dt.date(2026, 11, 21), dt.date(2027, 11, 21)) == 365


def test_a_newer_date_wins_before_the_number() -> None:
    change = EditionChange("added", "", None, None, SAID)
    assert Edition(1, LATER, (change,), {}).order > Edition(9, dt.date(2027, 1, 31), (change,), {}).order
