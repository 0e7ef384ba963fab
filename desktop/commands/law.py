"""The commands of ``law``: show, compare, check and install editions, pack them, and begin a new agreement."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.commands import named_path
from desktop.problems import Problem, read_problem, write_problem

if TYPE_CHECKING:
    from desktop.domain.edition import Edition
    from desktop.law.packfile import PackRefused
    from desktop.session import Session

BAD_INPUT = 2


class NotAnEdition(Problem):
    """Neither a pack nor the folder of an edition."""

    key = "errors.edition.no_edition"
    takes = ("path",)


class NoSigningKey(Problem):
    """The file holds no key that can sign."""

    key = "errors.edition.no_key"
    takes = ("path",)


def add_law_commands(commands: Any) -> None:
    """``law`` and its commands, on the subparsers of the program's argument parser."""
    law = commands.add_parser("law", help="show, compare, check, install and pack editions of the law")
    law.set_defaults(run=run_show)
    parts = law.add_subparsers(title="commands", metavar="COMMAND")
    show = parts.add_parser("show", help="the edition in use: its day, age, agreements and changes")
    show.set_defaults(run=run_show)
    for name, run, what in (
        ("diff", run_diff, "what a pack or a folder changes, value by value"),
        ("verify", run_verify, "check a pack or a folder and list everything that is wrong"),
        ("install", run_install, "bring a pack into use and list the cases whose answer changes"),
    ):
        part = parts.add_parser(name, help=what)
        part.add_argument("pack", type=Path, metavar="PACK")
        part.set_defaults(run=run)
        if name == "install":
            part.add_argument("--older", action="store_true", help="also where it is not newer")
    pack = parts.add_parser("pack", help="sign an edition and write it as one file")
    pack.add_argument("--key", type=Path, required=True, metavar="FILE", help="Ed25519 private key, PEM")
    pack.add_argument(
        "--out", type=named_path, metavar="FILE", help="the pack; by default named after its day"
    )
    pack.add_argument("--from", type=Path, dest="source", metavar="DIR", help="the folder of the edition")
    pack.set_defaults(run=run_pack)
    new = parts.add_parser("new", help="lay out the agreement between China and the state XX")
    new.add_argument("state", metavar="XX")
    new.add_argument("--out", type=named_path, default=Path("edition"), metavar="DIR")
    new.set_defaults(run=run_new)


def run_show(arguments: argparse.Namespace) -> int:
    """The edition in use."""
    from desktop.editions import report

    session = _session(arguments)
    said = report.about(session)
    for title, lines in (
        ("agreements", report.agreements(session)),
        ("changes", report.changes(session, session.edition.edition)),
    ):
        said += ["", session.text(f"pages.edition.{title}"), *(f"- {line}" for line in lines)]
    _say(said)
    return 0


def run_verify(arguments: argparse.Namespace) -> int:
    """Exit 0 and one sentence for a sound pack or folder, else all faults."""
    session = _session(arguments)
    word = "unsound" if _is_folder(arguments.pack) else "refused"
    return _told(session, lambda: _verify(session, arguments.pack), word)


def run_diff(arguments: argparse.Namespace) -> int:
    """What the law of a pack or folder changes against the edition in use."""
    session = _session(arguments)
    return _told(session, lambda: _diff(session, arguments.pack))


def run_install(arguments: argparse.Namespace) -> int:
    """Install a pack, and name the stored cases whose answer changed."""
    from desktop.session import Session

    asking = _session(arguments)
    try:
        session = Session.start(arguments.profile, arguments.language, arguments.today)
    except Problem as problem:
        return _complain(asking, problem)
    try:
        return _told(session, lambda: _install(session, arguments.pack, arguments.older))
    finally:
        session.close()


def run_pack(arguments: argparse.Namespace) -> int:
    """Sign the edition in ``--from``, else the one inside the program, once it passes every check."""
    session = _session(arguments)
    return _told(session, lambda: _pack(session, arguments), "unsound")


