"""``leaflets``: one page per country to hand on, written without any case."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.commands import named_path

if TYPE_CHECKING:
    from desktop.session import Session

BAD_INPUT = 2


def add_leaflet_command(commands: Any) -> None:
    """``leaflets`` on the subparsers of the program's argument parser."""
    leaflets = commands.add_parser("leaflets", help="write the leaflets of the countries, in four languages")
    leaflets.add_argument("states", nargs="*", metavar="XX", help="countries by their codes; all without one")
    leaflets.add_argument("--out", type=named_path, required=True, metavar="DIR")
    leaflets.set_defaults(run=run_leaflets)


def run_leaflets(arguments: argparse.Namespace) -> int:
    """Write the leaflets of the states named into ``--out``, and print the names of the files."""
    from desktop.domain.papers.leaflet import leaflets
    from desktop.problems import write_problem
    from desktop.session import LANGUAGES, Session

    session = Session.without_file(arguments.profile, arguments.language, arguments.today)
    wanted = {state.upper() for state in arguments.states}
    routes = [route for route in leaflets(session.law) if not wanted or wanted.intersection(route) - {"CN"}]
    codes = (arguments.language,) if arguments.language else LANGUAGES
    try:
        arguments.out.mkdir(parents=True, exist_ok=True)
        for home, host in routes:
            for code in codes:
                _write(session, arguments.out, home, host, code)
    except OSError as error:
        problem = write_problem(error, arguments.out)
        print(session.text(problem.key, **problem.params), file=sys.stderr)
        return BAD_INPUT
    found = {state for route in routes for state in route}
    for state in sorted(wanted - found):
        print(session.text("errors.leaflet.none", state=state), file=sys.stderr)
    return BAD_INPUT if wanted - found else 0


def _write(session: Session, folder: Path, home: str, host: str, code: str) -> None:
    from desktop.paperwork import draw_leaflet
    from desktop.storage.atomic import write_atomically

    file = draw_leaflet(session.law, home, host, code, session.day)
    write_atomically(folder / file.file_name, file.data)
    print(file.file_name)
