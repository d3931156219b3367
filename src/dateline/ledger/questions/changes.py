"""Entries of the log as changes of the record that people can read: what, of which report, by whom, from what to what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, func, select

from dateline.ledger.corrections import apply
from dateline.ledger.entries import kept_claim
from dateline.ledger.log import entry_of, joined
from dateline.ledger.privacy import withhold
from dateline.ledger.questions import rows
from dateline.ledger.questions.reports import private_names_of
from dateline.ledger.questions.standing import standing
from dateline.ledger.schema import amendments, claims, entries, reports
from dateline.ledger.victims import VICTIM
from dateline.ledger.writing import AMENDMENT, MANY
from dateline.records.entry import Entry, KeptClaim

SIDES: Final = {"initiators": "initiator", "targets": "target", "allies": "ally"}


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `what` is "report added", "claims added", "corrected", "judged", "withdrawn", "superseded", "taken back" or "redacted".

    `subject` is the id of the report or claim; `report`, `name`, `outlet`, `published` tell of the report that it belongs to;
    `claims` is how many came in; a correction has `field`, `before` and `after`; `at` is when it was recorded (microseconds, UTC).
    """

    seq: int
    at: int
    what: str
    subject: str
    author: str
    report: str | None = None
    name: str | None = None
    outlet: str | None = None
    published: str | None = None
    claims: int = 0
    field: str | None = None
    before: str | None = None
    after: str | None = None
    reason: str | None = None
    successor: str | None = None
    words: str | None = None

    @property
    def which(self) -> str:
        """The report it belongs to, and the short id of what changed."""
        told = ", ".join(x for x in (self.outlet, self.published) if x) or self.name or ""
        return f"{self.subject[:8]} {told}".strip()

    @property
    def how(self) -> str:
        """What was put in, or what became what, and the reason given."""
        parts = [f"{self.claims} claim{'' if self.claims == 1 else 's'}"] if self.claims else []
        parts += [f"{self.field}: {self.before} ⇒ {self.after}"] if self.field else []
        parts += [f"by {self.successor[:8]}"] if self.successor else []
        parts += [f"“{self.words}”"] if self.words and not self.field else []
        return "; ".join([*parts, *([self.reason] if self.reason else [])])


