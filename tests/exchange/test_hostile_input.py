"""Files from others, changed at random but repeatably: each is read or refused with a sentence, and nothing is kept."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.session import Session
from tests.torture.mutations import OF_KIND, Mutation, mutated, mutations, seeds
from tests.torture.originals import sample_session
from tests.torture.readers import READERS, REFUSED, read

_SLOW = {"pack": 4, "age": 12, "pdf": 15}
"""Kinds that take long to read when nothing is wrong: all data of an edition are checked, a password costs work."""
_USUAL = 40
_SECONDS = 2.0
_PACK_SECONDS = 6.0  # all the data of a law pack are checked
"""Of computing: the promise for a file of a megabyte."""


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with sample_session(tmp_path_factory.mktemp("sample") / "profile") as session:
        yield session


def _everything(session: Session) -> object:
    return list(session.store.contents.read()), session.store.due.last_change()


@pytest.mark.parametrize("original", seeds(), ids=lambda original: original.name)
def test_an_original_is_taken(original: object, session: Session, tmp_path: Path) -> None:
    from tests.torture.originals import Original

    assert isinstance(original, Original)
    as_it_is = Mutation(original, 0, "not at all", original.name, original.data)
    assert read(as_it_is, session, tmp_path) == "taken"


@pytest.mark.parametrize("kind", sorted(READERS))
def test_a_changed_file_is_read_or_refused_in_time_and_leaves_everything_as_it_was(
    kind: str, session: Session, tmp_path: Path
) -> None:
    before = _everything(session)
    refused = 0
    originals = [original for original in seeds() if original.kind == kind]
    for mutation in mutations(originals, _SLOW.get(kind, _USUAL)):
        begun = time.process_time()
        refused += read(mutation, session, tmp_path) != "taken"
        most = _PACK_SECONDS if kind == "pack" else _SECONDS
        assert time.process_time() - begun < most, str(mutation)
    assert refused > 0 or kind in ("png", "jpeg", "preferences")
    assert _everything(session) == before


def test_every_kind_of_file_has_originals_and_a_reader() -> None:
    assert {original.kind for original in seeds()} == set(READERS) == set(OF_KIND)


def test_the_same_seed_makes_the_same_file() -> None:
    repeatable = [original for original in seeds() if original.kind not in ("age", "pack")]
    for original in repeatable:
        assert mutated(original, 7) == mutated(original, 7)
        assert len({mutated(original, seed).data for seed in range(12)}) > 8


def test_every_refusal_has_its_sentence_in_every_language(session: Session) -> None:
    from desktop.problems import Problem

    assert Problem in REFUSED
    for code in ("de", "en", "ko", "zh_Hans"):
        session.set_language(code)
        assert session.text("errors.sheet.swollen", path="a.xlsx")
