"""How far two people (or a person and the machine) agree who coded the same reports, field by field.

Events are paired first (`pairing`), as the project's scorer does it; then each field is told in two figures:

    F1      of what both coded and what only one did. It needs no count of what both rightly left out, which no coding of events has,
            and is what kappa comes to as that count grows (Hripcsak and Rothschild, "Agreement, the F-measure, and reliability in
            information retrieval", JAMIA 12, 2005). Neither coder is the reference: it is the same whichever is named first, but
            for places and for very long quotes, where the scorer's rules look from the first.
    alpha   Krippendorff's, of the values that both gave to the same event or claim (`alpha`): how far they agree beyond chance
            once both have seen it. Numbers are on the ratio scale: 10 and 20 are as far apart as 100 and 200.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from dateline.errors import DatelineError
from dateline.review import pairing
from dateline.review.alpha import Scale, alpha
from dateline.review.pairing import Row, each, plain

FIELDS: Final = (
    "event", "type", "mode", "scope", "initiator", "target", "name", "place", "when", "when~", "weapon", "control", "source", "voice",
    "status", "evidence", "quantity", "number", "killed", "injured", "claim",
)  # in the order in which they are told  # fmt: skip
SCALES: Final[Mapping[str, Scale]] = {
    "type": "nominal", "mode": "nominal", "scope": "nominal", "initiator": "nominal", "target": "nominal", "place": "nominal",
    "when": "nominal", "source": "nominal", "voice": "nominal", "status": "nominal", "evidence": "nominal", "number": "ratio",
    "killed": "ratio", "injured": "ratio",
}  # of the values that alpha is of  # fmt: skip
Same = Callable[[Row, Row], bool]


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """One field: how many both coded alike, how many only the one or the other did, F1, and alpha over `compared` units.

    `f1` None: neither coded any; `alpha` None: not defined (`alpha.alpha`), or the field has no value of its own.
    """

    field: str
    both: int
    only_left: int
    only_right: int
    f1: float | None
    compared: int
    alpha: float | None
    scale: Scale | None


@dataclass(slots=True)
class _Count:
    """What is counted of one field."""

    both: int = 0
    left: int = 0
    right: int = 0
    units: list[tuple[Hashable | None, Hashable | None]] = field(default_factory=list)


def agreement(pairs: Iterable[tuple[Row, Row]]) -> tuple[FieldAgreement, ...]:
    """How far two coders agree over reports that both coded: each a pair of records of the codebook's JSON with one text.

    Raises DatelineError `review.records` where the texts differ, or a span does not lie in its text.
    """
    work = _Work()
    for left, right in pairs:
        if left["text"] != right["text"]:
            raise DatelineError("review.records", f"{left.get('id')}: the texts differ.")
        for record in (left, right):
            checked(record)
        work.report(left, right)
    return tuple(work.told(name) for name in FIELDS)


def checked(record: Row) -> None:
    """Refuses a record whose parts cannot be compared. Raises DatelineError `review.records`."""
    try:
        size = len(record["text"])
        for event in record.get("events") or []:
            spans = [c["quote"] for c in event["claims"]]
            spans += [m for slot in ("initiators", "targets", "places", "weapons") for m in event.get(slot) or []]
            spans += [s for c in event["claims"] for s in (*(c.get("source") or []), *(c.get("quantities") or []))]
            bad = [s for s in spans if s.get("start") is not None and not 0 <= s["start"] < s["end"] <= size]
            if bad or not all(isinstance(c["status"], str) for c in event["claims"]) or not isinstance(event["type"], str):
                raise DatelineError("review.records", f"{record.get('id')}: a span does not lie in the text.")
            for figure in (q for c in event["claims"] for q in c.get("quantities") or []):
                figure["measure"]
    except (KeyError, TypeError, AttributeError) as error:
        raise DatelineError("review.records", f"{record.get('id') if isinstance(record, Mapping) else ''}: {error!r}.") from error


class _Work:
    """Counts while reports are compared."""

    def __init__(self) -> None:
        self.counts = {name: _Count() for name in FIELDS}

    def told(self, name: str) -> FieldAgreement:
        """A field's figures."""
        c, scale = self.counts[name], SCALES.get(name)
        total = 2 * c.both + c.left + c.right
        compared = sum(None not in unit for unit in c.units)
        found = alpha(c.units, scale) if scale is not None else None
        return FieldAgreement(name, c.both, c.left, c.right, 2 * c.both / total if total else None, compared, found, scale)

    def report(self, left: Row, right: Row) -> None:
        """Compares two codings of a report."""
        ours, theirs = left.get("events") or [], right.get("events") or []
        pairs = pairing.paired(ours, theirs, left["text"])
        self._add("event", len(pairs), len(ours) - len(pairs), len(theirs) - len(pairs))
        exact = sum(ours[i]["type"] == theirs[j]["type"] for i, j in pairs)
        self._add("type", exact, len(ours) - exact, len(theirs) - exact)
        mine, others = {i for i, _ in pairs}, {j for _, j in pairs}
        for i, j in pairs:
            self._values(ours[i], theirs[j])
            self._event(ours[i], theirs[j], left["text"])
        for i, event in enumerate(ours):
            if i not in mine:
                self._event(event, {}, left["text"])
        for j, event in enumerate(theirs):
            if j not in others:
                self._event({}, event, left["text"])
        a, b = _numbers(ours), _numbers(theirs)
        self._add("number", len(a & b), len(a - b), len(b - a))

    def _add(self, name: str, both: int, left: int, right: int) -> None:
        c = self.counts[name]
        c.both, c.left, c.right = c.both + both, c.left + left, c.right + right

    def _slots(self, name: str, left: Sequence[Row], right: Sequence[Row], same: Same) -> bool:
        """Counts what fills a slot; whether all of the left is there on the right."""
        rest, hits = list(right), 0
        for x in left:
            k = next((k for k, y in enumerate(rest) if same(x, y)), None)
            if k is not None:
                rest.pop(k)
                hits += 1
        self._add(name, hits, len(left) - hits, len(right) - hits)
        return hits == len(left)

    def _event(self, a: Row, b: Row, text: str) -> None:
        """The parts of two events that are one; of one alone, beside nothing."""
        for slot in ("initiators", "targets"):
            self._slots(slot[:-1], each(a, slot), each(b, slot), pairing.same_filler)
            named = [[x for x in each(e, slot) if x.get("name") not in (None, pairing.UNKNOWN)] for e in (a, b)]
            self._slots("name", named[0], named[1], pairing.same_name)
        self._place(each(a, "places"), each(b, "places"))
        self._slots("weapon", each(a, "weapons"), each(b, "weapons"), pairing.same_weapon)
        times = [[e["when"]] if (e.get("when") or {}).get("value") else [] for e in (a, b)]
        self._slots("when", times[0], times[1], pairing.same_time)
        self._slots("when~", times[0], times[1], pairing.near_time)
        self._slots("control", a.get("control") or [], b.get("control") or [], _same_change)
        figures = [_distinct(q for c in e.get("claims") or [] for q in c.get("quantities") or []) for e in (a, b)]
        self._slots("quantity", figures[0], figures[1], pairing.same_figure)
        self._claims(a.get("claims") or [], b.get("claims") or [], a.get("type") == b.get("type"), text)

    def _place(self, left: Sequence[Row], right: Sequence[Row]) -> None:
        """The most exact place: agreed where the first of the right is one of the left's."""
        if left and any(pairing.same_place(x, y) for x in left for y in right[:1]):
            self._add("place", 1, 0, 0)
        else:
            self._slots("place", left[:1], right[:1], pairing.same_place)

    def _claims(self, left: Sequence[Row], right: Sequence[Row], typed: bool, text: str) -> None:
        pairs = pairing.paired_claims(left, right, text)
        for i, j in pairs:
            x, y = left[i], right[j]
            voices = self._slots("source", x.get("source") or [], y.get("source") or [], pairing.same_filler)
            self._slots("voice", (x.get("source") or [])[:1], (y.get("source") or [])[:1], _same_kind)
            alike = x["status"] == y["status"]
            self._add("status", alike, not alike, not alike)
            proofs = [[{"evidence": c["evidence"]}] if c.get("evidence") else [] for c in (x, y)]
            self._slots("evidence", proofs[0], proofs[1], lambda p, q: p["evidence"] == q["evidence"])
            ours, theirs = _distinct(x.get("quantities") or []), _distinct(y.get("quantities") or [])
            figures = len(ours) == len(theirs) and all(any(pairing.same_figure(q, r) for r in theirs) for q in ours)
            voices = voices and len(x.get("source") or []) == len(y.get("source") or [])
            whole = typed and alike and figures and voices
            self._add("claim", whole, not whole, not whole)
            self._claim_values(x, y)
        mine, others = {i for i, _ in pairs}, {j for _, j in pairs}
        for name, cut in (("source", None), ("voice", 1)):
            for i, c in enumerate(left):
                if i not in mine:
                    self._add(name, 0, len((c.get("source") or [])[:cut]), 0)
            for j, c in enumerate(right):
                if j not in others:
                    self._add(name, 0, 0, len((c.get("source") or [])[:cut]))
        self._add("claim", 0, len(left) - len(pairs), len(right) - len(pairs))

    def _values(self, a: Row, b: Row) -> None:
        """What both coders made of one event, for alpha."""
        for name, value in _EVENT_VALUES.items():
            self._unit(name, value(a), value(b))
        for measure in ("killed", "injured"):
            self._unit(measure, _most(a, measure), _most(b, measure))
        for measure in sorted({q["measure"] for e in (a, b) for c in e["claims"] for q in c.get("quantities") or []}):
            self._unit("number", _most(a, measure), _most(b, measure))

    def _claim_values(self, a: Row, b: Row) -> None:
        """What both coders made of one claim."""
        self._unit("status", a["status"], b["status"])
        self._unit("evidence", a.get("evidence") or "none", b.get("evidence") or "none")
        self._unit("source", *(plain(s[0].get("name")) if (s := c.get("source")) else "report" for c in (a, b)))
        self._unit("voice", *(s[0].get("kind") or pairing.UNKNOWN if (s := c.get("source")) else "report" for c in (a, b)))

    def _unit(self, name: str, left: Hashable | None, right: Hashable | None) -> None:
        if left is not None or right is not None:
            self.counts[name].units.append((left, right))


