"""When to ask what became of an application: after the time the authority usually takes."""

from __future__ import annotations

import datetime as dt
from typing import Final

from desktop.domain.dates.due import Rule
from desktop.domain.dates.turnaround import Basis, Turnaround

GRACE: Final = dt.timedelta(days=7)
"""Beyond the time that the authority took before."""
USUAL: Final = dt.timedelta(days=30)
"""Where nothing was measured: our own rule, demanded by no source."""


def chase_on(sent_on: dt.date, known: Turnaround | None) -> tuple[dt.date, Rule]:
    """The day to ask about an application sent on ``sent_on``, and whose rule that is.

    Only times measured or given by the user count; a benchmark of the past is no reason to press anybody.
    """
    if known is None or known.basis is Basis.HISTORIC:
        return sent_on + USUAL, Rule.HOUSE
    return sent_on + dt.timedelta(days=known.days) + GRACE, Rule.OWN
