"""Wrong passphrases and sheets are counted, and each makes the next try wait longer, also in the next program.

This slows down whoever sits at the keyboard. Who has a copy of the file is slowed down by Argon2id alone.
"""

from __future__ import annotations

import contextlib
import json
import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from desktop.problems import Problem
from desktop.storage.atomic import write_atomically
from desktop.storage.problems import TooManyTries, WrongPassphrase, WrongSheet

NAME: Final = "tries.json"
_FREE: Final = 3
"""So many wrong tries cost nothing: everybody mistypes."""
_LONGEST: Final = 300.0
_MANY: Final = 1000
"""Counting stops here; the wait is the longest long before."""


def delay(wrong: int) -> float:
    """The seconds to wait after ``wrong`` wrong tries in a row: 0 up to the third, then 2, 4, 8 … 300."""
    return 0.0 if wrong <= _FREE else min(_LONGEST, 2.0 ** min(wrong - _FREE, 10))


class Tries:
    """The count in ``folder``. ``clock`` gives the seconds since 1970, ``steady`` those of a clock nobody sets.

    What ``clock`` does while the program runs is never looked at. A program that starts waits what is left by
    ``clock``, but at least nothing and at most the whole delay, wherever somebody has set the clock to.
    """

    def __init__(
        self,
        folder: Path,
        clock: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._path = folder / NAME
        self._clock, self._steady = clock, steady
        self._wrong, last = self._read()
        whole = delay(self._wrong)
        self._until = steady() + min(whole, max(0.0, whole - (clock() - last)))

    @property
    def wait(self) -> int:
        """Whole seconds until the next try is allowed; 0 when it is."""
        return max(0, math.ceil(self._until - self._steady()))

    @contextmanager
    def one(self) -> Iterator[None]:
        """One try: the body raises ``WrongPassphrase`` or ``WrongSheet`` where the secret is wrong.

        Counted before it is made, so that ending the program in time does not help. Any other problem is no try.
        Raises ``TooManyTries`` before its time.
        """
        if self.wait:
            raise TooManyTries(seconds=self.wait)
        before = self._wrong
        self._count(before + 1)
        try:
            yield
        except (WrongPassphrase, WrongSheet):
            self._until = self._steady() + delay(self._wrong)
            raise
        except Problem:
            self._count(before)
            raise
        self._count(0)

    def _count(self, wrong: int) -> None:
        """A disk that keeps nothing locks nobody out: then the count lasts as long as the program."""
        self._wrong = min(wrong, _MANY)
        with contextlib.suppress(OSError):
            if self._wrong:
                write_atomically(self._path, json.dumps({"wrong": self._wrong, "last": int(self._clock())}))
            else:
                self._path.unlink(missing_ok=True)

    def _read(self) -> tuple[int, float]:
        """The count and the time of the last try, both 0 where they are not known."""
        try:
            with self._path.open("rb") as file:
                content = json.loads(file.read(1000))
            wrong, last = content["wrong"], content["last"]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return 0, 0.0
        if type(wrong) is not int or type(last) is not int:
            return 0, 0.0
        return min(max(0, wrong), _MANY), float(min(max(0, last), 2**53))
