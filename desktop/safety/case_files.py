"""``session.case_files``: what one case, one person or all hold as one file for somebody else, and such a file back.

A file is an archive (``docs/archive.md``), encrypted in the open format age to a password or to keys, or open. What
is encrypted touches the disk only encrypted.
"""

from __future__ import annotations

import io
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from os import urandom
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.domain.record.case_contents import NEVER, PARTS, for_others
from desktop.domain.record.contents import TABLES, Contents
from desktop.domain.record.redaction import redacted
from desktop.exchange.age_file import (
    MEGABYTE,
    MOST_BYTES,
    EncryptedFile,
    encrypt_to_keys,
    is_encrypted,
)
from desktop.exchange.age_password import encrypt_to_password
from desktop.exchange.age_problems import CaseFileTooLarge, NoRecipient, PasswordTooShort
from desktop.exchange.archive import write_archive
from desktop.problems import write_problem
from desktop.record.archive import Import, Progress, readme
from desktop.safety.own_keys import OwnKeys
from desktop.safety.words import SECRET_BYTES, words_of
from desktop.storage.atomic import write_atomically

if TYPE_CHECKING:
    from desktop.session import Session

SHORTEST_PASSWORD: Final = 8
_WORDS: Final = 6
"""Of 2048 each: 66 bits."""
_DIGITS: Final = 20
"""66 bits as well."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a file is to hold: one case, or one person, or (neither) everything.

    ``parts`` are those of ``case_contents.PARTS`` that go along; a file of everything holds all of them. ``hidden``
    are the groups of ``redaction.GROUPS`` to hide, ``None`` where nothing is hidden.
    """

    case_id: int | None = None
    person_id: int | None = None
    parts: frozenset[str] = frozenset({"files"})
    hidden: frozenset[str] | None = None

    @property
    def left_out(self) -> frozenset[str] | None:
        """What the file says it leaves out, ``None`` where it holds everything."""
        gone: set[str] = set()
        if self.case_id is not None or self.person_id is not None:
            gone |= {*NEVER, *PARTS} - self.parts
        if self.hidden is not None:
            gone |= {"files", "settings", *self.hidden}
        return frozenset(gone) if gone or self.hidden is not None else None


@dataclass(frozen=True, slots=True)
class Lock:
    """Whom an encrypted file opens for: whoever knows ``password``, or the owners of the public ``keys``."""

    password: str = ""
    keys: tuple[str, ...] = ()


class CaseFiles:
    """See the module."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @cached_property
    def keys(self) -> OwnKeys:
        """The own key, and those of others."""
        return OwnKeys(self._session)

    def suggested_password(self) -> str:
        """A password of 66 bits to read out over the telephone, in the language of the screen.

        Six words; in Chinese twenty digits, because characters that sound alike would be mistaken.
        """
        code = self._session.language.code
        if code == "zh_Hans":
            digits = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}d}"
            return "-".join(digits[place : place + 4] for place in range(0, _DIGITS, 4))
        return "-".join(words_of(urandom(SECRET_BYTES), code)[:_WORDS])

    def contents(self, choice: Choice) -> Contents:
        """What the file would hold; raises ``KeyError`` for a case or person that is not there."""
        store = self._session.store.contents
        if choice.case_id is not None:
            found = for_others(store.read_case(choice.case_id), choice.parts)
        elif choice.person_id is not None:
            found = for_others(store.read(choice.person_id), choice.parts)
        else:
            found = store.read()
        if choice.hidden is None:
            return found
        return redacted(found, choice.hidden, self._session.forms.fields)

    def counts(self, choice: Choice) -> Mapping[str, int]:
        """How many things of each table would go along, and under ``files`` how many files of proofs."""
        contents = self.contents(choice)
        found = {table: len(contents.of(table)) for table in TABLES if contents.of(table)}
        files = {row.digest for row in contents.of("evidence") if row.digest}
        return {**found, "files": len(files)} if files else found

    def save(self, path: Path, choice: Choice, lock: Lock | None, went_on: Progress) -> int:
        """Write the file, open where ``lock`` is ``None``; returns how many things it holds.

        Raises ``PasswordTooShort``, ``NoRecipient`` and ``NotAKey``, a ``FileProblem``, and ``KeyError`` as
        ``contents``.
        """
        _check(lock)
        contents = self.contents(choice)
        content, file = self._session.store.record.content, io.BytesIO()
        write_archive(
            file, contents, content, readme(choice.hidden), self._session.day, went_on, choice.left_out
        )
        data = file.getvalue()
        if len(data) > MOST_BYTES:
            raise CaseFileTooLarge(path=str(path), limit=MOST_BYTES // MEGABYTE)
        if lock is not None:
            data = (
                encrypt_to_password(data, lock.password)
                if lock.password
                else encrypt_to_keys(data, lock.keys)
            )
        try:
            write_atomically(path, data)
        except OSError as error:
            raise write_problem(error, path) from error
        return len(contents)

    def needs_password(self, path: Path) -> bool:
        """Whether the file has to be asked a password for; raises a ``FileProblem`` for one that cannot be taken."""
        return is_encrypted(path) and EncryptedFile(path).with_password

    def open(self, path: Path, password: str, went_on: Progress) -> Import:
        """What the file would bring, encrypted or open; nothing is kept yet. Close it when done.

        Raises a ``FileProblem``.
        """
        if not is_encrypted(path):
            return Import(self._session, path, went_on)
        file = EncryptedFile(path)
        data = file.opened(password) if file.with_password else file.opened(secret_key=self.keys.secret)
        return Import(self._session, path, went_on, io.BytesIO(data))


def _check(lock: Lock | None) -> None:
    if lock is None:
        return
    if not lock.password and not lock.keys:
        raise NoRecipient
    if lock.password and len(lock.password) < SHORTEST_PASSWORD:
        raise PasswordTooShort(minimum=SHORTEST_PASSWORD)
