"""The tables of the desk's own database. Instants are microseconds since 1970 (UTC); secrets are kept as digests only."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, MetaData, String, Table, Text

META: Final = MetaData()
VERSION: Final = "1"  # of these tables

rules: Final = Table("desk_rules", META, Column("name", String, primary_key=True), Column("value", String, nullable=False))
accounts: Final = Table(
    "desk_accounts", META,
    Column("folded", String, primary_key=True),  # the name as people type it: one account for "Ada" and "ada"
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("password", String),  # argon2's digest; None: nobody can log in
    Column("active", Boolean, nullable=False),
    Column("made", BigInteger, nullable=False),
)  # fmt: skip
sessions: Final = Table(
    "desk_sessions", META,
    Column("digest", String, primary_key=True),  # SHA-256 of the token
    Column("account", String, ForeignKey("desk_accounts.folded"), nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("seen", BigInteger, nullable=False),
    Index("desk_sessions_account", "account"),
)  # fmt: skip
keys: Final = Table(
    "desk_keys", META,
    Column("id", String, primary_key=True),
    Column("digest", String, nullable=False),  # SHA-256 of the secret
    Column("account", String, ForeignKey("desk_accounts.folded"), nullable=False),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("used", BigInteger),
    Column("ends", BigInteger),
    Index("desk_keys_account", "account"),
)  # fmt: skip
batches: Final = Table(
    "desk_batches", META,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("author", String, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("shows_machine", Boolean, nullable=False),
)  # fmt: skip
batch_reports: Final = Table(
    "desk_batch_reports", META,
    Column("batch", String, ForeignKey("desk_batches.id"), primary_key=True),
    Column("report", String, primary_key=True),
    Column("position", Integer, nullable=False),
)  # fmt: skip
batch_coders: Final = Table(
    "desk_batch_coders", META,
    Column("batch", String, ForeignKey("desk_batches.id"), primary_key=True),
    Column("coder", String, primary_key=True),
    Column("position", Integer, nullable=False),
)  # fmt: skip
codings: Final = Table(
    "desk_codings", META,
    Column("batch", String, ForeignKey("desk_batches.id"), primary_key=True),
    Column("report", String, primary_key=True),
    Column("coder", String, primary_key=True),
    Column("body", Text, nullable=False),
    Column("saved", BigInteger, nullable=False),
    Column("handed", BigInteger),  # None: a draft
    Index("desk_codings_report", "report"),
)  # fmt: skip
