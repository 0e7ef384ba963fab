"""SQLCipher under sqlite-utils. Import this, never ``sqlite_utils`` or ``sqlcipher3``.

sqlite-utils looks for a module ``pysqlite3`` and catches that module's exceptions. Giving it SQLCipher under
that name, before its first import, makes the two agree on what an ``OperationalError`` is.
"""

# ruff: noqa: E402  the names must be set before the import below
from __future__ import annotations

import sys

import sqlcipher3
from sqlcipher3 import dbapi2

sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = dbapi2

from sqlite_utils import Database, Migrations

__all__ = ["Database", "Migrations", "dbapi2"]
