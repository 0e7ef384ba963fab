"""Waipai 外派: from a posting between China and its agreement states to the answer and the papers."""

__version__ = "0.1.0"
