"""The record of an open program: what ``session.record`` can do. No Qt, no SQL.

``door`` is the way in; the other files are its subjects.
"""
