"""Resolves the actor mentions of one report, in the order of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dateline.coding.actors.context import ActorContext
from dateline.coding.actors.found import Found, Trail, label_people
from dateline.coding.actors.names import find_named
from dateline.coding.actors.nouns import find_by_noun
from dateline.coding.actors.people import find_full_name, find_person
from dateline.coding.actors.phrase import Phrase, cut_phrase
from dateline.coding.actors.pronouns import find_pronoun
from dateline.coding.actors.report import Report, read_report
from dateline.knowledge.nouns import load_grammar, load_nouns
from dateline.records import Mention, Span, Who

MAX_NESTING: Final[int] = 3  # "members of units of the army of X"
_SMALL: Final = frozenset({"of", "the", "and", "in", "for", "de", "del", "la", "al", "bin", "ibn", "y", "on", "at"})


def resolve_actors(text: str, mentions: Sequence[Mention], context: ActorContext) -> tuple[Who, ...]:
    """One actor per mention, in the mentions' order. Source: codebook section 2 (initiators, targets)."""
    report = read_report(text, context)
    trail = Trail()
    order = sorted(range(len(mentions)), key=lambda i: (mentions[i].span.start, mentions[i].span.end))
    whos: dict[int, Who] = {}
    for index in order:
        span = mentions[index].span
        found = find_actor(report, span, trail)
        whos[index] = found.as_who(span)
        trail.items.append((min(report.word_range(span)[0], len(report.words) - 1), span, found))
    return tuple(whos[index] for index in range(len(mentions)))


def find_actor(report: Report, span: Span, trail: Trail) -> Found:
    """What one mention stands for, given the mentions before it."""
    first, last = report.word_range(span)
    if first >= last:
        return Found(span.read(report.text).strip() or None, "body", "stated", "words")
    return _find(report, span, trail, MAX_NESTING)


def _find(report: Report, span: Span, trail: Trail, depth: int) -> Found:
    first, last = report.word_range(span)
    if last - first == 1 and report.words[first].form in load_nouns().pronouns and first not in report.by_word:
        return find_pronoun(report, first, trail)
    phrase = cut_phrase(report, span)
    within = _inside(report, phrase, trail, depth)
    if within is not None:
        return within
    if phrase.first < last - 1 and report.words[first].form == "those" and phrase.noun is None:
        return Found(label_people("civilians", report.scene), "people", "stated", "people", report.scene, plural=True)
    found = find_named(report, phrase) or _owned(report, phrase, trail) or find_by_noun(report, phrase, trail)
    found = found or find_person(report, phrase, trail)
    if found is None and phrase.link in load_grammar().ownership and depth and _is_property(report, phrase):
        found = _find(report, report.span(phrase.end + 1, phrase.last), trail, depth - 1) if phrase.end + 1 < phrase.last else None
    if found is None and phrase.end - phrase.first > 1 and depth and _is_property(report, phrase):
        found = _possessor(report, phrase, trail, depth - 1)
    return found if found is not None and found.name else _as_spelled(report, phrase)


def _possessor(report: Report, phrase: Phrase, trail: Trail, depth: int) -> Found | None:
    """ "Regime positions", "jihadist bases": the side whose they are; None for "key positions"."""
    found = _find(report, report.span(phrase.first, phrase.end - 1), trail, depth)
    return found if found.kind in ("state", "group", "band") else None


def _is_property(report: Report, phrase: Phrase) -> bool:
    return report.words[phrase.end - 1].form in load_nouns().property


def _inside(report: Report, phrase: Phrase, trail: Trail, depth: int) -> Found | None:
    """ "Members of X", "forces loyal to X": what X is, where it is somebody; "mob of about 50 persons" stays a mob."""
    if phrase.link not in load_grammar().ownership or not depth or phrase.end + 1 >= phrase.last:
        return None
    if report.words[phrase.end - 1].form not in load_nouns().containers:
        return None
    if phrase.noun is not None and phrase.noun.label not in (None, "civilians", "militants", "terrorists"):
        return None
    start = phrase.end + (2 if report.words[phrase.end + 1].form == "to" and phrase.end + 2 < phrase.last else 1)
    inner = _find(report, report.span(start, phrase.last), trail, depth - 1)
    return replace(inner, plural=True) if inner.coder != "words" else None


def _owned(report: Report, phrase: Phrase, trail: Trail) -> Found | None:
    """ "Its warplanes", "their positions": the owner's, where the thing is an armed side's or a state's."""
    if phrase.possessive is None:
        return None
    armed = phrase.noun is not None and phrase.noun.kind in ("forces", "organ", "office", "armed")
    if not armed and not _is_property(report, phrase):
        return None
    owner = next(w for w in range(phrase.first - 1, -1, -1) if report.words[w].form == phrase.possessive)
    found = find_pronoun(report, owner, trail)
    return found if found.kind in ("state", "group", "body") else None


def _as_spelled(report: Report, phrase: Phrase) -> Found:
    """The words themselves, a person's as the text gives them most fully."""
    end = phrase.last if phrase.link not in ("who", "that", "which", ",") else phrase.end
    words = report.span(phrase.first, end).read(report.text)
    full = find_full_name(report, phrase) if end == phrase.end else None
    long_form = report.acronyms.get(report.words[phrase.first].form) if end - phrase.first == 1 else None
    if long_form is not None:
        return Found(tidy_name(long_form, report.cased), "body", "inferred", "acronym")
    name = tidy_name(full or words, report.cased)
    capitals = report.cased and end - phrase.first > 1 and all(word.title for word in report.words[phrase.first : end])
    person = full is not None or capitals
    return Found(name, "person" if person else "body", "stated", "words", full=name if person else None)


def tidy_name(words: str, cased: bool) -> str:
    """Words as a name: single spaces, no edge marks, and capitals where the report kept no case."""
    plain = " ".join(words.split()).strip(" \"'“”‘’.,;:()").removesuffix("'s").removesuffix("’s")
    if cased:
        return plain
    parts = [part if part in _SMALL and i else _capitalise(part) for i, part in enumerate(plain.lower().split(" "))]
    return " ".join(parts)


def _capitalise(part: str) -> str:
    return "-".join(p.upper() if "." in p[:-1] else p[:1].upper() + p[1:] for p in part.split("-"))
