"""How far two annotators agree who labelled the same texts of ours, field by field, each without the other's labels in view.

usage: python -m benchmarks.accuracy.twice

The first labels are those of training/data/reports and training/data/sentences, written with the texts; the second
(training/data/twice/second.txt) were written from the texts alone: 12 whole reports and 60 passages of the part set aside. A
passage's head names what it drills, which both could read: the figures on reports are the cleaner ones. Both annotators followed the
same codebook and are of one team: agreement says how far the rules settle the labels, not how right they are.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))

from rich.console import Console

from dateline.cli.agreement import table
from dateline.review.agreement import agreement, joined
from gold import record
from labelled import Report, read

DATA: Final = Path(__file__).resolve().parents[2] / "training" / "data"
PARTS: Final = {"reports": "reports/*-10.txt", "passages": "sentences/*-10.txt"}


def labelled(pattern: str) -> dict[str, Report]:
    """The labelled reports of the files of a pattern, by id."""
    return {r.id: r for path in sorted(DATA.glob(pattern)) for r in read(path)[0]}


def main() -> int:
    second = labelled("twice/*.txt")
    for name, pattern in PARTS.items():
        first = {id: r for id, r in labelled(pattern).items() if id in second}
        if any(r.text != second[id].text for id, r in first.items()):
            raise SystemExit(f"{name}: a text is not the one that was labelled first")
        pairs = joined({id: record(r) for id, r in first.items()}, {id: record(second[id]) for id in first})
        print(f"\n{len(first)} {name}")
        Console(highlight=False).print(table(agreement(pairs)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
