"""The log and its indexes: recorded once, chained, written by one at a time, and the indexes what a replay of the log gives."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from histories import bodies, drafted, fill, report, shake
from sqlalchemy import delete, insert, select, text, update

from dateline.errors import DatelineError
from dateline.ledger import schema
from dateline.ledger.amending import correct, judge, undo, withdraw
from dateline.ledger.entries import report_id
from dateline.ledger.redaction import redact, what_holds
from dateline.ledger.store import Store
from dateline.ledger.writing import Writer

Make = Callable[..., Store]


def rows(store: Store, *tables: str) -> dict[str, list[Any]]:
    """The rows of the indexes without what depends on when they were recorded, sorted."""
    out = {}
    with store.reading() as connection:
        for name in tables or ("reports", "claims", "names", "figures", "places", "changes"):
            table = schema.META.tables[name]
            columns = [c for c in table.c if c.name not in ("seq", "recorded")]
            out[name] = sorted(connection.execute(select(*columns)).all(), key=repr)
    return out


def claims_of(made: list[Any]) -> list[str]:
    return [d.subject for d in made if d.kind == "claim"]


def test_recording_twice_changes_nothing(store: Store) -> None:
    first = store.append(drafted(1), bodies(1))
    assert [e.seq for e in first] == [1, 2, 3]
    assert store.append(drafted(1, "under another name"), bodies(1)) == []
    assert [e.seq for e in store.append([*drafted(1), *drafted(3)], bodies(3))] == [4, 5, 6]
    assert len(list(store.entries())) == 6 and store.verify().fault is None


def test_the_order_of_ingestion_does_not_change_the_indexes(stores: Make) -> None:
    left, right = stores(), stores()
    fill(left, 12, seed=1)
    fill(right, 12, seed=2)
    assert rows(left) == rows(right)
    assert [e.subject for e in left.entries()] != [e.subject for e in right.entries()]


@pytest.mark.parametrize("seed", range(6))
def test_the_indexes_are_what_a_replay_gives(stores: Make, seed: int) -> None:
    store = stores()
    shake(store, claims_of(fill(store, 6, seed)), seed, steps=40)
    assert store.differing() == () and store.verify().fault is None
    assert store.rebuild() == () and store.differing() == ()


def test_an_index_that_was_changed_is_named_and_mended(store: Store) -> None:
    fill(store, 3)
    with store.writing() as connection:
        connection.execute(update(schema.claims).values(type="other"))
        connection.execute(text("DELETE FROM search"))
    assert store.differing() == ("claims", "search")
    assert store.rebuild() == ("claims", "search") and store.differing() == ()


@pytest.mark.parametrize("act", ["withdrawn", "redacted"])
def test_what_was_taken_out_is_not_recorded_again(store: Store, act: str) -> None:
    made = drafted(1)
    store.append(made, bodies(1))
    claim = claims_of(made)[0]
    if act == "withdrawn":
        withdraw(store, claim, "person:Ada")
    else:
        redact(store, what_holds(store, report_id(report(1).document)), "person:Ada")
    before = rows(store)
    assert store.append(drafted(1), bodies(1)) == [] and rows(store) == before


def test_a_correction_that_is_taken_back_leaves_the_claim_as_it_was(store: Store) -> None:
    made = fill(store, 2)
    claim = claims_of(made)[0]
    before = rows(store)
    first = correct(store, claim, "type", "shelling", "person:Ada", "it says so")
    second = correct(store, claim, "places", [{"name": "Raqqa", "country": "SY"}], "person:Ada")
    assert shown(store, claim).corrected == ("type", "places") and shown(store, claim).type == "shelling"
    undo(store, first.seq, "person:Ben")
    assert shown(store, claim).corrected == ("places",) and shown(store, claim).type == "attack"
    undo(store, second.seq, "person:Ben")
    assert rows(store, "claims", "names", "changes", "figures") == {k: before[k] for k in ("claims", "names", "changes", "figures")}
    with pytest.raises(DatelineError, match="no correction"):
        undo(store, second.seq, "person:Ben")


def shown(store: Store, claim: str) -> Any:
    with store.reading() as connection:
        return Writer(connection, store.dialect).claims([claim])[0]


@pytest.mark.parametrize(
    ("field", "value"),
    [("colour", "red"), ("when", "soon"), ("places", [{"country": "SY"}]), ("figures", [{"unit": "people"}]), ("targets", 7)],
)
def test_a_correction_that_cannot_be_applied_is_refused(store: Store, field: str, value: Any) -> None:
    claim = claims_of(fill(store, 1))[0]
    with pytest.raises(DatelineError, match=r"ledger\.correction"):
        correct(store, claim, field, value, "person:Ada")
    assert {e.kind for e in store.entries()} == {"report", "claim"}


def test_what_people_say_of_a_superseded_claim_is_said_of_its_successor(store: Store) -> None:
    one, two = claims_of(fill(store, 1))[:1] + claims_of(fill(store, 2))[-1:]
    withdraw(store, one, "person:Ada", successor=two)
    assert correct(store, one, "status", "denied", "person:Ada").subject == two
    assert judge(store, two[:12], "right", "person:Ben").subject == two
    for wrong in (lambda: withdraw(store, one, "person:Ada"), lambda: withdraw(store, two, "person:Ada", successor=one)):
        with pytest.raises(DatelineError, match=r"ledger\.correction"):
            wrong()


def test_two_writers_share_one_log(stores: Make, places: Callable[[], str]) -> None:
    where = places()
    left, right = stores(where), stores(where)
    left.salt = right.salt = lambda: "ab" * 16
    failed: list[BaseException] = []

    def write(store: Store, numbers: range) -> None:
        try:
            for number in numbers:
                store.append(drafted(number), bodies(number))
        except BaseException as error:
            failed.append(error)

    threads = [
        threading.Thread(target=write, args=(left, range(0, 30))),
        threading.Thread(target=write, args=(right, range(15, 45))),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failed == []
    seqs = [e.seq for e in left.entries()]
    assert seqs == list(range(1, len(seqs) + 1)) and left.verify().fault is None
    assert len(rows(left, "reports")["reports"]) == 45 and left.differing() == ()


def test_nothing_is_recorded_where_the_guard_says_no(store: Store) -> None:
    assert store.append(drafted(1), bodies(1), guard=lambda connection: False) == []
    assert list(store.entries()) == [] and store.original(next(iter(bodies(1)))) is None


def test_a_step_that_fails_leaves_nothing(store: Store) -> None:
    fill(store, 1)
    before = rows(store)
    with pytest.raises(DatelineError, match=r"ledger\.write"), store.writing() as connection:
        connection.execute(delete(schema.claims))
        connection.execute(insert(schema.entries).values(seq=1))
    assert rows(store) == before


def test_a_place_has_one_row_whatever_the_order(stores: Make) -> None:
    spots = [
        {"name": "Raqqa", "country": "SY"}, {"name": "RAQQA", "country": "SY", "lat": 35.9, "lon": 39.0},
        {"name": "raqqa", "country": "SY", "lat": 35.9, "lon": 39.0},
    ]  # fmt: skip
    found = []
    for order in (spots, spots[::-1]):
        store = stores()
        claim = claims_of(fill(store, 1))[0]
        for value in order:
            correct(store, claim, "places", [value], "person:Ada")
        found.append(rows(store, "places"))
    assert found[0] == found[1]
    assert [r.name for r in found[0]["places"] if r.folded == "raqqa"] == ["RAQQA"]
