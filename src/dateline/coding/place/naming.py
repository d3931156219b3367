"""What a resolved place is called: by its English name, and else as the report calls it, with its accents put right."""

from __future__ import annotations

import re
from typing import Final

from anyascii import anyascii

from dateline.coding.place.phrase import Phrase
from dateline.knowledge.gazetteer import Candidate, fold_name, load_words

_SMALL: Final = frozenset(
    {
        "of",
        "the",
        "de",
        "del",
        "da",
        "do",
        "dos",
        "das",
        "di",
        "and",
        "in",
        "la",
        "las",
        "los",
        "y",
        "al",
        "el",
        "ez",
        "ad",
        "ash",
        "on",
    }
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_MARKED: Final = re.compile(
    r"[\u0100-\u024F\u1E00-\u1EFF\u02B0-\u02FF‘’`]"
)  # romanisation marks; Spanish and French accents are below


def call_place(candidate: Candidate, phrase: Phrase) -> str:
    """The place's name: English usage's; the gazetteer's where only case and accents differ; else the report's."""
    if candidate.common:
        return candidate.common
    if candidate.is_country:
        return candidate.name
    asked = mend_case(phrase.name)
    if fold_name(candidate.name) == fold_name(phrase.name):
        name = (
            candidate.name if not _MARKED.search(candidate.name) else asked if not phrase.name.islower() else _plain(candidate.name)
        )
    else:
        name = asked
    if candidate.level == 2 and phrase.kind == "second" and phrase.kind_word:
        word = phrase.kind_word.casefold()
        if word in ("district", "county", "parish") and not name.casefold().endswith(word):
            return f"{name} {word.capitalize()}"
    return name


def call_unlisted(phrase: Phrase, town: str | None) -> str:
    """The name of a place that the gazetteer lacks; a building or quarter is called with its town: "Al Noor hospital, Mosul"."""
    name, last = mend_case(phrase.name), phrase.name.split()[-1].casefold()
    holder = mend_case(phrase.within[0]) if phrase.within and phrase.within[0] else town
    inner = phrase.within or phrase.kind == "quarter" or last in load_words().facilities
    return f"{name}, {holder}" if inner and holder and holder not in name else name


def _plain(name: str) -> str:
    return anyascii(name).replace("`", "")


def mend_case(name: str) -> str:
    """The name in title case where it is all capitals or all small; else as it is."""
    if len(name) > 3 and (name.isupper() or name.islower()):
        words = _WORD.sub(lambda m: m[0].casefold() if m[0].casefold() in _SMALL and m.start() else m[0].capitalize(), name)
        return words[:1].upper() + words[1:]
    return name
