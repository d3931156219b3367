"""Peers that may be installed beside Dateline; each answers None where it is not there."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

FORMS: Final[dict[str, str]] = {"year": "%Y", "month": "%Y-%m", "week": "%G-W%V", "day": "%Y-%m-%d", "time": "%Y-%m-%dT%H:%M"}
Dates = Callable[[str, str], list[tuple[int, int, str]]]


def dateparser_dates() -> Dates | None:
    """dateparser's search: a function from a text and its publication date to (start, end, value as TIMEX3 writes it).

    The value is written as exactly as dateparser says that it read the words: to the year, month, week or day.
    """
    if importlib.util.find_spec("dateparser") is None:
        return None
    search = importlib.import_module("dateparser.search").search_dates
    parser: Any = importlib.import_module("dateparser.date").DateDataParser

    def find(text: str, published: str) -> list[tuple[int, int, str]]:
        settings = {"RELATIVE_BASE": datetime.fromisoformat(published[:10]), "PREFER_DATES_FROM": "past"}
        one = parser(languages=["en"], settings=settings)
        out, at = [], 0
        for words, day in search(text, languages=["en"], settings=settings) or []:
            start = text.find(words, at)
            if start < 0:
                continue
            at = start + len(words)
            read = one.get_date_data(words)
            out.append((start, at, (read.date_obj or day).strftime(FORMS[read.period])))
        return out

    return find


def spacy_entities() -> Callable[[str], list[tuple[int, int, str]]] | None:
    """spaCy's stock English pipeline, where the user has spaCy and `en_core_web_sm`: (start, end, label) of its entities."""
    if importlib.util.find_spec("spacy") is None or importlib.util.find_spec("en_core_web_sm") is None:
        return None
    pipeline: Any = importlib.import_module("spacy").load("en_core_web_sm")
    return lambda text: [(e.start_char, e.end_char, e.label_) for e in pipeline(text).ents]
