"""Spans of wordpieces, carried to the ends of their words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.neural.reading import whole_words
from dateline.records import Span


@pytest.mark.parametrize(
    ("text", "piece", "words"),
    [
        ("held by Daesh.", "Da", "Daesh"),
        ("Abu Musab al-Zarqawi", "Abu Musab al-Zarqa", "Abu Musab al-Zarqawi"),
        ("the SDF's men", "SD", "SDF"),
        ("the U.S. forces", "U", "U"),
        ("in landmines", "mines", "landmines"),
        ("two men", "two men", "two men"),
    ],
)
def test_no_span_ends_within_a_word(text: str, piece: str, words: str) -> None:
    at = text.index(piece)
    assert whole_words(text, Span(at, at + len(piece))).read(text) == words


@given(st.text(max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_a_span_only_grows_and_stays_in_the_text(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    found = whole_words(text, Span(start, end))
    assert 0 <= found.start <= start <= end <= found.end <= len(text)
    assert whole_words(text, found) == found
