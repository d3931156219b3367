"""Words are found as they stand, whole, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.coding.proposed.quoting import blocks, nearest, occurrences
from dateline.coding.segment import segment
from dateline.records import Section, Span

TEXT = "The army took Mali, not Somalia.\nIt lost 300 men, 3 tanks and 1,200 rifles; 3.5 tons burned. “Non-state  actors”\ndid it."
WHOLE = [Span(0, len(TEXT))]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("The army", ["The army"]),
        ("  The army ", ["The army"]),
        ("the army", []),  # letter by letter
        ("Mali", ["Mali"]),
        ("Somali", []),
        ("300", ["300"]),
        ("3", ["3"]),  # the tanks: neither of 300 nor of 3.5
        ("5", []),
        ("1", []),
        ("200", []),
        ("1,200 rifles", ["1,200 rifles"]),
        ("Non-state actors", ["Non-state  actors"]),
        ("actors” did it", ["actors”\ndid it"]),
        ("The army lost", []),
        ("", []),
        (" \n ", []),
        ("(", []),
        (".*", []),
        ("x" * 301, []),
        ("\ud800", []),
    ],
)
def test_words_stand_whole_or_not_at_all(words: str, found: list[str]) -> None:
    assert [span.read(TEXT) for span in occurrences(TEXT, WHOLE, words)] == found


def test_exact_words_come_before_those_of_other_spacing() -> None:
    text = "the  army left; the army left"
    assert occurrences(text, [Span(0, len(text))], "the army") == [Span(16, 24)]


def test_furniture_is_not_quoted_from_and_parts_quotes() -> None:
    text = "The army left.\nFollow us\nThe rebels came."
    body, more = Span(0, 14), Span(25, 41)
    sections = [Section("body", body), Section("furniture", Span(15, 24)), Section("body", more)]
    parts = blocks(text, segment(text, sections))
    assert parts == (body, more)
    assert not occurrences(text, parts, "Follow us") and not occurrences(text, parts, "left. The rebels")
    assert occurrences(text, parts, "The rebels")


def test_of_many_occurrences_the_one_in_the_quote_or_next_to_it_is_meant() -> None:
    quotes, found = [Span(10, 20), Span(50, 60)], [Span(0, 3), Span(55, 58), Span(90, 93)]
    assert nearest(quotes, found) == (1, Span(55, 58))
    assert nearest(quotes, [Span(24, 27), Span(90, 93)]) == (0, Span(24, 27))
    assert nearest(quotes, []) is None


@given(st.text(alphabet="ab1. \n“é", max_size=60), st.text(alphabet="ab1. \n“é", max_size=8))
def test_what_is_found_is_what_was_looked_for(text: str, words: str) -> None:
    for span in occurrences(text, [Span(0, len(text))], words):
        assert span.read(text).split() == words.split()
