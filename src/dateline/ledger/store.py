"""The log on a database: append, read, redact, verify. SQLite by default, PostgreSQL by URL; every append is one transaction."""

from __future__ import annotations

import gc
import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, select, text
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError, TimeoutError
from sqlalchemy.pool import QueuePool

from dateline.errors import DatelineError
from dateline.ledger import search
from dateline.ledger.chain import GENESIS, body_of, commit, link
from dateline.ledger.log import entry_of, joined
from dateline.ledger.migrations import upgrade
from dateline.ledger.rebuilding import differing
from dateline.ledger.schema import META, entries, originals
from dateline.ledger.verifying import Verdict, verify
from dateline.ledger.writing import Writer
from dateline.records.entry import Draft, Entry

READERS: Final[int] = 8  # connections to SQLite that stay open: a new one has read nothing yet
Reading = Connection  # what a store lends for questions
LOCK: Final[int] = 0x6461_7465  # PostgreSQL's advisory lock of writers: one log, one pen
BATCH: Final[int] = 2_000  # entries read at once
BUSY: Final[int] = 60_000  # milliseconds that a writer on SQLite waits for another
SQLITE: Final = "sqlite"
PRAGMAS: Final = (
    "journal_mode=WAL",
    "synchronous=FULL",
    f"busy_timeout={BUSY}",
    "secure_delete=ON",
    "foreign_keys=ON",
    "cache_size=-65536",  # KiB
    "wal_autocheckpoint=32000",  # pages of the journal (128 MB) before they go into the file: a page that changes often goes once
)
PEN: Final = "cache_size=-524288"  # KiB; of the one that writes: the indexes by id, written at random, stay in memory


