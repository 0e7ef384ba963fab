"""Random postings between China and its agreement states."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from desktop.domain.facts import VOCABULARY, Facts, FactValue, Kind

NAMES = sorted(set(VOCABULARY) - {"branch", "as_of", "residence_status"})
PARTNERS = ("DE", "KR", "DK", "FI", "CA", "CH", "NL", "ES", "LU", "JP", "RS", "KG", "FR")
ROUTES = st.sampled_from([route for state in PARTNERS for route in (("CN", state), (state, "CN"))])
STARTS = st.dates(dt.date(1999, 1, 1), dt.date(2035, 12, 31))


def value_of(name: str) -> st.SearchStrategy[FactValue]:
    """A value the vocabulary allows."""
    fact = VOCABULARY[name]
    kinds: dict[Kind, st.SearchStrategy[FactValue]] = {
        Kind.BOOL: st.booleans(),
        Kind.DATE: STARTS,
        Kind.INTEGER: st.integers(0, 200),
        Kind.STATE: st.sampled_from(["CN", "DE", "KR", "CH", "VN"]),
        Kind.REGION: st.sampled_from(["CA-QC", "CA-ON", "GL", "FO"]),
        Kind.TEXT: st.just("E-7"),
    }
    return st.sampled_from(fact.choices) if fact.choices else kinds[fact.kind]


@st.composite
def postings(draw: st.DrawFn, dated: bool = True) -> Facts:
    """Facts of a posting, any of them unknown; with ``dated`` start and end are known."""
    home, host = draw(ROUTES)
    facts = Facts(from_state=home, to_state=host)
    for name in draw(st.sets(st.sampled_from([n for n in NAMES if n not in ("from", "to", "start", "end")]))):
        facts = facts.with_(name, draw(value_of(name)))
    if dated:
        start = draw(STARTS)
        facts = facts.with_("start", start).with_(
            "end", start + dt.timedelta(days=draw(st.integers(0, 6000)))
        )
    return facts
