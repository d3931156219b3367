"""Who is said to say what: a head that finds the words of saying and, from each of them, its source and its content.

It reads the hidden states that the encoder has already computed; the same sums in torch are in training/attribution.py. Without its
weights (attribution.npz beside the others) nothing is found, and the coder works as it does without it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dateline.neural import labels
from dateline.neural.model import Array, Network, sigmoid, softmax
from dateline.neural.window import Pieces
from dateline.records import Saying, Sentence, Span

SHAPES: Final = ("inside", "digit", "capitals", "Title", "lower", "quote", "stop", "other")  # of a piece, as the text has it
PARTS: Final = ("source", "content")  # what is pointed at from the words of saying, first and last piece of each
STEPS: Final = (1, 3)  # how many pieces apart the taps of each convolution are
POINTER: Final[int] = 64  # width of the vectors that point
REACH: Final[int] = 200  # pieces from the words of saying, either way, in which their source and content are sought
MAX_CUE: Final[int] = 16  # pieces of the longest words of saying
NAME: Final = "attribution.npz"
EPSILON: Final[float] = 1e-5  # of the layer normalisations
LEAST: Final[float] = 0.3  # score from which words are words of saying
STOPS: Final = frozenset(".!?")
MARKS: Final[dict[str, bool | None]] = {"“": True, "«": True, "”": False, "»": False, '"': None}  # whether one opens; None: either


def find(text: str, sentences: Sequence[Sentence], pieces: Pieces, x: Array, network: Network) -> tuple[Saying, ...]:
    """The sayings of a report in the order of their cues; `x` are its hidden states, [pieces, 384]."""
    if network.attribution is None or not len(x):
        return ()
    paragraphs = np.array([s.paragraph for s in sentences])[pieces.sentence]
    z = states(x, shapes(text, pieces), network.attribution)
    found = cues(softmax(linear("tag", z, network.attribution)[:, :3]), pieces)
    keys = linear("key", z, network.attribution)
    out = []
    for first, last, score in found:
        spans = point((z, keys), (first, last), (pieces, paragraphs), network.attribution)
        source, content = (None if s is None else Span(int(pieces.start[s[0]]), int(pieces.end[s[1]])) for s in spans)
        out.append(Saying(source, Span(int(pieces.start[first]), int(pieces.end[last])), content, score))
    return tuple(out)


def shapes(text: str, pieces: Pieces) -> NDArray[np.int64]:
    """How each piece is written, which the uncased encoder does not see: its number in SHAPES, the second time inside quotation marks."""
    out = np.zeros(len(pieces.ids), np.int64)
    quoted, last = False, 0
    for i, (start, end) in enumerate(zip(pieces.start.tolist(), pieces.end.tolist(), strict=True)):
        word = text[start:end]
        mark = word[:1]
        quoted = quoted and "\n" not in text[last:start]
        if mark in MARKS:
            quoted = not quoted if MARKS[mark] is None else bool(MARKS[mark])
        out[i] = SHAPES.index(_shape(word, start > 0 and text[start - 1].isalnum())) + len(SHAPES) * quoted
        last = end
    return out


def _shape(word: str, inside: bool) -> str:
    mark = word[:1]
    if inside and mark.isalnum():
        return "inside"
    if mark.isdigit():
        return "digit"
    if mark.isupper():
        return "capitals" if word.isupper() and len(word) > 1 else "Title"
    if mark.isalpha():
        return "lower"
    return "quote" if mark in MARKS else "stop" if mark in STOPS else "other"


def linear(name: str, x: Array, weights: Mapping[str, Array]) -> Array:
    """One linear layer's raw answers."""
    out: Array = x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]
    return out


def states(x: Array, shape: NDArray[np.int64], weights: Mapping[str, Array]) -> Array:
    """The head's own states of the pieces: what the encoder says of each, how it is written, and what stands around it."""
    z = normed("norm", linear("project", x, weights) + weights["shape.weight"][shape], weights)
    for number, step in enumerate(STEPS):
        kernel = weights[f"body.{number}.conv.weight"]
        y = convolved(z, kernel, step) + weights[f"body.{number}.conv.bias"]
        value, gate = np.split(y, 2, axis=-1)
        z = normed(f"body.{number}.norm", z + value * sigmoid(gate), weights)
    return z


