"""Packs made to harm: whatever stands in them is refused in sentences, all at once, and soon."""

import dataclasses
import datetime as dt
import re
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from editions_made import TEST_KEY, edition, pack

from desktop.__main__ import main
from desktop.domain.edition import Edition
from desktop.editions.install import Editions
from desktop.law import manifest, signing
from desktop.law.edition_checks import find_edition_errors
from desktop.law.edition_tree import builtin_files, digests, write_tree
from desktop.law.pack import check_pack
from desktop.law.packfile import PackRefused, belongs, read_pack, write_pack
from desktop.law.signing import read_keys, read_private_key
from desktop.law.toml_table import parse
from desktop.paths import resources_folder

DANISH = "law/CN-DK/CN-DK-2013.toml"


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return builtin_files()


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pack") / "newer.zip"
    path.write_bytes(pack())
    return path


def zipped(name: str, data: bytes, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", packed) as file:
        file.writestr(name, data)
    return content.getvalue()


def refused(data: bytes) -> list[str]:
    with pytest.raises(PackRefused) as caught:
        read_pack(data)
    return [fault.key for fault in caught.value.faults]


def signed(files: dict[str, bytes], text: str) -> bytes:
    """A pack whose manifest is ``text``, whatever that is."""
    seal = signing.sign(text.encode(), read_private_key(TEST_KEY)).encode()
    return write_pack({**files, manifest.NAME: text.encode(), signing.NAME: seal})


def described(files: dict[str, bytes], day: dt.date = dt.date(2027, 2, 1)) -> str:
    return manifest.write_manifest(dataclasses.replace(edition(day), files=digests(files)))


def faults(data: bytes, folder: Path) -> tuple[list[str], tuple[str, ...]]:
    with pytest.raises(PackRefused) as caught:
        check_pack(read_pack(data), read_keys(resources_folder() / "keys", []), folder)
    return [fault.key for fault in caught.value.faults], caught.value.sentences


# -- the zip


@pytest.mark.parametrize("packed", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_only_the_usual_way_of_packing(packed: int) -> None:
    assert refused(zipped("glossary.csv", b"key,zh,en,de,ko\n", packed)) == ["not_a_pack"]


@pytest.mark.parametrize(
    "name", ["law/CON.toml", "law/aux/x.toml", "law/CN-DK/lpt1.toml", f"law/{'a' * 200}.toml"]
)
def test_names_that_some_system_cannot_write(name: str) -> None:
    assert not belongs(name)
    assert refused(zipped(name, b"")) == ["file_unknown"]


def test_folders_that_are_one_where_capitals_do_not_count() -> None:
    assert refused(write_pack({"law/CN-DK/a.toml": b"", "law/cn-dk/b.toml": b""})) == ["name_twice"]


# -- the reader of TOML


@pytest.mark.parametrize("depth", [400, 480, 490, 5_000])
def test_lists_without_end(depth: int) -> None:
    errors: list[str] = []
    parse(f"x = {'[' * depth}{']' * depth}", "x.toml", errors).close()
    assert [error for error in errors if "nested too deep" in error]


@pytest.mark.parametrize("name", ["a", '"a b"', "'a'", "a "])
def test_names_without_end(name: str) -> None:
    errors: list[str] = []
    parse(f"{'.'.join([name] * 100_000)} = 1", "x.toml", errors)
    assert errors == ["x.toml: this is no valid TOML (names or lists are nested too deep)."]


@pytest.mark.parametrize("text", ["<b>x</b>", "<img src=x>", "\\u001b[31m", "\\u202e", "\\u0000"])
def test_texts_command_nothing(text: str) -> None:
    errors: list[str] = []
    parse(f'x = "{text}"', "x.toml", errors).text("x")
    assert len(errors) == 1


# -- the manifest


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("format = 1", "format = 0", "format must be 1"),
        ("number = 1", f"number = {'9' * 4000}", "number must be from 1 to 999"),
        ("date = 2027-02-01", "date = 9999-12-31", "date must lie between"),
    ],
)
def test_numbers_and_days_no_edition_has(before: str, after: str, told: str) -> None:
    errors: list[str] = []
    text = manifest.write_manifest(edition())
    assert before in text
    manifest.read_manifest(text.replace(before, after), errors)
    assert any(told in error for error in errors)


def test_a_manifest_with_a_fault_does_not_hide_those_of_the_data(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    broken = {**files, DANISH: files[DANISH].replace(b"signed = 2013", b"signed = 2031")}
    _, sentences = faults(signed(broken, described(broken).replace("number = 1\n", "")), tmp_path)
    assert "edition.toml: number is missing." in sentences
    assert any("order of time" in sentence for sentence in sentences)


def test_an_unreadable_manifest_is_one_fault(files: dict[str, bytes], tmp_path: Path) -> None:
    found, sentences = faults(signed(files, "number = 1\n" + described(files)), tmp_path)
    assert found == []
    assert [sentence.partition(":")[0] for sentence in sentences if "valid TOML" in sentence] == [
        "edition.toml"
    ]


# -- data that no agreement can have


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('id = "CN-DK-2013"', 'id = "CN-DK-2014"', "the file is named CN-DK-2013"),
        ('states = ["CN", "DK"]', 'states = ["CN", "DK", "SE"]', "two different states"),
        ('states = ["CN", "DK"]', 'states = ["CN", "ZZ"]', "no ISO code"),
        ('host = "DK"', 'host = "SE"', "the direction from CN to SE is none of this agreement"),
        ('region = "GL"', 'region = "<b"', "holds a tag"),
        ('region = "GL"', 'region = "ZZ-9"', "is no region"),
        ("in = [true]", 'in = ["true"]', "which paying_at_home cannot be"),
        ("in = [true]", "in = [1.5]", "which paying_at_home cannot be"),
        ('"CN-DK-2013 art:1(1)"', '"CN-DK-2013 art:<img>"', "holds a tag"),
        ('same_as = "from"', 'same_as = "paying_at_home"', "which is of another kind"),
        ("months = 60", "months = 10000000", "months are the most"),
        ('stage = "first"', 'stage = "extension"', "must begin with the first period"),
        (
            'covered = ["pension"]',
            'covered = ["pension"]\nfollows = { dental = "pension" }',
            "“dental” is no branch",
        ),
        ('state = "DK", branch', 'state = "ZZ", branch', "none of its states"),
    ],
)
def test_data_no_agreement_can_have(
    before: str, after: str, told: str, files: dict[str, bytes], tmp_path: Path
) -> None:
    text = files[DANISH].decode()
    assert before in text
    sentences = errors_with(files, {DANISH: text.replace(before, after, 1).encode()}, tmp_path)
    assert any(told in s and "CN-DK" in s.partition(": ")[0] for s in sentences), sentences


