"""What changes in the record when a report is coded again: unchanged claims stay, changed ones get a successor, people's word stands."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sqlalchemy import Connection, select

from dateline.errors import DatelineError
from dateline.ledger.corrections import check
from dateline.ledger.entries import PERSON, VERSION, digest, kept_claim
from dateline.ledger.log import entry_of, joined
from dateline.ledger.schema import amendments, claims, entries
from dateline.ledger.writing import MANY
from dateline.records.entry import Draft, Entry, KeptClaim

MACHINE: Final = "machine:"  # opens the author of what a program made
OVERLAP: Final[float] = 0.5  # share of the shorter quote that two claims have in common from which one may answer for the other
UNSTABLE: Final = frozenset({"basis", "score"})  # parts of a payload that a new model changes without changing what is claimed


@dataclass(frozen=True, slots=True)
class Held:
    """A report as the ledger holds it: its entry, its live machine claims, what people said of each, what they took out.

    `refused`: type and quote of claims that a person withdrew; `mark` tells whether anything was recorded about them since.
    """

    report: Entry
    claims: tuple[Entry, ...] = ()
    said: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    refused: tuple[tuple[str, tuple[int, int]], ...] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The entries that bring a report up to its new coding, and how many claims are as before, new, superseded, gone.

    `carried`: corrections made anew on a successor; `reviews`: what people said that waits for a person again.
    """

    drafts: tuple[Draft, ...] = ()
    unchanged: int = 0
    new: int = 0
    superseded: int = 0
    gone: int = 0
    carried: int = 0
    reviews: int = 0


def held(connection: Connection, report: str) -> Held | None:
    """What the ledger holds of a report; None for one that is redacted, withdrawn, or not a program's to code."""
    about = _about(connection, [report])
    first = next((e for e in about if e.kind == "report"), None)
    if first is None or first.payload is None or not first.author.startswith(MACHINE):
        return None
    if any(e.kind == "withdrawal" for e in about):
        return None
    known = {row.id: row.ended for row in connection.execute(select(claims.c.id, claims.c.ended).where(claims.c.report == report))}
    found = _about(connection, list(known))
    ids = [e.subject for e in found if e.kind == "claim"]
    force = set(connection.scalars(select(amendments.c.seq).where(amendments.c.subject.in_(ids), amendments.c.ended.is_(None))))
    live, refused, said = [], [], dict[str, tuple[Entry, ...]]()
    withdrawn = {e.subject for e in found if e.kind == "withdrawal" and e.author.startswith(PERSON)}
    for entry in found:
        if entry.kind in ("correction", "judgement") and entry.seq in force and entry.payload is not None:
            said[entry.subject] = (*said.get(entry.subject, ()), entry)
        elif entry.kind == "claim" and entry.payload is not None and entry.author.startswith(MACHINE):
            if entry.subject in withdrawn:
                refused.append((entry.payload["act"]["type"], _quote(entry.payload)))
            elif known[entry.subject] is None:
                live.append(entry)
    mark = digest(*(f"{e.seq}{'' if e.payload is None else '+'}" for e in (*about, *found)))
    return Held(first, tuple(live), said, tuple(refused), mark)


def is_unchanged(connection: Connection, old: Held) -> bool:
    """Whether nothing was recorded about a report since it was looked at."""
    now = held(connection, old.report.subject)
    return now is not None and now.mark == old.mark


def plan(
    old: Held, fresh: Sequence[Draft], redacted: Iterable[tuple[int, int]], is_taken: Callable[[str], bool], author: str
) -> Plan:
    """The entries that turn what is held into the fresh coding. `is_taken`: whether an id was ever recorded.

    `redacted`: where claims of the report stood that were redacted; what is coded there stays out, and so does what a person
    withdrew.
    """
    wanted = [d for d in fresh if not _is_refused(d, old.refused, redacted)]
    same, changed, new = _compare(old.claims, wanted)
    renamed = [_with_free_id(d, is_taken) for d in new]
    work = _Work(old, author, {d.subject: d for d in renamed})
    for entry in changed:
        work.supersede(entry, _successor(entry, renamed, same))
    drafts = (*renamed, *work.carried, *work.withdrawals)
    return Plan(drafts, len(same), len(renamed), work.superseded, work.gone, len(work.carried), work.reviews)


def _compare(claims: Sequence[Entry], fresh: Sequence[Draft]) -> tuple[list[Entry], list[Entry], list[Draft]]:
    """The claims that the fresh coding holds as they are, those that it does not, and what is new in it."""
    left: dict[str, list[Draft]] = {}
    for draft in fresh:
        left.setdefault(essence(draft.payload), []).append(draft)
    same, changed = [], []
    for entry in claims:
        twins = left.get(essence(entry.payload or {}))
        if twins:
            twins.pop()
            same.append(entry)
        else:
            changed.append(entry)
    return same, changed, [draft for draft in fresh if draft in left[essence(draft.payload)]]


def essence(payload: Mapping[str, Any]) -> str:
    """A digest of what a claim says: its payload without scores and the names of rules."""

    def bare(value: Any) -> Any:
        if isinstance(value, Mapping):
            return {k: bare(v) for k, v in value.items() if k not in UNSTABLE}
        return [bare(v) for v in value] if isinstance(value, list | tuple) else value

    return digest("essence", json.dumps(bare(payload), sort_keys=True, ensure_ascii=False))


