"""What can go wrong with the encrypted file and its key. ``folder`` is always the profile's folder."""

from __future__ import annotations

from pathlib import Path

from desktop.problems import FORBIDDEN, FULL, Problem, error_code


class StorageProblem(Problem):
    """The stored cases cannot be opened, or something could not be kept."""


class InUse(StorageProblem):
    """Another running program holds the profile."""

    key = "errors.storage.in_use"
    takes = ("folder",)


class NewerFile(StorageProblem):
    """Written by a newer version of the program; nothing was touched."""

    key = "errors.storage.newer"
    takes = ("folder",)


class Damaged(StorageProblem):
    """Pages of the file do not carry their authentication code any more; nothing was touched."""

    key = "errors.storage.damaged"
    takes = ("folder",)


class JournalDamaged(Damaged):
    """The last changes lie in a journal that is damaged; opening would lose them without a word."""

    key = "errors.storage.journal_damaged"
    takes = ("folder",)


class WrongKey(StorageProblem):
    """No page of the file fits the key: the two come from different places."""

    key = "errors.storage.wrong_key"
    takes = ("folder",)


class CasesMissing(StorageProblem):
    """The key is there and the file with the cases is not."""

    key = "errors.storage.cases_missing"
    takes = ("folder",)


class ReadOnly(StorageProblem):
    """The folder or a file in it may not be written."""

    key = "errors.storage.read_only"
    takes = ("folder",)


class StorageFull(StorageProblem):
    """No room left on the disk; the last change was not kept, all earlier ones were."""

    key = "errors.storage.disk_full"
    takes = ("folder",)


class StorageFailed(StorageProblem):
    """The disk failed; ``code`` is the name that SQLite or the system gives it."""

    key = "errors.storage.failed"
    takes = ("folder", "code")


class KeyMissing(StorageProblem):
    """There are cases but no key file beside them."""

    key = "errors.storage.key_missing"
    takes = ("folder",)


class KeyDamaged(StorageProblem):
    """The key file is not what the program wrote."""

    key = "errors.storage.key_damaged"
    takes = ("folder",)


class KeyringLost(StorageProblem):
    """The key file says that the key is in the system's keyring, and it is not."""

    key = "errors.storage.keyring_lost"


class KeyringUnavailable(StorageProblem):
    """This machine has no keyring that keeps a secret."""

    key = "errors.storage.keyring_unavailable"


class WrongPassphrase(StorageProblem):
    """The passphrase does not unwrap the key."""

    key = "errors.storage.wrong_passphrase"


class PassphraseNeeded(StorageProblem):
    """The key is wrapped by a passphrase and none was given."""

    key = "errors.storage.passphrase_needed"


class PassphraseTooShort(StorageProblem):
    """A new passphrase below ``minimum`` characters."""

    key = "errors.storage.passphrase_short"
    takes = ("minimum",)


class NoSheet(StorageProblem):
    """No recovery sheet opens this file: none was made, or it was given up."""

    key = "errors.storage.no_sheet"


class WrongSheet(StorageProblem):
    """The sheet is whole and belongs to another file, or a newer sheet took its place."""

    key = "errors.storage.wrong_sheet"


class TooManyTries(StorageProblem):
    """Wrong secrets before this one: the next try is allowed in ``seconds``."""

    key = "errors.storage.too_many_tries"
    takes = ("seconds",)


class CannotRestore(StorageProblem):
    """Something newer stands where the removed thing would go back, or what it belonged to is gone."""

    key = "errors.storage.cannot_restore"


def system_problem(error: OSError, folder: Path) -> StorageProblem:
    """The problem behind an error of the operating system on a file of the profile in ``folder``."""
    if error.errno in FULL:
        return StorageFull(folder=str(folder))
    if error.errno in FORBIDDEN:
        return ReadOnly(folder=str(folder))
    return StorageFailed(folder=str(folder), code=error_code(error))
