"""The commands for a terminal and for scripts, as thin as the windows."""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop.domain.determination import Determination, Finding, Warning_
    from desktop.domain.facts import Facts
    from desktop.exchange.case_file import CaseFile
    from desktop.paperwork import Paperwork
    from desktop.problems import Problem
    from desktop.session import Session

BAD_INPUT = 2


def add_commands(commands: Any) -> None:
    """The commands without windows, on the subparsers of the program's argument parser."""
    from desktop.commands import named_path
    from desktop.commands.archive import add_archive_command
    from desktop.commands.contributions import add_contributions_command
    from desktop.commands.law import add_law_commands
    from desktop.commands.leaflets import add_leaflet_command
    from desktop.commands.verify import add_verify_command

    decide = commands.add_parser(
        "decide", help="decide the cases of a JSON file and print the answers as JSON"
    )
    decide.add_argument("file", type=Path, metavar="FILE")
    decide.set_defaults(run=run_decide)
    documents = commands.add_parser("documents", help="write the papers of the case in a JSON file")
    documents.add_argument("file", type=Path, metavar="FILE")
    documents.add_argument("--out", type=named_path, required=True, metavar="DIR")
    documents.set_defaults(run=run_documents)
    add_archive_command(commands)
    add_contributions_command(commands)
    add_law_commands(commands)
    add_leaflet_command(commands)
    add_verify_command(commands)
    selftest = commands.add_parser("selftest", help="open everything once and write one paper per language")
    selftest.set_defaults(run=run_selftest)


def run_decide(arguments: argparse.Namespace) -> int:
    """Answers to the readable cases on standard output, one sentence for each other on standard error."""
    from desktop.exchange.case_file import NotACase, read_cases
    from desktop.problems import Problem

    session = _session(arguments)
    try:
        cases = read_cases(arguments.file)
    except Problem as problem:
        return _complain(session, problem)
    answers, failed = [], False
    for number, case in enumerate(cases, start=1):
        if isinstance(case, NotACase):
            _complain(session, case)
            failed = True
        elif (facts := _facts(session, case, number)) is None:
            failed = True
        else:
            answers.append({"id": case.id, **answer(_decided(session, facts))})
    _print(answers)
    return BAD_INPUT if failed else 0


def run_documents(arguments: argparse.Namespace) -> int:
    """Write the papers and the calendar into ``--out`` and print a JSON list of the files."""
    from desktop.exchange.case_file import read_case
    from desktop.problems import Problem

    session = _session(arguments)
    try:
        case = read_case(arguments.file)
        facts = _facts(session, case, 1)
        if facts is None or not _known_fields(session, case):
            return BAD_INPUT
        papers = _papers(session, case, facts)
        blocking = _report(session, papers, facts)
        files = papers.save(arguments.out, case.languages)
    except Problem as problem:
        return _complain(session, problem)
    _print(
        [
            {
                "document": file.paper_id,
                "language": "+".join(file.languages),
                "pages": file.pages,
                "missing": list(file.missing),
                "file": file.file_name,
            }
            for file in files
        ]
    )
    return BAD_INPUT if blocking else 0


def run_selftest(arguments: argparse.Namespace) -> int:
    """Exit 0 when everything opens and writes, 1 otherwise."""
    from desktop.selftest import selftest

    return selftest()


def answer(now: Determination) -> dict[str, object]:
    """A determination with the keys of the contract; keys without a value are absent."""
    pairs = {
        "outcome": now.outcome.value,
        "agreement": now.agreement,
        "agreement_status": now.agreement_status,
        "category": now.category,
        "exempt_branches": list(now.exempt_branches),
        "exempt_from": now.exempt_from and now.exempt_from.isoformat(),
        "secured_until": now.secured_until and now.secured_until.isoformat(),
        "periods": [
            {
                key: value
                for key, value in {
                    "from": period.first.isoformat(),
                    "until": period.until and period.until.isoformat(),
                    "outcome": period.outcome.value,
                    "branches": list(period.branches),
                    "agreement": period.agreement,
                }.items()
                if value is not None
            }
            for period in now.periods
        ],
        "reasons": [_reason(finding) for finding in now.reasons],
        "warnings": [_warning(warning) for warning in now.warnings],
        "missing": list(now.missing),
        "law_edition": now.law_edition,
    }
    return {key: value for key, value in pairs.items() if value is not None}


def _reason(finding: Finding) -> dict[str, object]:
    return {
        "found": finding.key,
        "status": finding.status.value,
        "facts": list(finding.facts),
        "citations": [_place(c.instrument, c.kind, c.place) for c in finding.citations],
        "confidence": finding.confidence.value,
    }


def _warning(warning: Warning_) -> dict[str, object]:
    pairs = {
        "warning": warning.key,
        "citations": [_place(c.instrument, c.kind, c.place) for c in warning.citations],
        "confidence": warning.confidence.value,
        "open_point": warning.open_point,
        "ask": warning.ask,
    }
    return {key: value for key, value in pairs.items() if value is not None}


def _place(instrument: str, kind: str, place: str) -> str:
    if kind == "whole":
        return instrument
    return f"{instrument} {kind}:{place}" if place else f"{instrument} {kind}"


def _session(arguments: argparse.Namespace) -> Session:
    from desktop.session import Session

    return Session.without_file(arguments.profile, arguments.language, arguments.today)


def _decided(session: Session, facts: Facts) -> Determination:
    from desktop.domain.decide import decide

    return decide(facts, session.law, session.day)


def _papers(session: Session, case: CaseFile, facts: Facts) -> Paperwork:
    from desktop.domain.field_links import with_derived_facts
    from desktop.paperwork import Paperwork

    stated, facts = facts, with_derived_facts(facts, case.fields)
    reference = hashlib.sha256(repr(sorted(case.fields.items()) + list(facts.known())).encode()).hexdigest()[
        :16
    ]
    decided = _decided(session, facts)
    return Paperwork(
        facts,
        case.fields,
        frozenset(),
        decided,
        session.law,
        session.forms,
        session.language,
        session.day,
        reference,
        stated,
    )


def _facts(session: Session, case: CaseFile, number: int) -> Facts | None:
    """The facts of a case, ``None`` after a sentence that names case, fact and what is allowed."""
    from desktop.domain.facts_io import FactError, read_facts

    try:
        return read_facts(case.facts)
    except FactError as error:
        sentence = session.text(error.key, fact=error.fact, found=error.found, allowed=error.allowed)
        print(f"{case.id or number}: {sentence}", file=sys.stderr)
        return None


def _known_fields(session: Session, case: CaseFile) -> bool:
    unknown = [key for key in case.fields if key not in session.forms.fields]
    for key in unknown:
        print(session.text("errors.case_file.unknown_field", field=key), file=sys.stderr)
    return not unknown


def _report(session: Session, papers: Paperwork, stated: Facts) -> bool:
    """Print what is wrong with the fields; true where something must be mended before a final print."""
    blocking = False
    for problem in papers.problems(stated):
        params = {name: session.language.value(value, session.law) for name, value in problem.params.items()}
        where = ", ".join((*problem.fields, *problem.facts))
        print(f"{where}: {session.text(problem.key, **params)}", file=sys.stderr)
        blocking = blocking or problem.severity.value == "block"
    return blocking


def _complain(session: Session, problem: Problem) -> int:
    print(session.text(problem.key, **problem.params), file=sys.stderr)
    return BAD_INPUT


def _print(data: Sequence[object]) -> None:
    """JSON for whoever reads on; a half character from a file is escaped, not a reason to stop."""
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    with contextlib.suppress(BrokenPipeError):  # the reader has seen enough
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.flush()
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
