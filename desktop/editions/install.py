"""Which edition of the law is in use: the one inside the program, or a newer one that was installed.

An installed edition lies unpacked in a folder of its own; a small file names the one that counts. Writing that
file is the one step by which an edition comes into use, so a crash leaves the old edition or the new one.
"""

from __future__ import annotations

import os
import shutil
import tomllib
from pathlib import Path
from typing import Final

from desktop.domain.edition import Edition
from desktop.editions.in_use import CURRENT, EditionInUse, builtin_edition
from desktop.law import manifest, signing
from desktop.law.edition_tree import read_exactly, scratch_folder, write_tree
from desktop.law.forms_reader import FormsError
from desktop.law.pack import Signed, check_envelope, check_pack
from desktop.law.packfile import Fault, PackRefused, read_pack
from desktop.law.reader import LawError
from desktop.law.signing import Key, read_keys
from desktop.paths import resources_folder
from desktop.problems import write_problem
from desktop.storage.atomic import write_atomically

_NEW: Final = ".new"


class Editions:
    """The installed editions of one profile, in ``folder``; ``throwaway`` profiles take test keys too."""

    def __init__(self, folder: Path, throwaway: bool) -> None:
        self._folder = folder
        self._throwaway = throwaway

    def in_use(self) -> EditionInUse:
        """The installed edition where it is newer than the program's own and in order, else the program's own."""
        own = builtin_edition()
        if not (self._folder / CURRENT).exists():
            return own
        try:
            current = tomllib.loads((self._folder / CURRENT).read_text(encoding="utf-8"))
            return self._installed(str(current["edition"]), str(current["chosen_over"]), own) or own
        except (OSError, ValueError, KeyError, RecursionError, PackRefused, LawError, FormsError):
            return EditionInUse(own.edition, own.folder, unusable=True)

    def check(self, data: bytes, older: bool = False) -> Signed:
        """The edition in the pack ``data``, if it could be installed here and now; raises ``PackRefused``."""
        with scratch_folder() as folder:
            return self._checked(read_pack(data), folder, older)

    def verified(self, data: bytes) -> Signed:
        """The edition in the pack ``data``, whether or not it could be installed here; raises ``PackRefused``."""
        with scratch_folder() as folder:
            return check_pack(read_pack(data), _keys(True), folder)

    def install(self, data: bytes, older: bool = False) -> Signed:
        """Bring the pack ``data`` into use; ``older`` allows one that is not newer than the edition in use.

        Raises ``PackRefused`` and ``FileProblem``s; what was in use before then stays in use.
        """
        files = read_pack(data)
        self.check(data, older)
        try:
            signed = self._keep(files)
            chosen_over = _order(builtin_edition().edition) if older else ""
            text = f'edition = "{signed.id}"\nchosen_over = "{chosen_over}"\n'
            write_atomically(self._folder / CURRENT, text)
        except OSError as error:
            raise write_problem(error, self._folder) from error
        self._remove_others(signed.id)
        return signed

    def _installed(self, id_: str, chosen_over: str, own: EditionInUse) -> EditionInUse | None:
        folder = self._folder / id_
        if folder.parent != self._folder:
            raise PackRefused((Fault("path_outside", {"file": id_}),))
        signed = check_envelope(_tree(folder), _keys(self._throwaway))
        if signed.edition.order <= own.edition.order and chosen_over != _order(own.edition):
            return None
        found = EditionInUse(signed.edition, folder, signed)
        _ = found.law, found.forms  # an edition that cannot be read is not in use
        return found

    def _checked(self, files: dict[str, bytes], folder: Path, older: bool) -> Signed:
        """All faults at once, of the pack and of its age."""
        faults: list[Fault] = []
        sentences: tuple[str, ...] = ()
        signed = None
        try:
            signed = check_pack(files, _keys(True), folder)
        except PackRefused as refused:
            faults, sentences = list(refused.faults), refused.sentences
        if signed is not None and signed.key.test and not self._throwaway:
            faults.append(Fault("test_key", {"owner": signed.key.owner}))
        faults += self._age_faults(files, older)
        if faults or sentences or signed is None:
            raise PackRefused(tuple(faults), sentences)
        return signed

    def _age_faults(self, files: dict[str, bytes], older: bool) -> list[Fault]:
        errors: list[str] = []
        found = manifest.read_manifest(files.get(manifest.NAME, b"").decode("utf-8", "replace"), errors)
        now = self.in_use().edition
        if errors or older or found.order > now.order:
            return []
        days = {"found": found.date, "in_use": now.date}
        return [Fault("not_newer", {**days, "number": found.number, "number_in_use": now.number})]

    def _keep(self, files: dict[str, bytes]) -> Signed:
        """Write the files beside the others, read them back, and give them their place."""
        signed = check_envelope(files, _keys(True))
        new, place = self._folder / f"{signed.id}{_NEW}", self._folder / signed.id
        if _sound(place):
            return signed
        shutil.rmtree(new, ignore_errors=True)
        try:
            new.mkdir(parents=True, mode=0o700)
            write_tree(files, new)
            _sync(new)
            check_envelope(_tree(new), _keys(True))
            shutil.rmtree(place, ignore_errors=True)
            new.replace(place)
        except (OSError, PackRefused):
            shutil.rmtree(new, ignore_errors=True)
            raise
        return signed

    def _remove_others(self, kept: str) -> None:
        for folder in self._folder.iterdir():
            if folder.is_dir() and folder.name != kept:
                shutil.rmtree(folder, ignore_errors=True)


def _keys(tests_too: bool) -> dict[str, Key]:
    errors: list[str] = []
    keys = read_keys(resources_folder() / "keys", errors)
    if errors:
        raise LawError(errors)
    return {id_: key for id_, key in keys.items() if tests_too or not key.test}


def _tree(folder: Path) -> dict[str, bytes]:
    """The files of an installed edition with its manifest and signature."""
    envelope = {name: (folder / name).read_bytes() for name in (manifest.NAME, signing.NAME)}
    return {**read_exactly(folder), **envelope}


def _sound(folder: Path) -> bool:
    try:
        check_envelope(_tree(folder), _keys(True))
    except (OSError, PackRefused):
        return False
    return True


def _order(edition: Edition) -> str:
    return f"{edition.date.isoformat()} / {edition.number}"


def _sync(folder: Path) -> None:
    """Make the content of all files below ``folder`` durable before they are given their place."""
    for path in folder.rglob("*"):
        if path.is_file():
            descriptor = os.open(path, os.O_RDWR)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
