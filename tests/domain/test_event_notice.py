"""The notice of change (APP-11) after each event: whole papers against golden files, and what none may lack."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from itertools import product

import pytest
from event_samples import DIRECTIONS, after
from letter_samples import GOLDEN, as_json, compose, keys, material, values

from desktop.domain.paper import Letterhead, Table, Ticks, Words
from desktop.domain.papers.letter_event import TOLD
from desktop.domain.record.event_changes import ON
from desktop.domain.record.events import Event


@pytest.mark.parametrize(("case", "event"), [*product(("de_posted", "kr_to_china"), TOLD)])
def test_notice_is_as_approved(case: str, event: Event) -> None:
    """``UPDATE_GOLDEN=1`` writes the files anew; the change is then read in the diff."""
    paper = replace(compose("APP-11", after(case, event)), law_edition="DATE+DIGEST")
    text = json.dumps(as_json(paper), ensure_ascii=False, indent=1) + "\n"
    path = GOLDEN / "events" / f"{case}-{event.value}.json"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("case", "event"), [*product(DIRECTIONS, TOLD)])
def test_notice_goes_to_both_sides_with_day_and_request(case: str, event: Event) -> None:
    sample = after(case, event)
    paper = compose("APP-11", sample)
    (head,) = (block for block in paper.blocks if isinstance(block, Letterhead))
    assert len(head.addressee) >= 2
    assert paper.bilingual
    assert {f"letters.app11.{part}.{event.value}" for part in ("event", "home_body", "host_body")} <= keys(
        paper
    )
    assert {"letters.app11.payroll", "letters.app11.answer"} <= keys(paper)
    told = [
        v for v in values(paper) if isinstance(v, Words) and v.key == f"letters.app11.event.{event.value}"
    ]
    assert told[0].params["day"] == sample.fields[ON]
    assert not any(isinstance(block, Ticks) for block in paper.blocks)


@pytest.mark.parametrize("case", DIRECTIONS)
def test_notice_shows_old_and_new_side_by_side(case: str) -> None:
    (table,) = (b for b in compose("APP-11", after(case, Event.NEW_PASSPORT)).blocks if isinstance(b, Table))
    (number, *_) = table.body
    assert number[1].params["text"] == material(case).fields["person.passport_no"]  # type: ignore[union-attr]
    assert number[2] == "EK1234567"


@pytest.mark.parametrize("event", [Event.ARRIVED, Event.REFUSED])
def test_events_with_letters_of_their_own_leave_the_notice_to_be_ticked(event: Event) -> None:
    paper = compose("APP-11", after("de_posted", event))
    assert not paper.bilingual
    assert any(isinstance(block, Ticks) for block in paper.blocks)
