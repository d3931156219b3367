"""Where sentences end, and that none is lost."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.coding.segment import MAX_SENTENCE, segment
from dateline.records import Section, Span

CASES = [
    ("Shells fell. Two died.", ["Shells fell.", "Two died."]),
    ("Gen. Ali Hassan was killed. He was 52.", ["Gen. Ali Hassan was killed.", "He was 52."]),
    ("The U.S. Army left.", ["The U.S. Army left."]),
    ("At 5 a.m. the raid began.", ["At 5 a.m. the raid began."]),
    ('"We left," he said. "All of us."', ['"We left," he said.', '"All of us."']),
    ("“They fled.” The army entered.", ["“They fled.”", "The army entered."]),
    ("It fell at 3.15 p.m. on Jan. 8 after a siege.", ["It fell at 3.15 p.m. on Jan. 8 after a siege."]),
    ("POLICE CAME. THE MOB FLED.", ["POLICE CAME.", "THE MOB FLED."]),
    ("police came. the mob fled. mr. rao spoke.", ["police came.", "the mob fled.", "mr. rao spoke."]),
    ("Aid to those in need.And the talks go on.", ["Aid to those in need.", "And the talks go on."]),
    ("Title without stop\nThe army left.", ["Title without stop", "The army left."]),
    (".\n- Near Rawa, one strike.", ["- Near Rawa, one strike."]),
    ("Was it them? Nobody knows!", ["Was it them?", "Nobody knows!"]),
]


@pytest.mark.parametrize(("text", "sentences"), CASES, ids=[c[0][:30] for c in CASES])
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [s.span.read(text) for s in segment(text, ())] == sentences


def test_only_coded_sections_are_cut() -> None:
    text = "Share\nThe army left."
    sections = (Section("furniture", Span(0, 5)), Section("body", Span(6, len(text))))
    assert [s.span.read(text) for s in segment(text, sections)] == ["The army left."]


@given(st.text(alphabet="aB1.!? \n“”\"';,-", max_size=400))
def test_sentences_lie_in_order_and_lose_no_word(text: str) -> None:
    found = segment(text, ())
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
    assert all(s.span.read(text) == s.span.read(text).strip() for s in found)
    letters = lambda words: [c for c in words if c.isalnum()]  # noqa: E731
    assert letters("".join(s.span.read(text) for s in found)) == letters(text)


def test_a_run_on_text_is_cut() -> None:
    assert all(s.span.end - s.span.start <= MAX_SENTENCE for s in segment("word, " * 2000, ()))
