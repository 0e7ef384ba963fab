"""TOML files parsed once: what ``tomllib`` read is kept as JSON, which is read many times as fast.

The kept form is named after the SHA-256 of the text, so it can never be that of another text; and it is checked
by the readers as if it had just been parsed. A cache that cannot be written or read is no error.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import tomllib
from pathlib import Path
from tempfile import mkstemp
from typing import Any, Final

from desktop.languages.catalogues import default_cache_folder

KEPT: Final = 1000
"""So many parsed texts are kept at most; a whole edition needs about a hundred."""
_DATE: Final = "\0date"
"""Names a day in JSON; no name of a TOML file can hold this character."""


def parsed(text: str, folder: Path | None = None) -> dict[str, Any]:
    """The content of a TOML text; raises what ``tomllib`` raises. ``folder`` replaces the user's cache."""
    place = (folder or default_cache_folder() / "law") / f"{hashlib.sha256(text.encode()).hexdigest()}.json"
    try:
        found = json.loads(place.read_bytes(), object_hook=_day)
    except (OSError, ValueError, RecursionError):
        found = None
    if isinstance(found, dict):
        return found
    content = tomllib.loads(text)
    _keep(content, place)
    return content


def _keep(content: dict[str, Any], place: Path) -> None:
    """In one step, so that nobody reads half a file; values of JSON and days only."""
    try:
        data = json.dumps(content, default=_written, ensure_ascii=False, allow_nan=False).encode()
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = mkstemp(dir=place.parent, suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(temporary, place)
        _forget_old(place.parent)
    except (OSError, ValueError, TypeError, RecursionError):
        return


def _forget_old(folder: Path) -> None:
    """Half of them at once, so that this is rarely done."""
    if len(os.listdir(folder)) > KEPT:
        for path in sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)[: -KEPT // 2]:
            path.unlink(missing_ok=True)


def _written(value: object) -> dict[str, str]:
    if type(value) is dt.date:
        return {_DATE: value.isoformat()}
    raise TypeError(f"{type(value).__name__} is not kept")


def _day(found: dict[str, Any]) -> object:
    return dt.date.fromisoformat(found[_DATE]) if len(found) == 1 and _DATE in found else found
