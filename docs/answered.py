"""Writes the output that docs/how-to/ask-a-language-model.md shows: the command run against a server that gives docs/examples/answer.json.

usage: python docs/answered.py [--check]      --check compares, and ends with status 1

The server is the one that the tests use; it speaks the protocol, and there is no model in it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs" / "how-to" / "ask-a-language-model.md"
ANSWER: Final = ROOT / "docs" / "examples" / "answer.json"
BLOCK: Final = re.compile(r"(```text\n)(.*?)(```\n)", re.DOTALL)
COMMAND: Final = ("code", "docs/examples/report.txt", "--published", "2016-03-05", "--coder", "llm", "--endpoint")
COLUMNS: Final[int] = 104  # characters a line


def outputs() -> list[str]:
    """What the command prints, and what it says on standard error."""
    sys.path.insert(0, str(ROOT / "tests"))
    from completions import Reply, serving

    surroundings = {**os.environ, "COLUMNS": str(COLUMNS), "NO_COLOR": "1"}
    with serving(Reply(ANSWER.read_text(encoding="utf-8"))) as server:
        words = [sys.executable, "-m", "dateline", *COMMAND, server.url]
        done = subprocess.run(words, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)
    if done.returncode or "not coded" in done.stderr:
        raise SystemExit(done.stderr)
    return ["\n".join(line.rstrip() for line in out.splitlines()).strip("\n") + "\n" for out in (done.stdout, done.stderr)]


def page() -> str:
    """The page with the outputs as they are now."""
    told, blocks = PAGE.read_text(encoding="utf-8"), iter(outputs())
    return BLOCK.sub(lambda found: found[1] + next(blocks) + found[3], told)


def main() -> int:
    new = page()
    if "--check" in sys.argv[1:]:
        return int(new != PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
