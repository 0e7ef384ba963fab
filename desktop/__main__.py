"""Where the program starts: the windows without further ado, a command where one is named."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    import datetime as dt


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with ``arguments`` (those of the process by default) and return its exit status."""
    if arguments is None:
        from desktop import crash

        crash.mute_libraries()
        crash.catch(crash.tell)
    given = sys.argv[1:] if arguments is None else list(arguments)
    if not given:  # the usual start, which shall not wait for the parser of the commands
        from desktop.windows.app import run

        return run()
    parsed = _parser().parse_args(given)
    return int(parsed.run(parsed))


def _parser() -> argparse.ArgumentParser:
    import argparse

    from desktop.cli import add_commands
    from desktop.languages.language import LANGUAGES

    parser = argparse.ArgumentParser(prog="waipai", description="Postings: exempt or not, and the papers.")
    parser.add_argument(
        "--profile", type=Path, metavar="DIR", help="use a throwaway profile; its key lies in DIR"
    )
    parser.add_argument("--language", choices=LANGUAGES, help="the language of the screen and of messages")
    parser.add_argument(
        "--today", type=_day, metavar="DATE", help="see everything as of this day (YYYY-MM-DD)"
    )
    parser.set_defaults(run=_open)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    add_commands(commands)
    walk = commands.add_parser("walk", help="walk a sample case through the windows, off screen")
    walk.add_argument("--out", type=Path, default=Path("out"), metavar="DIR")
    walk.set_defaults(run=_walk)
    screens = commands.add_parser("screens", help="draw every page in every language, light and dark")
    screens.add_argument("out", type=Path, metavar="DIR")
    screens.set_defaults(run=_screens)
    bench = commands.add_parser("bench", help="measure against peers")
    bench.add_argument("names", nargs="*", metavar="NAME", help="what to measure; everything without a name")
    bench.set_defaults(run=_bench)
    torture = commands.add_parser("torture", help="break the program on purpose and count what it loses")
    torture.add_argument("names", nargs="*", metavar="NAME", help="what to break; everything without a name")
    torture.add_argument("--seed", metavar="N", help="what chance begins with")
    torture.add_argument("--share", metavar="S", help="how much of it all, 0.1 for a tenth")
    torture.set_defaults(run=_torture)
    return parser


def _day(text: str) -> dt.date:
    """``--today``; raises argparse's error, which names what was typed and how it is written."""
    import argparse
    import datetime as dt

    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text}: YYYY-MM-DD") from error


def _open(arguments: argparse.Namespace) -> int:
    from desktop.windows.app import run

    return run(arguments.profile, arguments.language, arguments.today)


def _walk(arguments: argparse.Namespace) -> int:
    from desktop.windows.walk import walk

    return walk(arguments.out, arguments.language, arguments.profile, arguments.today)


def _screens(arguments: argparse.Namespace) -> int:
    from desktop.windows.screens import draw_all

    return draw_all(arguments.out, arguments.today)


def _bench(_arguments: argparse.Namespace) -> int:
    return _run_beside("bench", "The benchmarks")


def _torture(_arguments: argparse.Namespace) -> int:
    return _run_beside("torture", "The experiments")


def _run_beside(name: str, what: str) -> int:
    """Run ``tests/NAME``, which reads the arguments of the process itself."""
    import runpy

    place = Path(__file__).resolve().parent.parent / "tests" / name
    if not place.is_dir():
        print(f"{what} belong to the source of the program: ./run {name}", file=sys.stderr)
        return 2
    runpy.run_path(str(place), run_name="__main__")
    return 0


if __name__ == "__main__":
    sys.exit(main())
