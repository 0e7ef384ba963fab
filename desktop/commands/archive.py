"""``archive``: everything that is kept as one file, and such a file back."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from desktop.commands import named_path

if TYPE_CHECKING:
    from desktop.session import Session

BAD_INPUT = 2


def add_archive_command(commands: Any) -> None:
    """``archive save`` and ``archive load`` on the subparsers of the program's argument parser."""
    archive = commands.add_parser(
        "archive", help="write everything that is kept into one file, or read it back"
    )
    parts = archive.add_subparsers(dest="part", required=True, metavar="save|load")
    save = parts.add_parser("save", help="write all people, cases and contributions into FILE")
    save.add_argument("file", type=named_path, metavar="FILE")
    save.set_defaults(run=run_save)
    load = parts.add_parser("load", help="say what the archive FILE would bring; with --yes bring it")
    load.add_argument("file", type=named_path, metavar="FILE")
    load.add_argument("--yes", action="store_true", help="write what is new, and fill what is empty here")
    load.add_argument("--overwrite", action="store_true", help="with --yes: also what is kept here otherwise")
    load.set_defaults(run=run_load)


def run_save(arguments: argparse.Namespace) -> int:
    """Write the archive and say how many things it holds."""
    return _with_file(arguments, _save)


def run_load(arguments: argparse.Namespace) -> int:
    """Print what is new, the same and different; with ``--yes`` write it."""
    return _with_file(arguments, _load)


def _with_file(arguments: argparse.Namespace, run: Any) -> int:
    from desktop.problems import Problem
    from desktop.session import Session

    session: Session | None = None
    try:
        session = Session.start(arguments.profile, arguments.language, arguments.today)
        if session.locked:
            print(session.text("archive.locked"), file=sys.stderr)
            return BAD_INPUT
        run(session, arguments)
    except Problem as problem:
        speaker = session or Session.without_file(arguments.profile, arguments.language, arguments.today)
        print(speaker.text(problem.key, **problem.params), file=sys.stderr)
        return BAD_INPUT
    finally:
        if session is not None:
            session.close()
    return 0


def _save(session: Session, arguments: argparse.Namespace) -> None:
    from desktop.record.archive import save_archive

    count = save_archive(session, arguments.file)
    print(session.text("archive.saved", path=str(arguments.file), count=session.language.number(count)))


def _load(session: Session, arguments: argparse.Namespace) -> None:
    from desktop.record.archive import Import

    with Import(session, arguments.file) as archive:
        print(*archive.count_sentences(), sep="\n")
        if not arguments.yes:
            print(session.text("archive.nothing_yet"))
            return
        chosen = {found.spot for found in archive.different if arguments.overwrite or found.fills}
        print(session.text("archive.taken", count=session.language.number(archive.take(chosen))))
