"""Sentences of a report, with exact offsets, inside the sections that are coded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.records import Section, Sentence, Span

CODED: Final = frozenset({"title", "body", "caption"})
MAX_SENTENCE: Final[int] = 1200  # characters; a longer "sentence" is a list or bad text and is cut at a semicolon or comma
_ABBREVIATION: Final = re.compile(
    r"(?:^|[\s(\"“‘])(?:mr|mrs|ms|dr|prof|gen|lt|col|maj|brig|sgt|cpl|pvt|capt|cmdr|adm|gov|sen|rep|pres|rev|hon|st|mt|ft|no|nos|vs|etc|"
    r"approx|jan|feb|mar|apr|aug|sept|sep|oct|nov|dec|mon|tue|tues|wed|thu|thur|thurs|fri|inc|ltd|co|corp|dept|dist|prov|est|fig|"
    r"e\.g|i\.e|a\.m|p\.m|u\.s|u\.k|u\.n|d\.c|(?:[a-z]\.)*[a-z])\.$",
    re.IGNORECASE,
)
_DOTTED: Final = re.compile(r"(?:^|[\s(\"“‘-])(?:[a-z]\.){2,}$", re.IGNORECASE)
_END: Final = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|(?<=[a-z])[.!?][\"”’]?(?=[A-Z“][a-z])|\n+")
_NEXT_OPENS: Final = re.compile(r"\s*(?:[\"'“‘«(\[•·*-]\s*)*[^\W\d_a-z]|\s*\d", re.UNICODE)
_CUT: Final = re.compile(r"[;,]\s")
_MIN_CASED: Final[float] = (
    0.02  # share of capitals among letters below which a text keeps no case (lower), or above 1 minus it (upper)
)


def _keeps_case(text: str) -> bool:
    """Whether capitals tell anything here: radio monitoring is all capitals, some archives are all lower case."""
    letters = [c for c in text[:4000] if c.isalpha()]
    capitals = sum(c.isupper() for c in letters) / max(1, len(letters))
    return _MIN_CASED < capitals < 0.7


def _closes(text: str, start: int, match: re.Match[str], cased: bool) -> bool:
    """Whether a full stop ends its sentence, and is not that of an abbreviation or an initial."""
    if "\n" in match[0] or match[0][0] in "!?…":
        return True
    head = text[max(start, match.end() - 16) : match.end()].rstrip("\"'”’»)]")
    if _ABBREVIATION.search(head) is not None or _DOTTED.search(head) is not None:
        return False
    follows = text[match.end() : match.end() + 12]
    return not cased or not follows.strip() or _NEXT_OPENS.match(follows) is not None


def _pieces(text: str, span: Span, cased: bool) -> list[Span]:
    out, start = [], span.start
    for match in _END.finditer(text, span.start, span.end):
        if match.end() > start and _closes(text, start, match, cased):
            out.append(Span(start, match.end()))
            start = match.end()
    if start < span.end:
        out.append(Span(start, span.end))
    return out


def _trimmed(text: str, span: Span) -> Span | None:
    words = span.read(text)
    left = len(words) - len(words.lstrip())
    right = len(words.rstrip())
    return Span(span.start + left, span.start + right) if right > left else None


def _cut(text: str, span: Span) -> list[Span]:
    """A span no longer than MAX_SENTENCE, or its parts."""
    out, start = [], span.start
    while span.end - start > MAX_SENTENCE:
        cuts = [m.end() for m in _CUT.finditer(text, start + MAX_SENTENCE // 2, start + MAX_SENTENCE)]
        at = cuts[-1] if cuts else start + MAX_SENTENCE
        out.append(Span(start, at))
        start = at
    return [*out, Span(start, span.end)]


def segment(text: str, sections: Sequence[Section]) -> tuple[Sentence, ...]:
    """The sentences of the coded sections, in order. Without sections the whole text is body.

    Sentences do not overlap, hold no outer white space, and never cross a line break.
    """
    parts = sections or (Section("body", Span(0, len(text))),)
    out: list[Sentence] = []
    paragraph, last_end, cased = 0, 0, _keeps_case(text)
    for section in parts:
        if section.kind not in CODED:
            continue
        for piece in _pieces(text, section.span, cased):
            for part in _cut(text, piece):
                span = _trimmed(text, part)
                if span is not None and any(c.isalnum() for c in span.read(text)):
                    paragraph += "\n" in text[last_end : span.start]
                    out.append(Sentence(span, section.kind, paragraph))
                    last_end = span.end
    return tuple(out)
