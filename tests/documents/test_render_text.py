from __future__ import annotations

import datetime as dt
import hashlib
import io
import pickle
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import paper_samples as samples
import pytest
from pdf_reading import poppler_text, pypdf_text, without_spaces
from pypdf import PdfReader

from desktop.documents.render import render
from desktop.documents.voice import UnprintableText
from desktop.domain.paper import (
    Card,
    Heading,
    Letterhead,
    Missing,
    Paper,
    Paragraph,
    Row,
    Rows,
    Signature,
    Signatures,
    Table,
    Value,
)

NAMES = ("王㛃", "龚䶮", "𬭎", "欧阳堃", "뷁", "Größmann", "Łukasz", "ẞ")
BOTH = [("zh_Hans", "de"), ("zh_Hans", "ko"), ("zh_Hans", "en")]
ALL_PAPERS = {
    "statement": samples.statement(),
    "letter": samples.letter(),
    "checklist": samples.checklist(),
    "data sheet": samples.data_sheet(),
    "annex": samples.annexed(),
    "card": samples.card(),
}


def draw(paper: Paper, *languages: str, draft: bool = False) -> bytes:
    return render(paper, languages, samples.LAW, draft=draft).pdf


def one_row(value: Value, field: str | None = "person.name_zh") -> Paper:
    return samples.paper(
        Heading(samples.words("statement"), 1), Rows((Row(samples.words("name"), value, field),))
    )


@pytest.mark.parametrize("language", samples.LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_rare_names_print_and_extract(name: str, language: str) -> None:
    pdf = draw(one_row(name), language)
    assert name in poppler_text(pdf)
    assert name in pypdf_text(pdf)


@pytest.mark.parametrize("languages", [*((code,) for code in samples.LANGUAGES), *BOTH])
@pytest.mark.parametrize("paper", ALL_PAPERS.values(), ids=ALL_PAPERS)
def test_every_paper_is_sound_in_every_language(
    paper: Paper, languages: tuple[str, ...], tmp_path: Path
) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(draw(paper, *languages))
    checked = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    listed = subprocess.run(["pdffonts", str(file)], capture_output=True, text=True, check=True).stdout
    fonts = listed.splitlines()[2:]
    assert fonts
    assert all("NotoSans" in line for line in fonts), "no Helvetica"
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in fonts), (
        "embedded, subset, with a text map"
    )


def test_emoji_stop_the_paper_and_name_field_and_place() -> None:
    with pytest.raises(UnprintableText) as caught:
        draw(one_row("王😀"), "de")
    assert caught.value.field == "person.name_zh"
    assert caught.value.params == {"character": "😀", "code": "U+1F600", "label": "Name, Vorname"}


def test_an_unprintable_character_in_a_sentence_names_its_parameter() -> None:
    with pytest.raises(UnprintableText) as caught:
        draw(samples.paper(Paragraph(samples.words("letter.subject", person="Li 🐉"))), "zh_Hans")
    assert caught.value.field == "person"
    assert caught.value.params["label"] == "Li 🐉"


def test_the_error_survives_the_way_from_another_process() -> None:
    error = UnprintableText("😀", "Name", "person.name_zh")
    again = pickle.loads(pickle.dumps(error))
    assert (again.field, again.params) == (error.field, error.params)


def test_a_private_use_character_is_no_blank() -> None:
    with pytest.raises(UnprintableText):
        draw(one_row("\U0010f000"), "de")


@pytest.mark.parametrize("languages", [("de",), ("zh_Hans", "ko")])
@pytest.mark.parametrize("character", ["x", "王", "뷁"])
def test_a_name_of_10000_characters_keeps_them_all(character: str, languages: tuple[str, ...]) -> None:
    body = Rows((Row(samples.words("unit"), character * 10_000),))
    paper = samples.paper(Heading(samples.words("statement"), 1), body, bilingual=len(languages) == 2)
    rendered = render(paper, languages, samples.LAW)
    assert rendered.pages > 3
    text = poppler_text(rendered.pdf)
    furniture = poppler_text(draw(one_row(""), *languages)).count(character)
    assert text.count(character) >= 10_000 * len(languages)
    assert furniture < 50


