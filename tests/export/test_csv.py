"""The CSV: a row for each figure, and no cell that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv as reader
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.export import csv
from reports import coded


def table(initiator: str) -> list[dict[str, str]]:
    return list(reader.DictReader(io.StringIO("".join(csv.write([coded(initiator=initiator)])))))


def test_a_claim_with_a_figure_is_a_row() -> None:
    (row,) = table("Government of Syria")
    assert (row["measure"], row["low"], row["best"], row["words"]) == ("killed", "21", "", "more than 20 rebels")
    assert (row["place"], row["latitude"], row["sources"], row["targets"]) == (
        "Palmyra", "34.56000", "Government of Syria", "Syrian rebels (suspected)",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", " =1", "＝1", "\x00=1"])
def test_a_formula_is_made_text(name: str) -> None:
    assert table(name)[0]["initiators"].startswith("'")


@given(st.text(min_size=1, max_size=30))
def test_no_cell_of_any_text_begins_a_formula(name: str) -> None:
    for line in reader.reader(
        io.StringIO("".join(csv.write([coded(initiator=name.encode("utf-8", "replace").decode())])), newline="")
    ):
        for cell in line:
            assert not cell.lstrip().startswith(("=", "+", "@"))
            assert not cell.startswith("-") or cell[1:].replace(".", "", 1).isdigit()
