"""Who held a place and when, and what was done to its sites: answers made from claims, each with the claims that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateline.records.control import Extent
from dateline.records.edtf import FIRST_DAY, LAST_DAY, day_span

HeldAs = Literal["held", "contested", "unknown"]
Verb = Literal["takes", "leaves", "holds", "approaches"]
Stake = Literal["against_interest", "independent", "own_claim"]
Harm = Literal["destroyed", "damaged", "looted", "harmed"]
Word = Literal["claimed", "confirmed", "denied", "doubted", "feared"]
SiteState = Literal["confirmed", "disputed", "claimed", "denied", "rumoured"]


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happened, once: within these days (proleptic ordinals, both included). An open side is FIRST_DAY or LAST_DAY."""

    first: int
    last: int

    @property
    def edtf(self) -> str:
        """The days as EDTF: "2016-03-27", "2016-03" for a whole month, "2016-12-10/2016-12-11", "/2016-12-11" (by then)."""
        left = "" if self.first <= FIRST_DAY else _day(self.first)
        right = ".." if self.last >= LAST_DAY else _day(self.last)
        if left == right:
            return left
        for whole in (right[:4], right[:7]):
            if day_span(whole) == (self.first, self.last):
                return whole
        return f"{left}/{right}"


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


@dataclass(frozen=True, slots=True)
class Cited:
    """One claim as a timeline cites it: who says that which party takes, leaves, holds or approaches the place.

    `part` names the part of the place that the claim is about ("Palmyra Castle"; None: the place itself); `within` names the
    larger place that it is about, where a whole carries its parts. `told` is the first instant that its report's date may mean
    (microseconds since 1970, UTC); `stake` is how the speaker stands to what is said. Claims of one `origin` tell one statement, or one
    story.
    """

    claim: str
    report: str
    source: str
    kind: str
    verb: Verb
    party: str
    loser: str | None
    extent: Extent
    status: str
    stake: Stake
    words: str
    when: Moment
    published: str | None
    told: int
    origin: str
    part: str | None = None
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of time in which a place was held, contested or in unknown hands; it ends where the next begins.

    `holders`: the party that holds it, the parties that contest it (one alone: nobody says who has the rest), or nobody.
    `begins` None: no earlier change is known. `why` are the claims that make the change; `support` those that say the same
    later or again; `dissent` those that deny or doubt it, only plan it, or say otherwise without carrying it. `stake` is the
    best standing among the claims of the change: one against its speaker's interest before an independent one before a party's
    own.
    """

    state: HeldAs
    holders: tuple[str, ...]
    extent: Extent
    begins: Moment | None
    ends: Moment | None
    stake: Stake | None = None
    why: tuple[Cited, ...] = ()
    support: tuple[Cited, ...] = ()
    dissent: tuple[Cited, ...] = ()

    @property
    def told(self) -> int | None:
        """When the change was first told (microseconds since 1970, UTC)."""
        return min((c.told for c in self.why), default=None)

    @property
    def origins(self) -> int:
        """How many independent voices the change rests on, its support included: claims of one origin or one source are one."""
        groups: list[set[str]] = []
        for cited in (*self.why, *self.support):
            mine = {f"origin {cited.origin}", f"source {cited.source}"}
            joined = [g for g in groups if g & mine]
            groups = [*(g for g in groups if not g & mine), mine.union(*joined)]
        return len(groups)

    @property
    def words(self) -> str:
        """The state in words: "held by Islamic State", "contested: A, B", "contested: A in part", "unknown"."""
        names = ", ".join(self.holders)
        if self.state == "unknown":
            return "unknown"
        if self.state == "held":
            return f"held by {names}{' (in part)' if self.extent == 'part' else ''}"
        return f"contested: {names}{' in part' if len(self.holders) == 1 else ''}"


@dataclass(frozen=True, slots=True)
class SourceTimeline:
    """The spells by one source's claims alone."""

    source: str
    kind: str
    spells: tuple[Spell, ...]


@dataclass(frozen=True, slots=True)
class ControlTimeline:
    """Who held a place by all claims (`spells`) and by each source's alone; `approaches` are claims that somebody neared it.

    `place` is the ledger's key ("gn:163808"). `parts` are the timelines of places whose names say that they are parts of it.
    """

    place: str
    name: str
    country: str | None
    spells: tuple[Spell, ...]
    sources: tuple[SourceTimeline, ...] = ()
    approaches: tuple[Cited, ...] = ()
    parts: tuple[ControlTimeline, ...] = ()

    @property
    def now(self) -> Spell:
        """The last spell: what is known of the place from the view's standpoint."""
        return self.spells[-1]

    def at(self, day: str) -> tuple[Spell, ...]:
        """The spells that may have covered a day or any day of an EDTF value; more than one where it changed hands then."""
        days = day_span(day)
        return () if days is None else tuple(s for s in self.spells if covers(s, days))


def covers(spell: Spell, days: tuple[int, int]) -> bool:
    """Whether a spell may have reached into the days (ordinals, both included)."""
    begun = spell.begins is None or spell.begins.first <= days[1]
    return begun and (spell.ends is None or spell.ends.last >= days[0])


@dataclass(frozen=True, slots=True)
class Damage:
    """One claim of what was done to a site. `word`: what the claim adds - claimed, confirmed, denied, doubted, feared.

    `when` is EDTF, of the harm; `said` EDTF, when it was said where the text tells; `known` the instant from which it counts
    as published; `by` are those said to have done it.
    """

    claim: str
    report: str
    word: Word
    harm: Harm
    source: str
    kind: str
    evidence: str | None
    status: str
    when: str | None
    said: str | None
    published: str | None
    known: int
    words: str
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """A heritage place, hospital, school, shelter or water works, with what was claimed, denied and confirmed of it, oldest first.

    `place` is the ledger's key of the site or, for an unnamed one ("a hospital"), of the place that it lies in; `near` names
    that place. `sensitive` kinds give coordinates only coarsely, and no key of a gazetteer (`coarse`: this was done).
    """

    name: str
    kind: str
    place: str
    near: str | None
    country: str | None
    lat: float | None
    lon: float | None
    sensitive: bool
    coarse: bool
    state: SiteState
    damage: tuple[Damage, ...] = ()
