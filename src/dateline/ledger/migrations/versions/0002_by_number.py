"""Claims, and their names and figures, by the number of their entry: what is new lies together, and a page is written once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LONG = sa.text("day_to - day_from > 31")
ENDED = sa.text("ended IS NOT NULL")


def upgrade() -> None:
    """Replaces the three tables by empty ones; they are filled from the log once all steps are done."""
    for name in ("claims", "names", "figures"):
        op.drop_table(name)
    for make in (_claims, _names, _figures):
        make()


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("seq", NUMBER, autoincrement=False, nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("id", "report", "event", "type", "status")),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("day_from", "day_to")),
        *(sa.Column(name, sa.String(), nullable=True) for name in ("place", "country", "admin1")),
        *(sa.Column(name, sa.Float(), nullable=True) for name in ("lat", "lon")),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("cell", "precision")),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in ("known", "recorded")),
        sa.Column("ended", sa.BigInteger(), nullable=True),
        sa.Column("author", sa.String(), nullable=False),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("person", "private")),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("claims_id", "claims", ["id"], unique=True)
    for name in ("report", "event", "known", "recorded"):
        op.create_index(f"claims_{name}", "claims", [name])
    for name in ("place", "type", "cell", "country"):
        op.create_index(f"claims_{name}", "claims", [name, "day_from"])
    op.create_index("claims_days", "claims", ["day_from", "day_to"])
    op.create_index("claims_ended", "claims", ["ended"], sqlite_where=ENDED, postgresql_where=ENDED)
    op.create_index("claims_long", "claims", ["day_from"], sqlite_where=LONG, postgresql_where=LONG)
    op.create_index("claims_long_cell", "claims", ["cell", "day_from"], sqlite_where=LONG, postgresql_where=LONG)


def _names() -> None:
    op.create_table(
        "names",
        sa.Column("seq", NUMBER, autoincrement=False, nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("name", "folded")),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("seq", "role", "position"),
        sqlite_with_rowid=False,
    )
    op.create_index("names_folded", "names", ["folded", "role", "day"])


def _figures() -> None:
    op.create_table(
        "figures",
        sa.Column("seq", NUMBER, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("measure", "unit")),
        sa.Column("grp", sa.String(), nullable=True),
        *(sa.Column(name, sa.Float(), nullable=True) for name in ("low", "best", "high")),
        sa.PrimaryKeyConstraint("seq", "position"),
        sqlite_with_rowid=False,
    )
    op.create_index("figures_measure", "figures", ["measure", "best"])
