"""Bugs: a report without personal data, a log beside the cases, and the program goes on.

The report names the kind of error and the places in our code. It leaves out messages and values, because they
may hold what a user typed, and folders, because they hold the user's name.
"""

from __future__ import annotations

import datetime as dt
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Final

LOG_NAME: Final = "crash.log"
_LOG_BYTES: Final = 64 * 1024
_PACKAGE: Final = Path(__file__).parent
_LIBRARIES: Final = ("PySide6_Essentials", "reportlab", "sqlite-utils", "sqlcipher3", "babel")


def report(error: BaseException, day: dt.date | None = None, about: Mapping[str, str] | None = None) -> str:
    """The report on ``error``, in English for whoever mends it.

    ``about`` adds lines such as the law edition; nothing a user typed belongs in it.
    """
    lines = [f"Waipai, {day.isoformat()}" if day else "Waipai"]
    lines += [f"{name}: {value}" for name, value in {**_surroundings(), **(about or {})}.items()]
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines += ["", f"{type(cause).__module__}.{type(cause).__qualname__}", *_places(cause.__traceback__)]
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\n".join(lines) + "\n"


def keep(text: str, folder: Path) -> None:
    """Append a report to the log in ``folder``, which holds the latest 64 KiB. Never raises ``OSError``."""
    path = folder / LOG_NAME
    try:
        old = path.read_bytes() if path.exists() else b""
        path.write_bytes((old + text.encode("utf-8", "replace") + b"\n")[-_LOG_BYTES:])
    except OSError:  # a full disk must not turn one bug into two
        return


def mute_libraries() -> None:
    """Let no library write of its own accord what it stumbles over: warnings and log lines quote what they found."""
    import logging
    import warnings

    logging.lastResort = None
    logging.raiseExceptions = False
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


def catch(handle: Callable[[BaseException], None]) -> None:
    """Give every exception that nobody caught to ``handle``: from slots, from the start, from threads, at the end.

    ``KeyboardInterrupt`` and ``SystemExit`` end the program as ever; of an error inside ``handle`` both reports are
    printed.
    """

    def on_error(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if error is None or not isinstance(error, Exception):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        try:
            handle(error.with_traceback(trace))
        except Exception as second:
            tell(error)
            tell(second)

    sys.excepthook = on_error
    threading.excepthook = lambda args: on_error(args.exc_type, args.exc_value, args.exc_traceback)
    sys.unraisablehook = lambda args: on_error(args.exc_type, args.exc_value, args.exc_traceback)


def tell(error: BaseException) -> None:
    """Print the report on ``error`` to standard error, which may well be somebody's log; never its message."""
    if sys.stderr is not None:
        print(report(error), file=sys.stderr)


def _surroundings() -> dict[str, str]:
    import platform
    from importlib.metadata import PackageNotFoundError, version

    found = {"Python": platform.python_version(), "System": f"{platform.system()} {platform.machine()}"}
    for library in _LIBRARIES:
        try:
            found[library] = version(library)
        except PackageNotFoundError:
            found[library] = "not found"
    return found


def _places(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)
    return [f"  {_place(Path(frame.filename))}:{frame.lineno} in {frame.name}" for frame in frames]


def _place(file: Path) -> str:
    """The file below our package, or below the folder of installed packages; else its name alone."""
    if file.is_relative_to(_PACKAGE):
        return file.relative_to(_PACKAGE.parent).as_posix()
    parts = file.parts
    if "site-packages" in parts:
        return Path(*parts[parts.index("site-packages") + 1 :]).as_posix()
    return file.name
