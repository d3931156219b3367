"""The full-text index: FTS5 on SQLite, tsvector on PostgreSQL. Words are folded to ASCII and stemmed as English on both.

`words` is what anybody may search, `hidden` the same with the names of private persons (empty where a claim holds none).
What people type never reaches an engine's query language: it is split into folded words and phrases first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, bindparam, create_engine, literal_column, select, text
from sqlalchemy.pool import StaticPool

from dateline.ledger.entries import fold

_TABLE: Final = "CREATE VIRTUAL TABLE search USING fts5(words, hidden, tokenize = 'porter unicode61 remove_diacritics 2')"
_LANGUAGE: Final = (
    "DROP TEXT SEARCH CONFIGURATION IF EXISTS dateline_words",
    "DROP TEXT SEARCH DICTIONARY IF EXISTS dateline_stem",
    "CREATE TEXT SEARCH DICTIONARY dateline_stem (TEMPLATE = snowball, Language = english)",
    "CREATE TEXT SEARCH CONFIGURATION dateline_words (COPY = pg_catalog.simple)",
    "ALTER TEXT SEARCH CONFIGURATION dateline_words ALTER MAPPING REPLACE simple WITH dateline_stem",
)  # English without stop words, as on SQLite: the S of an S-300 is one, and "not"
CREATE: Final[dict[str, tuple[str, ...]]] = {
    "sqlite": (_TABLE,),
    "postgresql": (
        *_LANGUAGE,
        "CREATE TABLE search (seq BIGINT PRIMARY KEY, words TSVECTOR NOT NULL, hidden TSVECTOR)",
        "CREATE INDEX search_words ON search USING GIN (words)",
        "CREATE INDEX search_hidden ON search USING GIN (hidden)",
    ),
}
_ADD: Final = {
    "sqlite": "INSERT INTO search (rowid, words, hidden) VALUES (?, ?, ?)",
    "postgresql": "INSERT INTO search (seq, words, hidden)"
    " SELECT seq, to_tsvector('dateline_words', words), to_tsvector('dateline_words', nullif(hidden, ''))"
    " FROM json_to_recordset(%(rows)s) AS r (seq bigint, words text, hidden text)",
}
_REMOVE: Final = {
    "sqlite": text("DELETE FROM search WHERE rowid IN :numbers").bindparams(bindparam("numbers", expanding=True)),
    "postgresql": text("DELETE FROM search WHERE seq IN :numbers").bindparams(bindparam("numbers", expanding=True)),
}
_ASIDE: Final = """(SELECT unnest(CAST(:numbers AS BIGINT[])) AS seq, to_tsvector('dateline_words', unnest(CAST(:words AS TEXT[]))) AS words,
    to_tsvector('dateline_words', nullif(unnest(CAST(:hidden AS TEXT[])), '')) AS hidden) AS search"""
_PARTS: Final = re.compile(r'"([^"]*)"?|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for: phrases of one or more folded words, all of which must be there. `hidden`: in private names too."""

    phrases: tuple[tuple[str, ...], ...]
    hidden: bool = False

    @classmethod
    def parse(cls, words: str, hidden: bool = False) -> Query:
        """The query that somebody typed: words, and phrases in double quotes. Every other sign only parts words."""
        found = (fold(phrase or word) for phrase, word in _PARTS.findall(words))
        return cls(tuple(tuple(f.split()) for f in found if f), hidden)

    def condition(self, dialect: str) -> ColumnElement[bool]:
        """The query as a condition on `search`, for the engine; its words are bound parameters."""
        if dialect == "sqlite":
            return text("search MATCH :asked").bindparams(asked=self._fts5())  # type: ignore[return-value]
        parts = " && ".join(f"phraseto_tsquery('dateline_words', :asked{n})" for n in range(len(self.phrases)))
        where = f"(search.words @@ ({parts})" + (f" OR search.hidden @@ ({parts}))" if self.hidden else ")")
        return text(where).bindparams(**{f"asked{n}": " ".join(p) for n, p in enumerate(self.phrases)})  # type: ignore[return-value]

    def _fts5(self) -> str:
        phrases = " AND ".join('"' + " ".join(phrase) + '"' for phrase in self.phrases)  # folded: letters, digits and blanks
        return f"words : ({phrases})" + (f" OR hidden : ({phrases})" if self.hidden else "")


def number(dialect: str) -> str:
    """The column of `search` that holds the number of the claim's entry."""
    return "search.rowid" if dialect == "sqlite" else "search.seq"


def add(connection: Connection, dialect: str, rows: Sequence[dict[str, Any]]) -> None:
    """Puts rows {"seq", "words", "hidden"} into the index."""
    folded = [{"seq": r["seq"], "words": fold(r["words"]), "hidden": fold(r["hidden"])} for r in rows]
    if dialect == "sqlite":
        connection.exec_driver_sql(_ADD[dialect], [tuple(row.values()) for row in folded])
    else:
        connection.exec_driver_sql(_ADD[dialect], {"rows": json.dumps(folded)})


def remove(connection: Connection, dialect: str, numbers: Sequence[int]) -> None:
    """Takes the claims of these entry numbers out of the index."""
    if numbers:
        connection.execute(_REMOVE[dialect], {"numbers": list(numbers)})


def tidy(connection: Connection, dialect: str) -> None:
    """Merges the index so that words taken out are gone from its pages too (after a redaction)."""
    if dialect == "sqlite":
        connection.execute(text("INSERT INTO search (search) VALUES ('optimize')"))


def matching(connection: Connection, dialect: str, query: Query, rows: Sequence[dict[str, Any]]) -> set[int]:
    """The numbers of those rows ({"seq", "words", "hidden"}) that the query finds, asked of the engine beside its index.

    For claims as they stood at an earlier moment, which the index no longer holds.
    """
    if not rows:
        return set()
    if dialect == "sqlite":
        aside = create_engine("sqlite://", poolclass=StaticPool)
        with aside.connect() as memory:
            memory.execute(text(_TABLE))
            add(memory, dialect, rows)
            return set(memory.scalars(select(literal_column("rowid")).select_from(text("search")).where(query.condition(dialect))))
    columns = {"numbers": [r["seq"] for r in rows], **{k: [fold(r[k]) for r in rows] for k in ("words", "hidden")}}
    return set(connection.scalars(select(literal_column("seq")).select_from(text(_ASIDE)).where(query.condition(dialect)), columns))
