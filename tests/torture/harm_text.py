"""Changes to JSON, to tables as text and to XML, by somebody who knows how these are read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from random import Random
from typing import Any, Final

_DEEP: Final = 100_000
_LONG: Final = 200_000
NASTY_TEXTS: Final = (
    "", " ", "\x00", "a\x00b", "\ud800", "\udfff\ud800", "\u202egpj.exe", "\u2066x\u2069", "\ufeff", "\uffff",
    "=1+1", "=HYPERLINK(\"file:///etc/passwd\")", "@SUM(1)", "+1", "-1", "\t=1", "../../x", "C:\\x", "/etc/passwd",
    "%s%n{0}{home.__class__}", "\x1b[2J", "' OR 1=1 --", "<b>x</b>", "𠮷" * 50, "ä" * 10_000, "x" * _LONG,
    "9999-12-31", "0000-00-00", "2026-02-30", "NaN", "1e999", "\r\n\r\n", "e\u0301" * 1_000, "ﷺ" * 1_000,
)  # fmt: skip
_RAW: Final = (
    "NaN", "Infinity", "-Infinity", "1e999", "-1e-999", "9" * 5_000, "1" + "0" * 400, "-0", "1.7976931348623159e308",
    "[" * _DEEP, "[" * _DEEP + "]" * _DEEP, '{"a":' * _DEEP + "1" + "}" * _DEEP, "null", "true", "[]", "{}", '""',
    '"\\ud800"', '"\\u0000"', '{"date":"2026-13-41"}', '{"date":{}}', "[[[[[[[[1]]]]]]]]", "0x10", "'x'", "// x", "",
    str(2**63), str(-(2**63) - 1), str(2**31), "18446744073709551616",
)  # fmt: skip
"""Put where a value stood, as it is."""
_MARK: Final = "\ue000place\ue000"


def _walk(value: Any, found: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Every place of a value: the thing that holds it, and its name or number."""
    places = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in list(places):
        found.append((value, name))
        _walk(inner, found)
    return found


def _parsed(data: bytes, random: Random) -> tuple[Any, Any, Any]:
    """The content, and a random place in it; raises ``ValueError`` for what is no JSON (any more)."""
    content = json.loads(data.decode())
    places = _walk(content, [])
    if not places:
        raise ValueError("nothing to change")
    return (content, *random.choice(places))


def _written(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=True).encode()


def json_value(data: bytes, random: Random) -> bytes:
    """Another value in the place of one, of any type and size, JSON or not."""
    content, holder, name = _parsed(data, random)
    holder[name] = _MARK
    return _written(content).replace(json.dumps(_MARK).encode(), random.choice(_RAW).encode(), 1)


def json_text(data: bytes, random: Random) -> bytes:
    """A text that turns round, breaks out, or is no text."""
    content, holder, name = _parsed(data, random)
    holder[name] = random.choice(NASTY_TEXTS)
    return _written(content)


def json_name(data: bytes, random: Random) -> bytes:
    """A name that nobody expects, in the place of one or beside it."""
    content, holder, name = _parsed(data, random)
    if not isinstance(holder, dict):
        raise LookupError("a list has no names")
    other = random.choice((*NASTY_TEXTS, "__class__", "__proto__", "id", str(name).upper()))
    holder[other] = holder[name] if random.random() < 0.5 else holder.pop(name)
    return _written(content)


def json_twice(data: bytes, random: Random) -> bytes:
    """A name that stands twice in one object."""
    content, holder, name = _parsed(data, random)
    if not isinstance(holder, dict):
        raise LookupError("a list has no names")
    pair = f"{json.dumps(name)}: {json.dumps(holder.pop(name))}"
    holder[_MARK] = 0
    twice = f"{pair}, {json.dumps(name)}: 1".encode()
    return _written(content).replace(f"{json.dumps(_MARK)}: 0".encode(), twice, 1)


def json_swapped(data: bytes, random: Random) -> bytes:
    """Two values change places, whatever their types."""
    content, holder, name = _parsed(data, random)
    other, other_name = random.choice(_walk(content, []))
    mine, theirs = json.dumps(holder[name]), json.dumps(other[other_name])
    holder[name], other[other_name] = json.loads(theirs), json.loads(mine)
    return _written(content)


def json_many(data: bytes, random: Random) -> bytes:
    """One value many times."""
    content, holder, name = _parsed(data, random)
    holder[name] = [holder[name]] * random.choice((2, 1_000, 20_000))
    return _written(content)[:2_000_000]


