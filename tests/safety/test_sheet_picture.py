"""The code of a sheet in photos as people take them, and in files that somebody made to do harm."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from random import Random

import pytest
import segno
from PIL import Image, ImageDraw, ImageFilter

from desktop.problems import FileNotFound, FileUnreadable, Problem
from desktop.safety.problems import NoCodeInPicture, PictureTooLarge, PictureUnreadable
from desktop.safety.sheet_picture import secret_in_picture
from desktop.safety.words import code_of

SECRET = bytes.fromhex("8f1c2a77b0e4c95d3316fa02be6a9144")


def page(text: str = code_of(SECRET), scale: int = 8) -> Image.Image:
    """A white page with the code in its middle."""
    raw = io.BytesIO()
    segno.make(text, error="h", micro=False).save(raw, kind="png", scale=scale, border=4)
    code = Image.open(raw).convert("RGB")
    paper = Image.new("RGB", (1240, 1754), "white")
    paper.paste(code, (200, 500))
    return paper


def saved(image: Image.Image, path: Path, **how: object) -> Path:
    image.save(path, **how)  # type: ignore[arg-type]
    return path


@pytest.mark.parametrize("name", ["a.png", "a.jpg"])
@pytest.mark.parametrize("turned", [0, 7, 90, 180, 262])
def test_a_turned_page_is_read(tmp_path: Path, name: str, turned: int) -> None:
    image = page().rotate(turned, expand=True, fillcolor="grey")
    assert secret_in_picture(saved(image, tmp_path / name)) == SECRET


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "CMYK", "LA"])
def test_every_kind_of_colour_is_read(tmp_path: Path, mode: str) -> None:
    name = "a.jpg" if mode == "CMYK" else "a.png"
    assert secret_in_picture(saved(page().convert(mode), tmp_path / name)) == SECRET


def test_a_scan_of_sixteen_bits_is_read(tmp_path: Path) -> None:
    grey = page().convert("L")
    deep = bytearray(2 * grey.width * grey.height)
    deep[0::2] = deep[1::2] = grey.point(lambda value: 60 + value // 2).tobytes()
    image = Image.frombytes("I;16", grey.size, bytes(deep))
    assert secret_in_picture(saved(image, tmp_path / "a.png")) == SECRET


def test_a_dark_blurred_photo_with_a_stain_is_read(tmp_path: Path) -> None:
    image = page()
    draw = ImageDraw.Draw(image)
    draw.ellipse((330, 640, 410, 720), fill=(120, 80, 40))
    dark = image.point(lambda value: 30 + value // 3).filter(ImageFilter.GaussianBlur(2))
    assert secret_in_picture(saved(dark, tmp_path / "a.jpg", quality=40)) == SECRET


def test_a_photo_taken_aslant_is_read(tmp_path: Path) -> None:
    aslant = page().transform(
        (1240, 1754),
        Image.Transform.PERSPECTIVE,
        (1, 0.15, -60, 0.05, 1.1, -50, 0.0001, 0.0002),
        fillcolor="grey",
    )
    assert secret_in_picture(saved(aslant, tmp_path / "a.jpg")) == SECRET


def test_a_large_photo_is_read(tmp_path: Path) -> None:
    image = page().resize((5000, 7072))
    assert secret_in_picture(saved(image, tmp_path / "a.jpg", quality=80)) == SECRET


def test_other_codes_in_the_picture_are_passed_over(tmp_path: Path) -> None:
    image = page("an advertisement")
    image.paste(page().crop((200, 500, 700, 1000)), (650, 1100))
    assert secret_in_picture(saved(image, tmp_path / "a.png")) == SECRET


def test_a_picture_without_the_code_is_told(tmp_path: Path) -> None:
    for image in (Image.new("L", (800, 600), "white"), page("another code"), Image.new("L", (1, 1))):
        with pytest.raises(NoCodeInPicture):
            secret_in_picture(saved(image, tmp_path / "a.png"))


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFound):
        secret_in_picture(tmp_path / "missing.png")
    with pytest.raises(FileUnreadable):
        secret_in_picture(tmp_path)


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP", "PPM", "WEBP", "ICO", "EPS", "PDF"])
def test_no_other_format_is_even_tried(tmp_path: Path, kind: str) -> None:
    with pytest.raises(PictureUnreadable):
        secret_in_picture(saved(page(), tmp_path / "a.png", format=kind))


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(wide: int, high: int, data: bytes, *between: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(between) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(8001, 8000), (1, 64_000_001), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_of_pixels_is_refused_by_its_head(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(png(*size, zlib.compress(bytes(10**6), 9)))
    with pytest.raises(PictureTooLarge):
        secret_in_picture(path)


def test_more_data_than_the_pixels_take_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(png(10, 10, zlib.compress(bytes(50 * 2**20), 9)))
    with pytest.raises(Problem):
        secret_in_picture(path)


def test_a_bomb_in_a_comment_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    text = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(200 * 2**20), 9))
    path.write_bytes(png(10, 10, zlib.compress(bytes(110)), text))
    with pytest.raises(PictureUnreadable):
        secret_in_picture(path)


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    with path.open("wb") as file:
        file.truncate(10 * 2**30)
    with pytest.raises(PictureTooLarge):
        secret_in_picture(path)


def test_a_photo_of_a_thousand_passes_is_refused(tmp_path: Path) -> None:
    path = saved(page(), tmp_path / "a.jpg", progressive=True)
    assert secret_in_picture(path) == SECRET
    path.write_bytes(path.read_bytes() + b"\xff\xda" * 1000)
    with pytest.raises(PictureTooLarge):
        secret_in_picture(path)


@pytest.mark.parametrize("name", ["a.png", "a.jpg"])
def test_damaged_pictures_do_no_more_than_be_refused(tmp_path: Path, name: str) -> None:
    small = page(scale=4).crop((150, 450, 450, 750))
    whole = saved(small, tmp_path / name).read_bytes()
    random = Random(5)
    for _ in range(120):
        raw = bytearray(whole[: random.randint(0, len(whole))] if random.random() < 0.3 else whole)
        for _ in range(random.randint(1, 8)):
            if raw:
                raw[random.randrange(len(raw))] = random.randrange(256)
        (tmp_path / name).write_bytes(raw)
        try:
            assert secret_in_picture(tmp_path / name) == SECRET
        except (PictureUnreadable, NoCodeInPicture, PictureTooLarge):
            continue


def test_what_is_transparent_counts_as_white_paper(tmp_path: Path) -> None:
    """A scan or a picture of the screen may have a see-through ground."""
    grey = page().convert("L")
    clear = Image.new("RGBA", grey.size, (0, 0, 0, 0))
    clear.paste((0, 0, 0, 255), mask=grey.point(lambda value: 255 - value))
    assert secret_in_picture(saved(clear, tmp_path / "a.png")) == SECRET
