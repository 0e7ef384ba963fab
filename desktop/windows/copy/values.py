"""What is copied into a portal: values as its language and its boxes take them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from desktop.languages.language import Language

if TYPE_CHECKING:
    from desktop.domain.case import Case
    from desktop.session import Session

DATA_SHEET = "APP-01"
_NUMERIC = {"de": "%d.%m.%Y"}
"""How the boxes of a portal take a day; ISO 8601 elsewhere."""


def portal_language(session: Session, case: Case) -> Language | None:
    """The language of the online application of this case, ``None`` where it calls for none."""
    for offer in session.offers(case):
        if offer.paper_id == DATA_SHEET:
            return Language(offer.in_languages(session.language.code)[0])
    return None


def portal_value(session: Session, case: Case, key: str, portal: Language) -> str:
    """The value of a field as it is pasted, empty where missing."""
    value = session.paperwork(case).material.value(key)
    if isinstance(value, dt.date):
        return value.strftime(_NUMERIC.get(portal.code, "%Y-%m-%d"))
    return portal.value(value, session.law, one_line=True)


def portal_label(session: Session, case: Case, key: str, portal: Language) -> str:
    """The name of a field in the portal's language, empty where the screen speaks it anyway."""
    if portal.code == session.language.code:
        return ""
    to_china = session.facts(case).to_state == "CN"
    return portal.value(session.forms.label(key, to_china), session.law)
