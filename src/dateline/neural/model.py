"""The shipped network: an int8 encoder run by onnxruntime and heads that are a few matrix products in numpy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dateline.errors import DatelineError
from dateline.neural.window import Pieces, Tokenizer, batch

Array = NDArray[np.float32]
FOLDER: Final = Path(__file__).parent / "model"
ROWS: Final[int] = 8  # windows in one run of the encoder: bounds the memory that a long report takes


@dataclass(frozen=True, slots=True)
class Network:
    """The encoder's session, the heads' weights by name (float32) and the tokenizer.

    `attribution`: the weights of the head of its own for who says what (neural/attribution.py); None where it is left out.
    """

    session: Any
    heads: Mapping[str, Array]
    tokenizer: Tokenizer
    attribution: Mapping[str, Array] | None = None

    def hidden(self, pieces: Pieces) -> Array:
        """Hidden states of a report's pieces, [pieces, 384]."""
        ids, mask = batch(pieces)
        rows: list[Array] = []
        for first in range(0, len(ids), ROWS):
            part = slice(first, first + ROWS)
            longest = int(mask[part].sum(1).max())
            (out,) = self.session.run(None, {"ids": ids[part, :longest], "mask": mask[part, :longest]})
            rows += [out[i, 1 : n - 1] for i, n in enumerate(mask[part].sum(1))]
        return np.concatenate(rows)

    def linear(self, name: str, x: Array) -> Array:
        """One linear head's raw answers."""
        out: Array = x @ self.heads[f"{name}.weight"].T + self.heads[f"{name}.bias"]
        return out

    def plain(self, name: str, x: Array) -> Array:
        """A plain head's raw answers, [n, outputs]."""
        return self.linear(f"{name}.out", np.maximum(self.linear(f"{name}.left", x), 0))

    def pair(self, name: str, left: Array, right: Array, buckets: NDArray[np.int64]) -> Array:
        """A pair head's raw answers, [left, right, outputs]; `buckets` [left, right] are distance classes."""
        z = self.linear(f"{name}.left2", left)[:, None] * self.linear(f"{name}.right2", right)[None]
        z += self.linear(f"{name}.left", left)[:, None]
        z += self.linear(f"{name}.right", right)[None]
        z += self.heads[f"{name}.bucket.weight"][buckets]
        np.maximum(z, 0, out=z)
        return self.linear(f"{name}.out", z)


@cache
def load(folder: Path = FOLDER, threads: int = 1) -> Network:
    """The network of a folder, loaded once a process. Raises DatelineError `model.missing`."""
    import onnxruntime
    from tokenizers import Tokenizer as Fast

    try:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"])
        apart = folder / "attribution.npz"
        attribution = _weights(apart) if apart.is_file() else None
        return Network(session, _weights(folder / "heads.npz"), Fast.from_file(str(folder / "tokenizer.json")), attribution)
    except Exception as error:  # onnxruntime and tokenizers raise their own bare kinds
        raise DatelineError("model.missing", f"{folder}: {error}") from error


def _weights(path: Path) -> dict[str, Array]:
    """A file's weights by name, in float32."""
    with np.load(path) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


def sigmoid(x: Array) -> Array:
    """1 / (1 + e^-x), without overflow."""
    out: Array = 0.5 * (1.0 + np.tanh(0.5 * x))
    return out


def softmax(x: Array) -> Array:
    """Probabilities along the last axis."""
    e = np.exp(x - x.max(-1, keepdims=True))
    out: Array = e / e.sum(-1, keepdims=True)
    return out
