"""Home and place: the user's folder, and the folder in it whose file is open.

Home holds preferences, editions of the law and backups, and normally the file. A backup that was brought back, a file
that was salvaged, or one that was begun because the other does not open, lies beside it in a folder of its own;
``preferences.json`` says which one opens.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from desktop.storage import database
from desktop.storage.preferences import read_preferences, write_preferences

RESTORED: Final = "restored"
SALVAGED: Final = "salvaged"
BEGUN: Final = "begun"
_KINDS: Final = (RESTORED, SALVAGED, BEGUN)
_OPEN: Final = "open"
_BEFORE: Final = "open_before"
_LONGEST: Final = 200
"""Characters of the name of a folder; systems take 255 bytes, and ours are plain letters."""


def place_of(home: Path) -> Path:
    """The folder of the file to open; ``home`` where nothing, or nothing sensible, is chosen.

    It need not be there any more: a file that was chosen and is gone must not be taken for an empty one.
    """
    return _inside(home, read_preferences(home).get(_OPEN, "")) or home


def place_before(home: Path) -> Path | None:
    """Where the user worked before the present place; ``None`` where they stayed or never changed it."""
    before = read_preferences(home).get(_BEFORE)
    return None if before is None else _inside(home, before) or home


def choose_place(home: Path, place: Path) -> None:
    """Open ``place`` from now on, and remember the present one as the way back. Raises a ``StorageProblem``."""
    present = place_of(home)
    if place == present:
        return
    kept = {**read_preferences(home), _OPEN: _relative(home, place)}
    if (present / database.NAME).is_file():
        kept[_BEFORE] = _relative(home, present)
    write_preferences(home, kept)


def settle_in(home: Path) -> None:
    """The present place is the right one: no way back is offered any more. Raises a ``StorageProblem``."""
    kept = read_preferences(home)
    if kept.pop(_BEFORE, None) is not None:
        write_preferences(home, kept)


def places(home: Path) -> tuple[Path, ...]:
    """Every folder of ``home`` with a file that can be opened, home itself first."""
    beside = [path for kind in _KINDS for path in _folders(home / kind)]
    return tuple(path for path in (home, *beside) if (path / database.NAME).is_file())


def new_place(home: Path, kind: str, name: str) -> Path:
    """A folder that is not there yet, for a file of ``kind`` (``RESTORED``, ``SALVAGED`` or ``BEGUN``)."""
    path, count = home / kind / name, 1
    while path.exists():
        count += 1
        path = home / kind / f"{name}-copy{count}"
    return path


def _folders(parent: Path) -> list[Path]:
    try:
        inside = sorted(parent.iterdir())
    except OSError:
        return []
    return [path for path in inside if _inside(parent.parent, f"{parent.name}/{path.name}") is not None]


def _inside(home: Path, relative: str) -> Path | None:
    """The folder called ``KIND/NAME`` in ``home``; ``None`` for anything else a preference may hold."""
    kind, _, name = relative.partition("/")
    if kind not in _KINDS or not name or set(name) & set("/\\:\0") or name.startswith("."):
        return None
    if len(name) > _LONGEST or not name.isascii():
        return None
    path = home / kind / name
    return None if path.is_symlink() or name.endswith((".new", ".gone")) else path


def _relative(home: Path, place: Path) -> str:
    return "" if place == home else place.relative_to(home).as_posix()
