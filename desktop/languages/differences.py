"""What differs between two editions of the law, in words."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from desktop.domain.agreement import Citation
from desktop.domain.facts import BRANCHES
from desktop.domain.law_diff import ABSENT, Difference

if TYPE_CHECKING:
    from desktop.languages.language import Language

_BY_NAME = {
    "agreements": "law.agreement.{}.name",
    "categories": "law.category.{}.name",
    "conditions": "law.condition.{}",
    "limits": "law.stage.{}",
}
"""Entries that have words of their own, by the list they stand in."""
_LONGEST = 120


def difference_words(language: Language, difference: Difference) -> str:
    """One difference in a line: where it is, and what stands there before and after."""
    where = " › ".join(_places(language, difference.path))
    if difference.before is ABSENT or difference.after is ABSENT:
        return language.text(f"pages.edition.diff.{difference.kind}", place=where)
    before, after = (_value(language, value) for value in (difference.before, difference.after))
    return language.text("pages.edition.diff.changed", place=where, before=before, after=after)


def _places(language: Language, path: tuple[str, ...]) -> Iterator[str]:
    """The names on the way, in words where there are any; the lists of what has words go without saying."""
    for step, holder in zip(path, ("", *path[:-1]), strict=True):
        if holder == "directions":
            yield language.text("pages.edition.from", home=language.state(step))
        elif holder in _BY_NAME:
            yield _named(language, holder, step, path)
        elif step not in (*_BY_NAME, "directions") or step == path[-1]:
            yield _field(language, step)


def _named(language: Language, holder: str, name: str, path: tuple[str, ...]) -> str:
    key = _BY_NAME[holder].format(name)
    if not language.has(key):
        return name
    words = language.text(key, **_states(language, path))
    return words if holder == "limits" else f"{words} ({name})"


def _states(language: Language, path: tuple[str, ...]) -> dict[str, object]:
    """The home and host state of the direction on the way, from the id of its agreement (``CN-DE-2001``)."""
    if path[0] != "agreements" or "directions" not in path[:-1]:
        return {}
    home = path[path.index("directions") + 1]
    host = next((state for state in path[1].split("-")[:2] if state != home), home)
    return {"home": language.state(home), "host": language.state(host)}


def _field(language: Language, step: str) -> str:
    key = f"pages.edition.field.{step}"
    return language.text(key) if language.has(key) else step


def _value(language: Language, value: object) -> str:
    if value is None or value in ((), ""):
        return language.text("pages.edition.nothing")
    if isinstance(value, bool):
        return language.text(f"pages.edition.{str(value).lower()}")
    if isinstance(value, dt.date):
        return language.date(value)
    if isinstance(value, tuple):
        return ", ".join(_value(language, item) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_value(language, item)}" for name, item in value.items())
    text = language.branch(str(value)) if value in BRANCHES else _plain(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _plain(value: object) -> str:
    if isinstance(value, Citation):
        place = f" {value.kind}:{value.place}" if value.place else ""
        return f"{value.instrument}{place}"
    if dataclasses.is_dataclass(value):
        return str(next((getattr(value, n) for n in ("id", "code", "key") if hasattr(value, n)), "…"))
    return str(getattr(value, "value", value))
