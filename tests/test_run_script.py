"""The script ``run`` itself, in a copy whose ``.venv`` holds a Python that only tells how it was called."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PINS = ("requirements.txt", "requirements-dev.txt", "requirements-bench.txt")
TELLING_PYTHON = """#!/bin/sh
printf '%s|' "$@"
echo
echo "platform=${QT_QPA_PLATFORM:-}"
echo "path=${PYTHONPATH:-}"
"""

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout in a folder with a blank in its name."""
    folder = tmp_path / "a checkout"
    folder.mkdir()
    for name in ("run", *PINS):
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture
def made(checkout: Path) -> Path:
    """The checkout after everything was installed."""
    for venv in (checkout / ".venv", checkout / ".venv-bench"):
        python = venv / "bin" / "python"
        python.parent.mkdir(parents=True)
        python.write_text(TELLING_PYTHON)
        python.chmod(0o755)
        for name in PINS:
            (venv / name).write_text(f"{python.resolve()}\n{(checkout / name).read_text()}")
        for surface in ("off-screen", "on-a-display"):
            for kind in ("", "test-", "torture-", "bench-"):
                (venv / (kind + surface)).touch()
    return checkout


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A folder that goes first in PATH: a bare Debian, whose apt-get tells what it is asked."""
    folder = tmp_path / "tools"
    folder.mkdir()
    add(folder, "ldconfig", "exit 0")
    add(folder, "apt-get", 'echo "apt-get $*"; [ "$1" = update ]')
    add(folder, "pdftotext", "exit 0")
    add(folder, "qpdf", "exit 0")
    return folder


def add(folder: Path, name: str, body: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{body}\n")
    (folder / name).chmod(0o755)


def run(folder: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    known = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    return subprocess.run(
        [str(folder / "run"), *arguments],
        cwd=folder.parent,
        env=known | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def called(done: "subprocess.CompletedProcess[str]") -> list[str]:
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[0].split("|")[:-1]


@pytest.mark.parametrize("arguments", [["--help"], ["-h"]])
def test_help_needs_nothing_installed(checkout: Path, arguments: list[str]) -> None:
    done = run(checkout, *arguments)
    assert done.returncode == 0
    for command in (
        "decide FILE",
        "documents FILE --out DIR",
        "screens DIR",
        "bench",
        "torture",
        "selftest",
        "test",
        "--profile",
    ):
        assert command in done.stdout
    assert not (checkout / ".venv").exists()


def test_without_a_display_it_says_so_and_walks(made: Path) -> None:
    done = run(made)
    assert called(done) == ["-P", "-m", "desktop", "walk"]
    assert "no display" in done.stderr
    assert "platform=offscreen" in done.stdout


def test_with_a_display_it_opens_the_program(made: Path) -> None:
    for display in ({"DISPLAY": ":0"}, {"WAYLAND_DISPLAY": "wayland-0"}):
        done = run(made, **display)
        assert called(done) == ["-P", "-m", "desktop"]
        assert "platform=\n" in done.stdout
        assert done.stderr == ""


def test_an_off_screen_platform_is_no_display(made: Path) -> None:
    assert called(run(made, DISPLAY=":0", QT_QPA_PLATFORM="offscreen"))[-1] == "walk"


def test_a_language_is_no_command(made: Path) -> None:
    assert called(run(made, "--language", "de"))[3:] == ["--language", "de", "walk"]


def test_a_profile_is_no_command(made: Path) -> None:
    assert called(run(made, "--profile", "decide"))[3:] == ["--profile", "decide", "walk"]
    assert called(run(made, "--profile", "a b", DISPLAY=":0"))[3:] == ["--profile", "a b"]
    assert called(run(made, "--profile", "a b", "selftest"))[3:] == ["--profile", "a b", "selftest"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["decide", "my cases.json"],
        ["documents", "a.json", "--out", "an *"],
        ["screens", "out"],
        ["selftest"],
        ["bench"],
        ["torture", "kills", "--share", "0.1"],
    ],
)
def test_commands_reach_the_program_word_for_word(made: Path, arguments: list[str]) -> None:
    done = run(made, *arguments)
    assert called(done) == ["-P", "-m", "desktop", *arguments]
    assert f"path={made}" in done.stdout


def test_tests_run_off_screen_with_their_arguments(made: Path) -> None:
    done = run(made, "test", "-k", "a or b", DISPLAY=":0")
    assert called(done) == ["-m", "pytest", "-k", "a or b"]
    assert "platform=offscreen" in done.stdout


def test_all_tests_run_on_every_core(made: Path) -> None:
    assert called(run(made, "test"))[1:] == ["pytest", "--numprocesses=auto", "--dist=loadfile"]


def test_without_a_terminal_and_root_it_names_all_packages_in_one_line(checkout: Path, tools: Path) -> None:
    add(tools, "id", "echo 1000")
    done = run(checkout, PATH=f"{tools}:{os.environ['PATH']}")
    assert done.returncode == 1
    lines = [line for line in done.stderr.splitlines() if "apt-get install" in line]
    assert len(lines) == 1
    for package in ("libglib2.0-0", "libgl1", "libegl1", "libfontconfig1", "libxkbcommon0", "libdbus-1-3"):
        assert f" {package}" in lines[0]
    assert "xcb" not in lines[0]
    assert not (checkout / ".venv").exists()


def test_a_display_needs_more_and_so_do_the_tests(checkout: Path, tools: Path) -> None:
    add(tools, "id", "echo 1000")
    path = f"{tools}:{os.environ['PATH']}"
    shown = run(checkout, PATH=path, DISPLAY=":0").stderr
    assert "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0" in shown
    assert "poppler-utils" not in shown


def test_root_gets_the_packages_installed(checkout: Path, tools: Path) -> None:
    add(tools, "id", "echo 0")
    done = run(checkout, PATH=f"{tools}:{os.environ['PATH']}")
    calls = [line for line in done.stderr.splitlines() if line.startswith("apt-get ")]
    assert calls[0] == "apt-get update -qq"
    assert calls[1].startswith("apt-get install -y --no-install-recommends libglib2.0-0 libgl1 ")
    assert done.returncode == 1, "the second call failed, so by hand it must be"
    assert "Please install by hand" in done.stderr


def test_without_a_fitting_python_it_says_which(checkout: Path, tmp_path: Path) -> None:
    few = tmp_path / "few"
    few.mkdir()
    for tool in ("sh", "dirname", "uname", "cat", "readlink", "cmp", "env"):
        where = shutil.which(tool)
        assert where is not None
        (few / tool).symlink_to(where)
    add(few, "python3", "exit 1")
    done = run(checkout, PATH=str(few))
    assert done.returncode == 1
    assert "Python 3.11 or newer" in done.stderr


@pytest.mark.parametrize("name", PINS)
def test_every_pin_is_exact_and_has_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text()
    assert not re.search(r"://|index-url|find-links|@ ", text)
    requirements = text.replace("\\\n", "").splitlines()
    for requirement in filter(None, requirements):
        assert re.match(r"[a-z0-9._-]+==[0-9][^ ]*( ; .+?)? +--hash=sha256:[0-9a-f]{64}", requirement), (
            requirement
        )


def pins(name: str) -> set[str]:
    return set(re.findall(r"^[a-z0-9._-]+==[^ ]+", (ROOT / name).read_text(), flags=re.MULTILINE))


def test_the_tests_and_the_bench_use_the_versions_of_the_program() -> None:
    program, tests, bench = map(pins, PINS)
    assert program < tests < bench


def test_everything_the_project_asks_for_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {
        "requirements.txt": project["dependencies"],
        "requirements-dev.txt": project["optional-dependencies"]["dev"],
        "requirements-bench.txt": project["optional-dependencies"]["bench"],
    }
    for name, requirements in wanted.items():
        pinned = {pin.partition("==")[0] for pin in pins(name)}
        asked = {re.split(r"[^A-Za-z0-9._-]", each)[0].lower() for each in requirements}
        assert asked <= pinned


def test_the_scripts_hold_no_address_and_may_be_executed() -> None:
    for name in ("run", "run.cmd", ".ci/run"):
        assert "://" not in (ROOT / name).read_text()
    if sys.platform != "win32":
        assert os.access(ROOT / "run", os.X_OK)
        assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_both_scripts_name_the_same_commands(checkout: Path) -> None:
    windows = (ROOT / "run.cmd").read_text()
    words = set(re.findall(r"^\./run +(--[a-z]+|[a-z]+)", run(checkout, "--help").stdout, flags=re.MULTILINE))
    assert words >= {"decide", "documents", "screens", "selftest", "bench", "test", "--profile", "--help"}
    assert all(f"run {word}" in windows for word in words - {"open"})
