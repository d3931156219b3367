"""Makes the ledger that docs/how-to/reconcile-figures.md asks: the bundled reports, and what a person corrected of them.

usage: python docs/dossier.py FILE

The corrections are those of docs/examples/dossier-corrections.json, each of the claims of a report that hold some words. They
are recorded as `dateline correct` records them: the claims as they were coded stay in the log.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dateline.ledger import Ledger
    from dateline.pipeline import Kit
    from dateline.records import Coded

CORRECTIONS: Final = Path(__file__).resolve().parent / "examples" / "dossier-corrections.json"
AUTHOR: Final = "person:docs"


def coded(kit: Kit) -> list[Coded]:
    """The bundled reports, coded."""
    from dateline.cli.demo import bundled
    from dateline.ingest import code_each
    from dateline.records import Coded

    return [made for made in code_each(bundled(), kit) if isinstance(made, Coded)]


def take_in(ledger: Ledger, reports: Iterable[Coded]) -> None:
    """Records coded reports in the ledger."""
    from dateline.ledger import Received
    from dateline.ledger.entries import drafts

    for report in reports:
        ledger.store.append(drafts(report, Received(), f"machine:{report.coder}"))


def mend(ledger: Ledger) -> list[str]:
    """Records the corrections; returns the words of those that no claim holds."""
    from dateline.ledger import View
    from dateline.ledger.amending import correct

    missed = []
    for row in json.loads(CORRECTIONS.read_text(encoding="utf-8")):
        found = [c for c in ledger.claims(View(report=row["report"]), None) if row["words"] in c.words]
        for claim in found:
            correct(ledger.store, claim.id, row["field"], row["value"], AUTHOR, row["reason"])
        missed += [] if found else [row["words"]]
    return missed


def main(where: str) -> int:
    """Makes the ledger at a path; one that is there stays as it is."""
    from dateline.ledger import Ledger
    from dateline.pipeline import load_kit

    if Path(where).exists():
        return 0
    with Ledger.open(where) as ledger:
        take_in(ledger, coded(load_kit()))
        for words in mend(ledger):
            print(f"no claim holds “{words}”", file=sys.stderr)
        ledger.link()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
