"""Queries that are asked many times over with other values: written out once, then handed to the engine as they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select
from sqlalchemy.sql.compiler import SQLCompiler


class Prepared:
    """The queries of one question on one connection. A walk over a hundred tiles of the map asks the same one a hundred times."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.made: dict[str, SQLCompiler] = {}

    def rows(self, name: str, query: Callable[[], Select[Any]], values: Mapping[str, Any]) -> Sequence[Any]:
        """The rows of a query with values for its parameters; `query` is asked for it the first time that the name comes."""
        compiled = self.made.get(name)
        if compiled is None:
            made = query().compile(dialect=self.connection.dialect)
            assert isinstance(made, SQLCompiler)
            compiled = self.made[name] = made
        if compiled.post_compile_params:  # lists of values are written out
            state = compiled.construct_expanded_state(dict(values), escape_names=False)
            return self._run(state.statement, tuple(state.positional_parameters) if compiled.positional else state.parameters)
        given = compiled.construct_params(dict(values), escape_names=False)
        names = compiled.positiontup
        return self._run(compiled.string, given if names is None else tuple(given[name] for name in names))

    def _run(self, statement: str, parameters: Any) -> Sequence[Any]:
        return self.connection.exec_driver_sql(statement, parameters).fetchall()
