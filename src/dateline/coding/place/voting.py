"""The vote: what each name may mean, and how a report's places settle it among themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from dateline.coding.place.choosing import MOST, NOT_WITHIN, WITHIN, Anchor, lies_within, to_point, weigh_alone, weigh_company
from dateline.coding.place.context import PlaceContext
from dateline.coding.place.countries import demonym_country
from dateline.coding.place.phrase import Phrase
from dateline.knowledge.gazetteer import Candidate, Gazetteer, fold_name, load_words
from dateline.records import Span

ROUNDS: Final[int] = 2  # times that the places vote on one another
CERTAIN: Final[float] = 1.5  # lead over the second choice at which a place counts fully as an anchor; less counts less
STRANGER: Final[int] = 300_000  # people; a larger place may stand alone in a report about other countries
_CONTAINER: Final = re.compile(r"(?:['’]s)?\s*(?:,|\()\s*((?:[A-Z][\w.'’-]*)(?:\s+[A-Z][\w'’-]*){0,3})")
_IN_GAP: Final = re.compile(  # ", ", " in the ", " in northern ", ", in the city of "
    r"(?:\s+[a-z-]+){0,2}\s*,?\s*(?:,|\(|\bin\b|\bof\b)\s*(?:the\s+)?"
    r"(?:\w+\s+(?:province|state|city|town|region|district)s?\s+of\s+|(?:\w*(?:north|south|east|west)\w*|central|rural)\s+)?",
    re.IGNORECASE,
)
HOLDER_GAP: Final[int] = 60  # characters between a place and the one that it lies in
HOLDER_WORDS: Final[int] = 40  # characters after a place that may name what it lies in


@dataclass
class Place:
    """A mention on its way: its phrase, what its name may mean with weights, and the choice."""

    span: Span
    phrase: Phrase
    options: list[tuple[Candidate, float]] = field(default_factory=list)
    choice: Candidate | None = None
    lead: float = 0.0
    silent: bool = False


def find_options(phrase: Phrase, ranks: dict[str, int], gazetteer: Gazetteer) -> list[tuple[Candidate, float]]:
    """What a name may mean, best first by its own weight."""
    if not phrase.name:
        return []
    names = [phrase.name, f"{phrase.name} {phrase.kind_word}"] if phrase.kind in ("first", "second") else [phrase.name]
    found = {c.id: (c, fold_name(name)) for name in reversed(names) for c in gazetteer.lookup(name)}
    state = load_words().states.get(phrase.name.replace(".", "").replace(" ", ""))
    if state and ("." in phrase.name or not found):
        found |= {c.id: (c, fold_name(state)) for c in gazetteer.lookup(state) if c.country == "US" and c.level == 1}
    people = gazetteer.country(demonym_country(phrase.name) or "")
    if people is not None:
        found = {people.id: (people, fold_name(people.name))}
    divisions = {c.country for c, key in found.values() if c.level == 1 and fold_name(c.name) == key}
    found = {
        k: (c, key) for k, (c, key) in found.items() if not (c.is_country and fold_name(c.name) != key and c.country in divisions)
    }
    near = sorted(found.values(), key=lambda f: (ranks.get(f[0].country or "", 99), -f[0].population))
    weighed = [(c, weigh_alone(c, phrase, key, ranks)) for c, key in near[:MOST]]
    return sorted(weighed, key=lambda o: (-o[1], o[0].id))


def weigh_holders(text: str, places: list[Place], gazetteer: Gazetteer) -> None:
    """Weighs names by what the phrase says that they lie in: "Paris, Texas", "Jazal, in Homs province"."""
    shown = [p for p in places if p.span.end]
    for at, place in enumerate(shown):
        holders = [c for name in place.phrase.within for c in _named(name, gazetteer)]
        following = shown[at + 1] if at + 1 < len(shown) else None
        if following is not None and following.options and following.phrase.name != place.phrase.name:
            gap = text[place.span.end : following.span.start]
            if len(gap) < HOLDER_GAP and _IN_GAP.fullmatch(gap):
                holders += [c for c, _ in following.options]
        match = _CONTAINER.match(text[place.span.end : place.span.end + HOLDER_WORDS])
        if match and not holders:
            holders = _container(match[1], gazetteer)
        if holders and any(lies_within(c, holders) for c, _ in place.options):
            place.options = [(c, w + (WITHIN if lies_within(c, holders) else NOT_WITHIN)) for c, w in place.options]


def _container(words: str, gazetteer: Gazetteer) -> list[Candidate]:
    parts = words.rstrip(".").split()
    for count in range(len(parts), 0, -1):
        found = [c for c in _named(" ".join(parts[:count]), gazetteer) if c.feature == "A"]
        if found:
            return found
    return []


def _named(name: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    state = load_words().states.get(name.replace(".", "").replace(" ", ""))
    return gazetteer.lookup(state) if state else gazetteer.lookup(name)


def vote(places: list[Place]) -> None:
    """Chooses for every name, then lets the choices weigh on one another."""
    groups: dict[str, list[Place]] = {}
    for place in places:
        if place.options:
            groups.setdefault(fold_name(place.phrase.name), []).append(place)
    for place in places:
        choose(place, place.options)
    for _ in range(ROUNDS):
        anchors = {key: _anchor(group) for key, group in groups.items()}
        for key, group in groups.items():
            others = [a for other, a in anchors.items() if other != key]
            company: dict[int, float] = {}
            best = {c.id: max(w for p in group for o, w in p.options if o.id == c.id) for p in group for c, _ in p.options}
            for place in group:
                for candidate, _ in place.options:
                    if candidate.id not in company:
                        company[candidate.id] = weigh_company(candidate, others)
                choose(place, [(c, _shared(w, best[c.id]) + company[c.id]) for c, w in place.options])


def _shared(own: float, best: float) -> float:
    """One sense a name: what speaks for a place at one mention speaks for it at the others, a little less."""
    return max(own, 0.75 * best + 0.25 * own)


def choose(place: Place, weighed: list[tuple[Candidate, float]]) -> None:
    """Sets the place's choice, the heaviest one, and its lead over the second."""
    ranked = sorted(weighed, key=lambda o: (-o[1], o[0].id))
    place.choice = ranked[0][0] if ranked else None
    place.lead = ranked[0][1] - ranked[1][1] if len(ranked) > 1 else CERTAIN * 2


def _anchor(group: list[Place]) -> Anchor:
    best = max(group, key=lambda p: p.lead)
    assert best.choice is not None
    return Anchor(best.choice, to_point(best.choice), min(1.0, 0.3 + best.lead / CERTAIN))


def drop_strangers(places: list[Place], context: PlaceContext) -> None:
    """Leaves a name unplaced when all that bears it lies in countries that nothing else in the report speaks of, and is small:
    a village missing from the gazetteer is likelier than its namesake at the other end of the world."""
    names: dict[str | None, set[str]] = {}
    for place in places:
        if place.choice is not None and not place.silent:
            names.setdefault(place.choice.country, set()).add(fold_name(place.phrase.name))
    spoken_of = {*context.countries, *(country for country, known in names.items() if len(known) > 1)}
    for place in places:
        choice = place.choice
        if choice is not None and spoken_of and choice.country not in spoken_of and _is_small(choice):
            place.choice = None


def _is_small(place: Candidate) -> bool:
    return place.country is not None and not place.is_country and place.population < STRANGER
