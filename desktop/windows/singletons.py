"""Keeps None, True and False alive under Python 3.11.

PySide6 6.12 is built for interpreters on which these three are immortal (PEP 683, Python 3.12): a call that
returns nothing gives back a reference to None that it never took. Under 3.11 the count reaches zero after some
thousand calls and the interpreter aborts with "none_dealloc". Measured with 6.12.0 on CPython 3.11.7.
"""

from __future__ import annotations

import sys

_PLENTY = 1 << 40
"""So many references that no running program uses them up."""


def keep_singletons_alive() -> None:
    """Give the singletons plenty of references where the interpreter still counts them."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    from ctypes import c_ssize_t

    for singleton in (None, True, False):
        # In CPython the address of an object is its id, and the count of references comes first.
        count = c_ssize_t.from_address(id(singleton))
        if count.value < _PLENTY:
            count.value += _PLENTY
