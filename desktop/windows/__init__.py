"""The windows; PySide6 lives here only.

PySide6 puts its own function in the place of ``__import__``, for the sake of ``from __feature__ import …``, which
this program does not use. That function reads the source of every module imported later and keeps its lines: it
doubles the time of our imports and holds 7 MB. So the function that stood there before is put back; PySide6 6.12
keeps it as ``builtins.__orig_import__``.
"""

import builtins

import PySide6.QtCore  # noqa: F401  importing it is what replaces the function

vars(builtins)["__import__"] = vars(builtins).get("__orig_import__", builtins.__import__)