@pytest.mark.parametrize("language", samples.LANGUAGES)
def test_long_names_flow_in_letters_tables_and_cards(language: str) -> None:
    name = "王" * 3000
    table = Table((samples.words("head.what"), samples.words("head.who")), ((name, name),))
    face = Card((Rows((Row(samples.words("name"), name),)),))
    for paper, times in ((samples.paper(table), 2), (samples.paper(face), 1)):
        assert poppler_text(draw(paper, language)).count("王") == 3000 * times


def test_equal_papers_are_equal_files() -> None:
    first, second = draw(samples.statement(), "zh_Hans", "de"), draw(samples.statement(), "zh_Hans", "de")
    assert first == second


def test_a_fresh_process_makes_the_same_bytes(tmp_path: Path) -> None:
    paper = samples.paper(Heading(samples.words("statement"), 1))
    script = (
        "import sys, hashlib, pathlib; sys.path.insert(0, sys.argv[1]); import paper_samples as s\n"
        "from desktop.documents import voice; from desktop.languages.language import Language\n"
        "from desktop.documents.render import render\n"
        "folder = pathlib.Path(sys.argv[2]); s.write_catalogues(folder)\n"
        "voice._language = lambda code: Language(code, folder, folder / 'cache')\n"
        "pdf = render(s.letter(), ('de', 'zh_Hans'), s.LAW, draft=True).pdf\n"
        "print(hashlib.sha256(pdf).hexdigest())\n"
    )
    here = str(Path(__file__).parent)
    done = subprocess.run(
        [sys.executable, "-c", script, here, str(tmp_path)], capture_output=True, text=True, check=True
    )
    draw(paper, "ko")
    ours = hashlib.sha256(draw(samples.letter(), "de", "zh_Hans", draft=True)).hexdigest()
    assert done.stdout.strip() == ours


def test_different_papers_have_different_identifiers() -> None:
    trailers: list[Any] = [PdfReader(io.BytesIO(draw(one_row(name), "de"))).trailer for name in ("A", "B")]
    assert trailers[0]["/ID"][0] != trailers[1]["/ID"][0]


@pytest.mark.parametrize(
    ("language", "tag"), [("zh_Hans", "zh-Hans"), ("de", "de"), ("ko", "ko"), ("en", "en-GB")]
)
def test_title_language_and_day_are_set(language: str, tag: str) -> None:
    reader = PdfReader(io.BytesIO(draw(samples.statement(), language)))
    title = samples.TEXTS["statement"][samples.LANGUAGES.index(language)]
    root: Any = reader.trailer["/Root"]
    assert reader.metadata is not None
    assert reader.metadata.title == title
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date() == dt.date(2026, 11, 21)
    assert root["/Lang"] == tag
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] is True or str(
        root["/ViewerPreferences"]["/DisplayDocTitle"]
    ) in ("true", "True")
    xmp = root["/Metadata"].get_data().decode("utf-8")
    assert title in xmp
    assert f"<rdf:li>{tag}</rdf:li>" in xmp


@pytest.mark.parametrize("language", samples.LANGUAGES)
def test_every_page_says_what_it_is(language: str) -> None:
    rendered = render(samples.checklist(70), (language,), samples.LAW)
    honest = {
        "de": "Arbeitshilfe, kein amtlicher Vordruck",
        "zh_Hans": "本文件为辅助材料，不是官方表格",
        "ko": "참고용 문서이며 공식 서식이 아닙니다",
        "en": "Working aid, not an official form",
    }[language]
    pages = poppler_text(rendered.pdf).split("\f")[:-1]
    assert len(pages) == rendered.pages > 1
    for number, page in enumerate(pages, 1):
        text = without_spaces(page)
        assert without_spaces(honest) in text
        assert "0123456789ab" in text
        assert "APP-10" in text
        assert {"de": f"Seite{number}von{len(pages)}", "zh_Hans": f"第{number}页，共{len(pages)}页"}.get(
            language, str(number)
        ) in text


