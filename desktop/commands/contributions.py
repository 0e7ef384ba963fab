"""The command ``contributions``: amounts, refunds, retirement and adding up for the questions of a JSON file."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import json
import sys
from collections.abc import Mapping
from decimal import Decimal
from functools import singledispatch
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from desktop.domain.money.contribution import Savings
from desktop.domain.money.exchange import Conversion
from desktop.domain.money.pay import Contribution
from desktop.domain.money.problems import InputError, bad, shown
from desktop.domain.money.questions import Answer, ask
from desktop.domain.money.rates import EXCHANGE, NoParameter, Parameter, Rates
from desktop.domain.money.refund import Refund
from desktop.domain.money.retirement import Retirement
from desktop.domain.money.rounding import DECIMALS
from desktop.domain.money.totalization import Totalization

if TYPE_CHECKING:
    from desktop.session import Session

BAD_INPUT = 2
TIME_FIELDS: Final = ("month", "year", "first_month", "last_insured_month", "born")


def add_contributions_command(commands: Any) -> None:
    """``contributions``, on the subparsers of the program's argument parser."""
    contributions = commands.add_parser(
        "contributions", help="compute the contributions of a JSON file and print the answers as JSON"
    )
    contributions.add_argument("file", type=Path, metavar="FILE")
    contributions.set_defaults(run=run_contributions)


def run_contributions(arguments: argparse.Namespace) -> int:
    """Answers to the readable questions on standard output, a sentence for each other on standard error."""
    from desktop.exchange.case_file import read_json
    from desktop.problems import Problem
    from desktop.session import Session

    session = Session.without_file(arguments.profile, arguments.language, arguments.today)
    try:
        content = read_json(arguments.file)
    except Problem as problem:
        print(session.text(problem.key, **problem.params), file=sys.stderr)
        return BAD_INPUT
    entries = content if isinstance(content, list) else [content]
    answers = []
    for number, entry in enumerate(entries, start=1):
        try:
            answers.append(_answered(entry, session.rates))
        except (InputError, NoParameter) as problem:
            _complain(session, _name(entry, number), problem, _time_field(entry))
    _print(answers)
    return 0 if len(answers) == len(entries) else BAD_INPUT


def plain(answer: Answer) -> dict[str, object]:
    """An answer with the keys of the contract, its confidence and its parameters; amounts are texts."""
    working = answer.working
    return {
        **_values(answer),
        "confidence": working.confidence.value,
        "unconfirmed": working.unconfirmed,
        "cautions": list(working.cautions),
        "parameters": [_parameter(parameter) for parameter in working.parameters],
    }


@singledispatch
def _values(answer: Answer) -> dict[str, object]:
    raise TypeError(type(answer).__name__)


@_values.register
def _contribution(answer: Contribution) -> dict[str, object]:
    shares, decimals = answer.shares, answer.pay.decimals
    found = {
        "employee": shares.employee,
        "employer": shares.employer,
        "personal_account": shares.personal_account,
    }
    return {name: _money(value, decimals) for name, value in found.items() if value is not None}


@_values.register
def _savings(answer: Savings) -> dict[str, object]:
    decimals = answer.parts[0].pay.decimals
    return {
        "employee_total": _money(answer.employee_total, decimals),
        "employer_total": _money(answer.employer_total, decimals),
        "total": _money(answer.total, decimals),
    }


@_values.register
def _retirement(answer: Retirement) -> dict[str, object]:
    years, months = answer.age
    return {
        "retirement_month": f"{answer.month:%Y-%m}",
        "delay_months": answer.delay_months,
        "age_years": years,
        "age_months": months,
        "minimum_contribution_years": _number(answer.minimum_years),
    }


@_values.register
def _refund(answer: Refund) -> dict[str, object]:
    decimals = DECIMALS[answer.currency]
    found: dict[str, object] = {}
    if answer.contributions is not None:
        found["contributions_total"] = _money(answer.contributions, decimals)
    if answer.factor is not None:
        found["factor"] = str(answer.factor)
    found["refund"] = _money(answer.amount, decimals)
    if answer.earliest_claim is not None:
        found["earliest_claim"] = answer.earliest_claim.isoformat()
    return found


