"""Small files inside a PDF, listed so that any reader shows them (ISO 32000-1, 7.11.4 and 7.7.4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desktop.documents.structure import register
from desktop.domain.paper import Attached


def attach_files(document: Any, files: Sequence[Attached]) -> None:
    """Put ``files`` (JSON) into a reportlab document; ISO 32000-2's ``AF`` says that they are its data.

    They lie there uncompressed: who opens the file with a text editor can read them.
    """
    if not files:
        return
    specs = [(file.name, _specification(document, file)) for file in sorted(files, key=lambda f: f.name)]
    names = " ".join(f"({name}) {number} 0 R" for name, number in specs)
    catalog = document.Catalog
    catalog.Names, _ = register(document, lambda: f"<</EmbeddedFiles <</Names [{names}]>>>>".encode("ascii"))
    listed = " ".join(f"{number} 0 R" for _, number in specs)
    catalog.AF, _ = register(document, lambda: f"[{listed}]".encode("ascii"))
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "AF"]


def _specification(document: Any, file: Attached) -> int:
    """The number of the file specification of ``file``."""
    head = f"<</Type /EmbeddedFile /Subtype /application#2Fjson /Length {len(file.data)}"
    stream = f"{head} /Params <</Size {len(file.data)}>>>>\nstream\n".encode("ascii")
    _, number = register(document, lambda: stream + file.data + b"\nendstream")
    name = f"({file.name})"
    text = f"<</Type /Filespec /F {name} /UF {name} /AFRelationship /Data /EF <</F {number} 0 R>>>>"
    _, spec = register(document, lambda: text.encode("ascii"))
    return spec
