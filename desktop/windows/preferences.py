"""How the windows shall look: kept in a small file of its own, so that it is known before the case file opens."""

from __future__ import annotations

import contextlib
from pathlib import Path


class Preferences:
    """Dark (``None``: as the system says) and the size of the text; nothing about any case."""

    def __init__(self, dark: bool | None = None, scale: float = 1.0, path: Path | None = None) -> None:
        self.dark = dark
        self.scale = scale
        self.path = path

    @classmethod
    def load(cls, path: Path) -> Preferences:
        """Read ``path``; what cannot be read has its usual value."""
        preferences = cls(path=path)
        with contextlib.suppress(OSError, ValueError):
            text = path.read_text("utf-8")
            import json  # where nothing was chosen yet, the first page does not wait for it

            kept = json.loads(text)
            if not isinstance(kept, dict):
                return preferences
            preferences.dark = kept["dark"] if isinstance(kept.get("dark"), bool) else None
            scale = kept.get("scale")
            preferences.scale = min(max(float(scale), 1.0), 2.0) if isinstance(scale, int | float) else 1.0
        return preferences

    def save(self) -> None:
        """Write the file; a folder that cannot be written is no reason to disturb anybody."""
        if self.path is None:
            return
        import json

        with contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_text(json.dumps({"dark": self.dark, "scale": self.scale}), "utf-8")
