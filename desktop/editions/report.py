"""An edition of the law in lines to read, for the terminal and for the window: what it is, changes, and lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.edition import Edition, EditionChange, edition_age_days
from desktop.domain.law_diff import ABSENT, Difference, differences
from desktop.languages.differences import difference_words
from desktop.law.edition_tree import scratch_folder, write_tree
from desktop.law.packfile import PACK_LIMIT, read_pack
from desktop.law.packfile import PackRefused as PackRefused  # for the windows
from desktop.law.places import place_of
from desktop.law.rates import read_rates
from desktop.law.reader import LawError, read_law

if TYPE_CHECKING:
    from desktop.domain.affected import Affected
    from desktop.domain.agreement import Agreement
    from desktop.domain.determination import Determination
    from desktop.session import Session


def read_file(pack: Path) -> bytes:
    """The file, or so much of it that it is seen to be too large; raises ``OSError``."""
    with pack.open("rb") as file:
        return file.read(PACK_LIMIT + 1)


def about(session: Session) -> list[str]:
    """What the edition in use is: day, number, age, origin, and whether it is old or an installed one unusable."""
    used = session.edition
    found = [edition_line(session, used.edition)]
    days = session.language.number(edition_age_days(used.edition.date, session.day))
    found.append(session.text("pages.edition.age", days=days))
    if used.signer is None:
        found.append(session.text("pages.edition.source_program"))
    else:
        found.append(session.text("pages.edition.source_installed", signer=used.signer))
    return found + warnings(session)


def warnings(session: Session) -> list[str]:
    """What the user must know before trusting an answer: an old edition, an installed one that is damaged."""
    found = []
    if session.edition_is_unusable:
        found.append(session.text("pages.edition.unusable"))
    if session.edition_is_old:
        found.append(session.text("pages.edition.old", date=session.edition.edition.date))
    return found


def edition_line(session: Session, edition: Edition) -> str:
    """Day and number of an edition."""
    return session.text("pages.edition.line", date=edition.date, number=edition.number)


def changes(session: Session, edition: Edition) -> list[str]:
    """The list of changes that the edition brings with it."""
    return [_change(session, change) for change in edition.changes]


def agreements(session: Session) -> list[str]:
    """The agreements of the edition in use with the days on which they apply."""
    return [
        session.text(
            "pages.edition.agreement",
            name=session.text(f"law.agreement.{agreement.id}.name"),
            id=agreement.id,
            days=_applies(session, agreement),
        )
        for agreement in session.law.agreements
    ]


def differences_of_pack(session: Session, data: bytes) -> list[str]:
    """What the law of a pack changes against the edition in use; raises ``PackRefused``."""
    files = read_pack(data)
    with scratch_folder() as folder:
        write_tree(files, folder)
        return differences_of_folder(session, folder)


def differences_of_folder(session: Session, folder: Path) -> list[str]:
    """As ``differences_of_pack`` for the folder of an edition: agreement by agreement, with file and line."""
    try:
        law, rates = read_law(folder / "law"), read_rates(folder / "rates")
    except LawError as error:
        raise PackRefused((), tuple(error.sentences)) from error
    old, lines = session.edition.folder, []
    for part, found in (
        ("law", differences(session.law, law)),
        ("rates", differences(session.edition.rates, rates)),
    ):
        for item in found:
            lines.append(_difference(session, item, (folder if item.after is not ABSENT else old) / part))
    return lines or [session.text("pages.edition.no_difference")]


def faults(session: Session, refused: PackRefused) -> list[str]:
    """Everything for which a pack or folder is refused."""
    found = [session.text(f"errors.pack.{fault.key}", **fault.params) for fault in refused.faults]
    return [*found, *refused.sentences]


def entry_words(session: Session, entry: Difference) -> str:
    """One entry of an edition that changed an answer."""
    return difference_words(session.language, entry)


def answer_words(session: Session, now: Determination) -> str:
    """An answer in one phrase: the outcome, and until when it is secured."""
    outcome = session.text(f"result.outcome.{now.outcome.value}")
    if now.secured_until is None:
        return outcome
    return session.text("pages.edition.secured", outcome=outcome, day=now.secured_until)


def affected_line(session: Session, item: Affected, name: str) -> str:
    """A case whose answer changed, with the answers before and after."""
    before, after = answer_words(session, item.before), answer_words(session, item.after)
    return session.text("pages.edition.case", name=name, before=before, after=after)


def affected_lines(session: Session, items: Sequence[Affected]) -> Iterator[str]:
    """All cases whose answer changed, each followed by the entries that did it."""
    if session.locked:
        yield session.text("pages.edition.locked")
    elif not items:
        yield session.text("pages.edition.no_case_changed")
    else:
        yield session.text("pages.edition.cases_changed", n=session.language.number(len(items)))
    for item in items:
        yield affected_line(session, item, item.case.name or f"{item.case.id}")
        for entry in item.entries:
            yield "  " + session.text("pages.edition.because", entry=entry_words(session, entry))


def _change(session: Session, change: EditionChange) -> str:
    kind = session.text(f"pages.edition.kind.{change.kind}")
    words = session.language.official(change.words)
    if change.first is not None:
        days = session.language.period(change.first, change.last)
    elif change.last is not None:
        days = session.text("pages.edition.until", last=change.last)
    else:
        return session.text("pages.edition.change", kind=kind, words=words)
    return session.text("pages.edition.change_days", kind=kind, days=days, words=words)


def _applies(session: Session, agreement: Agreement) -> str:
    if agreement.first is None:
        return session.text("pages.edition.not_in_force")
    return session.language.period(agreement.first, agreement.last)


def _difference(session: Session, item: Difference, folder: Path) -> str:
    words = difference_words(session.language, item)
    names = [name for step in item.path[1:] for name in step.split(" ")]
    place = place_of(names, folder)
    return f"{place}: {words}" if place else words
