"""What a user may set: caps and folders. Values come from the caller or the environment, never from coding."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MAX_REPORT_CHARS: Final[int] = 200_000  # characters of one report; a long daily holds about 10,000
MAX_FILE_BYTES: Final[int] = 256_000_000  # bytes of one input file; .jsonl archives are read line by line


@dataclass(frozen=True, slots=True)
class Settings:
    """Caps (characters, bytes) and the folder that holds what Dateline builds (the gazetteer)."""

    max_report_chars: int = MAX_REPORT_CHARS
    max_file_bytes: int = MAX_FILE_BYTES
    home: Path = Path("~/.cache/dateline")


def from_environment() -> Settings:
    """The settings of this process: DATELINE_HOME names the folder, else XDG_CACHE_HOME/dateline."""
    cache = os.environ.get("XDG_CACHE_HOME", "~/.cache")
    home = Path(os.environ.get("DATELINE_HOME", f"{cache}/dateline"))
    return Settings(home=home.expanduser())
