"""Archives with changed bytes and words: read as they stand, or refused with a sentence; never anything else."""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.record.contents import TABLES, Contents
from desktop.domain.record.differences import differences, plan
from desktop.domain.record.merge import compare
from desktop.exchange.archive import write_archive
from desktop.exchange.archive_reader import Archive
from desktop.languages.language import LANGUAGES, Language
from desktop.problems import FileProblem

sys.path.insert(0, str(Path(__file__).parents[1]))
from any_record import FILES, contents

DAY = dt.date(2026, 3, 2)
NOWHERE = Path("case.age")
ODD = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.floats(), st.text(max_size=5), st.just([]), st.just({}),
    st.just([[]]), st.just({"date": "x"}), st.just("\ud800"), st.just("=1"), st.just({"": 1}),
)  # fmt: skip
ANY = contents()


def _written(kept: Contents) -> bytes:
    file = io.BytesIO()
    write_archive(file, kept, FILES.__getitem__, "read me", DAY, left_out=("notes",))
    return file.getvalue()


def _read(data: bytes, mine: Contents) -> None:
    """What is read can be compared and planned; what cannot be read is told in four languages."""
    try:
        with Archive(NOWHERE, opened=io.BytesIO(data)) as archive:
            entries = compare(mine, archive.contents)
            found = differences(entries, archive.left_out is None)
            assert len(tuple(plan(entries, {one.spot for one in found}))) <= len(entries)
    except FileProblem as problem:
        for code in LANGUAGES:
            Language(code).text(problem.key, **problem.params)  # raises where words are missing


@given(ANY, st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_changed_bytes(kept: Contents, data: st.DataObject) -> None:
    file = bytearray(_written(kept))
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(file) - 1))
        if data.draw(st.booleans()):
            file[place] = data.draw(st.integers(0, 255))
        else:
            del file[place : place + data.draw(st.integers(1, 20))]
    _read(bytes(file), kept)


@given(ANY, ANY, st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_changed_words(kept: Contents, mine: Contents, data: st.DataObject) -> None:
    """The JSON inside stays JSON, but anything may stand anywhere."""
    with zipfile.ZipFile(io.BytesIO(_written(kept))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    words: dict[str, Any] = json.loads(parts["waipai.json"])
    for _ in range(data.draw(st.integers(1, 3))):
        table = data.draw(st.sampled_from([*words, *TABLES]))
        rows = words.get(table)
        if isinstance(rows, list) and rows and isinstance(rows[0], dict) and data.draw(st.booleans()):
            row = data.draw(st.sampled_from(rows))
            if isinstance(row, dict):
                row[data.draw(st.sampled_from([*row, "uid", "fields", "answers", "odd"]))] = data.draw(ODD)
        else:
            words[table] = data.draw(ODD)
    parts["waipai.json"] = json.dumps(words).encode()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    _read(file.getvalue(), mine)
