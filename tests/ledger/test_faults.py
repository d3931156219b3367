"""What the ledger survives, in seconds: the short form of `python -m benchmarks.ledger faults`, which kills and flips far more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from benchmarks.ledger import crowd, disk, flips, kills, writer
from benchmarks.postgres import Server
from sqlalchemy import text

from dateline.ledger.ledger import now
from dateline.ledger.store import Store
from dateline.ledger.verifying import DAMAGED, Fault


@pytest.fixture
def serving(engine: str, request: pytest.FixtureRequest) -> Server | None:
    """The server of the engine; None for SQLite, which has none."""
    server: Server | None = request.getfixturevalue("postgres") if engine == "postgresql" else None
    return server


def test_a_writer_killed_at_any_moment_loses_nothing_that_it_acknowledged(places: Callable[[], str]) -> None:
    found = kills.kills(places, 3)
    assert found.faults == []
    assert found.kills == 3 and found.entries_checked > 0


def test_a_server_killed_at_any_moment_loses_nothing_that_it_acknowledged(postgres: Server) -> None:
    found = kills.kills(postgres.database, kills.BACKEND, server=postgres)
    assert found.faults == []
    assert found.kills == kills.BACKEND


def test_two_writers_at_once_lose_nothing_and_write_nothing_twice(places: Callable[[], str]) -> None:
    found = crowd.crowd(places(), 20)
    assert found.faults == ()
    assert found.acknowledged == (20, 20) and found.reports == 34


def test_a_disk_at_its_end_refuses_the_append_and_keeps_the_rest(places: Callable[[], str], serving: Server | None) -> None:
    found = disk.limited(places(), serving)
    assert found.faults == []
    assert found.code == "ledger.write" and found.reports_after > found.reports_before


def test_a_full_file_system_refuses_the_append_and_keeps_the_rest(serving: Server | None) -> None:
    try:
        found = disk.full(serving)
    except disk.NotMounted as error:
        pytest.skip(f"no file system can be mounted here: {error}")
    assert found.faults == []
    assert found.code == "ledger.write" and found.reports_after > found.reports_before


def test_verify_lays_a_bit_flipped_in_a_table_at_its_entry(places: Callable[[], str]) -> None:
    found = flips.in_tables(places(), len(flips.COLUMNS))
    assert found.faults == []
    assert found.named == found.flips


def test_verify_finds_a_bit_flipped_anywhere_in_the_file_that_touches_the_log(tmp_path: Path) -> None:
    found = flips.in_file(tmp_path, 30)
    assert found.faults == []
    assert found.flips == 30 and found.named > 0


def test_verify_names_an_entry_that_the_database_cannot_read_and_tells_nothing_of_it(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "ledger.db", now)
    writer.append(store, range(3))
    with store.writing() as connection:
        connection.execute(text("UPDATE payloads SET body = CAST(CAST(body AS BLOB) || X'FF' AS TEXT) WHERE seq = 5"))
    assert store.verify().fault == Fault(5, DAMAGED)
    store.close()
