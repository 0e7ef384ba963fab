"""What a file says about itself: title, language, day, and that readers should show the title."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from desktop.documents.fonts import LATIN, load
from desktop.documents.styles import PAGE_HEIGHT, PAGE_WIDTH

if TYPE_CHECKING:
    import datetime as dt

_PROGRAM: Final = "Waipai"
_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format> <dc:title><rdf:Alt><rdf:li
xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{program}</xmp:CreatorTool>
<xmp:CreateDate>{day}</xmp:CreateDate><xmp:ModifyDate>{day}</xmp:ModifyDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def new_canvas(title: str, subject: str, language: str, day: dt.date) -> Any:
    """An empty A4 canvas of reportlab: compressed, reproducible, with no font that is not embedded.

    ``language`` is a tag of BCP 47. ``day`` stands for the time of making, so that equal papers are equal
    files.
    """
    load()
    canvas = Canvas(
        io.BytesIO(),
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 7),
        initialFontName=LATIN,
        lang=language,
    )
    canvas.setTitle(title)
    canvas.setSubject(subject)
    canvas.setAuthor("")
    canvas.setCreator(_PROGRAM)
    canvas.setDateFormatter(lambda *_: f"D:{day:%Y%m%d}000000Z")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    xmp = _XMP.format(title=escape(title), language=language, program=_PROGRAM, day=day.isoformat())
    canvas._doc.Catalog.Metadata = pdfdoc.XMP(creator=lambda _: xmp.encode("utf-8"))
    return canvas


def finished(canvas: Any) -> bytes:
    """The bytes of the file; its identifier is made of what stands on its pages."""
    for page in canvas._doc.Pages.pages:
        canvas._doc.updateSignature(page.stream)
    data: bytes = canvas.getpdfdata()
    return data
