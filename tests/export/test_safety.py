"""What may go out: no private name, no exact place of people in danger, nothing under embargo, nothing unreviewed; every row stamped."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from csv import DictReader
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import (
    HOSPITAL,
    NOW,
    OBSERVATORY,
    PALMYRA,
    cases,
    claim,
    desk,
    everything,
    fall,
    figure,
    hospital,
    incident,
    report,
    saved,
    text,
)

from dateline.export.format import Format
from dateline.export.incidents import CLAIMS, INCIDENTS
from dateline.export.registry import FORMATS
from dateline.export.safety import is_sensitive
from dateline.export.stamps import COLUMNS, read_stamp
from dateline.records import ControlChange
from dateline.records.entry import KeptReport, Party, Review, Spot, Voice
from dateline.records.incident import EventLink, Incident, Reason

NAME = "Rana Qabbani"
HIDDEN = (NAME, "Qabbani", "QABBANI", "rana-qabbani")
WHERE_STAMPED = {"acled": "tags", "ucdp": "code_status", "polecat": "Version", "plover": "comment"}


def full_of(name: str, status: str = "happened", type: str = "attack") -> Incident:
    """An incident that has a private name wherever words can stand."""
    spot = Spot(f"house of {name}", "k", 1, 34.5, 38.2, "SY", None, None, f"the house of {name}")
    told = claim(
        "p", [f"{name}", "Islamic State"], [name], type=type, status=status, words=f"{name} said so, and {name.split()[-1]} again",
        voices=(Voice(name, "witness", name), OBSERVATORY), private=(name,), places=(spot, PALMYRA), weapons=(f"the knife of {name}",),
        figures=(figure(name, (1, 1, 1), group=f"combatants:{name}", part_of=f"{name} and others"),),
        changes=(ControlChange(f"house of {name}", name, "Islamic State", "whole"),), allies=[name],
    )  # fmt: skip
    other = claim("q", ["Islamic State"], [], words=f"{name} was named here too", voices=(OBSERVATORY,))
    link = EventLink("e-p", "e-q", "same", 0.9, (Reason("names", 1.0, f"both name {name}"),))
    return incident(told, other, links=(link,))


def reports(name: str) -> dict[str, KeptReport]:
    slug = name.lower().replace(" ", "-")
    named = report("r-p", title=f"{name} speaks", outlet=f"Diary of {name}", name=f"{slug}.txt", url=f"https://x.org/{slug}/1")
    return {"r-p": replace(named, private=(name,), text=f"{name} {name}")}


def everything_written(format: Format, made: list[Incident], out: Path, told: dict[str, KeptReport], **rules: Any) -> str:
    """All that a file says, as one text."""
    asked = desk(format.policies, told=told)
    if format.save is None:
        return text(format, made, asked, **rules)[0]
    losses = format.losses()
    format.save(cases(made, losses, asked, **rules), losses, out)
    import duckdb

    with duckdb.connect(":memory:") as connection:
        return repr(connection.execute(f"SELECT * FROM read_parquet('{out}')").fetchall())


@pytest.mark.parametrize("format", FORMATS.values(), ids=list(FORMATS))
def test_no_private_name_goes_out(format: Format, tmp_path: Path) -> None:
    made = [full_of(NAME), full_of(NAME, "denied"), full_of(NAME, type="armed_clash"), full_of(NAME, "threatened", "statement")]
    written = everything_written(format, made, tmp_path / "x", reports(NAME))
    assert written and not [word for word in HIDDEN if word in written]


def test_the_flag_names_them(tmp_path: Path) -> None:
    for format in (CLAIMS, INCIDENTS, FORMATS["geojson"], FORMATS["parquet"]):
        assert NAME in everything_written(format, [full_of(NAME)], tmp_path / "x", reports(NAME), private=True)


LETTERS = st.text("bcdfghjklmnpqrstvwxz", min_size=4, max_size=8).map(str.title)
NAMES = st.tuples(LETTERS, LETTERS).map(" ".join).filter(lambda n: n.split()[0] != n.split()[1])


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    NAMES,
    st.sampled_from(["happened", "denied", "planned", "doubted"]),
    st.sampled_from(["attack", "air_strike", "armed_clash", "arrest"]),
)
def test_no_private_name_goes_out_in_any_format(tmp_path: Path, name: str, status: str, type: str) -> None:
    for format in FORMATS.values():
        written = everything_written(format, [full_of(name, status, type)], tmp_path / "x", reports(name))
        assert name not in written and name.lower() not in written.lower()


@pytest.mark.parametrize("format", FORMATS.values(), ids=list(FORMATS))
def test_every_row_is_stamped(format: Format, tmp_path: Path) -> None:
    found = list(stamps(format, everything(), tmp_path / "x"))
    assert found
    for coder, reviewer, codebook, model, reviewed in found:
        assert (coder, reviewer, codebook, model) == ("dateline 0.1.0", "", "1.0", "abc123") and reviewed in ("no", False)


def stamps(format: Format, made: list[Incident], out: Path) -> Iterator[tuple[Any, ...]]:
    """The stamp of every row of a file."""
    if format.save is not None:
        yield from (tuple(row[c] for c in COLUMNS) for row in saved(format, made, out)[0])
        return
    written, _ = text(format, made)
    if format.name == "geojson":
        yield from (tuple(f["properties"][c] for c in COLUMNS) for f in json.loads(written)["features"])
    elif format.name == "timemap":
        yield from (tuple(e[c] for c in COLUMNS) for e in json.loads(written)["events"])
    elif format.name == "ftm":
        yield from (read_stamp(json.loads(x)["properties"]["description"][-1]).cells() for x in written.splitlines())
    elif format.name == "plover":
        yield from (read_stamp(json.loads(x)["comment"]).cells() for x in written.splitlines())
    else:
        for row in DictReader(io.StringIO(written, newline=""), delimiter="\t" if format.suffix == ".tsv" else ","):
            own = WHERE_STAMPED.get(format.name)
            yield read_stamp(row[own]).cells() if own else tuple(row[c] for c in COLUMNS)


SPOTS = [
    (HOSPITAL, True), (PALMYRA, False), (Spot("Azraq refugee camp", "k", 1), True), (Spot("the aid warehouse", "k", 1), True),
    (Spot("Military Academy", "k", 1), False), (Spot("Aleppo", "k", 1, words="a field hospital in Aleppo"), True),
]  # fmt: skip


@pytest.mark.parametrize(("spot", "expected"), SPOTS)
def test_sensitive_places(spot: Spot, expected: bool) -> None:
    assert is_sensitive(spot) is expected


@pytest.mark.parametrize("format", FORMATS.values(), ids=list(FORMATS))
def test_no_exact_place_of_a_hospital_goes_out(format: Format, tmp_path: Path) -> None:
    written = everything_written(format, [hospital()], tmp_path / "x", {})
    assert "36.194" not in written and "37.134" not in written
    (case,) = cases([hospital()], format.losses())
    spot = case.incident.place
    assert spot is not None and (spot.lat, spot.lon, spot.precision, spot.geonames_id) == (36.2, 37.1, 2, None)
    (open_case,) = cases([hospital()], format.losses(), private=True)
    assert open_case.incident.place == HOSPITAL


def test_what_nobody_reviewed_stays_back() -> None:
    losses = INCIDENTS.losses()
    assert cases([fall()], losses, unreviewed=False) == []
    assert losses.report()[0].sentence == "Nobody has reviewed them (--unreviewed takes them in): 3 claims left out"


REVIEWS = [
    (Review(("ada",), "right"), {}, 1), (Review(("ada",), "unsure"), {}, 0), (Review(("ada",), "wrong"), {}, 0), (None, {}, 0),
    (None, {"author": "person:ada"}, 1), (None, {"corrected": ("status",)}, 1), (None, {"author": "data:acled"}, 0),
]  # fmt: skip


@pytest.mark.parametrize(("review", "more", "kept"), REVIEWS)
def test_a_claim_is_reviewed_by_a_persons_hand_or_verdict(review: Review | None, more: dict[str, Any], kept: int) -> None:
    made = incident(claim("a", ["Islamic State"], **more), claim("b", ["Islamic State"]))
    found = cases([made], CLAIMS.losses(), desk(reviews={"a": review} if review else {}), unreviewed=False)
    assert [c.id for case in found for c in case.incident.claims] == ["a"] * kept
    if found and review:
        assert (found[0].stamp.reviewer, found[0].stamp.reviewed, found[0].incident.events) == ("ada", True, ("e-a",))


def test_a_claim_judged_wrong_goes_out_never() -> None:
    losses = CLAIMS.losses()
    found = cases([fall()], losses, desk(reviews={"a1": Review(("ada",), "wrong")}))
    assert [c.id for c in found[0].incident.claims] == ["a2", "a3"] and found[0].toll("killed") is None
    assert [line.what for line in losses.report()] == ["wrong"]


EMBARGOES = [{"a1": NOW + 1}, {"e-a1": NOW + 1}, {"r-a1": NOW + 1}]


@pytest.mark.parametrize("held", EMBARGOES)
def test_nothing_rests_on_what_is_under_embargo(held: dict[str, int]) -> None:
    losses = INCIDENTS.losses()
    (case,) = cases([fall()], losses, embargoes=held)
    assert [c.id for c in case.incident.claims] == ["a2", "a3"]
    assert case.reckonings == () and case.incident.targets == () and [r.id for r in case.reports] == ["r-a2", "r-a3"]
    assert losses.report()[0].sentence.endswith("1 claim left out")
    assert len(cases([fall()], INCIDENTS.losses(), embargoes={next(iter(held)): NOW})[0].incident.claims) == 3


def test_a_place_and_a_day_that_only_an_embargoed_claim_tells_stay_back_too() -> None:
    made = incident(claim("a", ["Islamic State"]), claim("b", places=(), when=None))
    (case,) = cases([made], INCIDENTS.losses(), embargoes={"r-a": NOW + 1})
    assert (case.incident.place, case.incident.days, case.incident.initiators) == (None, None, ())


def test_a_whole_incident_may_be_under_embargo_and_the_future_is() -> None:
    assert cases([fall()], INCIDENTS.losses(), embargoes={"e-a1": NOW + 1, "e-a2": NOW + 1, "e-a3": NOW + 1}) == []
    assert cases([incident(claim("a", published="2020-06-01"))], INCIDENTS.losses()) == []


def test_an_unnamed_name_leaves_the_rest_as_it_was() -> None:
    made = incident(claim("a", ["Islamic State"], private=(NAME,)))
    losses = CLAIMS.losses()
    (case,) = cases([made], losses)
    assert case.incident.claims[0].parties == (Party("initiator", "Islamic State", "Islamic State"),)
    assert case.incident.claims[0].private == () and case.reports[0].text == ""
