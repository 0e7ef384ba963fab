"""One agreement of ``resources/law`` into an ``Agreement``, both directions.

Categories, cautions and the exceptions clause that hold in both directions stand once at the top of the file;
``homes`` restricts one to a direction. What differs stands under its direction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.domain.agreement import (
    Agreement,
    Category,
    Caution,
    Condition,
    Direction,
    ExceptionRule,
    Limit,
    OutsideRegion,
    Prior,
    Relief,
    Scheme,
)
from desktop.domain.cautions import RULES
from desktop.domain.facts import BRANCHES, VOCABULARY, FactValue, Kind
from desktop.domain.facts_io import FactError, read_value
from desktop.law.agreement_checks import STAGES
from desktop.law.common import CommonCaution
from desktop.law.late_filing import read_late_filing
from desktop.law.toml_table import Table, load

GROUPS = ("insurance", "contract", "posting", "person", "application")
OPERATIONS = ("in", "same_as", "not_same_as", "at_least")
ACTIVITIES = VOCABULARY["activity"].choices


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the directions of one agreement share; items are paired with the home states they hold for (none: all)."""

    conditions: Mapping[str, Condition]
    categories: tuple[tuple[tuple[str, ...], Category], ...]
    cautions: tuple[tuple[tuple[str, ...], Caution], ...]
    exception: ExceptionRule | None
    common: tuple[CommonCaution, ...]
    without: tuple[str, ...]


def read_agreement(path: Path, common: tuple[CommonCaution, ...], errors: list[str]) -> Agreement:
    """The agreement in ``path``; ``common`` are the cautions of every agreement that does not go without them."""
    table = load(path, errors)
    sourced = table.sourced()
    states = table.texts("states")
    shared = _shared(table, common)
    directions = table.table("directions")
    if states and (len(states) != 2 or states[0] == states[1]):
        table.error("states must be two different states.")
    id_ = table.text("id")
    if id_ and id_ != path.stem:
        table.error(f"id is “{id_}”, but the file is named {path.stem}.")
    agreement = Agreement(
        id=id_,
        states=(states[0], states[-1]) if states else ("", ""),
        signed=table.date("signed"),
        provisional=table.optional_date("provisional"),
        in_force=table.optional_date("in_force"),
        last=table.optional_date("last"),
        new_certificate=table.flag("new_certificate"),
        instruments=table.texts("instruments"),
        directions={home: _direction(directions.table(home), home, shared) for home in directions.names},
        sourced=sourced,
        open_points=sourced.open_points,
        schemes=tuple(_scheme(item) for item in table.tables("schemes")),
    )
    table.close()
    return agreement


def _shared(table: Table, common: tuple[CommonCaution, ...]) -> _Shared:
    conditions = table.table("conditions")
    named = {name: _condition(conditions.table(name), name) for name in conditions.names}
    return _Shared(
        conditions=named,
        categories=tuple(
            (item.optional_texts("homes"), _category(item, named)) for item in table.tables("categories")
        ),
        cautions=tuple((item.optional_texts("homes"), _caution(item)) for item in table.tables("cautions")),
        exception=_exception(table.optional_table("exception"), named),
        common=common if table.flag("common_cautions", otherwise=True) else (),
        without=table.optional_texts("without_cautions"),
    )


def _scheme(table: Table) -> Scheme:
    return Scheme(
        state=table.text("state"),
        branch=table.choice("branch", BRANCHES),
        names=table.words("names"),
        covered=table.flag("covered", otherwise=True),
        sourced=table.sourced(),
    )


def _condition(table: Table, key: str) -> Condition:
    fact = table.choice("fact", VOCABULARY)
    op = next((name for name in OPERATIONS if name in table), "in")
    return Condition(
        key=table.optional_text("key", key),  # the same condition under another source has another name here
        fact=fact,
        op=op,
        values=_operand(table, op, fact),
        group=table.choice("group", GROUPS),
        sourced=table.sourced(),
        unsettled=_values(table, "unsettled", fact) if "unsettled" in table else (),
        absent=table.choice("absent", ("met", "failed")) if "absent" in table else "unknown",
    )


def _operand(table: Table, op: str, fact: str) -> tuple[FactValue, ...]:
    if op == "in":
        return _values(table, "in", fact)
    if op == "at_least":
        if fact in VOCABULARY and VOCABULARY[fact].kind is not Kind.INTEGER:
            table.error(f"at_least compares numbers, which {fact} is not.")
        return (table.integer(op),)
    other = table.choice(op, VOCABULARY)
    if fact in VOCABULARY and other in VOCABULARY and VOCABULARY[fact].kind is not VOCABULARY[other].kind:
        table.error(f"{op} compares {fact} with {other}, which is of another kind.")
    return (other,)


def _values(table: Table, name: str, fact: str) -> tuple[FactValue, ...]:
    """The values a condition compares with, each one that the vocabulary allows for its fact."""
    found = table.values(name)
    if fact not in VOCABULARY:
        return ()
    values: list[FactValue] = []
    for value in found:
        try:
            values.append(read_value(VOCABULARY[fact], value))
        except FactError:
            table.error(f"{name} holds “{value}”, which {fact} cannot be.")
    return tuple(values)


