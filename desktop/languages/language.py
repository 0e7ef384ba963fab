"""One language of the program: its texts, and how it writes dates, numbers, names and places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from desktop.languages import people, terms
from desktop.languages.catalogues import Catalogues, MissingText
from desktop.languages.states import GENERAL, StateName

if TYPE_CHECKING:
    from decimal import Decimal

    from babel.core import Locale

    from desktop.domain.agreement import Citation, Law
    from desktop.domain.paper import Value

LANGUAGES: Final = ("zh_Hans", "de", "ko", "en")
"""The codes of the four languages, in the order of the language menu."""

_LOCALES: Final = {"zh_Hans": "zh_Hans_CN", "de": "de_DE", "ko": "ko_KR", "en": "en_GB"}


class Language:
    """One of the four languages; cheap to make, it reads what is asked of it."""

    def __init__(self, code: str, folder: Path | None = None, cache_folder: Path | None = None) -> None:
        """``code`` is one of ``LANGUAGES``, else ``ValueError``; the folders are those of ``Catalogues``."""
        if code not in _LOCALES:
            raise ValueError(f"{code!r} is not one of {', '.join(LANGUAGES)}")
        self.code = code
        self._catalogues = Catalogues(code, folder, cache_folder)

    @cached_property
    def locale(self) -> Locale:
        """Babel's data of this language in its main country."""
        from babel.core import Locale

        return Locale.parse(_LOCALES[self.code])

    def text(self, key: str, **params: object) -> str:
        """The text of ``key`` with ``params`` in its placeholders; dates are written as this language does.

        Names of states take the form that the placeholder asks for, ``{host:in}``: see ``states``. Raises
        ``MissingText`` where the language has no such text or a placeholder got no value.
        """
        return self._filled(key, self._catalogues.find(key), params)

    def plural(self, key: str, n: int, **params: object) -> str:
        """As ``text``, in the form for ``n``; ``{n}`` takes the number as this language writes it."""
        return self._filled(key, self._catalogues.find_plural(key, n), {"n": self.number(n), **params})

    def has(self, key: str) -> bool:
        """Whether this language has a text of ``key``."""
        return self._catalogues.find(key) is not None or self._catalogues.find_plural(key, 1) is not None

    def _filled(self, key: str, text: str | None, params: dict[str, object]) -> str:
        if text is None:
            raise MissingText(key, self.code)
        try:
            return text.format_map({name: self._spoken(value) for name, value in params.items()})
        except KeyError as error:
            raise MissingText(key, self.code, str(error.args[0])) from error

    def _spoken(self, value: object) -> object:
        if isinstance(value, dt.date):
            return self.date(value)
        if isinstance(value, str) and not isinstance(value, StateName):
            return StateName(value, self.code)  # a line to write on may stand in the place of a state
        return value

    # -- numbers and time

    def number(self, n: int) -> str:
        """A whole number; digits are grouped from 10,000 on, so that years and small counts stay plain."""
        return str(n) if abs(n) < 10_000 else f"{n:,}".replace(",", "." if self.code == "de" else ",")

    def decimal(self, value: Decimal) -> str:
        """A decimal number with the places it has: 8.050,5 or 8,050.5."""
        from desktop.languages.money import decimal

        return decimal(value, self.locale)

    def date(self, day: dt.date) -> str:
        """A day as it stands in tables: 2026年11月21日, 21.11.2026, 2026. 11. 21., 21 November 2026."""
        return self._date(day, "medium" if self.code in ("de", "ko") else "long")

    def date_long(self, day: dt.date) -> str:
        """A day as in letters: 2026年11月21日, 21. November 2026, 2026년 11월 21일, 21 November 2026."""
        return self._date(day, "long")

    def year_month(self, day: dt.date) -> str:
        """Month and year of ``day``: 2026年11月, November 2026, 2026년 11월, November 2026."""
        from babel.dates import format_skeleton

        return format_skeleton("yMMMM", day, locale=self.locale)

    def year_months(self, first: dt.date, last: dt.date) -> str:
        """The months from that of ``first`` to that of ``last``, both included."""
        if (first.year, first.month) == (last.year, last.month):
            return self.year_month(first)
        return self.text("languages.months_range", first=self.year_month(first), last=self.year_month(last))

    def period(self, first: dt.date, last: dt.date | None) -> str:
        """From the first to the last day, both inclusive; ``None`` is an end not known yet."""
        if last is None:
            return self.text("languages.period.open", first=first)
        return self.text("languages.period", first=first, last=last)

    def months(self, n: int) -> str:
        """A number of months: 60个月, 60 Monate, 60개월, 60 months."""
        return self.plural("languages.months", n)

    def parse_date(self, text: str) -> dt.date:
        """The day that ``text`` names, typed as in this language or as YYYY-MM-DD; else ``ValueError``."""
        from desktop.languages.dates import parse_date

        return parse_date(text, self.code, self.locale)

    def date_examples(self, day: dt.date) -> tuple[str, ...]:
        """``day`` in several forms that ``parse_date`` reads, the usual one first."""
        slashes = {"zh_Hans": f"{day.year}/{day.month}/{day.day}", "en": f"{day:%d/%m/%Y}"}.get(self.code)
        forms = (self.date(day), self.date_long(day), slashes, day.isoformat())
        return tuple(dict.fromkeys(form for form in forms if form))

    def moment(self, at: dt.datetime) -> str:
        """Day and time of day on this computer: 21.11.2026 17:05. ``at`` knows its time zone."""
        from babel.dates import format_skeleton

        here = at.astimezone()
        return (
            f"{self.date(here.date())} {format_skeleton('Hm', here, locale=self.locale, tzinfo=here.tzinfo)}"
        )

    def _date(self, day: dt.date, style: Literal["medium", "long"]) -> str:
        from babel.dates import format_date

        return format_date(day, style, locale=self.locale)

    # -- people and places

    def name(self, surname: str, given: str, local: str = "") -> str:
        """WANG Wei (王伟), 王伟（WANG Wei）, 왕웨이(WANG Wei): see ``people.name``."""
        return people.name(self.code, surname, given, local)

    def address(self, lines: Sequence[str], state: str, *, one_line: bool = False) -> str:
        """An address typed line by line in its local order, with its country for readers of other states.

        See ``people.address``; without a ``state`` there is no line for the country.
        """
        abroad = state and people.HOME_STATES.get(self.code) != state
        return people.address(lines, terms.country_line(self, state) if abroad else "", one_line=one_line)

    def phone(self, e164: str) -> str:
        """+86 138 0013 8000, +82 2-1234-5678: see ``people.phone``."""
        return people.phone(e164)

    def state(self, code: str) -> StateName:
        """A state by its ISO 3166-1 code ("CN", "DE", "KR"); ``MissingText`` for a code that is none.

        "home" and "host" are general words for a state that is not known: "home country".
        """
        word = self.text(f"languages.state.{code}") if code in GENERAL else terms.state(self, code)
        return StateName(word, self.code, code)

    def region(self, code: str) -> StateName:
        """A part of a state that the law names: "CA-QC" is Quebec, "GL" Greenland; see ``terms.region``."""
        return terms.region(self, code)

    # -- law

    def citation(self, place: Citation, law: Law) -> str:
        """A place in an instrument: 《中德社会保险协定》第4条; ``KeyError`` where ``law`` has none such."""
        return terms.citation(self, place, law)

    def branch(self, code: str, state: str = "") -> str:
        """A branch of social insurance by the name that ``state`` gives it, else by its general name."""
        return terms.branch(self, code, state)

    def official(self, names: Mapping[str, str]) -> str:
        """Of an official name in several languages ("zh", "de", "ko", "en") the nearest one."""
        return terms.official(self.code, names)

    # -- what papers and lists need

    def value(self, value: Value | Citation, law: Law, *, one_line: bool = False) -> str:
        """A typed value of a paper in words, the empty text where it is missing: see ``values.render``."""
        from desktop.languages.values import render

        return render(self, value, law, one_line=one_line)

    def list(self, items: Sequence[str]) -> str:
        """The items as one phrase: A、B和C; A, B und C; A, B 및 C; A, B and C."""
        from babel.lists import format_list

        return format_list(items, locale=self.locale)

    def either(self, items: Sequence[str]) -> str:
        """The items as a choice: A、B或C; A, B oder C; A, B 또는 C; A, B or C."""
        from babel.lists import format_list

        return format_list(items, style="or", locale=self.locale)

    def sort_key(self, text: str) -> str:
        """What to compare when texts are put in order.

        Letters count without accents and capitals (DIN 5007-1). Chinese names come by their pinyin, which is
        how GB 18030 numbers the common characters; Hangul is in order as it stands.
        """
        if self.code == "zh_Hans":
            return text.casefold().encode("gb18030").decode("latin-1")
        if self.code == "ko":
            return text.casefold()
        import unicodedata

        return "".join(
            c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c)
        )
