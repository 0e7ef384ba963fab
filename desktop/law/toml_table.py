"""One table of a TOML file, read value by value; whatever is wrong becomes a sentence in a shared list.

A value that is missing or of the wrong kind is reported and replaced by an empty one, so that one pass over
the files finds all errors. Callers look at the list at the end and throw half-read objects away.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from desktop.domain.agreement import Citation, Confidence, Sourced
from desktop.law.parsed import parsed
from desktop.law.toml_lines import Lines, Place

CITATION_KINDS = ("art", "protocol", "part", "number", "closing", "table", "whole")
_SOURCE_KEYS = ("citations", "confidence", "checked", "open_points")
_LEVELS = {level.value: level for level in Confidence}
_NEVER = dt.date.min
_MANY_PARTS = re.compile(r"""(?:(?:(?<![\w-])[\w-]{1,80}|"[^"\n]{0,80}"|'[^'\n]{0,80}')[ \t]*\.[ \t]*){30}""")
_MANY_BRACKETS = re.compile(r"(?:[\[{][^\[\]{}]{0,200}){60}")
COMMANDS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|<[A-Za-z/!?]")
"""Texts are shown on pages, papers and terminals; none of these is ever to be obeyed there."""
T = TypeVar("T")


@lru_cache(maxsize=4096)
def parse_citation(text: str) -> Citation:
    """``"CN-DE-2001 art:4"`` or ``"CN-DE-2001 closing"`` or ``"CN-DE-2001"`` as a citation.

    Raises ``ValueError`` with a sentence where the text has another form.
    """
    instrument, _, rest = text.partition(" ")
    kind, colon, place = rest.partition(":")
    if not instrument or (rest and kind not in CITATION_KINDS) or (colon and not place):
        raise ValueError(f"“{text}” is no citation; write INSTRUMENT or INSTRUMENT KIND:PLACE.")
    return Citation(instrument, kind or "whole", place)


def load(path: Path, errors: list[str]) -> Table:
    """The top table of a TOML file; a file that cannot be read is one error and an empty table.

    Places in errors name the file with its folder, and the line: ``CN-DE/agreement.toml, line 3``.
    """
    name = f"{path.parent.name}/{path.name}"
    text = ""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        errors.append(f"{name}: the file cannot be read ({error.strerror}).")
    except UnicodeDecodeError as error:
        errors.append(f"{name}: this is no valid TOML ({error}).")
    return parse(text, name, errors)


def parse(text: str, name: str, errors: list[str]) -> Table:
    """The top table of ``text``, called ``name`` in errors; what is no TOML is one error and an empty table."""
    try:
        _refuse_depth(text)
        return Table(parsed(text), name, "", errors, lines=Lines(text))
    except (
        ValueError,
        RecursionError,
    ) as error:  # also numbers of thousands of digits, and lists without end
        errors.append(f"{name}: this is no valid TOML ({error}).")
        return Table({}, name, "", errors)


def _refuse_depth(text: str) -> None:
    """Raise ``ValueError`` for names and lists nested deeper than any law is: parsers take the square of the time."""
    if _MANY_PARTS.search(text) or _MANY_BRACKETS.search(text):
        raise ValueError("names or lists are nested too deep")


