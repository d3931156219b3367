"""Mentions that name a person: by title, by the words beside the name, by an earlier fuller name."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Final

from dateline.coding.actors.found import Found, Trail, kind_of, make_state
from dateline.coding.actors.phrase import Phrase
from dateline.coding.actors.report import Report
from dateline.knowledge.actors import Entry, split_words
from dateline.knowledge.nouns import LONGEST, load_grammar, load_nouns

TITLE_REACH: Final[int] = 8  # words before a name in which its title and the title's state stand
AFTER_REACH: Final[int] = 7  # words after a name: ", the Turkish foreign minister"
MAX_NAME: Final[int] = 4  # words of a person's name
_BREAKS: Final = (".", ";", "\n", "”", '"', "(")
_DOTTED: Final = frozenset({"gen", "col", "maj", "capt", "lt", "sgt", "gov", "sen"})
_IDENTIFIED: Final = frozenset({("identified", "as"), ("named", "as"), ("known", "as")})


def find_person(report: Report, phrase: Phrase, trail: Trail) -> Found | None:
    """Whom a person's name stands for: a state, a group, or the person; None where it is no known person's."""
    return (
        _by_title(report, phrase.first, phrase.end)
        or _by_post(report, phrase)
        or _identified(report, phrase, trail)
        or _named_earlier(report, phrase, trail)
    )


def _identified(report: Report, phrase: Phrase, trail: Trail) -> Found | None:
    """ "A cadre, identified as NAME": the name stands for the side of the mention just before."""
    if report.forms(phrase.first - 2, phrase.first) not in _IDENTIFIED or not trail.items:
        return None
    at, span, found = trail.items[-1]
    if report.sentence_of[phrase.first] - report.sentence_of[at] > 1 or found.kind not in ("group", "state"):
        return None
    return replace(found, how="inferred", coder="identified", spans=(span,), full=_spell(report, phrase.first, phrase.end))


def _office_at(report: Report, end: int, floor: int) -> int | None:
    """Where the office that ends just before `end` begins, or None."""
    for length in range(min(LONGEST, end - floor), 0, -1):
        noun = load_nouns().agents.get(report.forms(end - length, end))
        if noun is not None and noun.kind == "office":
            return end - length
    return None


def _by_title(report: Report, first: int, end: int) -> Found | None:
    """A state's office in the words of the name, right before them or right after them."""
    inside = next((at for at in range(end - 1, first, -1) if _office_at(report, at, first) is not None), None)
    opening = first if inside is not None else _office_at(report, first, max(0, first - LONGEST))
    if opening is None or (inside is None and _broken(report, first - 1)):
        opening = _office_before_comma(report, first)
    if opening is not None:
        return _office_holder(report, max(0, opening - TITLE_REACH), opening if inside is None else end, first, end)
    return _after_name(report, first, end)


def _office_before_comma(report: Report, first: int) -> int | None:
    """ "Minister for the Middle East, NAME": an office that opens its clause and runs up to the comma."""
    if first == 0 or report.gap(first - 1).strip() != ",":
        return None
    for at in range(first - 1, max(-1, first - 1 - TITLE_REACH), -1):
        if report.sentence_of[at] != report.sentence_of[first] or (at < first - 1 and "," in report.gap(at)):
            return None
        opens = at == 0 or report.sentence_of[at - 1] != report.sentence_of[at] or bool(set(",\n") & set(report.gap(at - 1)))
        if opens and any(_office_at(report, end, at) is not None for end in range(at + 1, min(at + LONGEST, first) + 1)):
            return at
    return None


def _broken(report: Report, word: int) -> bool:
    return any(mark in report.gap(word) for mark in (*_BREAKS, ",")) and report.words[word].form not in _DOTTED


def _after_name(report: Report, first: int, end: int) -> Found | None:
    """An office right after the name and a comma."""
    if end >= len(report.words) or "," not in report.gap(end - 1):
        return None
    for at in range(end, min(end + AFTER_REACH, len(report.words))):
        if at > end and any(mark in report.gap(at - 1) for mark in (*_BREAKS, ",")):
            return None
        if _office_at(report, at + 1, end) is not None and not _opens_name(report, at + 1):
            return _office_holder(report, end, min(at + AFTER_REACH, len(report.words)), first, end)
    return None


def _opens_name(report: Report, word: int) -> bool:
    """Whether another person's name follows here: "X, Colonel Y" is a list."""
    if not report.cased or word >= len(report.words) or word in report.by_word:
        return False
    return report.words[word].title and report.gap(word - 1).isspace()


def _office_holder(report: Report, low: int, high: int, first: int, end: int) -> Found:
    """The side of an office: the body or state named beside it, else the issuer's, else the scene's."""
    full = _spell(report, first, end)
    beside = _entries_between(report, low, max(high, first), first)
    for entry in reversed(beside):
        if entry.kind in ("igo", "coalition", "armed_group"):
            return Found(entry.name, kind_of(entry), "inferred", "office", None, full=full)
        if entry.kind == "state" and entry.form in ("name", "demonym", "force", "metonym"):
            return Found(entry.name, "state", "inferred", "office", entry.countries[0], full=full)
    iso = report.issuer.country if report.issuer is not None and report.issuer.country else report.scene
    found = make_state(iso, "inferred", "office")
    return Found(found.name, "state", "inferred", "office", iso, full=full)


