"""Upgrades: a ledger of an earlier version opens with this version's tables, and answers as one that was made today."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from histories import fill, shake
from sqlalchemy import create_engine, insert, select, text

import dateline.ledger.migrations as migrations
from dateline.ledger.schema import LOG, META
from dateline.ledger.store import Store, url_of

FIRST = "0001"


def log(store: Store) -> dict[str, list[dict[str, Any]]]:
    """The rows of the log's own tables."""
    with store.reading() as connection:
        return {name: [dict(r) for r in connection.execute(select(META.tables[name])).mappings()] for name in LOG}


def test_the_steps_lay_out_the_tables_that_the_schema_names(stores: Callable[..., Store]) -> None:
    store = stores()
    with store.engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), META)
    ours = [step for step in found if not _of_the_text_index(step)]
    assert ours == []


def _of_the_text_index(step: Any) -> bool:
    """The full-text index is laid out by search.py and is not in the schema."""
    thing = step[1] if isinstance(step, tuple) else None
    name = getattr(thing, "name", "") or ""
    return name.startswith(("search", "alembic"))


def test_a_ledger_of_the_first_version_opens_and_its_indexes_are_those_of_today(
    engine: str, stores: Callable[..., Store], request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = stores()
    shake(today, [d.subject for d in fill(today, 6) if d.kind == "claim"], seed=3, steps=20)
    where = str(tmp_path / "old.db") if engine == "sqlite" else request.getfixturevalue("postgres").database()
    old = create_engine(url_of(where))
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "HEAD", FIRST)
        migrations.upgrade(old)
    with old.begin() as connection:
        for name, rows in log(today).items():
            if rows:
                connection.execute(insert(META.tables[name]), rows)
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == FIRST
    old.dispose()
    opened = stores(where)
    assert opened.differing() == () and opened.verify().fault is None
    assert [e.digest for e in opened.entries()] == [e.digest for e in today.entries()]
    with opened.engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == migrations.HEAD
