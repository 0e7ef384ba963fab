"""The paper of a working life as a file."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from desktop.domain.papers.life_paper import ID, life_paper
from desktop.paperwork import PaperFile
from desktop.problems import PaperStopped

if TYPE_CHECKING:
    from desktop.domain.agreement import Law
    from desktop.domain.record.life import WorkingLife


def draw_life(life: WorkingLife, law: Law, code: str, day: dt.date) -> PaperFile:
    """LIFE-01 in the language ``code``, one of the four, as of ``day``.

    Raises ``PaperStopped`` where a name or title has a character that no embedded font has.
    """
    from desktop.documents.render import render
    from desktop.documents.voice import UnprintableText

    paper = life_paper(life, law.edition, day)
    try:
        drawn = render(paper, (code,), law)
    except UnprintableText as stopped:
        params = stopped.params
        raise PaperStopped(
            character=params["character"], code=params["code"], field=str(params["label"])
        ) from stopped
    fields = life.person.fields
    names = " ".join(str(fields.get(f"person.{part}_latin", "")) for part in ("surname", "given"))
    plain = re.sub(r"[^A-Za-z]+", "_", names).strip("_")[:60]
    name = "_".join(part for part in (ID, plain, code) if part) + ".pdf"
    return PaperFile(ID, (code,), name, drawn.pdf, drawn.pages, ())
