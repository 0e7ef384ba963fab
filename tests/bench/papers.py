"""What papers cost, beside other engines drawing the same page. Rows for ``./run bench``; no test reads them.

Each peer draws what one of our pages shows: a title, headings and labelled values in Chinese, German and
Korean, or a table. Where a peer is not installed its row says so.
"""

from __future__ import annotations

import datetime as dt
import importlib
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from desktop.documents.batch import Job, render_many
from desktop.documents.render import render
from desktop.domain.agreement import Law
from desktop.domain.paper import Block, Heading, Paper, Row, Rows, Table, Words
from desktop.paths import resources_folder

LAW = Law("2026-11-21+0123456789ab", (), {})
LANGUAGE = "zh_Hans"
SECTIONS = 4
FIELDS = 5
TABLE_ROWS = 30
SET = 500
ROUNDS = 3
VALUES = (
    "王㛃 WANG Jie",
    "Größmannstraße 12a, 40474 Düsseldorf",
    "서울특별시 종로구 세종대로 175",
    "厦门远海通信技术有限公司",
)


@dataclass(frozen=True, slots=True)
class Measured:
    """One row of the bench: seconds for a unit of work, and the peer's time in relation to ours.

    ``ratio`` is ours divided by the peer's (smaller is faster), for the set of papers one core divided by
    two; ``None`` where the peer did not run, and ``peer_version`` then says why.
    """

    name: str
    seconds: float
    peer: str
    ratio: float | None
    peer_version: str


def rows() -> Iterable[Measured]:
    """All rows, one after the other."""
    yield one_page()
    yield from table()
    yield two_cores()


def one_page() -> Measured:
    """A tagged page of labelled values against typst, which tags too, with its compiler reused."""
    name = "one-page tagged paper"
    try:
        typst = importlib.import_module("typst")
    except ImportError:
        return Measured(name, _median(_draw_form), "typst", None, "not installed")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.typ"
        source.write_text(_typst_source(0), encoding="utf-8")
        compiler = typst.Compiler(
            str(source), font_paths=[str(resources_folder() / "fonts")], ignore_system_fonts=True
        )

        def peer(number: int) -> None:
            source.write_text(_typst_source(number), encoding="utf-8")
            compiler.compile()

        ours, theirs = _in_turn(_draw_form, peer)
    return Measured(name, ours, "typst", ours / theirs, _version(typst, "typst"))


def table() -> Iterable[Measured]:
    """A page with a table against fpdf2 and WeasyPrint."""
    ours = _median(_draw_table)
    for peer, package, draw in (
        ("fpdf2", "fpdf", _fpdf_table),
        ("WeasyPrint", "weasyprint", _weasyprint_table),
    ):
        name = f"page with a table of {TABLE_ROWS} rows"
        try:
            module = importlib.import_module(package)
        except (ImportError, OSError) as error:
            yield Measured(name, ours, peer, None, f"not usable here: {error}".splitlines()[0][:80])
            continue
        theirs = _median(lambda number, module=module, draw=draw: draw(module, number), times=3)  # type: ignore[misc]
        yield Measured(name, ours, peer, ours / theirs, _version(module, peer))


def two_cores() -> Measured:
    """A set of papers in one process against two."""
    jobs = [Job(_form(number), (LANGUAGE,)) for number in range(SET)]

    def draw(processes: int) -> None:
        for _ in render_many(jobs, LAW, processes):
            pass

    rounds = [(_once(draw, 1), _once(draw, 2)) for _ in range(ROUNDS)]
    one, two = (min(times) for times in zip(*rounds, strict=True))
    return Measured(f"{SET} papers, two cores", two / SET, "one core", one / two, "this program")


def _form(number: int) -> Paper:
    blocks: list[Block] = [Heading(Words("documents.draft"), 1)]
    for section in range(SECTIONS):
        blocks.append(Heading(Words("documents.letter.subject")))
        blocks.append(
            Rows(tuple(Row(Words("documents.seal"), f"{_value(section, i)} {number}") for i in range(FIELDS)))
        )
    return _paper(blocks)


