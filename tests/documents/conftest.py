from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import paper_samples
import pytest

from desktop.documents import voice
from desktop.languages.language import Language


@pytest.fixture(scope="session", autouse=True)
def _samples_speak(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The catalogues of the project with the texts of the sample papers beside them."""
    folder: Path = tmp_path_factory.mktemp("translations")
    paper_samples.write_catalogues(folder)
    speakers = {code: Language(code, folder, folder / "cache") for code in paper_samples.LANGUAGES}
    original = voice._language
    voice._language = lambda code: speakers.get(code) or Language(code)  # type: ignore[assignment]
    yield
    voice._language = original