@_values.register
def _totalization(answer: Totalization) -> dict[str, object]:
    found: dict[str, object] = {}
    if answer.entitled:
        found["entitled"] = dict(answer.entitled)
    if answer.shares:
        found["total_years"] = _number(answer.total_years)
        found["shares"] = {state: str(share) for state, share in answer.shares.items()}
    if answer.pro_rata:
        found["pro_rata"] = _by_state(answer.pro_rata, answer.decimals)
    if answer.paid:
        found["paid"] = _by_state(answer.paid, answer.decimals)
        found["total"] = _money(answer.total, answer.decimals)
    return found


@_values.register
def _conversion(answer: Conversion) -> dict[str, object]:
    return {"amount": _money(answer.amount, DECIMALS[answer.currency])}


def _parameter(parameter: Parameter) -> dict[str, object]:
    pairs = {
        "country": parameter.country,
        "parameter": parameter.name,
        "place": parameter.place or None,
        "value": None if parameter.value is None else str(parameter.value),
        "unit": parameter.unit,
        "from": _day(parameter.first),
        "to": _day(parameter.last),
        "confidence": parameter.confidence and parameter.confidence.value,
        "unconfirmed": parameter.unconfirmed or None,
        "note": parameter.note or None,
        "source": parameter.source,
    }
    return {name: value for name, value in pairs.items() if value is not None}


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _money(amount: Decimal, decimals: int) -> str:
    """With the decimals of the currency; the law has rounded before, so nothing is rounded here."""
    return f"{amount:.{decimals}f}"


def _by_state(amounts: Mapping[str, Decimal], decimals: int) -> dict[str, str]:
    return {state: _money(amount, decimals) for state, amount in amounts.items()}


def _number(number: Decimal) -> str:
    """Without zeros that say nothing: 40, 15.5."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _answered(entry: object, rates: Rates) -> dict[str, object]:
    if not isinstance(entry, Mapping):
        raise bad("not_a_case", "", entry, "id, kind, inputs")
    kind, inputs = entry.get("kind"), entry.get("inputs")
    if not isinstance(kind, str) or not isinstance(inputs, Mapping):
        raise bad("not_a_case", "", "", "id, kind, inputs")
    return {"id": entry.get("id", ""), **plain(ask(kind, inputs, rates))}


def _name(entry: object, number: int) -> str:
    """What the case is called, else its number in the file, counted from 1."""
    named = entry.get("id") if isinstance(entry, Mapping) else None
    return shown(named) if isinstance(named, str) and named else str(number)


def _time_field(entry: object) -> str:
    """The input of the case that says when, for the sentence about a time without a parameter."""
    inputs = entry.get("inputs") if isinstance(entry, Mapping) else None
    return next((name for name in TIME_FIELDS if isinstance(inputs, Mapping) and name in inputs), "inputs")


def _complain(session: Session, case: str, problem: InputError | NoParameter, when: str) -> None:
    """One sentence that names the case, the field and what is allowed."""
    if isinstance(problem, InputError):
        key = problem.key
        params = {"field": problem.field, "found": problem.found, "allowed": problem.allowed}
    else:
        key = f"errors.contribution.{_unknown(problem)}"
        params = {
            "field": when,
            "country": "EUR" if problem.country == EXCHANGE else problem.country,
            "parameter": " ".join(filter(None, (problem.name, problem.place))),
            "period": _period(problem.first, problem.last),
        }
        if problem.known and not problem.changes:
            params["allowed"] = ", ".join(_period(first, last) for first, last in problem.known)
    sentence = session.text(key, **params)
    print(f"{case}: {sentence}", file=sys.stderr)


def _unknown(problem: NoParameter) -> str:
    if problem.changes:
        return "changes_within"
    return "no_parameter" if problem.known else "no_parameter_at_all"


def _period(first: dt.date, last: dt.date | None) -> str:
    """Months, as the cases write them; one alone where it is the only one."""
    begin, end = f"{first:%Y-%m}", f"{last:%Y-%m}" if last else ""
    return begin if begin == end else f"{begin}–{end}"


def _print(answers: list[dict[str, object]]) -> None:
    text = json.dumps(answers, ensure_ascii=False, indent=2) + "\n"
    with contextlib.suppress(BrokenPipeError):  # the reader has seen enough
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
