"""The score of a claim among its columns, so that the less sure ones can be left out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Adds the column; it is filled from the log once all steps are done."""
    op.add_column("claims", sa.Column("score", sa.Float(), nullable=True))
