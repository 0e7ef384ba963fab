"""SQLCipher under sqlite-utils. Import this, never ``sqlite_utils`` or ``sqlcipher3``.

sqlite-utils looks for a module ``pysqlite3`` and catches that module's exceptions. Giving it SQLCipher under
that name, before its first import, makes the two agree on what an ``OperationalError`` is. It is imported when
something is changed: with what it brings along it takes 40 ms and 9 MB, and reading needs none of it.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import sqlcipher3
from sqlcipher3 import dbapi2

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

__all__ = ["changer", "dbapi2", "migration_set"]

sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = dbapi2


def changer(connection: Any) -> Database:
    """The methods of sqlite-utils for a connection of ``dbapi2``."""
    from sqlite_utils import Database

    return Database(connection, execute_plugins=False)


def migration_set(name: str) -> Migrations:
    """An empty set of migrations."""
    from sqlite_utils import Migrations

    return Migrations(name)
