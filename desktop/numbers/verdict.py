"""What a check of a number comes to: fine, doubtful or wrong, with the reason as a key of the catalogues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final


class Level(Enum):
    """``WARN`` asks to look again and lets the value pass; ``BLOCK`` means that it cannot be right."""

    OK = "ok"
    WARN = "warn"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Verdict:
    """``reason`` is a key of the catalogue ``numbers``, empty where all is well; ``params`` fill its text."""

    level: Level
    reason: str = ""
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether there is nothing to say."""
        return self.level is Level.OK


FINE: Final = Verdict(Level.OK)


def warn(reason: str, **params: str) -> Verdict:
    """A doubt, in the words of ``numbers.REASON``."""
    return Verdict(Level.WARN, f"numbers.{reason}", params)


def block(reason: str, **params: str) -> Verdict:
    """An error, in the words of ``numbers.REASON``."""
    return Verdict(Level.BLOCK, f"numbers.{reason}", params)
