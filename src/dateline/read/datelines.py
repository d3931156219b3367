"""The dateline of a story: where it was filed, when, and by which agency."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from dateline.read.dates import FULL_DATE, find_date
from dateline.read.lines import find_agencies, find_name

LONGEST: Final[int] = 200  # characters of the longest dateline, the brackets of radio monitoring apart
WORDS: Final[int] = 5  # words of the longest place in a dateline ("SAN PEDRO DE MACORIS")
_CAPITALS: Final = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.\-/ ]{1,40}"
_NAMED: Final = r"[A-ZÀ-Þ][\w'’.-]+(?: (?:[A-ZÀ-Þ][\w'’.-]+|de|el|al|la|of|the)){0,3}"
_MONTH: Final = r"(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DATE: Final = rf"(?:{_MONTH} \d{{1,2}}(?!\d)|\d{{1,2}} (?i:{_MONTH}))(?:,? (?:\d{{4}}|\d{{2}}))?(?!\d)"
_TAIL: Final = (
    rf"(?:,? ?\((?P<inner>[A-ZÀ-Þ][^()\d/]{{1,30}})\)(?=,? (?:{_DATE}|\()))?"
    rf"(?:, (?!{_MONTH} ?\d)(?P<country>[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){{0,3}}))?(?:,? (?P<date>{_DATE}|NO DATE))?"
    r"(?: ?\((?P<agency>[^()\n]{2,60})\))?"
)
_DASH: Final = r"\s*(?:(?:--|—|–)\s*|[-_:](?=\s|\Z)\s*|_(?=[A-Z“\"])|:(?=[“\"]))"
_NOTES: Final = r"(?:\[[A-Z][^\[\]a-z\n]{1,160}\]\s*){0,6}"
_SHOUTED: Final = re.compile(rf"(?P<place>{_CAPITALS}?){_TAIL}(?P<dash>{_DASH}){_NOTES}")
_MIXED: Final = re.compile(rf"(?P<place>{_NAMED}){_TAIL}(?P<dash>{_DASH}){_NOTES}")
_LOWER: Final = re.compile(r"(?P<place>[a-z]+(?: [a-z]+){0,2}): (?=[a-z])")
_PLACE_DATE: Final = re.compile(rf"(?P<place>{_NAMED}), (?i:(?P<date>{FULL_DATE}))\.?\Z")
_SMALL: Final = re.compile(r"(?<= )(?:De|Del|La|El|Of|The|Y)(?= )")
_HIDDEN: Final = frozenset({"clandestine"})  # what a dateline says of a station that hides where it is
_NO_PLACE: Final = frozenset(
    [
        "report",
        "breaking",
        "update",
        "updated",
        "watch",
        "exclusive",
        "analysis",
        "factbox",
        "opinion",
        "video",
        "photos",
        "live",
        "note",
        "text",
        "editor",
        "correction",
        "summary",
        "alert",
        "urgent",
        "background",
        "headline",
        "headlines",
        "source",
        "sources",
        "timeline",
        "explainer",
        "comment",
        "title",
        "subject",
        "date",
        "by",
        "from",
        "question",
        "answer",
        "q",
        "a",
        "read",
        "more",
        "news",
        "press",
        "statement",
        "communique",
        "advisory",
        "embargoed",
        "victims",
        "casualties",
    ]
)
_ARTICLES: Final = frozenset({"the", "a", "an", "this", "in", "on", "at", "we", "he", "she", "it", "they"})


@dataclass(frozen=True, slots=True)
class Filed:
    """A dateline: its length in characters, the place as printed ("BEIRUT, Lebanon"), EDTF date, agencies and outlet."""

    length: int
    place: str | None
    published: str | None = None
    agencies: tuple[str, ...] = ()
    outlet: str | None = None


def find_dateline(words: str, sure: bool = False) -> Filed | None:
    """The dateline with which a line begins, or None. `sure` asks for a date or an agency in it, for lines further down.

    Capitals before a dash or colon are a dateline; a name in small letters is one only with a date or an agency, and a text
    without any capitals (an archive that lost its case) has the place before a colon.
    """
    head = words[: LONGEST * 6]
    match = _SHOUTED.match(head)
    if match is not None and _fits(match, head, sure):
        return _filed(match)
    match = _MIXED.match(head)
    if match is not None and _fits(match, head, True) and match["dash"].strip() != ":":
        return _filed(match)
    match = None if sure or any(c.isupper() for c in words[:LONGEST]) else _LOWER.match(head)
    if match is not None and not _odd(match["place"]):
        return Filed(match.end(), match["place"].title())
    return None


def find_place_date(words: str) -> Filed | None:
    """The place and date of a line that holds nothing else: "Moscow, 11 December 2016"."""
    match = _PLACE_DATE.match(words) if len(words) < LONGEST else None
    if match is None or _odd(match["place"]) or find_name(match["place"]):
        return None
    return Filed(len(words), match["place"], find_date(match["date"]))


def _odd(place: str) -> bool:
    terms = place.lower().split()
    return not terms or terms[0].strip(".") in _NO_PLACE | _ARTICLES or len(terms) > WORDS


def _fits(match: re.Match[str], head: str, sure: bool) -> bool:
    if _odd(match["place"]) or match.end("dash") > LONGEST:
        return False
    if match["date"] or (match["agency"] and (find_agencies(match["agency"]) or find_name(match["agency"]))):
        return True
    shouted_line = sum(c.islower() for c in head[:LONGEST]) < 3  # all capitals: "THE ARMY SAID: ..." looks like a place
    alone = match.end() == len(head.rstrip()) or not head[match.end() :].strip()
    return not sure and (alone or not shouted_line)


def _filed(match: re.Match[str]) -> Filed:
    place, country, named = match["place"].strip(" ,."), match["country"], match["agency"]
    agencies = find_agencies(named or "")
    outlet = None
    if country and find_agencies(country):  # "HOMS, SANA –"
        agencies, country = (*find_agencies(country), *agencies), None
    if (
        named and match["date"] and named == named.upper() and match["dash"].strip() == "--"
    ):  # radio monitoring: the broadcaster, in capitals, after the date
        outlet = agencies[0] if agencies else _SMALL.sub(lambda m: m[0].lower(), named.title())
    elif named and not agencies and find_name(named):
        agencies = (named,)
    published = find_date(match["date"] or "")
    where = None if place.lower() in _HIDDEN else f"{place}, {country}" if country else place
    return Filed(match.end(), where, published, agencies, outlet)
