"""Places in the law and branches of insurance, named as the reader's language names them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from desktop.languages.catalogues import MissingText
from desktop.languages.states import StateName

if TYPE_CHECKING:
    from desktop.domain.agreement import Citation, Instrument, Law
    from desktop.languages.language import Language

_DATA_NAMES: Final = {"zh_Hans": "zh"}
"""Official names are data and carry the short code of the language."""

_TITLED: Final = {"treaty", "notes", "protocol", "arrangement", "memorandum", "law"}
"""Kinds of instruments that have a title, set in title marks (《》, 「」); notices go by their number."""

_SUBDIVIDED: Final = ((re.compile(r"(\w+)\((\w+)\)"), "sub"), (re.compile(r"(\d+)-(\d+)"), "branch"))


def official(code: str, names: Mapping[str, str]) -> str:
    """The name in the language ``code``, else the English one, else the first there is, else nothing."""
    return names.get(_DATA_NAMES.get(code, code)) or names.get("en") or next(iter(names.values()), "")


def citation(language: Language, place: Citation, law: Law) -> str:
    """A place in an instrument in one phrase; ``KeyError`` where the law does not hold the instrument."""
    instrument = law.instruments[place.instrument]
    title = _title(language, instrument)
    if not place.place and place.kind != "closing":
        return title
    kind = "section" if _is_german_act(instrument) and place.kind == "art" else place.kind
    for pattern, suffix in _SUBDIVIDED:
        key = f"languages.citation.{kind}_{suffix}"
        if (found := pattern.fullmatch(place.place)) and language.has(key):
            return language.text(key, instrument=title, place=found[1], sub=found[2])
    return language.text(f"languages.citation.{kind}", instrument=title, place=place.place)


def branch(language: Language, code: str, state: str) -> str:
    """A branch of insurance by the name ``state`` gives it, by its general name in other states."""
    own = f"languages.branch.{state}.{code}"
    return language.text(own if language.has(own) else f"languages.branch.{code}")


def state(language: Language, code: str) -> str:
    """A state by its ISO 3166-1 code, in its everyday name; raises ``MissingText`` for other codes."""
    name = language.locale.territories.get(code)
    if name is None or not code.isalpha():
        raise MissingText(f"state {code}", language.code)
    return str(name)


def region(language: Language, code: str) -> StateName:
    """A part of a state by its ISO 3166-2 code, or its own ISO 3166-1 code; the code itself where we know no name."""
    if code.isalpha() and code in language.locale.territories:
        return StateName(state(language, code), language.code, code)
    known = f"languages.region.{code}"
    return StateName(language.text(known) if language.has(known) else code, language.code)


def country_line(language: Language, code: str) -> str:
    """The last line of an address abroad: the name the post of that state expects where we know one."""
    own = f"languages.address.{code}"
    return language.text(own) if language.has(own) else state(language, code)


def _title(language: Language, instrument: Instrument) -> str:
    title = official(language.code, instrument.short) or official(language.code, instrument.titles)
    if instrument.kind not in _TITLED or re.search("[《「〔]", title):
        return title or instrument.id
    return language.text("languages.citation.title", title=title)


def _is_german_act(instrument: Instrument) -> bool:
    """German acts are cited by sections (§), treaties and the acts of the other states by articles."""
    return instrument.kind == "law" and instrument.authentic == ("de",)
