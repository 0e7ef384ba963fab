"""What an experiment hands back: a promise in plain words, how often it was tried, and what was lost."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

SHOWN: Final = 5
"""Losses told one by one; the others are only counted."""


@dataclass
class Promise:
    """One promise: ``tried`` times, and a sentence for each time it was not kept."""

    words: str
    tried: int = 0
    lost: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def check(self, kept: bool, otherwise: str) -> None:
        """Count one try, and where it was not ``kept`` what happened."""
        self.tried += 1
        if not kept:
            self.lost.append(otherwise)

    def add(self, other: Promise) -> None:
        """Count what another worker tried of the same promise at the same time."""
        self.tried += other.tried
        self.lost += other.lost
        self.seconds = max(self.seconds, other.seconds)


@dataclass(frozen=True)
class Plan:
    """What one worker does of one experiment: which ``share`` of it, where, and until when.

    ``part`` of ``parts`` counts from 0. ``until`` is a reading of ``time.monotonic``.
    """

    seed: int
    share: float
    folder: Path
    part: int
    parts: int
    until: float

    def of(self, full: int) -> int:
        """How many tries of ``full`` are this worker's."""
        every = max(1, round(full * self.share))
        return every // self.parts + (self.part < every % self.parts)

    def tries(self, wanted: int, promise: Promise) -> Iterator[int]:
        """The numbers from 0 to ``wanted``; a run that is out of time breaks the promise."""
        for number in range(wanted):
            if time.monotonic() > self.until:
                promise.lost.append(f"out of time after {number} of {wanted}")
                return
            yield number

    def chance(self, *about: object) -> Random:
        """Chance that depends on the seed and on what it is for alone, so that every run can be repeated."""
        return Random(repr((self.seed, self.part, *about)))

    @contextmanager
    def timed(self, *promises: Promise) -> Iterator[None]:
        """Give each promise the time that the body takes."""
        begun = time.monotonic()
        yield
        for promise in promises:
            promise.seconds += time.monotonic() - begun
