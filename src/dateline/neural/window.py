"""Wordpieces of a report, packed into the windows that the encoder reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from dateline.records import Sentence

WINDOW: Final[int] = 192  # wordpieces in one window, the two marks included; whole sentences are packed into it
FIRST_MARK: Final[int] = 101  # [CLS]
LAST_MARK: Final[int] = 102  # [SEP]


class Encoding(Protocol):
    """What a tokenizer returns for one sentence."""

    @property
    def ids(self) -> list[int]: ...

    @property
    def offsets(self) -> list[tuple[int, int]]: ...


class Tokenizer(Protocol):
    """The part of a tokenizer that is used."""

    def encode_batch(self, input: Sequence[Any], *, add_special_tokens: bool = ...) -> Sequence[Encoding]: ...


@dataclass(frozen=True, slots=True)
class Pieces:
    """A report's wordpieces in the order of the text: `ids`, `start` and `end` (characters), `sentence` (its number), all [n].

    `windows` are [first, past the last) piece of each window; windows part between sentences, or inside one too long.
    """

    ids: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    sentence: NDArray[np.int64]
    windows: tuple[tuple[int, int], ...]

    def covering(self, start: int, end: int) -> tuple[int, int] | None:
        """First and last piece that share characters with [start, end), or None."""
        hits = np.flatnonzero((self.start < end) & (self.end > start))
        return (int(hits[0]), int(hits[-1])) if len(hits) else None


def split(text: str, sentences: Sequence[Sentence], tokenizer: Tokenizer) -> Pieces:
    """The pieces of all sentences, with the windows that hold them."""
    encodings = tokenizer.encode_batch([s.span.read(text) for s in sentences], add_special_tokens=False)
    ids: list[int] = []
    start: list[int] = []
    end: list[int] = []
    number: list[int] = []
    lengths: list[int] = []
    for i, (sentence, encoding) in enumerate(zip(sentences, encodings, strict=True)):
        ids += encoding.ids
        start += [sentence.span.start + a for a, _ in encoding.offsets]
        end += [sentence.span.start + b for _, b in encoding.offsets]
        number += [i] * len(encoding.ids)
        lengths.append(len(encoding.ids))
    ids_, start_, end_, number_ = (np.asarray(values, dtype=np.int64) for values in (ids, start, end, number))
    return Pieces(ids_, start_, end_, number_, _windows(lengths))


def _windows(lengths: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Windows of about equal length: a last window of one sentence would have no context."""
    room = WINDOW - 2
    total = sum(lengths)
    aim = total / max(1, -(-total // room))
    out: list[tuple[int, int]] = []
    first, past = 0, 0
    for length in lengths:
        if past > first and past - first + length > room:
            out.append((first, past))
            first = past
        past += length
        while past - first > room:
            out.append((first, first + room))
            first += room
        if past - first >= aim:
            out.append((first, past))
            first = past
    if past > first:
        out.append((first, past))
    return tuple(out)


def batch(pieces: Pieces) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Ids and mask of all windows, [windows, longest], padded with 0."""
    longest = max(b - a for a, b in pieces.windows) + 2
    ids = np.zeros((len(pieces.windows), longest), dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, (a, b) in enumerate(pieces.windows):
        ids[row, 0] = FIRST_MARK
        ids[row, 1 : b - a + 1] = pieces.ids[a:b]
        ids[row, b - a + 1] = LAST_MARK
        mask[row, : b - a + 2] = 1
    return ids, mask
