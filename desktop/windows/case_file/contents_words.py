"""What goes into a file for others and what stays here, in two sentences said before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from desktop.domain.record.case_contents import PARTS
from desktop.domain.record.redaction import GROUPS

if TYPE_CHECKING:
    from desktop.safety.case_files import Choice
    from desktop.session import Session


def goes_words(session: Session, choice: Choice, counts: Mapping[str, int]) -> str:
    """What goes along, with how many of each."""
    text = session.text
    if choice.case_id is None and choice.person_id is None:
        return text("archive.goes.all")
    parts = [
        text(
            "archive.goes.part",
            table=capital(text("archive.part.files" if table == "files" else f"archive.table.{table}")),
            count=session.language.number(count),
        )
        for table, count in counts.items()
    ]
    return text("archive.goes", what=text("archive.between").join(parts) or text("archive.nothing"))


def capital(words: str) -> str:
    """The words as they begin a line."""
    return words[:1].upper() + words[1:]


def stays_words(session: Session, choice: Choice) -> str:
    """What does not go along; whatever is hidden is named once."""
    hidden, whole = choice.hidden, choice.case_id is None and choice.person_id is None
    keys = [] if whole and hidden is None else ["stays.desk"]
    if hidden is not None:
        keys += ["part.files", *(f"hide.{group}" for group in GROUPS if group in hidden)]
    if not whole:
        gone = [part for part in PARTS if part not in choice.parts and part not in (hidden or ())]
        keys += [f"part.{part}" for part in gone if f"part.{part}" not in keys]
    words = [session.text(f"archive.{key}") for key in [*keys, "stays.always"]]
    return session.text("archive.stays", what=session.text("archive.between").join(words))
