"""The sample people of the program: invented names, the groups that the literature names."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.case import Answer, FieldValue
from desktop.domain.facts import Facts
from desktop.domain.facts_io import read_facts


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample person: words ``samples.KEY.name`` and ``samples.KEY.about``."""

    key: str
    facts: Facts
    fields: Mapping[str, FieldValue]

    @property
    def answers(self) -> dict[str, Answer]:
        """The facts as answers of a case."""
        return {name: Answer(value) for name, value in self.facts.known()}


def read_samples(path: Path) -> tuple[Sample, ...]:
    """The samples of ``path``, in its order; raises ``TOMLDecodeError`` or a ``FactError``."""
    found = tomllib.loads(path.read_text(encoding="utf-8"))["sample"]
    return tuple(
        Sample(
            item["key"], read_facts(item["facts"]), {k: _field(v) for k, v in item.get("fields", {}).items()}
        )
        for item in found
    )


def _field(value: object) -> FieldValue:
    if isinstance(value, list):
        return "\n".join(str(line) for line in value)
    if isinstance(value, str | bool | int | dt.date):
        return value
    raise TypeError(f"{value!r} is no value of a field")
