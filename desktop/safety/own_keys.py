"""The program's own key for encrypted files, and the keys of the others it writes to; all kept in the encrypted file.

Neither is ever part of an archive or of the history. Whoever loses the file loses the own key with it, and files
written to it no longer open.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.exchange.age_file import new_key, public_key, read_key
from desktop.exchange.age_problems import NotAKey
from desktop.problems import read_problem, write_problem
from desktop.storage.atomic import write_atomically
from desktop.storage.store import checked_name

if TYPE_CHECKING:
    from desktop.session import Session

_OWN: Final = "own_key"
_OTHERS: Final = "recipients"
_MOST_KEY_FILE: Final = 10_000
"""Bytes of a file that holds one key."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to whom files are written: a name of the user's choosing, and the public key ``age1…``."""

    name: str
    key: str


class OwnKeys:
    """See the module."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # -- one's own

    @property
    def secret(self) -> str:
        """The secret key, made on first use."""
        store = self._session.store
        known = store.setting(_OWN)
        if not isinstance(known, str):
            known = new_key()
            store.set_setting(_OWN, known)
        return known

    @property
    def public(self) -> str:
        """The key to give to others; made on first use."""
        return public_key(self.secret)

    def picture(self) -> tuple[tuple[bool, ...], ...]:
        """The own public key as the dark and light squares of a QR code, without its quiet border."""
        import segno

        code = segno.make(self.public.upper(), error="m", micro=False)
        return tuple(tuple(bool(square) for square in line) for line in code.matrix)

    def save_public(self, path: Path) -> None:
        """Write the own public key as a small text file that every age tool takes; raises a ``FileProblem``."""
        note = self._session.text("safety.keys.file")
        lines = [*(f"# {line}" for line in note.splitlines()), self.public, ""]
        try:
            write_atomically(path, "\n".join(lines))
        except OSError as error:
            raise write_problem(error, path) from error

    # -- those of others

    def others(self) -> tuple[Recipient, ...]:
        """The recipients, by name."""
        known = self._session.store.setting(_OTHERS)
        rows = json.loads(known) if isinstance(known, str) else []
        return tuple(
            sorted((Recipient(name, key) for name, key in rows), key=lambda one: one.name.casefold())
        )

    def keep(self, name: str, text: str) -> Recipient:
        """Keep the key in ``text`` under ``name``; it takes the place of the same key under another name.

        Raises an ``InputProblem`` for a name that cannot be shown, and ``NotAKey``.
        """
        recipient = Recipient(checked_name(name), read_key(text))
        self._store([*(one for one in self.others() if one.key != recipient.key), recipient])
        return recipient

    def forget(self, key: str) -> None:
        """Forget a recipient."""
        self._store([one for one in self.others() if one.key != key])

    def _store(self, recipients: list[Recipient]) -> None:
        rows = [[one.name, one.key] for one in recipients]
        self._session.store.set_setting(_OTHERS, json.dumps(rows, ensure_ascii=False) if rows else None)


def key_in_file(path: Path) -> str:
    """The public key in a text file; raises ``NotAKey`` and a ``FileProblem``."""
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_KEY_FILE + 1)
    except OSError as error:
        raise read_problem(error, path) from error
    if len(data) > _MOST_KEY_FILE:
        raise NotAKey
    return read_key(data.decode("utf-8", "replace"))
