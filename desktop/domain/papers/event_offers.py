"""Which papers the diary of a case calls for, beside those of every case: its last event, an application on its way."""

from __future__ import annotations

from desktop.domain.papers.material import Material
from desktop.domain.papers.waiting_sheet import WAITING
from desktop.domain.record.event_cautions import papers
from desktop.domain.record.event_changes import FILED_ON, REASON
from desktop.domain.record.event_plan import event_of


def called_for(material: Material) -> tuple[str, ...]:
    """The ids of the papers, each once; empty where nothing happened and nothing is on its way."""
    event = event_of(material.fields)
    waiting = (WAITING,) if FILED_ON in material.fields else ()
    if event is None:
        return waiting
    reason = str(material.fields.get(REASON) or "")
    found = papers(event, material.facts, material.determination, material.law, reason)
    return (*waiting, *found.all)