class Teller:
    """Tells of entries between two numbers of the log; looks up what they are about once for all of them."""

    def __init__(self, connection: Connection, first: int, last: int, private: bool) -> None:
        self.connection, self.first, self.last, self.private = connection, first, last, private

    def tell(self, made: Sequence[Entry], later: Sequence[Change]) -> tuple[Change, ...]:
        """The entries as changes, with the claims that were added later, in the order of the log."""
        amended = self._amended(made)
        subjects = sorted({amended[e.seq].subject if e.seq in amended else e.subject for e in made})
        about = standing(self.connection, subjects)
        changes = [self._change(entry, about, amended.get(entry.seq)) for entry in made] + list(later)
        changes = self._with_counts(self._with_fields(changes, {e.seq: e for e in made if e.kind == "correction"}))
        return tuple(sorted(self._with_reports(changes, about), key=lambda c: c.seq))

    def _amended(self, made: Sequence[Entry]) -> dict[int, Entry]:
        """The amendments that were taken back, by the number of the entry that did it."""
        numbers = {int(e.subject.removeprefix(AMENDMENT)): e.seq for e in made if e.subject.startswith(AMENDMENT)}
        found = self.connection.execute(joined().where(entries.c.seq.in_(numbers))).mappings()
        return {numbers[e.seq]: e for e in map(entry_of, found)}

    def _change(self, entry: Entry, about: Mapping[str, KeptClaim], amended: Entry | None) -> Change:
        payload = entry.payload or {}
        subject = (amended.subject if amended else entry.subject).removeprefix(VICTIM)
        claim = about.get(subject)
        report = claim.report if claim else subject if entry.kind == "report" else None
        change = Change(
            entry.seq, entry.recorded, _what(entry, amended), subject, entry.author, report, words=claim.words if claim else None,
            successor=payload.get("successor"),
        )  # fmt: skip
        reason = [payload.get("verdict"), payload.get("reason")]
        if amended is not None and amended.payload is not None:
            reason.insert(0, amended.payload.get("field") or amended.payload.get("verdict"))
        if amended is not None and amended.kind == "victim" and not self.private:
            reason = []  # why an account of a person was taken back may tell who it is
        if entry.kind == "redaction":
            reason.insert(0, f"{len(payload.get('entries', ()))} entries")
        return replace(change, reason=": ".join(str(r) for r in reason if r) or None)

    def _with_fields(self, changes: list[Change], corrections: Mapping[int, Entry]) -> list[Change]:
        """Corrections with what stood before and after, in words."""
        histories = self._histories(sorted({e.subject for e in corrections.values()}))
        out = []
        for change in changes:
            entry, history = corrections.get(change.seq), histories.get(change.subject)
            if entry is not None and entry.payload is not None and history is not None:
                field = entry.payload["field"]
                before = apply(history.claim, history.before(entry))
                old, new = (value_of(c, field, self.private) for c in (before, apply(before, [entry])))
                change = replace(change, field=field, before=old, after=new)
            out.append(change)
        return out

    def _histories(self, ids: Sequence[str]) -> dict[str, _History]:
        found: list[Entry] = []
        ended: dict[int, int | None] = {}
        for first in range(0, len(ids), MANY):
            some = ids[first : first + MANY]
            log = joined().where(entries.c.subject.in_(some), entries.c.kind.in_(("claim", "correction"))).order_by(entries.c.seq)
            found += [entry_of(row) for row in self.connection.execute(log).mappings()]
            query = select(amendments.c.seq, amendments.c.ended).where(amendments.c.subject.in_(some))
            ended.update((row.seq, row.ended) for row in self.connection.execute(query))
        made: dict[str, list[Entry]] = {}
        for entry in found:
            if entry.kind == "correction":
                made.setdefault(entry.subject, []).append(entry)
        whole = (e for e in found if e.kind == "claim" and e.payload is not None)
        return {e.subject: _History(kept_claim(e), made.get(e.subject, []), ended) for e in whole}

    def _with_counts(self, changes: list[Change]) -> list[Change]:
        """Reports that were added, with the number of their claims in the stretch."""
        ids = [c.subject for c in changes if c.what == "report added"]
        counts: dict[str, int] = {}
        for first in range(0, len(ids), MANY):
            where = [claims.c.report.in_(ids[first : first + MANY]), claims.c.seq > self.first, claims.c.seq <= self.last]
            query = select(claims.c.report, func.count()).where(*where).group_by(claims.c.report)
            counts.update((row[0], row[1]) for row in self.connection.execute(query))
        return [replace(c, claims=counts.get(c.subject, 0)) if c.what == "report added" else c for c in changes]

    def _with_reports(self, changes: list[Change], about: Mapping[str, KeptClaim]) -> list[Change]:
        """The changes with the report that each belongs to, without the names of private persons unless they are shown."""
        ids = sorted({c.report or c.subject for c in changes})
        known: dict[str, Any] = {}
        for first in range(0, len(ids), MANY):
            query = select(reports).where(reports.c.id.in_(ids[first : first + MANY]))
            known.update((row.id, row) for row in self.connection.execute(query))
        names = {} if self.private else private_names_of(self.connection, ids)
        out = []
        for change in changes:
            row = known.get(change.report or change.subject)
            if row is not None:
                change = replace(change, report=row.id, name=row.name, outlet=row.outlet, published=row.published)
            claim = about.get(change.subject)
            hidden = names.get(change.report or "", frozenset()) | frozenset(claim.private if claim and not self.private else ())
            out.append(_hidden(change, hidden))
        return out


def _hidden(change: Change, names: frozenset[str]) -> Change:
    """The change without these names."""

    def plain(words: str | None) -> str | None:
        return None if words is None else withhold(words, names)

    return replace(
        change, name=plain(change.name), before=plain(change.before), after=plain(change.after), reason=plain(change.reason),
        words=plain(change.words),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _History:
    """A claim as it was recorded, and its corrections with when each was taken back."""

    claim: KeptClaim
    corrections: Sequence[Entry]
    ended: Mapping[int, int | None]

    def before(self, entry: Entry) -> list[Entry]:
        """The corrections in force when this one was made."""
        over = {e.seq: self.ended.get(e.seq) for e in self.corrections}
        return [e for e in self.corrections if e.seq < entry.seq and not _past(over[e.seq], entry.recorded)]


def _past(ended: int | None, at: int) -> bool:
    return ended is not None and ended <= at


def _what(entry: Entry, amended: Entry | None) -> str:
    if amended is not None:
        return "taken back"
    if entry.kind == "withdrawal":
        return "superseded" if (entry.payload or {}).get("successor") else "withdrawn"
    return {
        "report": "report added",
        "claim": "claim coded",
        "correction": "corrected",
        "judgement": "judged",
        "redaction": "redacted",
        "victim": "person recorded",
    }[entry.kind]


def value_of(claim: KeptClaim, field: str, private: bool) -> str:
    """A field of a claim in words, as a correction names it."""
    if field in SIDES:
        return ", ".join(rows.party(p) for p in claim.parties if p.role == SIDES[field]) or "nobody"
    if field == "private":
        return ", ".join(claim.private) or "none" if private else f"{len(claim.private)} names"
    if field == "voices":
        return rows.chain(claim.voices)
    told: dict[str, Iterable[str]] = {"places": map(rows.spot, claim.places), "figures": map(rows.figure, claim.figures)}
    told |= {"control": map(rows.change, claim.changes), "weapons": claim.weapons}
    if field in told:
        return ", ".join(told[field]) or "none"
    return str(getattr(claim, field) or "none")
