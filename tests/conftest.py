"""For all tests: no window ever appears."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