class Table:
    """A table of ``path`` found at ``place``; reports into ``errors``.

    Call ``close`` on the top table once everything is read: it reports the names that nobody asked for,
    in this table and in all those it handed out.
    """

    __slots__ = ("_asked", "_children", "_data", "_errors", "_lines", "_parent", "_path", "_place", "_steps")

    def __init__(
        self,
        data: Mapping[str, Any],
        path: str,
        place: str,
        errors: list[str],
        parent: Table | None = None,
        *,
        lines: Lines | None = None,
        steps: Place = (),
    ) -> None:
        self._data = data
        self._path = path
        self._place = place
        self._errors = errors
        self._parent = parent
        self._lines = lines
        self._steps = steps
        self._asked: set[str] = set()
        self._children: list[Table] = []

    def __contains__(self, name: str) -> bool:
        return name in self._data

    @property
    def names(self) -> tuple[str, ...]:
        """The names that stand in this table, in the order of the file."""
        return tuple(self._data)

    def error(self, sentence: str) -> None:
        """Report ``sentence`` with file, line and place in front.

        The line is that of the value whose name begins the sentence, else that of this table.
        """
        line = self._lines.of((*self._steps, sentence.partition(" ")[0])) if self._lines else None
        where = [self._path, *([f"line {line}"] if line else []), *([self._place] if self._place else [])]
        told = f"{', '.join(where)}: {sentence}"
        if told not in self._errors:  # a value that others inherit is asked for more than once
            self._errors.append(told)

    def text(self, name: str) -> str:
        """A text that must stand here and must not be empty."""
        return self._get(name, str, "a text", "")

    def optional_text(self, name: str, otherwise: str = "") -> str:
        """A text, or ``otherwise`` where none stands."""
        return self.text(name) if name in self else self._absent(name, otherwise)

    def choice(self, name: str, allowed: Collection[str]) -> str:
        """A text that is one of ``allowed``."""
        value = self.text(name)
        if value and value not in allowed:
            self.error(f"{name} is “{value}”; allowed are {', '.join(sorted(allowed))}.")
        return value

    def integer(self, name: str) -> int:
        """A whole number that must stand here."""
        return self._get(name, int, "a whole number", 0)

    def optional_integer(self, name: str) -> int | None:
        """A whole number, or ``None`` where none stands."""
        return self.integer(name) if name in self else self._absent(name, None)

    def flag(self, name: str, otherwise: bool = False) -> bool:
        """True or false; ``otherwise`` where neither stands."""
        return (
            self._get(name, bool, "true or false", otherwise)
            if name in self
            else self._absent(name, otherwise)
        )

    def date(self, name: str) -> dt.date:
        """A day that must stand here."""
        return self._get(name, dt.date, "a date", _NEVER)

    def optional_date(self, name: str) -> dt.date | None:
        """A day, or ``None`` where none stands."""
        return self.date(name) if name in self else self._absent(name, None)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts that must stand here and must not be empty."""
        values = self.values(name)
        texts = tuple(value for value in values if isinstance(value, str))
        if len(texts) < len(values):
            self.error(f"{name} must be a list of texts.")
        if any(COMMANDS.search(text) for text in texts):
            self.error(f"{name} holds a tag or a character that commands a terminal; write plain text.")
        return texts

    def optional_texts(self, name: str) -> tuple[str, ...]:
        """A list of texts, empty where none stands."""
        return self.texts(name) if name in self else self._absent(name, ())

    def values(self, name: str) -> tuple[object, ...]:
        """A list of values of any kind that must stand here and must not be empty."""
        values = tuple(self._get(name, list, "a list", []))
        if not values and self._data.get(name) == []:
            self.error(f"{name} is an empty list; leave it out or fill it.")
        return values

    def words(self, name: str) -> Mapping[str, str]:
        """A table of texts by name, such as official names by language; it must not be empty."""
        table = self.table(name)
        return {key: table.text(key) for key in table.names}

    def optional_words(self, name: str) -> Mapping[str, str]:
        """A table of texts by name, empty where none stands."""
        return self.words(name) if name in self else self._absent(name, {})

    def table(self, name: str) -> Table:
        """A table within this one that must stand here."""
        return self._child(self._get(name, dict, "a table", {}), name, (name,))

    def optional_table(self, name: str) -> Table | None:
        """A table within this one, or ``None`` where none stands."""
        return self.table(name) if name in self else self._absent(name, None)

    def tables(self, name: str) -> tuple[Table, ...]:
        """The ``[[name]]`` tables, empty where none stand; each is placed by its id, code, key or number."""
        if name not in self:
            return self._absent(name, ())
        found = self._get(name, list, "a list of tables", [])
        if not all(isinstance(item, dict) for item in found):
            self.error(f"{name} must be a list of tables.")
            return ()
        return tuple(
            self._child(item, f"{name} {_label(item, number + 1)}", (name, number))
            for number, item in enumerate(found)
        )

    def sourced(self, otherwise: Sourced | None = None) -> Sourced:
        """Citations, confidence, day of checking and open points of this table.

        ``checked`` may stand once in a table around this one. Where neither citations nor confidence stand
        here and ``otherwise`` is given, the value shares that source; open points named here are added.
        """
        open_points = self.optional_texts("open_points")
        if otherwise is not None and "citations" not in self and "confidence" not in self:
            self._asked.update(_SOURCE_KEYS)
            return Sourced(
                otherwise.citations,
                otherwise.confidence,
                self._checked(),
                otherwise.open_points + open_points,
            )
        confidence = self.choice("confidence", _LEVELS)
        return Sourced(
            self.citations("citations"),
            _LEVELS.get(confidence, Confidence.LOW),
            self._checked(),
            open_points,
        )

    def citations(self, name: str) -> tuple[Citation, ...]:
        """A list of citations that must stand here and must not be empty."""
        found = []
        for text in self.texts(name):
            try:
                found.append(parse_citation(text))
            except ValueError as error:
                self.error(str(error))
        return tuple(found)

    def close(self) -> None:
        """Report every name that was never asked for, here and in the tables handed out."""
        for name in self._data:
            if name not in self._asked:
                self.error(f"{name} is not known here.")
        for child in self._children:
            child.close()

    def _checked(self) -> dt.date:
        table: Table | None = self
        while table is not None:
            if "checked" in table:
                return table.date("checked")
            table = table._parent
        self.error("checked is missing: the day of the last comparison with the source.")
        return _NEVER

    def _child(self, data: Mapping[str, Any], name: str, steps: Place) -> Table:
        place = f"{self._place}, {name}" if self._place else name
        steps = (*self._steps, *steps)
        child = Table(data, self._path, place, self._errors, self, lines=self._lines, steps=steps)
        self._children.append(child)
        return child

    def _absent(self, name: str, otherwise: T) -> T:
        self._asked.add(name)
        return otherwise

    def _get(self, name: str, kind: type[T], kind_in_words: str, otherwise: T) -> T:
        self._asked.add(name)
        value: object = self._data.get(name)
        # Not isinstance: Python counts true as a whole number and a moment in time as a date; the law does not.
        if type(value) is not kind:
            self.error(f"{name} must be {kind_in_words}." if name in self._data else f"{name} is missing.")
            return otherwise
        if not value and kind is str:
            self.error(f"{name} is empty.")
        if kind is str and COMMANDS.search(str(value)):
            self.error(f"{name} holds a tag or a character that commands a terminal; write plain text.")
        return value


def _label(item: Mapping[str, Any], number: int) -> str:
    """What tells this table from its neighbours: its id, code, key or stage, else its number in the list."""
    for name in ("id", "code", "key", "stage"):
        if isinstance(item.get(name), str):
            return str(item[name])
    return f"no. {number}"
