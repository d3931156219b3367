"""Where the parts of claims stand in their report: what a reader colours."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, select

from dateline.ledger.linking.judged import chunks
from dateline.ledger.log import entry_of, joined
from dateline.ledger.privacy import WITHHELD, hidden, withhold
from dateline.ledger.schema import amendments, entries
from dateline.records.entry import Entry

PARTS: Final[tuple[tuple[str, str, str], ...]] = (
    ("initiators", "initiator", "initiators"), ("targets", "target", "targets"), ("allies", "ally", "allies"),
    ("weapons", "weapon", "weapons"), ("places", "place", "places"), ("when", "time", "when"), ("said", "said", "said"),
    ("source", "source", "voices"), ("quantities", "quantity", "figures"),
)  # where a payload keeps it, its role, and the field by which people correct it  # fmt: skip
TIMES: Final = ("when", "said")
CLAIM: Final = "claim"


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """Characters `start` to `end` of a report's text that play a role in a claim. `about`: the name or value they were read as."""

    role: str
    start: int
    end: int
    claim: str
    event: str
    about: str | None


def spans_of(connection: Connection, ids: Sequence[str], at: int | None = None) -> list[RoleSpan]:
    """Where the claims and their parts stand, with the corrections in force at the instant (None: now), in the order of the text."""
    found: list[RoleSpan] = []
    for some in chunks(ids):
        corrected = _corrected(connection, some, at)
        query = joined().where(entries.c.subject.in_(some), entries.c.kind == CLAIM)
        for row in connection.execute(query).mappings():
            entry = entry_of(row)
            found += _spans(entry, corrected.get(entry.subject, {}))
    return sorted(dict.fromkeys(found), key=lambda s: (s.start, -s.end, s.role, s.claim))


def _corrected(connection: Connection, ids: Sequence[str], at: int | None) -> dict[str, dict[str, Any]]:
    """The values that people gave the claims' fields, the last that holds of each."""
    made = select(amendments.c.seq, amendments.c.ended, amendments.c.recorded)
    held = made.where(amendments.c.subject.in_(ids), amendments.c.kind == "correction")
    force = [r.seq for r in connection.execute(held) if _holds(r.ended, r.recorded, at)]
    out: dict[str, dict[str, Any]] = {}
    for some in chunks(force):
        for row in connection.execute(joined().where(entries.c.seq.in_(some)).order_by(entries.c.seq)).mappings():
            entry = entry_of(row)
            if entry.payload is not None:
                out.setdefault(entry.subject, {})[entry.payload["field"]] = entry.payload["value"]
    return out


def _holds(ended: int | None, recorded: int, at: int | None) -> bool:
    return ended is None if at is None else recorded <= at and (ended is None or ended > at)


def sections_of(connection: Connection, report: str) -> list[tuple[str, int, int]]:
    """The parts of a report's text: kind, start, end."""
    query = joined().where(entries.c.subject == report, entries.c.kind == "report")
    row = connection.execute(query).mappings().first()
    payload = None if row is None else entry_of(row).payload
    return [] if payload is None else [(kind, start, end) for kind, start, end in payload["document"]["sections"]]


def _spans(entry: Entry, corrected: Mapping[str, Any]) -> Iterator[RoleSpan]:
    payload = entry.payload
    if payload is None:
        return
    claim, act = payload["claim"], payload["act"]
    quote = claim["quote"]
    yield RoleSpan(CLAIM, quote["start"], quote["end"], entry.subject, payload["event"], None)
    for slot, role, field in PARTS:
        own = claim.get(slot)
        parts = _each(own if own is not None else act.get(slot))
        for part in _now(parts, corrected[field], slot) if field in corrected else parts:
            start, end = part.get("start"), part.get("end")
            if isinstance(start, int) and isinstance(end, int) and start < end:
                yield RoleSpan(role, start, end, entry.subject, payload["event"], _about(part))


def _now(coded: Sequence[Mapping[str, Any]], value: Any, slot: str) -> Iterator[Mapping[str, Any]]:
    """The parts of a corrected field: where the correction says, else where words or name stood when it was coded."""
    if value is None:
        return
    if slot in TIMES:
        told = {"value": value} if isinstance(value, str) else value
        yield told if "start" in told else {**next(iter(coded), {}), "name": None, **told}
        return
    plain = "text" if slot == "weapons" else "name"
    for part in ({plain: v} if isinstance(v, str) else v for v in value):
        stood = next((c for c in coded if any(part.get(k) and part.get(k) == c.get(k) for k in ("text", "name"))), {})
        yield part if "start" in part else {**stood, **part}


def _each(part: Any) -> Sequence[Mapping[str, Any]]:
    return [part] if isinstance(part, Mapping) else part or ()


def _about(part: Mapping[str, Any]) -> str | None:
    told = part.get("name") or part.get("value") or part.get("measure")
    return None if told is None else str(told)


class Shift:
    """Where characters of a text stand once the private names in it are withheld, which makes it longer or shorter."""

    def __init__(self, text: str, private: Collection[str]) -> None:
        self.private, self.taken = private, hidden(text, private)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the withheld text; one that touches a withheld name holds all that stands in its place."""
        return self._at(start, False), self._at(end, True)

    def words(self, words: str | None) -> str | None:
        """A name without those that are withheld."""
        return words and withhold(words, self.private)

    def _at(self, at: int, end: bool) -> int:
        moved = 0
        for first, last in self.taken:
            if last <= at:
                moved += len(WITHHELD) - (last - first)
            elif first < at:
                return first + moved + (len(WITHHELD) if end else 0)
            else:
                break
        return at + moved
