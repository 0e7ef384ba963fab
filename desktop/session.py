"""What an open program has: the law, the file, the language, the day. The only door of windows and commands.

Law, forms and file are loaded when first used, so that the first page paints early.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from desktop.languages.language import LANGUAGES, Language
from desktop.paths import resources_folder
from desktop.session_cases import CasesOfSession
from desktop.session_parts import PartsOfSession

if TYPE_CHECKING:
    from desktop.domain.affected import Affected
    from desktop.domain.case import Case, FieldValue
    from desktop.domain.changes import Change
    from desktop.domain.determination import Determination
    from desktop.domain.facts import Facts
    from desktop.domain.fields import Problem
    from desktop.domain.next_steps import Step
    from desktop.domain.papers.offers import Offer
    from desktop.domain.topics import Topic
    from desktop.paperwork import PaperFile, Paperwork
    from desktop.samples import Sample
    from desktop.storage.profile import Profile

__all__ = ["LANGUAGES", "Reopened", "Session", "kept_language"]


class Reopened(NamedTuple):
    """What became of a stored case under the present law."""

    determination: Determination
    outcome_before: str | None
    edition_before: str | None
    decided_before: dt.date | None

    @property
    def changed(self) -> bool:
        """Whether the answer differs from the stored one."""
        return self.outcome_before is not None and self.outcome_before != self.determination.outcome.value


class Session(CasesOfSession, PartsOfSession):
    """See the module. Without a profile (``profile`` is ``None``) it decides and draws, and keeps nothing."""

    def __init__(
        self,
        profile: Profile | None = None,
        language: str | None = None,
        *,
        today: dt.date | None = None,
        editions_of: Path | None = None,
        throwaway: bool = False,
    ) -> None:
        """``today`` is the day a reviewer chose; ``editions_of`` the folder of the profile that has the editions."""
        super().__init__(profile, dt.date.today, today or dt.date.today(), editions_of, throwaway)
        if profile is not None:
            profile.after_new_key_file = self._renew_key_files
        self.reviewing = today is not None
        self.changed_cases: tuple[Affected, ...] | None = None
        """The cases whose answer the edition changed that was installed in this session."""
        self.person_in_hand: int | None = None
        """Whose record the pages of the record show; not stored."""
        code = language or self._preference("language") or _system_language()
        self.language = Language(code if code in LANGUAGES else "en")

    @classmethod
    def start(
        cls, folder: Path | None = None, language: str | None = None, today: dt.date | None = None
    ) -> Session:
        """Open the user's profile, or the throwaway profile in ``folder``: its key lies there, nothing is asked.

        The file is the one that was chosen last: normally the folder's own, or a backup brought back beside it.
        Raises ``InUse`` when another program holds the profile, and other ``StorageProblem``s.
        """
        from desktop.record.opened_files import wipe
        from desktop.storage.places import place_of
        from desktop.storage.profile import Profile

        home, throwaway = folder or _user_folder(), folder is not None
        profile = Profile(place_of(home), home=home, throwaway=throwaway)
        wipe(home)  # what a crash left
        return cls(profile, language, today=today, editions_of=home, throwaway=throwaway)

    @classmethod
    def without_file(
        cls, folder: Path | None = None, language: str | None = None, today: dt.date | None = None
    ) -> Session:
        """A session that keeps nothing, with the edition that the profile in ``folder`` (else the user's) uses."""
        place = folder or _user_folder()
        return cls(language=language, today=today, editions_of=place, throwaway=folder is not None)

    def lock(self) -> bool:
        """As in ``FileOfSession``; what was read of the file is dropped too."""
        self.halt_backups()
        if not super().lock():
            return False
        self.close_parts()
        self.changed_cases = None
        return True

    def close(self) -> None:
        """Close the file, wipe the attachments shown outside it, and let the profile go."""
        self.close_parts()
        super().close()

    def _renew_key_files(self) -> None:
        """Let the backups open as the file does now; what cannot be written is tried again, and told, at the start."""
        from desktop.storage.problems import StorageProblem

        with contextlib.suppress(StorageProblem):
            self.backups.renew_keys()

    def turn_to(self, folder: Path) -> None:
        """Close the file and go on with the one in ``folder`` of the same home; it opens when first used."""
        self.close_parts()
        super().turn_to(folder)
        self.changed_cases = self.person_in_hand = None
        self.__dict__.pop("calendar_id", None)

    # -- language

    def set_language(self, code: str) -> None:
        """Switch the screen's language (one of ``LANGUAGES``) and remember it."""
        self.language = Language(code)
        if self._profile is not None:
            from desktop.storage.preferences import read_preferences, write_preferences

            write_preferences(self.home, {**read_preferences(self.home), "language": code})

    def text(self, key: str, **params: object) -> str:
        """A text of the catalogues in the screen's language; raises ``MissingText``."""
        return self.language.text(key, **params)

    @cached_property
    def samples(self) -> tuple[Sample, ...]:
        """The sample people of the program."""
        from desktop.samples import read_samples

        return read_samples(resources_folder() / "samples.toml")

    def open_sample(self, sample: Sample) -> Case:
        """A new case with the answers and fields of a sample person."""
        with self.store.changes.change("new_case"):
            case = self.new_case(self.text(f"samples.{sample.key}.name"), sample.answers)
            for key, value in sample.fields.items():
                self.store.set_field(case.id, key, value)
        return self.case(case.id)

    # -- deciding

    def facts(self, case: Case) -> Facts:
        """The facts of the case: as answered and, where one is unknown, as the papers' fields imply."""
        from desktop.domain.field_links import with_derived_facts

        return with_derived_facts(case.facts(), case.fields)

    def determine(self, case: Case) -> Determination:
        """Decide the case today."""
        from desktop.domain.decide import decide

        return decide(self.facts(case), self.law, self.day)

    def reopen(self, case_id: int) -> Reopened:
        """Decide a stored case again, remember the new answer and say what was there before."""
        case = self.case(case_id)
        now = self.determine(case)
        self.store.remember_decision(case_id, now.law_edition, self.day, now.outcome.value)
        return Reopened(now, case.outcome, case.law_edition, case.decided_on)

    def install_edition(self, pack: bytes, older: bool = False) -> tuple[Affected, ...]:
        """Bring a pack into use, decide every stored case again, and return those whose answer changed.

        Raises ``PackRefused`` and ``FileProblem``s; the edition in use before then stays in use. While the file
        is locked no case is decided; each is when it is next opened.
        """
        from desktop.domain.affected import affected
        from desktop.domain.backups import Reason

        self.backups.before(Reason.LAW)
        before = self._bring_into_use(pack, older)
        cases = () if self.locked else self.cases()
        facts = [(case, self.facts(case)) for case in cases]
        if cases:
            self._decide_again(cases)
        self.changed_cases = affected(facts, before, self.law, self.day)
        return self.changed_cases

    def _decide_again(self, cases: Sequence[Case]) -> None:
        """Remember the answers of today's law for the cases that had one, all together or none."""
        with self.store.together():
            for case in cases:
                if case.outcome is not None:
                    now = self.determine(case)
                    self.store.remember_decision(case.id, now.law_edition, self.day, now.outcome.value)

    def next_topic(self, case: Case) -> Topic | None:
        """The page to ask next; ``None`` when nothing that is still unknown and unasked can matter."""
        from desktop.domain.questions import next_topic

        facts = self.facts(case)
        asked = set(case.answers) | {name for name, _ in facts.known()}
        return next_topic(facts, asked, self.law, self.day)

    def topics(self, case: Case) -> tuple[Topic, ...]:
        """The pages answered so far and still needed, in order, for the list at the side and for Back."""
        from desktop.domain.questions import topics_so_far

        return topics_so_far(case.answers, self.law, self.day)

    def changes(self, case: Case) -> tuple[Change, ...]:
        """What would change the answer for the better."""
        from desktop.domain.changes import changes

        return changes(self.facts(case), self.law, self.day)

    def next_steps(self, case: Case) -> tuple[Step, ...]:
        """What to do, by when, soonest first."""
        from desktop.domain.next_steps import next_steps

        return next_steps(self.facts(case), self.determine(case), self.law, self.day)

    # -- papers

    def paperwork(self, case: Case) -> Paperwork:
        """The papers of the case as it stands."""
        from desktop.paperwork import Paperwork

        facts = self.facts(case)
        reference = f"{self.calendar_id}-{case.id}"
        now = self.determine(case)
        return Paperwork(
            facts, case.fields, case.ticks, now, self.law, self.forms, self.language, self.day, reference,
            stated=case.facts(),
        )  # fmt: skip

    @cached_property
    def calendar_id(self) -> str:
        """Names this profile in calendars, at random, so that two profiles never move each other's events."""
        import secrets

        known = self.store.setting("calendar_id")
        if isinstance(known, str):
            return known
        made = secrets.token_hex(8)
        self.store.set_setting("calendar_id", made)
        return made

    def offers(self, case: Case) -> tuple[Offer, ...]:
        """The papers this case calls for."""
        return self.paperwork(case).offers()

    def problems(self, case: Case) -> tuple[Problem, ...]:
        """What is wrong or contradictory in facts and fields, conflicts first."""
        return self.paperwork(case).problems(case.facts())

    def fields_of(self, case: Case, paper_id: str | None = None) -> tuple[str, ...]:
        """The fields of one paper, or of all papers of the case, in the order of asking; implied ones left out."""
        return self.paperwork(case).fields_to_ask(paper_id)

    def field_value(self, case: Case, key: str) -> FieldValue | None:
        """The value of a field: typed, or implied by facts and determination."""
        return self.paperwork(case).material.raw(key)

    def missing_fields(self, case: Case, paper_id: str) -> tuple[str, ...]:
        """Required fields of the paper that are still empty."""
        return self.paperwork(case).paper(paper_id).missing

    def portal_order(self, case: Case) -> tuple[str, ...]:
        """The fields of the online application in the order of the data sheet, for the copy companion."""
        return self.paperwork(case).portal_order()

    def field_text(self, case: Case, key: str) -> str:
        """A field as it is to be copied into the portal; empty where missing."""
        return self.paperwork(case).field_text(key)

    def render(self, case: Case, paper_id: str, languages: Sequence[str], draft: bool = False) -> PaperFile:
        """Draw one paper; raises ``PaperStopped`` naming character and field."""
        return self.paperwork(case).render(paper_id, languages, draft)

    def preview(
        self, case: Case, paper_id: str, languages: Sequence[str], draft: bool = False, plain: bool = False
    ) -> PaperFile:
        """Draw one paper with its identity numbers hidden unless ``plain``; raises ``PaperStopped``."""
        return self.paperwork(case).preview(paper_id, languages, draft, plain)

    def save_papers(self, case: Case, folder: Path, languages: Sequence[str] = ()) -> tuple[PaperFile, ...]:
        """Write the papers the case always needs, and the calendar, into ``folder``; raises a ``FileProblem``."""
        return self.paperwork(case).save(folder, languages)


def kept_language(folder: Path | None) -> str | None:
    """The language chosen last in the profile in ``folder`` (``None``: the user's), even while it is in use."""
    from desktop.storage.preferences import read_preferences

    return read_preferences(folder or _user_folder()).get("language")


def _user_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("waipai", appauthor=False)


def _system_language() -> str:
    """The language of the system, if it is one of ours; English otherwise."""
    import locale

    name = (locale.getlocale()[0] or "").lower()
    return {"zh": "zh_Hans", "ch": "zh_Hans", "de": "de", "ge": "de", "ko": "ko"}.get(name[:2], "en")
