"""What number words mean by the codebook's table (section 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dateline.coding.quantities.scanning import Scanned, number_at, phrase_at
from dateline.coding.quantities.units import is_plural
from dateline.coding.quantities.words import Word, split_words
from dateline.knowledge.numbers import CODEBOOK, NumberTable, number_table, people_table, unit_table
from dateline.records import Comparator, Numbers

_SINGLE: Final = frozenset(
    {"a", "an", "one", "another", "each", "every", "per", "this", "that", "him", "her", "his", "he", "she", "it", "its"}
)
_WHOLE: Final = frozenset({"all", "these", "those", "they", "them", "some", "most", "others", "we", "us"})
_RANGE_MARKS: Final = frozenset({"to", "-", "or"})
_BEFORE_A_COUNT: Final = frozenset(
    {
        "a",
        "an",
        "the",
        "all",
        "of",
        "some",
        "other",
        "others",
        "another",
        "additional",
        "further",
        "extra",
        "more",
        "these",
        "those",
        "its",
        "his",
        "her",
        "their",
        "our",
        "to",
        "total",
        "toll",
        "only",
        "just",
        "than",
        "is",
        "was",
        "are",
        "were",
        "has",
        "had",
        "now",
        "and",
        "or",
        "for",
        "by",
        "from",
        "with",
        "least",
        "between",
        "among",
        "including",
        "nearly",
    }
)
_ACT: Final = ("ing", "ed")  # endings of a verb that a count may follow ("killing 31", "wounded 12")
_YEAR_OLD: Final = frozenset({"aged", "age"})


@dataclass(frozen=True, slots=True)
class _Count:
    """A number as said: its least, its best, its most, before comparators."""

    low: float
    best: float | None
    high: float | None
    start: int
    end: int


def _spread(low: Scanned, high: Scanned, table: NumberTable) -> float:
    """The lower end of a range, with the upper end's scale where it was left out ("two to three million")."""
    for scale in sorted((s for s in table.scales.values() if s >= 100), reverse=True):
        if high.value >= scale and low.value < high.value / scale and high.value % scale == 0 and low.value < 100:
            return low.value * scale
    return low.value


def _range(words: Sequence[Word], start: int, first: Scanned, table: NumberTable) -> _Count | None:
    """ "20 to 30", "20-30", "five or six", and after "between" also "20 and 30"."""
    if first.end >= len(words):
        return None
    between = start > 0 and any(w.text == "between" for w in words[max(0, start - 3) : start])
    mark = words[first.end].text
    if mark not in _RANGE_MARKS and not (between and mark == "and"):
        return None
    second = number_at(words, first.end + 1, table)
    if second is None or (second.value <= first.value and mark != "or"):
        return None
    spelled = words[second.end - 1].text.removesuffix("s") in table.scales
    low = _spread(first, second, table) if spelled else first.value
    low, high = sorted((low, second.value))
    return _Count(low, None if low < high else low, high, start, second.end)


def _is_count(words: Sequence[Word], at: int) -> bool:
    """Whether a number here counts something, and is no age ("Smith, 42,") and no name ("Brigade 11")."""
    before = words[at - 1].text if at else ""
    if before in _YEAR_OLD or words[at].text.endswith(("st", "nd", "rd", "th")):
        return False
    if before == "," and at > 1 and (at + 1 == len(words) or words[at + 1].text == ","):
        return False
    return (
        before not in unit_table().numbered or before in {"", "group", "no"} or before in _BEFORE_A_COUNT or before.endswith(_ACT)
    )


def _counted(words: Sequence[Word], table: NumberTable) -> _Count | None:
    """The first number of the phrase that counts something."""
    at = 0
    while at < len(words):
        compared = phrase_at(words, at, table.before)
        if compared is not None:  # "as many as 40": the "many" is none
            at = compared[1]
            continue
        scaled = number_at(words, at, table)
        if scaled is not None and _is_count(words, at):
            return _range(words, at, scaled, table) or _Count(scaled.value, scaled.value, scaled.value, at, scaled.end)
        vague = phrase_at(words, at, table.vague)
        if vague is not None and scaled is None:
            least = float(table.vague[vague[0]])
            return _Count(least, least, None, at, vague[1])
        exact = phrase_at(words, at, table.exact)
        if exact is not None and scaled is None:
            value = float(table.exact[exact[0]])
            return _Count(value, value, value, at, exact[1])
        at = scaled.end if scaled is not None else at + 1
    return None


