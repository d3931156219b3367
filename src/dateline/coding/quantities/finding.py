"""Candidate quantity phrases of a sentence, by rule, in any letter case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dateline.coding.quantities.scanning import number_at, phrase_at
from dateline.coding.quantities.units import PEOPLE, is_plural_noun, read_unit
from dateline.coding.quantities.words import Word, split_words
from dateline.knowledge.calendar import calendar_table
from dateline.knowledge.numbers import number_table, unit_table
from dateline.records import Span

MAX_PHRASE_WORDS: Final[int] = 7  # words after the number; a longer noun phrase is two
_CLOCK: Final = frozenset(
    {"am", "pm", "a.m", "p.m", "gmt", "utc", "hours", "hrs", "o'clock", "local", "est", "edt", "a.m.", "p.m."}
)
_STATES: Final = frozenset({"dead", "killed", "wounded", "injured", "hurt", "missing", "others", "more"})
_HOLDERS: Final = frozenset(
    {
        "members",
        "cadres",
        "bodies",
        "companies",
        "commissioners",
        "pieces",
        "rounds",
        "number",
        "some",
        "many",
        "several",
        "personnel",
        "employees",
    }
)  # heads that need their "of": "members of the militia"
_ARTICLES: Final = frozenset({"a", "an", "one", "another"})
_BARE_COUNTS: Final = frozenset(
    {"scores", "dozens", "hundreds", "thousands", "millions", "tens of thousands", "hundreds of thousands"}
)
_OWNERS: Final = frozenset({"the", "a", "an", "its", "their", "our", "his", "her", "these", "those", "this", "that"})
_PARENTHESISED_AGE: Final = range(10, 100)  # years: "(42)" after a name
_YEARS: Final = range(1900, 2100)
_HARMS: Final = frozenset(
    {"incident", "incident of violence", "damage", "attack", "strike", "arrest", "clash"}
)  # "no arrests": worth a zero
_YEAR_CUES: Final = frozenset(
    {"in", "since", "of", "by", "until", "till", "from", "to", "during", "before", "after", "early", "late", "mid", "year"}
)


def _kept_apart(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether the number is a date, clock time, age, distance, money, share, calibre, weight or address."""
    table = unit_table()
    first = words[start].text
    before = words[start - 1].text if start else ""
    after = [w.text for w in words[end : end + 3]]
    nearest = after[0] if after else ""
    if (
        first[0] in "$£€"
        or first.startswith(("us$", "rs.", "rs "))
        or "%" in words[end - 1].text
        or before in {"$", "£", "€", "/", "#"}
    ):
        return True
    if _is_stamp(words, start, end):
        return True
    if (
        before in calendar_table().months
        or before.rstrip(".") in calendar_table().months
        or (before == "." and start > 1 and words[start - 2].text in calendar_table().months)
    ):
        return True
    if nearest in calendar_table().months or nearest in _CLOCK or nearest == "%":
        return True
    if before in table.numbered and before != "no" and first[0].isdigit():
        return True
    if first[0].isdigit() and (
        (before == "," and nearest in {",", ".", ""} and start > 1 and words[start - 2].text[0].isalpha()) or before == "["
    ):
        return True  # an age, or a footnote
    if any(w.removesuffix("s") in table.kept_apart or w in table.kept_apart for w in after[:1]):
        return True
    joined = nearest.split("-")[0]
    return joined in table.kept_apart or _is_year(words, start, end)


