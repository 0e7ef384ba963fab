"""``law show|verify|diff|install|pack`` and ``--today`` from the command line."""

import json
from pathlib import Path

import pytest
from editions_made import STRANGER, TEST_KEY, pack, shorter_german_posting

from desktop.__main__ import main
from desktop.languages import catalogues
from desktop.languages.language import LANGUAGES


@pytest.fixture(autouse=True)
def own_words_afterwards() -> object:
    yield None
    catalogues.use_words(lambda: None)


@pytest.fixture
def profile(tmp_path: Path) -> list[str]:
    return ["--profile", str(tmp_path / "profile"), "--language", "en"]


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("packs") / "newer.zip"
    path.write_bytes(pack(shorter_german_posting()))
    return path


@pytest.mark.parametrize("code", LANGUAGES)
def test_show_tells_the_edition_in_every_language(
    code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--profile", str(tmp_path), "--language", code, "law", "show"]) == 0
    said = capsys.readouterr().out
    assert "2026" in said
    assert said.count("\n- ") >= 14
    assert "CN-KR-2003" in said
    assert not (tmp_path / "cases.db").exists(), "showing makes no file"


def test_law_alone_shows(profile: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*profile, "law"]) == 0
    assert "Edition of " in capsys.readouterr().out


def test_age_follows_the_day_of_the_reviewer(profile: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*profile, "--today", "2026-12-01", "law", "show"]) == 0
    assert "six months" not in capsys.readouterr().out
    assert main([*profile, "--today", "2028-12-01", "law", "show"]) == 0
    assert "more than six months old" in capsys.readouterr().out


@pytest.mark.parametrize("day", ["tomorrow", "2026-02-30", ""])
def test_a_day_that_is_none_is_refused(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--today", day, "law", "show"])
    assert ended.value.code == 2
    assert "YYYY-MM-DD" in capsys.readouterr().err


def test_the_day_moves_no_answer(
    profile: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = tmp_path / "cases.json"
    facts = {"from": "CN", "to": "DE", "activity": "employee", "start": "2026-01-01", "end": "2027-01-01"}
    cases.write_text(json.dumps([{"id": "one", "facts": facts}]), "utf-8")
    answers = []
    for day in ("2003-01-01", "2026-11-21", "2050-12-31"):
        assert main([*profile, "--today", day, "decide", str(cases)]) == 0
        answers.append(capsys.readouterr().out)
    assert len(set(answers)) == 1


def test_install_then_show(profile: list[str], newer: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*profile, "law", "verify", str(newer)]) == 0
    said = capsys.readouterr().out
    assert "every check was passed" in said
    assert "--profile" in said
    assert main([*profile, "law", "install", str(newer)]) == 0
    assert "No stored case has another answer." in capsys.readouterr().out
    assert main([*profile, "law", "show"]) == 0
    said = capsys.readouterr().out
    assert "Edition of 1 February 2027" in said
    assert "Waipai, key of the tests" in said
    assert "Changed (from 1 February 2027): A try" in said
    assert main([*profile, "law", "diff", str(newer)]) == 0
    assert capsys.readouterr().out == "The law in both editions is the same.\n"


def test_a_refusal_names_every_fault_and_changes_nothing(
    profile: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = shorter_german_posting()
    files["law/CN-KR/instruments.toml"] = b'[[instrument]]\nid = "X"\n'
    bad = tmp_path / "bad.zip"
    bad.write_bytes(pack(files, key=STRANGER))
    assert main([*profile, "law", "install", str(bad)]) == 2
    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith("The pack is refused and nothing was changed. Faults found: ")
    assert "- The pack was not signed with a key that this program knows." in said
    assert "- CN-KR/instruments.toml, line 1, instrument X: kind is missing." in said
    assert main([*profile, "law", "show"]) == 0
    assert "This edition came with the program." in capsys.readouterr().out


@pytest.mark.parametrize("command", ["verify", "diff", "install"])
def test_what_is_no_pack(
    command: str, profile: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "text.zip"
    text.write_text("no pack")
    assert main([*profile, "law", command, str(text)]) == 2
    assert "not a readable zip file" in capsys.readouterr().err
    assert main([*profile, "law", command, str(tmp_path / "gone.zip")]) == 2
    assert "gone.zip" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["verify", "diff"])
def test_a_folder_without_an_edition(
    command: str, profile: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*profile, "law", command, str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err


def test_the_edition_inside_the_program_can_be_packed(
    profile: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("one.zip", "two.zip"):
        assert main([*profile, "law", "pack", "--key", str(TEST_KEY), "--out", str(tmp_path / name)]) == 0
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert main([*profile, "law", "verify", str(tmp_path / "one.zip")]) == 0
    capsys.readouterr()
    assert main([*profile, "law", "install", str(tmp_path / "one.zip")]) == 2
    assert "is not newer than the edition in use" in capsys.readouterr().err
    assert main([*profile, "law", "install", "--older", str(tmp_path / "one.zip")]) == 0


def test_a_key_that_is_none(profile: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = tmp_path / "k.pem"
    assert main([*profile, "law", "pack", "--key", str(key)]) == 2
    key.write_text("secret")
    assert main([*profile, "law", "pack", "--key", str(key)]) == 2
    assert "Ed25519" in capsys.readouterr().err
