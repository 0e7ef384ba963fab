"""How the windows shall look: kept in a small file of its own, so that it is known before the case file opens."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Preferences:
    """Dark (``None``: as the system says) and the size of the text; nothing about any case."""

    dark: bool | None = None
    scale: float = 1.0
    path: Path | None = field(default=None, repr=False)

    @classmethod
    def load(cls, path: Path) -> Preferences:
        """Read ``path``; what cannot be read has its usual value."""
        preferences = cls(path=path)
        with contextlib.suppress(OSError, ValueError):
            kept = json.loads(path.read_text("utf-8"))
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
        kept = {name: value for name, value in asdict(self).items() if name != "path"}
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_text(json.dumps(kept), "utf-8")
