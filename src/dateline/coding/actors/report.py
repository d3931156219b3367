"""What a report names, read once: its words, its sentences, the known names in it, its scene and its issuer."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.coding.actors.acronyms import find_acronyms
from dateline.coding.actors.context import ActorContext
from dateline.knowledge.actors import Entry, Hit, Word, load_lexicon, load_states, split_words
from dateline.knowledge.nouns import load_grammar, load_nouns
from dateline.knowledge.sources import Outlet, find_outlet
from dateline.records import Span

GROUP_KINDS: Final = frozenset({"armed_group", "coalition"})
LOWER_SHARE: Final[float] = 0.015
CASED_SHARE: Final[float] = (
    0.7  # share of capitals among letters above which a text is all capitals; below LOWER_SHARE, all lower case
)
LOCATIVE_WEIGHT: Final[float] = 3.0  # "in Syria": the scene
NAMED_WEIGHT: Final[float] = 1.0  # "Syrian army", "Damascus"
EXPEDITION_WEIGHT: Final[float] = 0.34  # "U.S. forces", "Moscow": often far from home
BAND_WEIGHT: Final[float] = 0.5  # "Colombian guerrillas": they cross borders
GROUP_WEIGHT: Final[float] = 1.0  # a group, shared among its countries
HINT_WEIGHT: Final[float] = 1000.0  # the caller's ranking outweighs what is inferred
OPENING: Final[int] = 400  # characters; names there weigh double
_STOP: Final = re.compile(r"(?<=[.!?])[\"”’)]*\s+|\n+")


@dataclass(frozen=True)
class Report:
    """A report as the actor rules see it. `hits` are the known names in text order; `by_word` gives, for each word,
    the hit that covers it; `countries` are ISO codes, likeliest scene first; `year` of publication or None."""

    text: str
    words: Sequence[Word]
    starts: Sequence[int]
    sentence_of: Sequence[int]
    hits: Sequence[Hit]
    by_word: dict[int, Hit]
    cased: bool
    countries: tuple[str, ...]
    published: str | None
    issuer: Outlet | None
    acronyms: Mapping[str, str]

    def word_range(self, span: Span) -> tuple[int, int]:
        """The words [first, last) that a span touches."""
        first = bisect_right(self.starts, span.start) - 1
        if first < 0 or self.words[first].end <= span.start:
            first += 1
        last = first
        while last < len(self.words) and self.words[last].start < span.end:
            last += 1
        return first, last

    def forms(self, first: int, last: int) -> tuple[str, ...]:
        """The folded words [first, last)."""
        return tuple(word.form for word in self.words[max(0, first) : max(0, last)])

    def span(self, first: int, last: int) -> Span:
        """The characters of the words [first, last)."""
        return Span(self.words[first].start, self.words[last - 1].end)

    def gap(self, word: int) -> str:
        """What stands between a word and the next one."""
        after = self.words[word + 1].start if word + 1 < len(self.words) else len(self.text)
        return self.text[self.words[word].end : after]

    def pick(self, hit: Hit) -> Entry:
        """The likeliest meaning of a name here: in force on the day, in a country that the report is about."""
        return max(hit.entries, key=lambda entry: (self._in_force(entry), self._near(entry)))

    def _in_force(self, entry: Entry) -> bool:
        day = self.published
        return day is None or ((entry.start or "") <= day and day <= (entry.end or "9999"))

    def _near(self, entry: Entry) -> int:
        ranks = [self.countries.index(iso) for iso in entry.countries if iso in self.countries]
        return -min(ranks) if ranks else -len(self.countries) - (1 if entry.countries else 0)

    @property
    def scene(self) -> str | None:
        """The country where the report's acts most likely are."""
        return self.countries[0] if self.countries else None


def government_of(iso: str | None) -> str | None:
    """The canonical name of a country's government."""
    state = load_states().get(iso or "")
    return state.government if state else None


def is_cased(text: str) -> bool:
    """Whether capitals tell names from other words here."""
    letters = [c for c in text[:4000] if c.isalpha()]
    share = sum(c.isupper() for c in letters) / max(1, len(letters))
    return LOWER_SHARE < share < CASED_SHARE


def _sentence_ids(text: str, words: Sequence[Word], context: ActorContext) -> list[int]:
    starts = [sentence.span.start for sentence in context.sentences] or [0, *(m.end() for m in _STOP.finditer(text))]
    return [bisect_right(starts, word.start) for word in words]


def _weight(words: Sequence[Word], hit: Hit, entry: Entry) -> float:
    if hit.last < len(words) and words[hit.last].form in load_grammar().related:
        return 0.0
    if entry.form == "name" and hit.first and words[hit.first - 1].form in load_grammar().locative:
        return LOCATIVE_WEIGHT
    noun = load_nouns().agents.get((words[hit.last].form,)) if hit.last < len(words) else None
    if entry.form == "demonym" and noun is not None and noun.kind in ("armed", "unknown"):
        return BAND_WEIGHT
    state = load_states().get(entry.countries[0])
    return EXPEDITION_WEIGHT if state is not None and state.expedition else NAMED_WEIGHT


def _rank(words: Sequence[Word], hits: Sequence[Hit], context: ActorContext) -> tuple[str, ...]:
    """Countries by how much of the report is about them."""
    score: dict[str, float] = {}
    for hit in hits:
        entry = hit.entries[0]
        if entry.kind == "state" and entry.form != "surname":
            weights = {entry.countries[0]: _weight(words, hit, entry)}
        elif entry.kind in GROUP_KINDS and len({e.name for e in hit.entries}) == 1:
            weights = {iso: GROUP_WEIGHT / len(entry.countries) for iso in entry.countries}
        else:
            continue
        factor = 2.0 if words[hit.first].start < OPENING else 1.0
        for iso, weight in weights.items():
            score[iso] = score.get(iso, 0.0) + weight * factor
    for rank, iso in enumerate(context.countries):
        score[iso] = score.get(iso, 0.0) + HINT_WEIGHT / (rank + 1)
    if not score:
        outlet = find_outlet(context.outlet)
        return (outlet.country,) if outlet is not None and outlet.country else ()
    return tuple(sorted(score, key=lambda iso: (-score[iso], iso)))


def _is_noun(words: Sequence[Word], hit: Hit, countries: Collection[str]) -> bool:
    """Whether a group's name is here only a noun for such fighters: "Maoists" far from the countries of any of its groups."""
    noun = load_nouns().agents.get(tuple(word.form for word in words[hit.first : hit.last]))
    return noun is not None and noun.kind == "armed" and not any(set(entry.countries) & set(countries) for entry in hit.entries)


def read_report(text: str, context: ActorContext) -> Report:
    """Reads the names of a report; the same text and context always give the same."""
    words = split_words(text)
    cased = is_cased(text)
    hits = load_lexicon().find(words, cased)
    outlet = find_outlet(context.outlet)
    countries = _rank(words, hits, context)
    hits = [hit for hit in hits if not _is_noun(words, hit, countries)]
    return Report(
        text=text,
        words=words,
        starts=[word.start for word in words],
        sentence_of=_sentence_ids(text, words, context),
        hits=hits,
        by_word={position: hit for hit in hits for position in range(hit.first, hit.last)},
        cased=cased,
        countries=countries,
        published=context.published[:10] if context.published and context.published[:1].isdigit() else None,
        issuer=outlet if outlet is not None and outlet.issuer else None,
        acronyms=find_acronyms(text),
    )
