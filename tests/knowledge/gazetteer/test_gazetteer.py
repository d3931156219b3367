"""Names find their places, in whatever spelling; builds and imports are whole or nothing."""

from __future__ import annotations

import sqlite3
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import DatelineError
from dateline.knowledge.gazetteer import Gazetteer, building, dump, fold_name, import_dump, sound_name
from dateline.knowledge.gazetteer.schema import Row, add_rows


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Ar-Raqqah", "raqqah"),
        ("Deir ez-Zor", "deir zor"),
        ("Viña del Mar", "vina del mar"),
        ("VINA DEL MAR", "vina del mar"),
        ("Sana'a", "sanaa"),
        ("Sana’a", "sanaa"),
        ("the Gaza Strip", "gaza strip"),
        ("Al", "al"),
    ],
)
def test_spellings_share_a_key(name: str, key: str) -> None:
    assert fold_name(name) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tel Rifaat", "Tall Rif'at"),
        ("Hassakeh", "Hasakah"),
        ("Qamishli", "Kamishly"),
        ("Djibo", "Jibo"),
        ("Jalal Abad", "Jalalabad"),
    ],
)
def test_romanisations_sound_alike(one: str, other: str) -> None:
    assert sound_name(fold_name(one)) == sound_name(fold_name(other))


@pytest.mark.parametrize(
    ("name", "country", "common"),
    [
        ("Dayr Az Zawr", "SY", "Deir ez-Zor"),
        ("Ar Raqqah", "SY", "Raqqa"),
        ("Al Huwayjah", "IQ", "Hawija"),
        ("Tadmur", "SY", "Palmyra"),
        ("Hims", "SY", "Homs"),
        ("Falluja", "IQ", "Fallujah"),
        ("Kiev", "UA", "Kyiv"),
        ("El Fashir", "SD", "El Fasher"),
        ("Eastern Ghouta", "SY", "Eastern Ghouta"),
        ("Donbass", "UA", "Donbas"),
    ],
)
def test_a_place_is_found_by_any_spelling(gazetteer: Gazetteer, name: str, country: str, common: str) -> None:
    assert common in {c.common for c in gazetteer.lookup_in(name, country)}


def test_a_misspelling_is_mended_only_inside_a_country(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Kandahaar") == ()
    assert gazetteer.lookup_in("Kandahaar", "AF")[0].name == "Kandahār"


@pytest.mark.parametrize(("name", "iso"), [("Syria", "SY"), ("UAE", "AE"), ("DR Congo", "CD"), ("Burma", "MM"), ("U.S.", "US")])
def test_countries_go_by_their_usual_names(gazetteer: Gazetteer, name: str, iso: str) -> None:
    assert iso in {c.country for c in gazetteer.lookup(name) if c.is_country}


def test_coordinates_of_the_supplement_have_a_source() -> None:
    from dateline.knowledge.tables import read_rows

    assert all(row.get("source") for row in read_rows("gazetteer", "places.yaml") if row.get("lat") is not None)


@given(st.text(max_size=40))
def test_folding_is_stable_and_plain(name: str) -> None:
    key = fold_name(name)
    assert fold_name(key) == key or " " not in key
    assert key.isascii()


@given(st.text(max_size=40))
def test_any_words_may_be_looked_up(name: str) -> None:
    gazetteer = Gazetteer.open(building_home())
    assert isinstance(gazetteer.lookup(name), tuple)


def building_home() -> Path:
    from dateline.settings import from_environment

    return from_environment().home


def test_a_failed_build_leaves_nothing(tmp_path: Path) -> None:
    def fail(connection: sqlite3.Connection) -> None:
        raise sqlite3.OperationalError("disk full")

    with pytest.raises(DatelineError) as caught:
        building.write_whole(tmp_path / "index.sqlite", "mark", fail)
    assert caught.value.code == "gazetteer.build"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatelineError) as caught:
        Gazetteer.open(tmp_path / "file" / "home", lambda done, total: None)
    assert caught.value.code == "gazetteer.build"


def small(home: Path) -> None:
    """An index of one town with the right stamp."""
    row = Row(7, "Alphaville", ("Al Alfa",), "SY", (None, None), "P", "PPL", 900, (35.0, 38.0))
    building.write_whole(home / building.FILE, building.stamp(), lambda connection: add_rows(connection, (row,)))


def line(identity: int, name: str, other: str = "", feature: str = "P\tPPL") -> str:
    return f"{identity}\t{name}\t{name}\t{other}\t34.5\t39.5\t{feature}\tSY\t\t11\t\t\t\t120\t\t400\tAsia/Damascus\t2020-01-01\n"


def test_a_dump_adds_villages_and_keeps_earlier_ones(tmp_path: Path) -> None:
    small(tmp_path)
    (tmp_path / "SY.txt").write_text(line(11, "Betatown", "Bayta Tawn"), encoding="utf-8")
    assert import_dump(tmp_path / "SY.txt", tmp_path) == 1
    with zipfile.ZipFile(tmp_path / "IQ.zip", "w") as archive:
        archive.writestr("readme.txt", "words")
        archive.writestr("IQ.txt", line(12, "Gammatown"))
    assert import_dump(tmp_path / "IQ.zip", tmp_path) == 1
    gazetteer = Gazetteer.open(tmp_path)
    assert [gazetteer.lookup(n)[0].id for n in ("Alphaville", "Bayta Tawn", "Gammatown")] == [7, 11, 12]


@pytest.mark.parametrize(
    "content", ["", "one\ttwo\n", line(5, "Nowhere").replace("34.5", "north"), line(5, "Nowhere").replace("34.5", "134.5")]
)
def test_another_file_is_refused_and_nothing_changes(tmp_path: Path, content: str) -> None:
    small(tmp_path)
    (tmp_path / "x.txt").write_text(content, encoding="utf-8")
    with pytest.raises(DatelineError) as caught:
        import_dump(tmp_path / "x.txt", tmp_path)
    assert caught.value.code == "gazetteer.import"
    assert not (tmp_path / dump.FILE).exists()
