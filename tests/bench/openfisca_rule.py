"""The German category of posted workers once more, written for openfisca-core: what a decision costs there.

The rule is that of ``resources/law/CN-DE`` for category DE-P from China to Germany: every condition, then the
month limits of the first period and of the extension, in calendar months. The limits are dated parameters, as
openfisca wants them. There are no reasons, no unknown facts, no other category and no branches: less than ours.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import ParameterNode, ParameterNodeAtInstant
from openfisca_core.periods import DateUnit, Period
from openfisca_core.populations import Population
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from desktop.domain.facts import VOCABULARY, Kind

Array = NDArray[Any]
Limits = Callable[[Period], ParameterNodeAtInstant]
DAY = "2026-11-21"
IN_FORCE = np.datetime64("2002-04-04")
LIMITS = {
    "posted": {
        "first": {"values": {"2002-04-04": {"value": 60}}},
        "extension": {"values": {"2002-04-04": {"value": 96}}},
    }
}
INPUTS = (
    "home_employer", "home_contract", "works_for_home_employer", "host_workplace", "host_contract", "home_pension",
    "paying_at_home", "start", "end", "prior_months",
)  # fmt: skip
OUTSIDE, FIRST = 0, 1

Person = build_entity("person", "persons", "a posted person", is_person=True)


def columns(persons: Sequence[Mapping[str, str | bool | int]]) -> dict[str, Array]:
    """The inputs of some persons as a simulation takes them: one array a fact; dates in ISO form."""
    return {name: np.array([person.get(name, 0) for person in persons]) for name in INPUTS}


def simulate(inputs: Mapping[str, Array], count: int) -> tuple[Array, Array]:
    """The stage of each of ``count`` persons and the last day of their first period, in one simulation."""
    simulation = SimulationBuilder().build_default_simulation(_system(), count)
    for name, values in inputs.items():
        simulation.set_input(name, "ETERNITY", values)
    return simulation.calculate("stage", DAY), simulation.calculate("first_until", DAY)


@cache
def _system() -> TaxBenefitSystem:
    system = TaxBenefitSystem([Person])
    for name in INPUTS:
        system.add_variable(_input(name))
    for variable in (insured, posted, months, stage, first_until):
        system.add_variable(variable)
    system.parameters = ParameterNode("", data=LIMITS)
    return system


def _input(name: str) -> type[Variable]:
    fact = VOCABULARY[name]
    about: dict[str, object] = {"entity": Person, "definition_period": DateUnit.ETERNITY}
    if fact.kind is Kind.CHOICE:
        values = Enum(name, {choice: choice for choice in fact.choices})
        about |= {"value_type": Enum, "possible_values": values, "default_value": values[fact.choices[-1]]}
    else:
        about["value_type"] = {Kind.BOOL: bool, Kind.INTEGER: int, Kind.DATE: dt.date}[fact.kind]
    return type(name, (Variable,), about)


# Names of variables are names of classes in openfisca, and the names of our facts.


class insured(Variable):
    """Insured for pensions at home and paying there."""

    value_type = bool
    entity = Person
    definition_period = DateUnit.DAY

    def formula(person: Population, period: Period) -> Array:
        pension = person("home_pension", period)
        kinds = pension.possible_values
        return ((pension == kinds.employees) | (pension == kinds.voluntary)) * person(
            "paying_at_home", period
        )


class posted(Variable):
    """Every condition of the category."""

    value_type = bool
    entity = Person
    definition_period = DateUnit.DAY

    def formula(person: Population, period: Period) -> Array:
        workplace = person("host_workplace", period)
        places = workplace.possible_values
        contract = person("home_contract", period)
        return (
            person("home_employer", period)
            * ((workplace == places.office_or_branch) | (workplace == places.public_body))
            * person("insured", period)
            * (contract == contract.possible_values.active)
            * person("works_for_home_employer", period)
            * ~person("host_contract", period)
        )


class months(Variable):
    """Calendar months from the clock's start to the end, those of earlier postings counted in."""

    value_type = int
    entity = Person
    definition_period = DateUnit.DAY

    def formula(person: Population, period: Period) -> Array:
        last = person("end", period).astype("datetime64[M]")
        return (last - _clock_start(person, period)).astype(int) + 1 + person("prior_months", period)


class stage(Variable):
    """0 outside the category, 1 within the first period, 2 within the extension, 3 beyond it."""

    value_type = int
    entity = Person
    definition_period = DateUnit.DAY

    def formula(person: Population, period: Period, parameters: Limits) -> Array:
        limits = parameters(period).posted
        count = person("months", period)
        reached = FIRST + (count > limits.first).astype(int) + (count > limits.extension)
        return np.where(person("posted", period), reached, OUTSIDE)


class first_until(Variable):
    """The last day of the first period, or of the posting where it ends before."""

    value_type = dt.date
    entity = Person
    definition_period = DateUnit.DAY

    def formula(person: Population, period: Period, parameters: Limits) -> Array:
        left = parameters(period).posted.first - person("prior_months", period)
        past = _clock_start(person, period) + left.astype("timedelta64[M]")
        return np.minimum(past.astype("datetime64[D]") - 1, person("end", period))


def _clock_start(person: Population, period: Period) -> Array:
    return np.maximum(person("start", period), IN_FORCE).astype("datetime64[M]")
