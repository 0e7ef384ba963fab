"""``edition.toml``, the manifest of an edition: its day and number, the list of changes, a digest of every file.

``write_manifest`` is the canonical form: the same edition always gives the same bytes, and these are signed.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Final

from desktop.domain.edition import Edition, EditionChange
from desktop.law.toml_table import Table, parse

NAME: Final = "edition.toml"
FORMAT: Final = 1
MOST_A_DAY: Final = 999
FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2199
KINDS: Final = ("added", "changed", "closed")
LANGUAGES: Final = ("zh", "de", "ko", "en")
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


def read_manifest(text: str, errors: list[str]) -> Edition:
    """The edition that ``text`` describes; what is wrong is appended to ``errors`` with its line.

    The digests may be left out: the edition inside the program and a folder still being written have none.
    """
    table = parse(text, NAME, errors)
    if table.integer("format") != FORMAT and "format" in table:
        table.error(f"format must be {FORMAT}; another form of edition needs another version of the program.")
    number = table.integer("number")
    if not 1 <= number <= MOST_A_DAY and "number" in table:
        table.error(f"number must be from 1 to {MOST_A_DAY}: it counts the editions of one day.")
    date = table.date("date")
    if not FIRST_YEAR <= date.year <= LAST_YEAR and date != dt.date.min:
        table.error(f"date must lie between {FIRST_YEAR} and {LAST_YEAR}.")
    edition = Edition(
        number=number,
        date=date,
        changes=tuple(_change(item) for item in table.tables("changes")),
        files=_digests(table.optional_table("files")),
    )
    if not edition.changes:
        table.error("changes are missing: an edition says in words what it changes.")
    table.close()
    return edition


def write_manifest(edition: Edition) -> str:
    """The manifest of ``edition`` in its canonical form."""
    return "\n".join(_lines(edition)) + "\n"


def _change(table: Table) -> EditionChange:
    words = table.words("words")
    for language in LANGUAGES:
        if language not in words:
            table.error(f"words has no text in {language}.")
    first, last = table.optional_date("first"), table.optional_date("last")
    if first is not None and last is not None and last < first:
        table.error("last lies before first.")
    return EditionChange(table.choice("kind", KINDS), table.optional_text("agreement"), first, last, words)


def _digests(table: Table | None) -> dict[str, str]:
    if table is None:
        return {}
    found = {name: table.text(name) for name in table.names}
    for name, digest in found.items():
        if digest and not _DIGEST.fullmatch(digest):
            table.error(f"{name} has no SHA-256 digest of 64 hexadecimal digits.")
    return found


def _lines(edition: Edition) -> Iterator[str]:
    yield f"format = {FORMAT}"
    yield f"number = {edition.number}"
    yield f"date = {edition.date.isoformat()}"
    for change in edition.changes:
        yield from ("", "[[changes]]", f"kind = {_quoted(change.kind)}")
        if change.agreement:
            yield f"agreement = {_quoted(change.agreement)}"
        yield from _days(change.first, change.last)
        words = ", ".join(f"{code} = {_quoted(change.words[code])}" for code in sorted(change.words))
        yield f"words = {{ {words} }}"
    if edition.files:
        yield from ("", "[files]")
        yield from (f"{_quoted(name)} = {_quoted(edition.files[name])}" for name in sorted(edition.files))


def _days(first: dt.date | None, last: dt.date | None) -> Iterator[str]:
    if first is not None:
        yield f"first = {first.isoformat()}"
    if last is not None:
        yield f"last = {last.isoformat()}"


def _quoted(text: str) -> str:
    """A basic string of TOML: JSON escapes all that TOML wants escaped, but for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
