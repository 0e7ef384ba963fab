"""Terms of the field found in a text: the longest one at each place, by the words of one language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.agreement import Law

COLUMNS = {"zh_Hans": "zh", "de": "de", "ko": "ko", "en": "en"}
"""The columns of the glossary by language of the screen."""

_MARKED = ("inst", "br", "scheme", "law", "con", "per", "form", "rel", "con2")
"""Groups of the glossary whose terms are explained; the others are names of fields, buttons and days."""
_EVERYDAY = frozenset({
    "law.national", "law.enter_force",
    "law.agency", "law.territory", "law.both_states", "law.other_state", "law.state_party",
    "law.legislation", "law.insurer", "law.notice", "law.notes", "per.employee", "per.employer", "per.hr",
    "per.applicant", "per.payroll", "per.representative", "per.civil_servant", "per.family", "per.host_entity",
    "per.agency", "per.chef", "con.binding", "con.mandatory", "con.excluded", "con.discretion", "con.retroactive",
    "con.exception", "con2.contribution", "con2.rate", "con2.deduct", "con.place_of_work", "con.host_state",
    "con.home_state", "con.exemption", "rel.client", "rel.branch", "form.sample", "form.guide", "form.checklist",
    "form.roster", "form.contact_form", "inst.host",
})  # fmt: skip
"""Words that everybody knows: marking them would only crowd the page."""

_ENDINGS = {"de": "(?:e|en|er|es|n|s)?", "en": "s?", "ko": "", "zh_Hans": ""}
_SHORTEST = {"de": 5, "en": 5, "ko": 3, "zh_Hans": 2}
_BRACKETS = re.compile(r"[(（][^)）]*[)）]")
_SHORT_FORM = re.compile(r"[(（]kurz: ([^)）]+)[)）]")
_BETWEEN = re.compile(r"\s*[/;；]\s*")


@dataclass(frozen=True, slots=True)
class Found:
    """A term in a text: from where to where, and its key."""

    first: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class TermIndex:
    """The terms of one language, ready to be found."""

    pattern: re.Pattern[str]
    keys: dict[str, str]

    def find(self, text: str) -> Iterator[Found]:
        """Every term in ``text``, from the left, none inside another."""
        for match in self.pattern.finditer(text):
            yield Found(*match.span(), self.keys[match["term"].casefold()])


@lru_cache(maxsize=8)
def term_index(law: Law, language: str) -> TermIndex:
    """The index of the terms of ``law`` in ``language``, one of the codes of ``COLUMNS``."""
    keys: dict[str, str] = {}
    for term in law.terms.values():
        if term.key.partition(".")[0] in _MARKED and term.key not in _EVERYDAY:
            for word in _words(term.words.get(COLUMNS[language], ""), language):
                keys.setdefault(word.casefold(), term.key)
    words = "|".join(re.escape(word) for word in sorted(keys, key=len, reverse=True)) or "(?!)"
    before = "" if language == "zh_Hans" else r"(?<!\w)"
    after = r"(?!\w)" if language in ("de", "en") else ""
    return TermIndex(re.compile(f"{before}(?P<term>{words}){_ENDINGS[language]}{after}", re.IGNORECASE), keys)


def _words(text: str, language: str) -> Iterator[str]:
    """The ways a glossary entry may stand in a sentence: its short form, and each word without what is in brackets."""
    short_form = _SHORT_FORM.findall(text)
    for word in (*_BETWEEN.split(_BRACKETS.sub("", text)), *short_form):
        short = word.isupper() and len(word) > 2
        if len(word.strip()) >= _SHORTEST[language] or short:
            yield word.strip()
