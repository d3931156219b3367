"""The figures of the ledger's benchmarks as they are kept, in the place of those of the run before."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Final

from benchmarks.speed.__main__ import machine

FIGURES: Final = Path(__file__).parent / "figures.json"


def pin(what: str, found: dict[str, Any]) -> None:
    """Writes the figures of a run by engine or by name, with the machine and how busy it was; what it did not measure stays."""
    told = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.is_file() else {}
    before = told.get(what, {})
    told[what] = {**before, "machine": machine(), "processors": os.cpu_count(), "load": round(os.getloadavg()[2], 1), **found}
    FIGURES.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
