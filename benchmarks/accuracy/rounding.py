"""What rounding the encoder to int8 costs: the figures with the shipped encoder and with its float parent, on the same reports.

usage: python -m benchmarks.accuracy.rounding [--shared ../shared] [--floats training/out/encoder.float.onnx]

The parent is what training/export.py writes on its way to the shipped file; that it is the parent of these weights is checked by
rounding it anew. Needs `onnx` beside Dateline.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

import onnxruntime
from onnxruntime.quantization import QuantType, quantize_dynamic

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))

from benchmarks.accuracy.__main__ import GOLD, ROOT, SHOWN, figures

from dateline.coding import events
from dateline.neural import model, reading
from dateline.pipeline import Kit, load_kit

SETS: Final = (*GOLD, "aside")


def is_parent(floats: Path) -> bool:
    """Whether a float encoder, rounded as training/export.py does, is the shipped one byte for byte."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "encoder.onnx"
        how = {"per_channel": True, "reduce_range": True, "weight_type": QuantType.QInt8}
        quantize_dynamic(floats, made, **how, extra_options={"MatMulConstBOnly": True})
        one, other = (hashlib.sha256(p.read_bytes()).hexdigest() for p in (made, model.FOLDER / "encoder.onnx"))
    return one == other


def with_encoder(kit: Kit, encoder: Path) -> Kit:
    """The kit with another encoder before the shipped heads."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(encoder), options, providers=["CPUExecutionProvider"])
    return replace(kit, read=partial(reading.read, network=replace(model.load(), session=session), namer=events.name_acts))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--floats", type=Path, default=ROOT / "training" / "out" / "encoder.float.onnx")
    a = parser.parse_args()
    if not a.floats.is_file() or not (a.shared / "gold").is_dir():
        print("skipped: the float encoder (training/export.py) or the coded reports (../shared/gold) are not here")
        return 0
    print("the shipped encoder's parent" if is_parent(a.floats) else f"{a.floats} is not the shipped encoder's parent")
    kit = load_kit()
    kits = {"int8": kit, "float": with_encoder(kit, a.floats)}
    for name in SETS:
        found = {how: figures(a.shared, name, k) for how, k in kits.items()}
        print(f"\n{name}\n{'':10}" + "".join(f"{how:>8}" for how in found) + f"{'int8 - float':>14}")
        for slot in SHOWN:
            one, other = (found[how][slot]["f1"] for how in kits)
            print(f"{slot:10}{one:8.3f}{other:8.3f}{one - other:+14.3f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
