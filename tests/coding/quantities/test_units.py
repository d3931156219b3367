"""What quantities count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.coding.quantities import read_unit

UNITS = [
    ("11 tanks", "tank", None),
    ("eight oil pump jacks", "oil pump jack", None),
    ("three rebel-held buildings", "building", None),
    ("64 air strikes", "strike", None),
    ("several regime positions", "position", None),
    ("two ammunition caches", "ammunition cache", None),
    ("a front-end loader", "front-end loader", None),
    ("many of its ancient sites", "site", None),
    ("four buses", "bus", None),
    ("over £1.1bn", "pound sterling", None),
    ("30% of the territory", "percent of territory", None),
    ("more than 300 militants", "people", "combatants"),
    ("around 50 members of government forces", "people", "combatants"),
    ("two aid workers", "people", "aid_workers"),
    ("154 CHILDREN", "people", "children"),
    ("a photographer", "people", "journalists"),
    ("12 women", "people", "women"),
    ("107 MEN", "people", "men"),
    ("at least ten villagers", "people", "civilians"),
    ("58 dead", "people", "unknown"),
    ("a mob of about 50 persons", "people", "unknown"),
    ("Amina Sow", "people", "unknown"),
    ("SOLDIER LUIS MORA", "people", "combatants"),
    ("34", "people", "unknown"),
]


@pytest.mark.parametrize(("words", "unit", "group"), UNITS, ids=[row[0] for row in UNITS])
def test_reads_unit_and_group(words, unit, group):
    read = read_unit(words)
    assert (read.unit, read.group) == (unit, group)


def test_a_bare_number_states_no_unit():
    assert not read_unit("34").stated
    assert read_unit("34 tanks").stated


@given(st.text(max_size=60))
def test_any_words_give_a_unit(words):
    read = read_unit(words)
    assert read.unit
    assert (read.group is not None) == (read.unit == "people")