def json_encoded(data: bytes, random: Random) -> bytes:
    """In another encoding, or with a mark."""
    text = data.decode()
    return text.encode(random.choice(("utf-16", "utf-32", "utf-8-sig", "utf-16-le", "utf-7")))


JSON: Final[Sequence[Callable[[bytes, Random], bytes]]] = (
    json_value, json_value, json_text, json_name, json_twice, json_swapped, json_many, json_encoded,
)  # fmt: skip


# -- tables as text


def _line(data: bytes, random: Random) -> tuple[list[bytes], int]:
    lines = data.split(b"\n")
    return lines, random.randrange(len(lines))


def csv_cell(data: bytes, random: Random) -> bytes:
    """A cell with something else in it."""
    lines, at = _line(data, random)
    cells = re.split(rb"([,;\t])", lines[at])
    text = random.choice(
        (*NASTY_TEXTS, "1e999", "9" * 5_000, "1.2.3,4", "－12", "٣٤", "NaN", "1/0", "99999-01")
    )
    cells[random.randrange(len(cells))] = text.encode("utf-8", "surrogatepass")
    lines[at] = b"".join(cells)
    return b"\n".join(lines)


def csv_quote(data: bytes, random: Random) -> bytes:
    """A quotation mark that nothing closes."""
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice((b'"', b',"', b'""""', b'"\n', b'"x"y"')) + data[at:]


def csv_wide(data: bytes, random: Random) -> bytes:
    """A line with a great many cells, or one cell without end."""
    lines, at = _line(data, random)
    lines[at] += random.choice(
        (b",1" * 100_000, b";" * 500_000, b"x" * 1_000_000, b'"' * 300_001, b"\t" * 999)
    )
    return b"\n".join(lines)


def csv_long(data: bytes, random: Random) -> bytes:
    """Lines without end."""
    return data + random.choice((b"\n" * 900_000, b"1,2\n" * 220_000, b"\r" * 500_000, b'"\n' * 250_000))


def csv_encoded(data: bytes, random: Random) -> bytes:
    """Several encodings in one file, zeros, marks in the middle."""
    at = random.randrange(len(data) + 1)
    pieces = (
        "陈晓梅".encode("gb18030"), "김하늘".encode("cp949"), "Öztürk".encode("cp1252"), b"\x00", b"\xef\xbb\xbf",
        b"\xff\xfe", "x".encode("utf-16"), b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80", b"\x1a",
    )  # fmt: skip
    recoded = (
        data.decode("utf-8", "replace").encode(code, "replace") for code in ("utf-16", "gb18030", "utf-32")
    )
    return random.choice((data[:at] + random.choice(pieces) + data[at:], *recoded))


CSV: Final[Sequence[Callable[[bytes, Random], bytes]]] = (
    csv_cell, csv_cell, csv_quote, csv_wide, csv_long, csv_encoded,
)  # fmt: skip


# -- XML

_LAUGHS: Final = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "ha">' for n in range(10)
)
_DOCTYPES: Final = (
    f"<!DOCTYPE x [{_LAUGHS}]>",
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/hostname">%p;]>',
    f'<!DOCTYPE x [<!ENTITY e "{"A" * 50_000}">]>',
)
_CELLS: Final = (
    "XFD1048576", "A1048577", "A0", "ZZZZZZZZ99999999999999", "A-1", "", "1A", "AAAAAAAAAAAAAAAAAAAAAAA1", "A200002",
)  # fmt: skip
_NUMBERS: Final = (
    "NaN", "INF", "1e999", "-1e308", "99999999999999999999999", "2958466", "-1", "1e15", "0.1" + "0" * 5_000, "1,5",
    "-999999999", "60", "5e-324", "",
)  # fmt: skip


def xml_entities(xml: bytes, random: Random) -> bytes:
    """A document type with entities, and a place that calls them."""
    text = re.sub(r"^<\?xml[^>]*\?>", "", xml.decode())
    inside = [match.end() for match in re.finditer(r"<(?:t|v|text:p)>", text)]
    at = random.choice(inside or [match.end() for match in re.finditer(">", text)])
    called = random.choice(("&l9;", "&e;", "&lt;", "&#x110000;", "&nothing;", "&e;" * 20_000))
    return f'<?xml version="1.0"?>{random.choice(_DOCTYPES)}{text[:at]}{called}{text[at:]}'.encode()


def xml_cell(xml: bytes, random: Random) -> bytes:
    """A cell at the end of the world, or the size of it."""
    name = random.choice((rb"\br", rb"\bref", rb"\bspans"))
    cell = random.choice((*_CELLS, "A1:XFD1048576", "1:16384")).encode()
    return _once(rb"(<[^<>]*" + name + rb'=")[^"]*(")', xml, cell, random)


