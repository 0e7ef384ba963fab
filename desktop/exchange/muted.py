"""Silence for libraries that write to standard error what they stumble over: it may hold what a file says of people."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager

_STANDARD_ERROR = 2


@contextmanager
def muted() -> Iterator[None]:
    """Nothing reaches standard error meanwhile, from any thread; without one there is nothing to do."""
    try:
        kept = os.dup(_STANDARD_ERROR)
    except OSError:
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, _STANDARD_ERROR)
        yield
    finally:
        with contextlib.suppress(OSError):
            os.dup2(kept, _STANDARD_ERROR)
        os.close(kept)
        os.close(nowhere)
