"""Where the words of an answer stand in a report, or that they do not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.records import Sentence, Span

MAX_QUOTE: Final[int] = 2_000  # characters; a longer quote is no clause
MAX_WORDS: Final[int] = 300  # characters of a side, a place, a time, a figure


def blocks(text: str, sentences: Sequence[Sentence]) -> tuple[Span, ...]:
    """The stretches of a report that are coded: sentences with nothing but white space between. A quote lies within one."""
    out: list[Span] = []
    for sentence in sentences:
        if out and not text[out[-1].end : sentence.span.start].strip():
            out[-1] = Span(out[-1].start, sentence.span.end)
        else:
            out.append(sentence.span)
    return tuple(out)


def occurrences(text: str, within: Sequence[Span], words: str, most: int = MAX_WORDS) -> list[Span]:
    """Every place where the words stand, letter by letter; else every place where they do but for the white space; else none.

    Words stand whole: "Mali" is not in "Somalia", and "3" is neither in "300" nor in "3.5".
    """
    words = words.strip()
    if not words or len(words) > most:
        return []
    if words in text and (exact := _find(text, within, words, re.escape(words))):
        return exact
    parts = words.split()
    return _find(text, within, words, r"\s+".join(map(re.escape, parts))) if all(part in text for part in parts) else []


def _find(text: str, within: Sequence[Span], words: str, pattern: str) -> list[Span]:
    before = r"(?<!\w)" if _is_word(words[0]) else ""
    before += r"(?<!\d[.,])" if words[0].isdigit() else ""
    after = r"(?!\w)" if _is_word(words[-1]) else ""
    after += r"(?![.,]\d)" if words[-1].isdigit() else ""
    whole = re.compile(f"{before}{pattern}{after}")
    return [Span(*match.span()) for part in within for match in whole.finditer(text, part.start, part.end)]


def _is_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def nearest(quotes: Sequence[Span], found: Sequence[Span]) -> tuple[int, Span] | None:
    """Which of the occurrences is meant: one within a quote, else the one nearest to a quote; and that quote's position."""
    pairs = [(_gap(quote, span), number, span) for number, quote in enumerate(quotes) for span in found]
    return min(pairs)[1:] if pairs else None


def _gap(quote: Span, span: Span) -> int:
    """Characters between the two; the part of the span outside a quote that it overlaps."""
    if quote.holds(span):
        return 0
    return max(span.start - quote.end, quote.start - span.end, 0) + (span.end - span.start - quote.overlap(span))
