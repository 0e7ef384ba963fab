"""What holds for every agreement must come with every edition."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop.languages.edition_words import words_of_edition
from desktop.law.edition_checks import find_edition_errors
from desktop.paths import resources_folder


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """The edition of the program as a folder."""
    for name in ("law", "rates", "documents"):
        shutil.copytree(resources_folder() / name, tmp_path / name)
    shutil.copy(resources_folder() / "glossary.csv", tmp_path)
    for name, content in words_of_edition().items():
        path = tmp_path / "words" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tmp_path


def test_the_edition_of_the_program_lacks_nothing(edition: Path) -> None:
    assert find_edition_errors(edition, None) == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("hosts/hosts.toml", "there is no rule for *"),
        ("deadlines.toml", "law/deadlines.toml: nothing stands there"),
        ("consequences.toml", "law/consequences.toml: nothing stands there"),
        ("claims.toml", "law/claims.toml: nothing stands there"),
        ("territory.toml", "law/territory.toml"),
    ],
)
def test_a_common_file_that_is_missing_is_told(edition: Path, name: str, told: str) -> None:
    (edition / "law" / name).unlink()
    if name in ("deadlines.toml", "consequences.toml"):
        for path in (edition / "law").rglob(name):
            path.unlink()
    assert any(told in sentence for sentence in find_edition_errors(edition, None))
