"""Which weights are shipped, in a few characters: what exports stamp on what machines coded."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "model"
DIGITS: Final[int] = 12  # hex digits of the version


def model_version(folder: Path = FOLDER) -> str:
    """The beginning of the SHA-256 of the list of the model files' digests; "none" where no model is installed."""
    listed = folder / "digests.json"
    return hashlib.sha256(listed.read_bytes()).hexdigest()[:DIGITS] if listed.is_file() else "none"
