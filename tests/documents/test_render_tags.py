from __future__ import annotations

import io
import re
from typing import Any

import paper_samples as samples
import pytest
from pdf_reading import Tag, tags
from pypdf import PdfReader

from desktop.documents.render import render
from desktop.domain.paper import Missing, Paper, Row, Rows

_OPENING = re.compile(r"/(\w+) <</MCID (\d+)>> BDC|/Artifact BMC|\bEMC\b")


def draw(paper: Paper, *languages: str) -> bytes:
    return render(paper, languages, samples.LAW, draft=True).pdf


def walk(tag: Tag) -> list[Tag]:
    return [tag, *(inner for kid in tag.kids for inner in walk(kid))]


def test_a_paper_is_a_document_of_headings_paragraphs_lists_and_tables() -> None:
    tree = tags(draw(samples.checklist(), "de"))
    assert tree.role == "Document"
    assert [kid.role for kid in tree.kids] == ["H1", "P", "L", "H2", "Table", "P", "P"]


def test_table_headers_have_a_scope() -> None:
    tree = tags(draw(samples.checklist(), "de"))
    head, *body = tree.all("TR")
    assert [(cell.role, cell.scope) for cell in head.kids] == [("TH", "Column")] * 4
    assert all([cell.role for cell in row.kids] == ["TD"] * 4 for row in body)


def test_labels_are_headers_of_their_rows() -> None:
    tree = tags(draw(samples.data_sheet(1), "zh_Hans"))
    for row in tree.all("TR"):
        assert [(cell.role, cell.scope) for cell in row.kids] == [("TH", "Row"), ("TD", "")]


def test_a_missing_value_is_an_empty_cell() -> None:
    row = Row(samples.words("certificate"), Missing("ca.cert_no"))
    tree = tags(draw(samples.paper(Rows((row,))), "de"))
    (cell,) = tree.all("TD")
    assert cell.contents == []


def test_boxes_are_labels_that_say_their_state() -> None:
    tree = tags(draw(samples.checklist(), "de"))
    items = list(tree.all("LI"))
    assert [[kid.role for kid in item.kids] for item in items] == [["Lbl", "LBody"]] * 2
    assert [item.kids[0].alternative for item in items] == ["angekreuzt", "nicht angekreuzt"]


def test_the_second_language_carries_its_own_mark() -> None:
    tree = tags(draw(samples.statement(), "zh_Hans", "de"))
    assert [(kid.role, kid.language) for kid in tree.kids[:4]] == [
        ("H1", ""),
        ("H1", "de"),
        ("P", ""),
        ("P", "de"),
    ]
    assert [table.language for table in tree.all("Table")] == ["", "de"]
    assert {span.language for span in tree.all("Span")} == {"de"}


def test_a_reading_copy_is_a_section_in_its_language() -> None:
    tree = tags(draw(samples.letter(), "de", "zh_Hans"))
    (copy,) = tree.all("Sect")
    assert copy.language == "zh-Hans"
    assert {page for tag in walk(copy) for page, _ in tag.contents} == {1}


@pytest.mark.parametrize("languages", [("de",), ("zh_Hans", "ko")])
@pytest.mark.parametrize("name", ["statement", "letter", "checklist", "data_sheet", "annexed", "card"])
def test_tree_and_pages_point_at_each_other(name: str, languages: tuple[str, ...]) -> None:
    pdf = draw(getattr(samples, name)(), *languages)
    reader = PdfReader(io.BytesIO(pdf))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    numbers = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    roles = {place: tag.role for tag in walk(tags(pdf)) for place in tag.contents}
    pages: Any = reader.pages
    for index, page in enumerate(pages):
        assert page["/Tabs"] == "/S"
        assert page["/StructParents"] == index
        parents = [str(parent.get_object()["/S"]) for parent in numbers[2 * index + 1].get_object()]
        drawn = _marked(page.get_contents().get_data().decode("latin-1"))
        assert drawn == [(role.removeprefix("/"), number) for number, role in enumerate(parents)]
        assert drawn == [(role, number) for (at, number), role in sorted(roles.items()) if at == index]


def _marked(content: str) -> list[tuple[str, int]]:
    """Role and number of each marked content; fails where one is nested or text stands outside."""
    opened = False
    found = []
    end = 0
    for match in _OPENING.finditer(content):
        if match.group() == "EMC":
            assert opened
            opened, end = False, match.end()
            continue
        assert not opened, "marked content is not nested"
        assert "Tj" not in content[end : match.start()], "no text outside marked content"
        opened = True
        if match.group(1):
            found.append((match.group(1), int(match.group(2))))
    assert not opened
    return found


def test_footer_watermark_and_repeated_header_are_artifacts() -> None:
    tree = tags(draw(samples.checklist(70), "de"))
    heads = [row for row in tree.all("TR") if row.kids[0].role == "TH"]
    assert len(heads) == 1
    assert {page for cell in heads[0].kids for page, _ in cell.contents} == {0}


def test_a_cell_that_goes_on_over_a_page_stays_one_element() -> None:
    row = Row(samples.words("unit"), "王" * 3000)
    tree = tags(draw(samples.paper(Rows((row,))), "zh_Hans"))
    (cell,) = tree.all("TD")
    assert len({page for page, _ in cell.contents}) > 1
