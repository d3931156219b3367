"""Batches: reports that several people code, each without seeing what the others coded."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from dateline.errors import DatelineError
from dateline.ledger.entries import fold
from dateline.serve.book.book import Book
from dateline.serve.book.tables import batch_coders, batch_reports, batches, codings

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch. `done`: how many reports each coder has handed in; instants in microseconds since 1970 (UTC)."""

    id: str
    name: str
    author: str
    made: int
    shows_machine: bool
    reports: tuple[str, ...]
    coders: tuple[str, ...]
    done: Mapping[str, int]

    @property
    def is_closed(self) -> bool:
        """Whether all coders have handed all in."""
        return all(self.done.get(coder, 0) == len(self.reports) for coder in self.coders)

    def coder(self, name: str) -> str | None:
        """The coder of a name, in any case; None for somebody else."""
        return next((c for c in self.coders if fold(c) == fold(name)), None)


@dataclass(frozen=True, slots=True)
class Coding:
    """What a coder coded in a report. `handed` None: a draft."""

    report: str
    coder: str
    body: Row
    handed: int | None


def make(book: Book, name: str, author: str, reports: Sequence[str], coders: Sequence[str], shows_machine: bool) -> Batch:
    """Makes a batch. Raises DatelineError `serve.batch` where a coder comes twice."""
    if len({fold(c) for c in coders}) < len(coders):
        raise DatelineError("serve.batch", "A coder comes twice.")
    id, now, unique = secrets.token_hex(8), book.clock(), list(dict.fromkeys(reports))
    with book.writing() as connection:
        row = {"id": id, "name": name, "author": author, "made": now, "shows_machine": shows_machine}
        connection.execute(insert(batches).values(row))
        connection.execute(insert(batch_reports), [{"batch": id, "report": r, "position": n} for n, r in enumerate(unique)])
        connection.execute(insert(batch_coders), [{"batch": id, "coder": c, "position": n} for n, c in enumerate(coders)])
    return Batch(id, name, author, now, shows_machine, tuple(unique), tuple(coders), {})


def every(book: Book) -> list[Batch]:
    """All batches, the newest first."""
    with book.reading() as connection:
        rows = connection.execute(select(batches).order_by(batches.c.made.desc(), batches.c.id)).all()
        return [_whole(connection, row) for row in rows]


def find(book: Book, id: str) -> Batch:
    """The batch of an id. Raises DatelineError `ledger.unknown`."""
    with book.reading() as connection:
        row = connection.execute(select(batches).where(batches.c.id == id)).first()
        if row is None:
            raise DatelineError("ledger.unknown", "There is no such batch.")
        return _whole(connection, row)


def _whole(connection: Connection, row: Any) -> Batch:
    reports = select(batch_reports.c.report).where(batch_reports.c.batch == row.id).order_by(batch_reports.c.position)
    coders = select(batch_coders.c.coder).where(batch_coders.c.batch == row.id).order_by(batch_coders.c.position)
    done = (
        select(codings.c.coder, func.count())
        .where(codings.c.batch == row.id, codings.c.handed.is_not(None))
        .group_by(codings.c.coder)
    )
    return Batch(
        row.id, row.name, row.author, row.made, row.shows_machine, tuple(connection.scalars(reports)), tuple(connection.scalars(coders)),
        {r[0]: r[1] for r in connection.execute(done)},
    )  # fmt: skip


def codings_of(book: Book, batch: str, coder: str | None = None) -> list[Coding]:
    """What was coded in a batch, drafts included: by a coder, or by all."""
    query = select(codings).where(codings.c.batch == batch)
    if coder is not None:
        query = query.where(codings.c.coder == coder)
    with book.reading() as connection:
        return [Coding(r.report, r.coder, json.loads(r.body), r.handed) for r in connection.execute(query)]


def save(book: Book, batch: Batch, made: Coding) -> None:
    """Keeps a coding, as a draft or handed in for good. Raises DatelineError `serve.batch` for one that was handed in before."""
    key = (codings.c.batch == batch.id, codings.c.report == made.report, codings.c.coder == made.coder)
    told = {"body": json.dumps(made.body, ensure_ascii=False), "saved": book.clock(), "handed": made.handed}
    with book.writing() as connection:
        before = connection.execute(select(codings.c.handed).where(*key)).first()
        if before is not None and before.handed is not None:
            raise DatelineError("serve.batch", "The report was handed in before.")
        if before is None:
            connection.execute(insert(codings).values(batch=batch.id, report=made.report, coder=made.coder, **told))
        elif connection.execute(update(codings).where(*key, codings.c.handed.is_(None)).values(**told)).rowcount == 0:
            raise DatelineError("serve.batch", "The report was handed in before.")


def forget(book: Book, reports: Sequence[str], names: Sequence[str] = ()) -> None:
    """Takes reports out of all batches, and every coding that holds one of the names: for what was redacted."""
    with book.writing() as connection:
        for table in (codings, batch_reports):
            connection.execute(delete(table).where(table.c.report.in_(list(reports))))
        spelled = [json.dumps(n, ensure_ascii=False)[1:-1].casefold() for n in names]
        rows = connection.execute(select(codings)).all() if spelled else []
        for row in rows:
            if any(n in row.body.casefold() for n in spelled):
                mine = (codings.c.batch == row.batch, codings.c.report == row.report, codings.c.coder == row.coder)
                connection.execute(delete(codings).where(*mine))
