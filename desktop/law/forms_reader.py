"""``resources/documents`` (TOML) → ``domain.fields.Forms``: the only reader of that folder."""

from __future__ import annotations

import re
from pathlib import Path

from desktop.domain.fields import LONGEST, Entry, Evidence, Field, FieldKind, Forms, Section
from desktop.domain.papers.conditions import CONDITIONS
from desktop.law.toml_table import Table, load

COMPLETED_BY = (
    "app", "applicant", "employer", "host_employer", "local_agency", "central_agency", "host_agency",
)  # fmt: skip
SENSITIVITY = ("none", "low", "medium", "identity", "high")
SUPPLIERS = ("worker", "employer", "host_employer", "body")
FILES = ("fields", "enums", "sheets", "evidence")
NEEDS = ("required", "advised")


class FormsError(Exception):
    """``resources/documents`` has errors; ``sentences`` are all of them, each with file and place."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def read_forms(folder: Path) -> Forms:
    """Fields, enumerations, data sheets and evidence; raises ``FormsError`` that names every error found."""
    errors: list[str] = []
    tables = {name: load(folder / f"{name}.toml", errors) for name in FILES}
    listed, parts = tables["enums"].table("enums"), tables["enums"].table("addresses")
    groups = tables["fields"].texts("groups")
    forms = Forms(
        fields=_fields(tables["fields"].table("fields"), groups, listed.names),
        groups=groups,
        enums={name: listed.texts(name) for name in listed.names},
        addresses={state: parts.texts(state) for state in parts.names},
        sheets={name: _sheet(tables["sheets"], name) for name in tables["sheets"].names},
        evidence=tuple(_evidence(item) for item in tables["evidence"].tables("evidence")),
    )
    _check_sheets(forms, tables["sheets"])
    for table in tables.values():
        table.close()
    if errors:
        raise FormsError(errors)
    return forms


def _fields(table: Table, groups: tuple[str, ...], enums: tuple[str, ...]) -> dict[str, Field]:
    return {key: _field(key, table.table(key), groups, enums) for key in table.names}


def _field(key: str, table: Table, groups: tuple[str, ...], enums: tuple[str, ...]) -> Field:
    kind = table.choice("kind", [kind.value for kind in FieldKind])
    pattern, choices = table.optional_text("pattern"), table.optional_text("choices")
    if not _compiles(pattern):
        table.error(f"pattern “{pattern}” is no regular expression.")
    if choices and not any(name == choices or name.startswith(f"{choices}_") for name in enums):
        table.error(f"choices names “{choices}”, which is no enumeration.")
    return Field(
        key=key,
        group=table.choice("group", groups),
        kind=FieldKind(kind) if kind in {known.value for known in FieldKind} else FieldKind.TEXT,
        completed_by=table.choice("completed_by", COMPLETED_BY),
        sensitivity=table.choice("sensitivity", SENSITIVITY) if "sensitivity" in table else "none",
        validator=table.optional_text("validator"),
        pattern=pattern,
        min_length=table.optional_integer("min_length") or 0,
        max_length=table.optional_integer("max_length") or LONGEST,
        minimum=table.optional_integer("minimum"),
        maximum=table.optional_integer("maximum"),
        choices=choices,
        open=table.flag("open"),
        address=table.choice("address", ("CN", "other", "host")) if "address" in table else "",
        state=table.optional_text("state"),
        turned=table.flag("turned"),
        hint=table.flag("hint"),
    )


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def _sheet(table: Table, name: str) -> tuple[Section, ...]:
    return tuple(
        Section(section.text("key"), tuple(_entry(item) for item in section.tables("entries")))
        for section in table.tables(name)
    )


def _entry(table: Table) -> Entry:
    return Entry(
        field=table.text("field"),
        need="optional" if table.flag("optional") else "required",
        when=_when(table),
    )


def _evidence(table: Table) -> Evidence:
    return Evidence(
        key=table.text("key"),
        supplier=table.choice("supplier", SUPPLIERS),
        need=table.choice("need", NEEDS),
        when=_when(table),
        cite=table.optional_text("cite"),
    )


def _when(table: Table) -> tuple[str, ...]:
    names = table.optional_texts("when")
    for name in names:
        if name not in CONDITIONS:
            table.error(f"when names “{name}”; known are {', '.join(sorted(CONDITIONS))}.")
    return names


def _check_sheets(forms: Forms, table: Table) -> None:
    for name, sections in forms.sheets.items():
        for section in sections:
            for entry in section.entries:
                if entry.field not in forms.fields:
                    table.error(f"{name}, {section.key}: “{entry.field}” is no field.")
