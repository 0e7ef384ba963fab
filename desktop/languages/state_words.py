"""States as tables name them: by their code or by a name in one of our four languages (Unicode CLDR)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from desktop.domain.imports.matching import plain

_LOCALES: Final = ("zh_Hans", "de", "ko", "en")


@cache
def state_code(text: str) -> str:
    """The ISO 3166-1 code of the state that ``text`` names; empty where it names none."""
    word = plain(text)
    return _states().get(word, "") if word else ""


@cache
def _states() -> Mapping[str, str]:
    from babel.core import Locale

    found: dict[str, str] = {}
    for locale in _LOCALES:
        for code, name in Locale.parse(locale).territories.items():
            if len(code) == 2 and code.isalpha():
                found.setdefault(plain(name), code)
                found.setdefault(code.casefold(), code)
    return found
