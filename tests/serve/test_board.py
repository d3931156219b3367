"""The board answers as the ledger does, whatever was recorded in between."""

from __future__ import annotations

from typing import Any

import pytest
from desktold import AFTER, tell
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.ingest import add
from dateline.ledger import Ledger, View
from dateline.ledger.amending import correct, withdraw
from dateline.ledger.entries import fold
from dateline.ledger.questions.tally import DIMENSIONS
from dateline.ledger.redaction import redact, what_holds
from dateline.serve.board import Board
from dateline.serve.columns import Vocabulary
from dateline.serve.tallies import ROLES, tally

FILTERS: dict[str, list[Any]] = {
    "as_of": [None, "2016-12-11", "2016-12-15", "2017-03-02"], "during": [None, "2016-12", "2016-12-11", "2017"],
    "type": [None, "air_strike", "remote_explosive", "siege"], "status": [None, "denied"], "country": [None, "SY", "IQ"],
    "actor": [None, "Islamic State", "Moscow"], "speaker": [None, "Syrian Observatory for Human Rights"], "measure": [None, "killed"],
    "place": [None, "Palmyra", "gn:169575"], "private": [False, True], "withdrawn": [False, True],
    "recorded_as_of": [None, "2020", "2020-01-01T00:00:30Z", "2030"],
}  # fmt: skip
Views = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in FILTERS.items()}).map(lambda row: View(**row))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A ledger with corrections, a withdrawal, and a clock that goes one second an entry from 2020 on."""
    numbers = iter(range(1_577_836_800, 2_000_000_000))
    with Ledger.open(tmp_path_factory.mktemp("board") / "ledger.db", clock=lambda: next(numbers) * 1_000_000) as made:
        tell(made)
        claims = made.claims()
        for _ in range(30):  # past the half minute that a view looks back to
            next(numbers)
        correct(made.store, claims[0].id, "type", "siege", "person:ada")
        correct(made.store, claims[1].id, "places", [{"name": "Idlib", "country": "SY", "precision": 1}], "person:ada")
        correct(made.store, claims[2].id, "when", "2017-01", "person:ada")
        withdraw(made.store, claims[3].id, "person:ada")
        yield made


def seen(board: Board, view: View) -> list[tuple[str, int]]:
    """The events of a view by the board: the beginnings of their ids, and how many claims each has."""
    found = board.find(view)
    return sorted(
        (f"{key:015x}", n) for key, n in zip(found.columns.event[found.rows].tolist(), found.counts.tolist(), strict=True)
    )


def told(ledger: Ledger, view: View) -> list[tuple[str, int]]:
    """The same by the ledger."""
    return sorted((e.id[:15], len(e.claims)) for e in ledger.events(view, None))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(view=Views)
def test_the_board_sees_what_the_ledger_sees(ledger: Ledger, view: View) -> None:
    board = Board(ledger)
    assert seen(board, view) == told(ledger, view)
    assert seen(board, view) == told(ledger, view)  # from what it kept


def test_the_board_follows_the_log(where: str) -> None:
    with Ledger.open(where) as ledger:
        board = Board(ledger)
        assert seen(board, View()) == []
        tell(ledger)
        assert seen(board, View()) == told(ledger, View()) != []
        claims = ledger.claims()
        entry = correct(ledger.store, claims[0].id, "type", "siege", "person:ada")
        assert seen(board, View(type="siege")) == told(ledger, View(type="siege")) != []
        ledger.undo(entry.seq, "person:ada")
        assert seen(board, View(type="siege")) == []
        withdraw(ledger.store, claims[1].id, "person:ada")
        assert seen(board, View()) == told(ledger, View())
        report = ledger.report("fall").id
        redact(ledger.store, what_holds(ledger.store, report), "person:ada")
        assert seen(board, View(withdrawn=True)) == told(ledger, View(withdrawn=True))
        add(ledger.store, {**AFTER, "id": "more", "text": AFTER["text"] + " Again.", "published": "2018"}, "person:ada")
        assert seen(board, View(as_of="2019")) == told(ledger, View(as_of="2019"))


def test_words_that_never_came_have_no_number() -> None:
    words = Vocabulary()
    assert [words.code(w) for w in ("a", None, "b", "a", None)] == [0, 1, 2, 0, 1]
    assert words.find("c") == -1 and words.words == ["a", "", "b"]


@pytest.mark.parametrize("by", [*DIMENSIONS])
def test_the_board_counts_as_the_ledger_does(ledger: Ledger, by: str) -> None:
    board = Board(ledger)
    for view in (
        View(),
        View(private=True),
        View(as_of="2016-12-15"),
        View(withdrawn=True),
        View(actor="Islamic State"),
        View(box=(38, 34, 39, 35)),
    ):
        made = tally(board, by, view)
        assert made is not None
        assert [(c.key, c.events, c.claims) for c in made] == [(c.key, c.events, c.claims) for c in ledger.tally(by, view)]
        assert all(by not in ROLES or fold(c.label) == c.key or c.key == c.label for c in made)
    assert tally(board, by, View(recorded_as_of="2020-01-01T00:00:30Z")) is None  # corrected since: the ledger itself is asked
