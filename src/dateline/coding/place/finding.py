"""A plain tagger of place names by the gazetteer alone: the peer that the network's mentions are measured against."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dateline.knowledge.gazetteer import Candidate, Gazetteer, fold_name, load_words
from dateline.records import Mention, Sentence, Span

_RUN: Final = re.compile(
    r"\b[A-ZÀ-Þ][\w’'-]*(?:\.(?=[A-Z]))?"
    r"(?:[ ](?:(?:of|al|el|ez|de|del|la|and|the|az|ash|as)[ -])?(?:al-|el-|ez-|ash-)?[A-ZÀ-Þ][\w’'-]*)*"
    r"|\b(?:al|el|ash|ar|as|an|ad)-[A-Z][\w’'-]*"
)
_WORD: Final = re.compile(r"\S+")
LONGEST: Final[int] = 5  # words of a name
LEAST: Final[int] = 3_000  # people; a smaller place is taken only by its own name of two words
SCORE: Final[float] = 0.5  # the score of every mention found so
_NOT_BEFORE: Final = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Sgt|Capt|President|Minister|Sheikh|General|Colonel|said|spokesman)\.?\s+$"
)


def is_cased(text: str) -> bool:
    """Whether capitals tell names from other words here."""
    letters = [c for c in text[:4000] if c.isalpha()]
    share = sum(c.isupper() for c in letters) / max(1, len(letters))
    return 0.015 < share < 0.7


def find_places(text: str, sentences: Sequence[Sentence], gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Capitalised words that the gazetteer knows, longest names first; nothing in a text without case."""
    if not is_cased(text):
        return ()
    spans = [s.span for s in sentences] or [Span(0, len(text))]
    return tuple(Mention("place", found, SCORE) for span in spans for found in _find(text, span, gazetteer))


def _find(text: str, sentence: Span, gazetteer: Gazetteer) -> Iterator[Span]:
    for run in _RUN.finditer(text, sentence.start, sentence.end):
        if _NOT_BEFORE.search(text, max(sentence.start, run.start() - 12), run.start()):
            continue
        words = list(_WORD.finditer(run[0]))
        at = 0
        while at < len(words):
            length = _longest(run[0], words, at, gazetteer)
            if length:
                end = run.start() + words[at + length - 1].end()
                tail = re.search(r"['’]s?$", text[run.start() + words[at].start() : end])
                yield Span(run.start() + words[at].start(), end - (len(tail[0]) if tail else 0))
            at += length or 1


def _longest(run: str, words: Sequence[re.Match[str]], at: int, gazetteer: Gazetteer) -> int:
    """How many words from `at` on make a place's name; 0 where none does, or where a person's name goes on."""
    for count in range(min(LONGEST, len(words) - at), 0, -1):
        name = re.sub(r"['’]s?$", "", run[words[at].start() : words[at + count - 1].end()])
        if not _may_be_place(name) or not any(_is_likely(name, c) for c in gazetteer.lookup(name)):
            continue
        alone = count == len(words)
        return count if alone or any(c.is_country or c.population >= 50_000 for c in gazetteer.lookup(name)) else 0
    return 0


def _may_be_place(name: str) -> bool:
    key = name.casefold()
    return len(name) > 2 and key not in load_words().not_places and key not in load_words().kinds


def _is_likely(name: str, candidate: Candidate) -> bool:
    key = fold_name(name)
    own = key in (fold_name(candidate.name), fold_name(candidate.common or ""))
    if candidate.is_country or candidate.id < 0 or candidate.level == 1:
        return True
    return candidate.population >= (LEAST if own else LEAST * 10) or (own and " " in key)
