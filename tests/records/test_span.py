"""Spans: half-open, never backwards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.records import Span

spans = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda p: Span(min(p), max(p)))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_a_span_is_never_backwards(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


@given(spans, spans)
def test_overlap_is_the_same_both_ways_and_whole_where_one_holds_the_other(a: Span, b: Span) -> None:
    assert a.overlap(b) == b.overlap(a) == len(set(range(a.start, a.end)) & set(range(b.start, b.end)))
    assert not a.holds(b) or a.overlap(b) == b.end - b.start
