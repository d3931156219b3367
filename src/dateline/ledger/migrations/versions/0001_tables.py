"""The tables of the first ledger."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dateline.ledger.search import CREATE

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes the log, the indexes and the full-text index."""
    for make in (
        _amendments,
        _bands,
        _blocks,
        _changes,
        _claims,
        _copies,
        _entries,
        _figures,
        _folds,
        _incidents,
        _judged,
        _links,
        _names,
        _originals,
        _payloads,
        _places,
        _redirects,
        _reports,
        _reviews,
        _unlinked,
    ):
        make()
    for line in CREATE[op.get_bind().dialect.name]:
        op.execute(line)


def _amendments() -> None:
    op.create_table(
        "amendments",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("recorded", sa.BigInteger(), nullable=False),
        sa.Column("ended", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("amendments_subject", "amendments", ["subject"], unique=False)


def _bands() -> None:
    op.create_table(
        "bands",
        sa.Column("week", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("band", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("week", "band", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_index("bands_seq", "bands", ["seq"], unique=False)


def _blocks() -> None:
    op.create_table(
        "blocks",
        sa.Column("block", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("block", "event"),
    )


def _changes() -> None:
    op.create_table(
        "changes",
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("loser", sa.String(), nullable=True),
        sa.Column("holder", sa.String(), nullable=True),
        sa.Column("extent", sa.String(), nullable=False),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.Column("recorded", sa.BigInteger(), nullable=False),
        sa.Column("ended", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("claim", "position"),
    )
    op.create_index("changes_place", "changes", ["place", "known"], unique=False)


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("day_from", sa.Integer(), nullable=True),
        sa.Column("day_to", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("admin1", sa.String(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("cell", sa.Integer(), nullable=True),
        sa.Column("precision", sa.Integer(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.Column("recorded", sa.BigInteger(), nullable=False),
        sa.Column("ended", sa.BigInteger(), nullable=True),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("person", sa.Boolean(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("claims_cell", "claims", ["cell", "day_from"], unique=False)
    op.create_index("claims_country", "claims", ["country", "day_from"], unique=False)
    op.create_index("claims_days", "claims", ["day_from", "day_to"], unique=False)
    op.create_index(
        "claims_ended",
        "claims",
        ["ended"],
        unique=False,
        sqlite_where=sa.text("ended IS NOT NULL"),
        postgresql_where=sa.text("ended IS NOT NULL"),
    )
    op.create_index("claims_event", "claims", ["event"], unique=False)
    op.create_index("claims_known", "claims", ["known"], unique=False)
    op.create_index(
        "claims_long",
        "claims",
        ["day_from"],
        unique=False,
        sqlite_where=sa.text("day_to - day_from > 31"),
        postgresql_where=sa.text("day_to - day_from > 31"),
    )
    op.create_index(
        "claims_long_cell",
        "claims",
        ["cell", "day_from"],
        unique=False,
        sqlite_where=sa.text("day_to - day_from > 31"),
        postgresql_where=sa.text("day_to - day_from > 31"),
    )
    op.create_index("claims_place", "claims", ["place", "day_from"], unique=False)
    op.create_index("claims_recorded", "claims", ["recorded"], unique=False)
    op.create_index("claims_report", "claims", ["report"], unique=False)
    op.create_index("claims_seq", "claims", ["seq"], unique=True)
    op.create_index("claims_type", "claims", ["type", "day_from"], unique=False)


def _copies() -> None:
    op.create_table(
        "copies",
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("report", "other"),
    )
    op.create_index("copies_other", "copies", ["other"], unique=False)


def _entries() -> None:
    op.create_table(
        "entries",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("recorded", sa.BigInteger(), nullable=False),
        sa.Column("commitment", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("entries_subject", "entries", ["subject"], unique=False)


def _figures() -> None:
    op.create_table(
        "figures",
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("grp", sa.String(), nullable=True),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("best", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("claim", "position"),
    )
    op.create_index("figures_measure", "figures", ["measure", "best"], unique=False)


def _folds() -> None:
    op.create_table(
        "folds",
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("root", sa.String(), nullable=False),
        sa.Column("report", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("claim"),
    )
    op.create_index("folds_root", "folds", ["root"], unique=False)


def _incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("incident", sa.String(), nullable=False),
        sa.Column("component", sa.String(), nullable=False),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("event"),
    )
    op.create_index("incidents_component", "incidents", ["component"], unique=False)
    op.create_index("incidents_incident", "incidents", ["incident"], unique=False)
    op.create_index("incidents_report", "incidents", ["report"], unique=False)


def _judged() -> None:
    op.create_table(
        "judged",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("told_left", sa.String(), nullable=False),
        sa.Column("told_right", sa.String(), nullable=False),
        sa.Column("left", sa.String(), nullable=False),
        sa.Column("right", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("judged_left", "judged", ["left"], unique=False)
    op.create_index("judged_right", "judged", ["right"], unique=False)
    op.create_index("judged_told_left", "judged", ["told_left"], unique=False)
    op.create_index("judged_told_right", "judged", ["told_right"], unique=False)


def _links() -> None:
    op.create_table(
        "links",
        sa.Column("left", sa.String(), nullable=False),
        sa.Column("right", sa.String(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("left", "right"),
    )
    op.create_index("links_right", "links", ["right"], unique=False)
    op.create_index(
        "links_unsure",
        "links",
        ["score"],
        unique=False,
        sqlite_where=sa.text("verdict = 'unsure'"),
        postgresql_where=sa.text("verdict = 'unsure'"),
    )


def _names() -> None:
    op.create_table(
        "names",
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("claim", "role", "position"),
    )
    op.create_index("names_folded", "names", ["folded", "role", "day"], unique=False)


def _originals() -> None:
    op.create_table(
        "originals",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )


def _payloads() -> None:
    op.create_table(
        "payloads",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )


def _places() -> None:
    op.create_table(
        "places",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("geonames_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("key", "folded"),
    )
    op.create_index("places_folded", "places", ["folded"], unique=False)


def _redirects() -> None:
    op.create_table(
        "redirects",
        sa.Column("old", sa.String(), nullable=False),
        sa.Column("new", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("old"),
    )
    op.create_index("redirects_new", "redirects", ["new"], unique=False)


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("outlet", sa.String(), nullable=True),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.Column("recorded", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("original", sa.String(), nullable=True),
        sa.Column("coder", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("origin", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("reports_known", "reports", ["known"], unique=False)
    op.create_index("reports_name", "reports", ["name"], unique=False)
    op.create_index("reports_origin", "reports", ["origin"], unique=False)
    op.create_index("reports_original", "reports", ["original"], unique=False)
    op.create_index("reports_recorded", "reports", ["recorded"], unique=False)


def _reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("recorded", sa.BigInteger(), nullable=False),
        sa.Column("done", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("seq", "subject"),
    )


def _unlinked() -> None:
    op.create_table(
        "rules",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table("unlinked", sa.Column("subject", sa.String(), nullable=False), sa.PrimaryKeyConstraint("subject"))
