import datetime as dt
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from desktop import crash

DAY = dt.date(2026, 3, 2)
NAME = "Ottilie Größmann"


def broken() -> None:
    name = NAME
    try:
        {}[name]
    except KeyError as error:
        raise ValueError(f"no case of {name}") from error


@pytest.fixture
def error() -> ValueError:
    with pytest.raises(ValueError, match=NAME) as caught:
        broken()
    return caught.value


def test_a_report_names_kind_and_place_and_nothing_typed(error: ValueError) -> None:
    report = crash.report(error, DAY, {"Law": "2026-11-21+0123456789ab"})
    assert "builtins.ValueError" in report
    assert "builtins.KeyError" in report
    assert "in broken" in report
    assert "Law: 2026-11-21+0123456789ab" in report
    assert NAME not in report
    assert str(Path(__file__).parent) not in report
    assert str(Path.home()) + "/" not in report


def test_a_report_names_our_files_below_the_package(tmp_path: Path) -> None:
    from desktop.storage.codec import decode

    with pytest.raises(ValueError, match=r".+") as caught:
        decode("null")
    assert "  desktop/storage/codec.py:" in crash.report(caught.value, DAY)


def test_errors_that_name_each_other_end(error: ValueError) -> None:
    assert error.__cause__ is not None
    error.__cause__.__cause__ = error
    assert crash.report(error, DAY).count("builtins.ValueError") == 1


def test_the_log_keeps_the_latest_reports(tmp_path: Path) -> None:
    for number in range(3000):
        crash.keep(f"report {number} " + "x" * 30, tmp_path)
    text = (tmp_path / crash.LOG_NAME).read_text()
    assert len(text) <= 64 * 1024
    assert "report 2999 " in text
    assert "report 0 " not in text


def test_a_log_that_cannot_be_written_is_no_second_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    crash.keep("report", tmp_path / "file")


def test_uncaught_exceptions_of_threads_reach_the_handler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    caught: list[BaseException] = []
    crash.catch(caught.append)
    thread = threading.Thread(target=broken)
    thread.start()
    thread.join()
    assert [type(error) for error in caught] == [ValueError]


@pytest.mark.parametrize(
    ("raised", "handled"),
    [("ValueError('x')", True), ("KeyboardInterrupt()", False)],
)
def test_bugs_are_handled_and_interruptions_end_the_program(raised: str, handled: bool) -> None:
    script = f"from desktop import crash; crash.catch(lambda error: print('handled')); raise {raised}"
    root = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=False
    )
    assert (done.stdout == "handled\n") is handled


def test_an_error_in_the_handler_is_printed_with_the_first_and_neither_says_what_was_typed() -> None:
    script = f"from desktop import crash; crash.catch(lambda error: 1 / 0); raise ValueError('{NAME}')"
    root = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=False
    )
    assert "builtins.ValueError" in done.stderr
    assert "builtins.ZeroDivisionError" in done.stderr
    assert NAME not in done.stderr


@pytest.mark.parametrize(
    "script",
    [
        "import warnings; warnings.warn('NAME')",
        "import logging; logging.getLogger('library').error('NAME')",
        "import logging; logging.getLogger('library').error('%d', 'NAME')",
        "type('T', (), {'__del__': lambda self: {}['NAME']})()",
        "import threading; thread = threading.Thread(target=lambda: {}['NAME']); thread.start(); thread.join()",
        "raise SystemError('NAME')",
    ],
)
def test_whatever_goes_wrong_is_written_without_what_was_typed(script: str) -> None:
    start = "from desktop import crash; crash.mute_libraries(); crash.catch(crash.tell); "
    done = subprocess.run(
        [sys.executable, "-c", start + script.replace("NAME", NAME)],
        cwd=Path(__file__).parents[1], capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert NAME not in done.stdout + done.stderr
    assert ascii(NAME)[1:-1] not in done.stderr
