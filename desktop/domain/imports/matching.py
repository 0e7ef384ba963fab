"""What each column of a table means: found by its head, chosen by the user, remembered for the next time."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import Final

from desktop.domain.imports.amount import Convention


class Field(Enum):
    """What a column may hold of a contribution month; the words are ``record.import.field.VALUE``."""

    MONTH = "month"
    YEAR = "year"
    """The year alone; the months are heads of columns, or stand in ``MONTH`` as a number or name."""
    STATE = "state"
    BRANCH = "branch"
    SCHEME = "scheme"
    PLACE = "place"
    EMPLOYER = "employer"
    BASE = "base"
    EMPLOYEE_SHARE = "employee_share"
    EMPLOYER_SHARE = "employer_share"
    CURRENCY = "currency"
    STATUS = "status"
    NOTE = "note"
    PERSON = "person"
    PERSON_NUMBER = "person_number"

    # Members are single; hashing their names would take a third of the time of reading a table.
    __hash__ = object.__hash__


AMOUNTS: Final = (Field.BASE, Field.EMPLOYEE_SHARE, Field.EMPLOYER_SHARE)
"""The fields that hold money."""

FIXABLE: Final = (
    Field.STATE, Field.BRANCH, Field.SCHEME, Field.PLACE, Field.EMPLOYER, Field.CURRENCY, Field.STATUS,
)  # fmt: skip
"""The fields that may be the same for all rows and then need no column."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a column holds.

    A column of money may be for one ``branch`` alone, and for one month: ``month`` is its first day, or
    ``number`` the month of the year in the row (1 to 12). Then ``field`` is ``None``: ``Matching.wide`` says which.
    """

    field: Field | None
    branch: str = ""
    month: dt.date | None = None
    number: int | None = None

    @property
    def is_month(self) -> bool:
        """Whether the column is one month of a wide table."""
        return self.month is not None or self.number is not None


@dataclass(frozen=True, slots=True)
class Matching:
    """How a worksheet is read. Columns count from 0; the heads stand in row ``head_row``, counted from 1.

    ``fixed`` are the values of fields without a column: codes, or the text as it is kept. ``wide`` is the field
    that columns of single months hold. ``conventions`` are the user's choices for columns of amounts that do not
    show how they are written.
    """

    head_row: int
    targets: Mapping[int, Target] = field(default_factory=dict)
    fixed: Mapping[Field, str] = field(default_factory=dict)
    wide: Field | None = None
    conventions: Mapping[int, Convention] = field(default_factory=dict)

    def column_of(self, wanted: Field) -> int | None:
        """The column of a field that has one for the whole row; ``None`` where it has none."""
        for column, target in self.targets.items():
            if target.field is wanted and not target.branch:
                return column
        return None

    @property
    def months(self) -> tuple[int, ...]:
        """The columns that are single months."""
        return tuple(column for column, target in self.targets.items() if target.is_month)

    def amount_columns(self) -> dict[int, Field]:
        """Every column of money with its field; months of a wide table only once ``wide`` is known."""
        found: dict[int, Field] = {}
        for column, target in self.targets.items():
            kind = self.wide if target.is_month else target.field
            if kind in AMOUNTS:
                found[column] = kind
        return found


@lru_cache(50_000)
def plain(text: str) -> str:
    """A head or word for comparing: small letters and digits only, without what stands in brackets."""
    flat = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in re.sub(r"\([^)]*\)|\[[^\]]*\]", "", flat) if c.isalnum())


def matching_name(heads: Sequence[str]) -> str:
    """The name under which the matching of these heads is remembered; other heads have another name."""
    digest = hashlib.sha256("\x1f".join(map(plain, heads)).encode()).hexdigest()
    return f"import:{digest[:32]}"


def matching_text(matching: Matching) -> str:
    """A matching as a text to remember; the inverse of ``read_matching``."""
    kept = {
        "targets": {str(column): _kept(target) for column, target in matching.targets.items()},
        "fixed": {name.value: value for name, value in matching.fixed.items()},
        "wide": matching.wide.value if matching.wide else "",
        "conventions": {str(column): one.value for column, one in matching.conventions.items()},
    }
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def _kept(target: Target) -> list[str]:
    number = "" if target.number is None else str(target.number)
    month = "" if target.month is None else target.month.isoformat()
    return [target.field.value if target.field else "", target.branch, month, number]


def read_matching(text: str, head_row: int) -> Matching:
    """What ``matching_text`` wrote, for heads in ``head_row``; raises ``ValueError`` for anything else."""
    try:
        kept = json.loads(text)
        return Matching(
            head_row,
            {int(column): _target(*parts) for column, parts in kept["targets"].items()},
            {Field(name): str(value) for name, value in kept["fixed"].items()},
            Field(kept["wide"]) if kept["wide"] else None,
            {int(column): Convention(one) for column, one in kept["conventions"].items()},
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("no matching") from error


def _target(name: str, branch: str, month: str, number: str) -> Target:
    return Target(
        Field(name) if name else None,
        branch,
        dt.date.fromisoformat(month) if month else None,
        int(number) if number else None,
    )
