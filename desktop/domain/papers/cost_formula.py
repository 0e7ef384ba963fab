"""The working of an amount as lines to read: each step, and each parameter with its time and source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import reduce
from typing import Final

from desktop.domain.agreement import Confidence
from desktop.domain.money.rates import EXCHANGE, Parameter
from desktop.domain.money.worksheet import Step, Working
from desktop.domain.paper import Number, Value, Words, YearMonths
from desktop.domain.papers.cost_words import parameter_name, place_words, value_words, words

_SHOWN_PLACES: Final = Decimal("0.000001")
"""Steps are exact; what is printed of them stops here."""
_UNCONFIRMED: Final = "to be confirmed "


def step_words(step: Step) -> Words:
    """One step as a formula with its result."""
    names = ("a", "b", "c")
    params: dict[str, Value] = {"what": words(f"step.{step.what}"), "result": _number(step.result)}
    if step.operation == "plus":
        params["a"] = reduce(
            lambda one, other: words("sum", one=one, other=other), map(_value, step.operands)
        )
    else:
        params |= {name: _number(operand) for name, operand in zip(names, step.operands, strict=False)}
    line = words(f"operation.{step.operation}", **params)
    return words("of_part", part=words(f"item.{step.part}"), line=line) if step.part else line


def parameters_of(working: Working) -> tuple[Parameter, ...]:
    """The parameters of a working; the user's own each once, whatever months they were used for."""
    found: dict[object, Parameter] = {}
    for parameter in working.parameters:
        key = (parameter.country, parameter.name, parameter.value) if parameter.own else parameter
        found.setdefault(key, parameter)
    return tuple(found.values())


def parameter_cells(parameter: Parameter) -> tuple[Value, Value, Value, Value]:
    """Name (and place), value, since when until when, source with what is doubtful about it."""
    name = parameter_name(parameter.name)
    if parameter.place:
        name = words("at_place", name=name, place=place_words(parameter.place))
    if parameter.own:
        return name, value_words(parameter), "–", words("own")
    time: Value = words("since", first=YearMonths(parameter.first, parameter.first))
    if parameter.last is not None:
        time = YearMonths(parameter.first, parameter.last)
    return name, value_words(parameter), time, _source(parameter)


def caution_words(names: Iterable[str]) -> Iterator[Words]:
    """What the amounts leave out, or what to be careful about."""
    for name in dict.fromkeys(names):
        yield words(f"caution.{name}")


def confidence_words(confidence: Confidence) -> Words:
    """How sure the sums are, by their weakest parameter."""
    return words(f"confidence.{confidence.value}")


def _source(parameter: Parameter) -> Value:
    parts: list[Value] = [_named_source(parameter)]
    if parameter.note:
        parts.append(words(f"note.{parameter.note}"))
    if parameter.confidence is not None and parameter.confidence is not Confidence.HIGH:
        parts.append(words(f"source.{parameter.confidence.value}"))
    return reduce(lambda one, other: words("then", one=one, other=other), parts)


def _named_source(parameter: Parameter) -> Value:
    """The source by its title; where none was found, who can confirm the value."""
    if parameter.country == EXCHANGE:
        return words("source.ecb")
    if not parameter.unconfirmed:
        return parameter.source
    _, _, body = parameter.source.partition(_UNCONFIRMED)
    asked = body.removeprefix("by ").removeprefix("in ").removeprefix("the ")
    return words("source.ask", body=asked) if asked else words("source.unconfirmed", source=parameter.source)


def _value(number: Decimal) -> Value:
    return _number(number)


def _number(number: Decimal) -> Number:
    places = -int(number.as_tuple().exponent)
    short = number if places <= -int(_SHOWN_PLACES.as_tuple().exponent) else number.quantize(_SHOWN_PLACES)
    return Number(short.normalize() if "." in f"{short:f}" else short)
