"""The papers of one case: from facts, fields and determination to files. No Qt, no store."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from desktop.domain.agreement import Law
from desktop.domain.case import FieldValue
from desktop.domain.determination import Determination
from desktop.domain.facts import Facts
from desktop.domain.field_rules import validate
from desktop.domain.fields import BY_HAND, Forms, Problem, Severity
from desktop.domain.identity import hidden_fields
from desktop.domain.paper import Paper
from desktop.domain.papers import compose
from desktop.domain.papers.calendar import events
from desktop.domain.papers.event_offers import called_for
from desktop.domain.papers.held import Held
from desktop.domain.papers.leaflet import ID as LEAFLET
from desktop.domain.papers.leaflet import leaflet
from desktop.domain.papers.material import Material
from desktop.domain.papers.offers import ALWAYS, BOTH_SIGN, Offer, offers
from desktop.domain.papers.wanted import wanted_fields
from desktop.languages.language import Language
from desktop.problems import PaperStopped, write_problem
from desktop.storage.atomic import write_atomically

CALENDAR = "APP-14"


@dataclass(frozen=True, slots=True)
class PaperFile:
    """One finished paper. ``missing`` are the keys of required fields without a value, in page order.

    ``has_numbers``: identity numbers belong on it; ``numbers_hidden``: only the ends of them can be read.
    """

    paper_id: str
    languages: tuple[str, ...]
    file_name: str
    data: bytes
    pages: int
    missing: tuple[str, ...]
    has_numbers: bool = False
    numbers_hidden: bool = False


def draw_leaflet(law: Law, home: str, host: str, code: str, day: dt.date) -> PaperFile:
    """The leaflet for people from ``home`` in ``host``, in one language; raises ``KeyError`` where there is none."""
    from desktop.documents.render import render

    drawn = render(leaflet(law, home, host, day), (code,), law)
    return PaperFile(LEAFLET, (code,), f"{LEAFLET}_{home}-{host}_{code}.pdf", drawn.pdf, drawn.pages, ())


@dataclass(frozen=True)
class Paperwork:
    """See the module. ``language`` is that of the screen; it stands in where a paper has no language of its own."""

    facts: Facts
    fields: Mapping[str, FieldValue]
    ticks: frozenset[str]
    determination: Determination
    law: Law
    forms: Forms
    language: Language
    day: dt.date
    reference: str = "case"
    """Stands for the case in the calendar: its own, the same every time, and naming nobody."""
    stated: Facts | None = None
    """The facts as answered, without what the fields imply; ``None`` where ``facts`` are just those."""
    held: Held | None = None
    """The certificate of the register that the papers are about, where there is one."""

    @cached_property
    def material(self) -> Material:
        """What the composers work from."""
        return Material(
            self.facts,
            self.fields,
            self.determination,
            self.law,
            self.day,
            self.forms,
            self.ticks,
            self.stated,
            self.held,
        )

    @cached_property
    def with_numbers_hidden(self) -> Paperwork:
        """The same papers for the eyes of others: facts and answer stay, of identity numbers only the end is left."""
        return replace(self, fields=hidden_fields(self.fields))

    def offers(self) -> tuple[Offer, ...]:
        """The papers the case calls for, in the order of their numbers."""
        return offers(self.facts, self.determination, self.fields, called_for(self.material))

    def offer(self, paper_id: str) -> Offer | None:
        """The offer of one paper, ``None`` where the case does not call for it."""
        return next((offer for offer in self.offers() if offer.paper_id == paper_id), None)

    def paper(self, paper_id: str) -> Paper:
        """The content of one paper; raises ``KeyError`` for a paper that does not exist."""
        return compose(paper_id, self.material)

    def fields_to_ask(self, paper_id: str | None = None) -> tuple[str, ...]:
        """The fields a person fills in for one paper or for all, each once, without those that facts imply."""
        wanted = [paper_id] if paper_id else [o.paper_id for o in self.offers() if o.paper_id != CALENDAR]
        keys = dict.fromkeys(key for one in wanted for key in wanted_fields(one, self.material))
        return tuple(
            key
            for key in keys
            if self.forms.fields[key].kind not in BY_HAND
            and self.forms.fields[key].completed_by != "app"
            and (key in self.fields or not self.material.has(key))
        )

    def portal_order(self) -> tuple[str, ...]:
        """The fields of the online application, in its order."""
        from desktop.domain.papers.data_sheet import portal_order

        return portal_order(self.material)

    def field_text(self, key: str) -> str:
        """A field in one line, as it is typed into a portal; empty where missing."""
        return self.language.value(self.material.value(key), self.law, one_line=True)

    def problems(self, stated: Facts | None = None) -> tuple[Problem, ...]:
        """What is wrong in facts and fields, the blocking ones and contradictions first.

        ``stated`` are the facts as the user stated them, without what the fields imply.
        """
        from desktop.numbers.validators import check

        found = validate(self.forms, self.fields, stated or self.facts, check)
        return tuple(sorted(found, key=lambda p: (p.severity is not Severity.BLOCK, not p.facts)))

    def languages_of(self, paper_id: str, wanted: Sequence[str] = ()) -> tuple[str, ...]:
        """The languages to print a paper in: those wanted, else the reader's.

        One language wanted for a paper that both sides sign stands beside Chinese.
        """
        offer = self.offer(paper_id)
        if not wanted:
            return offer.in_languages(self.language.code) if offer else (self.language.code,)
        if paper_id in BOTH_SIGN and len(wanted) == 1 and wanted[0] != "zh_Hans":
            return ("zh_Hans", wanted[0])
        return tuple(wanted[:2])

    def preview(
        self, paper_id: str, languages: Sequence[str], draft: bool = False, plain: bool = False
    ) -> PaperFile:
        """The paper as ``render`` draws it, but with its identity numbers hidden unless ``plain``: for looking at."""
        hidden = self.with_numbers_hidden
        if paper_id == CALENDAR or hidden.fields == self.fields:
            return self.render(paper_id, languages, draft)
        has = hidden.paper(paper_id) != self.paper(paper_id)
        drawn = (hidden if has and not plain else self).render(paper_id, languages, draft)
        return replace(drawn, has_numbers=has, numbers_hidden=has and not plain)

    def render(self, paper_id: str, languages: Sequence[str], draft: bool = False) -> PaperFile:
        """Draw one paper, or write the calendar; raises ``PaperStopped`` naming character and field."""
        chosen = tuple(languages) or self.languages_of(paper_id)
        if paper_id == CALENDAR:
            return self._calendar(chosen[0])
        from desktop.documents.render import render
        from desktop.documents.voice import UnprintableText

        paper = self.paper(paper_id)
        try:
            drawn = render(paper, chosen, self.law, draft=draft)
        except UnprintableText as stopped:
            raise self._stopped(stopped.params, stopped.field) from stopped
        name = self._file_name(paper_id, chosen, "pdf")
        return PaperFile(paper_id, chosen, name, drawn.pdf, drawn.pages, paper.missing)

    def save(self, folder: Path, languages: Sequence[str] = ()) -> tuple[PaperFile, ...]:
        """Write every paper the case always needs into ``folder``; raises a ``FileProblem``.

        With ``languages`` each paper is written once for each of them; incomplete ones carry a watermark.
        """
        files = tuple(self._files(languages))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for file in files:
                write_atomically(folder / file.file_name, file.data)
        except OSError as error:
            raise write_problem(error, folder) from error
        return files

    def _files(self, languages: Sequence[str]) -> list[PaperFile]:
        files: dict[str, PaperFile] = {}
        chosen: list[tuple[str, ...]] = [(code,) for code in languages] or [()]
        blocked = any(problem.severity is Severity.BLOCK for problem in self.problems())
        for offer in self.offers():
            if offer.need != ALWAYS:
                continue
            draft = offer.paper_id != CALENDAR and (blocked or bool(self.paper(offer.paper_id).missing))
            for wanted in chosen:
                file = self.render(offer.paper_id, self.languages_of(offer.paper_id, wanted), draft)
                files.setdefault(file.file_name, file)
        return list(files.values())

    def _calendar(self, code: str) -> PaperFile:
        from desktop.exchange.calendar import write_calendar

        data = write_calendar(events(self.material), Language(code), self.law, self.reference, self.day)
        return PaperFile(CALENDAR, (code,), self._file_name(CALENDAR, (code,), "ics"), data, 0, ())

    def _stopped(self, params: Mapping[str, str | int], key: str) -> PaperStopped:
        """The same problem with the field named as the screen names it."""
        known = key in self.forms.fields
        label = self.language.value(self.material.label(key), self.law) if known else str(params["label"])
        return PaperStopped(character=params["character"], code=params["code"], field=label)

    def _file_name(self, paper_id: str, languages: Sequence[str], ending: str) -> str:
        """``APP-04_GONG_YAN_de.pdf``: plain letters only, so that every system and every mail takes it."""
        surname, given = self.material.text("person.surname_latin"), self.material.text("person.given_latin")
        person = re.sub(r"[^A-Za-z]+", "_", f"{surname} {given}").strip("_")[:60]
        return "_".join(part for part in (paper_id, person, "-".join(languages)) if part) + f".{ending}"
