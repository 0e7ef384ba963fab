"""The code of a recovery sheet in a photo or scan: PNG or JPEG, read with Pillow and zxing-cpp.

The picture is treated as an attack: bytes and pixels are limited before anything is unpacked, and no other format
is tried.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.problems import InputProblem, read_problem
from desktop.safety.problems import NoCodeInPicture, PictureTooLarge, PictureUnreadable
from desktop.safety.words import secret_of

if TYPE_CHECKING:
    from PIL.Image import Image

_FORMATS: Final = ("PNG", "JPEG")
_MOST_BYTES: Final = 48 * 1024 * 1024
_MOST_PIXELS: Final = 64_000_000
"""A photo of 8,000 x 8,000; a page scanned at 600 dots an inch has 35 million."""
_MOST_SCANS: Final = 64
"""Passes over a progressive JPEG, each of which costs the time of a whole picture; cameras write about ten."""
_JPEG, _JPEG_SCAN = b"\xff\xd8", b"\xff\xda"
_TO_8_BITS: Final = 1 / 256
_SIDE: Final = 3000
"""Pixels along the longer side that are enough to read the code."""


def secret_in_picture(path: Path) -> bytes:
    """The secret of the sheet that ``path`` shows.

    Raises ``NoCodeInPicture``, ``PictureUnreadable``, ``PictureTooLarge``, ``CodeMistyped`` or what reading a file
    raises.
    """
    picture = _grey(_read(path), path)
    for text in _codes(picture):
        try:
            return secret_of(text)
        except InputProblem:
            continue
    raise NoCodeInPicture(path=str(path))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise read_problem(error, path) from error
    many_scans = data.startswith(_JPEG) and data.count(_JPEG_SCAN) > _MOST_SCANS
    if many_scans or len(data) > _MOST_BYTES:
        raise PictureTooLarge(path=str(path))
    return data


def _flat(opened: Image) -> Image:
    """What is deeper than eight bits made shallower, what is transparent laid on white paper."""
    from PIL import Image

    if opened.mode.startswith("I"):
        return opened.convert("I").point(lambda value: value * _TO_8_BITS)
    if opened.mode not in ("RGBA", "LA", "PA") and "transparency" not in opened.info:
        return opened
    paper = Image.new("RGBA", opened.size, "white")
    paper.alpha_composite(opened.convert("RGBA"))
    return paper


def _grey(data: bytes, path: Path) -> Image:
    """The picture in shades of grey, not larger than need be."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
            wide, high = opened.size
            if wide * high > _MOST_PIXELS:
                raise PictureTooLarge(path=str(path))
            opened.draft("L", (_SIDE, _SIDE))
            grey = _flat(opened).convert("L")
            grey.thumbnail((_SIDE, _SIDE))
            return grey
    except PictureTooLarge:
        raise
    except Image.DecompressionBombError as error:
        raise PictureTooLarge(path=str(path)) from error
    except Exception as error:  # decoders raise whatever they stumble over
        raise PictureUnreadable(path=str(path)) from error


def _codes(picture: Image) -> Iterator[str]:
    """The texts of all QR codes in the picture, also in one that is badly lit."""
    import zxingcpp

    only = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
    wide, high = picture.size
    pixels = memoryview(picture.tobytes()).cast("B", (high, wide))
    for binarizer in (zxingcpp.Binarizer.LocalAverage, zxingcpp.Binarizer.GlobalHistogram):
        for code in zxingcpp.read_barcodes(pixels, formats=only, binarizer=binarizer):
            yield code.text
