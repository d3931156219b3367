"""Alembic's entry: runs the steps on the connection that the store gives."""

from __future__ import annotations

from alembic import context

from dateline.ledger.schema import META

context.configure(connection=context.config.attributes["connection"], target_metadata=META, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
