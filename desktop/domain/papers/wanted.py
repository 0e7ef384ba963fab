"""Which fields a paper speaks of: found by composing it and listening to what it asks for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, fields

from desktop.domain.case import FieldValue
from desktop.domain.paper import Value
from desktop.domain.papers import compose
from desktop.domain.papers.material import Material


@dataclass(frozen=True)
class _Listening(Material):
    """Material that remembers the keys it was asked for, in order."""

    heard: dict[str, None] = field(default_factory=dict)

    def value(self, key: str) -> Value:
        self.heard[key] = None
        return super().value(key)

    def date(self, key: str) -> dt.date | None:
        self.heard[key] = None
        return super().date(key)

    def text(self, key: str) -> str:
        self.heard[key] = None
        return super().text(key)

    def raw(self, key: str) -> FieldValue | None:
        self.heard[key] = None
        return super().raw(key)


def wanted_fields(paper_id: str, material: Material) -> tuple[str, ...]:
    """The keys of the fields that the paper prints or looks at, in the order of its page."""
    listening = _Listening(**{f.name: getattr(material, f.name) for f in fields(Material)})
    compose(paper_id, listening)
    return tuple(listening.heard)
