"""Whether an edition that lies unpacked in a folder can be used: everything wrong with it, with file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from desktop.domain.agreement import Law
from desktop.domain.edition import Edition
from desktop.languages.edition_words import find_word_errors, keys_in
from desktop.languages.language import LANGUAGES, Language
from desktop.law.checks import find_law_errors, sourced_values, words_needed
from desktop.law.forms_reader import FILES, FormsError, read_forms
from desktop.law.places import placed
from desktop.law.processing import read_processing
from desktop.law.rates import read_rates
from desktop.law.reader import LawError, read_law

_READ: Final = re.compile(
    r"law/([A-Z]{2}-[A-Z]{2}/[A-Z]{2}-[A-Z]{2}-[0-9]{4}|(.+/)?(instruments|authorities|certificates|deadlines"
    r"|consequences|open_points|hosts|claims|processing)|cautions|territory|late_filing|refunds|references/[^/]+)\.toml"
    rf"|documents/({'|'.join(FILES)})\.toml"
)
"""The files that the readers of the law and of the papers look into."""


def find_edition_errors(folder: Path, edition: Edition | None) -> list[str]:
    """All errors of the edition in ``folder``; empty when it is sound.

    ``edition`` is its manifest, ``None`` where that could not be read.
    """
    errors = [*_strange_files(folder), *find_word_errors(folder / "words")]
    try:
        read_forms(folder / "documents")
    except FormsError as error:
        errors += error.sentences
    try:
        read_rates(folder / "rates")
    except LawError as error:
        errors += error.sentences
    read_processing(folder / "law", errors)
    try:
        law = read_law(folder / "law")
    except LawError as error:
        return errors + error.sentences
    errors += [placed(sentence, folder / "law") for sentence in find_law_errors(law)]
    errors += _lacking(law)
    if edition is not None:
        errors += _manifest_errors(edition, law)
    return errors + list(_missing_words(law, folder / "words"))


def _strange_files(folder: Path) -> Iterator[str]:
    """Files that no reader looks into, for their names are wrong: what they say would be lost in silence."""
    for path in sorted((*(folder / "law").rglob("*.toml"), *(folder / "documents").rglob("*.toml"))):
        name = path.relative_to(folder).as_posix()
        if not _READ.fullmatch(name):
            yield f"{name}: no file of this name is read; look at its folder, its capitals and its year."


def _lacking(law: Law) -> Iterator[str]:
    """What holds for all agreements must come with every edition, or answers would lose it in silence."""
    for state in ("*", "CN"):
        if state not in law.hosts:
            yield f"law/hosts/hosts.toml: there is no rule for {state}."
    for name, found in (
        ("deadlines", law.deadlines),
        ("consequences", law.consequences),
        ("claims", law.claims),
    ):
        if not found:
            yield f"law/{name}.toml: nothing stands there."
    china = [
        direction for a in law.agreements for direction in a.directions.values() if direction.host == "CN"
    ]
    if not all(any(outside.region == "HK" for outside in direction.outside) for direction in china):
        yield "law/territory.toml: the places of China that the agreements leave out are missing."


def _manifest_errors(edition: Edition, law: Law) -> Iterator[str]:
    known = {agreement.id for agreement in law.agreements}
    for change in edition.changes:
        if change.agreement and change.agreement not in known:
            yield f"edition.toml: the agreement {change.agreement} is not listed."
    checked = max((sourced.checked for _, sourced in sourced_values(law)), default=edition.date)
    if edition.date < checked:
        yield f"edition.toml: the edition is dated {edition.date}, but a source was checked on {checked}."


def _missing_words(law: Law, words: Path) -> Iterator[str]:
    try:
        own = keys_in(words)
    except Exception:  # no catalogue at all, which ``find_word_errors`` has said
        return
    for code in LANGUAGES:
        language = Language(code)
        for key in words_needed(law):
            if key not in own[code] and not language.has(key):
                yield f"words/{code}/{key.partition('.')[0]}.po: there is no {key}."
