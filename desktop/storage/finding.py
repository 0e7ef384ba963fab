"""Finding among many: the ids of those who fit what was typed; the rows of the few that are seen come after."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from desktop.domain.case import Sought
from desktop.domain.record.person import Person
from desktop.storage.shelf import Lazily, Shelf

MOST_WORDS: Final = 100
"""No name has more words; SQLite takes no condition of thousands."""


def teach_casefold(connection: Any) -> None:
    """Give SQL the ``casefold`` of Python: SQLite alone knows small and capital letters from a to z only."""
    connection.create_function("casefold", 1, _casefold, deterministic=True)


def people_who_fit(connection: Any, typed: str) -> tuple[int, ...]:
    """The ids by name of those in whose name or day of birth (``1990-05-17``) every word typed is found."""
    words = list(dict.fromkeys(typed.casefold().split()))
    if len(words) > MOST_WORDS:
        return ()
    fits = ["(instr(casefold(name), ?) OR instr(born_on, ?))"] * len(words)
    values = [word for word in words for _ in range(2)]
    found = connection.execute(f"SELECT id FROM person {_where(fits)} ORDER BY name, id", values)
    return tuple(number for (number,) in found)


def people_called(shelf: Shelf[Person], ids: Sequence[int]) -> Lazily[Person]:
    """The people with these ids, those that are still there, by name."""
    marks = ", ".join("?" * len(ids))
    return shelf.where(f"WHERE id IN ({marks}) ORDER BY name, id", list(ids))


def cases_that_fit(connection: Any, sought: Sequence[Sought]) -> tuple[int, ...]:
    """The ids of the cases that are not deleted and hold every word sought, those changed last first.

    A word is looked for in the case's name, its person's name, the names of its states and of its outcome.
    """
    sought = list(dict.fromkeys(sought))
    if len(sought) > MOST_WORDS:
        return ()
    fits = [_CASE_FITS.format(n) for n in range(len(sought))]
    values: dict[str, str] = {}
    for n, one in enumerate(sought):
        values[f"word{n}"] = one.word.casefold()
        values[f"states{n}"] = json.dumps([json.dumps(code) for code in one.states])
        values[f"outcomes{n}"] = json.dumps(one.outcomes)
    found = connection.execute(
        f"SELECT id FROM posting {_where(['deleted_on IS NULL', *fits])} ORDER BY changed_on DESC, id DESC",
        values,
    )
    return tuple(number for (number,) in found)


_NAMES = "('person.name_zh', 'person.name_hangul', 'person.surname_latin', 'person.given_latin')"
_CASE_FITS = f"""(
    instr(casefold(name), :word{{0}})
    OR COALESCE(outcome, '') IN (SELECT value FROM json_each(:outcomes{{0}}))
    OR id IN (SELECT case_id FROM answer
              WHERE fact IN ('from', 'to') AND value IN (SELECT value FROM json_each(:states{{0}})))
    OR person_id IN (SELECT id FROM person WHERE instr(casefold(name), :word{{0}}))
    OR person_id IN (SELECT person_id FROM person_field
                     WHERE key IN {_NAMES} AND instr(casefold(json_extract(value, '$')), :word{{0}}))
    OR id IN (SELECT case_id FROM field
              WHERE key IN {_NAMES} AND instr(casefold(json_extract(value, '$')), :word{{0}}))
)"""


def _where(conditions: Sequence[str]) -> str:
    return f"WHERE {' AND '.join(conditions)}" if conditions else ""


def _casefold(text: str | None) -> str | None:
    return None if text is None else text.casefold()
