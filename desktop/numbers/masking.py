"""Identity numbers in lists and logs, where they must not be readable."""

from __future__ import annotations

_HEAD, _TAIL = 6, 4


def mask(value: str) -> str:
    """``value`` with dots in its middle: of 18 characters the first 6 and last 4 stay, of fewer less.

    At most a third of the characters stay at the front and a quarter at the end, so short ones show little.
    """
    length = len(value)
    head, tail = min(_HEAD, length // 3), min(_TAIL, length // 4)
    return value[:head] + "•" * (length - head - tail) + value[length - tail :]
