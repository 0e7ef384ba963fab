"""Packs that are refused, with all faults at once; and packs that are taken."""

import dataclasses
import datetime as dt
import io
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from editions_made import STRANGER, edition, pack

from desktop.law import manifest, signing
from desktop.law.edition_tree import builtin_files, digests
from desktop.law.pack import check_envelope, check_pack
from desktop.law.packfile import (
    COUNT_LIMIT,
    FILE_LIMIT,
    PACK_LIMIT,
    PackRefused,
    belongs,
    read_pack,
    write_pack,
)
from desktop.law.signing import Key, Trust, read_keys, read_private_key, sign, verify
from desktop.paths import resources_folder

SMALL = {"glossary.csv": b"key,zh,en,de,ko\n"}


@pytest.fixture(scope="module")
def keys() -> dict[str, Key]:
    errors: list[str] = []
    found = read_keys(resources_folder() / "keys", errors)
    assert errors == []
    return found


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return builtin_files()


def refused(data: bytes) -> list[str]:
    with pytest.raises(PackRefused) as caught:
        read_pack(data)
    return [fault.key for fault in caught.value.faults]


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in entries:
            file.writestr(name, data)
    return content.getvalue()


# -- the zip


def test_the_same_files_give_the_same_bytes() -> None:
    assert write_pack({"b": b"2", "a": b"1"}) == write_pack({"a": b"1", "b": b"2"})
    assert read_pack(write_pack(SMALL)) == SMALL


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no zip at all", zipped(("glossary.csv", b"x"))[:-30]])
def test_what_is_no_zip(data: bytes) -> None:
    assert refused(data) == ["not_a_pack"]


def test_a_file_whose_bytes_were_changed_inside_the_zip() -> None:
    data = bytearray(zipped(("glossary.csv", bytes(range(256)))))
    data[60] ^= 0xFF
    assert refused(bytes(data)) == ["not_a_pack"]


@pytest.mark.parametrize(
    "name",
    [
        "../law/x.toml",
        "law/../../x.toml",
        "/law/x.toml",
        "..\\law\\x.toml",
        "C:/law/x.toml",
        "law/..",
        "//x/y",
    ],
)
def test_a_path_outside_the_pack(name: str) -> None:
    assert refused(zipped((name, b""))) == ["path_outside"]


@pytest.mark.parametrize(
    "name",
    ["readme.txt", "law/x.py", "law/a/b/c/d.toml", "words/fr/law.po", "words/de/app.po", "law/a b.toml"],
)
def test_files_that_are_no_part_of_an_edition(name: str) -> None:
    assert refused(zipped((name, b""))) == ["file_unknown"]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFDIR, stat.S_IFIFO, stat.S_IFCHR])
