"""A stranger adds an agreement with data alone: laid out, filled, packed, installed, and answers change."""

import datetime as dt
import json
from pathlib import Path

import pytest
from editions_made import NEW_ZEALAND, TEST_KEY, fill, lay_out

from desktop.__main__ import main
from desktop.domain.case import Answer
from desktop.languages import catalogues
from desktop.session import Session

FACTS = {
    "from": "CN", "to": "NZ", "activity": "employee", "home_employer": True, "home_contract": "active",
    "home_pension": "employees", "paying_at_home": True, "host_workplace": "office_or_branch",
    "start": "2027-06-01", "end": "2028-05-31",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The skeleton of an agreement with New Zealand in a new edition."""
    assert lay_out(tmp_path / "edition") == 0
    return tmp_path / "edition"


@pytest.fixture(autouse=True)
def own_words_afterwards() -> object:
    yield None
    catalogues.use_words(lambda: None)


def verify(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    capsys.readouterr()
    status = main(["--language", "en", "law", "verify", str(folder)])
    said = capsys.readouterr()
    return status, [*said.out.splitlines(), *said.err.splitlines()]


def test_a_skeleton_has_every_file_and_explains_every_field(folder: Path) -> None:
    place = folder / "law" / "CN-NZ"
    names = {path.name for path in place.iterdir()}
    assert names == {
        f"{NEW_ZEALAND}.toml", "instruments.toml", "authorities.toml", "certificates.toml", "deadlines.toml",
        "consequences.toml", "open_points.toml",
    }  # fmt: skip
    assert all(path.read_text("utf-8").startswith("# ") for path in place.iterdir())
    assert not any("XX" in path.read_text("utf-8") for path in place.iterdir())


def test_a_skeleton_fails_in_sentences_with_file_and_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, lines = verify(folder, capsys)
    assert status == 2
    assert f"- CN-NZ/{NEW_ZEALAND}.toml, line 9: signed must be a date." in lines
    assert "- edition.toml, line 5: date must be a date." in lines
    assert any(line.startswith("- words/ko/law.po, line ") and "has no text" in line for line in lines)
    assert len(lines) == len(set(lines)), "each fault is told once"


def test_the_same_agreement_is_not_laid_out_twice(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lay_out(folder) == 2
    assert "CN-NZ" in capsys.readouterr().err


@pytest.mark.parametrize("state", ["QQ", "China", "../x", "N"])
def test_only_states_have_agreements(state: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "en", "law", "new", state, "--out", str(tmp_path / "e")]) == 2
    assert state in capsys.readouterr().err
    assert not (tmp_path / "e").exists()


def test_filled_with_data_alone_it_reaches_a_decision(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(folder)
    assert verify(folder, capsys) == (0, ["The edition is sound: every check was passed."])
    profile, pack = tmp_path / "profile", tmp_path / "nz.zip"
    assert main(["law", "pack", "--key", str(TEST_KEY), "--from", str(folder), "--out", str(pack)]) == 0
    keep_a_case(profile)
    cases = tmp_path / "cases.json"
    cases.write_text(json.dumps([{"id": "one", "facts": FACTS}]), "utf-8")
    assert decided(cases, profile, capsys)["outcome"] == "no_agreement"
    assert decided(cases, tmp_path / "other", capsys)["outcome"] == "no_agreement"

    assert main(["--profile", str(profile), "--language", "en", "law", "install", str(pack)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "The edition of 1 February 2027, number 1, is now in use."
    assert said[1] == "Stored cases with another answer: 1"
    assert said[2].startswith("KIWI: ")
    assert said[2].endswith("secured until 31 May 2028")
    assert said[3:] == [f"  Because of: New: An invented agreement ({NEW_ZEALAND})"]

    answer = decided(cases, profile, capsys)
    assert (answer["outcome"], answer["agreement"]) == ("exempt", NEW_ZEALAND)
    assert answer["exempt_branches"] == ["pension"]
    assert str(answer["law_edition"]).startswith("2027-02-01+")
    assert decided(cases, tmp_path / "other", capsys)["outcome"] == "no_agreement"


def test_what_a_pack_changes_is_told_with_file_and_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(folder)
    german = folder / "law" / "CN-DE" / "CN-DE-2001.toml"
    text = german.read_text("utf-8")
    assert 'stage = "first", months = 60' in text
    german.write_text(text.replace('stage = "first", months = 60', 'stage = "first", months = 48'), "utf-8")
    danish = folder / "rates" / "DK.toml"
    text = danish.read_text("utf-8")
    assert 'from = 2024-01-01, value = "297.00"' in text
    danish.write_text(
        text.replace('from = 2024-01-01, value = "297.00"', 'from = 2024-01-01, value = "298.00"'), "utf-8"
    )
    capsys.readouterr()
    assert main(["--language", "en", "law", "diff", str(folder)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.endswith(f"New: {NEW_ZEALAND}") and f"CN-NZ/{NEW_ZEALAND}.toml" in line for line in lines)
    changed = next(line for line in lines if line.endswith("months: 60 → 48"))
    (rate,) = [line for line in lines if line.endswith(": 297.00 → 298.00")]
    assert rate.startswith("rates/DK.toml, line ")
    place, number = changed.split(": ")[0].split(", line ")
    assert place == "CN-DE/CN-DE-2001.toml"
    assert "months = 48" in german.read_text("utf-8").splitlines()[int(number) - 1]


def keep_a_case(profile: Path) -> None:
    """A stored case, decided under the law of today."""
    session = Session.start(profile, "en")
    answers = {name: Answer(value) for name, value in FACTS.items() if name not in ("start", "end")}
    answers |= {"start": Answer(dt.date(2027, 6, 1)), "end": Answer(dt.date(2028, 5, 31))}
    case = session.new_case("KIWI", answers)
    assert session.reopen(case.id).determination.outcome.value == "no_agreement"
    session.close()


def decided(cases: Path, profile: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    capsys.readouterr()
    assert main(["--profile", str(profile), "decide", str(cases)]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)[0]
    return found
