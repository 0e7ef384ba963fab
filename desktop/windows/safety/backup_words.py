"""Backups in words: when, why, what is in them, where they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.backups import Concern, Counts, age

if TYPE_CHECKING:
    import datetime as dt

    from desktop.domain.record.difference import Difference
    from desktop.safety.backups import Backup, Standing
    from desktop.safety.places import Place
    from desktop.session import Session

_KILO, _MEGA = 1000, 1000_000


def age_words(session: Session, made_at: dt.datetime) -> str:
    """How long ago: "2 hours ago", or the moment itself where the clock was set back since."""
    passed = age(made_at, session.backups.clock())
    if passed.word == "now":
        return session.text("safety.backups.age.now")
    if passed.word == "ahead":
        return session.language.moment(made_at)
    return session.language.plural(f"safety.backups.age.{passed.word}", passed.amount)


def standing_words(session: Session) -> tuple[str, str]:
    """The state of the backups (its symbol) and a sentence on it."""
    standing = session.backups.standing()
    if standing.concern is Concern.FAILED:
        problem = session.backups.problem
        assert problem is not None
        return "overdue", session.text(problem.key, **problem.params)
    if standing.last is None:
        return "begun", session.text("safety.backups.state.none")
    words = age_words(session, standing.last)
    if standing.concern is Concern.NONE:
        return "exempt", session.text("safety.backups.state.last", age=words)
    return "overdue", session.text(f"safety.backups.state.{standing.concern.value}", age=words)


def foot_words(session: Session, standing: Standing) -> tuple[str, str]:
    """The state of the backups (its symbol) and the few words at the foot of the window."""
    if standing.concern is not Concern.NONE:
        return "overdue", session.text(f"safety.backups.foot.{standing.concern.value}")
    if standing.last is None:
        return "begun", session.text("safety.backups.foot.none")
    return "exempt", session.text("safety.backups.foot.last", age=age_words(session, standing.last))


def moment_words(session: Session, backup: Backup) -> str:
    """When it was made, in the time of this computer."""
    return session.language.moment(backup.name.made_at)


def reason_words(session: Session, backup: Backup) -> str:
    """Why it was made."""
    return session.text(f"safety.backups.reason.{backup.name.reason.value}")


def counts_words(session: Session, counts: Counts) -> str:
    """What is in a file, the numbers that are not nought."""
    found = [(name, number) for name, number in counts._asdict().items() if number]
    said = [
        session.text(f"safety.backups.count.{name}", count=session.language.number(number))
        for name, number in found
    ]
    between = session.text("safety.backups.between")
    return between.join(said) if said else session.text("safety.backups.count.nothing")


def where_words(session: Session, backup: Backup) -> str:
    """On this computer, in the folder of choice, or in both."""
    own = [path.is_relative_to(session.home) for path in backup.paths]
    word = "both" if len(set(own)) == 2 else "own" if all(own) else "outside"
    return session.text(f"safety.backups.where.{word}")


def size_words(session: Session, size: int) -> str:
    """A number of bytes, in kilobytes or megabytes."""
    language = session.language
    if size < _MEGA:
        return session.text("safety.backups.size.kilo", size=language.number(max(1, round(size / _KILO))))
    return session.text("safety.backups.size.mega", size=language.number(round(size / _MEGA)))


def things_words(session: Session, things: dict[str, int]) -> str:
    """Things by their tables, with how many."""
    said = []
    for table, number in things.items():
        if table == "persons" and number == 1:
            said.append(session.text("safety.backups.difference.person"))
        else:
            name, count = session.text(f"archive.table.{table}"), session.language.number(number)
            said.append(session.text("safety.backups.difference.thing", table=name, count=count))
    return session.text("safety.backups.between").join(said)


def who_words(session: Session, found: Difference) -> str:
    """Whom a difference is about."""
    name, born_on = found.who
    if not name:
        return session.text("safety.backups.difference.nobody")
    if born_on is None:
        return name
    return session.text("safety.backups.difference.who", name=name, born=session.language.date(born_on))


def place_words(session: Session, place: Place) -> str:
    """A file beside others: the usual one, a backup brought back, a repaired one, one begun anew."""
    if place.backup is not None:
        return session.text(
            "safety.backups.file.restored", moment=session.language.moment(place.backup.made_at)
        )
    kind = "own" if place.kind == "own" else f"{place.kind}_named"
    return session.text(f"safety.backups.file.{kind}", name=place.name)
