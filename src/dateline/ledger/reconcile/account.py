"""An account: one figure as one voice gives it, with whose word it is, whose dead it counts, and of which stretch of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from dateline.ledger.control.voices import Printed, Sides, sides, speakers
from dateline.ledger.control.voices import side as party_of
from dateline.ledger.entries import fold
from dateline.ledger.reconcile.independence import one_source, source
from dateline.ledger.reconcile.period import Period, period, telling
from dateline.ledger.reconcile.sides import ALL, CIVILIANS, UNKNOWN, Civil, camps, civil, side
from dateline.records.entry import Figure, KeptClaim, Voice
from dateline.records.howmany import Numbers
from dateline.records.incident import Incident, Support

ASSERTING: Final = frozenset({"happened", "confirmed", "ongoing"})  # statuses whose figures may enter a toll
Stand = Literal["independent", "own", "rival"]


@dataclass(frozen=True, slots=True)
class Account:
    """One figure by one voice. `party`: the side or the state whose word it is, None for a voice that speaks for none.

    `stand`: how the voice stands to the figure. "own": a belligerent tells its own or an ally's losses; "rival": it tells
    anybody else's; "independent": everybody else. `source` is one for all that is one source's word; `told` the first and last
    instant at which it was said (microseconds since 1970, UTC). `whole`: the words of the larger figure that it breaks down.
    """

    claim: KeptClaim
    figure: Figure
    voice: Voice
    party: str | None
    stand: Stand
    side: str
    civil: Civil
    period: Period
    incident: str
    told: tuple[int, int]
    source: str
    whole: Figure | None
    numbers: Numbers

    @property
    def asserts(self) -> bool:
        """Whether the claim says that it happened."""
        return self.claim.status in ASSERTING

    @property
    def rank(self) -> tuple[int, int, str, str, str]:
        """A place in an order that does not depend on the order of recording: the earliest told first."""
        return (*self.told, self.claim.id, self.figure.words, self.voice.name)

    @property
    def key(self) -> tuple[str, str]:
        """What is counted: measure and unit."""
        return self.figure.measure, self.figure.unit

    @property
    def says(self) -> str:
        """Who says what, for a sentence: "Syrian Observatory for Human Rights, “at least 34 soldiers”"."""
        return f"{self.voice.name}, “{self.figure.words}”"

    def support(self) -> Support:
        """The account as a figure cites it."""
        n = self.numbers
        return Support(self.claim.id, self.figure.words, n.low, n.best, n.high, self.voice.name, self.source)


def accounts(incidents: Sequence[Incident], printed: Mapping[str, Printed]) -> list[Account]:
    """Every figure of the incidents' claims, once for each voice that gives it, in an order of their own.

    `printed` tells of the claims' reports by id: whose own voice a claim without a speaker is.
    """
    known = camps(c for i in incidents for c in i.claims)
    told = _first_told(c for i in incidents for c in i.claims)
    found: dict[tuple[str, str, str, str], Account] = {}
    for incident in incidents:
        around = _Around(incident.id, _parties(incident.claims), sides(incident.claims), known, printed, told)
        for claim in incident.claims:
            for made in _of(claim, around):
                found.setdefault((claim.id, made.figure.words, made.figure.measure, made.voice.name), made)
    one = one_source(found.values())
    return _settled([replace(a, source=one.get(a.source, a.source)) for a in found.values()])


def _settled(found: Sequence[Account]) -> list[Account]:
    """The accounts by rank, one source's same figure with one period: a headline, or who quotes it, says less of when.

    What a report gives twice has the period that tells most; what another report gives without a day has it too.
    """
    best: dict[tuple[object, ...], Period] = {}
    for a in sorted(found, key=lambda a: a.rank):
        for key in _keys(a):
            best[key] = max(best.get(key, a.period), a.period, key=lambda p: p.told)
    made = []
    for a in found:
        here, anywhere = (best[key] for key in _keys(a))
        made.append(replace(a, period=here if here.dated else anywhere))
    return sorted(made, key=lambda a: a.rank)


def _keys(a: Account) -> tuple[tuple[object, ...], tuple[object, ...]]:
    """What makes two accounts one figure: within a report, and within an incident."""
    figure = (a.incident, a.source, a.figure.measure, a.figure.unit, a.side, a.numbers)
    return (a.claim.report, *figure), figure


@dataclass(frozen=True, slots=True)
class _Around:
    """What is known beside a claim: its incident, the armed sides there, who helps whom, bands by their side, its report, and when
    its statement was first made."""

    incident: str
    parties: frozenset[str]
    allies: Sides
    camps: Mapping[str, str]
    printed: Mapping[str, Printed]
    told: Mapping[str, tuple[int, int]]


def _first_told(claims: Iterable[KeptClaim]) -> dict[str, tuple[int, int]]:
    """When each statement was first made, by its origin: a reprint of a week later tells nothing of that week."""
    found: dict[str, tuple[int, int]] = {}
    for claim in claims:
        if claim.origin is not None:
            found[claim.origin] = min(telling(claim), found.get(claim.origin, telling(claim)))
    return found


def _parties(claims: Iterable[KeptClaim]) -> frozenset[str]:
    """The armed sides of an incident: who acts, helps and is acted on, and whose fighters are counted."""
    found: set[str] = set()
    for claim in claims:
        found.update(p.name for p in claim.parties if not fold(p.name).startswith(CIVILIANS))
        found.update(name for f in claim.figures if (name := side(f, {})) not in (CIVILIANS, UNKNOWN, ALL))
    return frozenset(found)


def _of(claim: KeptClaim, around: _Around) -> Iterator[Account]:
    told = around.told.get(claim.origin or "", telling(claim))
    when = period(claim, told)
    country = claim.places[0].country if claim.places else None
    for voice in speakers(claim, around.printed):
        party = party_of(voice, country, around.parties)
        party = around.camps.get(party, party) if party else None
        for figure in claim.figures:
            whose = side(figure, around.camps)
            fights = party if party in around.parties or voice.kind == "belligerent" else None
            stand = _stand(voice, fights, whose, around.allies)
            yield Account(claim, figure, voice, party, stand, whose, civil(figure), when, around.incident, told,
                          source(claim, voice, party), _whole(claim, figure), figure.numbers)  # fmt: skip


def _stand(voice: Voice, party: str | None, whose: str, allies: Sides) -> Stand:
    """How a voice stands to a figure: a belligerent whose side is not known is taken to speak of others' losses."""
    if party is None:
        return "rival" if voice.kind == "belligerent" else "independent"
    return "own" if allies.together(party, whose) else "rival"


def _whole(claim: KeptClaim, figure: Figure) -> Figure | None:
    """The larger figure of the same claim and measure that the figure breaks down."""
    wholes = (f for f in claim.figures if f is not figure and f.words == figure.part_of and f.measure == figure.measure)
    return next(wholes, None) if figure.part_of else None