def _entries_between(report: Report, low: int, high: int, first: int) -> list[Entry]:
    entries: list[Entry] = []
    for hit in report.hits:
        if low <= hit.first and hit.last <= high and hit.first != first and _same_stretch(report, hit.first, first):
            entries.append(report.pick(hit))
    return entries


def _same_stretch(report: Report, left: int, right: int) -> bool:
    low, high = min(left, right), max(left, right)
    if report.sentence_of[low] != report.sentence_of[high]:
        return False
    return low == right or not any("," in report.gap(w) for w in range(low, high - 1))


def _by_post(report: Report, phrase: Phrase) -> Found | None:
    """A post in an armed group beside the name: "ISIL leader Abu X", "Abu X, a Taliban commander"."""
    low, high = max(0, phrase.first - 5), min(len(report.words), phrase.end + 6)
    for hit in report.hits:
        entry = report.pick(hit)
        if entry.kind != "armed_group" or not low <= hit.first < high or phrase.first <= hit.first < phrase.end:
            continue
        if report.sentence_of[hit.first] != report.sentence_of[phrase.first]:
            continue
        between = report.forms(hit.last, phrase.first) if hit.first < phrase.first else report.forms(phrase.end, hit.last + 3)
        if between and any(form in load_grammar().posts for form in between):
            where, full = (report.span(hit.first, hit.last),), _spell(report, phrase.first, phrase.end)
            return Found(entry.name, "group", "inferred", "post", None, where, full=full)
    return None


def _named_earlier(report: Report, phrase: Phrase, trail: Trail) -> Found | None:
    """An earlier mention, or an earlier place in the text, that gives the same name in full."""
    if phrase.end - phrase.first > MAX_NAME:
        return None
    forms = report.forms(phrase.first, phrase.end)
    for _, span, found in reversed(trail.items):
        if found.full and _is_part(forms, fold_name(found.full)):
            return Found(found.name, found.kind, "inferred", "earlier", found.iso, (span,), full=found.full)
    return _elsewhere(report, phrase, forms)


def fold_name(name: str) -> tuple[str, ...]:
    """A person's name as folded words."""
    return tuple(word.form for word in split_words(name))


def _is_part(forms: tuple[str, ...], full: tuple[str, ...]) -> bool:
    return bool(forms) and (full[-len(forms) :] == forms or full[: len(forms)] == forms)


def _elsewhere(report: Report, phrase: Phrase, forms: tuple[str, ...]) -> Found | None:
    """Another place in the text where the name's last word stands with a title or a first name."""
    last = forms[-1]
    for word in range(len(report.words)):
        if report.words[word].form != last or phrase.first <= word < phrase.end:
            continue
        begin = _first_name(report, word)
        titled = _by_title(report, begin, word + 1)
        if titled is not None:
            return replace(titled, how="inferred", coder="elsewhere", spans=(report.span(begin, word + 1),))
    return None


def _first_name(report: Report, word: int, keep: int = 1) -> int:
    """Where a name that ends in this word begins, by its capitals; `keep`: words before it that are its own at least."""
    begin = word
    while begin > 0 and word - begin < MAX_NAME - 1 and report.cased:
        before = report.words[begin - 1]
        if (
            not before.title
            or before.form in load_grammar().leading | load_grammar().openers
            or report.gap(begin - 1).strip(" -.’'")
        ):
            break
        if _office_at(report, begin, max(0, begin - 3)) is not None:
            break
        hit = report.by_word.get(begin - 1)
        if hit is not None and report.pick(hit).form not in ("surname", "leader"):
            break
        begin -= 1
    if word - begin > 1 and begin > 0 and report.words[begin - 1].form == "the":
        return word - keep  # "Minister for the Middle East FIRST LAST"
    return begin


def _spell(report: Report, first: int, end: int) -> str:
    """The person's name without its titles, as the text spells it."""
    start = first
    for at in range(end - 1, first, -1):
        if _office_at(report, at, first) is not None:
            start = at
            break
    return report.span(start, end).read(report.text)


def find_full_name(report: Report, phrase: Phrase) -> str | None:
    """The fullest form in which the text gives a person's name elsewhere, by its capitals; None where it gives no fuller one."""
    if not report.cased or phrase.end - phrase.first > 2:
        return None
    forms = report.forms(phrase.first, phrase.end)
    names: Counter[str] = Counter()
    for word in range(len(report.words) - len(forms) + 1):
        if report.words[word].form != forms[0] or report.forms(word, word + len(forms)) != forms:
            continue
        begin, after = _first_name(report, word, 2 - len(forms)), word + len(forms)
        if begin < word:
            names[report.span(begin, after).read(report.text)] += 1
        elif len(forms) == 1 and after < len(report.words) and report.words[after].title and report.gap(word) == " ":
            names[report.span(word, after + 1).read(report.text)] += 1
    return min(names, key=lambda name: (-names[name], len(name))) if names else None
