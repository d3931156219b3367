"""The plain CSV of incidents and of claims, and Parquet and GeoParquet: written, read back, compared."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import pytest
from making import PALMYRA, campaign, cases, claim, everything, fall, hospital, incident, rows, saved, sentences, strikes

from dateline.errors import DatelineError
from dateline.export import parquet
from dateline.export.incidents import CLAIM_COLUMNS, CLAIMS, COLUMNS, INCIDENTS, cell, claim_rows, incident_row, parted
from dateline.export.parquet import GEOPARQUET, PARQUET

duckdb = pytest.importorskip("duckdb")


def test_incidents_are_read_back() -> None:
    written, losses = rows(INCIDENTS, everything())
    assert [tuple(r) for r in written] == [COLUMNS] * 6 and losses.kept == losses.rows == 6
    fallen, raids, bombed, since, *_ = written
    assert (fallen["killed_low"], fallen["killed_best"], fallen["told"], fallen["denials"]) == ("34", "34", "yes", "1")
    assert parted(fallen["voices"]) == ["Syrian Observatory for Human Rights", "Amaq", "SANA"]
    assert fallen["control"] == "Palmyra: Government of Syria > Islamic State (whole)"
    assert (raids["when"], raids["lasting"], raids["latitude"]) == ("2016-12-10/2016-12-11", "yes", "34.56240")
    assert bombed["culprits_not_plain"] == "Government of Syria (alternative); Government of Russia (alternative)"
    assert (since["when"], since["last_day"], since["scope"]) == ("2015-09/..", "", "campaign")
    assert sentences(losses)["claims"].startswith("A row is an incident: 9 claims summed up")


def test_claims_are_read_back() -> None:
    written, losses = rows(CLAIMS, everything())
    assert [tuple(r) for r in written] == [CLAIM_COLUMNS] * 11 and (losses.kept, losses.rows) == (6, 11)
    first, second = written[:2]
    assert (first["claim"], second["claim"], first["measure"], second["measure"]) == ("a1", "a1", "killed", "captured")
    assert (first["low"], first["best"], first["high"], first["figure_words"]) == ("34", "34", "", "at least 34 soldiers")
    assert {r["status"] for r in written} == {"happened", "denied", "planned", "threatened"}
    nurse = next(r for r in written if r["claim"] == "c1")
    assert nurse["initiators"] == "Government of Syria (alternative); Government of Russia (alternative)"
    assert (nurse["voices"], nurse["words"]) == ("(private person)", "(private person), a nurse, said seven died")


def plain(row: dict[str, Any]) -> dict[str, str]:
    """A row of Parquet as the CSV has it."""
    return {name: cell(str(value) if hasattr(value, "isoformat") else value, name) for name, value in row.items()}


def test_parquet_holds_what_the_csv_of_claims_does(tmp_path: Path) -> None:
    read, losses = saved(PARQUET, everything(), tmp_path / "claims.parquet")
    assert tuple(read[0]) == CLAIM_COLUMNS and losses.rows == len(read) == 11
    assert [plain(r) for r in read] == rows(CLAIMS, everything())[0]
    assert read[0]["initiators"] == ["Islamic State"] and read[0]["reviewed"] is False and read[0]["low"] == 34.0


def test_geoparquet_holds_the_incidents_and_their_points(tmp_path: Path) -> None:
    out = tmp_path / "incidents.parquet"
    nowhere = incident(claim("z", places=()))
    read, losses = saved(GEOPARQUET, [*everything(), nowhere], out)
    assert tuple(read[0]) == (*COLUMNS, "geometry")
    assert bytes(read[0]["geometry"]) == struct.pack("<BIdd", 1, 1, PALMYRA.lon, PALMYRA.lat) and read[-1]["geometry"] is None
    without = [{name: v for name, v in r.items() if name != "geometry"} for r in read]
    assert [plain(r) for r in without] == rows(INCIDENTS, [*everything(), nowhere])[0]
    with duckdb.connect(":memory:") as connection:
        keys = connection.execute(f"SELECT key, value FROM parquet_kv_metadata('{out}')").fetchall()
    (geo,) = (json.loads(value) for key, value in keys if key == b"geo")
    assert geo["version"] == "1.1.0" and geo["columns"]["geometry"]["encoding"] == "WKB"
    assert "unplaced" in sentences(losses)


def test_an_empty_export_is_a_table_all_the_same(tmp_path: Path) -> None:
    assert saved(GEOPARQUET, [], tmp_path / "none.parquet")[0] == []
    assert rows(INCIDENTS, [])[0] == []


def test_nothing_is_fetched_to_write_parquet(tmp_path: Path) -> None:
    with parquet.connect() as connection:
        setting = "SELECT current_setting('autoload_known_extensions'), current_setting('autoinstall_known_extensions')"
        assert connection.execute(setting).fetchone() == (False, False)


def test_without_duckdb_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    with pytest.raises(DatelineError, match="dateline\\[duckdb\\]"):
        parquet.connect()


def test_a_file_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match=r"export\.write"):
        saved(PARQUET, [fall()], tmp_path / "no such folder" / "claims.parquet")


def test_quotes_in_a_path_and_in_words_are_data(tmp_path: Path) -> None:
    made = incident(claim("a", ["'; DROP TABLE made; --"], words="it's"))
    losses = PARQUET.losses()
    out = tmp_path / "it's.parquet"
    assert PARQUET.save is not None
    PARQUET.save(cases([made], losses), losses, out)
    with duckdb.connect(":memory:") as connection:
        assert connection.execute("SELECT words, initiators FROM read_parquet(?)", [str(out)]).fetchall() == [
            ("it's", ["'; DROP TABLE made; --"])
        ]


def test_every_column_of_a_row_is_there() -> None:
    for case in cases([strikes(), hospital(), campaign()], INCIDENTS.losses()):
        assert set(incident_row(case)) == set(COLUMNS)
        assert all(set(row) == set(CLAIM_COLUMNS) for row in claim_rows([case], CLAIMS.losses()))
