"""Tables into claims: people's own CSV, ACLED and UCDP GED. Every row here is invented."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import DatelineError
from dateline.ledger.importing import ACLED, UCDP_GED, Imported, Scheme, import_file, load_mapping
from dateline.ledger.importing.acled import COLUMNS as ACLED_COLUMNS
from dateline.ledger.importing.page import actor_name, country_code, voice_kind
from dateline.ledger.importing.ucdp_ged import COLUMNS as UCDP_COLUMNS
from dateline.ledger.reports import report_ids
from dateline.ledger.store import Store
from dateline.ledger.writing import Writer
from dateline.records import Rejected
from dateline.records.edtf import instants
from dateline.records.entry import KeptClaim

BATTLE = {
    "event_id_cnty": "SYR0001", "event_date": "11 December 2016", "year": "2016", "time_precision": "1",
    "disorder_type": "Political violence", "event_type": "Battles", "sub_event_type": "Non-state actor overtakes territory",
    "actor1": "Military Forces of Syria (2000-)", "inter1": "State forces", "actor2": "Islamic State (Syria)", "inter2": "Rebel group",
    "assoc_actor_1": "Militia (Pro-Government)", "country": "Syria", "iso": "760", "admin1": "Homs", "location": "Palmyra",
    "latitude": "34.56", "longitude": "38.27", "geo_precision": "1", "source": "Invented Wire; Orontes Courier",
    "notes": "Islamic State fighters took Palmyra again; 12 soldiers were killed.", "fatalities": "12", "timestamp": "1481500800",
}  # fmt: skip
ATTACK = BATTLE | {
    "event_id_cnty": "SYR0002", "event_type": "Violence against civilians", "sub_event_type": "Attack", "actor1": "Civilians (Syria)",
    "inter1": "7", "assoc_actor_1": "", "actor2": "Islamic State (Syria)", "inter2": "2", "time_precision": "2", "geo_precision": "3",
    "fatalities": "3", "timestamp": "",
}  # fmt: skip
DEATHS = {
    "id": "900001", "relid": "SYR-2016-1-1", "year": "2016", "active_year": "1", "code_status": "Clear", "type_of_violence": "1",
    "conflict_name": "Syria: Islamic State", "dyad_name": "Government of Syria - IS", "side_a": "Government of Syria", "side_b": "IS",
    "number_of_sources": "2", "source_article": "Invented Wire, 2016-12-12", "source_office": "Invented Wire",
    "source_date": "2016-12-12", "source_headline": "Palmyra falls again", "source_original": "Syrian Observatory for Human Rights",
    "where_prec": "2", "where_coordinates": "Palmyra town", "where_description": "outside Palmyra", "adm_1": "Homs province",
    "latitude": "34.56", "longitude": "38.27", "country": "Syria", "country_id": "652", "region": "Middle East", "event_clarity": "1",
    "date_prec": "2", "date_start": "2016-12-10 00:00:00.000", "date_end": "2016-12-11 00:00:00.000", "deaths_a": "20", "deaths_b": "8",
    "deaths_civilians": "3", "deaths_unknown": "0", "best": "31", "high": "40", "low": "28",
}  # fmt: skip
OWN = {
    "ref": "A-7", "day": "11/12/2016", "town": "Palmyra", "kind": "Airstrike", "who": "Russia", "hit": "market",
    "dead_min": "4", "dead_max": "6", "told_by": "hospital; civil defence", "victims": "Amna Darwish; Samir Haddad",
    "what": "Two strikes hit the market, killing Amna Darwish and others.", "phone": "555-0101",
}  # fmt: skip
MAPPING = """
name: Field office
voice: monitor
columns:
  id: ref
  words: what
  type: {column: kind, values: {airstrike: air_strike, shelling: shelling}}
  when: {column: day, format: "%d/%m/%Y"}
  place: town
  country: {constant: SY}
  precision: {constant: 1}
  initiators: who
  sources: {column: told_by, split: ";"}
  source_kind: {constant: witness}
  private: {column: victims, split: ";"}
figures:
  - {measure: killed, group: civilians, low: dead_min, high: dead_max}