def _with_free_id(draft: Draft, is_taken: Callable[[str], bool]) -> Draft:
    """The draft under its own id; under one made from its content where that id stands for another reading already."""
    id, turn = draft.subject, 0
    while is_taken(id):
        turn += 1
        id = digest("claim", draft.subject, essence(draft.payload), str(turn))
    return replace(draft, subject=id)


def _successor(entry: Entry, new: Sequence[Draft], same: Sequence[Entry]) -> str | None:
    """The claim that answers for one that the fresh coding does not hold: of the same words, best of the same type.

    A claim that stays as it was answers for another only of its own type: two acts of one clause are two.
    """
    payload = entry.payload or {}
    kind, quote = payload["act"]["type"], _quote(payload)
    ranked = []
    for subject, other, fresh in [
        *((d.subject, d.payload, True) for d in new),
        *((e.subject, e.payload or {}, False) for e in same),
    ]:
        alike = other["act"]["type"] == kind
        share = _overlap(quote, _quote(other))
        if share >= OVERLAP and (alike or fresh):
            ranked.append((alike, share, fresh, subject))
    return max(ranked)[3] if ranked else None


@dataclass(slots=True)
class _Work:
    """A plan while it is made."""

    old: Held
    author: str
    new: Mapping[str, Draft]
    carried: list[Draft] = field(default_factory=list)
    withdrawals: list[Draft] = field(default_factory=list)
    superseded: int = 0
    gone: int = 0
    reviews: int = 0

    def supersede(self, entry: Entry, successor: str | None) -> None:
        """Withdraws a claim in favour of its successor, and sees to what people said of it."""
        reviews: list[list[int | str]] = []
        for said in self.old.said.get(entry.subject, ()):
            why = self._settle(said, successor)
            if why is not None:
                reviews.append([said.seq, why])
        self.reviews += len(reviews)
        self.superseded += successor is not None
        self.gone += successor is None
        payload = {"v": VERSION, "of": entry.subject, "reason": "recoded", "successor": successor, "reviews": reviews}
        self.withdrawals.append(Draft("withdrawal", entry.subject, self.author, payload))

    def _settle(self, said: Entry, successor: str | None) -> str | None:
        """Makes a correction anew on the successor; else why it is up for review. A judgement is: it was of another coding."""
        told = said.payload or {}
        if said.kind == "judgement":
            return "judgement.orphan" if successor is None else "judgement.superseded"
        if successor is None:
            return "correction.orphan"
        standing = self._corrections(successor).get(told["field"])
        if standing is not None:
            return None if standing[0] == told["value"] else "correction.conflict"
        try:
            check(self._claim(successor), told["field"], told["value"])
        except DatelineError:
            return "correction.conflict"
        payload = {"v": VERSION, "field": told["field"], "value": told["value"], "reason": told.get("reason"), "carried": said.seq}
        self.carried.append(Draft("correction", successor, said.author, payload))
        return None

    def _corrections(self, claim: str) -> dict[str, tuple[Any]]:
        """The corrections in force on a claim, those just carried over included: field to value."""
        made = [e.payload or {} for e in self.old.said.get(claim, ()) if e.kind == "correction"]
        made += [dict(d.payload) for d in self.carried if d.subject == claim]
        return {told["field"]: (told["value"],) for told in made}

    def _claim(self, id: str) -> KeptClaim:
        draft = self.new.get(id)
        if draft is None:
            return kept_claim(next(e for e in self.old.claims if e.subject == id))
        return kept_claim(Entry(0, "claim", id, draft.author, 0, draft.payload, "", ""))


def _is_refused(draft: Draft, refused: Iterable[tuple[str, tuple[int, int]]], redacted: Iterable[tuple[int, int]]) -> bool:
    quote, kind = _quote(draft.payload), draft.payload["act"]["type"]
    if any(_overlap(quote, gone) > 0 for gone in redacted):
        return True
    return any(kind == other and _overlap(quote, words) >= OVERLAP for other, words in refused)


def _quote(payload: Mapping[str, Any]) -> tuple[int, int]:
    quote = payload["claim"]["quote"]
    return quote["start"], quote["end"]


def _overlap(left: tuple[int, int], right: tuple[int, int]) -> float:
    """The share of the shorter of two quotes that both have in common."""
    shared = min(left[1], right[1]) - max(left[0], right[0])
    return max(0, shared) / max(1, min(left[1] - left[0], right[1] - right[0]))


def ever_recorded(connection: Connection, id: str) -> bool:
    """Whether a claim of this id was ever recorded, redacted or not."""
    return connection.scalar(select(entries.c.seq).where(entries.c.subject == id, entries.c.kind == "claim")) is not None


def _about(connection: Connection, ids: Sequence[str]) -> list[Entry]:
    found: list[Entry] = []
    for first in range(0, len(ids), MANY):
        query = joined().where(entries.c.subject.in_(ids[first : first + MANY])).order_by(entries.c.seq)
        found += [entry_of(row) for row in connection.execute(query).mappings()]
    return sorted(found, key=lambda e: e.seq)
