"""The head for who says what: its sums, its choice of spans, what the shipped one reads, and that it may be left out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from dateline.coding.segment import segment
from dateline.errors import DatelineError
from dateline.neural import attribution, model, reading
from dateline.neural.model import Network
from dateline.neural.window import Pieces
from dateline.records import Reading


@pytest.fixture(scope="module")
def network() -> Network:
    try:
        return model.load()
    except DatelineError:
        pytest.skip("no model is installed")


def read(text: str, network: Network) -> Reading:
    return reading.read(text, segment(text, ()), network)


CASES = [
    ("Rebels shelled the market on Monday, the ministry said.", "the ministry", "said", "Rebels shelled the market on Monday"),
    ("The mayor said that two people had died in the fire.", "The mayor", "said", "that two people had died in the fire"),
    ("According to the UN, 300 families fled the city.", "the UN", "According to", "300 families fled the city"),
    ("“We will not negotiate,” President Amari told reporters.", "President Amari", "told", "“We will not negotiate,”"),
]


@pytest.mark.parametrize(("text", "source", "cue", "content"), CASES, ids=[c[0][:20] for c in CASES])
def test_who_says_what(text: str, source: str, cue: str, content: str, network: Network) -> None:
    if network.attribution is None:
        pytest.skip("the head is left out")
    (saying,) = read(text, network).sayings
    told = [s.read(text).strip(" ,.") if s else None for s in (saying.source, saying.cue, saying.content)]
    assert told == [w.strip(" ,.") for w in (source, cue, content)]


@pytest.mark.parametrize("text", ["The town lies on the river.", "Rain fell all day on Monday.", ""])
def test_where_nobody_speaks_nothing_is_said(text: str, network: Network) -> None:
    assert read(text, network).sayings == ()


def test_without_the_head_the_rest_is_read_as_before(network: Network) -> None:
    text = "Rebels shelled the market on Monday, the ministry said. Two people died."
    without = read(text, replace(network, attribution=None))
    assert without.sayings == ()
    assert without == replace(read(text, network), sayings=())
    assert without.triggers


def pieces(text: str) -> Pieces:
    """Each character that is not a space as a piece."""
    at = np.array([i for i, c in enumerate(text) if not c.isspace()], np.int64)
    return Pieces(at, at, at + 1, np.zeros(len(at), np.int64), ((0, len(at)),))


def test_how_a_piece_is_written() -> None:
    text = "I 7 . “ h ” x\n“ h\nx"
    names = [attribution.SHAPES[n % len(attribution.SHAPES)] for n in attribution.shapes(text, pieces(text))]
    quoted = (attribution.shapes(text, pieces(text)) >= len(attribution.SHAPES)).tolist()
    assert names == ["Title", "digit", "stop", "quote", "lower", "quote", "lower", "quote", "lower", "lower"]
    assert quoted == [False, False, False, True, True, False, False, True, True, False]


def test_a_convolution_sees_its_taps_and_no_others() -> None:
    z = np.eye(9, dtype=np.float32)
    kernel = np.ones((1, 9, 3), np.float32) * np.array([1, 10, 100], np.float32)
    seen = attribution.convolved(z[:, 4:5], kernel[:, 4:5], 3)[:, 0]
    assert seen.tolist() == [0, 100, 0, 0, 10, 0, 0, 1, 0]


@given(arrays.arrays(np.float32, st.tuples(st.integers(1, 9), st.just(2)), elements=st.floats(-4, 4, width=16)), st.floats(-4, 4))
def test_the_span_is_the_likeliest_in_order(scores: np.ndarray, none: float) -> None:
    pairs = {(i, j): scores[i, 0] + scores[j, 1] for j in range(len(scores)) for i in range(j + 1)}
    found = attribution.likeliest(scores, none)
    if found is None:
        assert 2 * none > max(pairs.values())
    else:
        assert pairs[found] == max(pairs.values()) >= 2 * none
