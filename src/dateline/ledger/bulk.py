"""Many rows into a table at once, the way that costs each engine least: a statement for each row is most of an append's time.

SQLite takes them as plain tuples; PostgreSQL takes them by COPY.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Connection, Table

from dateline.errors import DatelineError

Row = dict[str, Any]
Pick = Callable[[Row], tuple[Any, ...]]
COPY: Final = 'COPY "{table}" ({columns}) FROM STDIN'
INSERT: Final = 'INSERT INTO "{table}" ({columns}) VALUES ({marks})'


def put(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Inserts the rows, if any, each with a value for every column. Raises DatelineError `ledger.write`, or SQLAlchemy's errors."""
    if not rows:
        return
    names = tuple(table.columns.keys())
    pick: Pick = itemgetter(*names)
    if connection.dialect.name == "postgresql":
        _copy(connection, _statement(COPY, table.name, names), map(pick, rows))
    else:
        connection.exec_driver_sql(_statement(INSERT, table.name, names), [pick(row) for row in rows])


def _copy(connection: Connection, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Goes past SQLAlchemy, which does not know COPY; so its errors, of which the store makes its own, are not raised here."""
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except connection.dialect.loaded_dbapi.Error as error:
        raise DatelineError("ledger.write", str(error).partition("\n")[0]) from error


@cache
def _statement(shape: str, table: str, names: tuple[str, ...]) -> str:
    return shape.format(table=table, columns=", ".join(f'"{n}"' for n in names), marks=", ".join("?" for _ in names))
