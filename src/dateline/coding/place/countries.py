"""Which countries a report is about, as a ranked hint for the stages that resolve names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from dateline.knowledge.actors import load_states
from dateline.knowledge.gazetteer import Gazetteer, fold_name
from dateline.records import Sentence

_TOKEN: Final = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:[-'’][^\W\d_]+)*")
LONGEST: Final[int] = 4  # words of the longest country name looked for
NAMED: Final[float] = 2.0  # "Syria", and "in Syria" gets LOCATIVE as well
LOCATIVE: Final[float] = 1.5
DEMONYM: Final[float] = 1.0  # "Syrian"
CITY: Final[float] = 1.0  # "Damascus", "Mosul"
ABROAD: Final[float] = 0.4  # factor for states whose forces and spokesmen are often far from home
FILED: Final[float] = 1.0  # the dateline: wires often file from the neighbouring capital
OPENING: Final[int] = 400  # characters; what stands there counts double
_IN: Final = frozenset({"in", "across", "throughout", "inside", "into", "northern", "southern", "eastern", "western", "central"})
MAX_HINTS: Final[int] = 6  # countries
_WHERE_ADJECTIVE: Final = frozenset(
    {"province", "city", "town", "village", "capital", "border", "district", "region", "governorate"}
)


@cache
def _terms() -> Mapping[str, tuple[str, float]]:
    """Folded name -> (country, weight) of countries and demonyms."""
    terms: dict[str, tuple[str, float]] = {}
    for iso, state in load_states().items():
        if len(iso) != 2 or iso in ("AN", "CS"):
            continue
        factor = ABROAD if state.expedition else 1.0
        for name in (state.name, *state.aliases):
            if len(name) > 3 or "." in name:
                terms.setdefault(_key(name), (iso, NAMED * factor))
        for name in state.demonyms:
            terms.setdefault(_key(name), (iso, DEMONYM * factor))
            terms.setdefault(_key(name + "s"), (iso, DEMONYM * factor))
    return terms


def demonym_country(name: str) -> str | None:
    """The country whose people or adjective a name is ("Syrian", "Russians"), None where it is none."""
    return _demonyms().get(_key(name))


@cache
def _demonyms() -> Mapping[str, str]:
    pairs = ((name, iso) for iso, state in load_states().items() for name in state.demonyms if iso not in ("AN", "CS"))
    table: dict[str, str] = {}
    for name, iso in pairs:
        table.setdefault(_key(name), iso)
        table.setdefault(_key(name + "s"), iso)
    return table


@cache
def _first_words() -> frozenset[str]:
    return frozenset(term.split()[0] for term in _terms() if " " in term)


def _key(name: str) -> str:
    return " ".join(_fold(token) for token in _TOKEN.findall(name))


def _fold(token: str) -> str:
    return token.casefold().replace("’", "'").replace("'s", "").replace(".", "")


def _hits(text: str, big: Mapping[str, str]) -> Iterator[tuple[int, str, float]]:
    """(position, country, weight) of each country name, demonym and big city, longest names first."""
    terms, starts, tokens = _terms(), _first_words(), list(_TOKEN.finditer(text))
    folded = [_fold(t[0]) for t in tokens]
    skip = 0
    for at, token in enumerate(tokens):
        if at < skip:
            continue
        lengths = range(min(LONGEST, len(tokens) - at), 0, -1) if folded[at] in starts else (1,)
        found = next(((n, terms[key]) for n in lengths if (key := " ".join(folded[at : at + n])) in terms), None)
        if found is not None:
            skip = at + found[0]
            iso, weight = found[1]
            local = (at and folded[at - 1] in _IN) or (skip < len(folded) and folded[skip] in _WHERE_ADJECTIVE)
            yield token.start(), iso, weight + (LOCATIVE if local else 0.0)
            continue
        if not token[0][0].isupper() and token[0] != token[0].lower():
            continue
        for n in (3, 2, 1):
            city = big.get(fold_name(" ".join(t[0] for t in tokens[at : at + n]))) if token[0][0].isupper() else None
            if city is not None:
                skip = at + n
                yield token.start(), city, CITY * (ABROAD if load_states()[city].expedition else 1.0)
                break


def report_countries(text: str, sentences: Sequence[Sentence], place_filed: str | None, gazetteer: Gazetteer) -> tuple[str, ...]:
    """ISO 3166-1 alpha-2 codes of the countries that a report is about, likeliest scene first, at most MAX_HINTS.

    Weighs country names, demonyms, capitals, big cities and the dateline; text outside `sentences` (furniture) is left out
    where sentences are given. Empty where nothing tells.
    """
    scores: dict[str, float] = {}
    big = gazetteer.big_cities()
    parts = [(s.span.start, s.span.read(text)) for s in sentences] or [(0, text)]
    opening = parts[0][0] + OPENING
    for start, part in parts:
        for position, iso, weight in _hits(part, big):
            scores[iso] = scores.get(iso, 0.0) + weight * (2.0 if start + position < opening else 1.0)
    for _, iso, _weight in _hits(place_filed, big) if place_filed else ():
        scores[iso] = scores.get(iso, 0.0) + FILED
    return tuple(sorted(scores, key=lambda iso: (-scores[iso], iso))[:MAX_HINTS])