def errors_with(files: dict[str, bytes], changed: dict[str, bytes], folder: Path) -> list[str]:
    write_tree({**files, **changed}, folder)
    return find_edition_errors(folder, edition())


def test_parts_that_are_missing(files: dict[str, bytes], tmp_path: Path) -> None:
    rest = {name: data for name, data in files.items() if not re.match(r"rates/|law/CN-", name)}
    sentences = errors_with(rest, {}, tmp_path)
    assert "rates: there are no rates here." in sentences
    assert "There is no agreement in these data." in sentences


@pytest.mark.parametrize(
    "name", ["law/foo.toml", "law/CN-XX/cn-xx-2020.toml", "law/CN-DK/CN-DK.toml", "documents/foo.toml"]
)
def test_a_file_that_nobody_reads_is_told(name: str, files: dict[str, bytes], tmp_path: Path) -> None:
    (told,) = errors_with(files, {name: b"not even TOML ["}, tmp_path)
    assert told.startswith(f"{name}: no file of this name is read")


def test_words_of_the_law_hold_no_tags(files: dict[str, bytes], tmp_path: Path) -> None:
    name = "words/en/law.po"
    text = re.sub(rb'(?m)^(msgid "law.adopted"\nmsgstr ").*"$', rb'\1<img src=x>"', files[name])
    (told,) = [s for s in errors_with(files, {name: text}, tmp_path) if "tag" in s]
    assert told.startswith("words/en/law.po, line ")


# -- installing


def test_line_ends_of_windows_are_those_that_were_signed(files: dict[str, bytes], tmp_path: Path) -> None:
    foreign = {name: data.replace(b"\n", b"\r\n") for name, data in files.items()}
    kept = Editions(tmp_path / "editions", throwaway=True)
    kept.install(signed(foreign, described(foreign)))
    assert kept.in_use().signer is not None


@pytest.mark.parametrize("note", [f"edition = {'[' * 5000}", "\x00", "edition = [1]\nchosen_over = 1"])
def test_a_note_made_to_break_the_reader(note: str, tmp_path: Path) -> None:
    kept = Editions(tmp_path, throwaway=True)
    (tmp_path / "current.toml").write_text(note)
    assert kept.in_use().unusable


def test_an_installed_file_grown_beyond_all_bounds_is_not_read(tmp_path: Path) -> None:
    kept = Editions(tmp_path, throwaway=True)
    known = kept.install(pack())
    with (tmp_path / known.id / "glossary.csv").open("ab") as file:
        file.truncate(40_000_000_000)
    assert kept.in_use().unusable


@pytest.mark.parametrize("command", ["verify", "install", "diff"])
def test_no_place_to_unpack_is_told(
    command: str,
    tmp_path: Path,
    newer: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    profile = tmp_path / "profile"
    assert main(["--profile", str(profile), "--language", "en", "law", command, str(newer)]) == 2
    told = capsys.readouterr()
    assert (told.out, "could not be read or written" in told.err) == ("", True)
    assert Editions(profile / "editions", throwaway=True).in_use().signer is None


# -- commands


@pytest.mark.parametrize(
    "arguments", [["verify"], ["law", "verify"], ["law", "diff"], ["law", "install"], ["decide"]]
)
def test_a_name_longer_than_any_system_takes(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--profile", str(tmp_path), "--language", "en", *arguments, "a" * 5000]) == 2
    assert "ENAMETOOLONG" in capsys.readouterr().err


def test_an_empty_name_to_write_to() -> None:
    for arguments in (["law", "pack", "--key", str(TEST_KEY)], ["law", "new", "NZ"], ["leaflets", "DK"]):
        with pytest.raises(SystemExit):
            main([*arguments, "--out", ""])


def test_what_the_edition_holds_is_not_laid_out_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--language", "en", "law", "new", "DK", "--out", str(tmp_path / "e")]) == 2
    assert "already exists" in capsys.readouterr().err
    assert main(["--language", "en", "law", "new", "CN", "--out", str(tmp_path / "e")]) == 2
    assert not (tmp_path / "e").exists()


def test_a_folder_that_is_no_edition_is_not_called_a_pack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--language", "en", "law", "diff", str(tmp_path)]) == 2
    assert "neither a pack nor the folder of an edition" in capsys.readouterr().err


def test_the_newest_possible_edition_is_shown(tmp_path: Path) -> None:
    last = Edition(1, dt.date(2199, 12, 31), edition().changes, {})
    profile = tmp_path / "profile"
    Editions(profile / "editions", throwaway=True).install(pack(described=last))
    assert main(["--profile", str(profile), "--today", "9999-12-31", "law", "show"]) == 0
