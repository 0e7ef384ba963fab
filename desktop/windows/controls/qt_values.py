"""Values of Qt's enumerations that the first page needs, as the numbers they are.

Naming them through ``Qt`` builds more than a hundred classes at once, which alone takes a tenth of the time to
the first page. Whatever runs later uses the names. ``tests/windows/test_shell_window.py`` compares both.
"""

from __future__ import annotations

PLAIN_TEXT = 0
"""``Qt.TextFormat.PlainText``"""
NO_FOCUS = 0
"""``Qt.FocusPolicy.NoFocus``"""
TAB_FOCUS = 1
"""``Qt.FocusPolicy.TabFocus``"""
SCROLL_BAR_ALWAYS_OFF = 1
"""``Qt.ScrollBarPolicy.ScrollBarAlwaysOff``"""
WRAPPED = 0x1000 | 0x1 | 0x20
"""``Qt.TextFlag.TextWordWrap``, ``Qt.AlignmentFlag.AlignLeft`` and ``AlignTop``"""
