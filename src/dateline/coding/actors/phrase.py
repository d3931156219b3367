"""The parts of a noun phrase that names an actor: what is stripped, its head, and the noun that says what it is."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.coding.actors.report import Report
from dateline.knowledge.actors import Hit, load_lexicon
from dateline.knowledge.nouns import LONGEST, Noun, load_grammar, load_nouns
from dateline.records import Span


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
        if (form not in load_grammar().leading and not form.isdigit()) or (hit is not None and hit.last - hit.first > 1):
            break
        first += 1
    return first


def _head_end(report: Report, first: int, last: int) -> tuple[int, str | None]:
    for word in range(first + 1, last):
        if covers(report.by_word.get(word), word):
            continue
        form = report.words[word].form
        if form in load_grammar().splitters and "-" not in report.gap(word - 1) and _phrase_noun(report, first, word + 2) is None:
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
    start = first if find_noun(report, first, last)[1] == first else _skip_leading(report, first, last)
    lead = report.forms(first - 1, start)
    end, link = _head_end(report, start, last)
    noun, noun_first = find_noun(report, start, end)
    if noun is None:
        noun, noun_first = find_noun(report, start, _before_and(report, start, end))
    possessive = next((form for form in reversed(lead) if form in load_grammar().possessives), None)
    return Phrase(start, end, last, link, noun, noun_first, possessive, "the" in lead or "these" in lead)


def is_blocked(report: Report, hit: Hit) -> bool:
    """Whether a name only modifies another: "anti-Assad", "Russian-backed", "pro-Iranian"."""
    before = report.words[hit.first - 1].form if hit.first else ""
    after = report.words[hit.last].form if hit.last < len(report.words) else ""
    joined = hit.first > 0 and report.gap(hit.first - 1) in "-–‑"
    return (before in load_grammar().opposed or (joined and before == "pro")) or after in load_grammar().related


def hits_in(report: Report, first: int, last: int) -> list[Hit]:
    """The known names that stand wholly within the words [first, last) and do not merely modify."""
    whole = load_lexicon().look_up(report.forms(first, last))
    if whole and all(entry.form != "surname" for entry in whole):
        return [Hit(first, last, whole)]
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
