"""The tour through every page, for pictures and tests."""
