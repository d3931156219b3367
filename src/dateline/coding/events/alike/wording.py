"""Of two triggers: the words that they and their sentences share, and words before them that point back or to something else."""

from __future__ import annotations

import re
from typing import Final

import numpy as np

from dateline.coding.events.alike.matrix import Features, Matrix, earlier, held, later, pair, same, sentences
from dateline.records import Reading, Span, Trigger

STEM: Final[int] = 5  # letters by which two words are told to be one: "recapture", "recaptured"
SHORT: Final[int] = 3  # letters of a word that tells nothing
BEFORE: Final[int] = 40  # characters before a trigger in which its article stands
WORD: Final = re.compile(r"[^\W\d_]+|\d+")
THE: Final = re.compile(r"\b(?:the|this|that|its|their|his|these|those|same|both)\s+(?:\w+\s+){0,2}\Z", re.IGNORECASE)
ONE_MORE: Final = re.compile(
    r"\b(?:an?|another|two|three|several|other|some|new|further|fresh|second|third|separate|similar|earlier|previous|last)"
    r"\s+(?:\w+\s+){0,2}\Z",
    re.IGNORECASE,
)
ANOTHER: Final = re.compile(
    r"\b(?:another|a second|a third|a separate|separately|meanwhile|elsewhere|in other (?:incidents|attacks))\b", re.IGNORECASE
)
LONG_AGO: Final = re.compile(
    r"\b(?:earlier|previous(?:ly)?|similar|last (?:month|year|week)|(?:years?|months?|weeks?) ago|days? before"
    r"|in (?:January|February|March|April|May|June|July|August|September|October|November|December|\d{4}))\b",
    re.IGNORECASE,
)
COMMON: Final = frozenset(
    [
        "after",
        "are",
        "been",
        "before",
        "but",
        "during",
        "for",
        "from",
        "had",
        "has",
        "have",
        "his",
        "its",
        "near",
        "not",
        "over",
        "said",
        "says",
        "that",
        "the",
        "their",
        "they",
        "town",
        "under",
        "village",
        "was",
        "were",
        "which",
        "who",
        "with",
    ]
)
ANY_ACT: Final = frozenset(
    word[:STEM]
    for word in [
        "assault",
        "atrocity",
        "attack",
        "battle",
        "blast",
        "bloodshed",
        "clash",
        "event",
        "explosion",
        "fighting",
        "incident",
        "killing",
        "massacre",
        "offensive",
        "onslaught",
        "operation",
        "raid",
        "strike",
        "violence",
    ]
)  # words by which an act is told again


def words(text: str, reading: Reading) -> Features:
    """The words that the two have in common: the triggers' own, their sentences', their clauses'."""
    at = sentences(reading)
    told = [_telling(text, s.span) for s in reading.sentences]
    rarity = {word: 1 / sum(word in t for t in told) for t in told for word in t}
    known = {word: i for i, word in enumerate(sorted(rarity))}
    weight = np.array([rarity[w] for w in sorted(rarity)] or [0.0], np.float32)
    sentence = held([told[s] for s in at], known)
    clause = held([_telling(text, t.quote) & told[s] for t, s in zip(reading.triggers, at, strict=True)], known)
    across = pair(at, np.not_equal)
    own = [_own(text, t.span) for t in reading.triggers]
    general = [word in ANY_ACT for word in own]
    return {
        "word": same(own),
        "sentences_share": across * _share(sentence),
        "sentences_rare": across * ((sentence * weight) @ sentence.T) / 4,
        "clauses_share": _share(clause),
        "earlier_general": earlier(general),
        "later_general": later(general),
        "later_general_near": later(general) & (pair(at, lambda a, b: np.abs(b - a)) <= 1),
    }


def _share(sets: Matrix) -> Matrix:
    """Of each pair of sets [sets, words], how much of the smaller one the other holds."""
    size = sets.sum(1)
    return np.asarray((sets @ sets.T) / np.maximum(1, np.minimum(size[:, None], size[None])))


def _telling(text: str, span: Span) -> set[str]:
    """The beginnings of a stretch's telling words."""
    found = (w.lower() for w in WORD.findall(text, span.start, span.end))
    return {w[:STEM] for w in found if len(w) >= SHORT and w not in COMMON}


def _own(text: str, span: Span) -> str:
    """The beginning of a trigger's last word."""
    return (text[span.start : span.end].lower().split() or [""])[-1][:STEM]


def articles(text: str, reading: Reading) -> Features:
    """Words before a trigger that point back ("the attack"), or to one more ("another bomb"), or to another time."""

    def before(pattern: re.Pattern[str], t: Trigger) -> bool:
        return pattern.search(text, max(0, t.span.start - BEFORE), t.span.start) is not None

    at = sentences(reading)
    ago = [LONG_AGO.search(text, reading.sentences[s].span.start, reading.sentences[s].span.end) is not None for s in at]
    the, one_more = [before(THE, t) for t in reading.triggers], [before(ONE_MORE, t) for t in reading.triggers]
    general = [_own(text, t.span) in ANY_ACT for t in reading.triggers]
    return {
        "earlier_the": earlier(the),
        "later_the": later(the),
        "earlier_one_more": earlier(one_more),
        "later_one_more": later(one_more),
        "later_another": later([ANOTHER.search(text, t.quote.start, t.span.end) is not None for t in reading.triggers]),
        "later_ago": later(ago),
        "one_ago": pair(ago, np.not_equal),
        "the_general": later([a and b for a, b in zip(the, general, strict=True)]) & ~same([t.type for t in reading.triggers]),
    }
