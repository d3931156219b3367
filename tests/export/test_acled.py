"""ACLED: 31 columns, one conservative number, nobody named more firmly than the sources do."""

from __future__ import annotations

import pytest
from making import PALMYRA, SYRIA, claim, everything, fall, figure, hospital, incident, rows, sentences, strikes

from dateline.export.acled import ACLED, COLUMNS
from dateline.export.stamps import read_stamp
from dateline.ledger.importing.acled import COLUMNS as FIELD
from dateline.ledger.importing.acled import read
from dateline.ledger.importing.rows import Row
from dateline.records.entry import Spot, Voice

SANA = Voice("SANA", "belligerent")


def test_the_header_is_acleds() -> None:
    written, _ = rows(ACLED, [fall()])
    assert COLUMNS == FIELD and len(COLUMNS) == 31
    assert tuple(written[0]) == COLUMNS


def test_the_fall_of_a_town() -> None:
    (row,), losses = rows(ACLED, [fall()])
    assert (row["event_date"], row["time_precision"], row["event_type"], row["sub_event_type"]) == (
        "2016-12-11", "1", "Battles", "Non-state actor overtakes territory",
    )  # fmt: skip
    assert (row["actor1"], row["inter1"], row["actor2"], row["inter2"], row["interaction"]) == (
        "Islamic State", "2", "Military Forces of Syria", "1", "12",
    )  # fmt: skip
    assert (row["iso"], row["country"], row["region"], row["location"], row["geo_precision"]) == (
        "760", "Syria", "Middle East", "Palmyra", "1",
    )  # fmt: skip
    assert (row["fatalities"], row["disorder_type"], row["civilian_targeting"]) == ("34", "Political violence", "")
    assert row["event_id_cnty"] == "SYRe-a1" and row["timestamp"] == "1577836799"
    assert "denied by SANA" in row["notes"] and "“at least 34 soldiers”, according to Syrian Observatory" in row["notes"]
    stamp = read_stamp(row["tags"])
    assert (stamp.coder, stamp.model, stamp.reviewed) == ("dateline 0.1.0", "abc123", False)
    told = sentences(losses)
    assert told["control"].endswith("1 control change kept in the notes only")
    assert told["harmed"] == "ACLED counts deaths only: 1 figure of other people kept in the notes only"
    assert {"denials", "weapons", "groups", "rebels"} <= set(told)


def test_a_row_is_read_back_as_the_import_reads_acled() -> None:
    written, _ = rows(ACLED, [fall(), strikes()])
    for cells, type, target in zip(
        written, ("non_state_actor_overtakes_territory", "air_strike"), ("Syria", "Islamic State"), strict=True
    ):
        told = read(Row(1, cells, b""))
        assert told.event.type == type
        assert [target in (w.name or "") for w in told.event.targets] == [True]
        (place,) = told.event.places
        assert (place.name, place.country, place.precision) == ("Palmyra", "SY", 1)


def test_forces_abroad_are_external_and_a_night_is_graded_a_week() -> None:
    (row,), losses = rows(ACLED, [strikes()])
    assert (row["actor1"], row["assoc_actor_1"], row["inter1"]) == ("Military Forces of Russia", "Military Forces of Syria", "8")
    assert (row["event_date"], row["time_precision"], row["fatalities"]) == ("2016-12-10", "2", "100")  # "hundreds" is 100 to ACLED
    assert sentences(losses)["lasting"] == "ACLED has one day a row: 1 act that lasted several days written at its first day"


def test_either_of_two_is_neither() -> None:
    (row,), losses = rows(ACLED, [hospital()])
    assert (row["actor1"], row["inter1"], row["actor2"], row["inter2"]) == (
        "Unidentified Military Forces",
        "8",
        "Civilians (Syria)",
        "7",
    )
    assert row["civilian_targeting"] == "Civilian targeting"
    assert "culprit Government of Russia: one of several possible culprits" in row["notes"]
    assert sentences(losses)["culprits"].endswith("2 culprits kept in the notes only")


CASES = [
    ("peaceful_protest", ["students (India)"], [], ("Protesters (Syria)", "6", "", "", "60")),
    ("protest_with_intervention", ["police (Syria)"], ["protesters (Syria)"], ("Protesters (Syria)", "6", "Police (Syria)", "1", "16")),
    ("force_against_protesters", [], ["protesters (Syria)"], ("Protesters (Syria)", "6", "", "", "60")),
    ("mob_violence", ["rioters (Syria)"], ["civilians (Syria)"], ("Rioters (Syria)", "5", "Civilians (Syria)", "7", "57")),
    ("attack", [], [], ("Unidentified Armed Group (Syria)", "3", "Civilians (Syria)", "7", "37")),
    ("attack", ["rebels (Syria)"], ["journalists (Syria)"], ("Rebels (Syria)", "2", "Journalists (Syria)", "7", "27")),
    ("attack", ["unknown gunmen (Syria)"], ["Amal Haddad"], ("Unknown gunmen (Syria)", "3", "Amal Haddad", "7", "37")),
    ("air_strike", ["US-led Coalition"], ["Islamic State"], ("US-led Coalition", "8", "Islamic State", "2", "28")),
    ("displacement", [], ["civilians (Syria)"], ("Civilians (Syria)", "7", "", "", "70")),
]  # fmt: skip