def _marks(words: Sequence[Word], count: _Count, table: NumberTable) -> set[str]:
    """What the words around the number make of it: any of ge, gt, le, lt, nearly, about."""
    out, at = set(), 0
    while at < count.start:
        found = phrase_at(words[: count.start], at, table.before)
        if found is not None:
            out.add(table.before[found[0]])
        at = found[1] if found is not None else at + 1
    after = phrase_at(words, count.end, table.after) if count.end < len(words) else None
    if after is not None:
        out.add(table.after[after[0]])
    for at in range(count.end, min(count.end + 5, len(words))):  # "31 people or more"
        found = phrase_at(words, at, table.after)
        if found is not None and found[0].startswith("or "):
            out.add(table.after[found[0]])
    if words[count.start].text.endswith("+") or words[count.end - 1].text == "+":
        out.add("ge")
    return out


def _compared(count: _Count, marks: set[str]) -> Numbers:
    """The codebook's row for a number with its comparators."""
    low, best, high = count.low, count.best, count.high
    approximate = bool(marks & {"about", "nearly"})
    if count.best is None:  # a range keeps its own ends
        return Numbers(low, best, high, approximate=approximate)
    if marks & {"le", "lt"}:
        comparator: Comparator = "le" if "le" in marks else "lt"
        return Numbers(0.0, None, best, comparator, approximate)
    if marks & {"ge", "gt"}:
        return Numbers(low, best, None, "ge" if "ge" in marks else "gt", approximate)
    if "nearly" in marks:
        return Numbers(low, best, high, "lt", True)
    return Numbers(low, best, high, None, approximate)


def _none(words: Sequence[Word], table: NumberTable) -> bool:
    """Whether the phrase says that there was nobody or nothing ("no casualties"); "no fewer than 12" does not."""
    at = 0
    while at < len(words) and words[at].is_mark:
        at += 1
    found = phrase_at(words, at, dict.fromkeys(table.none)) if at < len(words) else None
    if found is None or phrase_at(words, at, table.before) is not None:
        return at < len(words) and words[at].text in {"0", "zero"}
    after = [w.text for w in words[found[1] : found[1] + 2] if w.text != "."]
    return not (words[at].text == "no" and after and after[0][0].isdigit())  # "No. 5"


def _uncounted(words: Sequence[Word], phrase: str, table: NumberTable) -> Numbers:
    """A phrase without a number: a plural is two or more, a person or a thing is one."""
    texts = [w.text for w in words if not w.is_mark]
    low, best, high = table.bare_plural
    plural = Numbers(low, best, high)
    if not texts or texts[0] in _WHOLE or (len(texts) > 1 and texts[1] in _WHOLE):
        return plural
    bands = people_table().bands
    if texts[0] in {"a", "an"} and "of" in texts[2:4]:
        kind = texts[texts.index("of") - 1]
        return plural if kind in bands or kind in {"series", "range", "majority", "wave", "string", "spate", "lot"} else _one(table)
    if texts[0] in _SINGLE and not (texts[0] in {"his", "her", "its"} and is_plural(phrase)):
        return _one(table)
    return plural if is_plural(phrase) else _one(table)


def _one(table: NumberTable) -> Numbers:
    return Numbers(float(table.singular), float(table.singular), float(table.singular))


def read_numbers(words: str, method: str = CODEBOOK) -> Numbers:
    """What a quantity's words mean: low, best, high, comparator and whether they are approximate (codebook section 4).

    Without a number: a plural is 2/None/None; a named person, an article or a pronoun in the singular is 1/1/1.
    Ordinals, ages ("20-year-old") and numbers of names ("Brigade 11") count nothing. `method` names a table of
    `knowledge/numbers/numbers.yaml`. Empty words give Numbers(None, None, None).
    """
    table = number_table(method)
    parts = split_words(words)
    if not any(not w.is_mark for w in parts):
        return Numbers(None, None, None)
    if _none(parts, table):
        return Numbers(0.0, 0.0, 0.0)
    count = _counted(parts, table)
    if count is None and len(parts) > 1 and parts[0].text in {"l", "ll"} and words.isupper():
        return Numbers(*(float("1" * len(parts[0].text)),) * 3)  # radio printers wrote L for 1
    if count is None:
        return _uncounted(parts, words, table)
    return _compared(count, _marks(parts, count, table))
