"""Entries into tables: the log's own, and the indexes that follow from each entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection, Table, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from dateline.ledger import schema, search
from dateline.ledger.corrections import apply
from dateline.ledger.entries import kept_claim
from dateline.ledger.index import Row, Rows, claim_rows, rows_of
from dateline.ledger.log import entry_of, joined
from dateline.records.entry import Draft, Entry, EntryKind, KeptClaim

ONCE: Final[frozenset[EntryKind]] = frozenset({"report", "claim"})  # kinds whose subject is recorded once, redacted or not
SHARED: Final = frozenset({"places"})  # tables whose rows many claims share
OF_CLAIM: Final = (schema.names, schema.figures, schema.changes)
AMENDMENT: Final = "entry:"  # opens the subject of a withdrawal that takes back an amendment
MANY: Final[int] = 500  # ids in one IN list


class Writer:
    """Writes entries within one transaction of the store."""

    def __init__(self, connection: Connection, dialect: str) -> None:
        self.connection, self.dialect = connection, dialect

    def new(self, drafts: Sequence[Draft]) -> list[Draft]:
        """The drafts without the reports and claims that the ledger holds or that came before among them."""
        known: set[tuple[str, str]] = set()
        ids = [d.subject for d in drafts if d.kind in ONCE]
        for first in range(0, len(ids), MANY):
            query = select(schema.entries.c.kind, schema.entries.c.subject).where(
                schema.entries.c.subject.in_(ids[first : first + MANY])
            )
            known.update((r.kind, r.subject) for r in self.connection.execute(query))
        out = []
        for draft in drafts:
            if draft.kind in ONCE:
                if (draft.kind, draft.subject) in known:
                    continue
                known.add((draft.kind, draft.subject))
            out.append(draft)
        return out

    def write(self, made: Sequence[tuple[Entry, str, str]], bodies: dict[str, tuple[str, bytes]]) -> None:
        """Puts the entries, their payloads and the originals into the log, and what follows from them into the indexes."""
        if not made:
            return
        heads = [_head(entry) for entry, _, _ in made]
        self.connection.execute(insert(schema.entries), heads)
        self.connection.execute(insert(schema.payloads), [{"seq": e.seq, "salt": salt, "body": body} for e, salt, body in made])
        if bodies:
            rows = [{"sha256": k, "media_type": m, "body": b} for k, (m, b) in bodies.items()]
            self.connection.execute(self._once(schema.originals), rows)
        self.apply([entry for entry, _, _ in made])

    def apply(self, recorded: Iterable[Entry]) -> None:
        """Brings the indexes to where they stand after the entries; the same whether they are new or replayed."""
        rows: Rows = {}
        for entry in recorded:
            if entry.kind in ("correction", "withdrawal", "redaction"):
                self._flush(rows)
                rows = {}
                self._flush(rows_of(entry))
                self._change(entry)
            else:
                for name, more in rows_of(entry).items():
                    rows.setdefault(name, []).extend(more)
        self._flush(rows)

    def _flush(self, rows: Rows) -> None:
        for name, some in rows.items():
            if not some:
                continue
            if name == "search":
                search.add(self.connection, self.dialect, some)
            else:
                table = schema.META.tables[name]
                self.connection.execute(self._once(table) if name in SHARED else insert(table), some)

    def _once(self, table: Table) -> Any:
        make = insert_sqlite if self.dialect == "sqlite" else insert_postgresql
        return make(table).on_conflict_do_nothing()

    def _change(self, entry: Entry) -> None:
        if entry.kind == "correction":
            self.refresh([entry.subject])
        elif entry.kind == "withdrawal" and entry.subject.startswith(AMENDMENT):
            self._end_amendment(int(entry.subject.removeprefix(AMENDMENT)), entry.recorded)
        elif entry.kind == "withdrawal":
            self._end([entry.subject], entry)
        elif entry.kind == "redaction" and entry.payload is not None:
            self._forget(entry.payload["entries"])

    def refresh(self, ids: Sequence[str]) -> None:
        """Makes the index rows of claims anew from the log: with the corrections in force, and when they ended."""
        for claim in self.claims(ids):
            self._drop([claim.id], [claim.seq])
            self._flush(claim_rows(claim))

    def claims(self, ids: Sequence[str]) -> list[KeptClaim]:
        """The claims as they now stand; a redacted one is left out."""
        out = []
        for first in range(0, len(ids), MANY):
            some = ids[first : first + MANY]
            rows = self.connection.execute(
                joined().where(schema.entries.c.subject.in_(some)).order_by(schema.entries.c.seq)
            ).mappings()
            found = [entry_of(row) for row in rows]
            query = select(schema.claims.c.id, schema.claims.c.ended).where(schema.claims.c.id.in_(some))
            ended: dict[str, int | None] = {r.id: r.ended for r in self.connection.execute(query)}
            gone = self.ended_amendments(some)
            for entry in found:
                if entry.kind == "claim" and entry.payload is not None:
                    mine = [e for e in found if e.kind == "correction" and e.subject == entry.subject and e.seq not in gone]
                    out.append(replace(apply(kept_claim(entry), mine), ended=ended.get(entry.subject)))
        return out

    def ended_amendments(self, subjects: Sequence[str]) -> set[int]:
        """The numbers of amendments about the subjects that were taken back."""
        table = schema.amendments
        query = select(table.c.seq).where(table.c.subject.in_(subjects), table.c.ended.is_not(None))
        return set(self.connection.scalars(query))

    def _end_amendment(self, seq: int, at: int) -> None:
        table = schema.amendments
        self.connection.execute(update(table).where(table.c.seq == seq, table.c.ended.is_(None)).values(ended=at))
        subject = self.connection.scalar(select(table.c.subject).where(table.c.seq == seq))
        if subject is not None:
            self.refresh([subject])

    def _end(self, ids: Sequence[str], entry: Entry) -> None:
        """Ends claims (or a report with all of its claims) and lets a successor answer for them."""
        claims, changes = schema.claims, schema.changes
        ids = [*ids, *self.connection.scalars(select(claims.c.id).where(claims.c.report.in_(ids)))]
        for first in range(0, len(ids), MANY):
            some = ids[first : first + MANY]
            self.connection.execute(
                update(claims).where(claims.c.id.in_(some), claims.c.ended.is_(None)).values(ended=entry.recorded)
            )
            self.connection.execute(
                update(changes).where(changes.c.claim.in_(some), changes.c.ended.is_(None)).values(ended=entry.recorded)
            )
        successor = (entry.payload or {}).get("successor")
        if successor and successor != entry.subject:
            self.connection.execute(self._once(schema.redirects), [{"old": entry.subject, "new": successor, "seq": entry.seq}])

    def _forget(self, numbers: Sequence[int]) -> None:
        """Takes redacted entries out of the log's payloads and out of every index; originals that no report needs any more go too."""
        query = select(schema.entries.c.seq, schema.entries.c.kind, schema.entries.c.subject).where(
            schema.entries.c.seq.in_(numbers)
        )
        found = self.connection.execute(query).all()
        self.connection.execute(delete(schema.payloads).where(schema.payloads.c.seq.in_(numbers)))
        claims = [r.subject for r in found if r.kind == "claim"]
        self._drop(claims, [r.seq for r in found if r.kind == "claim"])
        self.refresh([r.subject for r in found if r.kind == "correction"])
        self._forget_reports([r.subject for r in found if r.kind == "report"])

    def _forget_reports(self, ids: Sequence[str]) -> None:
        reports, kept = schema.reports, schema.originals
        digests = set(self.connection.scalars(select(reports.c.original).where(reports.c.id.in_(ids)))) - {None}
        blank: Row = dict.fromkeys(("title", "outlet", "url", "original", "language"))
        self.connection.execute(update(reports).where(reports.c.id.in_(ids)).values(**blank, name="", state="redacted"))
        self.connection.execute(delete(schema.bands).where(schema.bands.c.report.in_(ids)))
        needed = set(self.connection.scalars(select(reports.c.original).where(reports.c.original.in_(digests))))
        self.connection.execute(delete(kept).where(kept.c.sha256.in_(digests - needed)))

    def _drop(self, ids: Sequence[str], numbers: Sequence[int]) -> None:
        """Takes the index rows of claims out."""
        self.connection.execute(delete(schema.claims).where(schema.claims.c.id.in_(ids)))
        for table in OF_CLAIM:
            self.connection.execute(delete(table).where(table.c.claim.in_(ids)))
        search.remove(self.connection, self.dialect, numbers)


def _head(entry: Entry) -> Row:
    names = ("seq", "kind", "subject", "author", "recorded", "commitment", "digest")
    return {name: getattr(entry, name) for name in names}
