"""The items of contribution of each state, and how much of each a certificate of coverage takes away.

Items are those of ``contribution.COUNTRIES``; here each is tied to a branch of the law, which the determination
answers for. Some items go further than the branch they are collected with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final


class Saving(Enum):
    """How much of an item falls away where its branch is exempt."""

    FULL = "full"
    AT_MOST = "at_most"
    """All of it at most: what is computed holds a part that stays due, or tax relief that was never paid."""
    NEVER = "never"
    """The agreement does not name it: it stays due."""
    UNCLEAR = "unclear"
    """No source says whether the agreement covers it; it is not counted as saved."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item: ``branch`` is the branch of the law it belongs to.

    ``note`` names why it is saved in a particular way: the text ``money.scope.NOTE``; empty where it is saved as
    its branch is.
    """

    name: str
    branch: str
    saving: Saving = Saving.FULL
    note: str = ""


def _plain(*names: str) -> tuple[Item, ...]:
    return tuple(Item(name, name) for name in names)


ITEMS: Final[Mapping[str, tuple[Item, ...]]] = {
    "CA": (
        Item("pension", "pension"),
        Item("pension_second", "pension"),
        Item("employment_insurance", "unemployment", Saving.NEVER, "employment_insurance_canada"),
    ),
    "CH": (
        Item("pension", "pension", note="income_compensation_switzerland"),
        Item("unemployment", "unemployment", note="follows_switzerland"),
    ),
    "CN": _plain("pension", "unemployment"),
    "DE": _plain("pension", "unemployment"),
    "DK": _plain("pension"),
    "ES": (
        Item("common_contingencies", "pension", Saving.AT_MOST, "reduced_rate_spain"),
        Item("mei", "pension", Saving.AT_MOST, "reduced_rate_spain"),
        Item("solidarity", "pension", Saving.AT_MOST, "reduced_rate_spain"),
        Item("unemployment", "unemployment"),
        Item("wage_guarantee", "unemployment", Saving.NEVER, "not_named_spain"),
        Item("vocational_training", "unemployment", Saving.NEVER, "not_named_spain"),
    ),
    "FI": _plain("pension", "unemployment"),
    "FR": _plain("pension"),
    "JP": (
        Item("pension", "pension"),
        Item("child_support_levy", "pension", note="follows_japan"),
    ),
    "KG": (
        Item("pension", "pension"),
        Item("accumulative_fund", "pension", Saving.UNCLEAR, "fund_kyrgyzstan"),
    ),
    "KR": (
        Item("pension", "pension"),
        Item("unemployment", "unemployment", note="by_status_korea"),
    ),
    "LU": _plain("pension"),
    "NL": (
        Item("pension", "pension", Saving.AT_MOST, "tax_credits_netherlands"),
        Item("unemployment", "unemployment"),
        Item("disability", "work_injury", Saving.NEVER, "disability_netherlands"),
    ),
    "RS": _plain("pension", "unemployment"),
}
"""By state, in the order they are shown.

Spain collects pensions and sickness in one rate, of which a part stays due; the reducing coefficient was not
found. The Netherlands lower AOW and Anw by tax credits. Switzerland frees from unemployment insurance whoever is
freed from AHV and IV, and levies EO with AHV. Canada's agreement speaks of the Canada Pension Plan only.
"""
