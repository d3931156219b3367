"""How well copies and partial reprints are told from look-alikes, on the invented stories: a floor beneath the benchmark's figures."""

from __future__ import annotations

from pathlib import Path

from benchmarks.accuracy.origins import accuracy

from dateline.ledger.ledger import now
from dateline.ledger.store import Store


def test_pairs_of_copies_and_of_partial_reprints(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "pairs.db", now)
    lines = accuracy(store)
    store.close()
    print("\n".join(lines))
    for line in lines:
        precision, recall = (float(part.split()[1]) for part in (line[line.index("  P ") :], line[line.index("  R ") :]))
        assert precision >= 0.99, line
        assert recall >= 0.97, line
