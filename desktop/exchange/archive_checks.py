"""What may stand in the fields of an archive's rows, beyond their type.

Whatever the pages and papers look up by (states, branches, kinds) must be one they know; texts must be texts that
can be shown and kept.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

from desktop.domain.determination import Outcome
from desktop.domain.facts import VOCABULARY
from desktop.domain.record.certificate import DOCUMENT_KINDS, KINDS, Certificate, Custody, Document
from desktop.domain.record.contents import CaseRow, SettingRow
from desktop.domain.record.contribution import RECORD_BRANCHES, SCHEMES, ContributionMonth
from desktop.domain.record.diary import DiaryEntry, Reminder
from desktop.domain.record.diary_rules import MATTERS
from desktop.domain.record.evidence import Evidence, FactProof
from desktop.domain.record.person import Employer, Person
from desktop.domain.record.refusals import REASONS
from desktop.domain.shown import unshown
from desktop.domain.states import STATES

LONGEST_TEXT: Final = 100_000
"""Characters of one text; a page of the largest paper has a tenth of that."""
_LONGEST_NAME: Final = 200
_YEARS: Final = range(1900, 2200)
_UNKEPT: Final = re.compile("[\0\ud800-\udfff]")
"""NUL and halves of letters."""
_Fits = Callable[[Any], bool]


def plain_text(text: str) -> str:
    """The text itself; raises ``ValueError`` for one too long or with characters that no file keeps."""
    if len(text) > LONGEST_TEXT or _UNKEPT.search(text):
        raise ValueError(text[:20])
    return text


def _named(text: str) -> bool:
    return bool(text.strip()) and _may_be_named(text)


def _may_be_named(text: str) -> bool:
    """As the names that are typed: short, on one line."""
    return len(text) <= _LONGEST_NAME and not unshown(text)


def _one_of(allowed: Collection[str]) -> _Fits:
    return lambda value: value in allowed


def _known_branches(codes: tuple[str, ...]) -> bool:
    return all(code in RECORD_BRANCHES for code in codes)


def _file_name(text: str) -> bool:
    return _may_be_named(text) and not re.search(r"[/\\]", text) and text not in (".", "..")


def _digest(text: str) -> bool:
    return not text or re.fullmatch("[0-9a-f]{64}", text) is not None


def _uid(text: str) -> bool:
    return not text or re.fullmatch("[0-9a-f]{32}", text) is not None


def _currency(text: str) -> bool:
    return not text or re.fullmatch("[A-Z]{3}", text) is not None


def _month(day: dt.date) -> bool:
    """The first day of a month that somebody alive may have paid for; a record has a line for every year."""
    return day.day == 1 and day.year in _YEARS


def _outcome(word: str | None) -> bool:
    return word is None or word in {outcome.value for outcome in Outcome}


def _each_once(words: tuple[str, ...]) -> bool:
    return len(set(words)) == len(words)


_STATE: Final = _one_of(STATES)
_STATE_OR_NONE: Final = _one_of({*STATES, ""})

CHECKS: Final[Mapping[type, Mapping[str, _Fits]]] = {
    Person: {"uid": _uid, "name": _named},
    Employer: {"uid": _uid, "name": _named, "state": _STATE_OR_NONE},
    CaseRow: {"uid": _uid, "name": _may_be_named, "outcome": _outcome, "ticks": _each_once},
    Evidence: {"digest": _digest, "file_name": _file_name},
    ContributionMonth: {
        "month": _month,
        "state": _STATE,
        "branch": _one_of(RECORD_BRANCHES),
        "scheme": _one_of(SCHEMES),
        "currency": _currency,
    },
    Certificate: {"kind": _one_of(KINDS), "state": _STATE, "host": _STATE, "branches": _known_branches},
    Custody: {"paper": _one_of(("original", "copy", "scan"))},
    Document: {"kind": _one_of(DOCUMENT_KINDS), "state": _STATE_OR_NONE},
    DiaryEntry: {"matter": _one_of(MATTERS), "reason": _one_of((*REASONS, ""))},
    Reminder: {"kind": _may_be_named},
    FactProof: {"fact": _one_of(VOCABULARY)},
    SettingRow: {"name": _named},
}
"""By class, what each of these fields must fulfil."""
