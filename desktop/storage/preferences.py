"""What the program must know before the encrypted file is open: the language and the look.

Kept in the open beside the file, so nothing about a person belongs here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from desktop.storage.atomic import write_atomically
from desktop.storage.problems import system_problem

NAME: Final = "preferences.json"


def read_preferences(folder: Path) -> dict[str, str]:
    """The preferences, empty where there are none or the file is damaged: a start must not hang on them."""
    try:
        content = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(content, dict):
        return {}
    return {name: value for name, value in content.items() if isinstance(value, str)}


def write_preferences(folder: Path, preferences: Mapping[str, str]) -> None:
    """Replace the preferences. Raises a ``StorageProblem``."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_atomically(folder / NAME, json.dumps(dict(sorted(preferences.items())), indent=2) + "\n")
    except OSError as error:
        raise system_problem(error, folder) from error
