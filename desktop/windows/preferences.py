"""How the windows shall look: kept in a small file of its own, so that it is known before the case file opens."""

from __future__ import annotations

import contextlib
from pathlib import Path

_MOST_BYTES = 10_000


class Preferences:
    """Dark (``None``: as the system says), the size of the text, and the minutes without a touch until the cases
    are locked (0: never); nothing about any case."""

    def __init__(
        self, dark: bool | None = None, scale: float = 1.0, path: Path | None = None, lock_after: int = 10
    ) -> None:
        self.dark = dark
        self.scale = scale
        self.path = path
        self.lock_after = lock_after

    @classmethod
    def load(cls, path: Path) -> Preferences:
        """Read ``path``; what cannot be read has its usual value."""
        preferences = cls(path=path)
        with contextlib.suppress(OSError, ValueError, RecursionError, OverflowError):
            with path.open("rb") as file:
                text = file.read(_MOST_BYTES).decode()
            import json  # where nothing was chosen yet, the first page does not wait for it

            kept = json.loads(text)
            if not isinstance(kept, dict):
                return preferences
            preferences.dark = kept["dark"] if isinstance(kept.get("dark"), bool) else None
            scale = kept.get("scale")
            if isinstance(scale, int | float) and 1.0 <= scale <= 2.0:
                preferences.scale = float(scale)
            minutes = kept.get("lock_after")
            if type(minutes) is int and 0 <= minutes <= 60:
                preferences.lock_after = minutes
        return preferences

    def save(self) -> None:
        """Write the file; a folder that cannot be written is no reason to disturb anybody."""
        if self.path is None:
            return
        import json

        with contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            kept = {"dark": self.dark, "scale": self.scale, "lock_after": self.lock_after}
            self.path.write_text(json.dumps(kept), "utf-8")
