"""The windows; PySide6 lives here only.

PySide6 puts its own function in the place of ``__import__``, for the sake of ``from __feature__ import …``, which
this program does not use. That function reads the source of every module imported later and keeps its lines: it
made our imports take half as long again and held 8 MB. So Python's own function is put back (PySide6 6.12 keeps it
as ``builtins.__orig_import__``).
"""

import builtins

from PySide6 import QtCore

__all__ = ["QtCore"]

vars(builtins)["__import__"] = vars(builtins).get("__orig_import__", builtins.__import__)
