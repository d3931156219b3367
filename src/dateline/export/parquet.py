"""Parquet of the claims and GeoParquet of the incidents, written by DuckDB without any extension that is fetched.

GeoParquet 1.1: a column of points as WKB (longitude, latitude; OGC:CRS84) and the key "geo" in the file's metadata.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from dateline.errors import DatelineError
from dateline.export.case import Case
from dateline.export.cells import plain
from dateline.export.format import Format
from dateline.export.incidents import CLAIM_COLUMNS, CLAIM_RULES, COLUMNS, RULES, claim_rows, incident_row
from dateline.export.loss import Losses, Rule

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LONGEST: Final[int] = 64_000_000  # bytes of one row
TEXT: Final = "VARCHAR"
NUMBERS: Final = frozenset(
    {
        "latitude",
        "longitude",
        "low",
        "best",
        "high",
        *(f"{m}_{end}" for m in ("killed", "injured") for end in ("low", "best", "high")),
    }
)
WHOLE: Final = frozenset({"place_precision", "geonames_id", "claims", "denials", "reports", "origins"})
FLAGS: Final = frozenset({"told", "lasting", "day_assumed", "joint", "approximate", "reviewed"})
DATES: Final = frozenset({"first_day", "last_day"})
LISTS: Final = frozenset(
    {"initiators", "targets", "allies", "culprits_not_plain", "control", "figures", "outlets", "voices", "voice_kinds", "weapons",
     "further_places", "corrected"}
)  # fmt: skip
GEOMETRY: Final = "geometry"
GEO: Final = {
    "version": "1.1.0", "primary_column": GEOMETRY,
    "columns": {GEOMETRY: {"encoding": "WKB", "geometry_types": ["Point"]}},
}  # the metadata of GeoParquet; without a "crs" it is OGC:CRS84  # fmt: skip
QUIET: Final[dict[str, Any]] = {"autoload_known_extensions": False, "autoinstall_known_extensions": False}
GEO_RULES: Final[Mapping[str, Rule]] = {
    **RULES, "unplaced": Rule("No gazetteer at hand has their place", "incident", "written without a geometry"),
}  # fmt: skip


def save_claims(cases: Iterable[Case], losses: Losses, out: Path) -> None:
    """Writes the claims, a row a figure. Raises DatelineError `export.parquet`, `export.write`."""
    _save(claim_rows(cases, losses), CLAIM_COLUMNS, out)


def save_incidents(cases: Iterable[Case], losses: Losses, out: Path) -> None:
    """Writes the incidents with their points. Raises as `save_claims` does."""
    _save(_placed(cases, losses), (*COLUMNS, GEOMETRY), out, GEO)


def _placed(cases: Iterable[Case], losses: Losses) -> Iterator[dict[str, Any]]:
    for case in cases:
        row = incident_row(case)
        losses.take(case.incident)
        losses.note("reasons", sum(r.measure not in ("killed", "injured") or r.side != "all" for r in case.reckonings))
        losses.note("unplaced", int(row["latitude"] is None))
        losses.kept += 1
        losses.rows += 1
        yield {**row, GEOMETRY: point(row["longitude"], row["latitude"])}


def point(lon: float | None, lat: float | None) -> bytes | None:
    """A point in well-known binary, little endian; None where it lies nowhere known."""
    return None if lon is None or lat is None else struct.pack("<BIdd", 1, 1, lon, lat)


def kind(column: str) -> str:
    """The type of a column."""
    kinds = (
        (NUMBERS, "DOUBLE"),
        (WHOLE, "BIGINT"),
        (FLAGS, "BOOLEAN"),
        (DATES, "DATE"),
        (LISTS, "VARCHAR[]"),
        ({GEOMETRY}, "BLOB"),
    )
    return next((type for names, type in kinds if column in names), TEXT)


def connect() -> DuckDBPyConnection:
    """DuckDB in memory, which fetches nothing. Raises DatelineError `export.parquet` where it is not installed."""
    try:
        import duckdb
    except ImportError as error:
        raise DatelineError("export.parquet") from error
    return duckdb.connect(":memory:", config=QUIET)


def _save(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], out: Path, geo: Mapping[str, Any] | None = None) -> None:
    """Writes the rows as lines of JSON, which DuckDB reads fast and bit by bit, and has it write the file from them."""
    types = ", ".join(f"{_quoted(c)}: {_quoted(TEXT if c == GEOMETRY else kind(c))}" for c in columns)
    chosen = ", ".join(f'unhex("{c}") AS "{c}"' if c == GEOMETRY else f'"{c}"' for c in columns)
    more = f", KV_METADATA {{geo: {_quoted(json.dumps(geo))}}}" if geo else ""
    with connect() as connection, TemporaryDirectory() as folder:
        made = Path(folder) / "rows.jsonl"
        with made.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps({c: _value(row[c]) for c in columns}) + "\n" for row in rows)
        source = (
            f"read_json({_quoted(str(made))}, columns = {{{types}}}, format = 'newline_delimited', maximum_object_size = {LONGEST})"
        )
        try:
            connection.execute(
                f"COPY (SELECT {chosen} FROM {source}) TO {_quoted(str(out))} (FORMAT parquet, COMPRESSION zstd{more})"
            )
        except Exception as error:
            raise DatelineError("export.write", str(error)) from error


def _value(value: Any) -> Any:
    """A value as JSON holds it: words on one line, bytes in hexadecimal."""
    if isinstance(value, list | tuple):
        return [plain(str(v)) for v in value]
    return value.hex() if isinstance(value, bytes) else plain(value) if isinstance(value, str) else value


def _quoted(words: str) -> str:
    """Words as a string of SQL."""
    return "'" + words.replace("'", "''") + "'"


PARQUET: Final = Format(
    "parquet", "Parquet of claims", ".parquet", "The columns of the CSV of claims, with numbers, dates, yes and no and lists as such.",
    CLAIM_RULES, save=save_claims, columns=CLAIM_COLUMNS, policies=(), bound=True,
)  # fmt: skip
GEOPARQUET: Final = Format(
    "geoparquet", "GeoParquet of incidents", ".parquet",
    "The columns of the CSV of incidents, with numbers, dates, yes and no and lists as such, and the place as a point.",
    GEO_RULES, save=save_incidents, columns=(*COLUMNS, GEOMETRY),
)  # fmt: skip
