"""On which line of a TOML file a value stands; ``tomllib`` forgets it, and a fault is told with its line."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

Step = str | int
Place = tuple[Step, ...]
"""The names and, in lists, the numbers (from 0) on the way from the top of the file to a value."""

_TOKEN: Final = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|\#[^\n]*|\n|[\[\]{}=,.]'
    r"|[^\s\[\]{}=,.\"'\#]+",
    re.DOTALL,
)
_END: Final = ("", 0)


class Lines:
    """The lines of one file whose ``text`` is valid TOML; counted only when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    def of(self, place: Place) -> int | None:
        """The line of the value at ``place``, counted from 1, else of the nearest table around it."""
        while place:
            if (line := self._found.get(place)) is not None:
                return line
            place = place[:-1]
        return None

    @cached_property
    def _found(self) -> dict[Place, int]:
        return _Scanner(self._text).lines()


class _Scanner:
    """Walks over the tokens of a valid file; what it does not understand it passes over."""

    def __init__(self, text: str) -> None:
        self._tokens = _tokens(text)
        self._at = 0
        self._lines: dict[Place, int] = {}
        self._counts: dict[Place, int] = {}

    def lines(self) -> dict[Place, int]:
        table: Place = ()
        while (token := self._look())[0]:
            if token[0] == "[":
                table = self._header()
            elif token[0] == "\n":
                self._next()
            else:
                self._pair(table)
        return self._lines

    def _look(self) -> tuple[str, int]:
        return self._tokens[self._at] if self._at < len(self._tokens) else _END

    def _next(self) -> tuple[str, int]:
        token = self._look()
        self._at += 1
        return token

    def _header(self) -> Place:
        """``[a.b]`` or ``[[a.b]]``: the table that the following names belong to."""
        _, line = self._next()
        many = self._look()[0] == "["
        if many:
            self._next()
        names = self._names("]")
        place: Place = ()
        for name in names[:-1]:
            place = self._last((*place, name))
            self._lines.setdefault(place, line)
        place = (*place, *names[-1:])
        if many:
            self._lines.setdefault(place, line)
            self._counts[place] = self._counts.get(place, -1) + 1
            place = self._last(place)
            self._next()
        self._lines[place] = line
        return place

    def _last(self, place: Place) -> Place:
        """The table itself, or the last one of a list of tables."""
        return (*place, self._counts[place]) if place in self._counts else place

    def _names(self, until: str) -> tuple[str, ...]:
        names = []
        while (token := self._next())[0] not in (until, "", "\n"):
            if token[0] != ".":
                names.append(token[0].strip("\"'"))
        return tuple(names)

    def _pair(self, table: Place) -> None:
        line = self._look()[1]
        names = self._names("=")
        for length in range(1, len(names) + 1):
            self._lines.setdefault((*table, *names[:length]), line)
        self._value((*table, *names))

    def _value(self, place: Place) -> None:
        opening, line = self._next()
        self._lines.setdefault(place, line)
        if opening == "[":
            self._list(place)
        elif opening == "{":
            self._inline_table(place)
        else:
            while self._look()[0] not in (",", "]", "}", "\n", ""):
                self._next()

    def _list(self, place: Place) -> None:
        number = 0
        while (token := self._look())[0] not in ("]", ""):
            if token[0] in (",", "\n"):
                self._next()
                continue
            self._value((*place, number))
            number += 1
        self._next()

    def _inline_table(self, place: Place) -> None:
        while (token := self._look())[0] not in ("}", ""):
            if token[0] in (",", "\n"):
                self._next()
                continue
            self._pair(place)
        self._next()


def _tokens(text: str) -> list[tuple[str, int]]:
    """Each token with its line; comments are left out."""
    found, line, seen = [], 1, 0
    for match in _TOKEN.finditer(text):
        line += text.count("\n", seen, match.start())
        seen = match.start()
        if not match[0].startswith("#"):
            found.append((match[0], line))
    return found
