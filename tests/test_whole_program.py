"""The whole program in a process of its own: it opens no connection, starts nothing, and tells nobody what it keeps."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.torture import preload, whole_walk
from tests.torture.whole_walk import MARKS, marks_in

ROOT = Path(__file__).parents[1]
_LOCAL = "1"
"""AF_UNIX: to another program of the same machine."""
SURFACES = ("offscreen", *(["xcb"] if shutil.which("Xvfb") else []))
_OF_THE_DESKTOP = ("/tmp/.X11-unix/X", "@/tmp/.X11-unix/X", "/run/dbus/", "/run/user/", "/var/run/nscd/")
"""The screen, the bus, and the service that knows the names of users."""


@dataclass(frozen=True)
class Walk:
    """What a walk left behind: its folder, what it wrote to the terminal, and the calls for sockets."""

    folder: Path
    told: bytes
    calls: tuple[str, ...]
    pages: int
    processes: tuple[str, ...]


@pytest.fixture(scope="session", params=SURFACES)
def walk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Walk:
    folder = tmp_path_factory.mktemp("walk")
    with _screen(str(request.param), folder) as surface:
        done = _watched([sys.executable, "-m", "tests.torture.whole_walk", str(folder)], folder, surface)
    assert done.returncode == 0, done.stderr.decode()[-3000:]
    said = json.loads(done.stdout.splitlines()[-1])
    return Walk(folder, done.stdout + done.stderr, _calls(folder), said["pages"], tuple(said["processes"]))


def _watched(
    command: list[str], folder: Path, more: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """The command with a home of its own in ``folder``; every call for a socket is written down."""
    library = preload.build(preload.HERE / "sockets.c")
    watching = {"LD_PRELOAD": str(library), "SOCKETS_LOG": str(folder / "sockets.log")}
    own = {**whole_walk.environment(folder), **watching, **(more or {})}
    return subprocess.run(command, cwd=ROOT, env=own, capture_output=True, check=False)


def _calls(folder: Path) -> tuple[str, ...]:
    return tuple((folder / "sockets.log").read_text("utf-8", "replace").splitlines())


@contextmanager
def _screen(surface: str, folder: Path) -> Iterator[dict[str, str]]:
    """Where the windows appear: nowhere, or on a screen made for this walk."""
    own = {"QT_QPA_PLATFORM": surface}
    if surface == "offscreen":
        yield own
        return
    told, number = os.pipe()
    command = ["Xvfb", "-displayfd", str(number), "-nolisten", "tcp", "-screen", "0", "1280x900x24"]
    with (folder / "xvfb").open("wb") as words:
        server = subprocess.Popen(command, pass_fds=[number], stdout=words, stderr=words)
    os.close(number)
    try:
        with os.fdopen(told) as answer:
            yield {**own, "DISPLAY": f":{answer.readline().strip()}"}
    finally:
        server.terminate()
        server.wait()


# -- no network


def test_no_socket_is_opened_but_those_of_the_local_desktop(walk: Walk) -> None:
    assert walk.pages > 90
    families = {call.split()[1] for call in walk.calls if call.startswith(("socket", "connect"))}
    assert families <= {_LOCAL}
    addresses = [call.split(maxsplit=2)[2] for call in walk.calls if call.startswith("connect")]
    assert [address for address in addresses if not address.startswith(_OF_THE_DESKTOP)] == []


def test_no_other_program_is_started_but_the_one_that_draws_pictures_of_proofs(walk: Walk) -> None:
    _whole, *started = (call for call in walk.calls if call.startswith("watching"))
    assert started, "the walk passes a proof with a file"
    assert [call for call in started if " -m desktop.windows.proofs.drawing ." not in call] == []
    assert walk.processes == ()


@pytest.mark.parametrize(
    ("script", "call"),
    [
        ("import socket; socket.socket(socket.AF_INET)", "socket 2"),
        ("import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)", "socket 10"),
        ("import socket; socket.getaddrinfo('name.invalid', 80)", "socket 2"),
        ("import os; os.system('/bin/true')", "watching /bin/true "),
    ],
)
def test_the_watch_sees_what_it_is_for(script: str, call: str, tmp_path: Path) -> None:
    _watched([sys.executable, "-c", script], tmp_path)
    assert _calls(tmp_path)[1:].count(call) >= 1


# -- nothing told


def test_nothing_that_is_written_to_the_terminal_holds_what_is_kept(walk: Walk) -> None:
    assert marks_in(walk.told) == []
    assert walk.told.count(b"Qt: QtWarningMsg") >= 1, "a message of Qt is told without its text"


def test_no_file_that_stays_holds_what_is_kept(walk: Walk) -> None:
    """Cases, backups, key, log, settings, cache and temporary files, by name and by content."""
    home = walk.folder / "home"
    assert (home / "data/waipai/crash.log").stat().st_size > 0
    assert (home / "data/waipai/cases.db").stat().st_size > 0
    assert list((home / "data/waipai").rglob("backups/*/cases.db"))
    for path in sorted(home.rglob("*")):
        assert marks_in(str(path.relative_to(home)).encode()) == [], path
        if path.is_file():
            assert marks_in(path.read_bytes()) == [], path


def test_the_bugs_were_noted(walk: Walk) -> None:
    log = (walk.folder / "home/data/waipai/crash.log").read_text("utf-8")
    for kind in ("builtins.ValueError", "builtins.KeyError", "builtins.LookupError"):
        assert kind in log


def test_copies_shown_to_other_programs_are_gone(walk: Walk) -> None:
    assert not (walk.folder / "home/data/waipai/opened").exists()


def test_the_marks_were_there_to_be_found(walk: Walk) -> None:
    """What the user asked to have written holds them, so looking for them means something."""
    assert set(marks_in(_everything(walk.folder / "wanted"))) >= {"Xirizqu", "Ömmaltov"}


@cache
def _everything(folder: Path) -> bytes:
    import zipfile

    with zipfile.ZipFile(folder / "all.zip") as archive:
        return b"".join(archive.read(part) for part in archive.namelist())


@pytest.mark.parametrize("code", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_is_found_in_every_form(mark: str, code: str) -> None:
    assert mark in marks_in(b"\x00" + f"x{mark}x".encode(code))
    assert mark in marks_in(repr({mark: 1}).encode("ascii", "backslashreplace"))
    assert mark in marks_in(json.dumps([mark]).encode())
