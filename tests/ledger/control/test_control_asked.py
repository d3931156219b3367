"""Control and sites asked of a ledger: which place is meant, and what the view lets through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dateline.errors import DatelineError
from dateline.ledger import Ledger, View
from dateline.ledger.amending import correct, judge, undo, withdraw
from dateline.ledger.entries import known_from, spot
from dateline.ledger.store import Store
from dateline.records import ControlChange, Numbers
from dateline.records.entry import Figure
from recording import record
from saying import plain

LINES = [
    "2016-03-27 | SANA | Army takes from IS | 2016-03-27",
    "2016-12-11T08:00Z | Observatory | Army holds | 2016-12-11",
    "2016-12-11T12:00Z | Amaq | IS takes castle | 2016-12-11",
    "2016-12-11T16:00Z | Observatory | IS takes from Army | 2016-12-11",
]


@pytest.fixture
def ledger(store: Store) -> Ledger:
    return Ledger(store)


def now(ledger: Ledger, **view: Any) -> str:
    return plain([ledger.control("Palmyra", View(**view)).now])[0]


def elsewhere(name: str, number: int | None, country: str | None, **more: Any) -> dict[str, Any]:
    """Fields of a claim about another place of some name."""
    place = {"name": name, "geonames_id": number, "country": country, "precision": 1, **more}
    return {"places": (spot(place),), "changes": (ControlChange(name, None, "Islamic State", "whole"),)}


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2016-03-26", "- unknown"),
        ("2016-12-11T11:59Z", "2016-03-27 Army"),
        ("2016-12-11T12:00Z", "2016-12-11 Army + IS?"),
        ("2016-12-11T16:00Z", "2016-12-11 IS"),
    ],
)
def test_as_of(ledger: Ledger, as_of: str, expected: str) -> None:
    record(ledger.store, LINES)
    assert now(ledger, as_of=as_of) == expected


def test_names_are_matched_folded_and_keys_as_they_are(ledger: Ledger) -> None:
    record(ledger.store, LINES)
    for asked in ("palmyra", "PALMYRA ", "gn:163808"):
        assert ledger.control(asked).timeline.place == "gn:163808"
    with pytest.raises(DatelineError) as error:
        ledger.control("Tadmoor")
    assert error.value.code == "ledger.no_place"


def test_a_name_of_several_places_lists_them(ledger: Ledger) -> None:
    record(ledger.store, LINES)
    record(ledger.store, ["2016-12-11 | Nobody | IS takes | 2016-12-10"], **elsewhere("Palmyra", 5205849, "US"))
    with pytest.raises(DatelineError) as error:
        ledger.control("Palmyra")
    assert error.value.code == "ledger.which_place"
    assert "gn:163808 (Palmyra, SY)" in str(error.value) and "gn:5205849 (Palmyra, US)" in str(error.value)
    assert ledger.control("Palmyra", View(country="us")).timeline.place == "gn:5205849"
    assert ledger.control("gn:5205849").timeline.country == "US"


def test_a_namesake_of_which_nobody_claims_control_is_passed_over(ledger: Ledger) -> None:
    record(ledger.store, LINES)
    record(ledger.store, ["2016-12-11 | Nobody | IS takes"], **{**elsewhere("Palmyra", 5205849, "US"), "changes": ()})
    assert ledger.control("Palmyra").timeline.place == "gn:163808"


def test_a_place_of_which_nobody_claims_control_is_unknown(ledger: Ledger) -> None:
    record(ledger.store, ["2016-12-11 | Nobody | IS takes"], changes=())
    assert now(ledger) == "- unknown"


def test_parts_are_found_by_name_within_the_country_and_nearby(ledger: Ledger) -> None:
    record(ledger.store, LINES)
    near, far = {"lat": 34.6, "lon": 38.3}, {"lat": 36.0, "lon": 38.3}
    others = [("Palmyra Museum", None, "SY", near), ("Palmyra Governorate", None, "SY", {}), ("Palmyra Castle", None, "US", {}),
              ("Palmyra Bridge", 12, "SY", far), ("Palmyrene Castle", 13, "SY", near)]  # fmt: skip
    record(ledger.store, ["2016-03-28 | SANA | Army takes | 2016-03-27"], places=(spot({"name": "Palmyra", "geonames_id": 163808,
           "country": "SY", "lat": 34.56, "lon": 38.27}),))  # fmt: skip
    for number, (name, id, country, at) in enumerate(others):
        record(ledger.store, [f"2016-12-{12 + number} | Nobody | IS takes | 2016-12-10"], **elsewhere(name, id, country, **at))
    assert [p.name for p in ledger.control("Palmyra").timeline.parts] == ["Palmyra Castle", "Palmyra Museum"]


def test_corrections_count_from_when_they_were_recorded(ledger: Ledger, clock: Callable[[], int]) -> None:
    ids = record(ledger.store, LINES)
    clock.set("2020-03-01T00:00Z")  # type: ignore[attr-defined]
    correct(ledger.store, ids[3], "status", "denied", "person:Ada")
    assert now(ledger) == "2016-12-11 Army + IS?"
    assert now(ledger, recorded_as_of="2020-02-01") == "2016-12-11 IS"
    correct(ledger.store, ids[0], "control", [{"place": "Homs", "to": "Government of Syria"}], "person:Ada")
    assert plain(ledger.control("Palmyra", View(recorded_as_of="2020-02-01")).timeline.spells)[1] == "2016-03-27 Army"
    assert plain(ledger.control("Palmyra").timeline.spells)[1] != "2016-03-27 Army"


def test_withdrawn_and_wrong_claims_count_no_more(ledger: Ledger, clock: Callable[[], int]) -> None:
    ids = record(ledger.store, LINES)
    clock.set("2020-03-01T00:00Z")  # type: ignore[attr-defined]
    withdraw(ledger.store, ids[3], "person:Ada")
    assert now(ledger) == "2016-12-11 Army + IS?"
    assert now(ledger, withdrawn=True) == now(ledger, recorded_as_of="2020-02-01") == "2016-12-11 IS"
    wrong = judge(ledger.store, ids[2], "wrong", "person:Ada")
    assert now(ledger) == "2016-03-27 Army"
    assert now(ledger, recorded_as_of="2020-02-01") == "2016-12-11 IS"
    undo(ledger.store, wrong.seq, "person:Ada")
    assert now(ledger) == "2016-12-11 Army + IS?"


def test_during_and_speaker(ledger: Ledger) -> None:
    record(ledger.store, LINES)
    some = ledger.control("Palmyra", View(during="2016-12"))
    assert plain(some.timeline.spells) == ["2016-03-27 Army", "2016-12-11 Army + IS?", "2016-12-11 IS"]
    amaq = ledger.control("Palmyra", View(speaker="Amaq"))
    assert [t.source for t in amaq.timeline.sources] == ["Amaq"]


def test_private_names_are_withheld(ledger: Ledger) -> None:
    record(ledger.store, ["2016-12-11 | Resident | IS takes"], private=("Abu Ahmad",), words="Abu Ahmad saw them come.")
    assert "Ahmad" not in str(ledger.control("Palmyra").to_dicts())
    assert "Ahmad" in str(ledger.control("Palmyra", View(private=True)).to_dicts())


def test_an_answer_turns_into_rows_and_frames(ledger: Ledger) -> None:
    record(ledger.store, LINES)
    answer = ledger.control("Palmyra")
    last = next(r for r in reversed(answer.to_dicts()) if r["by"] == "all sources" and r["place"] == "Palmyra")
    assert (last["holders"], last["from_last"], last["to"], last["stake"]) == (["Islamic State"], "2016-12-11", None, "independent")
    assert last["claims"][0]["words"] == "Observatory: IS takes from Army"
    assert answer.to_pandas()["state"].tolist() == answer.to_polars()["state"].to_list()
    assert "all sources" in repr(answer) and answer.at("2016-06-01")[0].holders == ("Government of Syria",)


def test_three_dailies_with_one_story_are_one_voice(ledger: Ledger) -> None:
    story = (
        "The army and its allies recaptured the desert town on Sunday after three weeks of fighting, and flags were raised over the "
        "castle and the ruins. Streets were empty, shops were shut, and mines still lay along the road from the west, drivers said."
    )
    for number, outlet in enumerate(("Lebanon Evening Mail", "Red Sea Observer", "Northern Plains Journal")):
        fields = {"words": story, "report": outlet, "id": outlet, "event": outlet, "published": f"2016-03-27T{10 + number}:00Z"}
        known = {"known": known_from(fields["published"], 0)}
        record(ledger.store, ["2016-03-27 | Nobody | Army takes | 2016-03-27"], outlet, **fields, **known)
    answer = ledger.control("Palmyra")
    assert [t.source for t in answer.timeline.sources] == ["Lebanon Evening Mail"]
    assert (answer.now.origins, len(answer.now.why)) == (1, 3)


def hospital(**more: Any) -> dict[str, Any]:
    struck = (Figure("destroyed", "hospital", None, Numbers(1, 1, 1), "a hospital"),)
    return {"type": "air_strike", "changes": (), "figures": struck, "words": "destroyed a hospital", **more}


def test_sites_are_found_by_figure_place_target_and_type(ledger: Ledger) -> None:
    record(ledger.store, ["2016-12-11 | Observatory | Russia takes | 2016-12-11"], **hospital())
    tetrapylon = (
        spot({"name": "Tetrapylon of Palmyra", "country": "SY"}),
        spot({"name": "Palmyra", "geonames_id": 163808, "country": "SY"}),
    )
    record(
        ledger.store,
        ["2017-01-20 | SANA | IS takes"],
        type="property_destruction",
        changes=(),
        places=tetrapylon,
        words="destroyed it",
    )
    record(ledger.store, ["2016-12-12 | SANA | IS takes"], type="armed_clash", changes=(), words="IS fought")
    assert [(s.kind, s.state) for s in ledger.sites()] == [("hospital", "claimed"), ("heritage", "claimed")]
    assert [s.kind for s in ledger.sites(kind="heritage")] == ["heritage"]
    assert [s.kind for s in ledger.sites(View(as_of="2016-12-31"))] == ["hospital"]
    assert [s.kind for s in ledger.sites(View(during="2017"))] == ["heritage"]
    assert [s.kind for s in ledger.sites(View(place="palmyra"))] == ["hospital", "heritage"]
    assert list(ledger.sites(View(place="Aleppo"))) == []
    with pytest.raises(DatelineError) as error:
        ledger.sites(kind="palaces")
    assert error.value.code == "ledger.kind"


def test_what_an_event_denies_is_found_with_it(ledger: Ledger) -> None:
    record(ledger.store, ["2016-12-11 | Observatory | Russia takes | 2016-12-11"], **hospital(event="one"))
    record(ledger.store, ["2016-12-11 | Moscow | Russia takes | 2016-12-11"], **hospital(event="one", status="denied", figures=()))
    assert [s.state for s in ledger.sites()] == ["disputed"]
    row = ledger.sites().to_dicts()[0]
    assert (row["claimed"], row["denied"], row["harm"], row["coarse"]) == ("2016-12-11", "2016-12-11", "destroyed", True)


def test_a_site_judged_wrong_is_gone(ledger: Ledger) -> None:
    (id,) = record(ledger.store, ["2016-12-11 | Observatory | Russia takes | 2016-12-11"], **hospital())
    judge(ledger.store, id, "wrong", "person:Ada")
    assert len(ledger.sites()) == 0
