"""Draws the small picture of one file in a process of its own, as ``picture.PictureMaker`` starts it.

The file comes by standard input, so that it touches no disk, and the points of the picture go to standard output:
width, height, and four bytes each. A file made to harm runs into the limits of this process and takes nothing along.
"""

from __future__ import annotations

import contextlib
import os
import struct
import sys
from typing import Final

SHAPE: Final = struct.Struct("<II")
"""Width and height."""
_MEMORY: Final = 1_000_000_000
"""Bytes that are really used; what libraries only reserve does not count."""
_SECONDS: Final = 2
"""Of computing."""


def main(ending: str, side: int) -> int:
    """Draw the file of this ``ending`` at most ``side`` wide and high; 1 where it has no picture."""
    from PySide6.QtGui import QImage

    from desktop.windows.proofs.thumbnail import thumbnail
    from desktop.windows.singletons import keep_singletons_alive

    keep_singletons_alive()
    limit()
    image = thumbnail(f"file{ending}", sys.stdin.buffer.read(), side)
    if image is None:
        return 1
    points = image.convertToFormat(QImage.Format.Format_RGBA8888)
    with os.fdopen(1, "wb") as out:
        out.write(SHAPE.pack(points.width(), points.height()) + bytes(points.constBits()))
    return 0


def limit() -> None:
    """Let the system end this process when it takes too much, and write no file; Windows knows no such limits."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
