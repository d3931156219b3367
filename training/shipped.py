"""The shipped weights as a start for further training: the int8 encoder back in floats, and the heads.

usage: python training/shipped.py [FOLDER] [--to training/out/shipped.pt]      default src/dateline/neural/model

The rounding to int8 (7 bits a weight, a scale for each output) stays in the numbers; a leg of training wears it off.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from network import LAYERS, Network

HERE = Path(__file__).parent
ORDER = ("query", "key", "value", "out", "inner", "outer")  # of a layer's products, as the graph has them


def encoder(path: Path) -> dict[str, torch.Tensor]:
    """The encoder's weights by their names in network.py. Raises SystemExit where the graph is not the one that export.py writes."""
    graph = onnx.load(str(path)).graph
    stored = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    plain = lambda name: torch.from_numpy(_plain(stored, name).copy())  # noqa: E731
    products = [n.input[1] for n in graph.node if n.op_type == "MatMulInteger"]
    names = [f"layers.{i}.{part}.weight" for i in range(LAYERS) for part in ORDER]
    if len(products) != len(names):
        raise SystemExit(f"{path}: {len(products)} products where {len(names)} were expected")
    out = {name: plain(product).T.contiguous() for name, product in zip(names, products, strict=True)}
    for name in Network().encoder.state_dict():
        if name not in out:
            out[name] = plain(name if name in stored else f"{name}_quantized")
    return out


def _plain(stored: dict[str, np.ndarray], name: str) -> np.ndarray:
    """An initializer in float32; one of int8 is scaled along its last axis where the scale has more than one value."""
    value = stored[name]
    if value.dtype not in (np.int8, np.uint8):
        return value
    base = name.removesuffix("_quantized")
    scale, zero = stored[f"{base}_scale"], stored[f"{base}_zero_point"]
    return ((value.astype(np.float32) - zero.astype(np.float32)) * scale).astype(np.float32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=HERE.parent / "src" / "dateline" / "neural" / "model")
    parser.add_argument("--to", type=Path, default=HERE / "out" / "shipped.pt")
    a = parser.parse_args()
    weights = {f"encoder.{k}": v for k, v in encoder(a.folder / "encoder.onnx").items()}
    with np.load(a.folder / "heads.npz") as heads:
        weights |= {k: torch.from_numpy(heads[k].astype(np.float32)) for k in heads.files}
    Network().load_state_dict(weights)
    torch.save(weights, a.to)


if __name__ == "__main__":
    main()
