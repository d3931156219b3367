"""Rows as data frames of pandas and polars; both come with the extra `notebook`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from dateline.errors import DatelineError

if TYPE_CHECKING:
    import pandas
    import polars

INSTANTS: Final = frozenset({"known", "recorded", "ended", "at"})  # columns that become times with their zone (UTC)

Rows = Sequence[Mapping[str, Any]]


def pandas_frame(rows: Rows, columns: Sequence[str]) -> pandas.DataFrame:
    """A pandas frame with these columns, also where there is no row. Raises DatelineError `ledger.frames`."""
    try:
        import pandas
    except ImportError as error:
        raise DatelineError("ledger.frames", "pandas") from error
    frame = pandas.DataFrame(list(rows), columns=list(columns))
    for name in INSTANTS.intersection(columns):
        frame[name] = pandas.to_datetime(frame[name], utc=True, format="ISO8601")
    return frame


def polars_frame(rows: Rows, columns: Sequence[str]) -> polars.DataFrame:
    """A polars frame with these columns, also where there is no row. Raises DatelineError `ledger.frames`."""
    try:
        import polars
    except ImportError as error:
        raise DatelineError("ledger.frames", "polars") from error
    columns = list(columns)
    if not rows:
        return polars.DataFrame(schema=columns)
    return polars.DataFrame([_timed(row) for row in rows], schema=columns, infer_schema_length=None, strict=False)


def _timed(row: Mapping[str, Any]) -> dict[str, Any]:
    return {k: datetime.fromisoformat(v) if k in INSTANTS and isinstance(v, str) else v for k, v in row.items()}