def convolved(z: Array, kernel: Array, step: int) -> Array:
    """A convolution along the pieces with taps `step` apart; `kernel` is [outputs, inputs, taps], zeros stand beyond the ends."""
    taps = kernel.shape[2]
    margin = step * (taps // 2)
    padded = np.pad(z, ((margin, margin), (0, 0)))
    out: Array = np.zeros((len(z), len(kernel)), np.float32)
    for k in range(taps):
        out += padded[k * step : k * step + len(z)] @ kernel[:, :, k].T
    return out


def normed(name: str, x: Array, weights: Mapping[str, Array]) -> Array:
    """Layer normalisation."""
    x = x - x.mean(-1, keepdims=True)
    x /= np.sqrt((x * x).mean(-1, keepdims=True) + EPSILON)
    out: Array = x * weights[f"{name}.weight"] + weights[f"{name}.bias"]
    return out


def cues(scores: Array, pieces: Pieces, least: float = LEAST) -> list[tuple[int, int, float]]:
    """First piece, last piece and score of the words of saying, each within a sentence; `scores` [pieces, 3]: out, begin, inside."""
    begin, inside = scores[:, 1], scores[:, 2]
    begins = (begin >= least) & (begin >= inside)
    goes_on = ~begins & (inside >= 0.5 * (1 - begin))
    out = []
    for first in np.flatnonzero(begins).tolist():
        last, end = first, min(len(scores), first + MAX_CUE)
        while last + 1 < end and goes_on[last + 1] and pieces.sentence[last + 1] == pieces.sentence[first]:
            last += 1
        out.append((first, last, float(begin[first])))
    return out


def point(
    told: tuple[Array, Array], cue: tuple[int, int], where: tuple[Pieces, NDArray[np.int64]], weights: Mapping[str, Array]
) -> list[tuple[int, int] | None]:
    """The first and last piece of a cue's source and of its content; None where it has none.

    `told`: the head's states and their keys; `where`: the pieces and their paragraphs. A source stands in the sentence of its cue; a
    content may reach over several.
    """
    (z, keys), (pieces, paragraphs) = told, where
    low, high = max(0, cue[0] - REACH), min(len(z), cue[0] + REACH + 1)
    sentence = pieces.sentence[low:high] - pieces.sentence[cue[0]]
    beside = np.concatenate([z[cue[0]], z[cue[1]]])[None]
    query = linear("query", beside, weights).reshape(-1, POINTER)
    key = keys[low:high].reshape(high - low, -1, POINTER)
    scores = np.einsum("jrp,rp->jr", key, query) / np.sqrt(np.float32(POINTER))
    scores += weights["far.weight"][labels.distance_buckets(np.arange(low, high) - cue[0], sentence)]
    scores += weights["paragraph.weight"][(paragraphs[low:high] != paragraphs[cue[0]]).astype(np.int64)]
    scores[sentence != 0, :2] = -np.inf
    none = linear("none", beside, weights)[0]
    source, content = (likeliest(scores[:, 2 * i : 2 * i + 2], float(none[i])) for i in range(len(PARTS)))
    if source and content and source[0] < content[0] <= source[1]:
        source = (source[0], content[0] - 1)  # no word is both: "according to the UN, 300 families fled"
    return [None if s is None else (s[0] + low, s[1] + low) for s in (source, content)]


def likeliest(scores: Array, none: float) -> tuple[int, int] | None:
    """The likeliest first and last row, in this order, by the sum of their scores; None where that there is none is likelier."""
    before = np.maximum.accumulate(scores[:, 0])
    both = before + scores[:, 1]
    last = int(both.argmax())
    return None if 2 * none > both[last] else (int(scores[: last + 1, 0].argmax()), last)