def test_only_plain_files(kind: int) -> None:
    entry = zipfile.ZipInfo("glossary.csv")
    entry.external_attr = (kind | 0o777) << 16
    assert refused(zipped((entry, b"/etc/passwd"))) == ["no_plain_file"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("second", ["glossary.csv", "Glossary.CSV"])
def test_a_name_twice_on_any_system(second: str) -> None:
    assert "name_twice" in refused(zipped(("glossary.csv", b"a"), (second, b"b")))


def test_a_zip_bomb_is_seen_before_it_is_unpacked() -> None:
    assert refused(zipped(("law/a/b.toml", b"\0" * (FILE_LIMIT // 2)))) == ["bomb"]
    assert "file_too_large" in refused(zipped(("law/a/b.toml", b"\0" * (FILE_LIMIT + 1))))
    many = [(f"law/a/b{n}.toml", b"\0" * FILE_LIMIT) for n in range(6)]
    assert "too_large" in refused(zipped(*many))


def test_a_bomb_that_lies_about_its_size() -> None:
    data = zipped(("law/a/b.toml", b"\0" * FILE_LIMIT))
    lying = data.replace(FILE_LIMIT.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lying != data
    assert refused(lying)[0] in ("file_too_large", "not_a_pack")


def test_too_many_and_too_much() -> None:
    names = [(f"law/a/b{n}.toml", b"") for n in range(COUNT_LIMIT + 1)]
    assert refused(zipped(*names)) == ["too_many_files"]
    assert refused(b"\0" * (PACK_LIMIT + 1)) == ["too_large"]


def test_several_faults_of_the_zip_are_told_at_once() -> None:
    assert refused(zipped(("../x", b""), ("y.txt", b""), ("law/z/z.toml", b"\0" * 100_000))) == [
        "path_outside", "file_unknown", "bomb",
    ]  # fmt: skip


def test_every_file_of_the_edition_has_a_name_that_belongs(files: dict[str, bytes]) -> None:
    assert all(belongs(name) for name in files)
    assert {name.partition("/")[0] for name in files} >= {"law", "documents", "words", "glossary.csv"}


# -- signature and digests


def envelope(changed: Callable[[dict[str, bytes]], object], keys: dict[str, Key]) -> list[str]:
    found = read_pack(pack(SMALL))
    changed(found)
    with pytest.raises(PackRefused) as caught:
        check_envelope(found, keys)
    return [fault.key for fault in caught.value.faults]


def test_a_signed_pack_is_known_by_day_and_digest(keys: dict[str, Key]) -> None:
    signed = check_envelope(read_pack(pack(SMALL)), keys)
    assert signed.id.startswith("2027-02-01+")
    assert signed.key.test
    assert signed.edition.files == digests(SMALL)


def test_each_fault_of_the_envelope(keys: dict[str, Key]) -> None:
    name, seal = manifest.NAME, signing.NAME
    assert envelope(lambda f: f.update({"glossary.csv": b"else"}), keys) == ["digest_wrong"]
    assert envelope(lambda f: f.pop("glossary.csv"), keys) == ["file_missing"]
    assert envelope(lambda f: f.update({"law/a/b.toml": b""}), keys) == ["file_unlisted"]
    assert envelope(lambda f: f.update({name: f[name].replace(b"number = 1", b"number = 2")}), keys) == [
        "bad_signature"
    ]
    assert envelope(lambda f: f.update({seal: b'key = "00"\nsignature = ""'}), keys) == ["unknown_key"]
    assert envelope(lambda f: f.update({seal: b"\xff\xfe"}), keys) == ["unknown_key"]
    assert envelope(lambda f: f.pop(seal), keys) == ["file_missing"]
    assert envelope(lambda f: f.pop(name), keys) == ["file_missing", "file_unlisted"]


def test_a_stranger_cannot_sign(keys: dict[str, Key]) -> None:
    with pytest.raises(PackRefused) as caught:
        check_envelope(read_pack(pack(SMALL, key=STRANGER)), keys)
    assert [fault.key for fault in caught.value.faults] == ["unknown_key"]


def test_the_seal_of_another_key_under_a_known_name(keys: dict[str, Key]) -> None:
    (key,) = (key for key in keys.values() if key.test)
    seal = sign(b"text", read_private_key(STRANGER)).splitlines()[1]
    trust, found = verify(b"text", f'key = "{key.id}"\n{seal}', dt.date(2027, 1, 1), keys)
    assert (trust, found) == (Trust.BAD, key)


@pytest.mark.parametrize(
    ("day", "trust"),
    [
        (dt.date(2026, 12, 31), Trust.KEY_NOT_VALID),
        (dt.date(2027, 1, 1), Trust.GOOD),
        (dt.date(2027, 6, 30), Trust.GOOD),
        (dt.date(2027, 7, 1), Trust.KEY_NOT_VALID),
    ],
)
def test_a_key_signs_editions_of_its_days_only(day: dt.date, trust: Trust) -> None:
    private = read_private_key(STRANGER)
    public = private.public_key()
    id_ = signing.key_id(public)
    key = Key(id_, "somebody", dt.date(2027, 1, 1), dt.date(2027, 6, 30), False, public)
    assert verify(b"text", sign(b"text", private), day, {id_: key})[0] is trust


def test_a_signature_for_something_else_is_no_signature_of_an_edition(keys: dict[str, Key]) -> None:
    import base64

    private = read_private_key(STRANGER)
    public = private.public_key()
    key = Key(signing.key_id(public), "somebody", dt.date(2026, 1, 1), None, False, public)
    bare = base64.b64encode(private.sign(b"text")).decode()
    seal = f'key = "{key.id}"\nsignature = "{bare}"'
    assert verify(b"text", seal, dt.date(2027, 1, 1), {key.id: key})[0] is Trust.BAD


@pytest.mark.parametrize("text", ["", "owner", 'owner = "x"\npublic_key = "AAAA"\nfirst = 2026-01-01'])
def test_broken_public_keys_are_told(text: str, tmp_path: Path) -> None:
    (tmp_path / "k.toml").write_text(text)
    errors: list[str] = []
    assert read_keys(tmp_path, errors) == {}
    assert errors


@pytest.mark.parametrize(
    "content", [b"", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", b"\0"]
)
def test_what_cannot_sign(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "k.pem").write_bytes(content)
    with pytest.raises(signing.NotAKey):
        read_private_key(tmp_path / "k.pem")


# -- envelope and data together


def test_faults_of_the_pack_and_of_its_data_come_together(
    files: dict[str, bytes], keys: dict[str, Key], tmp_path: Path
) -> None:
    german = "law/CN-DE/CN-DE-2001.toml"
    broken = {**files, german: files[german].replace(b"signed = 2001", b"signed = 2031")}
    found = read_pack(pack(broken, key=STRANGER))
    found["glossary.csv"] = b"key,zh,en,de,ko\nx,,,,\n"
    with pytest.raises(PackRefused) as caught:
        check_pack(found, keys, tmp_path)
    assert [fault.key for fault in caught.value.faults] == ["unknown_key", "digest_wrong"]
    assert any("glossary.csv, line 2" in sentence for sentence in caught.value.sentences)


def test_a_manifest_must_not_be_older_than_its_sources(
    files: dict[str, bytes], keys: dict[str, Key], tmp_path: Path
) -> None:
    early = edition(dt.date(2026, 1, 2))
    with pytest.raises(PackRefused) as caught:
        check_pack(read_pack(pack(files, early)), keys, tmp_path)
    assert any("dated 2026-01-02, but a source was checked on 2026-" in s for s in caught.value.sentences)


def test_changes_name_agreements_of_the_edition(
    files: dict[str, bytes], keys: dict[str, Key], tmp_path: Path
) -> None:
    strange = edition()
    change = dataclasses.replace(strange.changes[0], agreement="CN-XX-1999")
    with pytest.raises(PackRefused) as caught:
        check_pack(read_pack(pack(files, dataclasses.replace(strange, changes=(change,)))), keys, tmp_path)
    assert "edition.toml: the agreement CN-XX-1999 is not listed." in caught.value.sentences
