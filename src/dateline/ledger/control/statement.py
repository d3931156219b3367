"""What one claim says of who holds a place: its change of control, read once for each source that it has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from dateline.ledger.control.voices import Printed, Sides, side, sides, speakers, stake
from dateline.ledger.entries import HOLDING, fold
from dateline.ledger.privacy import withhold
from dateline.records.control import ControlChange, Extent
from dateline.records.edtf import FIRST_DAY, LAST_DAY, day_span, instants
from dateline.records.entry import KeptClaim, Spot, Voice
from dateline.records.spell import Cited, Moment, Verb

ASSERTING: Final = frozenset({"happened", "confirmed", "ongoing"})  # statuses that can change who holds a place
NEAR: Final[int] = 2  # precision of a place told only as near: what is taken lies beside it
RETREAT: Final = "withdrawal"  # the type of act that may be told without a change, where a capture carries it
DAY: Final[int] = 86_400_000_000  # microseconds
EPOCH: Final[int] = 719_163  # ordinal of 1970-01-01
WHOLE: Final = "*"  # the part that is the whole place
UNNAMED: Final = ""  # a part of the place that the claim does not name
NEWS: Final[int] = (
    3  # days before its report in which an undated act lies; days between a retreat and the capture it makes room for
)
ZONES: Final[int] = 1  # days by which the local day of an event may lie after the day of its report in UTC

Key = tuple[bool, str, str]


@dataclass(frozen=True, slots=True)
class Statement:
    """One source's word that a party takes, holds, leaves or nears a place or a part of it.

    `part` is WHOLE, UNNAMED or a part's name. It happened once within days `first` to `last`; `dated` False: by `last`, the
    day of the report, because the claim says nothing of when, or tells a state. `told`: the instants that the report's date
    may mean. `source` is the folded name that makes claims one source's.
    """

    cited: Cited
    source: str
    part: str
    first: int
    last: int
    dated: bool
    told: tuple[int, int]
    asserts: bool

    @property
    def verb(self) -> Verb:
        """Takes, holds, leaves or approaches."""
        return self.cited.verb

    @property
    def party(self) -> str:
        """Who takes, holds, leaves or nears the place."""
        return self.cited.party

    @property
    def losers(self) -> tuple[str, ...]:
        """Who is said to lose the place by it."""
        loser = self.party if self.verb == "leaves" else self.cited.loser
        return (loser,) if loser else ()

    @property
    def report(self) -> str:
        """The report that the claim stands in."""
        return self.cited.report

    @property
    def key(self) -> Key:
        """What makes two statements ones of the same change, times aside: gain or loss, whose, and of what."""
        return (self.verb == "leaves", self.party, self.part)

    @property
    def rank(self) -> tuple[int, int, int, int, str, str, str, Key]:
        """A place in an order that does not depend on the order of recording: the narrowest time first, then the earliest."""
        cited = self.cited
        return (self.last - self.first, self.last, self.told[1], self.told[0], cited.report, cited.claim, self.source, self.key)

    def contradicts(self, other: Statement) -> bool:
        """Whether the two cannot both describe how the place stands."""
        mine, others = self.verb == "leaves", other.verb == "leaves"
        if mine or others:
            return mine != others and self.party == other.party
        return self.party != other.party and (WHOLE in (self.part, other.part) or self.part == other.part != UNNAMED)


@dataclass(frozen=True, slots=True)
class Scope:
    """The place whose statements are wanted. `parts` maps the keys of its inner parts to their names.

    `within` is the key and the name of the place that it is itself a part of.
    """

    key: str
    country: str | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    within: tuple[str, str] | None = None


def statements(claims: Iterable[KeptClaim], scope: Scope, printed: Mapping[str, Printed], private: bool = False) -> list[Statement]:
    """Every statement that the claims make about the place, sorted by rank.

    `printed` tells of the claims' reports by id. `private`: private persons' names stand in the answer, else they are withheld.
    """
    claims = list(claims)
    known, takers = sides(claims), _takers(claims)
    found: dict[tuple[object, ...], Statement] = {}
    for claim in claims:
        for verb, party, change, part in _told(claim, scope, takers):
            for voice in speakers(claim, printed):
                made = _statement(claim, voice, (verb, party, part), change, scope, known)
                found.setdefault(made.rank, made if private or not claim.private else _without_names(made, claim.private))
    return sorted(found.values(), key=lambda s: s.rank)


Told = tuple[Verb, str, ControlChange, str]


def placed_changes(claim: KeptClaim) -> Iterator[tuple[ControlChange, str, Spot | None]]:
    """The changes of a claim, each with the key of its place and that place as the claim names it (as index.py keys them)."""
    named = {fold(s.name): s for s in claim.places}
    spots = {fold(s.words): s for s in claim.places if s.words} | named
    country = claim.places[0].country if claim.places else None
    for change in claim.changes:
        spot = spots.get(fold(change.place))
        yield change, spot.key if spot else f"name:{fold(change.place)}|{country or ''}", spot


Takers = Mapping[tuple[str, str], Sequence[tuple[str, int]]]  # (report, key of the place) to (party, last day)


def _takers(claims: Iterable[KeptClaim]) -> Takers:
    """Who takes the whole of which place by which report, and by which day."""
    found: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for claim in claims:
        for change, key, _ in placed_changes(claim):
            if change.holder and change.extent == "whole" and claim.status in ASSERTING:
                found.setdefault((claim.report, key), []).append((change.holder, span(claim, "takes")[1]))
    return found


def _told(claim: KeptClaim, scope: Scope, takers: Takers) -> Iterator[Told]:
    """What a claim tells of the place: verb, party, the change as coded, and the part of the place."""
    if claim.type == RETREAT and not claim.changes:
        yield from _retreat(claim, scope, takers)
    placed = list(placed_changes(claim))
    whole = {c.holder or c.loser for c, key, _ in placed if key == scope.key and c.extent == "whole"}
    for change, key, spot in placed:
        verb, party = _verb(claim, change, spot)
        if verb is None or party is None or (party in whole and key in scope.parts):
            continue  # nothing changes, or the whole that the claim tells has its parts in it
        if key == scope.key:
            yield verb, party, change, WHOLE if change.extent == "whole" else UNNAMED
        elif key in scope.parts and verb != "approaches":
            yield verb, party, replace(change, extent="part"), scope.parts[key]
        elif scope.within and key == scope.within[0] and change.extent == "whole" and verb != "approaches":
            yield verb, party, change, WHOLE


def _verb(claim: KeptClaim, change: ControlChange, spot: Spot | None) -> tuple[Verb | None, str | None]:
    if change.holder is None:
        return ("leaves", change.loser) if change.loser else (None, None)
    if change.extent == "approach" or (spot is not None and spot.precision == NEAR):
        return "approaches", change.holder
    return ("holds" if claim.type == HOLDING else "takes"), change.holder


def _retreat(claim: KeptClaim, scope: Scope, takers: Takers) -> Iterator[Told]:
    """A retreat told beside the capture that it makes room for: the capture carries the change (codebook section 2).

    The case: on 2017-03-02 the army says that it took the town, and in the same report the Observatory that the other side has
    left. It counts as that source's word that the party is gone, and only where its report tells of the capture.
    """
    spot = claim.places[0] if claim.places else None
    if spot is None or spot.key != scope.key or spot.precision > NEAR:
        return
    day = span(claim, "leaves")[1]
    taken = {party for party, last in takers.get((claim.report, spot.key), ()) if abs(last - day) <= NEWS}
    for party in sorted({p.name for p in claim.parties if p.role == "initiator"}):
        if taken - {party}:
            yield "leaves", party, ControlChange(spot.name, party, None, "whole"), WHOLE


def _statement(
    claim: KeptClaim, voice: Voice, told: tuple[Verb, str, str], change: ControlChange, scope: Scope, known: Sides
) -> Statement:
    verb, party, part = told
    first, last, dated = span(claim, verb)
    published = instants(claim.published) or (claim.recorded, claim.recorded)
    speaker = side(voice, scope.country, known.parties)
    extent: Extent = "approach" if verb == "approaches" else change.extent
    cited = Cited(
        claim=claim.id, report=claim.report, source=voice.name, kind=voice.kind, verb=verb, party=party,
        loser=change.loser if verb == "takes" and change.loser != party else None, extent=extent, status=claim.status,
        stake=stake(verb, party, speaker, voice.kind, known), words=claim.words, when=Moment(first, last),
        published=claim.published, told=published[0], origin=claim.origin or (claim.id if claim.voices else claim.report),
        part=None if part in (WHOLE, UNNAMED) else part, within=_larger(change, scope),
    )  # fmt: skip
    return Statement(cited, fold(voice.name), part, first, last, dated, published, claim.status in ASSERTING)


def _larger(change: ControlChange, scope: Scope) -> str | None:
    return scope.within[1] if scope.within and fold(change.place) == fold(scope.within[1]) else None


def _without_names(made: Statement, private: tuple[str, ...]) -> Statement:
    cited = made.cited
    return replace(made, cited=replace(cited, source=withhold(cited.source, private), words=withhold(cited.words, private)))


def span(claim: KeptClaim, verb: Verb) -> tuple[int, int, bool]:
    """The first and last day on which the change may have happened, and whether the claim dates it.

    No word about time, or only an end ("until"): by the report's day. A state: by the first day that it is said to last, or
    from its start where that is told ("since May"). Nothing is told before it happens: a span that runs past the report's day
    ends there, and a date that lies after it by more than time zones allow is taken for none.
    """
    published = instants(claim.published) or (claim.recorded, claim.recorded)
    day = published[1] // DAY + EPOCH
    if claim.days is None or claim.when_precision == "unknown":
        return FIRST_DAY, min(day, claim.days[1] if claim.days else day), False
    first, last = claim.days
    if last >= LAST_DAY:
        start = day_span((claim.when or "").split("/")[0])
        first, last, since = (*start, True) if start else (first, day, False)
    else:
        since = False
    if first > day + ZONES:
        return FIRST_DAY, day, False
    last = min(last, max(first, day))
    if first <= FIRST_DAY:
        return FIRST_DAY, last, False
    if verb == "holds" and not since:
        return FIRST_DAY, first if claim.when_precision == "range" else last, False
    return first, last, True
