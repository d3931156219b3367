"""Windows: every wordpiece is in one, none is too long, and the offsets are the text's."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.neural.labels import DISTANCES, SENTENCE_REACH, distance_buckets
from dateline.neural.window import WINDOW, batch, split
from dateline.records import Sentence, Span


@dataclass
class Encoded:
    ids: list[int]
    offsets: list[tuple[int, int]]


class Letters:
    """A tokenizer whose wordpieces are single letters."""

    def encode_batch(self, input: list[str], add_special_tokens: bool = True) -> list[Encoded]:
        return [Encoded([ord(c) for c in x], [(i, i + 1) for i in range(len(x))]) for x in input]


@settings(deadline=None)
@given(st.lists(st.integers(1, 500), min_size=1, max_size=12))
def test_windows_hold_every_piece_once(lengths: list[int]) -> None:
    text, sentences, at = "x" * sum(lengths), [], 0
    for length in lengths:
        sentences.append(Sentence(Span(at, at + length), "body", 0))
        at += length
    pieces = split(text, sentences, Letters())
    assert [i for a, b in pieces.windows for i in range(a, b)] == list(range(len(text)))
    assert all(0 < b - a <= WINDOW - 2 for a, b in pieces.windows)
    assert list(pieces.start) == list(range(len(text)))
    ids, mask = batch(pieces)
    assert ids.shape == mask.shape
    assert mask.sum() == len(text) + 2 * len(pieces.windows)


@given(st.integers(-300, 300), st.integers(-20, 20))
def test_distance_classes_are_within_their_table(pieces: int, sentences: int) -> None:
    found = int(distance_buckets(np.array([[pieces]]), np.array([[sentences]]))[0, 0])
    assert 0 <= found < DISTANCES


def test_far_sentences_share_a_class() -> None:
    far = distance_buckets(np.array([[500, 900]]), np.array([[SENTENCE_REACH, SENTENCE_REACH + 9]]))
    assert far[0, 0] == far[0, 1]