def test_the_header_row_is_repeated_on_each_page() -> None:
    pages = poppler_text(draw(samples.checklist(90), "de")).split("\f")[:-1]
    assert len(pages) > 2
    assert all("Wer sie stellt" in page for page in pages)


def test_two_languages_stand_side_by_side() -> None:
    text = poppler_text(draw(samples.statement(), "zh_Hans", "de"), "-layout")
    (line,) = (line for line in text.splitlines() if "Geburtsdatum" in line)
    assert (
        line.index("出生日期")
        < line.index("1990年5月14日")
        < line.index("Geburtsdatum")
        < line.index("14.05.1990")
    )


def test_the_second_language_of_a_letter_is_a_reading_copy_behind() -> None:
    german, chinese = poppler_text(draw(samples.letter(), "de", "zh_Hans")).split("\f")[:2]
    assert "Sehr geehrte Damen und Herren" in german
    assert "尊敬的工作人员" not in german
    assert "阅读用译文" in chinese
    assert "尊敬的工作人员" in chinese


@pytest.mark.parametrize(
    ("language", "word"), [("de", "ENTWURF"), ("zh_Hans", "草稿"), ("ko", "초안"), ("en", "DRAFT")]
)
def test_a_draft_says_so_on_every_page(language: str, word: str) -> None:
    pages = (
        pypdf_text(draw(samples.checklist(70), language, draft=True)),
        draw(samples.checklist(70), language),
    )
    assert pages[0].count(word) >= 3
    assert word not in pypdf_text(pages[1])


def test_missing_values_are_lines_to_write_on_and_are_reported() -> None:
    rendered = render(samples.letter(Missing("ca.cert_no")), ("de", "zh_Hans"), samples.LAW)
    assert [(problem.field, problem.page) for problem in rendered.problems] == [
        ("ca.cert_no", 1),
        ("ca.cert_no", 2),
    ]
    assert "bitte von Hand ergänzen" in poppler_text(rendered.pdf)
    whole = render(samples.letter(), ("de",), samples.LAW)
    assert whole.problems == ()
    assert "bitte von Hand ergänzen" not in poppler_text(whole.pdf)


def test_the_label_of_a_missing_value_stays() -> None:
    rendered = render(one_row(Missing("ca.cert_no"), None), ("ko",), samples.LAW)
    assert [problem.field for problem in rendered.problems] == ["ca.cert_no"]
    assert "성명" in poppler_text(rendered.pdf)


def test_a_missing_sender_is_a_line_with_its_caption() -> None:
    head = Letterhead(
        (Missing("unit.name_zh"),), (Missing("host.health_insurer"),), "x", samples.words("statement")
    )
    for language, caption in (("de", "Absender: Name und Anschrift"), ("zh_Hans", "发函方：名称和地址")):
        rendered = render(samples.paper(head), (language,), samples.LAW)
        assert caption in poppler_text(rendered.pdf)
        assert [problem.field for problem in rendered.problems] == ["unit.name_zh", "host.health_insurer"]


def test_missing_values_have_no_say_in_the_title() -> None:
    letter = samples.letter()
    paper = Paper(
        "APP-04",
        samples.words("letter.subject", person=Missing("person.name_zh")),
        letter.blocks,
        (),
        letter.law_edition,
        letter.decided_on,
    )
    metadata = PdfReader(io.BytesIO(draw(paper, "de"))).metadata
    assert metadata is not None
    assert (
        metadata.title
        == "Beschäftigung von – Vorlage der Bescheinigung nach dem deutsch-chinesischen Abkommen"
    )


