"""From place mentions to places: reads each phrase, weighs what its name may mean, lets the report's places vote, and chooses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from dateline.coding.place.backward import Named, point_back
from dateline.coding.place.choosing import MOST, NOT_WITHIN, WITHIN, Anchor, lies_within, to_point, weigh_alone, weigh_company
from dateline.coding.place.context import PlaceContext
from dateline.coding.place.finding import find_places, is_cased
from dateline.coding.place.naming import call_place, mend_case
from dateline.coding.place.phrase import Phrase, parse_phrase
from dateline.knowledge.gazetteer import Candidate, Gazetteer, fold_name, load_words
from dateline.records import Basis, Mention, Span, Where

BEFORE: Final[int] = 60  # characters before a mention that may tell how the act lies to it ("30 km northwest of")
AFTER: Final[int] = 40  # characters after it that may tell what it is or lies in
ROUNDS: Final[int] = 2  # times that the places vote on one another
CERTAIN: Final[float] = 1.5  # lead over the second choice at which a place counts fully as an anchor; less counts less
SILENT: Final[int] = 40  # other names of the report that may vote, besides the mentions
_AFTER_KIND: Final = re.compile(r"\s+([A-Za-z]+)\b")
_BEFORE_KIND: Final = re.compile(r"\b([A-Za-z]+)\s+of\s+(?:the\s+)?$|\b([a-z]+)\s+$", re.IGNORECASE)
_CONTAINER: Final = re.compile(r"(?:['’]s)?\s*(?:,|\()\s*((?:[A-Z][\w.'’-]*)(?:\s+[A-Z][\w'’-]*){0,3})")
_IN_GAP: Final = re.compile(r"(?:\s+[a-z-]+){0,2}\s*,?\s*(?:,|\(|\bin\b|\bof\b)\s*(?:the\s+)?(?:(?:\w+ern|\w+th|\w+st|central|\w+)\s+(?:province|state|city|town|region|district)s?\s+of\s+|(?:\w*(?:north|south|east|west)\w*|central|rural)\s+)?", re.IGNORECASE)


@dataclass
class Place:
    """A mention on its way: its phrase, what its name may mean with weights, and the choice."""

    span: Span
    phrase: Phrase
    options: list[tuple[Candidate, float]] = field(default_factory=list)
    choice: Candidate | None = None
    lead: float = 0.0
    silent: bool = False


def resolve_places(text: str, mentions: Sequence[Mention], context: PlaceContext, gazetteer: Gazetteer) -> tuple[Where, ...]:
    """What each place mention stands for, in the order given. All of a report's place mentions belong in one call.

    A name that the gazetteer lacks stays as the report writes it, without coordinates, in the country that the report is about.
    """
    places = _read(text, mentions, context, gazetteer)
    ranks = {iso: rank for rank, iso in enumerate(context.countries)}
    for place in places:
        place.options = _options(place.phrase, ranks, gazetteer)
    _hold(text, places, gazetteer)
    _vote(places)
    _search_close(places, context, gazetteer)
    return _answer(text, [m.span for m in mentions], places, context, gazetteer)


def _read(text: str, mentions: Sequence[Mention], context: PlaceContext, gazetteer: Gazetteer) -> list[Place]:
    """The phrases of the mentions, and of other names in the text that may vote but are not asked for."""

    def known(name: str) -> bool:
        return bool(gazetteer.lookup(name))

    cased = is_cased(text)
    places = [Place(m.span, _surround(text, m.span, parse_phrase(m.span.read(text), known))) for m in mentions]
    taken = [m.span for m in mentions]
    others = find_places(text, context.sentences, gazetteer) if cased else ()
    free = [o.span for o in others if not any(o.span.overlap(t) for t in taken)][:SILENT]
    places += [Place(s, _surround(text, s, Phrase(s.read(text))), silent=True) for s in free]
    if context.place_filed:
        places.append(Place(Span(0, 0), parse_phrase(context.place_filed, known), silent=True))
    return sorted(places, key=lambda p: p.span)


def _surround(text: str, span: Span, phrase: Phrase) -> Phrase:
    """Adds what the words around a mention tell: "30 km north of", "village of", "province"."""
    words = load_words()
    before, after = text[max(0, span.start - BEFORE) : span.start], text[span.end : span.end + AFTER]
    if phrase.relation == "at" and words.near_before.search(before):
        phrase = replace(phrase, relation="near")
    if phrase.kind is None and phrase.name:
        follows = _AFTER_KIND.match(after)
        kind = words.kinds.get(follows[1].casefold()) if follows else None
        if kind in ("first", "second", "settlement", "quarter") and follows:
            return replace(phrase, kind=kind, kind_word=follows[1])
        leads = _BEFORE_KIND.search(before)
        word = (leads[1] or leads[2]) if leads else ""
        kind = words.kinds.get(word.casefold())
        if kind in ("first", "second", "settlement", "quarter") and leads and (leads[1] or kind == "settlement"):
            return replace(phrase, kind=kind, kind_word=word)
    return phrase


def _options(phrase: Phrase, ranks: dict[str, int], gazetteer: Gazetteer) -> list[tuple[Candidate, float]]:
    """What a name may mean, best first by its own weight."""
    if not phrase.name:
        return []
    names = [phrase.name, f"{phrase.name} {phrase.kind_word}"] if phrase.kind in ("first", "second") else [phrase.name]
    found = {c.id: (c, fold_name(name)) for name in reversed(names) for c in gazetteer.lookup(name)}
    state = load_words().states.get(phrase.name.replace(".", "").replace(" ", ""))
    if state and ("." in phrase.name or not found):
        found |= {c.id: (c, fold_name(state)) for c in gazetteer.lookup(state) if c.country == "US" and c.level == 1}
    near = sorted(found.values(), key=lambda f: (ranks.get(f[0].country or "", 99), -f[0].population))
    weighed = [(c, weigh_alone(c, phrase, key, ranks)) for c, key in near[:MOST]]
    return sorted(weighed, key=lambda o: (-o[1], o[0].id))


def _hold(text: str, places: list[Place], gazetteer: Gazetteer) -> None:
    """Weighs names by what the phrase says that they lie in: "Paris, Texas", "Jazal, in Homs province"."""
    shown = [p for p in places if p.span.end]
    for at, place in enumerate(shown):
        holders = [c for name in place.phrase.within for c in _named(name, gazetteer)]
        following = shown[at + 1] if at + 1 < len(shown) else None
        if following is not None and following.options and following.phrase.name != place.phrase.name:
            gap = text[place.span.end : following.span.start]
            if len(gap) < BEFORE and _IN_GAP.fullmatch(gap):
                holders += [c for c, _ in following.options]
        match = _CONTAINER.match(text[place.span.end : place.span.end + AFTER])
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


def _vote(places: list[Place]) -> None:
    """Chooses for every name, then lets the choices weigh on one another."""
    groups: dict[str, list[Place]] = {}
    for place in places:
        if place.options:
            groups.setdefault(fold_name(place.phrase.name), []).append(place)
    for place in places:
        _choose(place, place.options)
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
                _choose(place, [(c, _shared(w, best[c.id]) + company[c.id]) for c, w in place.options])


def _shared(own: float, best: float) -> float:
    """One sense a name: what speaks for a place at one mention speaks for it at the others, a little less."""
    return max(own, 0.75 * best + 0.25 * own)


def _choose(place: Place, weighed: list[tuple[Candidate, float]]) -> None:
    ranked = sorted(weighed, key=lambda o: (-o[1], o[0].id))
    place.choice = ranked[0][0] if ranked else None
    place.lead = ranked[0][1] - ranked[1][1] if len(ranked) > 1 else CERTAIN * 2


def _anchor(group: list[Place]) -> Anchor:
    best = max(group, key=lambda p: p.lead)
    assert best.choice is not None
    return Anchor(best.choice, to_point(best.choice), min(1.0, 0.3 + best.lead / CERTAIN))


def _search_close(places: list[Place], context: PlaceContext, gazetteer: Gazetteer) -> None:
    """Looks for a misspelled or otherwise romanised name, in the country that the report is about and nowhere else."""
    country = scene(places, context)
    for place in places:
        if country and place.phrase.name and place.choice is None and not place.silent:
            found = gazetteer.lookup_in(place.phrase.name, country)
            _choose(place, [(c, weigh_alone(c, place.phrase, fold_name(c.name), {})) for c in found])


def scene(places: Sequence[Place], context: PlaceContext) -> str | None:
    """The country most places lie in, the caller's first hint where none tells."""
    counts: dict[str, float] = {iso: 1.0 / (rank + 1) for rank, iso in enumerate(context.countries)}
    for place in places:
        if place.choice is not None and place.choice.country and not place.silent:
            counts[place.choice.country] = counts.get(place.choice.country, 0.0) + 0.5
    return max(counts, key=lambda iso: (counts[iso], iso)) if counts else None


