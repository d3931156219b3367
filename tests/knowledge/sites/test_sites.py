"""The words for kinds of sites, for what is done to them, and for the parts of a place."""

from __future__ import annotations

import pytest

from dateline.errors import DatelineError
from dateline.knowledge import sites
from dateline.knowledge.sites import harm_of, load_kinds, part_kind, site_kind

KINDS = [
    ("Tetrapylon of Palmyra", "heritage"), ("Theatre, Palmyra", "heritage"), ("Ancient Palmyra", "heritage"), ("museums", "heritage"),
    ("Great Mosque of al-Nuri", "heritage"), ("Al-Quds hospital", "hospital"), ("field hospitals", "hospital"), ("clinics", "hospital"),
    ("two schools", "school"), ("hospital school", "hospital"), ("water pumping station", "water"), ("wells", "water"),
    ("displacement camp", "shelter"), ("aid convoys", "aid"),
    ("Palmyra", None), ("tank", None), ("oil wells", None), ("military academy", None), ("hospitality tent", None), ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_the_kind_of_a_site(name: str, kind: str | None) -> None:
    found = site_kind(name)
    assert (found.kind if found else None) == kind


def test_the_places_where_people_are_sheltered_are_sensitive() -> None:
    assert {k.kind for k in load_kinds() if k.sensitive} == {"hospital", "shelter", "aid"}


HARMS = [
    ("Islamic State wrecks Palmyra's Tetrapylon", "destroyed"), ("the temple was blown up", "destroyed"),
    ("looted the museum and damaged its roof", "looted"), ("shelled the castle", "damaged"), ("the damage to both monuments", "damaged"),
    ("have been taken to safety", None), ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "harm"), HARMS)
def test_what_was_done(words: str, harm: str | None) -> None:
    assert harm_of(words) == harm


PARTS = [
    ("Palmyra Castle", "inside"), ("castle of Palmyra", "inside"), ("eastern Palmyra", "inside"), ("ruins of Palmyra", "inside"),
    ("Palmyra silos", "around"), ("Palmyra airbase", "around"), ("eastern countryside of Palmyra", "around"),
    ("oil and gas fields north-west of Palmyra", "around"), ("Palmyra Governorate", "larger"), ("Palmyra castle road", "around"),
    ("Palmyra", None), ("New Palmyra", None), ("Homs castle", None), ("Palmyrene castle", None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "kind"), PARTS)
def test_the_parts_of_palmyra(name: str, kind: str | None) -> None:
    assert part_kind(name, "Palmyra") == kind


def test_a_broken_table_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sites, "read_table", lambda *_: {"kinds": "none", "harm": {"destroyed": []}})
    for load in (load_kinds, sites.load_harms):
        load.cache_clear()
        with pytest.raises(DatelineError) as error:
            load()
        assert error.value.code == "knowledge.invalid"
        load.cache_clear()
