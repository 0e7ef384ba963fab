"""What is wrong with the catalogues: keys, placeholders and the typography and register of each language.

Everything is reported as a sentence that names catalogue, language and key. Errors must be mended; warnings
are long sentences, which a lawyer's letter may need.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Final

from desktop.languages.language import LANGUAGES
from desktop.languages.states import SPECS

_HAN: Final = "[\u3400-\u9fff]"
_STATE: Final = r"\{(?:home|host|state)\}"
_STYLE: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "zh_Hans": (
        ("[\"']", "has straight quotes; write “ ”"),
        (rf"{_HAN}[,.;:?!]", "has a Latin punctuation mark after a Chinese character"),
        ("你", "addresses the reader by 你; write 您"),
    ),
    "de": (
        ('"', "has straight quotes; write „ “"),
        (r"(?i)\b(?:du|dich|dir|dein\w{0,2})\b", "addresses the reader by du; write Sie"),
        (
            rf"(?i)\b(?:in|nach|aus|von|auf|zwischen|als) {_STATE}",
            "has the bare name of a state; write {host:in} and its like",
        ),
        (r"(?i)\b(?:in|nach|aus|von|auf) \{\w+:(?:in|to|from|of)\}", "has a preposition twice"),
    ),
    "ko": (
        ("당신", "addresses the reader by 당신; leave the pronoun out"),
        (r"(?<!아니)(?<![필중주개수소강불동])요(?=[.?!…]|\s*$)", "ends in 해요체; write -습니다 or -십시오"),
        (
            rf"{_STATE}(?:[은는이가을를과와](?![가-힣])|으?로)",
            "has a particle that does not fit every name of a state; write {host:은} and its like",
        ),
    ),
    "en": (
        (
            rf"(?i)\b(?:in|to|from|of|between|than|for) {_STATE}",
            "has the bare name of a state; write {host:in} and its like",
        ),
        (r"(?i)\b(in|to|from|of) \{\w+:\1\}", "has a preposition twice"),
    ),
}
"""Patterns that must not occur, and what to say; 아니요, 필요, 중요 and their like are no verbs in 해요체."""

_LONGEST_SENTENCE: Final = 20
"""Words; counted in the languages that put spaces between them."""


@dataclass(frozen=True, slots=True)
class _Entry:
    language: str
    catalogue: str
    key: str
    forms: tuple[str, ...]
    fuzzy: bool
    plural: bool

    @property
    def place(self) -> str:
        return f"{self.language}/{self.catalogue}.po: {self.key}"

    @property
    def plain_forms(self) -> tuple[str, ...]:
        """The texts without the tags of rich text, whose quotes and dots are no typography."""
        return tuple(re.sub(r"<[^<>]*>", "", form) for form in self.forms)


def find_catalogue_errors(folder: Path) -> list[str]:
    """All errors of the catalogues in ``folder``, in the order of language, catalogue and key."""
    entries = list(_read_all(folder))
    errors = [*_unreadable_or_doubled(folder)]
    for entry in entries:
        errors += [f"{entry.place} {fault}." for fault in _faults(entry)]
    return sorted([*errors, *_differences(entries)])


def find_catalogue_warnings(folder: Path) -> list[str]:
    """Sentences of more than 20 words in German and English."""
    warnings = []
    for entry in _read_all(folder):
        if entry.language in ("de", "en"):
            longest = max((_words(text) for text in entry.plain_forms), default=0)
            if longest > _LONGEST_SENTENCE:
                warnings.append(f"{entry.place} has a sentence of {longest} words.")
    return warnings


def placeholders(text: str, forms: Collection[str] = ()) -> frozenset[str]:
    """The names in the placeholders ``{name}`` and ``{name:form}`` (one of ``forms``); ``ValueError`` for any other."""
    names = set()
    for _, name, spec, conversion in Formatter().parse(text):
        if name is None:
            continue
        if conversion or not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            raise ValueError(f"{{{name}}} is no plain placeholder")
        if spec and spec not in forms:
            raise ValueError(f"{{{name}:{spec}}} asks for no form of a state's name")
        names.add(name)
    return frozenset(names)


def _sources(folder: Path) -> Iterator[tuple[str, Path]]:
    for language in LANGUAGES:
        for source in sorted((folder / language).glob("*.po")):
            yield language, source


def _read_all(folder: Path) -> Iterator[_Entry]:
    from babel.messages.pofile import read_po

    for language, source in _sources(folder):
        with source.open("rb") as file:
            catalogue = read_po(file, locale=language)
        for message in catalogue:
            if message.id:
                key = message.id if isinstance(message.id, str) else message.id[0]
                forms = (
                    (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))
                )
                yield _Entry(language, source.stem, key, forms, message.fuzzy, message.pluralizable)


def _unreadable_or_doubled(folder: Path) -> Iterator[str]:
    from babel.messages.pofile import PoFileError, read_po

    for language, source in _sources(folder):
        place = f"{language}/{source.name}"
        content = source.read_bytes()
        try:
            read_po(content.splitlines(keepends=True), locale=language, abort_invalid=True)
        except PoFileError as error:
            yield f"{place} cannot be read: {error}."
        keys = re.findall(rb'^msgid "(.+)"$', content, re.MULTILINE)
        for key in (key for key, times in Counter(keys).items() if times > 1):
            yield f"{place}: {key.decode()} stands there twice."


def _faults(entry: _Entry) -> Iterator[str]:
    if entry.key.partition(".")[0] != entry.catalogue:
        yield "belongs to another catalogue by its first part"
    if entry.fuzzy:
        yield "is marked fuzzy"
    if not all(form.strip() for form in entry.forms):
        yield "has no text"
    if entry.key in entry.forms:
        yield "has its key for a text"
    for text in entry.plain_forms:
        yield from _text_faults(entry.language, text)


def _text_faults(language: str, text: str) -> Iterator[str]:
    try:
        placeholders(text, SPECS[language])
    except ValueError as error:
        yield f"has a bad placeholder ({error})"
    if re.match(r"f[\"'].*[\"']$", text):
        yield "is an f-string; texts take plain {name}"
    if "..." in text:
        yield "has three dots; write …"
    for pattern, fault in _STYLE[language]:
        if re.search(pattern, text):
            yield fault


def _differences(entries: list[_Entry]) -> Iterator[str]:
    by_key: dict[tuple[str, str], dict[str, _Entry]] = {}
    for entry in entries:
        by_key.setdefault((entry.catalogue, entry.key), {})[entry.language] = entry
    for (catalogue, key), found in by_key.items():
        for language in LANGUAGES:
            if language not in found:
                yield f"{language}/{catalogue}.po: {key} is missing."
        if len({_placeholders_of(entry) for entry in found.values()}) > 1:
            each = ", ".join(f"{lang} {sorted(_placeholders_of(entry))}" for lang, entry in found.items())
            yield f"{catalogue}.po: {key} has different placeholders: {each}."
        if len({entry.plural for entry in found.values()}) > 1:
            yield f"{catalogue}.po: {key} is a plural in some languages only."


def _placeholders_of(entry: _Entry) -> frozenset[str]:
    names: set[str] = set()
    for form in entry.forms:
        try:
            names |= placeholders(form, SPECS[entry.language])
        except ValueError:
            continue
    return frozenset(names)


def _words(text: str) -> int:
    """The words of the longest sentence; list items and lines count as sentences."""
    sentences = re.split(r"(?<=[.!?:;])[ \n]+|\n", text)
    return max((len(sentence.split(" ")) for sentence in sentences), default=0)