def _is_stamp(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether the number is part of a date, a clock or a name's age in digits ("2016-12-10", "0415", "10:35", "(42)")."""
    text = words[start].text
    if any("-" in w.text and w.text[0].isdigit() and w.text.replace("-", "").isdigit() for w in words[start:end]):
        return True
    before, after = (words[start - 1] if start else None), (words[end] if end < len(words) else None)
    if any(mark is not None and mark.text in {":", "/", "-"} and gap == 0 for mark, gap in _gaps(words, start, end)):
        return True
    if text.isdigit() and len(text) == 4 and text[0] == "0":
        return True
    aged = before is not None and after is not None and (before.text, after.text) == ("(", ")")
    return aged and text.isdigit() and int(text) in _PARENTHESISED_AGE


def _gaps(words: Sequence[Word], start: int, end: int) -> list[tuple[Word, int]]:
    """The words on both sides of a number, with the characters between."""
    out = [(words[start - 1], words[start].start - words[start - 1].end)] if start else []
    return [*out, (words[end], words[end].start - words[end - 1].end)] if end < len(words) else out


def _is_year(words: Sequence[Word], start: int, end: int) -> bool:
    text = words[start].text
    if end != start + 1 or not text.isdigit() or int(text) not in _YEARS:
        return False
    after = words[end].text if end < len(words) else ""
    cue = start > 0 and words[start - 1].text in _YEAR_CUES
    return not is_plural_noun(after) or (cue and after in unit_table().stops)


def _head_end(words: Sequence[Word], at: int) -> int:
    """The position after the counted noun that begins at `at`, or `at` where there is none."""
    end = at
    for position in range(at, min(at + MAX_PHRASE_WORDS, len(words))):
        text = words[position].text
        if words[position].is_mark and _is_abbreviation(words, position):
            continue
        if words[position].is_mark and not (text in {'"', "“", "”", "'"} and position == at):
            break
        if text == "and" and position > at and not is_plural_noun(words[position - 1].text) and _plural_soon(words, position):
            continue
        if text in _OWNERS or (text in unit_table().stops and text not in _STATES):
            break
        follows = words[position + 1].text if position + 1 < len(words) else ""
        if text.endswith("ed") and position > at and text not in _STATES and not is_plural_noun(follows):
            break  # a verb: "63 states pledged"
        end = position + 1
        if text in _STATES and text != "more":
            break
        if is_plural_noun(text) and not (is_plural_noun(follows) and follows not in unit_table().stops):
            break
    return end


def _is_abbreviation(words: Sequence[Word], position: int) -> bool:
    """Whether a full stop belongs to the word before it ("U.S.")."""
    return (
        words[position].text == "."
        and position > 0
        and "." in words[position - 1].text
        and words[position].start == words[position - 1].end
    )


def _plural_soon(words: Sequence[Word], position: int) -> bool:
    """Whether "and" joins two parts of one name ("artillery and mortar systems")."""
    return any(is_plural_noun(w.text) for w in words[position + 1 : position + 3]) and not words[position + 1].text[0].isdigit()


def _of(words: Sequence[Word], end: int) -> int:
    """The position after "of …" where the head asks for it ("members of the brigade"), else `end`."""
    if end >= len(words) or words[end].text != "of" or words[end - 1].text not in _HOLDERS:
        return end
    at = end + 1
    while at < len(words) and words[at].text in {"the", "its", "their", "our", "a"}:
        at += 1
    after = _head_end(words, at)
    return after if after > at else end


def _count_at(words: Sequence[Word], at: int) -> int | None:
    """The position after the number expression that starts at `at` (ranges included), or None."""
    table = number_table()
    number = number_at(words, at, table)
    if number is not None:
        end = number.end
        if end + 1 < len(words) and words[end].text in {"to", "-", "or", "and"}:
            second = number_at(words, end + 1, table)
            between = at > 0 and words[at - 1].text == "between"
            if second is not None and (words[end].text != "and" or between):
                return second.end
        return end
    found = phrase_at(words, at, table.vague) or phrase_at(words, at, table.exact)
    if found is not None:
        return found[1]
    if (
        words[at].text == "no"
        and at + 1 < len(words)
        and not words[at + 1].is_mark
        and words[at + 1].text not in {"longer", "one's", "doubt", "way"}
    ):
        return at + 1
    return None


def _comparator_start(words: Sequence[Word], at: int) -> int:
    """The first position of the comparators that lead in to the number at `at` ("at least some 20")."""
    table = number_table()
    moved = True
    while moved:
        moved = False
        for length in (4, 3, 2, 1):
            if at >= length and " ".join(w.text for w in words[at - length : at]) in table.before:
                at, moved = at - length, True
                break
        if at and words[at - 1].text == "between":
            at, moved = at - 1, True
    return at


def _trailing(words: Sequence[Word], end: int) -> int:
    found = phrase_at(words, end, number_table().after) if end < len(words) else None
    return found[1] if found is not None else end


def _candidate(words: Sequence[Word], at: int, articles: bool) -> tuple[int, int] | None:
    """First and last position (half-open) of the quantity phrase whose number starts at `at`, or None."""
    end = _count_at(words, at)
    if end is None and articles and words[at].text in _ARTICLES:
        end = at + 1
    if end is None:
        return None
    start = _comparator_start(words, at)
    number_end = _trailing(words, end)
    if number_end < len(words) and words[number_end].text == "of" and number_end + 1 < len(words):
        inner = number_end + 1
        while inner < len(words) and words[inner].text in {"the", "its", "their", "our", "his", "her", "these", "those"}:
            inner += 1
        after = _head_end(words, inner)
        return start, after if after > inner else number_end
    inner = number_end
    while inner < len(words) and words[inner - 1].text in {"of", *_OWNERS} and words[inner].text in _OWNERS:
        inner += 1
    after = _head_end(words, inner)
    return start, _trailing(words, _of(words, after if after > inner else number_end))


def _counts_something(words: Sequence[Word], at: int, end: int, phrase: str) -> bool:
    """Whether a phrase is worth keeping: digits and number words always; "a", "one" and "no" only with a noun behind."""
    text = words[at].text
    unit = read_unit(phrase).unit
    if text == "no":
        return end > at + 1 and (unit == PEOPLE or unit in _HARMS)
    if text in _ARTICLES and end == at + 1:
        return False
    vague = phrase_at(words, at, number_table().vague)
    if vague is not None and vague[1] >= end and vague[0].removesuffix(" of") not in _BARE_COUNTS:
        return False
    return unit == PEOPLE or unit.split()[-1] not in unit_table().kept_apart


def find_quantities(text: str, span: Span, articles: bool = False) -> tuple[Span, ...]:
    """Spans of the quantity phrases in a sentence, in order: a number expression and the noun phrase it counts.

    Dates, clock times, ages, distances, money, percentages, calibres, weights and addresses are no quantities here.
    `articles`: also "a", "an", "one" with what follows ("a storage depot"); each is a guess, for a caller who asks.
    """
    words = split_words(span.read(text))
    out: list[Span] = []
    at = 0
    while at < len(words):
        found = _candidate(words, at, articles)
        if found is None:
            at += 1
            continue
        start, end = found
        number_end = _count_at(words, at) or at + 1
        phrase = text[span.start + words[start].start : span.start + words[end - 1].end]
        if not _kept_apart(words, at, number_end) and _counts_something(words, at, end, phrase):
            out.append(Span(span.start + words[start].start, span.start + words[end - 1].end))
            at = max(end, at + 1)
        else:
            at = max(number_end, at + 1)
    return tuple(out)