omit: [phone]
"""


def table(path: Path, columns: tuple[str, ...], *rows: Mapping[str, str], delimiter: str = ",", codec: str = "utf-8") -> Path:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(out.getvalue().encode(codec))
    return path


def mapping(path: Path, text: str = MAPPING) -> Scheme:
    path.write_text(text, encoding="utf-8")
    return load_mapping(path)


def read(store: Store) -> list[KeptClaim]:
    with store.reading() as connection:
        entries = [e.subject for e in store.entries() if e.kind == "claim"]
        return Writer(connection, store.dialect).claims(entries)


@pytest.fixture
def take(store: Store, tmp_path: Path) -> Callable[..., list[Imported | Rejected]]:
    """Imports rows; gives what became of each."""

    def run(scheme: Scheme, columns: tuple[str, ...], *rows: Mapping[str, str], **more: Any) -> list[Imported | Rejected]:
        how = {k: more.pop(k) for k in ("delimiter", "codec") if k in more}
        found = list(import_file(store, table(tmp_path / "rows.csv", columns, *rows, **how), scheme, **more))
        assert store.verify().fault is None and store.differing() == ()
        return found

    return run


def test_an_acled_row_is_a_claim_of_its_sources_relayed_by_acled(store: Store, take: Any) -> None:
    assert [r.state for r in take(ACLED, ACLED_COLUMNS, BATTLE, name="ACLED")] == ["new"]
    (c,) = read(store)
    assert (c.type, c.status, c.author, c.words) == (
        "non_state_actor_overtakes_territory",
        "happened",
        "data:ACLED",
        BATTLE["notes"],
    )
    assert [(p.role, p.name) for p in c.parties] == [
        ("initiator", "Islamic State"),
        ("target", "Government of Syria"),
        ("target", "Militia (Pro-Government)"),
    ]
    assert [(v.name, v.kind) for v in c.voices] == [("Invented Wire", "media"), ("Orontes Courier", "media"), ("ACLED", "monitor")]
    assert [(f.measure, f.numbers.low, f.numbers.best, f.numbers.high, f.words) for f in c.figures] == [
        ("killed", 12, 12, 12, "12")
    ]
    assert [(s.name, s.precision, s.lat, s.country, s.admin1) for s in c.places] == [("Palmyra", 1, 34.56, "SY", "Homs")]
    assert [(x.place, x.loser, x.holder, x.extent) for x in c.changes] == [
        ("Palmyra", "Government of Syria", "Islamic State", "whole")
    ]
    assert (c.when, c.when_precision, c.published) == ("2016-12-11", "day", "2016-12-12T00:00:00Z")


def test_the_unarmed_of_an_acled_attack_are_its_targets(store: Store, take: Any) -> None:
    take(ACLED, ACLED_COLUMNS, ATTACK, name="ACLED", published="2017-01-02")
    (c,) = read(store)
    assert [(p.role, p.name) for p in c.parties] == [("initiator", "Islamic State"), ("target", "civilians (Syria)")]
    assert (c.when, c.when_precision, c.places[0].precision) == ("2016-12-05/2016-12-11", "week", 4)
    assert (c.published, c.known) == ("2017-01-02", instants("2017-01-02")[1])  # type: ignore[index]


def test_a_ucdp_row_keeps_low_best_and_high_and_the_deaths_by_side(store: Store, take: Any) -> None:
    take(UCDP_GED, UCDP_COLUMNS, DEATHS, name="UCDP GED 25.1", published="2025-06-11")
    (c,) = read(store)
    assert (c.type, c.author, c.words) == ("armed_clash", "data:UCDP GED 25.1", "Palmyra falls again")
    told = [(f.group, f.numbers.low, f.numbers.best, f.numbers.high, f.part_of) for f in c.figures]
    assert told == [
        ("unknown", 28, 31, 40, None), ("combatants:Government of Syria", 20, 20, 20, "31"), ("combatants:Islamic State", 8, 8, 8, "31"),
        ("civilians", 3, 3, 3, "31"),
    ]  # fmt: skip
    assert [(v.name, v.kind) for v in c.voices] == [
        ("Syrian Observatory for Human Rights", "monitor"),
        ("UCDP GED 25.1", "monitor"),
    ]
    assert (c.when, c.when_precision, c.places[0].name, c.places[0].precision) == (
        "2016-12-10/2016-12-11",
        "week",
        "Palmyra town",
        2,
    )


@pytest.mark.parametrize(
    ("change", "when", "group"),
    [
        ({"type_of_violence": "3", "side_b": "civilians", "deaths_b": "8"}, "2016-12-10/2016-12-11", "civilians"),
        ({"date_start": "2016-12-11", "date_end": "2016-12-11", "date_prec": "1"}, "2016-12-11", "combatants:Islamic State"),
    ],
)
def test_ucdps_one_sided_violence_and_days(store: Store, take: Any, change: dict[str, str], when: str, group: str) -> None:
    take(UCDP_GED, UCDP_COLUMNS, DEATHS | change)
    (c,) = read(store)
    assert c.when == when and group in {f.group for f in c.figures if f.numbers.best == 8}


def test_a_table_of_ones_own(store: Store, take: Any, tmp_path: Path) -> None:
    scheme = mapping(tmp_path / "map.yaml")
    take(scheme, tuple(OWN), OWN, delimiter=";", codec="utf-16")
    (c,) = read(store)
    assert (c.type, c.when, c.words, c.author) == ("air_strike", "2016-12-11", OWN["what"], "data:Field office")
    assert [(p.role, p.name) for p in c.parties] == [("initiator", "Government of Russia")]
    assert [(v.name, v.kind) for v in c.voices] == [
        ("hospital", "witness"),
        ("civil defence", "witness"),
        ("Field office", "monitor"),
    ]
    assert [(f.group, f.numbers.low, f.numbers.best, f.numbers.high) for f in c.figures] == [("civilians", 4, None, 6)]
    assert "Amna Darwish" in c.private and "Samir Haddad" not in c.private
    report = next(e for e in store.entries() if e.kind == "report")
    assert report.payload is not None and {"Amna Darwish", "Samir Haddad"} <= set(report.payload["private"])
    assert "555-0101" not in str(report.payload) and report.payload["original"] is None


def test_importing_again_changes_nothing_and_a_changed_row_is_new(store: Store, take: Any) -> None:
    assert [r.state for r in take(ACLED, ACLED_COLUMNS, BATTLE, ATTACK, BATTLE)] == ["new", "new", "known"]
    assert [r.state for r in take(ACLED, ACLED_COLUMNS, ATTACK, BATTLE | {"fatalities": "14"})] == ["known", "new"]
    with store.reading() as connection:
        assert len(report_ids(connection)) == 3


def test_the_bytes_of_a_row_are_kept(store: Store, take: Any, tmp_path: Path) -> None:
    take(ACLED, ACLED_COLUMNS, ATTACK, BATTLE | {"notes": "Two\nlines, “quoted”"}, codec="utf-16")
    raw = (tmp_path / "rows.csv").read_bytes().decode("utf-16")
    kept = [store.original(e.payload["original"]) for e in store.entries() if e.kind == "report" and e.payload]
    assert [k[0] for k in kept if k] == ["text/csv; header=absent"] * 2
    assert all(k is not None and k[1].decode("utf-16-le") in raw for k in kept)
    assert b"".join(k[1] for k in kept if k).decode("utf-16-le") == raw.partition("\r\n")[2]


BAD: list[tuple[dict[str, str], str]] = [
    ({"event_date": "someday"}, "event_date 'someday' is not a date"),
    ({"event_date": ""}, "event_date is empty"),
    ({"fatalities": "a few"}, "fatalities 'a few' is not a number"),
    ({"fatalities": "-3"}, "is not a count"),
    ({"latitude": "north"}, "latitude 'north' is not a number"),
    ({"latitude": "134.5"}, "not in degrees"),
    ({"longitude": ""}, "one coordinate of two"),
    ({"sub_event_type": "Skirmish"}, "none of ACLED's"),
    ({"time_precision": "9"}, "time_precision '9'"),
    ({"event_id_cnty": ""}, "event_id_cnty is empty"),
]


@pytest.mark.parametrize(("change", "words"), BAD, ids=[w for _, w in BAD])
def test_a_bad_row_is_named_with_its_line_and_the_rest_goes_on(store: Store, take: Any, change: dict[str, str], words: str) -> None:
    bad, good = take(ACLED, ACLED_COLUMNS, ATTACK | change, BATTLE)
    assert isinstance(bad, Rejected) and bad.code == "import.row" and words in bad.detail and bad.document_id.endswith("rows.csv:2")
    assert good.state == "new" and good.line == 3


def test_a_row_with_too_few_cells_and_an_open_quote(store: Store, tmp_path: Path) -> None:
    path = table(tmp_path / "rows.csv", ACLED_COLUMNS, BATTLE, ATTACK)
    lines = path.read_text().splitlines()
    path.write_text("\n".join([lines[0], "one,two", "", *lines[1:], '"open']))
    found = list(import_file(store, path, ACLED))
    assert sorted(getattr(r, "state", "") or getattr(r, "detail", "")[:9] for r in found) == [
        "2 cells; ",
        "new",
        "new",
        "unexpecte",
    ]


@pytest.mark.parametrize(("scheme", "columns"), [(ACLED, ACLED_COLUMNS), (UCDP_GED, UCDP_COLUMNS)])
def test_missing_columns_are_named(store: Store, tmp_path: Path, scheme: Scheme, columns: tuple[str, ...]) -> None:
    path = table(tmp_path / "rows.csv", columns[3:])
    with pytest.raises(DatelineError, match=rf"import\.header.*{columns[0]}, {columns[1]}, {columns[2]};"):
        list(import_file(store, path, scheme))
    (tmp_path / "empty.csv").write_text("")
    with pytest.raises(DatelineError, match=r"read\.empty"):
        list(import_file(store, tmp_path / "empty.csv", scheme))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("columns: {kinds: kind, type: kind}", "kinds"),
        ("columns: {place: town}", "must hold a type"),
        ("columns: {type: {column: a, constant: b}}", "type: a column's name"),
        ("columns: {type: kind}\nomit: [kind]", "omitted"),
        ("columns: {type: kind}\ncolour: red", "colour"),
        ("figures: []", "lacks 'columns'"),
        ("- a\n- b", "import.mapping"),
        ("a: [", "import.mapping"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(DatelineError) as error:
        mapping(tmp_path / "map.yaml", text)
    assert error.value.code == "import.mapping" and words in str(error.value)


@pytest.mark.parametrize(
    ("change", "words"),
    [({"kind": "ambush"}, "type 'ambush' is not among the values"), ({"day": "2016-12-11"}, "is not a date like 11/12/2016")],
)
def test_a_cell_that_the_mapping_does_not_foresee(
    store: Store, take: Any, tmp_path: Path, change: dict[str, str], words: str
) -> None:
    (bad,) = take(mapping(tmp_path / "map.yaml"), tuple(OWN), OWN | change)
    assert isinstance(bad, Rejected) and words in bad.detail


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Military Forces of Syria (2000-)", "Government of Syria"),
        ("Police Forces of India (2014-)", "Government of India"),
        ("Islamic State (Iraq)", "Islamic State"),
        ("IS", "Islamic State"),
        ("Civilians (Mali)", "civilians (Mali)"),
        ("Unidentified Armed Group (Mali)", "Unidentified Armed Group (Mali)"),
        ("Government of Syria", "Government of Syria"),
    ],
)
def test_actors_as_data_sets_name_them(printed: str, name: str) -> None:
    assert actor_name(printed) == name


def test_countries_and_voices_of_the_tables() -> None:
    assert [country_code(n) for n in ("Syria", "SY", "Myanmar (Burma)", "Atlantis", None)] == ["SY", "SY", "MM", None, None]
    assert [voice_kind(n) for n in ("Reuters", "SANA", "Islamic State", "The Invented Times")] == [
        "media",
        "media",
        "belligerent",
        None,
    ]
