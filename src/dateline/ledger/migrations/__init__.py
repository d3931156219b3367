"""Upgrades of the tables, in order; upgrades only. A store is brought to this version's tables when it is opened."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import Engine, inspect, text

from dateline.errors import DatelineError

HEAD: Final = "0003"  # the newest step in versions/


def upgrade(engine: Engine) -> None:
    """Brings a database to HEAD; indexes whose tables changed are made anew from its log, in the same transaction.

    Raises DatelineError `ledger.version` for one made by a later version of Dateline.
    """
    found = _version(engine)
    if found == HEAD:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":  # two that open a new database at once: the second waits
            connection.execute(text("SELECT pg_advisory_xact_lock(1685221477)"))
        else:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, HEAD)
        except CommandError as error:
            raise DatelineError("ledger.version", str(found)) from error
        if found is not None:
            from dateline.ledger.rebuilding import rebuild  # which imports all that writes

            rebuild(connection, engine.dialect.name)


def _version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return found
