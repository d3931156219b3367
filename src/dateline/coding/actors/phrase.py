"""The parts of a noun phrase that names an actor: what is stripped, its head, and the noun that says what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dateline.coding.actors.report import Report
from dateline.knowledge.actors import Hit
from dateline.knowledge.nouns import LONGEST, Noun, load_nouns
from dateline.records import Span

LEADING: Final = frozenset(
    "the a an this that these those his her its their our my your some several many few other others another at least "
    "more than over about around nearly almost up to as many all both each every any one two three four five six seven "
    "eight nine ten eleven twelve dozen dozens hundred thousand scores mr mrs ms dr miss so called alleged suspected "
    "innocent local unarmed armed wounded attacking retreating remaining vulnerable ordinary fleeing".split()
)
POSSESSIVES: Final = frozenset({"its", "their", "his", "her", "our", "my"})
SPLITTERS: Final = frozenset(
    "of in from at near on who that which with loyal belonging backed linked inside outside around out aboard travelling "
    "traveling for against by under affiliated allied supported including accused during after while".split()
)
OWNERSHIP: Final = frozenset({"of", "loyal", "belonging", "from", "allied", "affiliated", "linked"})
OPPOSED: Final = frozenset({"anti", "counter", "non"})
RELATED: Final = frozenset({"backed", "led", "allied", "supported", "sponsored", "linked", "affiliated", "held", "controlled", "aligned", "trained", "funded", "run", "occupied", "based", "ruled"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A mention cut into words: head [first, end), the rest up to `last`; `link` is the word that joins them, or None.

    `noun` is what the head's last words name; `possessive` the pronoun that owns it; `definite`: "the" stands before it.
    """

    first: int
    end: int
    last: int
    link: str | None
    noun: Noun | None
    noun_first: int
    possessive: str | None
    definite: bool


def covers(hit: Hit | None, word: int) -> bool:
    """Whether a known name runs on over this word: it neither opens nor ends there."""
    return hit is not None and hit.first < word < hit.last


def _skip_leading(report: Report, first: int, last: int) -> int:
    while first < last - 1:
        form = report.words[first].form
        hit = report.by_word.get(first)
        if (form not in LEADING and not form.isdigit()) or (hit is not None and hit.last - hit.first > 1):
            break
        first += 1
    return first


def _head_end(report: Report, first: int, last: int) -> tuple[int, str | None]:
    for word in range(first + 1, last):
        if covers(report.by_word.get(word), word):
            continue
        form = report.words[word].form
        if form in SPLITTERS and "-" not in report.gap(word - 1) and _phrase_noun(report, first, word + 2) is None:
            return word, form
        if "," in report.gap(word - 1) or "(" in report.gap(word - 1):
            return word, ","
    return last, None


def _phrase_noun(report: Report, first: int, last: int) -> Noun | None:
    forms = report.forms(first, last)
    return load_nouns().agents.get(forms) if len(forms) <= LONGEST else None


def find_noun(report: Report, first: int, end: int) -> tuple[Noun | None, int]:
    """The longest known noun that ends the words [first, end), and where it begins."""
    for length in range(min(LONGEST, end - first), 0, -1):
        noun = load_nouns().agents.get(report.forms(end - length, end))
        if noun is not None:
            return noun, end - length
    return None, end


def _before_and(report: Report, first: int, end: int) -> int:
    for word in range(first + 1, end):
        if report.words[word].form == "and" and not covers(report.by_word.get(word), word):
            return word
    return end


def cut_phrase(report: Report, span: Span) -> Phrase:
    """The phrase under a span, which holds at least one word."""
    first, last = report.word_range(span)
    start = _skip_leading(report, first, last)
    lead = report.forms(first - 1, start)
    end, link = _head_end(report, start, last)
    noun, noun_first = find_noun(report, start, end)
    if noun is None:
        noun, noun_first = find_noun(report, start, _before_and(report, start, end))
    possessive = next((form for form in reversed(lead) if form in POSSESSIVES), None)
    return Phrase(start, end, last, link, noun, noun_first, possessive, "the" in lead or "these" in lead)


def is_blocked(report: Report, hit: Hit) -> bool:
    """Whether a name only modifies another: "anti-Assad", "Russian-backed", "pro-Iranian"."""
    before = report.words[hit.first - 1].form if hit.first else ""
    after = report.words[hit.last].form if hit.last < len(report.words) else ""
    joined = hit.first > 0 and report.gap(hit.first - 1) in "-–‑"
    return (before in OPPOSED or (joined and before == "pro")) or after in RELATED


def hits_in(report: Report, first: int, last: int) -> list[Hit]:
    """The known names that stand wholly within the words [first, last) and do not merely modify."""
    found: list[Hit] = []
    word = first
    while word < last:
        hit = report.by_word.get(word)
        if hit is not None and hit.first >= first and hit.last <= last:
            if not is_blocked(report, hit):
                found.append(hit)
            word = hit.last
        else:
            word += 1
    return found