def _table(number: int) -> Paper:
    head = (Words("documents.seal"),) * 4
    body = tuple(tuple(f"{value} {number}" for value in VALUES) for _ in range(TABLE_ROWS))
    return _paper([Heading(Words("documents.draft"), 1), Table(head, body)])


def _paper(blocks: list[Block]) -> Paper:
    return Paper("BENCH", Words("documents.draft"), tuple(blocks), (), LAW.edition, dt.date(2026, 11, 21))


def _value(section: int, number: int) -> str:
    return VALUES[(section + number) % len(VALUES)]


def _draw_form(number: int) -> None:
    render(_form(number), (LANGUAGE,), LAW)


def _draw_table(number: int) -> None:
    render(_table(number), (LANGUAGE,), LAW)


def _typst_source(number: int) -> str:
    """The page of ``_form`` in typst: same texts, sizes, margins and foot, a rule under each row."""
    sections = "".join(
        "== 主题\n"
        "#table(columns: (33%, 67%), stroke: (bottom: 0.5pt + gray), "
        + ", ".join(f"[盖章处], [{_value(section, i)} {number}]" for i in range(FIELDS))
        + ")\n"
        for section in range(SECTIONS)
    )
    foot = "本文件为辅助材料，不是官方表格 #h(1fr) 第1页，共1页 #linebreak() BENCH · 法律版本：2026年11月21日"
    return (
        '#set document(title: "草稿")\n'
        '#set page(paper: "a4", margin: (left: 25mm, right: 20mm, y: 20mm), '
        f"footer: text(size: 7pt)[{foot}])\n"
        '#set text(font: ("Noto Sans SC", "Noto Sans KR", "Noto Sans"), size: 10pt, lang: "zh")\n'
        f"= 草稿\n{sections}"
    )


def _fpdf_table(fpdf: ModuleType, number: int) -> None:
    pdf = fpdf.FPDF(format="A4")
    names = ("NotoSansSC", "NotoSansKR", "NotoSans")
    for name in names:
        pdf.add_font(name, fname=resources_folder() / "fonts" / f"{name}-Regular.ttf")
    pdf.set_fallback_fonts(list(names[1:]))
    pdf.add_page()
    pdf.set_font(names[0], size=9)
    with pdf.table(first_row_as_headings=False) as made:
        for line in _lines(number):
            made.row(line)
    pdf.output()


def _weasyprint_table(weasyprint: ModuleType, number: int) -> None:
    folder = resources_folder() / "fonts"
    faces = "".join(
        f"@font-face {{font-family: {name}; src: url({(folder / f'{name}-Regular.ttf').as_uri()})}}"
        for name in ("NotoSansSC", "NotoSansKR", "NotoSans")
    )
    style = f"{faces} @page {{size: A4; margin: 20mm}} body {{font: 9pt NotoSansSC, NotoSansKR, NotoSans}}"
    cells = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in _lines(number)
    )
    page = f"<html lang=zh><title>草稿</title><style>{style}</style><h1>草稿</h1><table>{cells}</table>"
    weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")


def _lines(number: int) -> list[list[str]]:
    return [["盖章处"] * 4, *([f"{value} {number}" for value in VALUES] for _ in range(TABLE_ROWS))]


def _median(draw: Callable[[int], None], times: int = 15) -> float:
    draw(0)
    return statistics.median(_once(draw, number) for number in range(1, times + 1))


def _in_turn(
    ours: Callable[[int], None], theirs: Callable[[int], None], times: int = 25
) -> tuple[float, float]:
    """Medians of both, measured in turn so that other work on the machine hits both alike."""
    for draw in (ours, theirs):
        draw(0)
    pairs = [(_once(ours, number), _once(theirs, number)) for number in range(1, times + 1)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def _once(draw: Callable[[int], None], number: int) -> float:
    start = time.perf_counter()
    draw(number)
    return time.perf_counter() - start


def _version(module: ModuleType, package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package.lower())
    except PackageNotFoundError:
        return str(getattr(module, "__version__", "unknown"))
