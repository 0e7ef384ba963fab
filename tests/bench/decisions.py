"""What a decision with its reasons costs, beside parsing the same cases and beside openfisca-core.

The cases are those of ``tests/cases``. openfisca gets the German category of posted workers alone, and of the cases
those that its rule covers; both sides start from inputs that are ready in memory.
"""

from __future__ import annotations

import datetime as dt
import importlib
import json
import platform
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib.metadata import version
from itertools import cycle, islice
from pathlib import Path
from types import ModuleType

from table import Row
from timing import medians

from desktop.domain.agreement import Law
from desktop.domain.decide import decide
from desktop.domain.determination import Outcome
from desktop.domain.facts import Facts
from desktop.domain.facts_io import read_facts, write_facts
from desktop.law.reader import read_law
from desktop.paths import resources_folder

CASES = Path(__file__).parent.parent / "cases"
DAY = dt.date(2026, 11, 21)
MANY = 10_000
ROUNDS = 9
PASSES = 1
CROWD = 100_000
GUIDE = "≈ 20,000 /s"
_UNIT = "/s"
_STAGES = {Outcome.EXEMPT: 1, Outcome.AFTER_EXTENSION: 2, Outcome.NOT_EXEMPT: 3}
_NEEDED = {
    "activity", "home_employer", "home_contract", "works_for_home_employer", "host_workplace", "host_contract",
    "home_pension", "paying_at_home", "start", "end",
}  # fmt: skip
_HARMLESS = _NEEDED | {
    "from", "to", "nationality", "agency_contract", "home_unemployment", "limited_in_advance", "wages_borne_by",
    "prior_months", "certificate",
}  # fmt: skip


def rows(rounds: int = ROUNDS, passes: int = PASSES, many: int = MANY, crowd: int = CROWD) -> Iterator[Row]:
    """Decisions a second on one core; the ratio is our time for one divided by the peer's.

    ``passes`` is how often one round goes over all cases, ``many`` the persons openfisca calculates at once.
    """
    law, cases = read_law(resources_folder() / "law"), all_cases()
    yield beside_json(law, cases * passes, rounds)
    yield a_crowd(law, cases, crowd)
    yield from beside_openfisca(law, posted_cases(cases) * passes * 10, rounds, many)


def a_crowd(law: Law, cases: Sequence[Facts], crowd: int) -> Row:
    """A hundred thousand people over all countries, beside a tenth of them: the rate must not fall."""
    people = list(islice(cycle(cases), crowd))
    few = people[: crowd // 10]
    (many,), (tenth,) = medians([partial(_decide, law, people)], 1), medians([partial(_decide, law, few)], 3)
    peer = f"{len(few):,} of them"
    return _row(f"{crowd:,} people over all countries", crowd / many, peer, len(few) / tenth)


def beside_json(law: Law, cases: Sequence[Facts], rounds: int) -> Row:
    """Cases decided, and the JSON text of each parsed."""
    texts = [json.dumps(write_facts(facts)) for facts in cases]
    ours, theirs = medians([partial(_decide, law, cases), partial(_parse, texts)], rounds)
    peer = f"the same cases parsed, json of Python {platform.python_version()}"
    return _row("a case decided with reasons", len(cases) / ours, peer, len(cases) / theirs)


def beside_openfisca(law: Law, cases: Sequence[Facts], rounds: int, many: int) -> Iterator[Row]:
    """Posted workers decided, and simulated one by one and all together; openfisca gives no reasons."""
    what = "a posted worker decided with reasons"
    try:
        rule = importlib.import_module("openfisca_rule")
    except ImportError:
        (ours,) = medians([partial(_decide, law, cases)], rounds)
        yield Row(what, len(cases) / ours, _UNIT, "openfisca-core: not installed", guide=GUIDE)
        return
    persons = [write_facts(facts) for facts in cases]
    _compare(rule, law, cases)
    alone = [rule.columns([person]) for person in persons]
    together = rule.columns(list(islice(cycle(persons), many)))
    calls: list[Callable[[], object]] = [
        partial(_decide, law, cases),
        lambda: [rule.simulate(person, 1) for person in alone],
        lambda: rule.simulate(together, many),
    ]
    ours, one, all_ = medians(calls, rounds)
    peer = f"openfisca-core {version('openfisca-core')}"
    yield _row(what, len(cases) / ours, f"{peer}, one a simulation", len(cases) / one)
    yield _row(what, len(cases) / ours, f"{peer}, {many:,} in one simulation", many / all_)


def all_cases() -> list[Facts]:
    """The facts of the worked cases and of our own."""
    worked = json.loads((CASES / "worked.json").read_text("utf-8"))
    texts = [case["facts"] for case in worked]
    for path in sorted((CASES / "boundaries").glob("*.toml")):
        own = tomllib.loads(path.read_text("utf-8"))
        for case in own["case"]:
            base = {k: v for k, v in own["base"][case["base"]].items() if k not in case.get("without", ())}
            texts.append(base | case.get("facts", {}))
    return [read_facts(text) for text in texts]


def posted_cases(cases: Sequence[Facts]) -> list[Facts]:
    """From China to Germany, as employees under the agreement, with no fact the rule for openfisca leaves out."""
    return [facts for facts in cases if _covered(facts)]


def _covered(facts: Facts) -> bool:
    known = dict(facts.known())
    return (
        (facts.from_state, facts.to_state, facts.activity) == ("CN", "DE", "employee")
        and known.keys() >= _NEEDED
        and known.keys() <= _HARMLESS
        and facts.certificate in (None, "held")
        and facts.start is not None
        and facts.start >= dt.date(2002, 4, 4)
    )


def _compare(rule: ModuleType, law: Law, cases: Sequence[Facts]) -> None:
    """Both sides must say the same, or their times mean nothing; raises ``ValueError``."""
    stages, days = rule.simulate(rule.columns([write_facts(facts) for facts in cases]), len(cases))
    for facts, stage, day in zip(cases, stages, days, strict=True):
        ours = decide(facts, law, DAY)
        stage_here = _STAGES[ours.outcome] if ours.category == "DE-P" and ours.clock else 0
        secured = ours.secured_until
        if stage != stage_here or (stage and secured is not None and str(day) != secured.isoformat()):
            raise ValueError(
                f"openfisca says stage {stage} until {day}, decide says {ours.outcome} until {secured}"
            )


def _parse(texts: Sequence[str]) -> None:
    for text in texts:
        json.loads(text)


def _decide(law: Law, cases: Sequence[Facts]) -> None:
    for facts in cases:
        decide(facts, law, DAY)


def _row(what: str, ours: float, peer: str, theirs: float) -> Row:
    return Row(what, ours, _UNIT, peer, theirs, theirs / ours, guide=GUIDE)