def test_chinese_letters_indent_their_paragraphs() -> None:
    text = poppler_text(draw(samples.letter(), "zh_Hans"), "-layout")
    lines = {line.strip()[:4]: len(line) - len(line.lstrip()) for line in text.splitlines() if line.strip()}
    assert lines["随函附上"] > lines["尊敬的工"]
    assert lines["此致"] > lines["敬礼！"]


@pytest.mark.parametrize("paragraphs", range(20, 60, 3))
def test_a_signature_never_stands_alone_on_a_page(paragraphs: int) -> None:
    lines = [Paragraph(samples.words("letter.close")) for _ in range(paragraphs)]
    places = Signatures((Signature(samples.words("sign.person")),))
    paper = samples.paper(Heading(samples.words("statement"), 1), *lines, places)
    *_, last = poppler_text(draw(paper, "de")).split("\f")[:-1]
    assert "Mit freundlichen Grüßen" in last
    assert "Datum, Unterschrift" in last


def test_a_card_in_two_languages_has_one_face_each() -> None:
    text = poppler_text(draw(samples.card(), "de", "zh_Hans"), "-layout")
    german, chinese = (
        next(line.index(label) for line in text.splitlines() if label in line)
        for label in ("Nummer des", "护照号码")
    )
    assert german < 30 < chinese
    assert text.count("EA1234567") == 2


def test_a_crowded_card_is_set_finer_before_it_takes_a_second_one() -> None:
    crowded = samples.paper(Card((Rows((*samples.rows(), *list(samples.rows())[:3])),)), bilingual=True)
    rendered = render(crowded, ("de", "zh_Hans"), samples.LAW)
    assert rendered.pages == 1
    assert poppler_text(rendered.pdf).count("EA1234567") == 4


@pytest.mark.parametrize("languages", [(), ("de", "de"), ("zh_Hans", "de", "ko"), ("fr",)])
def test_other_languages_are_refused(languages: tuple[str, ...]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the message differs by reason
        render(samples.statement(), languages, samples.LAW)


@pytest.mark.parametrize("paragraphs", range(16, 60, 3))
@pytest.mark.parametrize("languages", [("de",), ("de", "zh_Hans")])
def test_a_closing_takes_the_last_paragraph_along(paragraphs: int, languages: tuple[str, ...]) -> None:
    closing = Paragraph(samples.words("letter.close"))
    blocks = [*[closing] * paragraphs, Paragraph(samples.words("card.body")), closing]
    places = Signatures((Signature(samples.words("sign.person")),))
    paper = samples.paper(
        Heading(samples.words("statement"), 1), *blocks, places, bilingual=len(languages) > 1
    )
    *_, last = poppler_text(draw(paper, *languages)).split("\f")[:-1]
    assert "bleibtinChinaversichert" in without_spaces(last)
    assert "Datum, Unterschrift" in last


@pytest.mark.parametrize("crowded", [False, True])
def test_words_on_a_card_stay_clear_of_a_line_to_write_on(crowded: bool) -> None:
    text = samples.words("card.person", person=Missing("person.name_zh"))
    face = (Paragraph(text), *([Rows(tuple(samples.rows()))] if crowded else []))
    found = draw(samples.paper(Card(face), id="APP-13", title="card", bilingual=True), "de", "zh_Hans")
    first, second, third = _lines_from(found, "arbeitet")[:3]
    assert second - first > third - second + 1


def _lines_from(pdf: bytes, word: str) -> list[float]:
    """How far down the lines of the left half begin, from that of ``word`` on."""
    found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)".*>(.*)</word>', poppler_text(pdf, "-bbox"))
    tops = {round(float(y), 1) for x, y, _ in found if float(x) < 250}
    return sorted(top for top in tops if top >= next(float(y) for _, y, text in found if text == word) - 0.1)
