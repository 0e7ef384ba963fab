"""Words of others in a tooltip: one that begins like a page of the web would be shown as one, pictures included."""

from __future__ import annotations

from html import escape


def plain_tip(text: str) -> str:
    """The tooltip that shows ``text`` as it stands."""
    return f"<qt>{escape(text)}</qt>" if "<" in text else text
