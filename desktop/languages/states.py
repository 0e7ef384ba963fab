"""Names of states as they stand in a sentence: "in der Schweiz", "to the Netherlands", "중국은".

A text asks for the form it needs by the format of its placeholder, ``{host:in}``; German and English know ``in``,
``to``, ``from``, ``of`` (genitive), ``the`` (subject or object) and ``dat`` (dative), each with a capital where it
begins a sentence (``In``). Korean asks by the particle after a consonant: 은, 이, 을, 과, 로. Chinese needs none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from desktop.languages.state_articles import Noun

_CASES: Final = ("in", "to", "from", "of", "the", "dat")
_PARTICLES: Final = {"은": "는", "이": "가", "을": "를", "과": "와", "로": "로"}
"""After a consonant: after a vowel. 로 is 으로 after a consonant other than ㄹ."""

SPECS: Final[Mapping[str, frozenset[str]]] = {
    "de": frozenset(_CASES) | {case.capitalize() for case in _CASES},
    "en": frozenset(_CASES) | {case.capitalize() for case in _CASES},
    "zh_Hans": frozenset(_CASES) | {case.capitalize() for case in _CASES},
    "ko": frozenset(_PARTICLES),
}
"""The formats a placeholder may have, by language."""

GENERAL: Final = ("home", "host")
"""In place of a code: general words, such as "home country", where the state is not known."""

_CONTRACTED: Final = {("in", "dem"): "im", ("in", "das"): "ins"}
_AWAY: Final = {"in": "aus", "auf": "von"}

_SYLLABLES: Final = ("가", "힣")
_FINALS: Final = 28
"""Hangul syllables stand in Unicode in groups of 28, one for each final consonant, the first without one."""
_RIEUL: Final = 8
"""The place of the final ㄹ in its group."""


class StateName(str):
    """A name that formats itself for its place in a sentence; in all else a plain string.

    ``format(name, "")`` is the plain name; a format outside ``SPECS`` of its language raises ``ValueError``.
    """

    __slots__ = ("_language", "_state")
    _language: str
    _state: str

    def __new__(cls, name: str, language: str, state: str = "") -> StateName:
        """``language`` is a code of ours, ``state`` an ISO 3166-1 code, one of ``GENERAL``, or empty.

        Without a code the name takes no article, such as a line to write a name on.
        """
        made = super().__new__(cls, name)
        made._language, made._state = language, state
        return made

    def __format__(self, spec: str) -> str:
        if not spec:
            return str(self)
        if spec not in SPECS[self._language]:
            raise ValueError(f"{spec!r} is no form of a state's name in {self._language}")
        if self._language == "ko":
            return self + particle(self, spec)
        if self._language == "zh_Hans":
            return str(self)
        forms = _german(self, self._state) if self._language == "de" else _english(self, self._state)
        form = forms[spec.lower()]
        return form if spec.islower() else form[:1].upper() + form[1:]


def particle(word: str, after_consonant: str) -> str:
    """The Korean particle that follows ``word``, named by its form after a consonant (은, 이, 을, 과, 로).

    What stands in brackets at the end is not read; a word that does not end in Hangul counts as ending in a vowel.
    """
    first, last = _SYLLABLES
    ending = word.partition("(")[0].rstrip()[-1:]
    final = (ord(ending) - ord(first)) % _FINALS if first <= ending <= last else 0
    if after_consonant == "로":
        return "으로" if final not in (0, _RIEUL) else "로"
    return after_consonant if final else _PARTICLES[after_consonant]


def _english(name: str, state: str) -> dict[str, str]:
    from desktop.languages import state_articles as articles  # needed by the first state named, not to start

    name = articles.ENGLISH_NAMES.get(state, name)
    the = f"the {name}" if state in GENERAL or state in articles.ENGLISH_THE else name
    return {case: the if case in ("the", "dat") else f"{case} {the}" for case in _CASES}


def _german(name: str, state: str) -> dict[str, str]:
    from desktop.languages import state_articles as articles

    if state in GENERAL:
        noun = articles.Noun("m", name, name, f"{name}s")
        return _with_article(noun, "in") | {"the": f"der {name}"}
    name = articles.GERMAN_NAMES.get(state, name)
    gender = articles.GERMAN_GENDERS.get(state, "")
    noun = articles.GERMAN_DECLINED.get(state) or articles.Noun(gender, name, name, name)
    place = "auf" if state in articles.GERMAN_ISLANDS else "in"
    return _with_article(noun, place) if noun.gender else _without_article(noun, place)


def _with_article(noun: Noun, place: str) -> dict[str, str]:
    from desktop.languages.state_articles import GERMAN_ARTICLES

    accusative, dative, genitive = GERMAN_ARTICLES[noun.gender]
    into = _CONTRACTED.get((place, accusative), f"{place} {accusative}")
    within = _CONTRACTED.get((place, dative), f"{place} {dative}")
    # Irak and its like may stand without an article, so that one form serves as subject and as object.
    the = noun.nominative if noun.gender == "m" else f"{accusative} {noun.nominative}"
    return {
        "in": f"{within} {noun.dative}",
        "to": f"{into} {noun.nominative}",
        "from": f"{_AWAY[place]} {dative} {noun.dative}",
        "of": f"{genitive} {noun.genitive}",
        "the": the,
        "dat": f"{dative} {noun.dative}",
    }


def _without_article(noun: Noun, place: str) -> dict[str, str]:
    # No -s after a sibilant, nor in names of several parts.
    bare = " " in noun.dative or noun.dative.endswith(("s", "x", "z", "ß"))
    return {
        "in": f"{place} {noun.dative}",
        "to": f"nach {noun.dative}",
        "from": f"{_AWAY[place]} {noun.dative}",
        "of": f"von {noun.dative}" if bare else f"{noun.dative}s",
        "the": noun.nominative,
        "dat": noun.dative,
    }
