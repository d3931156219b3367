"""UCDP GED: 49 columns, deadly events of a dyad, the dead by side."""

from __future__ import annotations

from hashlib import sha256
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import claim, everything, fall, figure, incident, rows, sentences, strikes

from dateline.export.case import Case
from dateline.export.stamps import Stamp, read_stamp
from dateline.export.ucdp import COLUMNS, UCDP, dyad, grid
from dateline.ledger.importing.rows import Row
from dateline.ledger.importing.ucdp_ged import COLUMNS as FIELD
from dateline.ledger.importing.ucdp_ged import read

PRIO_COLUMNS = 720


def test_the_header_is_ucdps() -> None:
    written, _ = rows(UCDP, [strikes()])
    assert COLUMNS == FIELD and len(COLUMNS) == 49
    assert tuple(written[0]) == COLUMNS


def test_the_fall_of_a_town() -> None:
    (row,), losses = rows(UCDP, [fall()])
    assert (row["type_of_violence"], row["side_a"], row["side_b"], row["dyad_name"]) == (
        "1", "Government of Syria", "Islamic State", "Government of Syria - Islamic State",
    )  # fmt: skip
    assert (row["deaths_a"], row["deaths_b"], row["deaths_civilians"], row["deaths_unknown"]) == ("34", "0", "0", "0")
    assert (row["low"], row["best"], row["high"]) == ("34", "34", "34")
    assert (row["where_prec"], row["date_prec"], row["date_start"], row["date_end"], row["year"]) == (
        "1", "1", "2016-12-11", "2016-12-11", "2016",
    )  # fmt: skip
    assert (row["country"], row["country_id"], row["region"], row["gwnoa"], row["gwnob"]) == (
        "Syria",
        "652",
        "Middle East",
        "652",
        "",
    )
    assert (row["geom_wkt"], row["priogrid_gid"]) == ("POINT (38.28402 34.56240)", "179717")
    assert (row["number_of_sources"], row["source_original"]) == ("3", "Syrian Observatory for Human Rights; Amaq; SANA")
    assert (row["relid"], row["id"]) == ("e-a1", str(int(sha256(b"e-a1").hexdigest()[:13], 16)))
    assert read_stamp(row["code_status"]).coder == "dateline 0.1.0"
    told = sentences(losses)
    assert told["open"] == "UCDP's high is a number: 1 open upper end written as the highest number printed"
    assert {"control", "denials", "harmed", "weapons", "words", "numbers"} <= set(told)


def test_a_row_is_read_back_as_the_import_reads_ucdp() -> None:
    written, _ = rows(UCDP, [fall(), strikes()])
    for cells, dead in zip(written, (34, 200), strict=True):
        told = read(Row(1, cells, b""))
        assert told.event.type == "armed_clash" and told.event.places[0].name == "Palmyra"
        assert told.event.claims[0].quantities[0].numbers.best == dead
        assert told.event.when is not None and told.event.when.value in ("2016-12-11", "2016-12-10/2016-12-11")


def test_the_enemys_losses_widen_high_only() -> None:
    (row,), _ = rows(UCDP, [strikes()])
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == ("1", "Government of Russia", "Islamic State")
    assert (row["deaths_b"], row["low"], row["best"], row["high"], row["date_prec"]) == ("200", "200", "200", "300", "2")


def test_what_is_no_event_is_lost() -> None:
    written, losses = rows(UCDP, everything())
    told = sentences(losses)
    assert len(written) == 2
    assert (
        told["sideless"] == "UCDP needs an organised actor against another or civilians, plainly named: 1 deadly incident dropped"
    )
    assert told["deathless"] == "UCDP needs at least one death: 2 incidents without a figure of the dead dropped"


def test_nobody_may_have_died() -> None:
    made = incident(
        claim("a", ["Islamic State"], ["civilians (Syria)"], figures=(figure("up to 40", (0, None, 40), group="civilians"),))
    )
    written, losses = rows(UCDP, [made])
    assert written == [] and "possible" in sentences(losses)


def case(by: list[str], on: list[str], **more: object) -> Case:
    return Case(incident(claim("a", by, on, **more)), (), (), Stamp("", "", "", "", False), {})


DYADS = [
    (["Islamic State"], ["Government of Syria"], (1, "Government of Syria", "Islamic State")),
    (["Islamic State"], ["Syrian Democratic Forces"], (2, "Islamic State", "Syrian Democratic Forces")),
    (["Syrian Democratic Forces"], ["Islamic State"], (2, "Islamic State", "Syrian Democratic Forces")),
    (["Government of Syria"], ["civilians (Syria)"], (3, "Government of Syria", "Civilians")),
    (["Government of Russia"], ["Government of Ukraine"], (1, "Government of Russia", "Government of Ukraine")),
    (["Islamic State"], ["Amal Haddad"], (3, "Islamic State", "Civilians")),
    (["Islamic State"], ["civilians (Syria)", "Government of Syria"], (1, "Government of Syria", "Islamic State")),
    ([], ["civilians (Syria)"], None), (["Islamic State"], [], None), (["Islamic State|suspected"], ["civilians (Syria)"], None),
    (["civilians (Syria)"], ["Islamic State"], None),
]  # fmt: skip


