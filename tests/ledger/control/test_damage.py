"""What is claimed, denied and confirmed of damage to sites, from claims made by hand."""

from __future__ import annotations

import random
from typing import Any

import pytest

from dateline.ledger.control.sites import COARSE, sites
from dateline.ledger.entries import known_from, spot
from dateline.records import Numbers
from dateline.records.edtf import day_span
from dateline.records.entry import Figure, KeptClaim, Party, Voice
from dateline.records.spell import Site

PALMYRA = {"name": "Palmyra", "country": "SY", "geonames_id": 163808, "lat": 34.5624, "lon": 38.2839}
TETRAPYLON = {"name": "Tetrapylon of Palmyra", "country": "SY"}
ALEPPO = {"name": "Aleppo", "country": "SY", "geonames_id": 170063, "lat": 36.2012, "lon": 37.1612}
HOSPITAL = {"name": "Al-Quds Hospital", "country": "SY", "geonames_id": 999, "lat": 36.1934, "lon": 37.1477}
IS = "Islamic State"


def claim(source: str, places: list[dict[str, Any]], words: str = "destroyed it", **more: Any) -> KeptClaim:
    """A claim of destruction; `source` is "NAME/kind", empty: the report's own."""
    name, _, kind = source.partition("/")
    published = more.pop("published", "2017-01-20")
    figures = tuple(Figure(m, u, None, Numbers(1, 1, 1), f"a {u}") for m, u in more.pop("figures", ()))
    base: dict[str, Any] = {
        "id": f"{source}{published}{words}{places}{more}", "report": source or "r", "event": more.get("event", f"{source}{published}"),
        "type": "property_destruction", "mode": None, "scope": "event", "status": "happened", "words": words,
        "parties": (Party("initiator", IS),), "voices": (Voice(name, kind or "media"),) if name else (), "figures": figures,
        "places": tuple(spot(p) for p in places), "changes": (), "when": published[:10], "when_precision": "day",
        "days": day_span(published[:10]), "published": published, "known": known_from(published, 0), "recorded": 0, "seq": 0, "author": "m",
    }  # fmt: skip
    return KeptClaim(**{**base, **more})


def found(*claims: KeptClaim, private: bool = False) -> list[Site]:
    return sites(claims, {}, private)


CHIEF = claim("Maamoun Abdulkarim/official", [TETRAPYLON, PALMYRA])
IMAGERY = claim("ASOR/monitor", [TETRAPYLON, PALMYRA], evidence="imagery")


@pytest.mark.parametrize(
    ("claims", "state", "words"),
    [
        ([CHIEF], "claimed", ["claimed"]),
        ([CHIEF, IMAGERY], "confirmed", ["claimed", "confirmed"]),
        ([IMAGERY], "claimed", ["claimed"]),
        ([claim("ASOR/monitor", [TETRAPYLON, PALMYRA], status="confirmed")], "confirmed", ["confirmed"]),
        ([CHIEF, claim("Amaq/belligerent", [TETRAPYLON, PALMYRA], evidence="footage")], "claimed", ["claimed", "claimed"]),
        ([CHIEF, claim("Amaq/belligerent", [TETRAPYLON, PALMYRA], status="denied")], "disputed", ["claimed", "denied"]),
        ([claim("Amaq/belligerent", [TETRAPYLON, PALMYRA], status="denied")], "denied", ["denied"]),
        ([claim("SOHR/monitor", [TETRAPYLON, PALMYRA], status="doubted")], "rumoured", ["doubted"]),
        ([claim("SOHR/monitor", [TETRAPYLON, PALMYRA], status="threatened")], "rumoured", ["feared"]),
    ],
    ids=["claimed", "imagery of a monitor confirms another's", "but not its own", "status", "a belligerent's footage confirms nothing",
         "denied", "only denied", "doubted", "threatened"],
)  # fmt: skip
def test_what_it_comes_to(claims: list[KeptClaim], state: str, words: list[str]) -> None:
    (site,) = found(*claims)
    assert (site.state, sorted(d.word for d in site.damage)) == (state, words)


def test_imagery_from_before_the_claim_confirms_nothing() -> None:
    early = claim("ASOR/monitor", [TETRAPYLON, PALMYRA], evidence="imagery", published="2017-01-10")
    assert [s.state for s in found(CHIEF, early)] == ["claimed"]


def test_one_site_under_several_names() -> None:
    (site,) = found(
        CHIEF,
        claim("UNESCO/igo", [{"name": "Tetrapylon, Palmyra", "country": "SY"}]),
        claim("SANA/media", [{"name": "Tetrapylon", "country": "SY"}]),
        claim("AFP/media", [{"name": "the Tetrapylon"}]),
    )
    assert (site.near, site.country, len(site.damage)) == ("Palmyra", "SY", 4)


