"""The cases of the letters' tests: invented people, read as ``./run documents`` reads its file."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields as dataclass_fields
from dataclasses import is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from desktop.domain.agreement import Law
from desktop.domain.case import FieldValue
from desktop.domain.decide import decide
from desktop.domain.facts import Facts
from desktop.domain.facts_io import read_facts
from desktop.domain.fields import Forms
from desktop.domain.paper import Paper, Value, Words
from desktop.domain.papers.letters import LETTERS
from desktop.domain.papers.material import Material
from desktop.law.forms_reader import read_forms
from desktop.law.reader import read_law

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden" / "letters"
CASES = ("de_posted", "de_cook", "kr_short", "de_to_china", "kr_to_china")
DAY = dt.date(2026, 11, 21)


@cache
def law() -> Law:
    return read_law(ROOT / "resources" / "law")


@cache
def forms() -> Forms:
    return read_forms(ROOT / "resources" / "documents")


def material(name: str, *, drop: tuple[str, ...] = (), **changes: Any) -> Material:
    """The case ``name``; ``drop`` empties fields, keyword arguments change facts (``end="…"``)."""
    data = json.loads((GOLDEN / "cases" / f"{name}.json").read_text(encoding="utf-8"))
    fields = {key: value for key, value in data["fields"].items() if key not in drop}
    return of(read_facts({**data["facts"], **changes}), fields)


def of(facts: Facts, fields: Mapping[str, FieldValue]) -> Material:
    """A case of these facts and fields, decided under the law of the repository."""
    return Material(facts, fields, decide(facts, law(), DAY), law(), DAY, forms())


def with_fields(sample: Material, **changes: FieldValue) -> Material:
    """The same case with other fields; ``ca__verify_ref`` stands for ``ca.verify_ref``."""
    changed = {key.replace("__", "."): value for key, value in changes.items()}
    return replace(sample, fields={**sample.fields, **changed})


def compose(paper_id: str, sample: Material) -> Paper:
    return LETTERS[paper_id](sample)


def as_json(node: object) -> object:
    """A paper as plain data: each object with its type, dates as ISO text."""
    if is_dataclass(node) and not isinstance(node, type):
        values = {f.name: as_json(getattr(node, f.name)) for f in dataclass_fields(node)}
        return {"": type(node).__name__, **values}
    if isinstance(node, Mapping):
        return {key: as_json(value) for key, value in node.items()}
    if isinstance(node, tuple):
        return [as_json(item) for item in node]
    return node.isoformat() if isinstance(node, dt.date) else node


def values(node: object) -> Iterator[Value]:
    """Every typed value inside a paper, nested ones too."""
    if is_dataclass(node) and not isinstance(node, type):
        yield node  # type: ignore[misc]
        for f in dataclass_fields(node):
            yield from values(getattr(node, f.name))
    elif isinstance(node, Mapping):
        for value in node.values():
            yield from values(value)
    elif isinstance(node, tuple):
        for item in node:
            yield from values(item)


def keys(paper: Paper) -> set[str]:
    """The keys of all texts of a paper."""
    return {value.key for value in values(paper) if isinstance(value, Words)}
