"""Claims that are remembered as they were recorded are answered as if they were not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dateline.ingest import add
from dateline.ledger import Ledger
from dateline.ledger.amending import correct, withdraw
from dateline.ledger.questions.remembered import remember
from dateline.ledger.questions.standing import standing
from dateline.ledger.redaction import redact, what_holds

TOLD: dict[str, Any] = {
    "text": "Fighters took the town, a monitor said. A hundred fled.", "published": "2016-12-11",
    "events": [{"type": "armed_clash", "claims": [{"words": "Fighters took the town, a monitor said"}, {"words": "A hundred fled"}]}],
}  # fmt: skip


@pytest.mark.parametrize("room", [0, 1, 100])
def test_it_answers_as_the_log_does(tmp_path: Path, room: int) -> None:
    where = tmp_path / "ledger.db"
    with Ledger.open(where) as ledger, Ledger.open(where) as plain:
        add(ledger.store, TOLD, "person:ada")
        kept = remember(ledger.store.engine, room)
        ids = sorted(c.id for c in ledger.claims())

        def same(at: int | None = None) -> None:
            for _ in range(2):
                with ledger.store.reading() as one, plain.store.reading() as other:
                    assert standing(one, ids, at) == standing(other, ids, at)
            assert len(kept._claims) <= room

        same()
        said = correct(ledger.store, ids[0], "type", "siege", "person:ada")
        same()
        same(said.recorded - 1)
        ledger.undo(said.seq, "person:ada")
        same()
        add(ledger.store, {**TOLD, "text": f"{TOLD['text']} Later.", "published": "2016-12-10"}, "person:ada")  # a first print
        same()
        ended = withdraw(ledger.store, ids[1], "person:ada")
        same()
        same(ended.recorded - 1)
        redact(ledger.store, what_holds(ledger.store, ids[0]), "person:ada")
        same()
        with ledger.store.reading() as connection:
            assert set(standing(connection, ids)) == {ids[1]}
        kept.forget()
        assert not kept._claims


def test_one_ledger_remembers_nothing_of_another(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.db") as one, Ledger.open(tmp_path / "b.db") as other:
        add(one.store, TOLD, "person:ada")
        add(other.store, {**TOLD, "text": f"Before that. {TOLD['text']}"}, "person:ada")
        for ledger in (one, other):
            remember(ledger.store.engine, 10)
        for ledger in (one, other):
            ids = [c.id for c in ledger.claims()]
            with ledger.store.reading() as connection:
                assert list(standing(connection, ids)) == ids and all(c.id == id for id, c in standing(connection, ids).items())
