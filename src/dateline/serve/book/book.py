"""Opens the desk's own database."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Self

from sqlalchemy import Connection, Engine, create_engine, event, insert, select
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from dateline.errors import DatelineError
from dateline.ledger.ledger import now
from dateline.ledger.store import unsecret, url_of
from dateline.serve.book.tables import META, VERSION, rules

SQLITE: Final = "sqlite:///"
BESIDE: Final = "desk.db"
BUSY: Final[int] = 10_000  # milliseconds that a writer waits for another
PRAGMAS: Final = ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={BUSY}", "secure_delete=ON", "foreign_keys=ON")
OWN: Final[int] = 0o600  # only who runs the desk reads the file


def place_of(ledger: str, accounts: str | None = None) -> str:
    """Where the desk's own database of a ledger is: as told, else "palmyra.desk.db" beside "palmyra.db", else in the same database."""
    if accounts is not None:
        return accounts
    url = url_of(ledger)
    if not url.startswith(SQLITE):
        return ledger
    path = Path(url.removeprefix(SQLITE))
    return str(path.with_name(f"{path.stem}.{BESIDE}"))


class Book:
    """The desk's own database. `clock` gives microseconds since 1970 (UTC)."""

    def __init__(self, engine: Engine, clock: Callable[[], int] = now) -> None:
        self.engine, self.clock = engine, clock

    @classmethod
    def open(cls, where: str, clock: Callable[[], int] = now, create: bool = True) -> Self:
        """The database at a path or a URL; a file that is not there is made, unless not to `create`.

        Raises DatelineError `ledger.open`, `ledger.version`, `ledger.driver`, `serve.account`.
        """
        url = url_of(where)
        if not create and url.startswith(SQLITE) and not Path(url.removeprefix(SQLITE)).exists():
            raise DatelineError("serve.account", f"{where}: no account was made here yet; dateline account add makes one.")
        try:
            if url.startswith(SQLITE):
                _private(Path(url.removeprefix(SQLITE)))
            engine = _engine(url)
            META.create_all(engine)
            with engine.begin() as connection:
                found = connection.scalar(select(rules.c.value).where(rules.c.name == "version"))
                if found is None:
                    connection.execute(insert(rules).values(name="version", value=VERSION))
        except ImportError as error:
            raise DatelineError("ledger.driver", str(error)) from error
        except (OSError, ArgumentError, DatabaseError, ValueError) as error:
            raise DatelineError("ledger.open", f"{unsecret(where)}: {_first_line(error)}") from error
        if found not in (None, VERSION):
            raise DatelineError("ledger.version", f"{unsecret(where)}: tables of version {found}.")
        return cls(engine, clock)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all of it is kept, or nothing. Raises DatelineError `ledger.write`."""
        try:
            with self.engine.begin() as connection:
                yield connection
        except (OperationalError, DatabaseError) as error:
            raise DatelineError("ledger.write", _first_line(error)) from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read with."""
        with self.engine.connect() as connection:
            yield connection

    def close(self) -> None:
        """Gives the connections back."""
        self.engine.dispose()


def _private(path: Path) -> None:
    """Makes the file, for who runs the desk alone, where it is not there."""
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, OWN))


def _engine(url: str) -> Engine:
    if not url.startswith(SQLITE):
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": BUSY / 1000})

    @event.listens_for(engine, "connect")
    def _settle(connection: Any, _: Any) -> None:
        for line in PRAGMAS:
            connection.execute(f"PRAGMA {line}").fetchall()

    return engine


def _first_line(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).splitlines()[0]
