"""What ``zipfile`` raises for files from outside, in one place."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import Final

CANNOT_UNPACK: Final = (
    zipfile.BadZipFile,  # no ZIP file, wrong sums
    zlib.error,  # packed bytes that are none
    struct.error,  # a record that is cut off
    EOFError,  # a part that ends too early
    OSError,  # a place before the beginning of the file
    OverflowError,  # a number beyond every place
    RuntimeError,  # a part behind a password; NotImplementedError, of this kind: a way of packing that is not known
    ValueError,  # a place outside the file, a name that is no text
)
"""A ZIP file that cannot be read; ``desktop.law.packfile`` catches the same."""
