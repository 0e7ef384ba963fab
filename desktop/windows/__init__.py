"""The windows; PySide6 lives here only."""
