"""Where a date leads: the page, and on it the paper or the field, at which it is dealt with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.dates.due import Kind

if TYPE_CHECKING:
    from desktop.domain.dates.due import DueItem

_PAPERS: Final = {
    Kind.APPLY: "APP-01",
    Kind.APPLY_OPENS: "APP-01",
    Kind.FILE_BY: "APP-01",
    Kind.HAND_IN: "APP-04",
    Kind.EXTENSION_OPENS: "APP-06",
    Kind.EXTENSION_CLOSES: "APP-06",
    Kind.EXCEPTION: "APP-07",
    Kind.ASK: "Q-01",
    Kind.REPORT_END: "APP-11",
}
"""The paper that each date of a case asks for."""
_FIELDS: Final = {
    "passport_expiry": "person.passport_expiry",
    "title_expiry": "hostid.title_expiry",
    "home_contract_end": "employment.contract_cn_end",
}
"""The field in which a date of a case was typed."""
_RECORD: Final = {
    "certificate": "certificates",
    "document": "certificates",
    "diary": "diary",
    "reminder": "record",
}
"""The page of the record on which each thing is kept."""


def way_of(item: DueItem) -> tuple[str, int | None, str | None]:
    """Kind of page, case and detail, as ``Page.go`` carries them."""
    if item.kind is Kind.REFUND:
        return "refunds", item.case_id, None
    if item.source in _RECORD:
        chosen = str(item.thing_id) if item.source == "certificate" else None
        return _RECORD[item.source], item.case_id, chosen
    if item.source in _FIELDS:
        return "documents", item.case_id, _FIELDS[item.source]
    if item.kind in _PAPERS:
        return "documents", item.case_id, _PAPERS[item.kind]
    return "result", item.case_id, None
