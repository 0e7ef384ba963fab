"""Who opens the file, and with what: passphrase, keyring, recovery sheet; locking; the way back in.

Every secret that is typed or shown is a try: after three wrong ones the next has to wait (``wait``).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from os import urandom
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.problems import Problem
from desktop.safety.sheet_picture import secret_in_picture
from desktop.safety.words import SECRET_BYTES, code_of, secret_of, words_of
from desktop.storage.backups.backup_folder import found_below
from desktop.storage.keys import keyfile
from desktop.storage.keys.vault import check_length
from desktop.storage.problems import PassphraseNeeded, StorageProblem

if TYPE_CHECKING:
    from desktop.paperwork import PaperFile
    from desktop.session import Session


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What stands on a recovery sheet. It is written to no file; whoever holds it can open the cases."""

    made_on: dt.date
    words: tuple[str, ...] = field(repr=False)
    """Twelve words of ``language``."""
    code: str = field(repr=False)
    """The same secret to type, and what the QR code holds."""
    language: str


class Access:
    """The door to the key of an open program; see the module.

    Methods raise the ``StorageProblem``s of the key file (``KeyDamaged``, ``NewerFile``) and of the disk.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._by_sheet: Path | None = None
        """The folder whose file was opened with a sheet."""

    # -- how it stands

    @property
    def protection(self) -> str:
        """``passphrase``, ``keyring`` or ``beside_file``; a file not made yet counts as ``beside_file``."""
        return self._session.protection

    @property
    def locked(self) -> bool:
        """True while a passphrase or a sheet is needed; then one of the ways to ``unlock`` comes first."""
        return self._session.locked

    @property
    def needs_new_passphrase(self) -> bool:
        """True after opening with a sheet, until ``protect`` or ``protect_with_keyring``: the old way was lost."""
        return self._by_sheet is not None and self._by_sheet == self._session.profile.folder

    @property
    def has_recovery(self) -> bool:
        """Whether a recovery sheet opens the file; ``False`` too where the key file cannot be read at all."""
        return self.recovery_made_on is not None

    @property
    def recovery_made_on(self) -> dt.date | None:
        """The day the newest sheet was made; ``None`` without one. Never raises."""
        try:
            sheets = self._session.profile.sheets
        except StorageProblem:
            return None
        return sheets[0].made_on if sheets else None

    @property
    def recovery_confirmed(self) -> bool:
        """Whether the user has said that the newest sheet is on paper (``confirm_recovery_sheet``)."""
        try:
            sheets = self._session.profile.sheets
        except StorageProblem:
            return False
        return bool(sheets) and sheets[0].confirmed

    @property
    def recovery_damaged(self) -> bool:
        """A sheet was made, and damage to the key file made it worthless: make a new one."""
        try:
            return self._session.profile.sheet_damaged
        except StorageProblem:
            return False

    def wait(self) -> int:
        """Whole seconds until the next try is allowed, at most 300; 0 when it is."""
        return self._session.profile.tries.wait

    def in_the_way(self) -> Problem | None:
        """Open the file where nothing has to be typed; what keeps it shut, or ``None``.

        ``None`` too while it is merely locked. ``KeyringLost``, ``KeyMissing`` and ``KeyDamaged`` have a way out: the
        sheet (``has_recovery``) or ``key_from_backup``; others need a backup or a repair.
        """
        try:
            if not self.locked:
                self._session.unlock()
        except PassphraseNeeded:
            return None
        except StorageProblem as problem:
            return problem
        return None

    # -- opening

    def unlock(self, passphrase: str) -> None:
        """Open the file. Raises ``WrongPassphrase``, ``TooManyTries`` and the ``StorageProblem``s of opening."""
        self._session.unlock(passphrase)

    def unlock_with_words(self, text: str) -> None:
        """Open the file with the words of a sheet in any language, or with its code.

        Raises ``UnknownWord``, ``WrongNumberOfWords``, ``WordsDoNotFit`` and ``CodeMistyped`` (these are no tries),
        ``NoSheet``, ``WrongSheet``, ``TooManyTries`` and the ``StorageProblem``s of opening.
        """
        self._unlock_with(secret_of(text))

    def unlock_with_image(self, path: Path) -> None:
        """Open the file with a photo or scan (PNG, JPEG) that shows the sheet's QR code.

        Raises ``NoCodeInPicture``, ``PictureUnreadable``, ``PictureTooLarge``, what reading a file raises, and the rest
        as ``unlock_with_words``.
        """
        self._unlock_with(secret_in_picture(path))

    def key_from_backup(self, folder: Path, passphrase: str | None = None, words: str | None = None) -> None:
        """Put the key file of the backup in ``folder`` in the place of the lost or damaged one, and open the file.

        Of a folder without a key file the last backup in it is taken: people choose the folder that holds them. By what
        opens the backup: its passphrase, the words or the code of its sheet (``code_in_image`` reads it), or nothing
        where nothing is asked (``PassphraseNeeded`` says that something is). Raises ``WrongKey`` where the backup is
        one of other cases, and what the ways to ``unlock`` raise. Nothing is written unless its key opens the file
        that is here.
        """
        secret = None if words is None else secret_of(words)
        inside = () if (folder / keyfile.NAME).exists() else found_below(folder)
        self._session.profile.take_key_from(inside[-1].path if inside else folder, passphrase, secret)
        self._session.unlock(passphrase, secret)
        self._by_sheet = None if secret is None else self._session.profile.folder

    def code_in_image(self, path: Path) -> str:
        """The code of the sheet that a photo or scan shows; raises as ``unlock_with_image`` before its try."""
        return code_of(secret_in_picture(path))

    def _unlock_with(self, secret: bytes) -> None:
        self._session.unlock(sheet=secret)
        self._by_sheet = self._session.profile.folder

    # -- protecting; for an open file. The data are never rewritten.

    def protect(self, passphrase: str) -> None:
        """Ask for ``passphrase`` from now on, where none is asked yet or the old one was lost.

        Raises ``PassphraseTooShort`` below 8 characters, and ``PassphraseNeeded`` where there is a passphrase that
        nobody lost: that is ``change_passphrase``.
        """
        if self.protection == "passphrase" and not self.needs_new_passphrase:
            raise PassphraseNeeded
        self._set(passphrase)

    def change_passphrase(self, old: str, new: str) -> None:
        """Replace the passphrase. Raises ``PassphraseTooShort``, ``WrongPassphrase`` and ``TooManyTries``."""
        check_length(new)
        self._session.profile.check_passphrase(old)
        self._set(new)

    def protect_with_keyring(self) -> None:
        """Keep the key in the system's keyring from now on. Raises ``KeyringUnavailable``."""
        self._session.protect_with_keyring()
        self._by_sheet = None

    def _set(self, passphrase: str) -> None:
        self._session.protect(passphrase)
        self._by_sheet = None

    # -- the recovery sheet; for an open file

    def new_recovery_sheet(self) -> RecoverySheet:
        """A new sheet in the screen's language; it opens the file from now on.

        A sheet confirmed earlier goes on opening it until ``confirm_recovery_sheet``, so that a failed print costs
        nobody the only sheet. Raises ``PassphraseNeeded`` while ``needs_new_passphrase``.
        """
        if self.needs_new_passphrase:
            raise PassphraseNeeded
        secret, language = urandom(SECRET_BYTES), self._session.language.code
        day = self._session.day
        self._session.profile.add_sheet(secret, day)
        return RecoverySheet(day, words_of(secret, language), code_of(secret), language)

    def is_recovery_sheet(self, *, words: str | None = None, image: Path | None = None) -> bool:
        """Whether these are the words or the code, or this is a picture, of the newest sheet; nothing is opened.

        ``False`` for an older sheet too, even while it still works: who confirms must have the newest in hand. Raises
        as ``unlock_with_words`` and ``unlock_with_image`` before their try.
        """
        if image is not None:
            return self._session.profile.is_newest_sheet(secret_in_picture(image))
        return self._session.profile.is_newest_sheet(secret_of(words or ""))

    def check_recovery_sheet(self, text: str) -> None:
        """Try the words or the code of the newest sheet; nothing changes, and no try is counted.

        Raises what is wrong with the words as ``unlock_with_words``, ``WrongSheet`` and ``NoSheet``.
        """
        self._session.profile.check_sheet(secret_of(text))

    def confirm_recovery_sheet(self) -> None:
        """The user says that the newest sheet is on paper: sheets made before open the file no longer."""
        self._session.profile.confirm_sheet()

    def remove_recovery(self) -> None:
        """No sheet opens the file any more."""
        self._session.profile.remove_sheets()

    def draw_recovery_sheet(self, sheet: RecoverySheet) -> PaperFile:
        """The paper SAFE-01: one page to print."""
        from desktop.safety.sheet_paper import draw_sheet

        return draw_sheet(sheet, self._session.law)

    # -- locking

    def lock(self) -> bool:
        """Close the file and forget its key; ``False`` where no passphrase is set and anybody here could open it.

        The caller has ended work that still runs, and drops what it shows.
        """
        locked = self._session.lock()
        if locked:
            self._by_sheet = None
        return locked
