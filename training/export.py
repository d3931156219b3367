"""Writes the trained network as the package ships it: an int8 encoder (ONNX), the heads (npz, float16), the tokenizer.

usage: python training/export.py [WEIGHTS] [--to src/dateline/neural/model]      default weights training/out/main.pt
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from encoder import fetch
from network import Network

HERE = Path(__file__).parent


def write_digests(folder: Path) -> None:
    """Writes the SHA-256 of each file of weights, and of the tokenizer, beside them: the version of the model is made of these."""
    files = [p for p in sorted(folder.iterdir()) if p.suffix in (".onnx", ".npz") or p.name == "tokenizer.json"]
    digests = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
    (folder / "digests.json").write_text(json.dumps(digests, indent=2) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path, nargs="?", default=HERE / "out" / "main.pt")
    parser.add_argument("--to", type=Path, default=HERE.parent / "src" / "dateline" / "neural" / "model")
    a = parser.parse_args()
    net = Network()
    net.load_state_dict({k: v for k, v in torch.load(a.weights).items() if not k.startswith("extra.")})
    net.eval()
    a.to.mkdir(parents=True, exist_ok=True)
    flat = HERE / "out" / "encoder.float.onnx"
    ids = torch.ones(2, 16, dtype=torch.long)
    axes = {"ids": {0: "windows", 1: "pieces"}, "mask": {0: "windows", 1: "pieces"}, "hidden": {0: "windows", 1: "pieces"}}
    torch.onnx.export(
        net.encoder,
        (ids, ids),
        str(flat),
        input_names=["ids", "mask"],
        output_names=["hidden"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(
        flat,
        a.to / "encoder.onnx",
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True},
    )
    heads = {k: v.detach().numpy() for k, v in net.state_dict().items() if not k.startswith(("encoder.", "extra."))}
    np.savez_compressed(a.to / "heads.npz", **{k: v.astype(np.float16) for k, v in heads.items()})
    tokenizer = json.loads((fetch() / "tokenizer.json").read_text())
    tokenizer["padding"] = tokenizer["truncation"] = None
    (a.to / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False))
    write_digests(a.to)
    print(*(f"{p.name}: {p.stat().st_size / 1e6:.1f} MB" for p in sorted(a.to.iterdir())), sep="\n")


if __name__ == "__main__":
    main()
