"""What has a day between two days, over all people: one SELECT behind the list of due dates."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final, NamedTuple

from desktop.storage.codec import encode


class Dated(NamedTuple):
    """One day of the record, as stored.

    ``day`` and ``until`` are ISO texts. ``what`` is ``certificate`` (its end), ``document`` (its end, ``kind`` says
    which), ``reminder`` (``kind`` and ``title`` as entered), ``start``, ``end`` or ``planned_end`` (that fact of the
    posting), or ``sent`` (an application without any later entry of its case; ``kind`` is its matter, ``title`` the
    body). ``thing_id`` is the row of the certificate, document, reminder or diary entry.
    """

    day: str
    what: str
    kind: str
    person_id: int | None
    person: str | None
    case_id: int | None
    case: str | None
    thing_id: int | None
    title: str
    until: str | None


def dated_between(connection: Any, first: dt.date, last: dt.date) -> list[Dated]:
    """All days from ``first`` to ``last``, both included, the earliest first.

    Cases that are deleted, reminders that are done and certificates that were lost have none.
    """
    return list(map(Dated._make, connection.execute(DATED, parameters(first, last))))


def parameters(first: dt.date, last: dt.date) -> dict[str, str]:
    """What ``DATED`` is asked with."""
    return {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "first_value": encode(first),
        "last_value": encode(last),
    }


DATED: Final = """
WITH dated (day, what, kind, person_id, case_id, thing_id, title, until) AS (
    SELECT ends_on, 'certificate', kind, person_id, case_id, id, number, NULL
      FROM certificate WHERE ends_on BETWEEN :first AND :last AND lost_on IS NULL
    UNION ALL
    SELECT ends_on, 'document', kind, person_id, case_id, id, number, NULL
      FROM document WHERE ends_on BETWEEN :first AND :last
    UNION ALL
    SELECT due_on, 'reminder', kind, person_id, case_id, id, title, until
      FROM reminder WHERE done = 0 AND due_on BETWEEN :first AND :last
    UNION ALL
    SELECT substr(value, 11, 10), fact, '', NULL, case_id, NULL, '', NULL
      FROM answer
     WHERE fact IN ('start', 'end', 'planned_end') AND value BETWEEN :first_value AND :last_value
    UNION ALL
    SELECT "on", 'sent', matter, person_id, case_id, id, body, NULL
      FROM diary AS sent
     WHERE stage = 'sent' AND "on" BETWEEN :first AND :last
       AND NOT EXISTS (SELECT 1 FROM diary AS later WHERE later.case_id = sent.case_id AND later.id > sent.id)
)
SELECT dated.day, dated.what, dated.kind, COALESCE(dated.person_id, posting.person_id), person.name,
       dated.case_id, posting.name, dated.thing_id, dated.title, dated.until
  FROM dated
  LEFT JOIN posting ON posting.id = dated.case_id
  LEFT JOIN person ON person.id = COALESCE(dated.person_id, posting.person_id)
 WHERE posting.deleted_on IS NULL
 ORDER BY dated.day, dated.what, dated.thing_id, dated.case_id
"""
