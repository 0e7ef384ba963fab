"""Editions for the tests: the one inside the program as a pack, and an invented agreement written as data alone."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from desktop.__main__ import main
from desktop.domain.edition import Edition, EditionChange
from desktop.law.edition_tree import builtin_files
from desktop.law.pack import make_pack
from desktop.law.signing import read_private_key

KEYS = Path(__file__).parent / "keys"
TEST_KEY = KEYS / "test.pem"
STRANGER = KEYS / "stranger.pem"
LATER = dt.date(2027, 2, 1)
NEW_ZEALAND = "CN-NZ-2027"
"""An agreement that does not exist."""
SAID = {"zh": "测试", "de": "Probe", "ko": "시험", "en": "A try"}


def edition(day: dt.date = LATER, number: int = 1) -> Edition:
    """A manifest that is newer than that of the program."""
    return Edition(number, day, (EditionChange("changed", "CN-DE-2001", day, None, SAID),), {})


def pack(
    files: dict[str, bytes] | None = None, described: Edition | None = None, key: Path = TEST_KEY
) -> bytes:
    """A signed pack, of the edition inside the program where no ``files`` are given."""
    return make_pack(files or builtin_files(), described or edition(), read_private_key(key))


def lay_out(folder: Path) -> int:
    """``law new NZ`` on a day in 2027; returns the exit status."""
    return main(["--today", "2027-01-20", "--language", "en", "law", "new", "NZ", "--out", str(folder)])


def fill(folder: Path) -> None:
    """Fill every blank of the skeleton: exempt for 36 months, in the pension alone."""
    place = folder / "law" / "CN-NZ"
    for path in place.glob("*.toml"):
        text = path.read_text("utf-8")
        for blank, filled in _BLANKS:
            text = re.sub(blank, filled, text)
        path.write_text(text, "utf-8")
    manifest = folder / "edition.toml"
    text = manifest.read_text("utf-8").replace('date = ""', "date = 2027-02-01")
    text = text.replace('first = ""', "first = 2027-03-01")
    text = re.sub(
        r"words = \{.*\}", 'words = { zh = "新增", de = "Neu", ko = "신규", en = "New Zealand is new" }', text
    )
    manifest.write_text(text, "utf-8")
    for path in folder.glob("words/*/law.po"):
        text = path.read_text("utf-8")
        path.write_text(
            re.sub(r'(CN-NZ-2027\.\w+"\nmsgstr) ""', rf'\1 "{_WORDS[path.parent.name]}"', text), "utf-8"
        )


_WORDS = {
    "en": "An invented agreement", "de": "Ein erfundenes Abkommen", "ko": "가상의 협정", "zh_Hans": "虚构的协定",
}  # fmt: skip
_BLANKS = (
    (r'signed = ""', "signed = 2026-12-01"),
    (r'in_force = ""', "in_force = 2027-03-01"),
    (r'dated = ""', "dated = 2026-12-01"),
    (r'checked = ""', "checked = 2027-01-20"),
    (r"instruments = \[\]", f'instruments = ["{NEW_ZEALAND}"]'),
    (r"citations = \[\]", f'citations = ["{NEW_ZEALAND} art:5"]'),
    (r'confidence = ""', 'confidence = "high"'),
    (r'counting = ""', 'counting = "date_to_date"'),
    (r"(covered|branches) = \[\]", r'\1 = ["pension"]'),
    (r"never = \[\]", 'never = ["medical", "work_injury"]'),
    (r'rule = ""', 'rule = "add"'),
    (r'months = ""', "months = 36"),
    (r'\b(zh|de|ko|en) = ""', r'\1 = "Neuseeland"'),
)


def shorter_german_posting() -> dict[str, bytes]:
    """The files of an edition in which the first period of people sent to Germany has 48 months instead of 60."""
    files = builtin_files()
    name = "law/CN-DE/CN-DE-2001.toml"
    text = files[name].decode()
    assert 'stage = "first", months = 60' in text
    return {
        **files,
        name: text.replace('stage = "first", months = 60', 'stage = "first", months = 48').encode(),
    }
