"""Words as linking compares them: cut to their stems, each with a weight by how rare it is in reports."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

RAREST: Final[float] = 0.002  # share of reports that hold a word below which no word weighs more
LIGHT: Final[float] = 0.35  # weight below which a word tells nothing ("people", "town", "said")
SHORTEST: Final[int] = 3  # letters of the shortest word that is compared
KEPT: Final[int] = 3  # letters that a stem keeps at least
CALENDAR: Final = (
    "january february march april may june july august september october november december monday tuesday wednesday thursday friday "
    "saturday sunday week month year day today yesterday night overnight morning evening hour hours"
)  # words about time, which is compared by itself
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENDINGS: Final = (
    ("iveness", ""), ("fulness", ""), ("ousness", ""), ("ization", "ize"), ("isation", "ize"), ("ations", "ate"), ("ation", "ate"),
    ("ities", ""), ("ments", ""), ("ment", ""), ("ness", ""), ("ings", ""), ("ing", ""), ("ions", ""), ("ion", ""), ("ity", ""),
    ("ies", "y"), ("ied", "y"), ("ers", ""), ("ed", ""), ("er", ""), ("es", ""), ("ly", ""), ("s", ""),
)  # fmt: skip
_VOWELS: Final = frozenset("aeiouy")
_DOUBLED: Final = frozenset("bdgkmnprt")  # letters that English doubles before an ending: "stabbed", "shipping"


def stems(text: str) -> list[str]:
    """The stems of a text's words, in order, names and function words included."""
    return [stem(found.lower().replace("’", "'").split("'")[0]) for found in _WORD.findall(text)]


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A lower-case word without its ending; an irregular form by its base ("shot": "shoot"), a noun of an act by its verb.

    Rough on purpose: it only has to give one answer for "killed", "kills" and "killing".
    """
    word = forms().get(word, word)
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and not (ending == "s" and word.endswith("ss")):
            base = word[: -len(ending)] + instead
            if len(base) >= KEPT and _VOWELS & set(base):
                word = base
                break
    if len(word) > KEPT and word[-1] == word[-2] and word[-1] in _DOUBLED:
        word = word[:-1]
    if len(word) > KEPT and word[-1] == "e":
        word = word[:-1]
    return forms().get(word, word)


@lru_cache(maxsize=1 << 16)
def rarity(stem: str) -> float:
    """How much a stem tells, 0 to 1: 0 for one that stands in every report, 1 for one that hardly any report holds."""
    share = shares().get(stem)
    if share is None or share <= RAREST:
        return 1.0
    return math.log(share) / math.log(RAREST)


def telling(texts: Iterable[str], besides: Collection[str] = ()) -> dict[str, float]:
    """The stems of the texts that tell something, with their weights; `besides`: stems left out (names of places, of sides)."""
    found = {s for text in texts for s in stems(text) if len(s) >= SHORTEST and s not in besides and s not in calendar()}
    return {s: weight for s in sorted(found) if (weight := rarity(s)) >= LIGHT}


def cosine(left: dict[str, float], right: dict[str, float]) -> float:
    """How alike two bags of weighted words are, 0 to 1."""
    shared = sum(weight * right[s] for s, weight in left.items() if s in right)
    norm = math.sqrt(sum(w * w for w in left.values()) * sum(w * w for w in right.values()))
    return shared / norm if norm else 0.0


@cache
def calendar() -> frozenset[str]:
    """The stems of words about time."""
    return frozenset(stems(CALENDAR))


@cache
def forms() -> dict[str, str]:
    """Irregular forms by their base, from forms.tsv."""
    rows = (line.split("\t") for line in _lines("forms.tsv"))
    return {form: base for base, others in rows for form in others.split()}


@cache
def shares() -> dict[str, float]:
    """The share of reports that hold a stem, for common stems, from common.tsv."""
    rows = (line.split("\t") for line in _lines("common.tsv"))
    return {stem: float(share) for stem, share in rows}


def _lines(name: str) -> list[str]:
    text = (files("dateline.ledger.linking") / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
