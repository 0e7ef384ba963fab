"""Which names of states take an article, by ISO 3166-1 code.

German follows the list of state names of the Federal Foreign Office and the StAGN list of territories, English
that of the United Nations; a name that stands in no table here takes no article.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Noun:
    """A German name without its article; ``gender`` is f, m, n, p (plural) or empty where it takes none."""

    gender: str
    nominative: str
    dative: str
    genitive: str


GERMAN_ARTICLES: Final[Mapping[str, tuple[str, str, str]]] = {
    "f": ("die", "der", "der"),
    "m": ("den", "dem", "des"),
    "n": ("das", "dem", "des"),
    "p": ("die", "den", "der"),
}
"""Accusative, dative and genitive."""

GERMAN_GENDERS: Final[Mapping[str, str]] = {
    code: gender
    for gender, codes in {
        "f": "AQ BV CG CH CX EH IM MD MN NF SK TR UA VA",
        "m": "IQ IR LB SD SN SS TD YE",
        "p": "AX BS CC CK FK KM KY MH MV PH PN SB SC TC",
    }.items()
    for code in codes.split()
}
"""Names with an article that are the same in every case."""

GERMAN_DECLINED: Final[Mapping[str, Noun]] = {
    "AE": Noun(
        "p",
        "Vereinigten Arabischen Emirate",
        "Vereinigten Arabischen Emiraten",
        "Vereinigten Arabischen Emirate",
    ),
    "BQ": Noun("p", "Karibischen Niederlande", "Karibischen Niederlanden", "Karibischen Niederlande"),
    "CD": Noun(
        "f", "Demokratische Republik Kongo", "Demokratischen Republik Kongo", "Demokratischen Republik Kongo"
    ),
    "CF": Noun(
        "f", "Zentralafrikanische Republik", "Zentralafrikanischen Republik", "Zentralafrikanischen Republik"
    ),
    "DO": Noun("f", "Dominikanische Republik", "Dominikanischen Republik", "Dominikanischen Republik"),
    "FO": Noun("p", "Färöer", "Färöern", "Färöer"),
    "GB": Noun("n", "Vereinigte Königreich", "Vereinigten Königreich", "Vereinigten Königreichs"),
    "GS": Noun(
        "",
        "Südgeorgien und die Südlichen Sandwichinseln",
        "Südgeorgien und den Südlichen Sandwichinseln",
        "Südgeorgien und den Südlichen Sandwichinseln",
    ),
    "HM": Noun(
        "", "Heard und die McDonaldinseln", "Heard und den McDonaldinseln", "Heard und den McDonaldinseln"
    ),
    "IO": Noun(
        "n",
        "Britische Territorium im Indischen Ozean",
        "Britischen Territorium im Indischen Ozean",
        "Britischen Territoriums im Indischen Ozean",
    ),
    "MP": Noun("p", "Nördlichen Marianen", "Nördlichen Marianen", "Nördlichen Marianen"),
    "NL": Noun("p", "Niederlande", "Niederlanden", "Niederlande"),
    "PS": Noun(
        "p",
        "Palästinensischen Autonomiegebiete",
        "Palästinensischen Autonomiegebieten",
        "Palästinensischen Autonomiegebiete",
    ),
    "TF": Noun(
        "p",
        "Französischen Süd- und Antarktisgebiete",
        "Französischen Süd- und Antarktisgebieten",
        "Französischen Süd- und Antarktisgebiete",
    ),
    "UM": Noun(
        "p", "Amerikanischen Überseeinseln", "Amerikanischen Überseeinseln", "Amerikanischen Überseeinseln"
    ),
    "US": Noun("p", "Vereinigten Staaten", "Vereinigten Staaten", "Vereinigten Staaten"),
    "VC": Noun(
        "",
        "St. Vincent und die Grenadinen",
        "St. Vincent und den Grenadinen",
        "St. Vincent und den Grenadinen",
    ),
    "VG": Noun("p", "Britischen Jungferninseln", "Britischen Jungferninseln", "Britischen Jungferninseln"),
    "VI": Noun(
        "p", "Amerikanischen Jungferninseln", "Amerikanischen Jungferninseln", "Amerikanischen Jungferninseln"
    ),
}
"""Names that change with the case; after an article adjectives take the weak ending."""

GERMAN_NAMES: Final[Mapping[str, str]] = {"CG": "Republik Kongo", "HK": "Hongkong", "MO": "Macau"}
"""What a sentence calls them instead of the name in lists."""

_ISLANDS: Final = """
AI AW AX BL BM BS BV CC CK CW CX FK FO GG GP GS GU HM IM JE KM KY MF MH MP MQ MS MV NF NU PH PM PN RE SB SC SH SJ
SX TC TK UM VG VI WF YT
"""
GERMAN_ISLANDS: Final = frozenset(_ISLANDS.split())
"""One is "auf" them: territories that are islands, and states whose names are those of islands in the plural."""

_THE: Final = """
AE AX BQ BS CC CD CF CG CK DO FK FO GB GM IM IO KM KY MH MP MV NL PH PN PS SB SC TC TF UM US VG VI
"""
ENGLISH_THE: Final = frozenset(_THE.split())

ENGLISH_NAMES: Final[Mapping[str, str]] = {
    "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo",
    "GS": "South Georgia & the South Sandwich Islands",
    "HK": "Hong Kong",
    "MO": "Macao",
}
"""What a sentence calls them instead of the name in lists."""