@pytest.mark.parametrize(("type", "by", "on", "expected"), CASES)
def test_sides_and_codes(type: str, by: list[str], on: list[str], expected: tuple[str, ...]) -> None:
    (row,), _ = rows(ACLED, [incident(claim("a", by, on, type=type))], private=True)
    assert tuple(row[c] for c in ("actor1", "inter1", "actor2", "inter2", "interaction")) == expected


def test_rival_culprits_are_neither() -> None:
    one = claim("a", ["Government of Syria"], ["civilians (Syria)"], type="shelling")
    other = claim("b", ["rebels (Syria)"], ["civilians (Syria)"], type="shelling", voices=(SANA,))
    (row,), losses = rows(ACLED, [incident(one, other)])
    assert row["actor1"] == "Unidentified Armed Group (Syria)"
    assert "named by rival accounts" in row["notes"] and sentences(losses)["culprits"].startswith("ACLED has no way")
    more = [claim(x, ["Government of Syria"], ["civilians (Syria)"], type="shelling") for x in "cd"]
    (row,), _ = rows(ACLED, [incident(one, other, *more)])
    assert row["actor1"] == "Military Forces of Syria"


PLACES = [
    (PALMYRA, "1"), (Spot("near", "k", 2, 1.0, 2.0, "SY"), "2"), (Spot("district", "k", 3, None, None, "SY"), "2"),
    (Spot("province", "k", 4, None, None, "SY"), "3"), (Spot("desert", "k", 5, None, None, "SY"), "3"), (SYRIA, None),
    (Spot("waters", "k", 7, 1.0, 2.0), None),
]  # fmt: skip


@pytest.mark.parametrize(("spot", "grade"), PLACES)
def test_a_country_is_no_place(spot: Spot, grade: str | None) -> None:
    written, losses = rows(ACLED, [incident(claim("a", places=(spot,)))])
    assert [r["geo_precision"] for r in written] == ([grade] if grade else [])
    assert ("unplaced" in sentences(losses)) == (grade is None)


TIMES = [
    ("2016-12-11", "day", ("2016-12-11", "1")), ("2016-12-05/2016-12-11", "week", ("2016-12-05", "2")),
    ("2016-12", "month", ("2016-12-01", "3")), ("2016-12-11", "unknown", ("2016-12-11", "3")), ("2016", "year", None),
    ("2015-09/..", "range", None), (None, "unknown", None), ("/2016-10-18", "range", None),
]  # fmt: skip


@pytest.mark.parametrize(("when", "precision", "expected"), TIMES)
def test_dates_are_graded_or_lost(when: str | None, precision: str, expected: tuple[str, str] | None) -> None:
    written, losses = rows(ACLED, [incident(claim("a", when=when, when_precision=precision))])
    assert [(r["event_date"], r["time_precision"]) for r in written] == ([expected] if expected else [])
    assert ("undated" in sentences(losses)) == (expected is None)
    assert ("assumed" in sentences(losses)) == (precision == "unknown" and expected is not None)


def test_what_is_no_event_is_lost() -> None:
    written, losses = rows(ACLED, everything())
    assert len(written) == losses.rows == 3
    told = sentences(losses)
    assert told["campaign"] == "ACLED holds single events: 1 campaign dropped"
    assert told["untold"].endswith("1 denied, doubted, planned or threatened incident dropped")
    assert told["type"].endswith("1 incident dropped")


def test_a_total_of_a_longer_time_is_given_to_no_event() -> None:
    total = figure("182 soldiers", (182, 182, 182), group="combatants:Government of Syria")
    one = claim("a", ["Islamic State"], ["Government of Syria"], type="armed_clash")
    whole = claim(
        "b", ["Islamic State"], ["Government of Syria"], type="armed_clash", scope="campaign", when="2016-12", figures=(total,)
    )
    (row,), losses = rows(ACLED, [incident(one, whole)])
    assert row["fatalities"] == "0" and "totals" in sentences(losses)


def test_no_cell_is_a_formula() -> None:
    (row,), _ = rows(ACLED, [incident(claim("a", ["=HYPERLINK(1)"], ["@x"], places=(Spot("+1", "k", 1, -1.5, -2.5, "SY"),)))])
    assert (row["actor1"], row["actor2"], row["location"], row["latitude"]) == ("'=HYPERLINK(1)", "'@x", "'+1", "-1.50000")
