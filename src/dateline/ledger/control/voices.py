"""Who says a claim, on whose side, and how that side stands to what is said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final

from dateline.knowledge.actors import fold, load_lexicon, load_states, split_words
from dateline.knowledge.sources import Outlet, find_outlet
from dateline.records.entry import KeptClaim, Voice
from dateline.records.spell import Stake

RELAY: Final = "media"  # the kind of a voice that passes another's word on
OWN: Final = {
    "belligerent_media": "belligerent", "state_media": "government", "government": "government", "military": "government",
    "monitor": "monitor", "igo": "igo",
}  # the kind of voice that an outlet of this kind has where a report speaks for itself  # fmt: skip
OF_STATE: Final = frozenset(
    (
        "army",
        "military",
        "forces",
        "navy",
        "state",
        "government",
        "official",
        "officials",
        "police",
        "governor",
        "ministry",
        "command",
    )
)  # words by which a voice with a country's name is its government's: "Syrian Army", "military source (Syria)"
PUBLIC: Final = frozenset({"official", "government"})  # kinds of voice that hold a public office


@dataclass(frozen=True, slots=True)
class Printed:
    """What is known of the report of a claim: the outlet whose own voice it is, and the name that it came with."""

    outlet: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Sides:
    """Who stands against whom at one place: the parties said to take, hold or lose it, and who acts beside whom."""

    parties: frozenset[str] = frozenset()
    allies: frozenset[frozenset[str]] = field(default_factory=frozenset)

    def together(self, one: str, other: str) -> bool:
        """Whether two names stand on one side."""
        return one == other or frozenset((one, other)) in self.allies


def sides(claims: Iterable[KeptClaim]) -> Sides:
    """The sides at a place, by its claims."""
    parties: set[str] = set()
    allies: set[frozenset[str]] = set()
    for claim in claims:
        parties.update(p for c in claim.changes for p in (c.holder, c.loser) if p)
        lead = [p.name for p in claim.parties if p.role == "initiator"]
        allies.update(frozenset((a, b.name)) for a in lead for b in claim.parties if b.role == "ally" and b.name != a)
    return Sides(frozenset(parties), frozenset(allies))


def speakers(claim: KeptClaim, printed: Mapping[str, Printed]) -> list[Voice]:
    """Who counts as the source of a claim: of a chain the last voice that does more than pass it on.

    Abdel Rahman → Observatory → AFP: the Observatory. Joint voices count each. A claim without a voice is its report's own:
    its outlet's, else the report's by name.
    """
    if not claim.voices:
        return [_own_voice(printed.get(claim.report, Printed()), claim)]
    if any(v.joint for v in claim.voices):
        return [_known(v) for v in claim.voices if v.joint]
    more = [v for v in claim.voices if v.kind != RELAY or _speaks_for(v.name)]
    return [_known((more or list(claim.voices))[-1])]


def _own_voice(report: Printed, claim: KeptClaim) -> Voice:
    name = report.outlet or report.name or claim.report
    outlet = _outlet(name)
    return Voice(outlet.name if outlet else name, OWN.get(outlet.kind, RELAY) if outlet else RELAY)


def _known(voice: Voice) -> Voice:
    """The voice under the name that the table of outlets gives it ("Amaq News Agency" is Amaq)."""
    outlet = _outlet(voice.name)
    return voice if outlet is None else Voice(outlet.name, voice.kind, voice.words, voice.joint)


@lru_cache(maxsize=1 << 14)
def _outlet(name: str) -> Outlet | None:
    return find_outlet(name)


def _speaks_for(name: str) -> str | None:
    outlet = _outlet(name)
    return outlet.speaks_for if outlet else None


def side(voice: Voice, country: str | None, parties: Collection[str]) -> str | None:
    """The party whose word a voice is, None where it speaks for none.

    A media arm or a ministry speaks for its owner; an army, a state's television or an unnamed official of a country for its
    government; a local official for the government of the country that the place lies in, where that is a party there.
    """
    if voice.name in parties:
        return voice.name
    found = _speaks_for(voice.name) or _named_side(voice.name)
    if found is not None:
        return found
    named = [p for p in parties if _folded(p) in _folded(voice.name)]
    if voice.kind == "belligerent" and len(named) == 1:
        return named[0]
    if voice.kind in PUBLIC and country in load_states():
        government = load_states()[country].government if country else None
        return government if government in parties else None
    return None


_folded: Final = lru_cache(maxsize=1 << 14)(fold)


@lru_cache(maxsize=1 << 14)
def _named_side(name: str) -> str | None:
    """The side that a name itself tells: a known armed group or state, or a state's forces, officials or media."""
    forms = tuple(w.form for w in split_words(name))
    entries = {(e.name, e.kind) for e in load_lexicon().look_up(forms)}
    if len(entries) == 1:
        actor, kind = next(iter(entries))
        return actor if kind in ("state", "armed_group", "coalition") else None
    if not OF_STATE.intersection(forms):
        return None
    governments = {_governments()[part] for part in _parts(forms) if part in _governments()}
    return governments.pop() if len(governments) == 1 else None


def _parts(forms: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (forms[i : i + n] for n in (1, 2, 3) for i in range(len(forms) - n + 1))


@cache
def _governments() -> dict[tuple[str, ...], str]:
    """Governments by the names and demonyms of their states, as folded words."""
    found: dict[tuple[str, ...], str] = {}
    for state in load_states().values():
        for name in (state.name, *state.demonyms):
            found.setdefault(tuple(w.form for w in split_words(name)), state.government)
    return found


def stake(verb: str, party: str, speaker: str | None, kind: str, known: Sides) -> Stake:
    """How a speaker stands to "`party` takes / holds / leaves the place".

    Its own or an ally's gain, or a rival's loss: a party's own claim. Its own loss or a rival's gain: against its interest.
    A belligerent whose side is not known is taken to speak for its own; everybody else is independent.
    """
    if speaker is not None and (known.together(speaker, party) or speaker in known.parties):
        gains = known.together(speaker, party) != (verb == "leaves")
        return "own_claim" if gains else "against_interest"
    return "own_claim" if kind == "belligerent" else "independent"