def _answer(
    text: str, spans: Sequence[Span], places: list[Place], context: PlaceContext, gazetteer: Gazetteer
) -> tuple[Where, ...]:
    home = scene(places, context)
    named: list[Named] = []
    answers: dict[Span, Where] = {}
    for place in places:
        where = _where(text, place, home) if place.phrase.name else point_back(place.span, place.phrase, named, home, gazetteer)
        if place.phrase.name and place.span.end:
            named.append(Named(where, place.choice, place.phrase))
        if not place.silent:
            answers[place.span] = where
    return tuple(answers[span] for span in spans)


def _where(text: str, place: Place, home: str | None) -> Where:
    choice, phrase = place.choice, place.phrase
    if choice is None:
        basis = Basis("inferred", "place.unlisted", (place.span,))
        return Where(mend_case(phrase.name), precision_of(None, phrase), place.span, basis, country=home)
    name, precision = call_place(choice, phrase), precision_of(choice, phrase)
    basis = Basis("stated", "place.gazetteer", (place.span,), round(min(1.0, 0.5 + place.lead / 6), 3))
    if phrase.part and phrase.relation == "part" and choice.feature == "A":
        return Where(f"{phrase.part} {name}", precision, place.span, basis, country=choice.country, admin1=choice.admin1)
    own = choice.name if choice.level == 1 else choice.admin1
    return Where(name, precision, place.span, basis, choice.geonames_id, choice.lat, choice.lon, choice.country, own)


_BY_KIND: Final = {"first": 4, "second": 3, "line": 5, "sea": 7, "country": 6}
_WATERS: Final = frozenset({"SEA", "OCN", "STRT", "GULF"})


def precision_of(choice: Candidate | None, phrase: Phrase) -> int:
    """UCDP's grade (codebook section 2) of a place, by what it is and how the act lies to it."""
    if choice is None:
        grade = _BY_KIND.get(phrase.kind or "", 1)
    elif choice.feature == "A":
        grade = 6 if choice.is_country else 4 if choice.level == 1 else 3
        grade = 5 if phrase.part and phrase.relation == "part" else grade
    elif choice.feature == "H" and choice.code in _WATERS:
        grade = 7
    elif choice.feature in "HTL" and choice.code != "OILF":
        grade = 5
    else:
        grade = 1
    return 2 if grade == 1 and phrase.relation == "near" else grade