def run_new(arguments: argparse.Namespace) -> int:
    """Lay out an agreement whose checks fail until it is filled."""
    from desktop.law.skeleton import lay_out

    session = _session(arguments)

    def new() -> None:
        try:
            made = lay_out(arguments.state, arguments.out, session.edition.files(), session.day.year)
        except OSError as error:
            raise write_problem(error, arguments.out) from error
        print(session.text("pages.edition.laid_out", id=made, path=str(arguments.out)))

    return _told(session, new)


def _told(session: Session, work: Callable[[], None], refusal: str = "refused") -> int:
    """Do the work; whatever stops it is told in words, and the exit status says so."""
    from desktop.law.packfile import PackRefused

    try:
        work()
    except Problem as problem:
        return _complain(session, problem)
    except PackRefused as refused:
        return _refuse(session, refused, refusal)
    return 0


def _verify(session: Session, pack: Path) -> None:
    if _is_folder(pack):
        _check_folder(pack)
        print(session.text("pages.edition.sound"))
        return
    signed = session.editions.verified(_read(pack))
    print(session.text("pages.edition.sound"))
    print(session.text("pages.edition.signed_by", signer=signed.key.owner))
    if signed.key.test:
        print(session.text("pages.edition.test_key"))


def _diff(session: Session, pack: Path) -> None:
    from desktop.editions import report

    if not _is_folder(pack):
        _say(report.differences_of_pack(session, _read(pack)))
    elif not (pack / "law").is_dir():
        raise NotAnEdition(path=str(pack))
    else:
        _say(report.differences_of_folder(session, pack))


def _install(session: Session, pack: Path, older: bool) -> None:
    from desktop.editions import report

    if session.locked and sys.stdin.isatty():
        from getpass import getpass

        session.unlock(getpass())
    changed = session.install_edition(_read(pack), older)
    edition = session.edition.edition
    print(session.text("pages.edition.installed", date=edition.date, number=edition.number))
    for line in report.affected_lines(session, changed):
        print(line)


def _pack(session: Session, arguments: argparse.Namespace) -> None:
    from desktop.law.edition_tree import scratch_folder, write_tree
    from desktop.law.pack import make_pack
    from desktop.law.signing import NotAKey, read_private_key
    from desktop.storage.atomic import write_atomically

    try:
        key = read_private_key(arguments.key)
    except OSError as error:
        raise read_problem(error, arguments.key) from error
    except NotAKey as error:
        raise NoSigningKey(path=str(arguments.key)) from error
    with scratch_folder() as folder:
        if arguments.source is None:
            write_tree(session.edition.files(), folder)
        files, edition = _check_folder(arguments.source or folder)
    out = arguments.out or Path(f"waipai-law-{edition.date}-{edition.number}.zip")
    try:
        write_atomically(out, make_pack(files, edition, key))
    except OSError as error:
        raise write_problem(error, out) from error
    print(session.text("pages.edition.packed", path=str(out)))


def _check_folder(folder: Path) -> tuple[dict[str, bytes], Edition]:
    from desktop.law.pack import check_folder

    try:
        return check_folder(folder)
    except OSError as error:
        raise NotAnEdition(path=str(folder)) from error


def _read(pack: Path) -> bytes:
    """The file, or so much of it that it is seen to be too large."""
    from desktop.editions.report import read_file

    try:
        return read_file(pack)
    except OSError as error:
        raise read_problem(error, pack) from error


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name longer than any system takes
        return False


def _refuse(session: Session, refused: PackRefused, word: str) -> int:
    from desktop.editions import report

    lines = report.faults(session, refused)
    number = session.language.number(len(lines))
    print(session.text(f"pages.edition.{word}", n=number), file=sys.stderr)
    for line in lines:
        print(f"- {line}", file=sys.stderr)
    return BAD_INPUT


def _say(lines: Sequence[str]) -> None:
    """Lines on standard output, until whoever reads them has seen enough."""
    with contextlib.suppress(BrokenPipeError):
        print(*lines, sep="\n", flush=True)
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _session(arguments: argparse.Namespace) -> Session:
    from desktop.session import Session

    return Session.without_file(arguments.profile, arguments.language, arguments.today)


def _complain(session: Session, problem: Problem) -> int:
    print(session.text(problem.key, **problem.params), file=sys.stderr)
    return BAD_INPUT
