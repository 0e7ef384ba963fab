"""``resources/law`` into one ``Law``: the only reader of that folder."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from pathlib import Path

from desktop.domain.agreement import (
    Agreement,
    Category,
    Caution,
    Condition,
    Direction,
    ExceptionRule,
    Law,
    Limit,
    Prior,
    Relief,
)
from desktop.domain.facts import BRANCHES, VOCABULARY, FactValue
from desktop.law import bodies
from desktop.law.toml_table import Table, load

STAGES = ("first", "extension", "final_extension", "exception")
GROUPS = ("insurance", "contract", "posting", "person", "application")


class LawError(Exception):
    """The law data has errors; ``sentences`` are all of them, each with file and place."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def read_law(folder: Path) -> Law:
    """All law in ``folder`` and the glossary beside it; raises ``LawError`` with every error found."""
    errors: list[str] = []
    agreements = tuple(
        sorted(
            (
                read_agreement(path, errors)
                for path in sorted(folder.glob("*-*/[A-Z][A-Z]-[A-Z][A-Z]-[0-9]*.toml"))
            ),
            key=lambda agreement: (agreement.states, agreement.signed),
        )
    )
    law = Law(
        edition=edition(folder, agreements),
        agreements=agreements,
        instruments=bodies.read_instruments(folder, errors),
        authorities=bodies.read_authorities(folder, errors),
        certificates=bodies.read_certificates(folder, errors),
        deadlines=bodies.read_deadlines(folder, errors),
        consequences=bodies.read_consequences(folder, errors),
        open_points=bodies.read_open_points(folder, errors),
        terms=bodies.read_terms(folder.parent / "glossary.csv", errors),
    )
    if errors:
        raise LawError(errors)
    return law


def edition(folder: Path, agreements: tuple[Agreement, ...]) -> str:
    """``DATE+DIGEST``: the last day of checking, and the SHA-256 over names and bytes of all files, shortened."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.toml")):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    checked = max((agreement.sourced.checked for agreement in agreements), default=dt.date.min)
    return f"{checked.isoformat()}+{digest.hexdigest()[:12]}"


def read_agreement(path: Path, errors: list[str]) -> Agreement:
    """One agreement of one file, both directions."""
    table = load(path, errors)
    sourced = table.sourced()
    states = table.texts("states")
    conditions = table.table("conditions")
    named = {name: _condition(conditions.table(name), name) for name in conditions.names}
    directions = table.table("directions")
    agreement = Agreement(
        id=table.text("id"),
        states=(states[0], states[-1]),
        signed=table.date("signed"),
        provisional=table.optional_date("provisional"),
        in_force=table.optional_date("in_force"),
        last=table.optional_date("last"),
        new_certificate=table.flag("new_certificate"),
        instruments=table.texts("instruments"),
        directions={home: _direction(directions.table(home), home, named) for home in directions.names},
        sourced=sourced,
        open_points=sourced.open_points,
    )
    table.close()
    return agreement


def _condition(table: Table, key: str) -> Condition:
    fact = table.choice("fact", VOCABULARY)
    op = next((name for name in ("in", "same_as", "not_same_as") if name in table), "in")
    values = _values(table, "in", fact) if op == "in" else (table.choice(op, VOCABULARY),)
    unsettled = _values(table, "unsettled", fact) if "unsettled" in table else ()
    named = table.optional_text("key", key)  # the same condition under another source has another name here
    return Condition(named, fact, op, values, table.choice("group", GROUPS), table.sourced(), unsettled)


def _values(table: Table, name: str, fact: str) -> tuple[FactValue, ...]:
    """The values a condition compares with, each one that the vocabulary allows for its fact."""
    values = tuple(value for value in table.values(name) if isinstance(value, bool | int | str | dt.date))
    choices = VOCABULARY[fact].choices if fact in VOCABULARY else ()
    for value in values:
        if choices and value not in choices:
            table.error(f"{name} holds “{value}”, which {fact} cannot be.")
    return values


def _direction(table: Table, home: str, named: Mapping[str, Condition]) -> Direction:
    sourced = table.sourced()
    late = table.optional_table("late_filing")
    return Direction(
        home=home,
        host=table.text("host"),
        counting=table.choice("counting", ("calendar_months", "date_to_date")),
        counting_sourced=sourced,
        categories=tuple(_category(item, named) for item in table.tables("categories")),
        prior=_prior(table.table("prior")),
        covered=_branches(table, "covered"),
        never=_branches(table, "never"),
        late_filing_months=table.optional_integer("late_filing_months"),
        late_filing=late.sourced() if late else None,
        exception=_exception(table.optional_table("exception"), named),
        reliefs=tuple(_relief(item) for item in table.tables("reliefs")),
        cautions=tuple(_caution(item) for item in table.tables("cautions")),
    )


def _category(table: Table, named: Mapping[str, Condition]) -> Category:
    return Category(
        code=table.text("code"),
        key=table.text("key"),
        names=table.optional_words("names"),
        activities=tuple(_known(table, "activities", VOCABULARY["activity"].choices)),
        conditions=_conditions(table, named),
        branches=_branches(table, "branches"),
        limits=tuple(
            Limit(item.choice("stage", STAGES), item.optional_integer("months"), item.sourced())
            for item in table.tables("limits")
        ),
        readable=table.flag("readable", otherwise=True),
        sourced=table.sourced(),
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
    return Prior(rule, table.optional_integer("break_months") or 0, table.sourced())


def _exception(table: Table | None, named: Mapping[str, Condition]) -> ExceptionRule | None:
    if table is None:
        return None
    return ExceptionRule(
        tuple(_known(table, "activities", VOCABULARY["activity"].choices)),
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
        table.text("when"),
        table.optional_texts("categories"),
        table.optional_integer("months") or 0,
        table.text("ask"),
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
