"""What each line of a page is: title, text, caption, byline, credit, dateline or furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from dateline.read.datelines import Filed, find_dateline, find_place_date
from dateline.read.lines import (
    CAPTION_LENGTH,
    SHORT,
    find_agencies,
    find_credit,
    find_masthead,
    find_stamp,
    find_told,
    is_byline,
    is_caption,
    is_credit,
    is_furniture,
    is_photo,
    is_sentence,
    is_update,
)
from dateline.records import Section, SectionKind, Span

TITLE_LENGTH: Final[int] = 200  # characters of the longest headline
TITLE_WORDS: Final[int] = 30  # words of the longest headline
LATE: Final[int] = 3  # lines of text, standfirst and all, among which a dateline may still stand
SPLIT: Final[int] = 20  # characters from which a known title is also found at the head of a longer line
_OPEN_END: Final = re.compile(r"[.:;,-][\"'”’)\]]*\Z")  # no headline ends so
_EDGES: Final = " \t.,:;!?\"'“”‘’«»*#-–—\u200e\u200f"


@dataclass(frozen=True, slots=True)
class Layout:
    """The sections of a text in order, and what its furniture says: EDTF date, dateline place, agencies, title, outlet."""

    sections: tuple[Section, ...]
    title: str | None = None
    published: str | None = None
    place_filed: str | None = None
    outlet: str | None = None
    agencies: tuple[str, ...] = ()


@dataclass(slots=True)
class _Page:
    """What is known so far while the lines are walked."""

    text: str
    title: str | None
    captions: Sequence[Span]
    sections: list[Section] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    layout: Layout = field(default_factory=lambda: Layout(()))
    lines: int = 0  # lines of the story's own text so far
    filed: bool = False  # whether a dateline was found
    updated: bool = False  # whether the date known is that of a change, which the date of printing replaces

    @property
    def begun(self) -> bool:
        """Whether the story's own text has begun."""
        return self.lines > 0

    def add(self, kind: SectionKind, start: int, end: int) -> None:
        if end > start:
            self.sections.append(Section(kind, Span(start, end)))

    def learn(
        self, published: str | None = None, place: str | None = None, outlet: str | None = None, agencies: Sequence[str] = ()
    ) -> None:
        """Keeps the first date, place and outlet, and every agency once."""
        known = self.layout
        self.layout = replace(
            known,
            published=known.published or published,
            place_filed=known.place_filed or place,
            outlet=known.outlet or outlet,
            agencies=tuple(dict.fromkeys((*known.agencies, *agencies))),
        )


def lay_out(text: str, title: str | None = None, captions: Sequence[Span] = ()) -> Layout:
    """The layout of a text; `title` and `captions` are the report's own where they are known beside the text.

    The sections cover every line that holds anything, in order, without overlap. What is not surely furniture is text: a lost
    sentence of the story is worse than a kept button.
    """
    page = _Page(text, title, captions)
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m[0].strip()]
    for number, (start, end) in enumerate(lines):
        _line(page, start, end, last=number == len(lines) - 1)
        page.seen.add(_key(text[start:end]) if end - start <= TITLE_LENGTH else "")
    page.learn(agencies=find_told(text))
    return replace(page.layout, sections=tuple(page.sections), title=page.title)


def _key(words: str) -> str:
    return " ".join(words.lower().split()).strip(_EDGES)


def _line(page: _Page, start: int, end: int, last: bool) -> None:
    words = page.text[start:end].strip()
    if any(s.start <= start < s.end for s in page.captions):
        _caption(page, start, end, find_credit(page.text[start:end]))
    elif len(words) > SHORT or not _aside(page, words, start, end, last):
        _text(page, start, end)