@pytest.mark.parametrize(("by", "on", "expected"), DYADS)
def test_dyads(by: list[str], on: list[str], expected: tuple[int, str, str] | None) -> None:
    found = dyad(case(by, on))
    assert (found and (found.violence, found.a, found.b)) == expected


def test_the_dead_of_each_side() -> None:
    dead = (
        figure("10 soldiers", (10, 10, 10), group="combatants:Government of Syria"),
        figure("20 militants", (20, 20, 20), group="combatants:Islamic State"),
        figure("5 civilians", (5, 5, 5), group="civilians"), figure("2 fighters", (2, 2, 2), group="combatants:Hezbollah"),
    )  # fmt: skip
    (row,), losses = rows(
        UCDP, [incident(claim("a", ["Islamic State"], ["Government of Syria"], type="armed_clash", figures=dead))]
    )
    assert [row[f"deaths_{s}"] for s in ("a", "b", "civilians", "unknown")] == ["10", "20", "5", "2"]
    assert row["best"] == "37" and "others" in sentences(losses)


NUMBERS = st.integers(0, 500)
GROUPS = st.sampled_from(
    ["civilians", "unknown", "combatants:Islamic State", "combatants:Government of Syria", "combatants:Hezbollah", None]
)
FIGURES = st.lists(st.tuples(NUMBERS, NUMBERS, GROUPS), min_size=1, max_size=4)


@given(st.lists(FIGURES, min_size=1, max_size=3), st.booleans())
def test_the_sides_add_up_and_low_best_and_high_stand_in_order(
    told: list[list[tuple[int, int, str | None]]], open_end: bool
) -> None:
    claims = [
        claim(f"k{n}", ["Islamic State"], ["Government of Syria"],
              figures=tuple(figure(f"{low} {group}", (min(low, high), max(low, high), None if open_end else max(low, high)), group=group)
                            for low, high, group in figures))
        for n, figures in enumerate(told)
    ]  # fmt: skip
    for row in rows(UCDP, [incident(*claims)])[0]:
        sides = sum(float(row[f"deaths_{s}"]) for s in ("a", "b", "civilians", "unknown"))
        assert isclose(sides, float(row["best"]))
        assert 0 <= float(row["low"]) <= float(row["best"]) <= float(row["high"])


def degrees(most: int) -> st.SearchStrategy[float]:
    return st.floats(-most, most).map(lambda x: round(x, 5))


@given(degrees(90), degrees(180))
def test_a_grid_cell_holds_its_point(lat: float, lon: float) -> None:
    number = grid(lat, lon) - 1
    south, west = number // PRIO_COLUMNS * 0.5 - 90, number % PRIO_COLUMNS * 0.5 - 180
    assert south <= lat <= south + 0.5 and west <= lon <= west + 0.5


def test_the_corners_of_the_grid() -> None:
    assert (grid(-90, -180), grid(89.9, 179.9), grid(90, 180)) == (1, 259_200, 259_200)


PERIODS = [
    ("2016-12-11", "day", "1"), ("2016-12-10/2016-12-11", "range", "2"), ("2016-12-05/2016-12-11", "week", "3"),
    ("2016-12", "month", "4"), ("2016", "year", "5"), ("2016-12-11", "unknown", "5"), ("2015-09/..", "range", None), (None, "unknown", None),
]  # fmt: skip


@pytest.mark.parametrize(("when", "precision", "grade"), PERIODS)
def test_dates(when: str | None, precision: str, grade: str | None) -> None:
    dead = (figure("7", (7, 7, 7), group="civilians"),)
    made = incident(claim("a", ["Islamic State"], ["civilians (Syria)"], when=when, when_precision=precision, figures=dead))
    written, losses = rows(UCDP, [made])
    assert [r["date_prec"] for r in written] == ([grade] if grade else [])
    assert bool({"undated", "longer"} & set(sentences(losses))) == (grade is None)


def test_no_place_is_a_loss() -> None:
    dead = (figure("7", (7, 7, 7), group="civilians"),)
    made = incident(claim("a", ["Islamic State"], ["civilians (Syria)"], places=(), figures=dead))
    assert "unplaced" in sentences(rows(UCDP, [made])[1])
