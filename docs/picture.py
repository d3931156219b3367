"""Writes docs/picture.svg, a picture of a coded report, and the outputs that README.md and the tutorial show.

usage: python docs/picture.py

The picture is `dateline demo 14` as rich draws it. An output is the fenced block after a line such as
`<!-- output: dateline code docs/examples/report.txt -->` (first lines only: `<!-- output 12: … -->`): the command is run, the block replaced.
A command that asks a ledger asks that of docs/dossier.py.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Final

from rich.console import Console

WIDE: Final[int] = 148  # characters a line of the picture: every part of an event has a column
COLUMNS: Final[int] = 104  # characters a line of the outputs shown in pages
ROOT: Final = Path(__file__).resolve().parents[1]
PICTURE: Final = Path(__file__).resolve().parent / "picture.svg"
SHOWN: Final = "14"
ASKING: Final = frozenset({"control", "reconcile", "contradictions", "incident", "incidents"})  # commands that ask a ledger
FONTS: Final = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)  # rich names fonts on the network; the reader's own will do
OUTPUT: Final = re.compile(r"(<!-- output( \d+)?: (dateline [^\n]*?) -->\n```[a-z]*\n)(.*?)(```\n)", re.DOTALL)


def picture() -> str:
    """The demo report as SVG, without fonts from the network."""
    from dateline.cli.demo import bundled
    from dateline.cli.table import show
    from dateline.ingest import code_each
    from dateline.pipeline import load_kit
    from dateline.records import Coded, Document

    console = Console(record=True, width=WIDE, file=io.StringIO(), force_terminal=True, color_system="truecolor", highlight=False)
    console.print(f"$ ./run demo {SHOWN}", style="bold")
    wanted = (d for d in bundled() if isinstance(d, Document) and d.id.startswith(SHOWN))
    for result in code_each(wanted, load_kit()):
        if not isinstance(result, Coded):
            raise SystemExit(f"not coded: {result.document_id} [{result.code}] {result.detail}")
        show(result, console)
    return FONTS.sub("", console.export_svg(title="Dateline"))


@cache
def dossier() -> str:
    """The path of a ledger with the bundled reports, made once."""
    where = str(Path(tempfile.mkdtemp()) / "dossier.db")
    subprocess.run([sys.executable, str(ROOT / "docs" / "dossier.py"), where], cwd=ROOT, check=True)
    return where


def output(command: str, lines: int | None) -> str:
    """What a dateline command prints, from the root of the repository."""
    surroundings = {**os.environ, "COLUMNS": str(COLUMNS), "NO_COLOR": "1"}
    if shlex.split(command)[1] in ASKING:
        surroundings["DATELINE_LEDGER"] = dossier()
    words = [sys.executable, "-m", *shlex.split(command)]
    done = subprocess.run(words, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)
    if done.returncode or "not coded" in done.stderr:
        raise SystemExit(f"{command}\n{done.stderr}")
    told = [line.rstrip() for line in done.stdout.splitlines()]
    kept = told if lines is None or len(told) <= lines else [*told[:lines], "…"]
    return "\n".join(kept).strip("\n") + "\n"


def main() -> int:
    PICTURE.write_text(picture(), encoding="utf-8")
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        told = path.read_text(encoding="utf-8")
        new = OUTPUT.sub(lambda m: m[1] + output(m[3], int(m[2]) if m[2] else None) + m[5], told)
        if new != told:
            path.write_text(new, encoding="utf-8")
            print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
