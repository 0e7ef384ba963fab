"""The papers about a certificate that is there or lost, by their numbers; the register offers them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from desktop.domain.paper import Paper
from desktop.domain.papers.copy_sheet import copy_sheet
from desktop.domain.papers.letter_lost import loss_notice, replacement_request
from desktop.domain.papers.lost_steps import lost_steps
from desktop.domain.papers.material import Material
from desktop.domain.papers.receipt_slip import receipt_slip

RECEIPT: Final = "CERT-01"
LOST_KIT: Final = ("CERT-02", "CERT-03", "CERT-04", "CERT-05")
"""The kit for a lost certificate, in the order of use."""

CERTIFICATE_PAPERS: Final[Mapping[str, Callable[[Material], Paper]]] = MappingProxyType(
    {
        "CERT-01": receipt_slip,
        "CERT-02": lost_steps,
        "CERT-03": replacement_request,
        "CERT-04": loss_notice,
        "CERT-05": copy_sheet,
    }
)
"""Composers by paper; each works on any case, and says more where ``Material.held`` is there."""

_LANGUAGE: Final[Mapping[str, str]] = {"CN": "zh_Hans", "DE": "de", "KR": "ko"}


def usual_languages(paper_id: str, home: str, host: str, ui: str) -> tuple[str, ...]:
    """The languages to print in, each once: first the reader's, then that of whoever hands the paper over.

    ``home`` and ``host`` are states, ``ui`` is the language of the screen.
    """
    at_home, abroad = _LANGUAGE.get(home, "en"), _LANGUAGE.get(host, "en")
    wanted = {
        "CERT-01": (ui, abroad if ui != abroad else at_home),
        "CERT-02": (ui,),
        "CERT-03": (at_home, ui),
        "CERT-04": (abroad, ui),
        "CERT-05": (abroad, at_home),
    }[paper_id]
    return tuple(dict.fromkeys(wanted))
