"""Every file that comes from outside, read as the program reads it: to the end, and no further than to a question.

``read`` says what became of a file. Whatever else is raised is a finding: the program would have stumbled.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from desktop.domain.facts_io import FactError, read_facts
from desktop.domain.imports.matching import Field
from desktop.domain.imports.sheet import silent
from desktop.editions.report import PackRefused
from desktop.problems import Problem
from desktop.record.archive import Import
from desktop.session import Session
from tests.torture.mutations import Mutation
from tests.torture.originals import KEY, PASSWORD

REFUSED: Final = (Problem, PackRefused, FactError)
"""Each of these has a sentence for the user."""


def read(mutation: Mutation, session: Session, folder: Path) -> str:
    """What became of the file, written into ``folder`` first: ``taken``, or the name of the refusal.

    ``session`` is open on a profile of its own, which is not changed.
    """
    path = folder / mutation.name
    path.write_bytes(mutation.data)
    try:
        READERS[mutation.original.kind](session, path)
    except REFUSED as refusal:
        return type(refusal).__name__
    return "taken"


def _archive(session: Session, path: Path) -> None:
    with Import(session, path) as found:
        found.count_sentences()
        assert found.entries or not found.different


def _age(session: Session, path: Path) -> None:
    """With the password and with the key of the sender's choice."""
    from io import BytesIO

    from desktop.exchange.age_file import EncryptedFile

    file = EncryptedFile(path)
    opened = file.opened(PASSWORD) if file.with_password else file.opened(secret_key=KEY)
    with Import(session, path, opened=BytesIO(opened)) as found:
        found.count_sentences()


def _case(session: Session, path: Path) -> None:
    """As ``decide`` and ``documents`` read it, up to what is wrong with its fields."""
    from desktop.cli import _papers
    from desktop.exchange.case_file import NotACase, read_case, read_cases

    for entry in read_cases(path):
        if not isinstance(entry, NotACase):
            read_facts(entry.facts)
    case = read_case(path)
    facts = read_facts(case.facts)
    if all(key in session.forms.fields for key in case.fields):
        _papers(session, case, facts).problems(facts)


def _table(session: Session, path: Path) -> None:
    tables = session.tables
    file = tables.open(path)
    for worksheet in file.worksheets or ("",):
        sheet = tables.read(file, worksheet, silent)
        matching = replace(tables.match(sheet), fixed={Field.STATE: "DE", Field.BRANCH: "pension"})
        judgements = tables.judge(sheet, matching)
        person_id = session.record.people()[0].id
        if not tables.questions(sheet, matching, judgements, person_id):
            checked = tables.check(sheet, matching, judgements, person_id, silent)
            for line in checked.preview.lines[:50]:
                [tables.words(finding) for finding in line.findings]


def _rates(session: Session, path: Path) -> None:
    from desktop.exchange.rates_file import read_rates_file

    read_rates_file(path, session.day)


def _pack(session: Session, path: Path) -> None:
    from desktop.editions.report import faults

    try:
        session.editions.check(path.read_bytes())
    except PackRefused as refused:
        faults(session, refused)
        raise


def _picture(_session: Session, path: Path) -> None:
    """In a process of its own with its limits, as the window has it drawn; what comes of it does not matter."""
    from desktop.record.attachments import clean_name, read_attachment
    from desktop.windows.proofs.drawing import limit
    from desktop.windows.proofs.thumbnail import thumbnail

    name, content = clean_name(path.name), read_attachment(path)
    child = os.fork()
    if child == 0:
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            limit()
            thumbnail(name, content, 200)
        finally:
            os._exit(0)
    os.waitpid(child, 0)


def _pdf(session: Session, path: Path) -> None:
    from desktop.exchange.proof_file import read_paper

    _picture(session, path)
    read_paper(path)


def _key(_session: Session, path: Path) -> None:
    from desktop.storage.keys.keyfile import read_key_file

    read_key_file(path.parent)


def _preferences(_session: Session, path: Path) -> None:
    from desktop.storage.preferences import read_preferences
    from desktop.windows.preferences import Preferences

    read_preferences(path.parent)
    windows = path.with_name("windows.json")
    shutil.copyfile(path, windows)
    Preferences.load(windows)


READERS: Final[Mapping[str, Callable[[Session, Path], None]]] = {
    "archive": _archive,
    "age": _age,
    "case": _case,
    "xlsx": _table,
    "ods": _table,
    "csv": _table,
    "xls": _table,
    "rates": _rates,
    "pack": _pack,
    "png": _picture,
    "jpeg": _picture,
    "pdf": _pdf,
    "key": _key,
    "preferences": _preferences,
}
