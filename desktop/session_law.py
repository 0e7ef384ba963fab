"""The part of a session that knows the law: which edition decides, and how a new one comes into use."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.languages.catalogues import use_words

if TYPE_CHECKING:
    from desktop.domain.agreement import Law
    from desktop.domain.fields import Forms
    from desktop.domain.money.rates import Rates
    from desktop.editions.in_use import EditionInUse
    from desktop.editions.install import Editions
    from desktop.paperwork import PaperFile


class LawOfSession:
    """See the module. Everything is read when first used, so that the first page paints early."""

    def __init__(self, day: dt.date, profile: Path | None, throwaway: bool) -> None:
        """Without a ``profile`` the edition inside the program decides; ``day`` is the day of the session."""
        self.day = day
        self._edition_profile = profile
        self._throwaway = throwaway
        use_words(lambda: self.edition.words)

    @cached_property
    def editions(self) -> Editions:
        """The installed editions of the profile; raises ``RuntimeError`` where there is none."""
        from desktop.editions.in_use import FOLDER
        from desktop.editions.install import Editions

        if self._edition_profile is None:
            raise RuntimeError("a session without a profile installs nothing")
        return Editions(self._edition_profile / FOLDER, self._throwaway)

    @cached_property
    def edition(self) -> EditionInUse:
        """The edition that decides: the installed one where it is newer and in order, else the program's own."""
        from desktop.editions.in_use import edition_of

        return edition_of(self._edition_profile, self._throwaway)

    def leaflet(self, home: str, host: str, code: str) -> PaperFile:
        """The leaflet for people from ``home`` in ``host``, in one language; ``KeyError`` where there is none."""
        from desktop.paperwork import draw_leaflet

        return draw_leaflet(self.law, home, host, code, self.day)

    @property
    def edition_is_old(self) -> bool:
        """Whether the edition is more than six months old on the day of the session."""
        from desktop.domain.edition import edition_age_warning
        from desktop.editions.in_use import builtin_day, is_installed

        installed = is_installed(self._edition_profile)
        return edition_age_warning(self.edition.edition.date if installed else builtin_day(), self.day)

    @property
    def edition_is_unusable(self) -> bool:
        """Whether an installed edition is passed over because it is damaged."""
        from desktop.editions.in_use import is_installed

        return is_installed(self._edition_profile) and self.edition.unusable

    @cached_property
    def law(self) -> Law:
        """All law of the edition; raises ``LawError``."""
        return self.edition.law

    @cached_property
    def forms(self) -> Forms:
        """The definitions of fields and papers; raises ``FormsError``."""
        return self.edition.forms

    @property
    def rates(self) -> Rates:
        """The contribution parameters of the edition; raises ``LawError``."""
        return self.edition.rates

    def _bring_into_use(self, pack: bytes, older: bool) -> Law:
        """Install ``pack`` and return the law that decided before; everything read from now on is the new one.

        Raises ``PackRefused`` and ``FileProblem``s; what was in use before then stays in use.
        """
        before = self.law
        self.editions.install(pack, older)
        for name in ("edition", "law", "forms"):
            self.__dict__.pop(name, None)
        return before
