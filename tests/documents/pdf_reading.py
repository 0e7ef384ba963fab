"""Reading finished files back with other people's programs."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject


def poppler_text(pdf: bytes, *options: str) -> str:
    """The text as poppler extracts it."""
    done = subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def pypdf_text(pdf: bytes) -> str:
    """The text as pypdf extracts it."""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def without_spaces(text: str) -> str:
    """Extraction breaks lines where the page does; this undoes it."""
    return "".join(text.split())


@dataclass
class Tag:
    """An element of the structure tree as it is in the file."""

    role: str
    language: str = ""
    scope: str = ""
    alternative: str = ""
    contents: list[tuple[int, int]] = field(default_factory=list)
    """Page (from 0) and number of each marked content."""
    kids: list[Tag] = field(default_factory=list)

    def all(self, role: str) -> Iterator[Tag]:
        """Elements of a role, at any depth."""
        if self.role == role:
            yield self
        for kid in self.kids:
            yield from kid.all(role)


def tags(pdf: bytes) -> Tag:
    """The structure tree."""
    reader = PdfReader(io.BytesIO(pdf))
    leaves: Any = reader.pages
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(leaves)}
    catalogue: Any = reader.trailer["/Root"]
    (root,) = catalogue["/StructTreeRoot"]["/K"]
    return _tag(root.get_object(), pages)


def _tag(element: DictionaryObject, pages: dict[int, int]) -> Tag:
    attributes: Any = element.get("/A", {})
    tag = Tag(
        str(element["/S"]).removeprefix("/"),
        str(element.get("/Lang", "")),
        str(attributes.get("/Scope", "")).removeprefix("/"),
        str(element.get("/Alt", "")),
    )
    kids: Any = element["/K"]
    for kid in kids:
        inner = kid.get_object()
        if inner.get("/Type") == "/MCR":
            tag.contents.append((pages[inner.raw_get("/Pg").idnum], int(inner["/MCID"])))
        else:
            tag.kids.append(_tag(inner, pages))
    return tag
