"""The full-text index: FTS5 on SQLite, tsvector on PostgreSQL. Words are folded to ASCII and stemmed as English on both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from anyascii import anyascii
from sqlalchemy import Connection, bindparam, text

CREATE: Final[dict[str, tuple[str, ...]]] = {
    "sqlite": ("CREATE VIRTUAL TABLE search USING fts5(words, tokenize = 'porter unicode61 remove_diacritics 2')",),
    "postgresql": (
        "CREATE TABLE search (seq BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
        "CREATE INDEX search_words ON search USING GIN (words)",
    ),
}
_ADD: Final = {
    "sqlite": text("INSERT INTO search (rowid, words) VALUES (:seq, :words)"),
    "postgresql": text("INSERT INTO search (seq, words) VALUES (:seq, to_tsvector('english', :words))"),
}
_REMOVE: Final = {
    "sqlite": text("DELETE FROM search WHERE rowid IN :numbers").bindparams(bindparam("numbers", expanding=True)),
    "postgresql": text("DELETE FROM search WHERE seq IN :numbers").bindparams(bindparam("numbers", expanding=True)),
}


def add(connection: Connection, dialect: str, rows: Sequence[dict[str, Any]]) -> None:
    """Puts rows {"seq", "words"} into the index."""
    connection.execute(_ADD[dialect], [{"seq": r["seq"], "words": anyascii(r["words"])} for r in rows])


def remove(connection: Connection, dialect: str, numbers: Sequence[int]) -> None:
    """Takes the claims of these entry numbers out of the index."""
    if numbers:
        connection.execute(_REMOVE[dialect], {"numbers": list(numbers)})


def tidy(connection: Connection, dialect: str) -> None:
    """Merges the index so that words taken out are gone from its pages too (after a redaction)."""
    if dialect == "sqlite":
        connection.execute(text("INSERT INTO search (search) VALUES ('optimize')"))