def test_a_site_named_from_abroad_lies_where_it_lies() -> None:
    (site,) = found(CHIEF, claim("UNESCO/igo", [{"name": "Tetrapylon, Palmyra", "country": "FR"}]))
    assert (site.country, len(site.damage)) == ("SY", 2)


def test_namesakes_of_two_places_are_two() -> None:
    museums = [claim("A/media", [{"name": f"Museum of {town['name']}", "country": "SY"}, town]) for town in (PALMYRA, ALEPPO)]
    bare = claim("B/media", [{"name": "the museum", "country": "SY"}])
    assert sorted((s.near or "?") for s in found(*museums, bare)) == ["?", "Aleppo", "Palmyra"]


def test_who_confirms_speaks_of_all_sites_of_the_event() -> None:
    theatre = {"name": "Roman Theatre of Palmyra", "country": "SY"}
    told = claim("UNESCO/igo", [TETRAPYLON, theatre, PALMYRA], event="e")
    both = claim("UNOSAT/igo", [PALMYRA], "confirms the damage to both monuments", status="confirmed", event="e")
    assert {s.name: s.state for s in found(told, both)} == {
        "Tetrapylon of Palmyra": "confirmed",
        "Roman Theatre of Palmyra": "confirmed",
    }


@pytest.mark.parametrize(
    ("more", "kinds"),
    [
        ({"type": "air_strike", "words": "hit it", "places": [HOSPITAL, ALEPPO]}, ["hospital"]),
        ({"type": "air_strike", "words": "bombed Aleppo", "places": [ALEPPO], "figures": [("destroyed", "school")]}, ["school"]),
        ({"type": "air_strike", "words": "bombed a clinic", "places": [ALEPPO], "target": "a clinic"}, ["hospital"]),
        ({"type": "shelling", "words": "shelled Aleppo", "places": [ALEPPO], "figures": [("killed", "people")]}, []),
        ({"type": "armed_clash", "words": "fought at the hospital", "places": [HOSPITAL, ALEPPO]}, []),
        ({"type": "attack", "words": "killed 12 people", "places": [{"name": "Ancient Palmyra", "country": "SY"}]}, []),
        ({"type": "property_destruction", "words": "damaged many ancient sites", "places": [PALMYRA]}, ["heritage"]),
        ({"type": "property_destruction", "words": "antiquities were taken to safety", "places": [PALMYRA]}, []),
        ({"type": "property_destruction", "words": "burned the granaries", "places": [PALMYRA]}, []),
        ({"type": "non_state_actor_overtakes_territory", "words": "took the castle, destroyed a gate", "places": [HOSPITAL]}, []),
    ],
    ids=["a strike on a site", "a thing counted", "a thing aimed at", "no site", "a fight beside it", "killing in it", "ancient sites",
         "no harm", "no kind", "not a harmful act"],
)  # fmt: skip
def test_what_is_harm_to_a_site(more: dict[str, Any], kinds: list[str]) -> None:
    places, words, target = more.pop("places"), more.pop("words"), more.pop("target", None)
    parties = {"parties": (Party("target", "civilians (Syria)", target),)} if target else {}
    assert [s.kind for s in found(claim("SOHR/monitor", places, words, **more, **parties))] == kinds


def test_sensitive_sites_are_placed_coarsely_unless_asked_for() -> None:
    struck = claim("SOHR/monitor", [HOSPITAL, ALEPPO], "bombed it", type="air_strike")
    (hidden,), (shown,) = found(struck), found(struck, private=True)
    assert (hidden.lat, hidden.lon, hidden.coarse) == (36.2, 37.1, True)
    assert "999" not in hidden.place and "quds" not in hidden.place
    assert (shown.lat, shown.lon, shown.place) == (36.1934, 37.1477, "gn:999")
    assert abs((hidden.lat or 0) - 36.1934) <= COARSE / 2 + 1e-9


def test_heritage_is_placed_exactly() -> None:
    (site,) = found(claim("SOHR/monitor", [{**PALMYRA, "name": "Palmyra Castle", "geonames_id": 7}]))
    assert (site.lat, site.sensitive, site.place) == (34.5624, False, "gn:7")


def test_witnesses_are_withheld() -> None:
    seen = claim(
        "Abu Ahmad/witness", [TETRAPYLON, PALMYRA], "Abu Ahmad saw it destroyed", private=("Abu Ahmad",), id="1", report="r"
    )
    assert "Ahmad" not in str(found(seen)) and "Ahmad" in str(found(seen, private=True))


def test_the_order_of_the_claims_does_not_matter() -> None:
    claims = [CHIEF, IMAGERY, *(claim(f"S{n}/media", [TETRAPYLON, PALMYRA], published=f"2017-01-{n:02d}") for n in range(1, 8))]
    for seed in range(5):
        some = list(claims)
        random.Random(seed).shuffle(some)
        assert found(*some) == found(*claims)
