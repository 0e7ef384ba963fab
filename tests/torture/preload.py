"""Small C libraries that stand between a program and the system, built when they are needed.

A program that is started with ``environment(build(source))`` calls them in place of the C library (``LD_PRELOAD``).
"""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Final

from tests.torture.promises import Plan, Promise

HERE: Final = Path(__file__).parent

_PROGRAM: Final = """
import os, pickle, sys
out = os.dup(1)
os.dup2(2, 1)  # what is printed must not come between
from tests.torture.forks import end_with_parent
from tests.torture.{trials} import promises
end_with_parent()
found = list(promises(pickle.load(sys.stdin.buffer)))
with os.fdopen(out, "wb") as file:
    pickle.dump(found, file)
"""


class NoCompiler(Exception):
    """This machine cannot build or load such a library; the message says what is missing."""


@cache
def build(source: Path) -> Path:
    """The library made of the C file ``source``; it is gone when this process ends.

    Raises ``NoCompiler`` where there is no Linux, no ``cc``, or the compiler refuses the file.
    """
    compiler = shutil.which("cc")
    if not sys.platform.startswith("linux") or compiler is None:
        raise NoCompiler("a C compiler on Linux is needed (Debian: gcc libc6-dev)")
    library = Path(_folder().name) / f"{source.stem}.so"
    command = [
        compiler,
        "-shared",
        "-fPIC",
        "-O1",
        "-Wall",
        "-Werror",
        "-o",
        str(library),
        str(source),
        "-ldl",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoCompiler(done.stderr)
    return library


def promises_with(library: Path, trials: str, plan: Plan) -> list[Promise]:
    """What the module ``tests.torture.TRIALS`` promises, run with ``library`` in a program of its own.

    Its ``promises(plan)`` is what is run. Raises ``RuntimeError`` where that program ends badly.
    """
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM.format(trials=trials)],
        env=environment(library),
        cwd=HERE.parents[1],
        input=pickle.dumps(plan),
        stdout=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{trials} ended with {done.returncode}")
    found: list[Promise] = pickle.loads(done.stdout)
    return found


def environment(library: Path, **settings: str) -> dict[str, str]:
    """The environment of a program that shall run with ``library`` and these settings of it."""
    return {**os.environ, "LD_PRELOAD": str(library), **settings}


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="waipai-preload-")
