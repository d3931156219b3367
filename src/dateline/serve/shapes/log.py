"""The log: its entries as they are audited, and whether it holds."""

from __future__ import annotations

from pydantic import Field

from dateline.ledger.questions import newest
from dateline.ledger.verifying import Verdict
from dateline.records.edtf import show_instant
from dateline.serve.shapes.base import Page, Shape


class LogEntry(Shape):
    """An entry of the log and what it says in words.

    `what`: report added, claim coded, corrected, judged, withdrawn, superseded, taken back, redacted, person recorded. `subject`: the
    id of what it is about (of a link, both events' ids); `hash` hangs on it and on every entry before it.
    """

    seq: int
    kind: str
    what: str
    subject: str
    author: str
    recorded: str
    hash: str
    report: str | None
    name: str | None
    outlet: str | None
    published: str | None
    claims: int = Field(description="Of a report: the claims recorded of it.")
    field: str | None
    before: str | None
    after: str | None
    reason: str | None
    words: str | None
    redacted: bool = Field(description="Its contents were taken out; the digest still holds.")
    undone_by: int | None = Field(description="Number of the entry that took it back.")
    can_undo: bool

    @classmethod
    def of(cls, item: newest.Logged, can_undo: bool) -> LogEntry:
        """The entry of a record."""
        e, c = item.entry, item.change
        return cls(
            seq=e.seq, kind=e.kind, what=c.what, subject=c.subject, author=e.author, recorded=show_instant(e.recorded), hash=e.digest,
            report=c.report, name=c.name, outlet=c.outlet, published=c.published, claims=c.claims, field=c.field, before=c.before,
            after=c.after, reason=c.reason, words=c.words, redacted=e.payload is None, undone_by=item.undone_by,
            can_undo=can_undo and item.undone_by is None,
        )  # fmt: skip


class LogPage(Page[LogEntry]):
    """Entries of the log, the newest first."""


class Proof(Shape):
    """Whether the log is what was recorded. `seq` and `fault` name the first entry that does not hold; null: all do.

    `holds`: whether the digest asked for stands in it.
    """

    entries: int
    redacted: int
    originals: int
    hash: str
    seq: int | None
    fault: str | None
    holds: bool

    @classmethod
    def of(cls, v: Verdict) -> Proof:
        """The proof of a check."""
        seq, fault = (None, None) if v.fault is None else (v.fault.seq, v.fault.what)
        return cls(entries=v.entries, redacted=v.redacted, originals=v.originals, hash=v.head, seq=seq, fault=fault, holds=v.holds)
