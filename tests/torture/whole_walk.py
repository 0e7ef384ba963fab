"""The whole program walked through in a process of its own, with a file full of marked secrets and things going wrong.

``python -m tests.torture.whole_walk FOLDER``. The user's home, settings and everything else lie in ``FOLDER/home``,
what the user asks to have written in ``FOLDER/wanted``, what comes from others in ``FOLDER/from_others``. The last line
of standard output is a JSON object: how many pages were opened, and every process that Python was about to start.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

if TYPE_CHECKING:
    from desktop.session import Session
    from desktop.windows.main_window import MainWindow

SECRETS: Final[Mapping[str, str]] = {
    "name": "Xirizqu Ömmaltov",
    "chinese name": "龘靐齉",
    "identity number": "110105194912310029",
    "passport": "E77553311",
    "telephone": "+86 139 7755 3311",
    "firm": "Zzyqhoft Maschinenbau",
    "case": "Quxomal posting",
    "note": "told in confidence wyvernqal",
    "proof file": "lohnzettel-qarbuxim.png",
    "proof": "Payslip vexoplim",
    "table file": "gehaelter-fluxomir.csv",
    "broken file": "kaputt-grimzowak.xlsx",
    "reason": "refused because dolfarquin",
    "bug": "wumblefratz in a slot",
    "password": "korvaxilim-battery-staple",
}
"""What is kept of people, and the password."""
MARKS: Final = (
    "Xirizqu", "Ömmaltov", "龘靐齉", "110105194912310029", "77553311", "7755 3311", "Zzyqhoft", "Quxomal", "wyvernqal",
    "qarbuxim", "vexoplim", "fluxomir", "grimzowak", "dolfarquin", "wumblefratz", "korvaxilim",
)  # fmt: skip
"""Parts of ``SECRETS`` that stand nowhere else in the program or on this machine."""
STARTED: Final[list[str]] = []
_WATCHED: Final = ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.system", "os.fork", "pty.spawn")


def main(folder: Path) -> int:
    """Walk, and print what is told above."""
    sys.addaudithook(
        lambda event, about: STARTED.append(f"{event} {about[:1]}") if event in _WATCHED else None
    )
    from desktop import crash

    crash.mute_libraries()
    crash.catch(crash.tell)
    try:
        pages = _first_day(folder) + _next_day(folder)
    except Exception as error:
        crash.tell(error)
        return 1
    print(json.dumps({"pages": pages, "processes": STARTED}))
    return 0


def environment(folder: Path) -> dict[str, str]:
    """The environment in which everything that the program keeps lies in ``folder/home``."""
    home = folder / "home"
    places = {
        "HOME": home,
        "TMPDIR": home / "tmp",
        "XDG_DATA_HOME": home / "data",
        "XDG_CONFIG_HOME": home / "config",
    }
    places |= {
        "XDG_CACHE_HOME": home / "cache",
        "XDG_STATE_HOME": home / "state",
        "XDG_RUNTIME_DIR": home / "run",
    }
    for place in places.values():
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in ("wanted", "from_others"):
        (folder / name).mkdir(exist_ok=True)
    return {
        **os.environ,
        **{name: str(place) for name, place in places.items()},
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def marks_in(data: bytes) -> list[str]:
    """The marks that ``data`` holds, however it was written: UTF-8, UTF-16, escaped by Python, JSON or an address."""
    return [mark for mark in MARKS if any(form in data for form in _forms(mark))]


@cache
def _forms(mark: str) -> tuple[bytes, ...]:
    escaped = (ascii(mark)[1:-1], json.dumps(mark)[1:-1], quote(mark))
    return (
        mark.encode(),
        mark.encode("utf-16-le"),
        mark.encode("utf-16-be"),
        *(form.encode() for form in escaped),
    )


# -- two days with the program


def _first_day(folder: Path) -> int:
    """Without a password, then with one: every page, things of all kinds, papers, and what goes wrong."""
    from desktop.windows.tour.tour import FIRST_DAY, STOPS, Tour

    with _window() as window:
        tour = Tour(window)
        opened = _visit(tour.show, FIRST_DAY)
        tour.fill()
        case_id = _fill(window.session, folder)
        opened += _visit(tour.show, STOPS)
        opened += _visit(lambda kind: window.open(kind, case_id), _of_cases())
        _papers(window, case_id, folder)
        _go_wrong(window, folder)
        window.session.access.protect(SECRETS["password"])
        window.session.access.draw_recovery_sheet(window.session.access.new_recovery_sheet())
        _backup(window.session)
        return opened


def _next_day(_folder: Path) -> int:
    """The same file again, behind its password, in the four languages."""
    from desktop.languages.language import LANGUAGES

    with _window() as window:
        session = window.session
        _expect_problem(lambda: session.unlock("not the password"))
        session.unlock(SECRETS["password"])
        opened = 0
        for code in LANGUAGES:
            window.set_language(code)
            opened += _visit(window.open, ("start", "cases", "dates", "safety", "law", "help"))
        window.lock_now()
        _settle()
        return opened


@contextmanager
def _window() -> Iterator[MainWindow]:
    """The window of a program started the usual way."""
    from desktop.windows.app import make_application, show_window

    make_application()
    window = show_window(None, "en")
    window.complete()
    window.protection_offered = True
    try:
        yield window
    finally:
        window.close()
        _settle()
        window.session.close()


def _visit(show: Callable[[str], object], names: Any) -> int:
    for name in names:
        show(name)
        _settle()
    return len(tuple(names))


def _settle() -> None:
    from desktop.windows.screens import settle

    settle(0)


def _of_cases() -> tuple[str, ...]:
    from desktop.windows.page import CASE_KINDS

    return CASE_KINDS


# -- what is kept


def _fill(session: Session, folder: Path) -> int:
    """A case of somebody whose every word is a secret; returns its id."""
    from desktop.domain.record.certificate import Certificate
    from desktop.domain.record.diary import DiaryEntry, Reminder, Stage
    from desktop.domain.record.person import Employer

    sample = next(one for one in session.samples if one.key == "engineer_dusseldorf")
    case = session.new_case(SECRETS["case"], sample.answers)
    for key, value in _fields(session).items():
        session.set_field(case.id, key, value)
    person = session.record.person_of(case.id)
    assert person.id is not None
    session.record.save_person(replace(person, name=SECRETS["name"], note=SECRETS["note"]))
    session.record.save_employer(Employer(name=SECRETS["firm"], state="DE"))
    day = session.day
    certificate = Certificate(person_id=person.id, state="CN", host="DE", starts_on=day, ends_on=day)
    session.record.keep(replace(certificate, number=SECRETS["passport"], note=SECRETS["note"]))
    entry = DiaryEntry(
        person_id=person.id, case_id=case.id, on=day, stage=Stage.REFUSED, note=SECRETS["reason"]
    )
    session.record.keep(entry)
    due = day + dt.timedelta(days=9)
    session.record.keep(Reminder(person_id=person.id, case_id=case.id, due_on=due, title=SECRETS["note"]))
    _proof(session, person.id, folder)
    return case.id


def _fields(session: Session) -> Mapping[str, str]:
    known = {
        "person.name_zh": SECRETS["chinese name"],
        "person.surname_latin": SECRETS["name"].split()[1],
        "person.given_latin": SECRETS["name"].split()[0],
        "person.resident_id": SECRETS["identity number"],
        "person.passport_no": SECRETS["passport"],
        "person.phone": SECRETS["telephone"],
    }
    return {key: value for key, value in known.items() if key in session.forms.fields}


def _proof(session: Session, person_id: int, folder: Path) -> None:
    """A payslip taken in, and looked at with another program, whose copy stays open until the end."""
    from tests.torture.originals import png

    path = folder / "from_others" / SECRETS["proof file"]
    path.write_bytes(png() + SECRETS["identity number"].encode())
    kept = session.proof_files.attach(person_id, path)
    session.record.keep(replace(kept, title=SECRETS["proof"]))
    session.proof_files.open(kept)


def _papers(window: MainWindow, case_id: int, folder: Path) -> None:
    """Every paper of the case, a calendar, an archive, a table taken over, all asked for by the user."""
    from desktop.record.archive import save_archive

    session, wanted = window.session, folder / "wanted"
    session.save_papers(session.case(case_id), wanted, ("en", "zh_Hans"))
    save_archive(session, wanted / "all.zip")
    table = folder / "from_others" / SECRETS["table file"]
    rows = f"Monat,Name,Ausweis,AN-Anteil\n2026-03,{SECRETS['name']},{SECRETS['identity number']},1e5x\n"
    table.write_text(rows, "utf-8")
    window.open("import", case_id)
    page: Any = window.pages["import"]
    page.open_file(table)
    _settle()
    page.check()
    _settle()


def _backup(session: Session) -> None:
    from desktop.domain.backups import Reason

    session.backups.make(Reason.HAND)


# -- what goes wrong


def _go_wrong(window: MainWindow, folder: Path) -> None:
    """Files that cannot be read, values that cannot be kept, and bugs whose messages hold what was typed."""
    from PySide6.QtCore import QTimer, qWarning

    broken = folder / "from_others" / SECRETS["broken file"]
    broken.write_bytes(b"PK\x03\x04" + SECRETS["name"].encode())
    page: Any = window.pages["import"]
    page.open_file(broken)
    _settle()
    session = window.session
    _expect_problem(lambda: session.rename_case(session.cases()[0].id, SECRETS["note"] * 100))
    _expect_problem(lambda: session.tables.open(broken))
    for bug in (_bug, lambda: {}[SECRETS["identity number"]], lambda: int(SECRETS["name"])):
        QTimer.singleShot(0, bug)
        _settle()
    thread = threading.Thread(target=_bug, name=SECRETS["name"])
    thread.start()
    thread.join()
    _Unraisable()
    qWarning(SECRETS["bug"])
    window.setStyleSheet("QLabel { color: " + SECRETS["bug"])
    window.setStyleSheet("")
    import logging
    import warnings

    warnings.warn(SECRETS["bug"], stacklevel=1)
    logging.getLogger("pypdf").error(SECRETS["bug"])
    _settle()


def _bug() -> None:
    raise ValueError(f"{SECRETS['bug']}: {SECRETS['name']}, {SECRETS['chinese name']}")


class _Unraisable:
    def __del__(self) -> None:
        raise LookupError(SECRETS["bug"])


def _expect_problem(act: Callable[[], object]) -> None:
    from desktop.problems import Problem

    try:
        act()
    except Problem:
        return
    raise AssertionError("nothing went wrong")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