def _named(slot: str) -> Callable[[Row], Hashable | None]:
    """The sides of an event as one value: their names, in order."""
    return lambda e: tuple(sorted({plain(x.get("name")) for x in each(e, slot)} - {""})) or pairing.UNKNOWN


def _where(event: Row) -> Hashable | None:
    first = next(iter(each(event, "places")), None)
    if first is None:
        return None
    number = first.get("geonames_id")
    return str(number) if number is not None else plain(first.get("name")) or None


def _when(event: Row) -> Hashable | None:
    value = (event.get("when") or {}).get("value")
    return str(value).replace("..", "") if value else None


_EVENT_VALUES: Final[Mapping[str, Callable[[Row], Hashable | None]]] = {
    "type": lambda e: e["type"], "mode": lambda e: e.get("mode"), "scope": lambda e: e.get("scope") or "event",
    "initiator": _named("initiators"), "target": _named("targets"), "place": _where, "when": _when,
}  # fmt: skip


def _most(event: Row, measure: str) -> float | None:
    """The greatest number of a measure in an event: the best of its figures, else what bounds them."""
    told = (q for c in event["claims"] for q in c.get("quantities") or [] if q["measure"] == measure)
    found = (next((q[end] for end in ("best", "low", "high") if q.get(end) is not None), None) for q in told)
    return max((float(n) for n in found if n is not None), default=None)


def _numbers(events: Iterable[Row]) -> set[tuple[str, Any]]:
    figures = (q for e in events for c in e.get("claims") or [] for q in c.get("quantities") or [])
    return {(q["measure"], q.get("best") if q.get("best") is not None else q.get("high")) for q in figures}


def _distinct(figures: Iterable[Row]) -> list[Row]:
    """Figures, each once."""
    found = {(q["measure"], q.get("low"), q.get("best"), q.get("high"), plain(q.get("unit")), q.get("group")): q for q in figures}
    return list(found.values())


def _same_change(a: Row, b: Row) -> bool:
    return plain(a.get("place")) == plain(b.get("place")) and plain(a.get("to")) == plain(b.get("to"))


def _same_kind(a: Row, b: Row) -> bool:
    return a.get("kind") == b.get("kind")


def joined(left: Mapping[str, Row], right: Mapping[str, Row]) -> Iterator[tuple[Row, Row]]:
    """The reports that both coded, by their ids. Raises DatelineError `review.records` where there is none."""
    shared = [id for id in left if id in right]
    if not shared:
        raise DatelineError("review.records", "They have no report in common.")
    return ((left[id], right[id]) for id in shared)
