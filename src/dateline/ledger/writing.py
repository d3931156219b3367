"""Entries into tables: the log's own, and the indexes that follow from each entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Table, delete, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from dateline.ledger import bulk, places, schema, search
from dateline.ledger.corrections import apply
from dateline.ledger.entries import kept_claim
from dateline.ledger.index import Row, Rows, claim_rows, report_rows, rows_of
from dateline.ledger.linking.judged import EVENT, LINK
from dateline.ledger.linking.neighbourhood import settle
from dateline.ledger.log import entry_of, joined
from dateline.ledger.origins.settling import Origins
from dateline.records.entry import Draft, Entry, EntryKind, KeptClaim

ONCE: Final[frozenset[EntryKind]] = frozenset({"report", "claim"})  # kinds whose subject is recorded once, redacted or not
AMENDMENT: Final = "entry:"  # opens the subject of a withdrawal that takes back an amendment
_HEAD: Final = ("seq", "kind", "subject", "author", "recorded", "commitment", "digest")
_of_head: Final = attrgetter(*_HEAD)
MANY: Final[int] = 500  # ids in one IN list


class Writer:
    """Writes entries within one transaction of the store."""

    def __init__(self, connection: Connection, dialect: str) -> None:
        self.connection, self.dialect = connection, dialect
        self.upto: int | None = None  # the entry after which claims are read as they stood
        self.origins = Origins(connection, dialect, lambda ids: self.claims(ids, self.upto))
        self.touched: set[str] = set()  # what linking must look at again: see the table `unlinked`
        self.taken_out: set[str] = set()  # what linking must look at at once, since words were taken out

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
        bulk.put(self.connection, schema.entries, [_head(entry) for entry, _, _ in made])
        bulk.put(self.connection, schema.payloads, [{"seq": e.seq, "salt": salt, "body": body} for e, salt, body in made])
        if bodies:
            rows = [{"sha256": k, "media_type": m, "body": b} for k, (m, b) in bodies.items()]
            self.connection.execute(self._once(schema.originals), rows)
        self.apply([entry for entry, _, _ in made])

    def apply(self, recorded: Iterable[Entry]) -> None:
        """Brings the indexes to where they stand after the entries; the same whether they are new or replayed."""
        fresh: list[Entry] = []
        for entry in recorded:
            if entry.kind in ("correction", "withdrawal", "redaction"):
                self._add(fresh)
                fresh = []
                self.upto = entry.seq
                self._flush(rows_of(entry))
                self._change(entry)
            else:
                fresh.append(entry)
        self._add(fresh)
        self._relink()

    def _relink(self) -> None:
        """Notes what linking must look at again; what was redacted leaves its tables at once."""
        touched = self.touched - self.taken_out
        if touched:
            self.connection.execute(self._once(schema.unlinked), [{"subject": s} for s in sorted(touched)])
        if self.taken_out:
            settle(self.connection, lambda ids: self.claims(ids, self.upto), sorted(self.taken_out))
        self.touched, self.taken_out = set(), set()

    def _add(self, fresh: Sequence[Entry]) -> None:
        """Puts down what follows from entries that change no others; then where new reports and claims come from."""
        rows: Rows = {}
        told: list[KeptClaim] = []
        for entry in fresh:
            if entry.kind == "claim" and entry.payload is not None:
                told.append(kept_claim(entry))
            for name, more in (claim_rows(told[-1]) if told and told[-1].seq == entry.seq else rows_of(entry)).items():
                rows.setdefault(name, []).extend(more)
            if entry.kind == "judgement" and entry.subject.startswith(LINK):
                self.touched.add(entry.subject)
        self._flush(rows)
        if fresh:
            self.upto = fresh[-1].seq
            self.origins.take((e for e in fresh if e.kind == "report"), told)

    def _flush(self, rows: Rows) -> None:
        for name, some in rows.items():
            if not some:
                continue
            if name == "search":
                search.add(self.connection, self.dialect, some)
            elif name == "places":
                places.put(self.connection, self.dialect, some)
            else:
                bulk.put(self.connection, schema.META.tables[name], some)
            if name == "claims":
                self.touched.update(row["report"] for row in some)

    def _once(self, table: Table) -> Any:
        make = insert_sqlite if self.dialect == "sqlite" else insert_postgresql
        return make(table).on_conflict_do_nothing()

    def _change(self, entry: Entry) -> None:
        if entry.kind == "correction":
            self.refresh([entry.subject], entry.seq)
        elif entry.kind == "withdrawal" and entry.subject.startswith(AMENDMENT):
            self._end_amendment(int(entry.subject.removeprefix(AMENDMENT)), entry)
        elif entry.kind == "withdrawal":
            self._end([entry.subject], entry)
            self._redirect(entry)
        elif entry.kind == "redaction" and entry.payload is not None:
            self._forget(entry.payload["entries"], entry.seq)

    def refresh(self, ids: Sequence[str], upto: int | None = None) -> None:
        """Makes the index rows of claims anew from the log as it stood after the entry `upto`: corrected, and ended."""
        found = self.claims(ids, upto)
        for claim in found:
            self._drop([claim.id], [claim.seq])
            self._flush(claim_rows(claim))
        self.origins.renew(found)

    def claims(self, ids: Sequence[str], upto: int | None = None) -> list[KeptClaim]:
        """The claims as they now stand, or stood after the entry `upto`; a redacted one is left out."""
        out = []
        for first in range(0, len(ids), MANY):
            some = ids[first : first + MANY]
            asked = joined().where(schema.entries.c.subject.in_(some)).order_by(schema.entries.c.seq)
            if upto is not None:
                asked = asked.where(schema.entries.c.seq <= upto)
            found = [entry_of(row) for row in self.connection.execute(asked).mappings()]
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

    def _end_amendment(self, seq: int, entry: Entry) -> None:
        table, reviews = schema.amendments, schema.reviews
        self.connection.execute(update(table).where(table.c.seq == seq, table.c.ended.is_(None)).values(ended=entry.recorded))
        self.connection.execute(update(reviews).where(reviews.c.seq == seq, reviews.c.done.is_(None)).values(done=entry.recorded))
        subject = self.connection.scalar(select(table.c.subject).where(table.c.seq == seq))
        if subject is not None and subject.startswith(LINK):
            self.touched.add(subject)
        elif subject is not None:
            self.refresh([subject], entry.seq)

    def _end(self, ids: Sequence[str], entry: Entry) -> None:
        """Ends claims (or a report with all of its claims) and lets a successor answer for them."""
        claims, changes = schema.claims, schema.changes
        ids = [*ids, *self.connection.scalars(select(claims.c.id).where(claims.c.report.in_(ids)))]
        for first in range(0, len(ids), MANY):
            some = ids[first : first + MANY]
            self.touched.update(self.connection.scalars(select(claims.c.report).where(claims.c.id.in_(some))))
            self.connection.execute(
                update(claims).where(claims.c.id.in_(some), claims.c.ended.is_(None)).values(ended=entry.recorded)
            )
            self.connection.execute(
                update(changes).where(changes.c.claim.in_(some), changes.c.ended.is_(None)).values(ended=entry.recorded)
            )

    def _redirect(self, entry: Entry) -> None:
        """Lets a successor answer for what was withdrawn, and puts what people said of it, and no successor took on, up for review."""
        told = entry.payload or {}
        successor = told.get("successor")
        if successor and successor != entry.subject:
            self.connection.execute(self._once(schema.redirects), [{"old": entry.subject, "new": successor, "seq": entry.seq}])
        for seq, why in told.get("reviews", ()):
            table = schema.amendments
            found = self.connection.execute(select(table.c.seq, table.c.ended).where(table.c.seq == seq)).first()
            if found is not None:
                row = {"seq": seq, "subject": entry.subject, "why": why, "recorded": entry.recorded, "done": found.ended}
                self.connection.execute(self._once(schema.reviews), [row])

    def _forget(self, numbers: Sequence[int], upto: int) -> None:
        """Takes redacted entries out of the log's payloads and out of every index; originals that no report needs any more go too."""
        rows = []
        for first in range(0, len(numbers), MANY):
            query = joined().where(schema.entries.c.seq.in_(numbers[first : first + MANY]))
            rows += [entry_of(row) for row in self.connection.execute(query).mappings()]
        for table in (schema.payloads, schema.amendments, schema.reviews):
            self._delete(table, table.c.seq, numbers)
        claims = [e for e in rows if e.kind == "claim"]
        self._forget_links(rows)
        self._drop([e.subject for e in claims], [e.seq for e in claims])
        self.origins.forget(rows)
        self.refresh([e.subject for e in rows if e.kind == "correction"], upto)
        self._forget_reports([e for e in rows if e.kind == "report"])
        self._forget_withdrawals(sorted({e.subject for e in rows if e.kind == "withdrawal"}), upto)
        places.settle(self.connection, self.dialect, [s for e in rows for s in places.spots_of(e)])

    def _forget_links(self, found: Sequence[Entry]) -> None:
        """Has linking look at once at the accounts and the judgements that the entries made."""
        told = [e.payload for e in found if e.kind == "claim" and e.payload is not None]
        self.taken_out.update(s for p in told for s in (p["report"], f"{EVENT}{p['event']}"))
        self.taken_out.update(e.subject for e in found if e.kind == "judgement" and e.subject.startswith(LINK))
        claims, ids = schema.claims, [e.subject for e in found if e.kind in ("correction", "withdrawal")]
        for first in range(0, len(ids), MANY):
            query = select(claims.c.report, claims.c.event).where(claims.c.id.in_(ids[first : first + MANY]))
            self.taken_out.update(s for r in self.connection.execute(query) for s in (r.report, f"{EVENT}{r.event}"))

    def _forget_reports(self, found: Sequence[Entry]) -> None:
        reports, kept, ids = schema.reports, schema.originals, [e.subject for e in found]
        digests = {str(e.payload["original"]) for e in found if e.payload is not None and e.payload["original"]}
        self._delete(reports, reports.c.id, ids)
        self._flush({"reports": [row for e in found for row in report_rows(replace(e, payload=None))["reports"]]})
        needed = set(self.connection.scalars(select(reports.c.original).where(reports.c.original.in_(digests))))
        self._delete(kept, kept.c.sha256, sorted(digests - needed))

    def _forget_withdrawals(self, subjects: Sequence[str], upto: int) -> None:
        """Makes anew the redirects and reviews of subjects, some of whose withdrawals were redacted."""
        for table, column in ((schema.redirects, schema.redirects.c.old), (schema.reviews, schema.reviews.c.subject)):
            self._delete(table, column, subjects)
        for subject in subjects:
            query = joined().where(schema.entries.c.subject == subject, schema.entries.c.seq <= upto)
            for row in self.connection.execute(query.order_by(schema.entries.c.seq)).mappings():
                if row["kind"] == "withdrawal" and not subject.startswith(AMENDMENT):
                    self._redirect(entry_of(row))

    def _delete(self, table: Table, column: ColumnElement[Any], values: Sequence[Any]) -> None:
        for first in range(0, len(values), MANY):
            self.connection.execute(delete(table).where(column.in_(values[first : first + MANY])))

    def _drop(self, ids: Sequence[str], numbers: Sequence[int]) -> None:
        """Takes the index rows of claims out."""
        for table in (schema.claims, schema.names, schema.figures):
            self._delete(table, table.c.seq, numbers)
        self._delete(schema.changes, schema.changes.c.claim, ids)
        for first in range(0, len(numbers), MANY):
            search.remove(self.connection, self.dialect, numbers[first : first + MANY])


def _head(entry: Entry) -> Row:
    return dict(zip(_HEAD, _of_head(entry), strict=True))