def xml_number(xml: bytes, random: Random) -> bytes:
    """A value that is no number, no day, or too much of one."""
    number = random.choice(_NUMBERS).encode()
    if b"office:value" in xml:
        return _once(rb'(office:(?:date-)?value=")[^"]*(")', xml, number, random)
    return _once(rb"(<v>)[^<]*(</v>)", xml, number, random)


def xml_attribute(xml: bytes, random: Random) -> bytes:
    """An attribute with another value, or a very long one."""
    value = random.choice(
        ("", "-1", "0", "4294967296", "99999999999", "x" * 300_000, "e", "../../x", "&#0;", "<")
    )
    return _once(rb'(="?)[^"<>]*(")', xml, value.encode(), random)


def xml_repeated(xml: bytes, random: Random) -> bytes:
    """Rows, columns or spans by the million, as OpenDocument counts them."""
    names = (
        "number-columns-repeated",
        "number-rows-repeated",
        "number-columns-spanned",
        "number-rows-spanned",
    )
    number = random.choice((2, 300, 16_384, 1_048_576, 2**31, 10**18, -1)) if random.random() < 0.9 else "x"
    added = f' table:{random.choice(names)}="{number}"'.encode()
    places = [match.end() for match in re.finditer(rb"<table:table-(?:cell|row)", xml)]
    at = random.choice(places)
    return xml[:at] + added + xml[at:]


def xml_flood(xml: bytes, random: Random) -> bytes:
    """A hundred thousand times what a search begins with, and never what it ends with."""
    places = [match.start() for match in re.finditer(b"<", xml)]
    at = random.choice(places)
    flood = random.choice(
        (
            b' t="e"', b' r="XFD1"', b"<c ", b"<f", b" ", b'<c r="A1"><f>1</f>', b"<v> ", b"<c/>", b"<row/>", b"</row>",
            b'<c r="A1" t="e">', b'"', b"&amp;", b"<x:", b'<text:s text:c="99999999999"/>', b"<!--", b"<![CDATA[",
        )
    )  # fmt: skip
    end = random.choice((b"", b">", b"/>", b"</c>"))
    return xml[:at] + random.choice((b"", b"<c", b"<c ")) + flood * (1_000_000 // len(flood)) + end + xml[at:]


def xml_uncounted(xml: bytes, random: Random) -> bytes:
    """Cells and rows that do not say where they stand, or say it in ways no program writes."""
    wide = b"<c><v>1</v></c>" * random.choice((10, 200, 20_000))
    place = random.choice((b"xfd1048576", b"a1048576", b"AAAA9", b"FXSHRXX1", b"A4294967297", b"A01", b"B2"))
    row = random.choice(
        (b"<row>", b'<row r="1048576">', b'<row spans="1:9" r="1048576">', b"<row/>" * 1_100_000)
    )
    cell = random.choice((b"<c", b'<c s="1"', b"<x:c", b'<a-b:c x=">"')) + b' r="' + place + b'"><v>1</v></c>'
    rows = b"<row>" + wide + b"</row>" + row + random.choice((cell, wide, b"<c><v>1</v></c>")) + b"</row>"
    return xml.replace(b"</sheetData>", rows + b"</sheetData>", 1)


def xml_nested(xml: bytes, random: Random) -> bytes:
    """Elements inside each other, closed or not."""
    places = [match.start() for match in re.finditer(b"<", xml)]
    at, deep = random.choice(places), random.choice((100, 100_000))
    return xml[:at] + b"<x>" * deep + b"</x>" * random.choice((0, deep)) + xml[at:]


def xml_encoded(xml: bytes, random: Random) -> bytes:
    """In an encoding that hides the letters from who looks at bytes."""
    text = re.sub(r"^<\?xml[^>]*\?>", "", xml.decode())
    code = random.choice(("utf-16", "utf-16-be", "utf-7", "cp037", "utf-32"))
    head = f'<?xml version="1.0" encoding="{code}"?>'
    return (head + text).encode(code)


def _once(pattern: bytes, xml: bytes, value: bytes, random: Random) -> bytes:
    """``value`` between the two groups of one place that fits; raises ``IndexError`` where none does."""
    found = random.choice(list(re.finditer(pattern, xml)))
    return xml[: found.end(1)] + value + xml[found.start(2) :]


XML: Final[Sequence[Callable[[bytes, Random], bytes]]] = (
    xml_entities, xml_cell, xml_number, xml_attribute, xml_nested, xml_encoded, xml_flood, xml_uncounted,
)  # fmt: skip
