"""Open everything once: law, forms, an encrypted file, every page off screen, one paper in each language."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from desktop.session import LANGUAGES, Session


def selftest() -> int:
    """0 when all works, 1 with the reason on standard error otherwise."""
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            _keep_and_draw(Path(folder))
            _open_the_window(Path(folder))
    except Exception as error:  # the point of a self-test is to report whatever fails
        print(f"selftest: {type(error).__name__}: {error}", file=sys.stderr)
        return 1
    print("selftest: passed")
    return 0


def _keep_and_draw(folder: Path) -> None:
    session = Session.start(folder / "profile", "en")
    try:
        case = session.open_sample(session.samples[0])
        reopened = session.reopen(case.id)
        print(f"selftest: {session.law.edition}: {reopened.determination.outcome.value}")
        for code in LANGUAGES:
            paper = session.render(case, "APP-02", (code,))
            (folder / paper.file_name).write_bytes(paper.data)
            print(f"selftest: {paper.file_name}: {paper.pages} page(s)")
    finally:
        session.close()


def _open_the_window(folder: Path) -> None:
    """Off screen unless the caller has chosen a platform: the self-test also runs where no display is."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from desktop.windows.screens import open_every_page

    session = Session.start(folder / "window", "en")
    try:
        print(f"selftest: {open_every_page(session)} pages opened")
    finally:
        session.close()