def _direction(table: Table, home: str, shared: _Shared) -> Direction:
    sourced = table.sourced()
    host = table.text("host")
    own = tuple(_category(item, shared.conditions) for item in table.tables("categories"))
    exception = _exception(table.optional_table("exception"), shared.conditions)
    return Direction(
        home=home,
        host=host,
        counting=table.choice("counting", ("calendar_months", "date_to_date")),
        counting_sourced=sourced,
        categories=(*_of(home, shared.categories), *own),
        prior=_prior(table.table("prior")),
        covered=_branches(table, "covered"),
        never=_branches(table, "never"),
        late_filing=read_late_filing(table.optional_table("late_filing")),
        exception=exception or shared.exception,
        reliefs=tuple(_relief(item) for item in table.tables("reliefs")),
        cautions=_cautions(table, home, host, shared),
        outside=tuple(_outside(item) for item in table.tables("outside")),
        follows=table.optional_words("follows"),
    )


def _of(home: str, items: Iterable[tuple[tuple[str, ...], Category]]) -> Iterable[Category]:
    return (item for homes, item in items if not homes or home in homes)


def _cautions(table: Table, home: str, host: str, shared: _Shared) -> tuple[Caution, ...]:
    """The agreement's own cautions, then the common ones that have no own one of the same key."""
    ask = table.optional_text("ask")
    own = [item for homes, item in shared.cautions if not homes or home in homes]
    own += [_caution(item) for item in table.tables("cautions")]
    named = {caution.key for caution in own} | set(shared.without)
    own += [item.caution for item in shared.common if item.fits(home, host) and item.caution.key not in named]
    for caution in own:
        if not caution.ask and not ask:
            table.error(f"{caution.key} names nobody to ask, and the direction has no ask.")
    return tuple(caution if caution.ask else replace(caution, ask=ask) for caution in own)


def _outside(table: Table) -> OutsideRegion:
    return OutsideRegion(table.text("region"), table.sourced(), table.flag("asked", otherwise=True))


def _category(table: Table, named: Mapping[str, Condition]) -> Category:
    key = table.text("key")
    return Category(
        code=table.text("code"),
        key=key,
        names=table.optional_words("names"),
        activities=tuple(_known(table, "activities", ACTIVITIES)),
        conditions=_conditions(table, named),
        branches=_branches(table, "branches"),
        limits=tuple(
            Limit(item.choice("stage", STAGES), item.optional_integer("months"), item.sourced())
            for item in table.tables("limits")
        ),
        readable=table.flag("readable", otherwise=True),
        sourced=table.sourced(),
        words=table.optional_text("words", key),
        limits_unread=table.flag("limits_unread"),
    )


def _conditions(table: Table, named: Mapping[str, Condition]) -> tuple[Condition, ...]:
    keys = table.optional_texts("conditions")
    return tuple(named[key] for key in _checked(table, "conditions", keys, tuple(named)))


def _prior(table: Table) -> Mapping[str, Prior]:
    """The rule for all categories under ``*``, and those that differ by code."""
    rules = {"*": _prior_rule(table)}
    by_category = table.optional_table("categories")
    if by_category is not None:
        rules |= {code: _prior_rule(by_category.table(code)) for code in by_category.names}
    return rules


def _prior_rule(table: Table) -> Prior:
    rule = table.choice("rule", ("add", "break", "workplace", "none"))
    words = table.optional_text("words", rule)
    return Prior(rule, table.optional_integer("break_months") or 0, table.sourced(), words)


def _exception(table: Table | None, named: Mapping[str, Condition]) -> ExceptionRule | None:
    if table is None:
        return None
    return ExceptionRule(
        tuple(_known(table, "activities", ACTIVITIES)),
        _conditions(table, named),
        _branches(table, "branches"),
        table.optional_integer("ceiling_months"),
        table.sourced(),
        table.flag("confirmed", otherwise=True),
    )


def _relief(table: Table) -> Relief:
    return Relief(
        table.text("key"),
        table.text("rule"),
        _branches(table, "branches"),
        table.date("first"),
        table.date("last"),
        table.sourced(),
    )


def _caution(table: Table) -> Caution:
    return Caution(
        table.text("key"),
        table.choice("when", RULES),
        table.optional_texts("categories"),
        table.optional_integer("months") or 0,
        table.optional_text("ask"),
        table.sourced(),
    )


def _branches(table: Table, name: str) -> tuple[str, ...]:
    return tuple(_known(table, name, BRANCHES))


def _known(table: Table, name: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    return _checked(table, name, table.texts(name), allowed)


def _checked(table: Table, name: str, found: tuple[str, ...], allowed: tuple[str, ...]) -> tuple[str, ...]:
    for value in found:
        if value not in allowed:
            table.error(f"{name} names “{value}”, which is not known.")
    return tuple(value for value in found if value in allowed)
