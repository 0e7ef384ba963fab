"""The commands for a terminal beside deciding and printing: the law, leaflets, checking a paper, contributions."""

from __future__ import annotations

import argparse
from pathlib import Path


def named_path(text: str) -> Path:
    """A file or folder to write, for argparse; an empty name is refused, for it would mean the folder one is in."""
    if not text.strip():
        raise argparse.ArgumentTypeError("an empty name")
    return Path(text)
