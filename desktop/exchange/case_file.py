"""Case files: JSON with the facts of a case and, for its papers, the fields and the languages.

Facts stay as they stand in the file; ``desktop.domain.facts_io`` reads them and ``desktop.domain.fields`` the
fields, because those know what each may hold. Keys of the file that are not named here are ignored.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from desktop.domain.case import FieldValue
from desktop.problems import FileNotText, FileProblem, MalformedJson, read_problem

MOST_BYTES: Final = 50_000_000
"""Forty thousand cases with all their fields."""
LANGUAGES: Final = ("de", "en", "ko", "zh_Hans")


class DuplicateName(FileProblem):
    """An object of the JSON says the same name twice, so that it is open which value is meant."""

    key = "errors.json.duplicate"
    takes = ("path", "name")


class CasesTooLarge(FileProblem):
    """More than ``limit`` megabytes."""

    key = "errors.json.too_large"
    takes = ("path", "limit")


class _Twice(Exception):
    """The name that stands twice."""


class SeveralCases(FileProblem):
    """A list of ``number`` cases where one is wanted."""

    key = "errors.case_file.several"
    takes = ("path", "number")


class NotACase(FileProblem):
    """The entry ``number``, counted from 1, is no case: an object whose ``facts`` are an object."""

    key = "errors.case_file.not_a_case"
    takes = ("path", "number")


class BadPart(FileProblem):
    """A part of the file is of the wrong shape; ``part`` is ``facts``, ``fields`` or ``languages``."""

    key = "errors.case_file.bad_part"
    takes = ("path", "part")


class BadFieldValue(FileProblem):
    """A field that is neither text, whole number, true or false, nor a list of texts."""

    key = "errors.case_file.bad_field"
    takes = ("path", "field")


class UnknownLanguage(FileProblem):
    """A language the program does not write; ``allowed`` lists those it does."""

    key = "errors.case_file.unknown_language"
    takes = ("path", "text", "allowed")


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What a file says of one case. ``id`` is empty where it names none; no ``languages``: the default."""

    id: str
    facts: Mapping[str, object]
    fields: Mapping[str, FieldValue] = field(default_factory=dict)
    languages: tuple[str, ...] = ()


def read_case(path: Path) -> CaseFile:
    """The one case in ``path`` with all its parts.

    Raises a ``FileProblem`` that says what is wrong and where.
    """
    content = read_json(path)
    if isinstance(content, list) and len(content) == 1:
        content = content[0]
    if isinstance(content, list):
        raise SeveralCases(path=str(path), number=len(content))
    if not isinstance(content, dict) or "facts" not in content:
        raise NotACase(path=str(path), number=1)
    fields = _object(content, "fields", path)
    return CaseFile(
        id=str(content.get("id", "")),
        facts=_object(content, "facts", path),
        fields={name: _field(name, value, path) for name, value in fields.items()},
        languages=_languages(content, path),
    )


def read_cases(path: Path) -> tuple[CaseFile | NotACase, ...]:
    """The cases in ``path``, one or a list, in their order, with id and facts alone.

    An entry that is no case is given as its problem, so that the others can still be answered. Raises a
    ``FileProblem`` for a file that cannot be read at all.
    """
    content = read_json(path)
    entries = content if isinstance(content, list) else [content]
    return tuple(_id_and_facts(entry, path, number) for number, entry in enumerate(entries, start=1))


def read_json(path: Path) -> object:
    """The JSON in a UTF-8 file. Raises a ``FileProblem``: not there, not readable, too large, not text, not JSON."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise CasesTooLarge(path=str(path), limit=MOST_BYTES // 1_000_000)
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once)
    except _Twice as twice:
        raise DuplicateName(path=str(path), name=str(twice)) from twice
    except OSError as error:
        raise read_problem(error, path) from error
    except UnicodeDecodeError as error:
        raise FileNotText(path=str(path)) from error
    except json.JSONDecodeError as error:
        raise MalformedJson(path=str(path), line=error.lineno, column=error.colno) from error
    except (RecursionError, ValueError) as error:  # nested or numbered beyond all sense
        raise MalformedJson(path=str(path), line=1, column=1) from error


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise _Twice(name)
        found[name] = value
    return found


def _id_and_facts(entry: object, path: Path, number: int) -> CaseFile | NotACase:
    if isinstance(entry, dict) and isinstance(entry.get("facts"), dict):
        return CaseFile(id=str(entry.get("id", "")), facts=entry["facts"])
    return NotACase(path=str(path), number=number)


def _object(content: Mapping[str, object], part: str, path: Path) -> Mapping[str, object]:
    value = content.get(part, {})
    if not isinstance(value, dict):
        raise BadPart(path=str(path), part=part)
    return value


def _field(name: str, value: object, path: Path) -> FieldValue:
    if isinstance(value, bool | int | str):
        return value
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return tuple(value)
    raise BadFieldValue(path=str(path), field=name)


def _languages(content: Mapping[str, object], path: Path) -> tuple[str, ...]:
    chosen = content.get("languages", [])
    if not isinstance(chosen, list):
        raise BadPart(path=str(path), part="languages")
    chosen = ["zh_Hans" if language == "zh" else language for language in chosen]
    for language in chosen:
        if language not in LANGUAGES:
            raise UnknownLanguage(path=str(path), text=str(language), allowed=", ".join(LANGUAGES))
    return tuple(dict.fromkeys(chosen))
