"""The leaflets: one page for every country and language, and what stands on it."""

from __future__ import annotations

import datetime as dt

import pytest
from pdf_reading import poppler_text

from desktop.documents.render import render
from desktop.domain.papers.leaflet import in_force, leaflet, leaflets
from desktop.languages import LANGUAGES
from desktop.law.reader import read_law
from desktop.paperwork import draw_leaflet
from desktop.paths import resources_folder

DAY = dt.date(2026, 11, 21)
LAW = read_law(resources_folder() / "law")


@pytest.mark.parametrize(("home", "host"), leaflets(LAW))
def test_every_leaflet_is_one_page_in_every_language(home: str, host: str) -> None:
    for code in LANGUAGES:
        assert render(leaflet(LAW, home, host, DAY), (code,), LAW).pages == 1


def test_there_is_one_for_each_direction_and_each_state_with_a_rule() -> None:
    routes = leaflets(LAW)
    assert {("CN", "ES"), ("ES", "CN"), ("CN", "SG"), ("CN", "KG")} <= set(routes)
    assert len(routes) == len(set(routes))


@pytest.mark.parametrize(
    ("day", "agreement"),
    [("2013-01-15", "CN-KR-2003"), ("2013-01-16", "CN-KR-2012"), ("2003-02-27", None)],
)
def test_the_day_chooses_the_agreement(day: str, agreement: str | None) -> None:
    found = in_force(LAW, "CN", "KR", dt.date.fromisoformat(day))
    assert (found.id if found else None) == agreement


def test_a_signed_agreement_frees_nobody_yet() -> None:
    assert in_force(LAW, "CN", "FR", DAY) is None
    keys = [block.text.key for block in leaflet(LAW, "CN", "FR", DAY).blocks if hasattr(block, "text")]
    assert "papers.leaflet.none" in keys
    assert "papers.leaflet.exempt" not in keys


def test_two_states_without_china_have_none() -> None:
    with pytest.raises(KeyError):
        leaflet(LAW, "DE", "KR", DAY)


def test_spain_says_what_to_pay_how_long_and_whom_to_ask() -> None:
    text = poppler_text(draw_leaflet(LAW, "CN", "ES", "en", DAY).data)
    for said in ("72 months", "with approval", "20 March 2018", "TGSS", "Seafarers", "参保证明"):
        assert said in text
