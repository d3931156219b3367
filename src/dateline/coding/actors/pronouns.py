"""Pronouns: whom "they", "it", "he" and "we" stand for."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from dateline.coding.actors.found import Found, Trail
from dateline.coding.actors.report import GROUP_KINDS, Report
from dateline.knowledge.nouns import load_nouns
from dateline.records import Span

REACH: Final[int] = 2  # sentences back in which an antecedent is sought
NEAREST: Final = frozenset({"others", "those", "who", "which"})  # these take the nearest, not the subject
_FITS: Final[dict[str, frozenset[str]]] = {
    "plural": frozenset({"group", "people", "band", "state", "body", "unknown"}),
    "thing": frozenset({"group", "state", "body"}),
    "person": frozenset({"person"}),
    "first": frozenset({"state", "body", "person"}),
}


def find_pronoun(report: Report, word: int, trail: Trail) -> Found:
    """The antecedent of the pronoun at a word: the subject of its own sentence, else of the one before; unnamed if none fits."""
    form = report.words[word].form
    kind = load_nouns().pronouns[form]
    if kind == "first" and report.issuer is not None and report.issuer.speaks_for:
        return Found(report.issuer.speaks_for, "state", "inferred", "issuer", report.issuer.country)
    candidates = _candidates(report, word, trail, kind, form in NEAREST)
    if not candidates:
        return Found(None, "unknown", "inferred", "pronoun")
    span, found = candidates[0]
    return replace(found, how="inferred", coder="pronoun", spans=(span,), plural=kind == "plural")


def _fits(found: Found, kind: str) -> bool:
    if found.name is None:
        return False
    if kind == "person":
        return found.full is not None or found.kind == "person"
    return found.kind in _FITS[kind] and not (found.full and kind in ("plural", "thing"))


def _candidates(report: Report, word: int, trail: Trail, kind: str, nearest: bool) -> list[tuple[Span, Found]]:
    sentence = report.sentence_of[word]
    for back in range(REACH + 1):
        items = [(span, f) for at, span, f in trail.back(report.sentence_of, sentence - back) if at < word and _fits(f, kind)]
        if kind == "thing":
            items = [item for item in items if not item[1].plural] or items
        if kind == "plural":
            items = [item for item in items if item[1].kind != "state" or _are_several(report, item[0])] or items
        items = items or _named(report, word, sentence - back, kind)
        if items:
            return list(reversed(items)) if nearest else items
    return []


def _are_several(report: Report, span: Span) -> bool:
    """Whether a state's mention has more than one word: "they" are not the Russia of "Russian strikes killed jihadists after they came"."""
    first, last = report.word_range(span)
    return last - first > 1


def _named(report: Report, word: int, sentence: int, kind: str) -> list[tuple[Span, Found]]:
    """Groups that the sentence names outside the mentions given."""
    if kind not in ("plural", "thing"):
        return []
    return [
        (report.span(hit.first, hit.last), Found(entry.name, "group", "inferred", "pronoun"))
        for hit in report.hits
        if hit.last <= word and report.sentence_of[hit.first] == sentence and (entry := report.pick(hit)).kind in GROUP_KINDS
    ]
