"""The command ``verify``: a paper is decided again and compared, a bare digest looked up among one's own cases."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.domain.proof import Standing, read_digest
from desktop.problems import Problem

if TYPE_CHECKING:
    from desktop.session import Session

OTHERWISE = 1
"""The paper differs or was altered, or no case has the digest."""
BAD_INPUT = 2


def add_verify_command(commands: Any) -> None:
    """``verify``, on the subparsers of the program's argument parser."""
    verify = commands.add_parser(
        "verify", help="check a paper that explains an answer, or look up its digest among the own cases"
    )
    verify.add_argument("what", nargs="+", metavar="FILE|DIGEST")
    verify.set_defaults(run=run_verify)


def run_verify(arguments: argparse.Namespace) -> int:
    """0 where all agrees or a case is found, 1 where not, 2 where the file or the profile cannot be read."""
    from desktop.session import Session

    typed = " ".join(arguments.what)
    path = Path(typed)
    digest = None if _is_file(path) else read_digest(typed)
    session = Session.without_file(arguments.profile, arguments.language, arguments.today)
    try:
        if digest is not None:
            session = Session.start(arguments.profile, arguments.language, arguments.today)
            return _look_up(session, digest, typed)
        return _check(session, path)
    except Problem as problem:
        print(session.text(problem.key, **problem.params), file=sys.stderr)
        return BAD_INPUT


def _check(session: Session, path: Path) -> int:
    from desktop.verify import check_paper, check_sentences

    found = check_paper(session, path)
    print(*check_sentences(session, found), sep="\n")
    return 0 if found.standing is Standing.AGREES else OTHERWISE


def _look_up(session: Session, digest: str, typed: str) -> int:
    from desktop.verify import case_sentences, cases_of

    try:
        if session.locked:
            print(session.text("proof.verify.locked"), file=sys.stderr)
            return BAD_INPUT
        found = cases_of(session, digest, typed)
        print(*case_sentences(session, found), sep="\n")
        return 0 if found else OTHERWISE
    finally:
        session.close()


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no system takes
        return False
