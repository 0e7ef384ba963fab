"""The edition that decides, and the one inside the program. Kept light: the first page asks for its day.

Which edition is in use when others were installed is told by ``desktop.editions``.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.paths import resources_folder

if TYPE_CHECKING:
    from desktop.domain.agreement import Law
    from desktop.domain.edition import Edition
    from desktop.domain.fields import Forms
    from desktop.domain.money.rates import Rates
    from desktop.law.pack import Signed

FOLDER: Final = "editions"
"""Where installed editions lie, in the folder of the profile."""
CURRENT: Final = "current.toml"
"""Names the one in use; without this file none is installed."""
_MANIFEST: Final = "edition.toml"


class EditionInUse:
    """The edition that decides. ``folder`` holds ``law``, ``rates``, ``documents`` and ``glossary.csv``.

    ``words`` is the folder of its words and ``signer`` the owner of its key; both are ``None`` for the edition
    inside the program. ``unusable`` tells that an installed edition is passed over because it is damaged.
    """

    def __init__(
        self, edition: Edition, folder: Path, signed: Signed | None = None, unusable: bool = False
    ) -> None:
        self.edition = edition
        self.folder = folder
        self.words = folder / "words" if signed else None
        self.signer = signed.key.owner if signed else None
        self.unusable = unusable
        self._id = signed.id if signed else None

    @cached_property
    def law(self) -> Law:
        """All its law; raises ``LawError``."""
        from desktop.law.reader import read_law

        law = read_law(self.folder / "law")
        return dataclasses.replace(law, edition=self._id) if self._id else law

    @cached_property
    def forms(self) -> Forms:
        """Its definitions of fields and papers; raises ``FormsError``."""
        from desktop.law.forms_reader import read_forms

        return read_forms(self.folder / "documents")

    @cached_property
    def rates(self) -> Rates:
        """Its contribution parameters; raises ``LawError``."""
        from desktop.law.rates import read_rates

        return read_rates(self.folder / "rates")

    def files(self) -> dict[str, bytes]:
        """All its files with the manifest, to go on from."""
        from desktop.law.edition_tree import builtin_files, read_tree

        if self.words is not None:
            return {**read_tree(self.folder), _MANIFEST: (self.folder / _MANIFEST).read_bytes()}
        return {**builtin_files(), _MANIFEST: _builtin_manifest().encode()}


def builtin_edition() -> EditionInUse:
    """The edition inside the program; raises ``ValueError`` where its manifest is broken."""
    from desktop.law import manifest

    errors: list[str] = []
    edition = manifest.read_manifest(_builtin_manifest(), errors)
    if errors:
        raise ValueError("\n".join(errors))
    return EditionInUse(edition, resources_folder())


def builtin_day() -> dt.date:
    """The day of the edition inside the program, without reading anything else of it."""
    found = re.search(r"^date = (\S+)$", _builtin_manifest(), re.MULTILINE)
    return dt.date.fromisoformat(found[1]) if found else builtin_edition().edition.date


def is_installed(profile: Path | None) -> bool:
    """Whether a pack was installed in a profile; it may be damaged, or older than the program."""
    return profile is not None and (profile / FOLDER / CURRENT).exists()


def edition_of(profile: Path | None, throwaway: bool) -> EditionInUse:
    """The edition in use in a profile; without one, that inside the program."""
    if not is_installed(profile):
        return builtin_edition()
    from desktop.editions.install import Editions

    assert profile is not None
    return Editions(profile / FOLDER, throwaway).in_use()


def _builtin_manifest() -> str:
    """It lists no digests: the files come with the program."""
    return (resources_folder() / _MANIFEST).read_text(encoding="utf-8")