def _aside(page: _Page, words: str, start: int, end: int, last: bool) -> bool:
    """Whether a short line was something other than text, and has been put down as that."""
    kind: SectionKind | None = None
    if _is_furniture(page, words):
        kind = "furniture"
    elif is_byline(words):
        page.learn(agencies=find_agencies(words))
        kind = "byline"
    elif is_credit(words):
        page.learn(agencies=find_agencies(words))
        kind = "credit"
    elif not page.begun and not last and _is_title(page, words):
        page.title = page.title or words
        kind = "title"
    elif not page.begun and (page.title is not None or page.sections):
        kind = _head(page, words)
    if kind is not None:
        page.add(kind, start, end)
    return kind is not None


def _is_furniture(page: _Page, words: str) -> bool:
    """A stamp, a button, or a line printed again. A sentence that stands twice in a list of acts is kept."""
    stamp = find_stamp(words)
    if stamp is not None and (stamp[1] or not page.begun):
        if page.updated and not is_update(words):
            page.layout = replace(page.layout, published=None)
        page.updated = is_update(words) and (page.updated or page.layout.published is None)
        page.learn(published=stamp[0])
        return True
    key = _key(words)
    again = bool(key) and key in page.seen
    doubled = again and (not is_sentence(words) or (page.title is not None and key == _key(page.title)))
    return doubled or is_furniture(words)


def _head(page: _Page, words: str) -> SectionKind | None:
    """A line under the title that tells the outlet, or the place and date; None for any other."""
    masthead = find_masthead(words)
    if masthead is not None:
        outlet, published = masthead
        page.learn(published=published, outlet=outlet, agencies=find_agencies(words))
        return "byline"
    filed = find_place_date(words)
    if filed is not None:
        _learn_filed(page, filed)
        return "dateline"
    return None


def _is_title(page: _Page, words: str) -> bool:
    """A first line that is the known title, or short, without a dateline and without a full stop."""
    if page.title is not None:
        return _key(words) == _key(page.title)
    if any(s.kind in ("title", "body", "caption") for s in page.sections):
        return False
    shaped = len(words) < TITLE_LENGTH and 2 < len(words.split()) <= TITLE_WORDS and not _OPEN_END.search(words)
    return shaped and find_credit(words) is None and find_dateline(words) is None and find_place_date(words) is None


def _text(page: _Page, start: int, end: int) -> None:
    """A line of the story or a caption, with the title before it, its dateline and its credit cut off."""
    if not page.begun:
        start = _known_title(page, start, end)
    words = page.text[start:end]
    cut = find_credit(words)
    photo = cut is not None and is_photo(words[cut:])
    if (photo and len(words) <= CAPTION_LENGTH) or (is_caption(words.strip()) and not page.begun):
        _caption(page, start, end, cut)
        return
    if not page.filed and page.lines < LATE:
        filed = find_dateline(words, sure=page.lines > 1)
        if filed is not None:
            page.add("dateline", start, start + filed.length)
            _learn_filed(page, filed)
            page.filed = True
            start += filed.length
    page.lines += 1
    close = end if cut is None else max(start, end - len(words) + cut)
    page.add("body", start, close)
    if close < end:
        page.learn(agencies=find_agencies(page.text[close:end]))
        page.add("credit", close, end)


def _caption(page: _Page, start: int, end: int, cut: int | None) -> None:
    close = end if cut is None else start + cut
    page.add("caption", start, close)
    if close < end:
        page.learn(agencies=find_agencies(page.text[close:end]))
        page.add("credit", close, end)


def _known_title(page: _Page, start: int, end: int) -> int:
    """Where the text of a line begins, once a known title at its head ("Title. CITY -- ...") is put down."""
    title = page.title or ""
    rest = page.text[start + len(title) : end]
    if (
        len(title) < SPLIT
        or page.text[start : start + len(title)].lower() != title.lower()
        or not rest[:1]
        or rest[0] not in ".?! :"
    ):
        return start
    room = len(rest) - len(rest.lstrip(" .?!:"))
    if room == len(rest):
        return start
    page.add("title", start, start + len(title) + room)
    return start + len(title) + room


def _learn_filed(page: _Page, filed: Filed) -> None:
    page.learn(published=filed.published, place=filed.place, outlet=filed.outlet, agencies=filed.agencies)