class Store:
    """The log and its indexes on one database. `clock` gives microseconds since 1970 (UTC); `salt` a random hex string.

    `pen` is what it writes with: on SQLite a connection of its own, since only one can write, and that one wants much memory.
    """

    def __init__(self, engine: Engine, clock: Callable[[], int], pen: Engine | None = None) -> None:
        self.engine, self.clock, self.pen = engine, clock, pen or engine
        self.salt: Callable[[], str] = lambda: secrets.token_hex(16)

    @classmethod
    def open(cls, where: str | Path, clock: Callable[[], int], create: bool = True) -> Store:
        """The store at a file's path or a database URL; made, or upgraded to this version's tables, where need be.

        Raises DatelineError `ledger.missing` (no file, and `create` is False), `ledger.open`, `ledger.version`, `ledger.driver`.
        """
        url = url_of(where)
        if url.startswith(f"{SQLITE}:///") and not create and not Path(url.removeprefix(f"{SQLITE}:///")).is_file():
            raise DatelineError("ledger.missing", str(where))
        try:
            engine = _engine(url)
            upgrade(engine)
            pen = (
                _engine(url, PEN, pool_size=1, max_overflow=0, pool_timeout=BUSY / 1000) if engine.dialect.name == SQLITE else None
            )
        except ImportError as error:
            raise DatelineError("ledger.driver", str(error)) from error
        except (ArgumentError, DatabaseError, ValueError) as error:  # ValueError: a URL whose port is no number
            raise DatelineError("ledger.open", f"{unsecret(where)}: {_first_line(error)}") from error
        return cls(engine, clock, pen)

    def close(self) -> None:
        """Gives the connections back."""
        self.engine.dispose()
        self.pen.dispose()

    @property
    def dialect(self) -> str:
        """ "sqlite" or "postgresql"."""
        return self.engine.dialect.name

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that no other writer shares: all of it is kept, or nothing. Raises DatelineError `ledger.write`."""
        try:
            with self.pen.connect() as connection:
                if self.dialect == SQLITE:
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                else:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
                try:
                    yield connection
                except BaseException:
                    connection.rollback()
                    raise
                connection.commit()
        except (OperationalError, DatabaseError, TimeoutError) as error:
            raise DatelineError("ledger.write", _first_line(error)) from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read with; one moment of the log throughout."""
        with self.engine.connect() as connection:
            if self.dialect == SQLITE:
                connection.exec_driver_sql("BEGIN")
            yield connection
            connection.rollback()

    def append(
        self,
        drafts: Sequence[Draft],
        bodies: dict[str, tuple[str, bytes]] | None = None,
        guard: Callable[[Connection], bool] | None = None,
    ) -> list[Entry]:
        """Records the drafts in one transaction, in order, and applies them to the indexes; returns them as recorded.

        A report or claim that the ledger already holds is left out (recording twice changes nothing). `bodies` are originals
        as received, by SHA-256: (media type, bytes). `guard` is asked within the transaction; where it says no, nothing is
        recorded. Once this returns, the entries are on disk.
        """
        with self.writing() as connection, _uncollected():
            if guard is not None and not guard(connection):
                return []
            writer = Writer(connection, self.dialect)
            made = self._chained(connection, writer.new(drafts))
            writer.write(made, bodies or {})
        return [entry for entry, _, _ in made]

    def _chained(self, connection: Connection, drafts: Iterable[Draft]) -> list[tuple[Entry, str, str]]:
        """The drafts as entries with their salts and bodies, chained to the log's last; time never runs backwards in it."""
        last = connection.execute(
            select(entries.c.seq, entries.c.digest, entries.c.recorded).order_by(entries.c.seq.desc()).limit(1)
        ).first()
        seq, before, recorded = (last.seq, last.digest, last.recorded) if last else (0, GENESIS, 0)
        recorded = max(recorded, self.clock())
        made = []
        for draft in drafts:
            seq += 1
            salt, body = self.salt(), body_of(draft.payload)
            commitment = commit(salt, body)
            before = link(before, (seq, draft.kind, draft.subject, draft.author, recorded), commitment)
            entry = Entry(seq, draft.kind, draft.subject, draft.author, recorded, draft.payload, commitment, before)
            made.append((entry, salt, body))
        return made

    def entries(self, after: int = 0, upto: int | None = None) -> Iterator[Entry]:
        """The log in order, from the entry after `after`; redacted entries have no payload."""
        while True:
            query = joined().where(entries.c.seq > after).order_by(entries.c.seq).limit(BATCH)
            if upto is not None:
                query = query.where(entries.c.seq <= upto)
            with self.reading() as connection:
                rows = connection.execute(query).mappings().all()
            yield from (entry_of(row) for row in rows)
            if len(rows) < BATCH:
                return
            after = rows[-1]["seq"]

    def about(self, subjects: Sequence[str], connection: Connection | None = None) -> list[Entry]:
        """All entries about the subjects (ids), in the order of the log."""
        found: list[Entry] = []
        for first in range(0, len(subjects), BATCH // 4):
            query = joined().where(entries.c.subject.in_(subjects[first : first + BATCH // 4]))
            if connection is not None:
                found += [entry_of(row) for row in connection.execute(query).mappings()]
            else:
                with self.reading() as own:
                    found += [entry_of(row) for row in own.execute(query).mappings()]
        return sorted(found, key=lambda e: e.seq)

    def verify(self, holds: str | None = None, progress: Callable[[int], None] | None = None) -> Verdict:
        """Whether the log is what was recorded; the first entry that does not hold. `holds`: a digest that it must hold."""
        with self.reading() as connection:
            return verify(connection, holds, progress)

    def rebuild(self, progress: Callable[[int], None] | None = None) -> tuple[str, ...]:
        """Makes the indexes anew from the log; returns the names of those that were not what the log gives."""
        with self.writing() as connection:
            return differing(connection, self.dialect, progress)

    def differing(self, progress: Callable[[int], None] | None = None) -> tuple[str, ...]:
        """The names of the indexes that are not what a replay of the log gives; nothing is changed."""
        with self.writing() as connection:
            found = differing(connection, self.dialect, progress)
            connection.rollback()
        return found

    def scrub(self) -> None:
        """Overwrites what was taken out of the tables: in the database file and its journal, and in the pages of the text index.

        Raises DatelineError `ledger.journal` where another program reads the ledger, so that its journal cannot be cut yet.
        """
        with self.writing() as connection:
            search.tidy(connection, self.dialect)
        if self.dialect != SQLITE:
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                for name in (*META.tables, "search"):
                    connection.execute(text(f"VACUUM (FULL) {name}"))
            return
        try:
            with self.engine.connect() as connection:
                for line in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                    done = connection.exec_driver_sql(line)
                    if done.returns_rows and done.one()[0] != 0:  # busy: somebody else reads
                        raise DatelineError("ledger.journal")
        except OperationalError as error:  # the same, told otherwise
            raise DatelineError("ledger.journal", _first_line(error)) from error

    def original(self, sha256: str) -> tuple[str, bytes] | None:
        """An original as received, by its SHA-256: media type and bytes; None where it is not there (any more)."""
        with self.reading() as connection:
            row = connection.execute(select(originals).where(originals.c.sha256 == sha256)).first()
        return None if row is None else (row.media_type, row.body)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Has no garbage looked for: an append makes many small records and no cycles, and to go through them is an eighth of its time."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()


def url_of(where: str | Path) -> str:
    """The database URL of a path, or the URL itself; "postgresql://" takes psycopg 3."""
    words = str(where)
    if "://" not in words:
        return f"{SQLITE}:///{Path(words).expanduser()}"
    return words.replace("postgresql://", "postgresql+psycopg://", 1).replace("postgres://", "postgresql+psycopg://", 1)


def unsecret(where: str | Path) -> str:
    """A path or a database URL as it may be shown: without its password."""
    return re.sub(r"(?<=://)([^/@]*?):[^/@]*@", r"\1:***@", str(where))


def _engine(url: str, *more: str, **pool: float) -> Engine:
    """Connections to a database; on SQLite `more` pragmas, and `pool` how many there are."""
    if not url.startswith(f"{SQLITE}:"):
        server = create_engine(url, pool_pre_ping=True)
        event.listen(server, "connect", _plain_plans)
        return server
    some = {"pool_size": READERS, **pool}
    engine = create_engine(url, poolclass=QueuePool, connect_args={"timeout": BUSY / 1000, "isolation_level": None}, **some)

    @event.listens_for(engine, "connect")
    def _settle(connection: Any, _: Any) -> None:
        for line in (*PRAGMAS, *more):
            connection.execute(f"PRAGMA {line}").fetchall()

    return engine


def _plain_plans(connection: Any, _: Any) -> None:
    """Has PostgreSQL compile no query: that takes half a second, and each query of the ledger far less."""
    connection.execute("SET jit = off")
    connection.commit()


def _first_line(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).splitlines()[0]
