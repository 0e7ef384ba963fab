"""Keys by the names that stand on the keyboards of the language and the system: Strg+N, Entf, ⌘N."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence


def named_keys(keys: str) -> str:
    """``keys`` in the present language. In go names as Qt knows them, set apart by spaces; "…" stays as it is.

    Qt's own translation must be installed: without it the names are English.
    """
    native = QKeySequence.SequenceFormat.NativeText
    return " ".join(part if part == "…" else QKeySequence(part).toString(native) for part in keys.split(" "))
