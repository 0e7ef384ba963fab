"""The history, the bin and deleting for good, for the tour."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from desktop.domain.record.evidence import Evidence, Quality

if TYPE_CHECKING:
    from desktop.windows.tour.tour import Tour

_AGO: Final = dt.timedelta(days=20)


def show_history(tour: Tour) -> None:
    """Show the changes, checked."""
    tour.open("safety", None, "history")
    tour.window.pages["safety"].parts["history"].check()  # type: ignore[attr-defined]


def show_bin(tour: Tour) -> None:
    """Show the bin with something in it."""
    session = tour.session
    if not session.history.bin():
        person = session.record.person_of(tour.case())
        assert person.id is not None
        title = session.text("record.certificate.kind.extension")
        proof = session.record.keep(Evidence(person_id=person.id, quality=Quality.OWN_NOTE, title=title))
        session.record.remove(proof)
    tour.open("safety", None, "bin")


def show_people(tour: Tour) -> None:
    """Show a person who need not be kept any longer."""
    session = tour.session
    person = session.record.person_of(tour.case())
    if person.keep_until is None:
        person = session.history.keep_until(person, session.day - _AGO)
    tour.open("safety", None, f"people:{person.id}")
