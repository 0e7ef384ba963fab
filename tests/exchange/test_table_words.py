"""Every finding about a row, and every problem with a file, can be said in four languages."""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from string import Formatter

import pytest

from desktop.domain import imports
from desktop.domain.imports.amount import Convention
from desktop.domain.imports.lines import Finding, Verdict
from desktop.domain.imports.matching import Field, plain
from desktop.domain.imports.sheet import Fault, Note
from desktop.domain.imports.table_file import ENCODINGS
from desktop.domain.record.contribution import SCHEMES, Payment
from desktop.exchange.import_words import read_words
from desktop.languages.language import LANGUAGES, Language
from desktop.paths import resources_folder
from desktop.record.table_words import finding_words

PREFIX = "record.import."
VALUES = {
    "text": "1.234,56", "column": "AN-Anteil", "value": Decimal("1234.56"), "exact": Decimal("465.1249"), "row": 7,
    "first": dt.date(2026, 3, 1), "second": dt.date(2026, 4, 1), "month": dt.date(1998, 12, 1), "state": "DE",
    "born": dt.date(1988, 5, 17), "limit": Decimal(1_000_000_000), "length": 1200, "currency": "EUR", "money": "DEM",
    "name": "王伟", "number": "E82316754", "employer": "Lindenhof GmbH",
}  # fmt: skip


def written_keys() -> Iterator[str]:
    """The keys that stand in the code, those made of parts completed."""
    for path in sorted(Path(str(imports.__file__)).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first = node.args[0]
                if not isinstance(first, ast.Constant) or not first.value:
                    continue
                match node.func.id:
                    case "Refused":
                        yield f"{PREFIX}refused.{first.value}"
                    case "Finding" if str(first.value).startswith(PREFIX):
                        yield str(first.value)
                    case "ask":
                        yield f"{PREFIX}ask.{first.value}"
    yield from (f"{PREFIX}conflict", f"{PREFIX}completes")
    yield from (f"{PREFIX}refused.cell_{fault.value}" for fault in Fault)
    yield from (f"{PREFIX}refused.separators_{convention.value}" for convention in Convention)
    for field in (Field.STATE, Field.BRANCH, Field.SCHEME, Field.STATUS, Field.CURRENCY):
        yield f"{PREFIX}refused.{field.value}_unknown"


KEYS = sorted(set(written_keys()))


def test_the_keys_are_found() -> None:
    assert len(KEYS) > 45
    assert all(key.startswith(PREFIX) for key in KEYS)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("key", KEYS)
def test_every_finding_is_a_sentence(key: str, code: str) -> None:
    language = Language(code)
    said = finding_words(language, Finding(key, VALUES))
    assert said[-1] in ".?。？"
    assert not any(field for _, field, _, _ in Formatter().parse(said))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_choice_has_words(code: str) -> None:
    language = Language(code)
    names = [
        *(f"field.{field.value}" for field in Field),
        *(f"verdict.{verdict.value}" for verdict in Verdict),
        *(f"note.{note.value}" for note in Note),
        *(f"encoding.{name.replace('-', '_')}" for name in ENCODINGS),
        *(f"written.{convention.value}" for convention in Convention),
    ]
    keys = [
        *(PREFIX + name for name in names),
        *(f"record.status.{one.value}" for one in Payment),
        *(f"record.scheme.{one or 'unsaid'}" for one in SCHEMES),
        "record.branch.housing_fund",
        "record.branch.several",
    ]
    assert [key for key in keys if not language.has(key)] == []


def test_months_sums_and_states_are_written_as_the_language_writes_them() -> None:
    finding = Finding(f"{PREFIX}refused.currency_then", VALUES)
    said = finding_words(Language("de"), finding)
    assert all(part in said for part in ("EUR", "Dezember 1998", "Deutschlands"))
    finding = Finding(f"{PREFIX}refused.separators_comma", VALUES)
    assert "1.234,56" in finding_words(Language("de"), finding)
    assert "1,234.56" in finding_words(Language("zh_Hans"), finding)


@pytest.mark.parametrize("language", LANGUAGES)
def test_statuses_are_read_as_the_program_writes_them(language: str) -> None:
    words = read_words(resources_folder() / "imports" / "words.toml")
    for payment in Payment:
        written = Language(language).text(f"record.status.{payment.value}")
        assert words.statuses[plain(written)] is payment
