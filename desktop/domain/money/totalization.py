"""Adding up of insurance periods: as the EU does it, and as China's agreements do not.

No agreement of China adds up periods; each state counts its own alone. The other way is shown beside it so that
nobody mistakes one for the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from desktop.domain.money.problems import bad, chosen
from desktop.domain.money.rounding import half_up
from desktop.domain.money.worksheet import Step, Working

SYSTEMS: Final = ("eu", "none")
SHORT: Final = Decimal(1)
"""A state with less than one year of periods need not pay (Regulation 883/2004 Art. 57)."""
Amounts = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Totalization:
    """Answers by state; empty where the question did not hold what they need, ``shares`` where nothing is added up.

    ``shares`` of each state in all years, ``pro_rata`` the share of the theoretical amount, ``paid`` the higher
    of that and the independent benefit, ``decimals`` those of their currency.
    """

    total_years: Decimal
    entitled: Mapping[str, bool]
    shares: Mapping[str, Fraction]
    pro_rata: Amounts
    paid: Amounts
    decimals: int
    working: Working

    @property
    def total(self) -> Decimal:
        """All that is paid by states with a theoretical amount."""
        return sum(self.paid.values(), Decimal(0))


def totalization(
    system: str,
    years: Amounts,
    *,
    minimum: Amounts | None = None,
    theoretical: Amounts | None = None,
    independent: Amounts | None = None,
    decimals: int = 2,
) -> Totalization:
    """``years`` by state; with ``minimum`` years who pays at all, with ``theoretical`` amounts how much.

    ``eu``: Regulation 883/2004 Art. 6 and 52 (before: 1408/71 Art. 45 and 46), each amount rounded half-up.
    ``none``: each state by its own periods pays its independent benefit or nothing; nothing is apportioned.
    Raises ``InputError`` for another system, amounts of states without years, and years that add up to nothing.
    """
    added_up = chosen("system", system, SYSTEMS) == "eu"
    minimum, theoretical, independent = minimum or {}, theoretical or {}, independent or {}
    _check_states(years, {"theoretical": theoretical, "independent": independent})
    total = sum(years.values(), Decimal(0))
    if not total:
        raise bad("amount", "years", total, "> 0")
    entitled = {
        state: (total if added_up and not _short(years, state) else years.get(state, Decimal(0))) >= least
        for state, least in minimum.items()
    }
    if not added_up:
        paid = {
            state: amount if entitled.get(state, True) else Decimal(0)
            for state, amount in independent.items()
        }
        return Totalization(total, entitled, {}, {}, paid, decimals, Working())
    shares = {state: Fraction(own) / Fraction(total) for state, own in years.items()}
    pro_rata = {
        state: _rounded(shares[state] * Fraction(amount), decimals) for state, amount in theoretical.items()
    }
    paid = {
        state: max(Decimal(0) if _short(years, state) else amount, independent.get(state, Decimal(0)))
        for state, amount in pro_rata.items()
    }
    steps = tuple(
        Step(state, "share_of", (theoretical[state], years[state], total), amount)
        for state, amount in pro_rata.items()
    )
    cautions = ("short_period",) if any(_short(years, state) for state in years) else ()
    return Totalization(total, entitled, shares, pro_rata, paid, decimals, Working(steps, cautions=cautions))


def _short(years: Amounts, state: str) -> bool:
    return years.get(state, Decimal(0)) < SHORT


def _check_states(years: Amounts, amounts: Mapping[str, Amounts]) -> None:
    for field, by_state in amounts.items():
        for state in by_state:
            if state not in years:
                raise bad("choice", field, state, ", ".join(years))


def _rounded(amount: Fraction, decimals: int) -> Decimal:
    """Half-up from the exact fraction: one digit more than is kept decides, whatever follows it."""
    tenths = amount.numerator * 10 ** (decimals + 1) // amount.denominator
    return half_up(Decimal(tenths).scaleb(-decimals - 1), decimals)
