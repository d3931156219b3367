"""From place mentions to places: reads each phrase, weighs what its name may mean, lets the report's places vote, and chooses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from dateline.coding.place.backward import Named, point_back
from dateline.coding.place.choosing import weigh_alone
from dateline.coding.place.context import PlaceContext
from dateline.coding.place.finding import find_places, is_cased
from dateline.coding.place.naming import call_place, call_unlisted, mend_case
from dateline.coding.place.phrase import Phrase, parse_phrase
from dateline.coding.place.somebody import find_somebody
from dateline.coding.place.voting import Place, choose, drop_strangers, find_options, vote, weigh_holders
from dateline.knowledge.gazetteer import Candidate, Gazetteer, fold_name, load_words
from dateline.records import Basis, Mention, Span, Where

BEFORE: Final[int] = 60  # characters before a mention that may tell how the act lies to it ("30 km northwest of")
AFTER: Final[int] = 40  # characters after it that may tell what it is or lies in
SAME_BREATH: Final[int] = 40  # characters between a building and the town named after it
TOWN: Final[int] = 20_000  # people; a smaller place has no quarters
SILENT: Final[int] = 40  # other names of the report that may vote, besides the mentions
_JOINED: Final = re.compile(r"\s*(?:,|and|or|,\s*and)\s*(?:the\s+)?")
_AFTER_KIND: Final = re.compile(r"\s+([A-Za-z]+)\b")
_BEFORE_KIND: Final = re.compile(r"\b([A-Za-z]+)\s+of\s+(?:the\s+)?$|\b([a-z]+)\s+$", re.IGNORECASE)


def resolve_places(text: str, mentions: Sequence[Mention], context: PlaceContext, gazetteer: Gazetteer) -> tuple[Where, ...]:
    """What each place mention stands for, in the order given. All of a report's place mentions belong in one call.

    A name that the gazetteer lacks stays as the report writes it, without coordinates, in the country that the report is about.
    """
    places = _read(text, mentions, context, gazetteer)
    ranks = {iso: rank for rank, iso in enumerate(context.countries)}
    for place in places:
        place.options = find_options(place.phrase, ranks, gazetteer)
    weigh_holders(text, places, gazetteer)
    vote(places)
    drop_strangers(places, context)
    _search_close(places, context, gazetteer)
    return _answer(text, [m.span for m in mentions], places, context, gazetteer)


def _read(text: str, mentions: Sequence[Mention], context: PlaceContext, gazetteer: Gazetteer) -> list[Place]:
    """The phrases of the mentions, and of other names in the text that may vote but are not asked for."""

    def known(name: str) -> bool:
        return bool(gazetteer.lookup(name))

    cased = is_cased(text)
    places = [
        Place(m.span, _surround(text, m.span, _without_common(parse_phrase(m.span.read(text), known), cased))) for m in mentions
    ]
    taken = [m.span for m in mentions]
    others = find_places(text, context.sentences, gazetteer) if cased else ()
    taken += find_somebody(text, cased)
    free = [o.span for o in others if not any(o.span.overlap(t) for t in taken)][:SILENT]
    places += [Place(s, _surround(text, s, Phrase(s.read(text))), silent=True) for s in free]
    if context.place_filed:
        places.append(Place(Span(0, 0), parse_phrase(context.place_filed, known), silent=True))
    places.sort(key=lambda p: p.span)
    for one, two in pairwise(places):
        if (
            one.phrase.relation == "near"
            and one.span.end <= two.span.start
            and _JOINED.fullmatch(text, one.span.end, two.span.start)
        ):
            two.phrase = replace(two.phrase, relation="near")
    return places


def _without_common(phrase: Phrase, cased: bool) -> Phrase:
    """A phrase whose name is in small letters throughout, in a text that writes names large, names nothing: it points back.

    Case: "the famed desert city" is Palmyra, named before, and no town called Famed Desert; "it" is the city.
    """
    if not cased or not phrase.name or any(c.isupper() for c in phrase.name):
        return phrase
    last = phrase.name.split()[-1]
    return replace(phrase, name="", kind=phrase.kind or load_words().kinds.get(last.casefold()), kind_word=phrase.kind_word or last)


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


def _search_close(places: list[Place], context: PlaceContext, gazetteer: Gazetteer) -> None:
    """Looks for a misspelled or otherwise romanised name, in the country that the report is about and nowhere else."""
    country = scene(places, context)
    for place in places:
        if country and place.phrase.name and place.choice is None and not place.silent:
            found = gazetteer.lookup_in(place.phrase.name, country)
            choose(place, [(c, weigh_alone(c, place.phrase, fold_name(c.name), {})) for c in found])


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
    for at, place in enumerate(places):
        where = (
            _where(text, place, home, _town(places, at))
            if place.phrase.name
            else point_back(place.span, place.phrase, named, home, gazetteer)
        )
        if (
            place.phrase.name
            and place.span.end
            and (not place.silent or (place.choice and place.choice.country in context.countries))
        ):
            named.append(Named(where, place.choice, place.phrase))
        if not place.silent:
            answers[place.span] = where
    return tuple(answers[span] for span in spans)


def _town(places: Sequence[Place], at: int) -> str | None:
    """The town that a building or quarter is in: the next one in the same breath, else the last one named."""
    ahead = [p for p in places[at + 1 : at + 3] if not p.silent and p.span.start - places[at].span.end < SAME_BREATH]
    for place in (*ahead, *reversed(places[:at])):
        if place.choice is not None and place.choice.feature == "P" and place.choice.population >= TOWN and not place.silent:
            return call_place(place.choice, place.phrase)
    return None


def _where(text: str, place: Place, home: str | None, town: str | None) -> Where:
    choice, phrase = place.choice, place.phrase
    if choice is None:
        basis = Basis("inferred", "place.unlisted", (place.span,))
        return Where(call_unlisted(phrase, town), precision_of(None, phrase), place.span, basis, country=home)
    name, precision = call_place(choice, phrase), precision_of(choice, phrase)
    basis = Basis("stated", "place.gazetteer", (place.span,), round(min(1.0, 0.5 + place.lead / 6), 3))
    if phrase.kind == "line" and choice.feature == "A":
        return Where(mend_case(place.span.read(text)), precision, place.span, basis, country=choice.country)
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
        grade = 5 if (phrase.part and phrase.relation == "part") or phrase.kind == "line" else grade
    elif choice.feature == "H" and choice.code in _WATERS:
        grade = 7
    elif choice.feature in "HTL" and choice.code != "OILF":
        grade = 5
    else:
        grade = 1
    return 2 if grade == 1 and phrase.relation == "near" else grade
